"""Words around a number that say how exact it is, or that it is a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from sayso.ground.figures.tables import classes, rows
from sayso.ground.figures.tokens import Token, tokens
from sayso.records import Modifier
from sayso.spans import Span

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """A modifier and the tokens that say it: ``first`` to ``last`` (exclusive)."""

    modifier: Modifier
    first: int
    last: int


@cache
def _phrases(side: str) -> dict[tuple[str, ...], Modifier]:
    return {
        tuple(t.lower for t in tokens(row[0], Span(0, len(row[0])))): cast(Modifier, row[1])
        for row in rows("modifiers")
        if row[2] == side
    }


@cache
def trends() -> dict[str, tuple[str, str]]:
    """Words of change: word -> (direction, strength).

    >>> trends()["rose"]
    ('up', 'verb')
    """
    return {row[0]: (row[1], row[2]) for row in rows("trends")}


def before(toks: Sequence[Token], at: int) -> Cue | None:
    """The modifier that ends just before a token ("at least" in "at least 16")."""
    phrases = _phrases("before")
    for length in range(min(_LONGEST, at), 0, -1):
        words = tuple(t.lower for t in toks[at - length : at])
        if words in phrases:
            return Cue(phrases[words], at - length, at)
    return None


def after(toks: Sequence[Token], at: int) -> Cue | None:
    """The modifier that begins at a token ("or more" in "16 or more")."""
    phrases = _phrases("after")
    for length in range(min(_LONGEST, len(toks) - at), 0, -1):
        words = tuple(t.lower for t in toks[at : at + length])
        if words in phrases:
            return Cue(phrases[words], at, at + length)
    return None


def trend(toks: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The direction of change said just before a token, with its position.

    >>> trend(tokens("shares fell by about 3%", Span(0, 23)), 4)
    ('down', 1)
    """
    position = at - 1
    for _ in range(4):
        if position < 0:
            return None
        word = toks[position].lower
        if word in trends():
            particle = position > 0 and toks[position - 1].lower in _PARTICLE_VERBS
            return None if particle else (trends()[word][0], position)
        if word not in _BETWEEN:
            return None
        position -= 1
    return None


_BETWEEN = classes("cues")["between"]
_PARTICLE_VERBS = classes("cues")["particle_verbs"]
"""With these, "up" and "down" belong to the verb: gave up 500 yards, shot down three drones."""
