"""Who speaks: what holds for any text and any attributions."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.who import voices
from sayso.records import Attribution, Quote, Report, Voice
from sayso.settings import DEFAULT
from sayso.spans import Span
from tests.ground.who.marked import reading_of

WORDS = """Ann|Lee|Mr.|Sen.|the|a|spokesman|who|said|(NFA)|he|She|they|it|I|of|and|citing|’s|U.S.
Reuters|officials|President|Q:|MR. LEE:|former|Harbour|Board|White House|s'|al-|told|another source
Engineer|Washington|Post|the newspaper|on condition of anonymity|É|ß|İ|“|”|"|(|)|—|:|,|.|\u200f"""
PIECES = st.sampled_from([*re.split(r"[|\n]", WORDS), "\n"])
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map(" ".join)
QUOTES: list[Quote] = ["direct", "indirect", "mixed", "narration"]


@st.composite
def said(draw: st.DrawFn) -> tuple[str, tuple[Attribution, ...], tuple[Voice, ...]]:
    text = draw(TEXTS)
    edge = st.integers(0, len(text))
    spans = st.lists(st.tuples(edge, edge).map(lambda p: Span(min(p), max(p))), max_size=2).map(
        lambda found: tuple(sorted(found))
    )
    count = draw(st.integers(0, 5))
    attributions = []
    for _ in range(count):
        quote = draw(st.sampled_from(QUOTES))
        nested = draw(st.one_of(st.none(), st.integers(0, count - 1)))
        attributions.append(
            Attribution(draw(spans), draw(spans), draw(spans), quote, 1.0, nested)
        )  # fmt: skip
    report = Report(
        text=text, sha256_bytes="", sha256_text=text, outlet=draw(st.none() | st.text())
    )
    found = tuple(attributions)
    return text, found, voices(reading_of(text), found, report, DEFAULT)


@given(said())
def test_voices_are_sound(drawn: tuple[str, tuple[Attribution, ...], tuple[Voice, ...]]) -> None:
    text, attributions, found = drawn
    assert len(found) == len(attributions)
    for attribution, voice in zip(attributions, found, strict=True):
        assert 0 <= voice.confidence <= 1
        if voice.speaker and attribution.quote != "narration":
            assert voice.chain
            assert voice.speaker.id == voice.chain[0].id
        assert voice.speaker or voice.gaps or not voice.chain
        shown = [r.spans for r in voice.reasons] + [g.spans for g in voice.gaps]
        for span in (span for spans in shown for span in spans):
            assert 0 <= span.start <= span.end <= len(text)
        for source in voice.chain:
            assert source.id
            assert source.name.strip()


@given(said())
def test_voices_are_the_same_again(
    drawn: tuple[str, tuple[Attribution, ...], tuple[Voice, ...]],
) -> None:
    text, attributions, found = drawn
    report = Report(text=text, sha256_bytes="", sha256_text=text)
    again = voices(reading_of(text), attributions, report, DEFAULT)
    assert again == voices(reading_of(text), attributions, report, DEFAULT)
    assert len(again) == len(found)
