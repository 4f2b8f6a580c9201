"""Nothing makes the room raise, every reason's span lies in the text, and it is deterministic."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso import extract, judge
from sayso.judge.event import event
from sayso.judge.words import words
from sayso.records import Attribution, Source, Span, Voice
from sayso.settings import DEFAULT
from tests.strategies import spans_in, texts

WORDS = (
    "not", "no", "never", "will", "may", "if", "unless", "that", "which", "but", "and", "to", ",",
    "has begun", "“", "”", "(", ")", "reportedly", "I think", "it is not true that", "is not over",
    "in a statement", "wrote on Twitter", "n't", "'s", "can't", "?", "—", "the", "May", "denied",
)  # fmt: skip
clauses = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, tuple[Attribution, ...], tuple[Voice, ...]]:
    text = draw(st.one_of(texts, clauses))
    count = draw(st.integers(0, 4))
    found = tuple(
        Attribution(
            draw(spans_in(len(text))),
            draw(spans_in(len(text))),
            draw(spans_in(len(text))),
            draw(st.sampled_from(["direct", "indirect", "mixed", "narration"])),
            0.5,
            draw(st.one_of(st.none(), st.integers(0, count - 1))),
        )
        for _ in range(count)
    )
    source = Source(id="0" * 16, name="x", kind="person", identified="named")
    voices = tuple(
        draw(st.sampled_from([Voice(), Voice(speaker=source, chain=(source, source))]))
        for _ in range(draw(st.sampled_from([0, count])))
    )
    return text, found, voices


@given(cases())
def test_any_text(case: tuple[str, tuple[Attribution, ...], tuple[Voice, ...]]) -> None:
    text, found, voices = case
    reading = extract.read(text, DEFAULT)
    judged = judge.firmness(reading, found, voices, DEFAULT)
    assert len(judged) == len(found)
    assert judged == judge.firmness(reading, found, voices, DEFAULT)
    for firm in judged:
        for reason in firm.reasons:
            assert -1 <= reason.weight <= 1
            assert reason.words.endswith(".")
            assert all(0 <= s.start < s.end <= len(text) for s in reason.spans)


@given(st.one_of(texts, clauses))
def test_words_lie_in_order(text: str) -> None:
    found = words(text, (Span(0, len(text)),))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(w.span.of(text) for w in found)
    for word in found:
        event(found, word.span)
