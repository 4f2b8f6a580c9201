"""Law 1 at its root: a span is exactly its characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.spans import GAP, Span, covers, cut, hull, shared, trim
from tests.strategies import spans_in, texts

text_and_spans = texts.flatmap(lambda t: st.tuples(st.just(t), spans_in(len(t))))


@given(text_and_spans)
def test_cut_is_the_characters_of_the_fragments(case: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = case
    assert cut(text, spans) == GAP.join(text[s.start : s.end] for s in spans)


@given(text_and_spans)
def test_trim_drops_only_white_space(case: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = case
    for span in spans:
        trimmed = trim(text, span)
        assert span.holds(trimmed)
        assert trimmed.of(text) == span.of(text).strip()


@given(text_and_spans)
def test_a_hull_covers_its_fragments(case: tuple[str, tuple[Span, ...]]) -> None:
    _, spans = case
    if spans:
        whole = hull(spans)
        assert covers((whole,), spans)
        assert shared((whole,), spans) == sum(s.end - s.start for s in spans)
