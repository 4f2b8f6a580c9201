"""Calendar arithmetic, and what each TIMEX3 value covers as days and as EDTF."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from sayso.ground.when.words import lookup, table

Days = tuple[date, date]
"""First and last day, inclusive."""


def moved(day: date, count: int, unit: str) -> date | None:
    """The day that lies ``count`` units (D, W, F, M, Q, H, Y, E, C, L) away; None off the calendar.

    >>> moved(date(2019, 3, 31), -1, "M")
    datetime.date(2019, 2, 28)
    """
    try:
        if unit in _DAY_STEPS:
            return day + timedelta(days=count * _DAY_STEPS[unit])
        months = day.year * 12 + day.month - 1 + count * _MONTH_STEPS[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


_DAY_STEPS = {"D": 1, "NI": 1, "W": 7, "WE": 7, "F": 14}
_MONTH_STEPS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit in which a day lies.

    >>> [value_of(date(2018, 12, 19), unit) for unit in "DWMQYEC"]
    ['2018-12-19', '2018-W51', '2018-12', '2018-Q4', '2018', '201', '20']
    """
    year = f"{day.year:04d}"
    iso = day.isocalendar()
    return {
        "D": day.isoformat(),
        "NI": day.isoformat(),
        "W": f"{iso.year:04d}-W{iso.week:02d}",
        "F": f"{iso.year:04d}-W{iso.week:02d}",
        "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
        "M": year + f"-{day.month:02d}",
        "Q": year + f"-Q{(day.month + 2) // 3}",
        "H": year + f"-H{(day.month + 5) // 6}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
        "L": year[:1],
    }[unit]


def weekday(anchor: date, number: int, side: int) -> date | None:
    """The weekday nearest before (side -1), after (1) the anchor, the anchor itself included (0
    and -1: at or before; 2: strictly after; -2: strictly before).

    >>> weekday(date(2018, 12, 19), 0, -1), weekday(date(2018, 12, 19), 2, 2)
    (datetime.date(2018, 12, 17), datetime.date(2018, 12, 26))
    """
    back = (anchor.weekday() - number) % 7
    if side == 2:
        return moved(anchor, 7 - back, "D")
    if side == 1:
        return moved(anchor, -back % 7, "D")
    return moved(anchor, -(back or 7) if side == -2 else -back, "D")


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year, None if there is no such holiday or year.

    >>> holiday("thanksgiving", 2018)
    datetime.date(2018, 11, 22)
    """
    rule = lookup("holidays").get(re.sub(" +", " ", name.lower()))
    if rule is None or not 1583 <= year <= 9998:
        return None
    if len(rule) == 10 and rule[4] == "-":
        return date.fromisoformat(rule)
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if "-" in rule[:3]:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, nth, number, *rest = (int(part) for part in rule.split())
    if nth < 0:
        day = date(year, month, monthrange(year, month)[1])
        day -= timedelta(days=(day.weekday() - number) % 7)
    else:
        day = date(year, month, 1)
        day += timedelta(days=(number - day.weekday()) % 7 + 7 * (nth - 1))
    return day + timedelta(days=rest[0] if rest else 0)


_VALUE = re.compile(
    r"(?P<year>\d{2,4})(?P<x>X{0,2})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


def covered(value: str) -> Days | None:
    """The first and last day that a TIMEX3 value covers; None for one without a date.

    >>> covered("2018-W50"), covered("PRESENT_REF")
    ((datetime.date(2018, 12, 10), datetime.date(2018, 12, 16)), None)
    """
    found = _VALUE.fullmatch(value)
    if not found or value.startswith("00"):
        return None
    try:
        return _days(found)
    except (ValueError, OverflowError):
        return None


def _days(found: re.Match[str]) -> Days:
    digits = found["year"]
    year = int(digits.ljust(4, "0"))
    if len(digits) < 4:
        return date(year, 1, 1), date(int(digits.ljust(4, "9")), 12, 31)
    if found["week"]:
        first = date.fromisocalendar(year, int(found["week"]), 6 if found["end"] else 1)
        return first, first + timedelta(days=1 if found["end"] else 6)
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["season"]:
        row = next(row for row in table("seasons") if row[1] == found["season"])
        low, high = int(row[3]), int(row[4])
        return date(year, low, 1), _last(year + (high < low), high)
    if found["quarter"]:
        high = int(found["quarter"]) * 3
        return date(year, high - 2, 1), _last(year, high)
    if found["half"]:
        high = int(found["half"]) * 6
        return date(year, high - 5, 1), _last(year, high)
    low, high = (int(found["month"]),) * 2 if found["month"] else (1, 12)
    return date(year, low, 1), _last(year, high)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def edtf_of(value: str) -> str | None:
    """A TIMEX3 value as EDTF; None for one without a date.

    Weeks, quarters and halves have no level 0 form, and become intervals of days or months.

    >>> [edtf_of(v) for v in ("2018-12-19TMO", "2018-W50", "2018-Q4", "2018-SU", "201")]
    ['2018-12-19', '2018-12-10/2018-12-16', '2018-10/2018-12', '2018-22', '201X']
    """
    days = covered(value)
    found = _VALUE.fullmatch(value)
    if days is None or found is None:
        return None
    if found["week"]:
        return f"{days[0].isoformat()}/{days[1].isoformat()}"
    if found["quarter"] or found["half"]:
        return f"{days[0].isoformat()[:7]}/{days[1].isoformat()[:7]}"
    if found["season"]:
        code = next(row[2] for row in table("seasons") if row[1] == found["season"])
        return f"{found['year']}-{code}"
    if len(found["year"]) < 4:
        return found["year"].ljust(4, "X")
    return value.partition("T")[0]
