from sayso.extract.layout import shown
from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs


def pairs(text: str) -> list[tuple[str, str]]:
    blocks = paragraphs(text)
    found = shown(text, blocks, quotations(text, blocks))
    return [(s.source.of(text), s.content.of(text)) for s in found]


def test_a_transcript() -> None:
    text = "Q: Why now?\nMR. OAKES: I object. Strongly."
    assert pairs(text) == [("Q", "Why now?"), ("MR. OAKES", "I object. Strongly.")]


def test_a_transcript_inside_marks() -> None:
    text = '"OAKES: I object.\n"LIND: To what?'
    assert pairs(text) == [("OAKES", "I object."), ("LIND", "To what?")]


def test_one_label_is_no_transcript() -> None:
    assert pairs("RELATED: Ten more stories.\nThe town slept.") == []
    assert pairs("Ruiz: I object.\nThe town slept.") == []


def test_a_credit_after_a_dash() -> None:
    assert pairs("“No more walls here.” ― Ana Ruiz") == [("Ana Ruiz", "“No more walls here.”")]
    assert pairs('"No more walls here." -- Ana Ruiz, mason') == [
        ("Ana Ruiz, mason", '"No more walls here."')
    ]


def test_a_credit_on_a_line_of_its_own() -> None:
    text = "“No more walls here.”\n— Ana Ruiz\nThe town slept."
    assert pairs(text) == [("Ana Ruiz", "“No more walls here.”")]


def test_a_dash_that_goes_on_is_no_credit() -> None:
    assert pairs("“No more walls here” — Ana said it often and loudly.") == []
