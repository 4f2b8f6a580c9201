"""Rules for calendar days and months: "Nov. 5, 2018", "5 November", "03/04/2018", "last April"."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import holiday, moved
from sayso.ground.when.clock import AFTER, BEFORE, timed
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.scene import EDGE, Meaning, Rule, Scene, mod_of, rule

_FAR, _CLOSE = 250, 70
"""Days. A tense cue may belong to another verb; it does not outweigh a date so much nearer."""
_NOT_A_DAY = re.compile(r" ?(?:%|percent|million|billion|[:.]\d)")
_LEAD = re.compile(
    r"\b(?i:in|of|last|next|by|since|until|till|this|from|before|after|during|late|early|between"
    rf"|for|past|the|coming|each|every|{w.MONTH} (?:and|or|to|through))[ -]$"
)
_NAME_LEAD = re.compile(r"\b(?i:in|since|during|by|until|of|a|an|the) $")
"""Before a month that a capital follows, what shows that it is no first name."""
_NAME_AHEAD = re.compile(r" (?!(?:[A-Z][a-z]+day)\b)[A-Z][a-z]+")
_DATED = re.compile(r"\b(?:on|dated|by|since|from|until|of) $")
_CLOSED = re.compile(r"[.,;:)\"']|$| (?:and|of (?:this|last|next) month)\b")


def month_of(words: str) -> int:
    """The number of a month, as written.

    >>> month_of("Sept.")
    9
    """
    return int(w.lookup("months")[words.lower().rstrip(".")])


def day_of(words: str) -> int | None:
    """The number of a day, as written: "5", "5th", "fifth"."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    found = w.lookup("ordinals").get(words.lower().replace(" ", "-"))
    return int(found) if found else None


def year_of(words: str) -> int:
    """A year of four or two digits; two mean the hundred years that end in 2049.

    >>> year_of("1998"), year_of("'98"), year_of("18")
    (1998, 1998, 2018)
    """
    digits = int(words.strip("'"))
    return digits if digits > 99 else digits + (2000 if digits < 50 else 1900)


def real(year: int, month: int, day: int | None = None) -> date | None:
    """A day of the calendar, None if there is no such day."""
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _attributive(match: re.Match[str], scene: Scene) -> bool:
    """Whether the date only says which one is meant: "the Nov. 8 election"."""
    led = re.match(r"(?i)the ", match[0]) or re.search(r"(?i)\bthe $", scene.behind(match))
    return bool(led and re.match(r" [A-Za-z]{3,}", scene.ahead(match)))


_PASSAGE = {True: 1500, False: 0}
"""Characters over which a year that was named goes on, without and with a publication date."""


def _told_year(match: re.Match[str], scene: Scene) -> TimeExpression | None:
    """The expression whose year a passage goes on telling: "in 2005 ... on 5 November".

    In a dated report this must be an older year that is named close before it.
    """
    before = scene.last(r"\d{4}")
    if before is None or before.rule not in _EXPLICIT or not re.search(r"\d{4}", before.text):
        return None
    if match.start() - before.span.end > _PASSAGE[scene.anchor is None]:
        return None
    old = scene.anchor is None or int(before.value[:4]) < scene.anchor.year - 1
    return before if old else None


_EXPLICIT = ("year", "month and year", "month and day", "day and month")


def _without_year(
    match: re.Match[str], scene: Scene, month: int, day: int | None, number: int | None = None
) -> tuple[str, str]:
    """The value of a month, or a day of one, in the year that its surroundings suggest, and why.

    The verb beside it says whether to look back or ahead; without one the nearest is meant.
    ``number`` is a weekday that the year must fit.
    """
    tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
    anchor = scene.anchor
    if told := _told_year(match, scene):
        return f"{told.value[:4]}" + tail, f"in the year of “{told.text}”"
    if anchor is None:
        return "XXXX" + tail, "the year is not known without a publication date"
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [option for year in years if (option := real(year, month, day))]
    if number is not None and (same := [o for o in found if o.weekday() == number]):
        found = same
    if not found:
        return "XXXX" + tail, "no year near the report has this day"
    here = anchor if day else anchor.replace(day=1)
    side = 0 if _attributive(match, scene) else scene.side(*match.span())
    nearest = min(found, key=lambda o: (abs((o - here).days), o > here))
    kept = [o for o in found if (o - here).days * side >= 0] if side else found
    chosen = min(kept or found, key=lambda o: (abs((o - here).days), o > here))
    if abs((chosen - here).days) > _FAR and abs((nearest - here).days) < _CLOSE:
        chosen, side = nearest, 0
    how = {-1: "the latest before", 1: "the first after", 0: "the nearest to"}[side]
    return f"{chosen.year:04d}" + tail, f"no year is given: it is {how} the day of publication"


def _full(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, day = month_of(match["month"]), day_of(match["day"])
    if _NOT_A_DAY.match(scene.ahead(match)) or day is None or not real(2000, month, day):
        return None
    name = w.lookup("weekdays").get((match["wd"] or "").lower().rstrip("."))
    number = int(name) if name else None
    if not match["year"]:
        value, why = _without_year(match, scene, month, day, number)
        return timed(value, match, why=(why,))
    exact = real(year_of(match["year"]), month, day)
    if exact is None:
        return None
    if number is not None and exact.weekday() != number:
        why = "the weekday and the date do not fit each other; the date is kept"
        return timed(exact.isoformat(), match, why=(why,))
    return timed(exact.isoformat(), match)


def _month_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, year = month_of(match["month"]), None
    if match["that"]:
        before = scene.last(r"\d{4}")
        year = int(before.value[:4]) if before else None
    elif match["year"]:
        year = year_of(match["year"])
    elif match["spoken"]:
        year = w.year_words(match["spoken"])
        if year is None:
            return None
    elif scene.anchor:
        year = scene.anchor.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return Meaning(value=f"{year or 'XXXX'}-{month:02d}", mod=mod_of(match))


def _bare_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    words, which = match["month"].rstrip("."), (match["which"] or "").lower()
    month, ahead = month_of(words), scene.ahead(match)
    lead = _NAME_LEAD if _NAME_AHEAD.match(ahead) else _LEAD
    doubtful = words in w.SHY or words.isupper() or len(words) < 5 or lead is _NAME_LEAD
    if doubtful and not (which or match["mod"] or lead.search(scene.behind(match))):
        return None
    if re.match(r" \d{1,2}(?!\d)", ahead):
        return None
    if which in ("each", "every"):
        return Meaning(value=f"XXXX-{month:02d}", type="SET")
    if which == "that":
        if doubtful and not re.match(r"[.,;:)]|$", ahead):
            return None
        before = scene.last(r"\d{4}")
        value = f"{before.value[:4]}-{month:02d}" if before else f"XXXX-{month:02d}"
        return Meaning(value=value, mod=mod_of(match))
    if scene.anchor and which:
        year, now = scene.anchor.year, scene.anchor.month
        year += {
            "last": -(month >= now),
            "past": -(month > now),
            "this past": -(month > now),
            "next": +(month <= now),
            "coming": +(month <= now),
            "this coming": +(month <= now),
        }.get(which, 0)
        return Meaning(value=f"{year:04d}-{month:02d}", mod=mod_of(match))
    value, why = _without_year(match, scene, month, None)
    return Meaning(value=value, mod=mod_of(match), why=(why,))


def _iso(match: re.Match[str], scene: Scene) -> Meaning | None:
    day = real(int(match["y"]), int(match["m"]), int(match["d"])) if match["m"] > "00" else None
    if day is None or match["d"] == "00":
        return None
    suffix = f"T{match['time']}" if match["time"] else ""
    return Meaning(value=day.isoformat() + suffix, type="TIME" if suffix else "DATE")


def _slashed(match: re.Match[str], scene: Scene) -> Meaning | None:
    """03/04/2018 may be in March or in April: both readings are kept."""
    a, b = int(match["a"]), int(match["b"])
    if match["y"]:
        years = [year_of(match["y"])]
    elif match["sign"] == "/" and scene.anchor and _DATED.search(scene.behind(match)):
        years = [scene.anchor.year, scene.anchor.year - 1, scene.anchor.year + 1]
    else:
        return None
    pairs = [(a, b)] if a == b or b > 12 else [(b, a)] if a > 12 else [(a, b), (b, a)]
    days: list[date] = []
    for month, day in pairs:
        options = [d for year in years if month and day and (d := real(year, month, day))]
        if options:
            here = scene.anchor or options[0]
            days.append(min(options, key=lambda d: abs((d - here).days)))
    if len(days) < 2:
        return Meaning(value=days[0].isoformat()) if days else None
    first, second = (day.isoformat() for day in days)
    why = f"month first it is {first}, day first {second}: both readings are kept"
    return Meaning(value=first, readings=(first, second), why=(why,))


def _day_range(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, low, high = month_of(match["month"]), day_of(match["low"]), day_of(match["high"])
    if not low or not high or low >= high or not real(2000, month, high):
        return None
    if match["year"]:
        first = f"{year_of(match['year']):04d}-{month:02d}-{low:02d}"
    else:
        first, _ = _without_year(match, scene, month, low)
    if first.startswith("X"):
        return Meaning(value=first)
    one, two = real(int(first[:4]), month, low), real(int(first[:4]), month, high)
    if not one or not two:
        return None
    edtf = f"{one.isoformat()}/{two.isoformat()}"
    return Meaning(value=first, edtf=edtf, covers=(one, two), why=("a range of days",))


def _day_alone(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "on the 12th" """
    number = day_of(match["day"])
    if scene.anchor is None or number is None or not _CLOSED.match(scene.ahead(match)):
        return None
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    first = moved(scene.anchor.replace(day=1), shift, "M")
    day = real(first.year, first.month, number) if first else None
    return Meaning(value=day.isoformat()) if day else None


def _historic(name: str) -> str | None:
    """The one day in history that a name means: "9/11"."""
    first, second = holiday(name, 2000), holiday(name, 2001)
    return first.isoformat() if first and first == second else None


def _holiday(match: re.Match[str], scene: Scene) -> Meaning | None:
    name, anchor = match["name"], scene.anchor
    if match["year"]:
        day = holiday(name, int(match["year"]))
        return Meaning(value=day.isoformat(), mod=mod_of(match)) if day else None
    if anchor is None or _historic(name):
        return Meaning(value=_historic(name) or "XXXX")
    options = [d for shift in (-1, 0, 1) if (d := holiday(name, anchor.year + shift))]
    which = (match["which"] or "").lower()
    side = {"last": -1, "next": 1}.get(which) or scene.side(*match.span())
    kept = [d for d in options if (d - anchor).days * side >= 0] if side else options
    best = min(kept or options, key=lambda d: abs((d - anchor).days), default=None)
    return Meaning(value=best.isoformat(), mod=mod_of(match)) if best else None


_WEEKDAY = (
    r"(?:(?:(?i:this|last|next|this past|this coming) )?"
    rf"(?P<wd>{w.SHORT_DAY})(?: (?P<part>{w.PART}))?,? )?"
)
_DAY = rf"(?P<day>{w.DAY}|{w.DAY_WORD})"
_MONTH = rf"(?P<month>{w.MONTH})"
_LOW_HIGH = rf"(?P<low>{w.DAY}) ?(?:-|to|through) ?(?P<high>{w.DAY})"
_YEAR = rf"(?:,? (?P<year>{w.YEAR}))?"
_MONTHS = tuple(w.lookup("months"))
_NAMES = tuple(row[0] for row in w.table("holidays"))
_HOLIDAYS = w.either(_NAMES)

RULES: tuple[Rule, ...] = (
    rule(
        "iso date",
        ("#",),
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<time>[0-2]\d:[0-5]\d)"
        r"(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    rule(
        "numeric date",
        ("#",),
        r"(?P<a>\d{1,2})(?P<sign>[/.])(?P<b>\d{1,2})(?:(?P=sign)(?P<y>\d{4}|\d{2}))?",
        _slashed,
    ),
    rule(
        "month and day",
        _MONTHS,
        rf"{EDGE}(?i:the )?{BEFORE}{_WEEKDAY}{_MONTH} (?i:the )?{_DAY}(?![,.:]\d)"
        rf"(?:(?:, ?| )(?P<year>{w.YEAR}))?{AFTER}",
        _full,
    ),
    rule(
        "day and month",
        _MONTHS,
        rf"{EDGE}(?i:the )?{BEFORE}{_WEEKDAY}(?i:the )?{_DAY}(?i: of)? {_MONTH}{_YEAR}{AFTER}",
        _full,
    ),
    rule("days of a month", _MONTHS, rf"{_MONTH} {_LOW_HIGH}{_YEAR}", _day_range),
    rule("days of a month", _MONTHS, rf"{_LOW_HIGH}(?i: of)? {_MONTH}{_YEAR}", _day_range),
    rule(
        "month and year",
        _MONTHS,
        rf"{EDGE}(?i:the |that |this |last |next )?{_MONTH}(?:,? (?i:of )?(?:"
        rf"(?P<year>{w.YEAR}|'\d\d)|(?P<spoken>{w.SPOKEN_YEAR})"
        r"|(?P<which>(?i:last|this|next)) (?i:year)|(?P<that>(?i:that|the same) (?i:year))))",
        _month_year,
    ),
    rule(
        "month",
        _MONTHS,
        rf"{EDGE}(?i:the )?(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|each"
        rf"|every|that)) )?{_MONTH}",
        _bare_month,
    ),
    rule(
        "day of the month",
        ("#",),
        rf"(?<=on )(?i:the )(?P<day>{w.DAY}(?<=[a-z]))(?: of (?P<which>this|last|next) month)?",
        _day_alone,
    ),
    rule(
        "holiday",
        w.firsts(_NAMES),
        rf"{EDGE}(?:(?P<which>(?i:last|this|next)) )?(?P<name>{_HOLIDAYS}){_YEAR}",
        _holiday,
    ),
)
