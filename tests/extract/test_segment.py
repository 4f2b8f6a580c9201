import pytest

from sayso.extract.segment import paragraphs, sentences, words


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t\n", 0),
        ("one", 1),
        ("one\ntwo", 2),
        ("one\r\ntwo\r\n\r\nthree", 3),
        ("one\u2028two", 2),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_hard_wrapped_mail_is_joined() -> None:
    text = (
        "The committee met on Monday to discuss the new plan for the old\n"
        "harbour, which has been closed since the storm that broke the\n"
        "northern pier and sank two of the smaller boats moored behind\n"
        "it. Nobody was hurt.\n"
        "\n"
        "A second meeting is planned for the spring, when the engineers\n"
        "will have finished.\n"
    )
    assert len(paragraphs(text)) == 2


def test_lines_that_end_in_full_stops_are_paragraphs() -> None:
    text = "This is a first line that ends with a stop, as a paragraph does.\n" * 5
    assert len(paragraphs(text)) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She ran.", ["He left.", "She ran."]),
        ("Mr. Lee left. He ran.", ["Mr. Lee left.", "He ran."]),
        ("The U.S. army left.", ["The U.S. army left."]),
        ("They went to the U.S. The army stayed.", ["They went to the U.S.", "The army stayed."]),
        ("“Why?” he asked. No one knew.", ["“Why?” he asked.", "No one knew."]),
        ("“Go.” She went.", ["“Go.”", "She went."]),
        ("J. Ruiz won.", ["J. Ruiz won."]),
        ("It cost 3.5 million. Then more.", ["It cost 3.5 million.", "Then more."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_words_keep_numbers_whole() -> None:
    text = "At 3.5%, 2,000 (or so)."
    assert [w.of(text) for w in words(text)] == [
        "At", "3.5", "%", ",", "2,000", "(", "or", "so", ")", ".",
    ]  # fmt: skip
