import pytest

from sayso.extract.quotes import (
    CLOSING,
    INSIDE,
    OPENING,
    OUTSIDE,
    RUNNING,
    SINGLE,
    quotations,
    states,
)
from sayso.extract.segment import paragraphs


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” he said.", ["No,"]),
        ('"No," he said.', ["No,"]),
        ("«No,» he said.", ["No,"]),
        ("« No, » he said.", [" No, "]),
        ("„No,“ he said.", ["No,"]),
        ("``No,'' he said.", ["No,"]),
        ("「No,」 he said.", ["No,"]),
        ("“A,” he said. “B.”", ["A,", "B."]),
        ('"A," he said. "B."', ["A,", "B."]),
        ("“A “B” C", ["A ", "B"]),
        ('The 12" pipe burst.', []),
        ('He is 5\'11" tall and "fit".', ["fit"]),
        ("No marks at all.", []),
        ("It closes” without opening.", []),
        ("“", [""]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_runs_over_paragraphs() -> None:
    text = "“One.\n“Two.\n“Three,” she said."
    found = quotations(text, paragraphs(text))
    assert [q.inner.of(text) for q in found] == ["One.", "Two.", "Three,"]
    assert [q.closed for q in found] == [False, False, True]


def test_a_quotation_goes_on_without_a_mark_of_its_own() -> None:
    text = "“One.\nTwo,” she said."
    assert inner(text) == ["One.", "Two,"]


def test_an_open_mark_does_not_leak_past_the_next_paragraph_without_marks() -> None:
    text = "“One.\nTwo.\nThree”"
    assert inner(text) == ["One."]


def test_states() -> None:
    text = "a “b” ‘see it’ don’t"
    blocks = paragraphs(text)
    found = states(text, blocks, quotations(text, blocks)).tolist()
    assert found[:6] == [OUTSIDE, OUTSIDE, OPENING, INSIDE, CLOSING, OUTSIDE]
    assert set(found[7:13]) == {SINGLE}
    assert set(found[14:]) == {OUTSIDE}


def test_an_unclosed_quotation_is_running() -> None:
    text = "“one"
    blocks = paragraphs(text)
    assert states(text, blocks, quotations(text, blocks)).tolist() == [OPENING, *[RUNNING] * 3]
