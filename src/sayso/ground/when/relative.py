"""Rules for units of time counted from publication or from the narrative: "last month", "three
weeks ago", "the following year", "two days later", "the week of March 3"."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import covered, moved, value_of
from sayso.ground.when.dates import day_of, month_of, real
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.lengths import duration
from sayso.ground.when.quarters import same_quarter
from sayso.ground.when.scene import EDGE, UNDATED, Meaning, Rule, Scene, mod_of, rule

_SHIFTS = {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_NARRATIVE = {"following": 1, "previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0}
_SHAPES = {
    "D": r"\d{4}-\d\d-\d\d",
    "W": r"\d{4}-(?:W\d\d|\d\d-\d\d)",
    "M": r"\d{4}-\d\d(?!\d)",
    "Q": r"\d{4}-(?:Q|\d\d)",
}
"""What an earlier value must look like for a unit to be counted from it."""
_BLANK = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
}
_EXPLAINED = re.compile(r" (?:as|that|it|he|she|they|when|of|the|we|i)\b")
"""After "the same day": the words themselves say which, and no earlier date does."""
_LAST_OF = re.compile(r" of (?!this|last)| and a half\b")
"""After "the last week": the last one of something."""
_STORY = 1500
"""Characters over which "two years later" may count from a date."""
_BACK = ("ago", "back")
_ON = ("from now", "hence", "from today")
_LATER = ("later", "after", "afterward", "afterwards", *_ON)


def _unit_of(words: str) -> str:
    return w.lookup("units")[words.lower()].removeprefix("T")


def _named_unit(match: re.Match[str], scene: Scene) -> Meaning | None:
    which, unit = re.sub("^(?:the|this) ", "", match["which"].lower()), _unit_of(match["unit"])
    if unit == "D" and which == "next":
        which = "following"
    if which in ("last", "past") and _LAST_OF.match(scene.ahead(match)):
        return None
    if which in _NARRATIVE:
        return _from_narrative(match, scene, which, unit)
    if unit == "D":
        return None
    if scene.anchor is None:
        return Meaning(value=_BLANK.get(unit, "XXXX"), mod=mod_of(match), why=(UNDATED,))
    day = moved(scene.anchor, _SHIFTS.get(which, 0), unit)
    if day is None:
        return None
    low, high = min(day, scene.anchor), max(day, scene.anchor)
    edtf = f"{low.isoformat()}/{high.isoformat()}"
    if unit in ("E", "C") and which in _SHIFTS:
        return Meaning(value=duration(1, unit), type="DURATION", covers=(low, high), edtf=edtf)
    value = value_of(day, unit)
    if re.match(r"(?i)the (?:past|last)", match["which"]):
        return Meaning(value=value, mod=mod_of(match), covers=(low, high), edtf=edtf)
    return Meaning(value=value, mod=mod_of(match))


def _from_narrative(match: re.Match[str], scene: Scene, which: str, unit: str) -> Meaning | None:
    """ "the following year", "that day": counted from what was named last."""
    if which in ("same", "that") and _EXPLAINED.match(scene.ahead(match)):
        return None
    before = scene.last(_SHAPES.get(unit, r"\d{4}"))
    latest = scene.last(r"\d{4}")
    if unit == "D" and before is not latest:
        return None
    days = covered(before.value) if before else None
    if days is None:
        if which in ("same", "that") or scene.anchor is None:
            return None
        days = (scene.anchor, scene.anchor)
    day = moved(days[0], _NARRATIVE[which], unit)
    shown = f"“{before.text}”" if before else "the day of publication"
    why = (f"counted from {shown}",)
    return Meaning(value=value_of(day, unit), mod=mod_of(match), why=why) if day else None


def _the_unit(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "the end of the year", "in the year": the one of publication."""
    unit = _unit_of(match["unit"])
    if unit == "D":
        return _in_the_day(match, scene)
    within = unit == "Y" and re.search(r"\b(?:for|in|during|of|so far) $", scene.behind(match))
    if scene.anchor is None or not (match["mod"] or within):
        return None
    if unit == "Y" and re.match(r" (?:ended|ending|to|before|after)\b", scene.ahead(match)):
        return Meaning(value="P1Y", type="DURATION")
    return Meaning(value=value_of(scene.anchor, unit), mod=mod_of(match))


def _in_the_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "later in the day": of the day named last, else of publication."""
    if not re.match(r"(?i)(?:early|late|earlier|later) in ", match[0]):
        return None
    if before := scene.last(_SHAPES["D"]):
        return Meaning(value=before.value[:10], why=(f"the day of “{before.text}”",))
    return Meaning(value=scene.anchor.isoformat()) if scene.anchor else None


def _plain_date(match: re.Match[str], scene: Scene) -> TimeExpression | None:
    """The date named last, comparisons with it ("a year earlier") left out."""
    skipped = ("counted", "a year before")
    before = next((e for e in reversed(scene.before) if e.rule not in skipped), None)
    return before if before and match.start() - before.span.end < _STORY else None


def _counted(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit, way = w.lookup("units")[match["unit"].lower()], re.sub(" +", " ", match["way"].lower())
    count = w.number(match["count"]) if match["count"] else None
    count = (1.0, 1.0) if match["count"] and match["count"].lower() == "the" else count
    near, forward = way in _BACK or way in _ON, way in _LATER
    if count is None:
        if forward and not near:
            return Meaning(value=duration(None, unit), type="DURATION", mod=mod_of(match))
        return Meaning(value="FUTURE_REF" if forward else "PAST_REF", mod=mod_of(match))
    if unit.startswith("T"):
        return Meaning(value=duration(count[0], unit), type="DURATION", mod=mod_of(match))
    if unit == "Y" and count[1] == 1 and not forward and (past := same_quarter(match, scene)):
        return past
    base, why, exact = scene.anchor, "counted from the day of publication", False
    if not near and (before := _plain_date(match, scene)) and (days := covered(before.value)):
        base, why = days[0], f"counted from “{before.text}”"
        exact = unit == "W" and days[0] == days[1]
    if base is None:
        return Meaning(value=_BLANK.get(unit, "XXXX"), why=(UNDATED,))
    found = _moved(match, base, count[0] if forward else -count[0], unit, why, exact)
    if way in ("later", "after") and found and _too_late(found.value, match, scene):
        return Meaning(value=duration(count[0], unit), type="DURATION", mod=mod_of(match))
    return found


def _too_late(value: str, match: re.Match[str], scene: Scene) -> bool:
    """Whether "two years later" would lie after publication in words that do not look ahead: then
    it was counted from the wrong day.
    """
    days = covered(value)
    late = bool(scene.anchor and days and days[0] > scene.anchor)
    return late and scene.side(*match.span()) <= 0


def _moved(
    match: re.Match[str], base: date, count: float, unit: str, why: str, exact: bool
) -> Meaning | None:
    """The unit that lies ``count`` units from a day; to the day if ``exact``."""
    step, steps = unit, count
    if count != int(count):
        step, steps = ("M", count * 12) if unit == "Y" else ("D", count * 7)
    day = moved(base, int(steps), step) if abs(steps) < 10**6 else None
    if day is None:
        return None
    shown = "D" if exact else {"E": "Y", "C": "Y", "F": "W", "WE": "WE"}.get(step, step)
    mod = mod_of(match) or ("APPROX" if match["more"] else None)
    return Meaning(value=value_of(day, shown), mod=mod, why=(why,))


def _week_of(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = int(match["year"]) if match["year"] else scene.anchor.year if scene.anchor else 0
    day = real(year, month_of(match["month"]), day_of(match["day"]))
    return Meaning(value=value_of(day, "W")) if day else None


_WAYS = (
    *("ago", "earlier", "later", "previously", "now", "hence", "today", "back", "before"),
    *("beforehand", "afterward", "afterwards", "prior"),
)
_WHICH = (
    r"(?P<which>(?i:(?:the |this )?(?:last|past|next|coming|upcoming|following|previous|preceding"
    r"|same|current|prior)|this|that))"
)
_ABOUT = (
    r"(?:(?i:more than|less than|just over|just under|over|under|at least|only|some|just|barely) )?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        w.lookup("units"),
        rf"{EDGE}{_WHICH} (?:(?i:fiscal|calendar|full|financial|academic) )?"
        rf"(?P<unit>{w.LONG_UNIT}|day)(?!s)(?<!weekend)",
        _named_unit,
    ),
    rule(
        "unit of the narrative",
        ("year", "month", "week", "day"),
        rf"{EDGE}(?i:the )(?P<unit>(?i:year|month|week|day))",
        _the_unit,
    ),
    rule(
        "counted",
        _WAYS,
        rf"{EDGE}{_ABOUT}(?:(?P<count>{w.NUMBER}) )?(?:more )?(?P<unit>{w.UNIT}) "
        r"(?P<more>(?i:or so|or more) )?(?P<way>(?i:ago|earlier|later|previously|from now|hence"
        r"|from today|back(?=[,.]|$)|before(?=[,.;]|$)|beforehand|afterwards?|prior(?! to)))",
        _counted,
    ),
    rule(
        "counted",
        ("before", "after", "earlier"),
        r"(?P<count>(?i:the)) (?P<unit>(?i:day|night|week|month|year)) (?P<more>)(?P<mod>)"
        r"(?P<way>(?i:before|after|earlier)(?=[,.;]|$))",
        _counted,
    ),
    rule(
        "week of a day",
        ("week",),
        rf"(?i:the )?(?i:week (?:of|beginning|ending)) (?P<month>{w.MONTH}) (?P<day>{w.DAY})"
        rf"(?:,? (?P<year>{w.YEAR}))?",
        _week_of,
    ),
)
