"""Rules for times of day, and the time of day that may stand beside any date."""

from __future__ import annotations

import re

from sayso.ground.when import words as w
from sayso.ground.when.scene import EDGE, Meaning, Rule, Scene, mod_of, rule

BEFORE = rf"(?:(?P<clock>{w.CLOCK})(?: (?P<zone>{w.ZONE}))?(?:,| on|, on)? )?"
"""A clock time before a day: "5 p.m. EST Tuesday"."""

AFTER = rf"(?:,? (?:at )?(?P<clock2>{w.CLOCK})(?: (?P<zone2>{w.ZONE}))?)?"
"""A clock time after a day: "Tuesday at 5 p.m. EST"."""

_AT = re.compile(r"(?i)\b(?:at|by|until|around|about|from|before|after|since) $")
_NOT_CLOCK = re.compile(r"(?i)\b(?:psalms?|chapter|matthew|mark|luke|john|ratio|score|high) $")
_NEAR = 120
"""Characters between a day and a clock time that still belongs to it."""


def clock_of(words: str) -> str | None:
    """A clock time as a TIMEX3 suffix.

    >>> clock_of("10:35 a.m."), clock_of("5 p.m."), clock_of("noon")
    ('T10:35', 'T17:00', 'T12:00')
    """
    clean = re.sub(r"[ .]", "", words.lower().replace("o'clock", ""))
    if clean in ("noon", "midday", "midnight"):
        return w.lookup("dayparts")[clean]
    found = re.fullmatch(r"(\d{1,2}):?(\d\d)?(am|pm)?", clean)
    if not found:
        return None
    hour, minute = int(found[1]), found[2] or "00"
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"T{hour:02d}:{minute}" if hour < 24 and int(minute) < 60 else None


def zone_of(words: str | None) -> str | None:
    """The offset of a named zone from UTC, None if it is not known.

    >>> zone_of("EST"), zone_of("local time")
    ('-05:00', None)
    """
    return w.lookup("zones").get(words.lower()) if words else None


def timed(value: str, match: re.Match[str], why: tuple[str, ...] = ()) -> Meaning:
    """A day with the clock time or the part of the day that the match names, if any."""
    part = match.groupdict()
    clock, daypart = part.get("clock") or part.get("clock2"), part.get("part")
    suffix = clock_of(clock) if clock else None
    if daypart and not suffix:
        suffix = w.lookup("dayparts").get(daypart.lower())
    return Meaning(
        value=value + (suffix or ""),
        type="TIME" if suffix else "DATE",
        mod=mod_of(match),
        zone=zone_of(part.get("zone") or part.get("zone2")),
        why=why,
    )


def _clock(match: re.Match[str], scene: Scene) -> Meaning | None:
    words, behind = match["clock"], scene.behind(match)
    suffix = clock_of(words)
    if suffix is None or _NOT_CLOCK.search(behind):
        return None
    if re.fullmatch(r"[\d:]+", words) and not match["zone"] and not _AT.search(behind):
        return None
    day = scene.last(r"\d{4}-\d\d-\d\d")
    if day and match.start() - day.span.end < _NEAR:
        base, why = day.value[:10], f"on the day of “{day.text}”"
    elif scene.anchor:
        base, why = scene.anchor.isoformat(), "on the day of publication"
    else:
        base, why = "XXXX-XX-XX", "the day is not known"
    return Meaning(
        value=base + suffix,
        type="TIME",
        mod=mod_of(match),
        zone=zone_of(match["zone"]),
        why=(why,),
    )


RULES: tuple[Rule, ...] = (
    rule(
        "clock",
        ("#", "####", "noon", "midday", "midnight"),
        rf"{EDGE}(?P<clock>{w.CLOCK})(?: (?P<zone>{w.ZONE}))?",
        _clock,
    ),
)
