"""What a rule may look at while it reads one expression, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sayso.ground.when.expression import TimeExpression, Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one expression means; see `TimeExpression`. ``covers`` replaces the days that the value
    covers by itself (the last three months cover the ninety days before the report).
    """

    value: str
    type: Type = "DATE"
    mod: str | None = None
    covers: tuple[date, date] | None = None
    edtf: str | None = None
    zone: str | None = None
    readings: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where an expression stands.

    ``anchor`` is the day of publication, ``side`` the direction in which the words around it point
    (-1 past, 1 future, 0 neither), ``before`` the dated expressions read so far, the latest last.
    """

    text: str
    anchor: date | None
    side: Callable[[int, int], int]
    before: tuple[TimeExpression, ...]

    def last(self, shape: str) -> TimeExpression | None:
        """The latest earlier expression whose value fits a pattern."""
        fits = re.compile(shape)
        return next((e for e in reversed(self.before) if fits.match(e.value)), None)

    def ahead(self, match: re.Match[str], size: int = 30) -> str:
        """The characters after the match."""
        return self.text[match.end() : match.end() + size]

    def behind(self, match: re.Match[str], size: int = 30) -> str:
        """The characters before the match."""
        return self.text[max(0, match.start() - size) : match.start()]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and what its matches mean; None: not a time after all.

    ``needs`` are words (lower case) of which every match holds one; "#" is a number, "####" one of
    four digits. Only their surroundings are searched, which makes reading ten times faster.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scene], Meaning | None]
    needs: frozenset[str]


def rule(
    name: str,
    needs: Iterable[str],
    pattern: str,
    read: Callable[[re.Match[str], Scene], Meaning | None],
) -> Rule:
    """A rule whose pattern begins and ends at the edge of a word."""
    edged = re.compile(rf"(?<![\w$£€#/.-])(?<!\d:)(?:{pattern})(?!\w)")
    return Rule(name, edged, read, frozenset(needs))


UNDATED = "it is relative to a day of publication that is not known"

EDGE = (
    r"(?:(?P<mod>(?i:early|late|mid|earlier|later|about|around|nearly|almost|roughly|sometime"
    r"|(?:the )?(?:very )?(?:end|beginning|middle|start|close"
    r"|first part|latter part) of|as early as|as soon as|as late as))(?:[ -](?:(?i:in|on) )?))?"
)
"""Words that place a date early or late in its unit; they widen the span, not the value."""

_MODS = (
    ("START", ("early", "earlier", "beginning", "start", "first part")),
    ("END", ("late", "later", "end", "close", "latter part")),
    ("MID", ("mid", "middle")),
    ("APPROX", ("about", "around", "nearly", "almost", "roughly", "sometime")),
)


def mod_of(match: re.Match[str]) -> str | None:
    """The TIMEX3 modifier of the words before a date."""
    words = (match.groupdict().get("mod") or "").lower()
    for code, cues in _MODS:
        if any(re.search(rf"\b{cue}\b", words) for cue in cues):
            return code
    return None
