"""Times as this room compares them: instants of publication, and intervals of days."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sayso.records import When

__all__ = ["apart", "days", "instant", "not_before"]

Days = tuple[str, str]
"""First and last day, ISO 8601; the open side is "" or "9999"."""


def instant(stamp: str | None) -> tuple[str, ...]:
    """A time of publication as (day,) or (day, time of day in UTC); empty if it cannot be read.

    >>> instant("2026-03-04"), instant("2026-03-04T23:30:00-02:00"), instant("spring")
    (('2026-03-04',), ('2026-03-05', '01:30:00'), ())
    """
    if not stamp:
        return ()
    try:
        moment = datetime.fromisoformat(stamp)
        if len(stamp) > 10 and moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return ()
    day = moment.date().isoformat()
    return (day,) if len(stamp) <= 10 else (day, moment.time().isoformat("seconds"))


def days(when: When | None) -> Days | None:
    """The days that a time covers, None where nothing is known of it.

    >>> days(When(start="2026-03-01", end=None, edtf=None, text="since March"))
    ('2026-03-01', '9999')
    """
    if when is None or (when.start is None and when.end is None):
        return None
    return when.start or "", when.end or "9999"


def not_before(when: When | None, text: str) -> Days | None:
    """The days from a time on, where the text says that it will *not* be before then.

    >>> september = When(start=None, end="2031-09-30", edtf="../2031-09", text="before September")
    >>> not_before(september, "The last ferry will not leave before September")
    ('2031-09-01', '9999')
    >>> not_before(september, "The last ferry leaves before September") is None
    True
    """
    if when is None or when.start is not None or not when.end or not NOT_BEFORE.search(text):
        return None
    last = (when.edtf or "").rpartition("/")[2]
    known = last if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", last) else when.end
    return known + "-01" * (2 - known.count("-")), "9999"


NOT_BEFORE = re.compile(r"\b(?:not|never|n['’]t)\b[^.;:!?]{0,60}\b(?:before|until|till)\b")


def apart(a: Days | None, b: Days | None) -> bool:
    """Whether two known times have no day in common.

    >>> apart(("2026-03-01", "2026-03-31"), ("2026-04-02", "2026-04-02")), apart(None, None)
    (True, False)
    """
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])
