import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.edges import announcing, begun, named, stated, tidy
from sayso.spans import Span
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("The U.S. officials left.", "The U", "The U.S."),
        ("The U.S. officials left.", "S. officials", "U.S. officials"),
        ("In the U.A.E it rains.", "the U.A", "the U.A.E"),
        ("The Harbour Gazette (HG) wrote.", "The Harbour Gazette (HG", "The Harbour Gazette (HG)"),
        ("It rained (a little) there.", "a little) there", "(a little) there"),
        ("They left. So did we.", "They left", "They left"),
        ("The plan (old", "plan (old", "plan (old"),
    ],
)
def test_edges(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    assert tidy(text, Span(start, start + len(words))).of(text) == whole


def test_those_that_a_source_cites_belong_to_it() -> None:
    text = "The Gazette, citing two aides, reported a delay."
    assert named(text, Span(0, 19)).of(text) == "The Gazette, citing two aides"


def test_the_place_of_a_source_belongs_to_it() -> None:
    text = "Traders in Arden said that prices rose."
    assert named(text, Span(0, 7), text.index("said")).of(text) == "Traders in Arden"
    assert named(text, Span(0, 7), text.index("rose")).of(text) == "Traders"
    assert named(text, Span(0, 7)).of(text) == "Traders"


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_edges_stay_inside_and_hold_the_span(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    made = tidy(text, Span(start, end))
    assert 0 <= made.start <= start <= end <= made.end <= len(text)
    cue = announcing(text, Span(start, end))
    assert cue.start == start <= end <= cue.end <= len(text)
    source = named(text, Span(start, end), len(text))
    assert 0 <= source.start <= made.start <= made.end <= source.end <= len(text)
    inner = begun(text, Span(start, end))
    assert start <= inner.start <= inner.end == end


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        # who the source is, or who was told, is no part of what is said
        (
            "According to a stoker, who fears for his job, the ferry leaves at ten.",
            "who fears for his job, the ferry leaves at ten",
            "the ferry leaves at ten",
        ),
        ("They told the board that it was shut.", "board that it was shut", "that it was shut"),
        ("She asked Orme whether it rained.", "Orme whether it rained", "whether it rained"),
        # what is said may begin with the same words
        ("Voss knows who fears the law, and why.", "who fears the law, and why", None),
        ("It pledged to improve ties that soured.", "to improve ties that soured", None),
        ("He said the board that met was split.", "the board that met was split", None),
    ],
)
def test_a_content_begins_where_something_is_said(text: str, words: str, said: str | None) -> None:
    start = text.index(words)
    assert stated(text, Span(start, start + len(words))).of(text) == (said or words)
