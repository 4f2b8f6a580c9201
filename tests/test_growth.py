"""Reading twice as much takes about twice as long: no step looks at every pair of statements.

Counted are the calls of functions, not seconds, so that a busy machine changes nothing. The text
is one line, in which every sentence lies near many others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from sayso import ground, judge
from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs, sentences, words
from sayso.records import Attribution, Reading, Report, Span
from sayso.settings import DEFAULT

SAID = "“The harbour is closed,” said Mayor Ida Krohn on Friday. "
LISTED = "“The harbour is closed,” said Mayor Ida Krohn on Friday, and "
DESCRIBED = "“The harbour is closed,” said the old mayor of Vell on Friday. "
WHO = ("Mayor Ida Krohn", "the old mayor of Vell")
SIZES = (60, 240)
LARGEST = 1.6
"""How much more than in proportion the work may grow over a fourfold text; squares grow by 4."""


def reading_of(unit: str, times: int) -> tuple[Reading, tuple[Attribution, ...], Report]:
    text = unit * times
    blocks = paragraphs(text)
    reading = Reading(text, blocks, sentences(text, blocks), words(text), quotations(text, blocks))
    at = {
        name: unit.index(name) for name in ("The harbour is closed", "said", *WHO) if name in unit
    }
    starts = range(0, len(unit) * times, len(unit))
    spans = [[Span(s + at[name], s + at[name] + len(name)) for name in at] for s in starts]
    found = tuple(Attribution((who,), (cue,), (what,), "direct", 1.0) for what, cue, who in spans)
    return (
        reading,
        found,
        Report(text=text, sha256_bytes="", sha256_text="", published="2031-03-04"),
    )


def steps(
    reading: Reading, found: tuple[Attribution, ...], report: Report
) -> dict[str, Callable[[], Any]]:
    voices = ground.voices(reading, found, report, DEFAULT)
    return {
        "voices": partial(ground.voices, reading, found, report, DEFAULT),
        "times": partial(ground.times, reading, found, report, DEFAULT),
        "firmness": partial(judge.firmness, reading, found, voices, DEFAULT),
    }


def calls(step: Callable[[], Any]) -> int:
    """How many functions and generators a step enters or goes on with."""
    count = 0

    def profile(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        step()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", [SAID, LISTED, DESCRIBED], ids=["sentences", "one sentence", "a description"]
)
def test_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    small, large = SIZES
    for step in steps(*reading_of(unit, 5)).values():
        step()  # tables are read once
    few = {name: calls(step) for name, step in steps(*reading_of(unit, small)).items()}
    many = {name: calls(step) for name, step in steps(*reading_of(unit, large)).items()}
    growth = {name: many[name] / few[name] / (large / small) for name in few}
    assert all(value <= LARGEST for value in growth.values()), growth
