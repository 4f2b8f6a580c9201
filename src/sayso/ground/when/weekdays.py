"""Rules for days named from where one stands: "Friday", "next Monday", "yesterday evening",
"tonight", "the following morning", "the weekend"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import moved, value_of, weekday
from sayso.ground.when.clock import AFTER, BEFORE, timed
from sayso.ground.when.scene import EDGE, UNDATED, Meaning, Rule, Scene, mod_of, rule

_TITLE_AHEAD = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Independent|Post|Night Live)\b"
)
_TITLE_BEHIND = re.compile(r"\b(?:News|Super|Bloody|Cyber|Fat|Ruby|Giving|Face|Meet|Newsmaker) $")
_ERA = re.compile(
    r"'s? (?:[a-z]+ )?(?:world|society|young|youth|children|consumers|standards|economy)"
)
"""After "today", what shows that it means these days."""
_CAPITALS = re.compile(r"\b[A-Z][A-Za-z]+ $")
"""Before "Today", what makes it part of a name."""
_EVENT = re.compile(
    r"(?i)'s (?:[a-z-]+ ){0,3}(?:primar(?:y|ies)|caucus(?:es)?|contests?|vote|debate|meeting"
    r"|hearing|session|summit|match|game)\b"
)
"""After "Tuesday", an occasion that may lie behind or ahead: the nearest Tuesday is meant."""
_WILL = re.compile(r"(?:\b(?:will|shall|going to)|'ll) [^.;]*$")
_DAY = r"\d{4}-\d\d-\d\d"
_LAST = ("last", "past", "this past", "previous", "the previous")
_COMING = ("coming", "this coming", "the coming")
_FOLLOWING = ("the following", "the next")


def _weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    number, which = int(w.lookup("weekdays")[match["day"].lower()]), (match["which"] or "").lower()
    if _TITLE_AHEAD.match(scene.ahead(match)) or _TITLE_BEHIND.search(scene.behind(match)):
        return None
    if which in ("every", "each") or match["many"]:
        part = w.lookup("dayparts").get((match["part"] or "").lower(), "")
        return Meaning(value=f"XXXX-WXX-{number + 1}{part}", type="SET")
    if scene.anchor is None:
        return timed(f"XXXX-WXX-{number + 1}", match, why=(UNDATED,))
    day, why = _which_day(match, scene, scene.anchor, number, which)
    if day is None:
        return None
    found = timed(day.isoformat(), match, why=(why,))
    later = moved(day, 7, "D")
    if which == "next" and later and _week(day) == _week(scene.anchor):
        why = "it may be of this week or of the next: both readings are kept"
        return replace(found, readings=(day.isoformat(), later.isoformat()), why=(why,))
    return found


def _which_day(
    match: re.Match[str], scene: Scene, anchor: date, number: int, which: str
) -> tuple[date | None, str]:
    """The day that the name means, and why."""
    if which in _FOLLOWING and (named := scene.last(_DAY)):
        base = date.fromisoformat(named.value[:10])
        return weekday(base, number, 2), f"the first such day after “{named.text}”"
    if which in _LAST:
        return weekday(anchor, number, -2), "the last such day before publication"
    if which in _COMING or which in _FOLLOWING or which == "next":
        return weekday(anchor, number, 2), "the first such day after publication"
    before, after = weekday(anchor, number, -1), weekday(anchor, number, 1)
    if before and after and _EVENT.match(scene.ahead(match, 60)):
        if _WILL.search(scene.behind(match, 60)):
            return after, "the words around it look ahead"
        day = min(before, after, key=lambda d: abs((d - anchor).days))
        return day, "the nearest such day, of an occasion"
    side = scene.side(*match.span())
    if which == "this" and side == 0 and before and after:
        day = min(after, before, key=lambda d: abs((d - anchor).days))
        return day, "the nearest such day"
    if side > 0 or (side == 0 and (match["mod"] or "").lower() == "later"):
        return after, "the words around it look ahead"
    return before, "reports name the last such day by default"


def _week(day: date) -> tuple[int, int]:
    iso = day.isocalendar()
    return iso.year, iso.week


_SHIFTS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _today(match: re.Match[str], scene: Scene) -> Meaning | None:
    words = re.sub(" +", " ", match["word"].lower())
    day = moved(scene.anchor, _SHIFTS.get(words, 0), "D") if scene.anchor else None
    value = day.isoformat() if day else "XXXX-XX-XX"
    if match["word"][0].isupper() and _CAPITALS.search(scene.behind(match)):
        return None
    if words == "today" and _ERA.match(scene.ahead(match)):
        return Meaning(value="PRESENT_REF")
    if words in ("tonight", "last night"):
        return Meaning(value=value + "TNI", type="TIME", mod=mod_of(match))
    return timed(value, match, why=() if day else (UNDATED,))


_PART_SHIFTS = {"that": 0, "the same": 0, "the next": 1, "the following": 1, "the previous": -1}


def _part_of_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    which, part = (match["which"] or "").lower(), w.lookup("dayparts")[match["part"].lower()]
    base, why = scene.anchor, "of the day of publication"
    if which in _PART_SHIFTS or (match["early"] and scene.last(_DAY)):
        before = scene.last(_DAY)
        named = date.fromisoformat(before.value[:10]) if before else None
        base = moved(named, _PART_SHIFTS.get(which, 0), "D") if named else None
        why = f"counted from “{before.text}”" if before else "no day is named before"
    day = base.isoformat() if base else "XXXX-XX-XX"
    return Meaning(value=day + part, type="TIME", mod=mod_of(match), why=(why,))


def _weekend(match: re.Match[str], scene: Scene) -> Meaning | None:
    which = re.sub("^the ", "", (match["which"] or "").lower())
    if which in ("every", "each"):
        return Meaning(value="P1W", type="SET")
    if scene.anchor is None:
        return Meaning(value="XXXX-WXX-WE", why=(UNDATED,))
    side = scene.side(*match.span())
    ahead = which in ("next", "coming", "this coming") or (which == "this" and side >= 0)
    ahead = ahead or (which in ("", "the") and side > 0)
    here = scene.anchor.weekday() >= 5 and which not in ("last", "past", "previous", "next")
    shift = (which == "next" and scene.anchor.weekday() >= 5) if ahead else -(not here)
    day = moved(scene.anchor, int(shift), "W")
    return Meaning(value=value_of(day, "WE"), mod=mod_of(match)) if day else None


_NAMES = tuple(day + end for day in w.lookup("weekdays") for end in ("", "s"))
_WHICH = (
    r"(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|the coming|previous"
    r"|the previous|the following|the next|every|each)) )?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        _NAMES,
        rf"{EDGE}{BEFORE}{_WHICH}(?P<day>{w.WEEKDAY})(?P<many>s)?"
        rf"(?:(?: |, )(?i:in the )?(?P<part>{w.PART})s?)?{AFTER}",
        _weekday,
    ),
    rule(
        "today",
        ("today", "yesterday", "tomorrow", "tonight", "night"),
        rf"{EDGE}{BEFORE}(?P<word>(?i:the day before yesterday|the day after tomorrow|today"
        rf"|yesterday|tomorrow|tonight|last night))(?: (?P<part>{w.PART}))?{AFTER}",
        _today,
    ),
    rule(
        "part of a day",
        w.lookup("dayparts"),
        rf"{EDGE}(?:(?P<which>(?i:this|{'|'.join(_PART_SHIFTS)})) |(?P<early>(?i:mid|early|late))"
        rf"(?:-| )?(?:in the )?)(?P<part>{w.PART})",
        _part_of_day,
    ),
    rule(
        "weekend",
        ("weekend",),
        rf"{EDGE}(?P<which>(?i:(?:the )?(?:last|past|previous|next|coming)|this past|this coming"
        r"|this|the|every|each)) (?i:weekend)",
        _weekend,
    ),
)
