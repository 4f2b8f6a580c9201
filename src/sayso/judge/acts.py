"""What a source does with its words, and how firmly the cue says that it holds them.

"denied" -> deny, certain, turned round;  "believes" -> believe, probable
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.judge.cues import certainty_of, line, pattern
from sayso.judge.scale import MEANS, reason
from sayso.judge.tables import rows
from sayso.judge.words import words
from sayso.records import Certainty, Reason, Spans
from sayso.spans import Span, hull


@dataclass(frozen=True, slots=True)
class Act:
    """An act of speech or thought. ``turns``: it denies its content; ``past``: told in the past."""

    name: str = "say"
    certainty: Certainty = "certain"
    turns: bool = False
    past: bool = False
    reasons: tuple[Reason, ...] = ()


@cache
def _acts() -> tuple[tuple[str, re.Pattern[str], Certainty, bool], ...]:
    return tuple(
        (act, pattern(shape), certainty_of(certainty) or "certain", polarity == "not")
        for act, shape, certainty, polarity in rows("acts")
    )


_PAST = re.compile(
    r"(?<!\S)(?:[a-z]+ed|[a-z]+ing|said|told|wrote|thought|felt|swore|knew|had|was|were|forecast|foresaw|made|gave|held|found)\b"
)


NEGATION: Final = re.compile(
    r"(?i)\b(?:(?:do|does|did|would|could|has|have|had|is|was|are|were|can|will)(?:n['’]t| not)"
    r"|cannot|can['’]t|won['’]t|never)\s+(?:\w+ly\s+)?$"
)
"""A negation right before a cue that its annotation or the reader left out."""


def _with_negation(text: str, cue: Spans) -> Spans:
    if not cue:
        return cue
    before = text[max(0, cue[0].start - 30) : cue[0].start]
    match = NEGATION.search(before)
    start = cue[0].start - (len(before) - match.start()) if match else cue[0].start
    return (Span(start, cue[0].end), *cue[1:])


def act(text: str, cue: Spans) -> Act:
    """The act of a cue; "say" with no reason for one without known words.

    >>> from sayso.spans import Span
    >>> found = act("She denied it", (Span(4, 10),))
    >>> found.name, found.certainty, found.turns
    ('deny', 'certain', True)
    """
    found = line(words(text, _with_negation(text, cue)))
    past = bool(_PAST.search(found.text))
    for name, shape, certainty, turns in reversed(_acts()):
        match = shape.search(found.text)
        if match:
            first, last = found.numbers(match)
            span = found.span(first, last)
            said = f"The cue “{match[0].strip()}” means to {name}."
            why = [reason("act", f"cue: {match[0].strip()}", said, 0.8, span)]
            said = f"After “{match[0].strip()}” what follows {MEANS[certainty]}."
            why.append(reason("certainty", f"cue: {name}", said, 0.7, span))
            if turns:
                said = f"“{match[0].strip()}” denies what follows."
                why.append(reason("polarity", f"cue: {name}", said, -0.9, span))
            return Act(name, certainty, turns, past, tuple(why))
    spans = (hull(cue),) if cue else ()
    why_not = reason("certainty", "plain words", "No word of the cue limits what it says.", 0.4)
    return Act(past=past, reasons=(why_not,) if spans else ())
