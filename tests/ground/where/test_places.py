"""Places: every case of the data, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ground.where import places
from sayso.records import Attribution, Mention, Places, Reading, Report
from sayso.settings import DEFAULT
from sayso.spans import Span

CASES = Path(__file__).parents[2] / "cases" / "where"
LINES = [
    json.loads(line)
    for file in sorted(CASES.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def read(text: str, mentions: tuple[Mention, ...] = ()) -> Places:
    reading = Reading(text, (Span(0, len(text)),), (Span(0, len(text)),), (), mentions=mentions)
    attribution = Attribution((), (), (Span(0, len(text)),), "narration", 1.0)
    report = Report(text=text, sha256_bytes="", sha256_text="")
    return places(reading, (attribution,), report, DEFAULT)[0]


def test_there_are_many_cases() -> None:
    assert len(LINES) >= 60


@pytest.mark.parametrize("case", LINES, ids=[line["text"][:50] for line in LINES])
def test_case(case: dict[str, Any]) -> None:
    got = read(case["text"])
    assert [w.name for w in got.found] == [w["name"] for w in case["places"]]
    for where, wanted in zip(got.found, case["places"], strict=True):
        for field, value in wanted.items():
            assert getattr(where, field) == value, (field, where)
        assert all(span.of(case["text"]) for span in where.spans)
    assert len(got.gaps) == case.get("gaps", 0)


def test_only_what_lies_in_the_content() -> None:
    text = "In Lima, she said that Quito was calm."
    content = (Span(23, 37),)
    reading = Reading(text, (Span(0, 38),), (Span(0, 38),), ())
    report = Report(text=text, sha256_bytes="", sha256_text="")
    several = (
        Attribution((), (), content, "indirect", 1.0),
        Attribution((), (), (), "direct", 1.0),
    )
    first, second = places(reading, several, report, DEFAULT)
    assert "Lima" not in {w.name for w in first.found}
    assert second.found == ()


def test_a_place_that_only_the_tagger_saw_has_no_coordinates_and_leaves_a_gap() -> None:
    text = "Shots were fired in Zzyrkoven."
    span = Span(20, 29)
    mentions = (Mention(span, "LOCATION", 0.99), Mention(span, "PLACE_LITERAL", 0.95))
    got = read(text, mentions)
    assert [(w.name, w.lat, w.spans) for w in got.found] == [("Zzyrkoven", None, (span,))]
    assert [g.text for g in got.gaps] == ["Zzyrkoven"]
    assert read(text).found == ()


def test_the_same_place_twice_is_one_place_with_two_spans() -> None:
    got = read("Rain fell in Oslo, and then in Oslo again.")
    assert [(w.name, len(w.spans)) for w in got.found] == [("Oslo", 2)]


ODD = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            (
                *("Paris", ",", "Texas", "Tex.", "U.S.", "US", "in", "near", "the", "north", "of"),
                *("Syria", "'s", "’s", "-based", "border", "region", "Washington", "D.C.", "said"),
                *("Mr.", "Michael", "Elm", "Street", "St.", "\n", "N", "İstanbul", "Ǆ", "a", "and"),
            )
        ),
    ),
    max_size=14,
).map(" ".join)
LABELS = st.sampled_from(("LOCATION", "PERSON", "PLACE_LITERAL", "PLACE_ASSOCIATIVE", "ODD"))


@settings(deadline=None)
@given(ODD, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), LABELS), max_size=4))
def test_any_text_gives_spans_inside_it(text: str, marks: list[tuple[int, int, str]]) -> None:
    mentions = tuple(
        Mention(Span(start, min(len(text), start + size)), label)
        for start, size, label in marks
        if start < len(text)
    )
    got = read(text, mentions)
    spans = [s for w in got.found for s in w.spans]
    spans += [s for r in got.reasons for s in r.spans] + [s for g in got.gaps for s in g.spans]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(w.name for w in got.found)
    assert got == read(text, mentions)
