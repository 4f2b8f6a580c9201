"""Frames: how a clause begins says how what follows is held ("I think", "it is unclear whether").

"I think it's fair to say we will stay"  ->  probable; what is judged is "we will stay"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.judge.cues import Line, certainty_of, pattern
from sayso.judge.scale import MEANS, reason
from sayso.judge.tables import rows
from sayso.records import Certainty, Reason

_LEAD: Final = re.compile(
    r"(?:(?:and|but|so|well|look|listen|see|you know|sure|okay|now|however|also|that|yes"
    r"|no ,|indeed|meanwhile|yet|[a-z]+ly|today|again|in fact|of course|frankly|, |- |— |\.)"
    r"(?: |$))*(?:, )?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of frames."""

    name: str
    pattern: re.Pattern[str]
    certainty: Certainty | None
    negative: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Framed:
    """What the frames of a clause say, and the number of the first word after them."""

    start: int
    certainties: tuple[Certainty, ...] = ()
    turns: int = 0
    reasons: tuple[Reason, ...] = ()


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(
        Frame(name, pattern(words, True), certainty_of(certainty), polarity == "not", float(weight))
        for name, words, certainty, polarity, weight in rows("frames")
    )


def framed(found: Line, start: int = 0) -> Framed:
    """The frames at the head of the clause that begins with word ``start``, one inside the other.

    >>> from sayso.judge.cues import line
    >>> from sayso.judge.words import words
    >>> from sayso.spans import Span
    >>> text = "I think it's fair to say we stay"
    >>> framed(line(words(text, (Span(0, len(text)),)))).start
    7
    """
    certainties: list[Certainty] = []
    reasons: list[Reason] = []
    turns = 0
    while start < len(found.words):
        at = found.starts[start]
        lead = _LEAD.match(found.text, at)
        at = lead.end() if lead else at
        best: tuple[int, Frame, re.Match[str]] | None = None
        for frame in _frames():
            match = frame.pattern.match(found.text, at)
            if match and (best is None or match.end() > best[0]):
                best = match.end(), frame, match
        if best is None:
            break
        _, frame, match = best
        first, last = found.numbers(match)
        span = found.span(first, last)
        if frame.certainty:
            certainties.append(frame.certainty)
            words = f"After “{frame.name}” what follows {MEANS[frame.certainty]}."
            reasons.append(reason("certainty", f"frame: {frame.name}", words, frame.weight, span))
        if frame.negative:
            turns += 1
            words = f"“{frame.name}” denies what follows."
            reasons.append(reason("polarity", f"frame: {frame.name}", words, -frame.weight, span))
        start = last + 1
        if start >= len(found.words):
            break
    return Framed(start, tuple(certainties), turns, tuple(reasons))
