"""The day that the relative times of a report count from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sayso.ground.when.finder import expressions
from sayso.records import Report

_HEAD = 300
"""Characters of a report in which a dateline may stand."""
_FULL = ("month and day", "day and month", "iso date")
_PLACE = re.compile(r"[A-Z]{3,}[^.\n]{0,40}$|^\s*$")
"""Before a dateline's date: a place in capitals, or nothing."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day, None if the report gives none, and in words where it comes from."""

    day: date | None
    source: str


def anchor_of(report: Report, text: str) -> Anchor:
    """The day of publication, else a full date in the report's dateline.

    "ARVALE, May 3, 2019 (Northern Wire) - The mayor ..." -> 2019-05-03, if the report has no
    publication date; "ARVALE, May 3" gives no day, because it has no year.
    """
    for value in (report.published, report.modified):
        try:
            if value:
                return Anchor(date.fromisoformat(value[:10]), "the day of publication")
        except ValueError:
            continue
    for found in expressions(text[:_HEAD], None):
        day = found.start if found.rule in _FULL and found.start == found.end else None
        if day and _PLACE.search(text[: found.span.start]):
            return Anchor(date.fromisoformat(day), "the report's dateline")
    return Anchor(None, "nothing")
