"""Figures: every case of the data, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.figures import figures
from sayso.records import Attribution, Figures, Reading, Report
from sayso.settings import DEFAULT, Settings
from sayso.spans import Span

CASES = Path(__file__).parents[2] / "cases" / "figures"
LINES = [
    json.loads(line)
    for file in sorted(CASES.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def read(text: str, settings: Settings = DEFAULT) -> Figures:
    reading = Reading(text, (Span(0, len(text)),), (Span(0, len(text)),), ())
    attribution = Attribution((), (), (Span(0, len(text)),), "narration", 1.0)
    report = Report(text=text, sha256_bytes="", sha256_text="")
    return figures(reading, (attribution,), report, settings)[0]


def test_there_are_many_cases() -> None:
    assert len(LINES) >= 60


@pytest.mark.parametrize("case", LINES, ids=[line["text"][:50] for line in LINES])
def test_case(case: dict[str, Any]) -> None:
    got = read(case["text"])
    assert len(got.found) == len(case["figures"]), got.found
    for figure, wanted in zip(got.found, case["figures"], strict=True):
        for field, value in wanted.items():
            if isinstance(value, float):
                value = pytest.approx(value)
            assert getattr(figure, field) == value, (field, figure)
    assert len(got.gaps) == case.get("gaps", 0)


def test_only_what_lies_in_the_content() -> None:
    text = "Of 90 guests, 12 left, the host said."
    reading = Reading(text, (Span(0, 37),), (Span(0, 37),), ())
    report = Report(text=text, sha256_bytes="", sha256_text="")
    content = (Span(14, 21),)
    several = (
        Attribution((), (), content, "indirect", 1.0),
        Attribution((), (), (), "direct", 1.0),
    )
    first, second = figures(reading, several, report, DEFAULT)
    assert [f.low for f in first.found] == [12.0]
    assert second.found == ()


def test_vague_words_follow_the_settings() -> None:
    settings = Settings(vague={"dozens": (12, 120)})
    assert (read("Dozens came.", settings).found[0].low, read("Several came.", settings).found) == (
        12.0,
        (),
    )


def test_reasons_name_the_words() -> None:
    got = read("At least several hundred boats sank.")
    assert {r.name for r in got.reasons} == {"modifier: at least", "vague number"}
    assert all(r.spans for r in got.reasons)


ODD = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            (
                *("1", "2.5", "1,000", ".5", "½", "٣", "²", "10^9", "×", "-5", "–", "$", "€", "%"),
                *("km", "m", "million", "dozen", "half", "a third", "one in five", "several"),
                *("thousand", "at least", "up to", "rose from", "to", "and", "or", "between"),
                *("9/11", "2-1", ":30", "p.m.", "people", "killed", "18-year-old", "1e999"),
                *("9" * 40, "U.S.$", "1.2.3", "1,00", "in Syria", "An unknown number"),
            )
        ),
    ),
    max_size=14,
).map(" ".join)


@given(ODD)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    got = read(text)
    spans = [s for f in got.found for s in f.spans]
    spans += [s for r in got.reasons for s in r.spans] + [s for g in got.gaps for s in g.spans]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(f.low is None or f.high is None or f.low <= f.high for f in got.found)
    assert got == read(text)
    json.dumps([f.low for f in got.found], allow_nan=False)
