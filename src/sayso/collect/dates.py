"""When a report was published, as files and users write it: an ISO 8601 day or moment.

No clock is asked and nothing is guessed: "03/04/2031" may be in March or in April, so it is no date
here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_ISO = re.compile(r"(\d{4}-?\d\d-?\d\d)(?:[T ](\d\d[:\d.,]*\s?(?:Z|[+-]\d\d:?\d\d)?))?", re.ASCII)
_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r",?\s+(?P<year>\d{4})"
_WRITTEN = tuple(
    re.compile(rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?{order}{_YEAR}(?:[,\s].*)?", re.ASCII | re.DOTALL)
    for order in (rf"{_DAY}\s+{_NAME}", rf"{_NAME}\s+{_DAY}")
)
_LONGEST = 80


def iso(text: str) -> str | None:
    """An ISO 8601 day or date and time in one spelling, or None.

    >>> iso("20310304"), iso("2031-03-04 07:30Z"), iso("2031-02-30"), iso("4 March")
    ('2031-03-04', '2031-03-04T07:30:00+00:00', None, None)
    """
    match = _ISO.fullmatch(text.strip()[:_LONGEST])
    if not match:
        return None
    try:
        if match[2] is None:
            return date.fromisoformat(match[1]).isoformat()
        return datetime.fromisoformat(f"{match[1]}T{match[2].replace(' ', '')}").isoformat()
    except ValueError:
        return None


def written(text: str) -> str | None:
    """A date as reports and pages write it: ISO, the form of mail and feeds, or month by name.

    >>> written("Tue, 4 March 2031"), written("March 4, 2031, 7:30 a.m."), written("03/04/2031")
    ('2031-03-04', '2031-03-04', None)
    >>> written("Tue, 04 Mar 2031 07:30:00 +0100")
    '2031-03-04T07:30:00+01:00'
    """
    text = text.strip()[:_LONGEST]
    return (
        iso(text) or _mailed(text) or _posted(text) or _stamped(text) or _by_name(text)
        or _database(text) or _by_number(text)
    )  # fmt: skip


def _database(text: str) -> str | None:
    """The forms of databases and logs: "2031-03-04 07:30:00 UTC", "... +00", "2031/03/04"."""
    found = re.fullmatch(
        r"(\d{4})([-/])(\d\d)\2(\d\d)"
        r"(?:[T ](\d\d:\d\d[\d:.]*)\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
        text, re.ASCII,
    )  # fmt: skip
    if not found:
        return None
    year, _, month, day, time, zone = found.groups()
    zone = {"UTC": "Z", "GMT": "Z", None: ""}.get(zone, zone)
    zone = f"{zone}:00" if len(zone) == 3 else zone
    return iso(f"{year}-{month}-{day}" + (f"T{time}{zone}" if time else ""))


def _by_number(text: str) -> str | None:
    """A date in figures, only where its day and month cannot be taken for each other."""
    found = re.fullmatch(r"(\d\d?)([./-])(\d\d?)\2(\d{4})(?:[,\s].*)?", text, re.ASCII | re.DOTALL)
    if not found:
        return None
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    if one <= 12 and two <= 12 and one != two:
        return None
    month, day = (one, two) if one <= 12 else (two, one)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _mailed(text: str) -> str | None:
    if not re.search(r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?)$", text, re.ASCII):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _posted(text: str) -> str | None:
    """The form of archives of posts: "Tue Mar 04 07:30:00 +0000 2031"."""
    if not re.fullmatch(
        r"\w{3} \w{3} [ \d]?\d [\d:]{8} (?:(?:[+-]\d{4}|UTC|GMT) )?\d{4}", text, re.ASCII
    ):
        return None
    _, month, day, time, *zone, year = text.split()
    return _mailed(f"{day} {month} {year} {time} {(zone or ['-0000'])[0]}")


def _stamped(text: str) -> str | None:
    """The form of crawlers and PDFs: "20310304073000", "D:20310304073000+01'00'"."""
    found = re.fullmatch(
        r"(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)"
        r"(Z|[+-]\d\d'?\d\d'?)?(?:00'00'?)?", text, re.ASCII
    )  # fmt: skip
    if not found:
        return None
    zone = (found[7] or "").replace("'", "")
    return iso("{}-{}-{}T{}:{}:{}".format(*found.groups()[:6]) + zone)


def _by_name(text: str) -> str | None:
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text):
            name = match["month"].lower()
            months = [n for n, month in enumerate(MONTHS, 1) if _is_month(name, month)]
            try:
                return date(int(match["year"]), months[0], int(match["day"])).isoformat()
            except (ValueError, IndexError):
                return None
    return None


def _is_month(name: str, month: str) -> bool:
    return name in (month, month[:3]) or (month, name) == ("september", "sept")
