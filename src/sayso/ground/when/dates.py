"""Rules for calendar dates: days, months, years, decades, centuries, clock times, holidays."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import holiday, moved
from sayso.ground.when.scene import EDGE, Meaning, Rule, Scene, mod_of, rule

_AT = rf"(?P<clock>{w.CLOCK})(?: (?P<zone>{w.ZONE}))?"


def clock_of(words: str) -> str | None:
    """A clock time as a TIMEX3 suffix.

    >>> clock_of("10:35 a.m."), clock_of("5 p.m."), clock_of("noon")
    ('T10:35', 'T17:00', 'T12:00')
    """
    clean = re.sub(r"[ .]", "", words.lower())
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
    """The offset of a named zone from UTC, None if it is not known."""
    return w.lookup("zones").get(words.lower()) if words else None


def _month(words: str) -> int:
    return int(w.lookup("months")[words.lower().rstrip(".")])


def _day(words: str) -> int | None:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    found = w.lookup("ordinals").get(words.lower().replace(" ", "-"))
    return int(found) if found else None


def _real(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


_FAR, _CLOSE = 250, 95
"""Days. A tense cue may name the wrong verb; it does not outweigh a date that is so much nearer."""


def _without_year(
    match: re.Match[str], scene: Scene, month: int, day: int | None, number: int | None = None
) -> tuple[str, str]:
    """The value of a month, or a day of one, in the year that its surroundings suggest."""
    tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
    anchor = scene.anchor
    if anchor is None:
        return "XXXX" + tail, "the year is not known without a publication date"
    found = [
        option
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (option := _real(year, month, day))
    ]
    if number is not None and (same := [o for o in found if o.weekday() == number]):
        found = same
    if not found:
        return "XXXX" + tail, "no year near the report has this day"
    reference = anchor if day else anchor.replace(day=1)
    side = scene.side(*match.span())
    nearest = min(found, key=lambda o: (abs((o - reference).days), o > reference))
    kept = [o for o in found if (o - reference).days * side >= 0] if side else found
    chosen = min(kept or found, key=lambda o: abs((o - reference).days))
    if abs((chosen - reference).days) > _FAR and abs((nearest - reference).days) < _CLOSE:
        chosen, side = nearest, 0
    how = {-1: "the latest before", 1: "the first after", 0: "the nearest to"}[side]
    return f"{chosen.year:04d}" + tail, f"{how} the day of publication"


def _full(match: re.Match[str], scene: Scene) -> Meaning | None:
    part = match.groupdict()
    month, day = _month(part["month"]), _day(part["day"])
    if re.match(r" ?(?:%|percent|million|billion|[:.]\d)", scene.ahead(match)):
        return None
    if day is None or not (real := _real(2000, month, day)):
        return None
    number = w.lookup("weekdays").get((part.get("wd") or "").lower().rstrip("."))
    why: tuple[str, ...] = ()
    if part.get("year"):
        year = _year(part["year"])
        if not (real := _real(year, month, day)):
            return None
        value = real.isoformat()
        if number is not None and real.weekday() != int(number):
            why = ("the weekday and the date do not fit each other; the date is kept",)
    else:
        value, reason = _without_year(match, scene, month, day, int(number) if number else None)
        why = (f"no year: {reason}",)
    return timed(value, match, why=why)


def timed(value: str, match: re.Match[str], why: tuple[str, ...] = ()) -> Meaning:
    """A day with the clock time or part of the day that the match names, if any."""
    part = match.groupdict()
    clock, daypart = part.get("clock") or part.get("clock2"), part.get("part")
    zone = zone_of(part.get("zone") or part.get("zone2"))
    suffix = clock_of(clock) if clock else None
    if daypart and not suffix:
        suffix = w.lookup("dayparts").get(daypart.lower())
    kind: str = "TIME" if suffix else "DATE"
    return Meaning(
        value=value + (suffix or ""),
        type="TIME" if kind == "TIME" else "DATE",
        mod=mod_of(match),
        zone=zone,
        why=why,
    )


def _year(words: str) -> int:
    """A year of four or two digits; two mean the hundred years that end in 2049."""
    digits = int(words.strip("'"))
    return digits if digits > 99 else digits + (2000 if digits < 50 else 1900)


def _month_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    month = _month(match["month"])
    if match["year"]:
        year = _year(match["year"])
    elif match["yearwords"]:
        spoken = w.year_words(match["yearwords"])
        if spoken is None:
            return None
        year = spoken
    elif scene.anchor is None:
        return Meaning(value=f"XXXX-{month:02d}", mod=mod_of(match))
    else:
        shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        year = scene.anchor.year + shift
    return Meaning(value=f"{year:04d}-{month:02d}", mod=mod_of(match))


_LEAD = re.compile(
    r"\b(?i:in|of|last|next|by|since|until|till|this|from|through|to|and|before|after|during|late"
    r"|early|between|for|past|the|as of|late in|early in|or|coming|each|every)[ -]$"
)


def _bare_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    words, which = match["month"], (match["which"] or "").lower()
    month = _month(words)
    shy = words.rstrip(".") in w.SHY or words.isupper() or len(words.rstrip(".")) < 5
    if not which and not match["mod"]:
        lead = _LEAD.search(scene.behind(match))
        if shy and not lead:
            return None
        if re.match(r" (?!(?:[A-Z][a-z]+day)\b)[A-Z][a-z]+", scene.ahead(match)) and not lead:
            return None
    if re.match(r" \d", scene.ahead(match)) and not re.match(r" \d{3,}", scene.ahead(match)):
        return None
    if which in ("each", "every"):
        return Meaning(value=f"XXXX-{month:02d}", type="SET")
    if scene.anchor and which:
        year = scene.anchor.year
        if which == "last":
            year -= month >= scene.anchor.month
        elif which in ("next", "coming", "this coming"):
            year += month <= scene.anchor.month
        elif which in ("past", "this past"):
            year -= month > scene.anchor.month
        return Meaning(value=f"{year:04d}-{month:02d}", mod=mod_of(match))
    value, reason = _without_year(match, scene, month, None)
    return Meaning(value=value, mod=mod_of(match), why=(f"no year: {reason}",))


def _iso(match: re.Match[str], scene: Scene) -> Meaning | None:
    day = _real(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    suffix = f"T{match['time']}" if match["time"] else ""
    return Meaning(value=day.isoformat() + suffix, type="TIME" if suffix else "DATE")


def _slashed(match: re.Match[str], scene: Scene) -> Meaning | None:
    a, b = int(match["a"]), int(match["b"])
    if match["s"] == "." and not match["y"]:
        return None
    if match["y"]:
        years = [_year(match["y"])]
    elif scene.anchor and re.search(r"\b(?:on|dated|by|since|from|until|of) $", scene.behind(match)):
        years = [scene.anchor.year, scene.anchor.year - 1, scene.anchor.year + 1]
    else:
        return None
    pairs = [(a, b)] if a == b or b > 12 else [(b, a)] if a > 12 else [(a, b), (b, a)]
    days: list[date] = []
    for month, day in pairs:
        options = [d for year in years if (d := _real(year, month, day))]
        if options:
            anchor = scene.anchor or options[0]
            days.append(min(options, key=lambda d: abs((d - anchor).days)))
    if not days:
        return None
    if len(days) == 1:
        return Meaning(value=days[0].isoformat())
    month_first, day_first = (day.isoformat() for day in days)
    return Meaning(
        value=month_first,
        readings=(month_first, day_first),
        why=(f"month first it is {month_first}, day first {day_first}: both readings are kept",),
    )


_NOT_A_YEAR = re.compile(
    r"[ -]?(?:%|percent|million|billion|thousand|hundred|miles?|km|kilomet|feet|foot|metres?|meters?"
    r"|people|troops|soldiers|dollars?|euros?|pounds?|tons?|tonnes|shares|points|votes|men|women"
    r"|pages|words|times|hours|GMT|UTC|hrs|jobs|homes|students|workers|civilians|fighters|barrels"
    r"|acres|employees|members|children|refugees|cases|deaths|others|more|calories|years"
    r"|Street|Avenue|Ave|St\b|Road|Blvd|[A-Z][a-z]+ (?:Street|St|Avenue|Ave|Road|Blvd))\b|[,.:]\d|\)? ?\d{3}"
)


def _bare_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = int(match["year"])
    if _NOT_A_YEAR.match(scene.ahead(match)):
        return None
    behind = scene.behind(match)
    if re.search(r"(?i)(?:\b(?:no\.|room|flight|number|section|route|page|about|only|than|some|some|least|most|nearly|over|route|article|resolution|class|model) |[-/.:@]|\d[ ,])$", behind) and not re.search(r"(?:\d{4}-|[a-z]-)$", behind):
        return None
    lead = re.search(r"(?i)\b(?:in|since|of|by|until|from|during|before|after|through|to|and|the|between|early|late|mid|fiscal|year|around) ?-?$", behind)
    if not 1850 <= year <= 2070 and not (lead or match["mod"]):
        return None
    return Meaning(value=f"{year:04d}", mod=mod_of(match))


def _spoken_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = w.year_words(match["words"])
    return Meaning(value=f"{year:04d}", mod=mod_of(match)) if year else None


def _fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = _year(match["year"])
    return Meaning(
        value=f"{year:04d}",
        edtf=f"{year:04d}~",
        why=("a fiscal year need not be the calendar year",),
    )


_DECADES = {
    name: str(i)
    for i, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
    )
}


def _decade(match: re.Match[str], scene: Scene) -> Meaning | None:
    if match["full"]:
        value = match["full"][:3]
    else:
        digit = match["short"][0] if match["short"] else _DECADES[match["name"].lower()]
        value = ("20" if digit in "01" else "19") + digit
        if re.search(r"(?i)\b(?:in|into|their|his|her|my|your) (?:his|her|their|my|your|late|early|mid)?[ -]?$", scene.behind(match)) and re.search(r"(?i)\b(?:his|her|their|my|your)\b", scene.behind(match, 12)):
            return None
    return Meaning(value=value, mod=mod_of(match))


def _century(match: re.Match[str], scene: Scene) -> Meaning | None:
    number = _day(match["nth"])
    return Meaning(value=f"{number - 1:02d}", mod=mod_of(match)) if number and number > 1 else None


def _holiday(match: re.Match[str], scene: Scene) -> Meaning | None:
    name = match["name"]
    if scene.anchor is None and not match["year"]:
        return Meaning(value="XXXX")
    if match["year"]:
        day = holiday(name, int(match["year"]))
    else:
        anchor = scene.anchor or date(2000, 1, 1)
        options = [d for y in (-1, 0, 1) if (d := holiday(name, anchor.year + y))]
        which, side = (match["which"] or "").lower(), scene.side(*match.span())
        side = {"last": -1, "next": 1}.get(which, side)
        kept = [d for d in options if (d - anchor).days * side >= 0] if side else options
        day = min(kept or options, key=lambda d: abs((d - anchor).days), default=None)
    return Meaning(value=day.isoformat(), mod=mod_of(match)) if day else None


def _clock(match: re.Match[str], scene: Scene) -> Meaning | None:
    suffix = clock_of(match["clock"])
    if suffix is None or (":" in match["clock"] and _NOT_CLOCK.search(scene.behind(match))):
        return None
    bare = re.fullmatch(r"[\d:]+", match["clock"])
    if bare and not match["zone"] and not re.search(r"(?i)\b(?:at|by|until|around|about|from|before|after|since) $", scene.behind(match)):
        return None
    day = scene.last(r"\d{4}-\d\d-\d\d")
    near = day if day and match.start() - day.span.end < 120 else None
    base = near.value[:10] if near else scene.anchor.isoformat() if scene.anchor else "XXXX-XX-XX"
    return Meaning(value=base + suffix, type="TIME", mod=mod_of(match), zone=zone_of(match["zone"]))


_NOT_CLOCK = re.compile(r"(?i)\b(?:psalms?|chapter|genesis|matthew|mark|luke|john|ratio|score) $")


def _day_range(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, low, high = _month(match["month"]), _day(match["low"]), _day(match["high"])
    if not low or not high or low >= high or not _real(2000, month, high):
        return None
    if match["year"]:
        first = f"{_year(match['year']):04d}-{month:02d}-{low:02d}"
    else:
        first, _ = _without_year(match, scene, month, low)
    last = first[:-2] + f"{high:02d}"
    if first.startswith("X"):
        return Meaning(value=first)
    days = _real(int(first[:4]), month, low), _real(int(first[:4]), month, high)
    covers = (days[0], days[1]) if days[0] and days[1] else None
    return Meaning(value=first, edtf=f"{first}/{last}", covers=covers, why=("a range of days",))


def _ordinal_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    number = _day(match["day"])
    if scene.anchor is None or number is None or not re.match(r"[.,;:)\"']|$| (?:and|of (?:this|last|next) month)\b", scene.ahead(match)):
        return None
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    first = moved(scene.anchor.replace(day=1), shift, "M")
    day = _real(first.year, first.month, number) if first else None
    return Meaning(value=day.isoformat()) if day else None


_WHICH_YEAR = r"(?P<which>(?i:last|this|next)) (?i:year)"
_SPOKEN = r"(?:(?i:nineteen|twenty|eighteen)[ -](?i:" + w.either(
    row[0] for row in w.table("numbers")
) + r")(?:-(?i:" + w.either(row[0] for row in w.table("numbers")[1:10]) + r"))?|(?i:two thousand))"

RULES: tuple[Rule, ...] = (
    rule(
        "iso date",
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<time>[0-2]\d:[0-5]\d)(?::\d\d(?:\.\d+)?)?"
        r"(?:Z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    rule("numeric date", r"(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{2}))?", _slashed),
    rule(
        "month and day",
        rf"{EDGE}(?i:the )?(?:{_AT}(?:,| on)? )?(?:(?P<wd>{w.SHORT_DAY})(?: (?P<part>{w.PART}))?,? )?(?P<month>{w.MONTH}) (?i:the )?"
        rf"(?P<day>{w.DAY}|{w.DAY_WORD})(?![,.:]\d)(?:(?:, ?| )(?P<year>{w.YEAR}))?"
        rf"(?:,? (?:at )?(?P<clock2>{w.CLOCK})(?: (?P<zone2>{w.ZONE}))?)?",
        _full,
    ),
    rule(
        "day and month",
        rf"{EDGE}(?i:the )?(?:{_AT}(?:,| on)? )?(?:(?P<wd>{w.SHORT_DAY})(?: (?P<part>{w.PART}))?,? )?(?i:the )?"
        rf"(?P<day>{w.DAY}|{w.DAY_WORD})(?i: of)? (?P<month>{w.MONTH})(?:,? (?P<year>{w.YEAR}))?"
        rf"(?:,? (?:at )?(?P<clock2>{w.CLOCK})(?: (?P<zone2>{w.ZONE}))?)?",
        _full,
    ),
    rule(
        "days of a month",
        rf"(?P<month>{w.MONTH}) (?P<low>{w.DAY}) ?(?:-|to|through) ?(?P<high>{w.DAY})(?:,? (?P<year>{w.YEAR}))?"
        ,
        _day_range,
    ),
    rule(
        "days of a month",
        rf"(?P<low>{w.DAY}) ?(?:-|to|through) ?(?P<high>{w.DAY})(?i: of)? (?P<month>{w.MONTH})(?:,? (?P<year>{w.YEAR}))?",
        _day_range,
    ),
    rule(
        "month and year",
        rf"{EDGE}(?i:the )?(?P<month>{w.MONTH})(?:,? (?i:of )?(?:(?P<year>{w.YEAR}|'\d\d)|(?P<yearwords>{_SPOKEN})"
        rf"|{_WHICH_YEAR}))",
        _month_year,
    ),
    rule(
        "month",
        rf"{EDGE}(?i:the )?(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|each|every)) )?(?P<month>{w.MONTH})",
        _bare_month,
    ),
    rule("day of the month", rf"(?<=on )(?i:the )(?P<day>{w.DAY}(?<=[a-z]))(?: of (?P<which>this|last|next) month)?", _ordinal_day),
    rule("fiscal year", rf"(?i:the )?(?i:fiscal(?: year)?|FY) ?(?P<year>{w.YEAR}|'?\d\d)", _fiscal),
    rule("year", rf"{EDGE}(?i:the )?(?i:year )?(?P<year>{w.YEAR})", _bare_year),
    rule("year in words", rf"{EDGE}(?i:the )?(?i:year )?(?P<words>{_SPOKEN})", _spoken_year),
    rule(
        "decade",
        rf"{EDGE}(?i:the )?(?:(?i:early|late|mid)[ -])?(?:(?P<full>1[0-9]\d0|20\d0)'?s|'?(?P<short>[1-9]0)'?s|(?P<name>(?i:{'|'.join(_DECADES)})))",
        _decade,
    ),
    rule(
        "century",
        rf"{EDGE}(?i:the )?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{w.DAY_WORD})[ -](?i:century|centuries)",
        _century,
    ),
    rule(
        "holiday",
        rf"{EDGE}(?:(?P<which>(?i:last|this|next)) )?(?P<name>{w.either(row[0] for row in w.table('holidays'))})(?:,? (?P<year>{w.YEAR}))?",
        _holiday,
    ),
    rule("clock", rf"{EDGE}{_AT}", _clock),
)
