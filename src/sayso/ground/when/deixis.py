"""Rules for times that lean on the day of publication or on the narrative: weekdays, "today",
"last month", "three weeks ago", "the following year", quarters, seasons, weekends."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import covered, moved, value_of, weekday
from sayso.ground.when.dates import timed
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.scene import EDGE, Meaning, Rule, Scene, mod_of, rule

_AT = rf"(?P<clock>{w.CLOCK})(?: (?P<zone>{w.ZONE}))?"
_UNDATED = "it is relative to a day of publication that is not known"
_QUARTER = r"\d{4}-Q[1-4]$"


def _unit(words: str) -> str:
    return w.lookup("units")[words.lower()].removeprefix("T")


def _weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    number = int(w.lookup("weekdays")[match["day"].lower()])
    if re.match(r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Independent|Post|Night Live)\b", scene.ahead(match)):
        return None
    which, reading = (match["which"] or "").lower(), ()
    if which in ("every", "each") or match["many"]:
        return Meaning(value=f"XXXX-WXX-{number + 1}" + _part(match), type="SET")
    if scene.anchor is None:
        return timed(f"XXXX-WXX-{number + 1}", match, why=(_UNDATED,))
    anchor, why = scene.anchor, ""
    if which in ("following", "the following", "next", "the next") and match["which"].lower() != "next" and (past := scene.last(r"\d{4}-\d\d-\d\d")):
        day, why = weekday(date.fromisoformat(past.value[:10]), number, 2), "after the day named before"
    elif which in ("last", "past", "this past", "previous", "the previous"):
        day, why = weekday(anchor, number, -2), "the last such day before publication"
    elif which == "next":
        day, why = weekday(anchor, number, 2), "the first such day after publication"
        second = moved(day, 7, "D") if day else None
        if day and second and day.isocalendar().week == anchor.isocalendar().week:
            reading = (day.isoformat(), second.isoformat())
            why = "it may be of this week or of the next: both readings are kept"
    elif which in ("coming", "this coming", "the coming"):
        day, why = weekday(anchor, number, 2), "the first such day after publication"
    elif which == "this":
        monday = moved(anchor, -anchor.weekday(), "D")
        day, why = moved(monday, number, "D") if monday else None, "of the week of publication"
    elif scene.side(*match.span()) > 0:
        day, why = weekday(anchor, number, 1), "the words around it look ahead"
    else:
        day, why = weekday(anchor, number, -1), "reports name the last such day by default"
    if day is None:
        return None
    found = timed(day.isoformat(), match, why=(why,))
    return Meaning(
        value=found.value, type=found.type, mod=found.mod, zone=found.zone, why=found.why,
        readings=reading,
    )


def _part(match: re.Match[str]) -> str:
    return w.lookup("dayparts").get((match["part"] or "").lower().rstrip("s"), "")


def _today(match: re.Match[str], scene: Scene) -> Meaning | None:
    words = re.sub(" +", " ", match["word"].lower())
    shift = next(
        (n for key, n in _SHIFTS if key == words), 0
    )
    day = moved(scene.anchor, shift, "D") if scene.anchor else None
    if day is None:
        return timed("XXXX-XX-XX", match, why=(_UNDATED,))
    if words in ("tonight", "last night", "overnight"):
        return Meaning(value=day.isoformat() + "TNI", type="TIME", mod=mod_of(match))
    if words == "today" and re.match(r"'s? (?:[a-z]+ )?(?:world|society|young|youth|children|consumers|standards|economy)", scene.ahead(match)):
        return Meaning(value="PRESENT_REF")
    return timed(day.isoformat(), match)


_SHIFTS = (
    ("the day before yesterday", -2), ("yesterday", -1), ("last night", -1), ("today", 0),
    ("tonight", 0), ("tomorrow", 1), ("the day after tomorrow", 2),
)  # fmt: skip


def _this_part(match: re.Match[str], scene: Scene) -> Meaning | None:
    which, part = match["which"].lower(), w.lookup("dayparts")[match["part"].lower()]
    base = scene.anchor
    if which in ("that", "the same", "the next", "the following", "the previous"):
        past = scene.last(r"\d{4}-\d\d-\d\d")
        base = date.fromisoformat(past.value[:10]) if past else None
        base = moved(base, {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0), "D") if base else None
    day = base.isoformat() if base else "XXXX-XX-XX"
    return Meaning(value=day + part, type="TIME", mod=mod_of(match))


def _relative_unit(match: re.Match[str], scene: Scene) -> Meaning | None:
    which, unit = re.sub("^the ", "", match["which"].lower()), _unit(match["unit"])
    if which in _NARRATIVE and not (which == "current"):
        return _from_narrative(match, scene, which, unit)
    if scene.anchor is None:
        return Meaning(value=_blank(unit), mod=mod_of(match), why=(_UNDATED,))
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}.get(which, 0)
    if unit == "D":
        return None
    if unit == "C" and which == "this":
        return Meaning(value=value_of(scene.anchor, "C"))
    if unit == "WE":
        return _weekend_at(match, scene, which)
    day = moved(scene.anchor, shift, unit)
    if day and unit in ("E", "C") and which in ("past", "last", "next", "coming"):
        low, high = min(day, scene.anchor), max(day, scene.anchor)
        edtf = f"{low.isoformat()}/{high.isoformat()}"
        length = "P10Y" if unit == "E" else "P100Y"
        return Meaning(value=length, type="DURATION", covers=(low, high), edtf=edtf)
    return Meaning(value=value_of(day, unit), mod=mod_of(match)) if day else None


_NARRATIVE = {
    "following": 1, "previous": -1, "preceding": -1, "same": 0, "that": 0, "prior": -1,
    "year-ago": -1, "year-earlier": -1,
}  # fmt: skip


def _blank(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def _from_narrative(match: re.Match[str], scene: Scene, which: str, unit: str) -> Meaning | None:
    shapes = {"D": r"\d{4}-\d\d-\d\d", "W": r"\d{4}-(?:W\d\d|\d\d-\d\d)", "M": r"\d{4}-\d\d(?!\d)", "Q": r"\d{4}-(?:Q|\d\d)"}
    before = scene.last(shapes.get(unit, r"\d{4}"))
    days = covered(before.value) if before else None
    shift = _NARRATIVE[which]
    if not days or not before:
        if which in ("same", "that") or scene.anchor is None:
            return None
        days = (scene.anchor, scene.anchor)
    day = moved(days[0], shift, unit)
    if day is None:
        return None
    shown = before.text if before else "the day of publication"
    return Meaning(value=value_of(day, unit), mod=mod_of(match), why=(f"counted from “{shown}”",))


def _weekend_at(match: re.Match[str], scene: Scene, which: str) -> Meaning | None:
    if scene.anchor is None:
        return Meaning(value="XXXX-WXX-WE", why=(_UNDATED,))
    anchor = scene.anchor
    ahead = which in ("next", "coming", "this") and scene.side(*match.span()) >= 0
    if which == "" and scene.side(*match.span()) > 0:
        ahead = True
    shift = 0 if ahead or anchor.weekday() >= 5 and which != "last" else -1
    day = moved(anchor, shift, "W")
    return Meaning(value=value_of(day, "WE"), mod=mod_of(match)) if day else None


def _weekend(match: re.Match[str], scene: Scene) -> Meaning | None:
    return _weekend_at(match, scene, "")


def _the_unit(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "the quarter", "the day", "the year": the one that the narrative named last."""
    unit = _unit(match["unit"]) if match["unit"].lower() != "period" else "Q"
    if unit == "Q":
        before = next((e for e in reversed(scene.before) if e.rule == "quarter"), None)
        if before is None:
            return None
        return Meaning(value=before.value, why=(f"the quarter named before, “{before.text}”",))
    if unit == "Y" and scene.anchor and (match["mod"] or re.search(r"\b(?:for|in|during|of|so far) $", scene.behind(match))):
        return Meaning(value=f"{scene.anchor.year:04d}", mod=mod_of(match))
    if unit == "M" and scene.anchor and match["mod"]:
        return Meaning(value=value_of(scene.anchor, "M"), mod=mod_of(match))
    if unit == "W" and scene.anchor and match["mod"]:
        return Meaning(value=value_of(scene.anchor, "W"), mod=mod_of(match))
    return None


def _ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit, way = w.lookup("units")[match["unit"].lower()], re.sub(" +", " ", match["way"].lower())
    count = w.number(match["count"]) if match["count"] else None
    forward = way in ("later", "from now", "hence", "from today", "after that", "on", "afterward", "afterwards")
    near = way in ("ago", "from now", "hence", "from today", "back")
    if count is None:
        vague = "FUTURE_REF" if forward else "PAST_REF"
        return Meaning(value=vague if near or not forward else f"PX{unit.removeprefix('T')}", mod=mod_of(match))
    if count[0] == 1 and unit == "Y" and not forward and (match["count"] or "").lower() in ("a", "one") and (quarter := _quarter_before(match, scene)):
        return quarter
    base, before = scene.anchor, None
    why = "counted from the day of publication"
    if not near:
        before = _plain_date(scene)
        days = covered(before.value) if before else None
        if days and before:
            base, why = days[0], f"counted from “{before.text}”"
    if base is None:
        return Meaning(value=_blank(unit.removeprefix("T")), why=(_UNDATED,))
    if unit.startswith("T"):
        return Meaning(value=f"P{unit[0]}{_plain(count[0])}{unit[1]}", type="DURATION", mod=mod_of(match))
    sign = 1 if forward else -1
    if count[0] != int(count[0]):
        unit, count = ("M", (count[0] * 12,) * 2) if unit == "Y" else ("D", (count[0] * 7,) * 2)
    day = moved(base, sign * int(count[0]), unit)
    if day is None:
        return None
    shown = {"E": "Y", "C": "Y", "F": "W"}.get(unit, unit)
    if not near and unit == "W" and before and re.match(r"\d{4}-\d\d-\d\d", before.value):
        shown = "D"
    value = value_of(day, shown)
    mod = mod_of(match) or ("APPROX" if match["more"] else None)
    return Meaning(value=value, mod=mod, why=(why,))


def _plain_date(scene: Scene) -> TimeExpression | None:
    """The date named last, comparisons with it ("a year earlier") left out."""
    return next(
        (e for e in reversed(scene.before) if e.rule not in ("counted", "a year before")), None
    )


def _plain(count: float) -> str:
    return f"{count:g}"


_PERIODS = ("quarter", "unit of the narrative", "fiscal year", "end of the year")


def _period(scene: Scene) -> TimeExpression | None:
    """The period that a business report speaks of: the last one that is not a comparison."""
    return next((e for e in reversed(scene.before) if e.rule in _PERIODS), None)


def _quarter_before(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "a year earlier" after a quarter is the same quarter of the year before."""
    period = _period(scene)
    if period is None or not re.match(_QUARTER, period.value):
        return None
    if match.start() - period.span.end > 600:
        return None
    value = f"{int(period.value[:4]) - 1:04d}{period.value[4:]}"
    return Meaning(value=value, why=(f"the quarter a year before “{period.text}”",))


def _year_ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    if quarter := _quarter_before(match, scene):
        return quarter
    return Meaning(value=f"{scene.anchor.year - 1:04d}") if scene.anchor else Meaning(value="XXXX")


_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "last": 4}


def _quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    nth = int(match["q"]) if match["q"] else _NTH.get(re.sub("[ -]", "", match["nth"].lower()))
    code = "Q" if match["q"] or match["unit"].lower().startswith("q") else "H"
    if nth is None or (code == "H" and nth > 2 and match["nth"].lower() not in ("last", "final")):
        return None
    nth = min(nth, 2) if code == "H" else nth
    year = match["year"] or match["year2"]
    why: tuple[str, ...] = ()
    if match["fiscal"]:
        why = ("a fiscal quarter need not be the calendar quarter",)
    if year:
        digits = int(year.strip("'"))
        digits += 0 if digits > 99 else 2000 if digits < 50 else 1900
    elif scene.anchor is None:
        return Meaning(value=f"XXXX-{code}{nth}", why=(_UNDATED,))
    else:
        which = (match["which"] or match["which2"] or match["which3"] or "").lower()
        digits = scene.anchor.year + {"last": -1, "next": 1, "ago": -1, "year-ago": -1, "year-earlier": -1, "earlier": -1}.get(which.split(" ")[-1], 0)
        start = (scene.anchor.month - 1) // (3 if code == "Q" else 6) + 1
        if not which:
            side = scene.side(*match.span())
            digits -= nth - start > 1 and side <= 0
    return Meaning(value=f"{digits:04d}-{code}{nth}", mod=mod_of(match), why=why)


def _season(match: re.Match[str], scene: Scene) -> Meaning | None:
    row = next(r for r in w.table("seasons") if r[0] == match["season"].lower())
    which = (match["which"] or "").lower()
    if match["year"]:
        return Meaning(value=f"{int(match['year']):04d}-{row[1]}", mod=mod_of(match))
    if match["spoken"]:
        year = w.year_words(match["spoken"])
        return Meaning(value=f"{year:04d}-{row[1]}", mod=mod_of(match)) if year else None
    lead = re.search(r"(?i)\b(?:in|by|until|since|during|before|after|through|of|from|for)(?: the)? $", scene.behind(match))
    if not which and (not (lead or match["mod"]) or row[0] == "fall" and not re.search(r"(?i)\b(?:in|by|until|since) the $|\bthis $", scene.text[max(0, match.start() - 12) : match.start("season")])):
        return None
    if row[0] in ("fall", "spring") and not which and re.match(r" (?:of|in|from|into|short|to|out|back|by|below|as|on|off)\b", scene.ahead(match)):
        return None
    if which in ("every", "each"):
        return Meaning(value=f"XXXX-{row[1]}", type="SET")
    if scene.anchor is None:
        return Meaning(value=f"XXXX-{row[1]}", why=(_UNDATED,))
    anchor = scene.anchor
    begins = date(anchor.year, int(row[3]), 1)
    side = {"last": -1, "this past": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1}.get(which)
    year = anchor.year
    if side is None and which != "this":
        side = scene.side(*match.span())
        side = side if abs(side) else (0)
    if side == -1:
        year -= begins > anchor or (which == "last" and int(row[3]) <= anchor.month <= int(row[3]) + 2)
    elif side == 1:
        year += int(row[4]) < anchor.month and row[1] != "WI"
    return Meaning(value=f"{year:04d}-{row[1]}", mod=mod_of(match))


def _year_end(match: re.Match[str], scene: Scene) -> Meaning | None:
    if scene.anchor is None:
        return Meaning(value="XXXX")
    return Meaning(value=f"{scene.anchor.year:04d}", mod="END")


def _week_of(match: re.Match[str], scene: Scene) -> Meaning | None:
    month = int(w.lookup("months")[match["month"].lower().rstrip(".")])
    day = int(re.sub(r"\D", "", match["day"]))
    year = int(match["year"]) if match["year"] else scene.anchor.year if scene.anchor else 0
    try:
        return Meaning(value=value_of(date(year, month, day), "W"))
    except ValueError:
        return None


_WHICH = r"(?P<which>(?i:(?:the |this )?(?:last|past|next|coming|upcoming|following|previous|preceding|same|current|prior)|this|that))"

RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        rf"{EDGE}(?:{_AT}(?:,? on|,)? )?(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|the coming|previous|the previous|following|the following|every|each)) )?"
        rf"(?P<day>{w.WEEKDAY})(?P<many>s)?(?:(?: |, )(?i:in the )?(?P<part>{w.PART})s?)?(?:,? (?:at )?(?P<clock2>{w.CLOCK})(?: (?P<zone2>{w.ZONE}))?)?",
        _weekday,
    ),
    rule(
        "today",
        rf"{EDGE}(?:{_AT} )?(?P<word>(?i:the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight|last night))"
        rf"(?: (?P<part>{w.PART}))?(?: at (?P<clock2>{w.CLOCK})(?: (?P<zone2>{w.ZONE}))?)?",
        _today,
    ),
    rule(
        "part of a day",
        rf"{EDGE}(?P<which>(?i:this|that|the same|the next|the following|the previous)) (?P<part>{w.PART})",
        _this_part,
    ),
    rule("unit", rf"{EDGE}{_WHICH} (?:(?i:fiscal|calendar|full|financial|academic) )?(?P<unit>{w.LONG_UNIT}|day)(?!s)", _relative_unit),
    rule("weekend", rf"{EDGE}(?i:the weekend|(?<=over )the weekend)", _weekend),
    rule(
        "unit of the narrative",
        rf"{EDGE}(?i:the |the latest |the reported )(?P<unit>(?i:quarter|year|month|week|period))",
        _the_unit,
    ),
    rule(
        "counted",
        rf"{EDGE}(?:(?i:more than|less than|just over|just under|over|under|at least|only|some|just|barely) )?(?:(?P<count>{w.NUMBER}) )?(?:more )?(?P<unit>{w.UNIT}) (?P<more>(?i:or so|or more) )?"
        r"(?P<way>(?i:ago|earlier|later|previously|from now|hence|from today|back(?=[,.]|$)|before(?=[,.;]|$)|beforehand|afterwards?|prior(?! to)))",
        _ago,
    ),
    rule(
        "a year before",
        r"(?i:the |the comparable |the corresponding )?(?i:year[- ](?:ago|earlier|before))(?: (?i:period|quarter))?",
        _year_ago,
    ),
    rule(
        "quarter",
        rf"{EDGE}(?:(?i:the|its|their|a|an|in)(?: flat| current| latest)? )?(?:(?P<which3>(?i:year-ago|year-earlier)) )?(?:(?:(?P<which>(?i:last|this|next) (?i:year))'s )|(?P<year>{w.YEAR})(?:'s)? )?"
        r"(?P<fiscal>(?i:fiscal) )?(?:(?P<nth>(?i:first|second|third|fourth|final|last|1st|2nd|3rd|4th))[ -](?:(?i:fiscal|calendar)[ -])?(?P<unit>(?i:quarter|half))|Q(?P<q>[1-4]))"
        rf"(?!-?final|er)(?:,? (?:of )?(?:(?i:fiscal )?(?P<year2>{w.YEAR}|'\d\d)|(?P<which2>(?i:last|this|next) (?i:year)|(?i:a year (?:ago|earlier))))| (?i:of (?:the|this) year))?",
        _quarter,
    ),
    rule(
        "season",
        rf"{EDGE}(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|every|each)) )?(?i:the )?(?P<season>{w.SEASON})(?: (?:of )?(?:(?P<year>{w.YEAR})|(?P<spoken>(?i:nineteen|twenty) [a-z]+(?:-[a-z]+)?)))?",
        _season,
    ),
    rule("end of the year", r"(?i:(?:around |by |at )?(?:the )?(?:year-end|year end|year's end|end of the year|end of this year))", _year_end),
    rule("week of a day", rf"(?i:the )?(?i:week (?:of|beginning|ending)) (?P<month>{w.MONTH}) (?P<day>{w.DAY})(?:,? (?P<year>{w.YEAR}))?", _week_of),
)
