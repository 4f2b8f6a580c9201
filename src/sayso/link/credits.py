"""Whose text a report says it is: agency credits in its head, its foot and its datelines.

Only the places where newsrooms put credits are read. "…, he told Reuters" in the body is a source,
not a credit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.tables import rows
from sayso.records import Report

__all__ = ["credits"]

OUTLET = re.compile(r"(?=.{4,60}$)[A-Z][\w’'&-]*(?: [\w’'&-]+)+")
"""Names of several words: a single one ("Post") would be found where nobody is credited."""
HEAD = 1_500
"""Characters from the start: headline, captions, byline and dateline of a day of wire copy."""
FOOT = 400


@lru_cache(maxsize=8)
def _agencies(outlets: frozenset[str]) -> tuple[dict[str, str], re.Pattern[str]]:
    names = {outlet.removeprefix("The "): outlet for outlet in sorted(outlets)}
    names |= {written: row[0] for row in rows("agencies.tsv") for written in row[1:]}
    either = "|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n)))
    the = r"(?:[Tt]he\s+)?"
    long = "|".join(sorted(re.escape(n) for n in names if len(n) > 6))
    name = r"[^\W\d_][\w.’'-]*"
    place = (
        rf"\(\s*{the}(?P<bracket>{either})\s*\)(?=\s*[-–—])"  # ARDEN (Reuters) -
        rf"|^\s*[Bb][Yy]:?\s+(?:[^\n]{{0,80}}?[\s,|/•])??{the}(?P<by>{either})\b"
        rf"|^\s*(?:[Ss]ource|[Cc]redit|©|[Cc]opyright(?:\s+\d{{4}})?)\s*:?\s*{the}(?P<head>{either})\b"
        rf"|^\s*{the}(?P<line>{either})\s*(?:$|[|•])"  # alone on its line, or before the date
        rf"|^\s*(?:{name}[\s,]+){{2,12}}[|/,]?\s*{the}(?P<names>{long})\s*[•|]?\s*$"
        rf"|\b(?P<writer>{either})\s+(?:[Ss]taff\s+)?[Ww]riters?\b"
        rf"|(?:©|\b[Cc]opyright)\s*(?:\d{{4}}\s*)?{the}(?P<right>{either})\b"
    )
    return names, re.compile(place, re.MULTILINE)


def credits(report: Report, outlets: frozenset[str] = frozenset()) -> frozenset[str]:
    """The agencies that a report credits with its text; empty where it names none.

    ``outlets`` are names of other outlets of the ledger, which may be credited as agencies are.

    >>> from sayso.records import Report
    >>> text = "ARDEN (Reuters) - The bridge is shut."
    >>> sorted(credits(Report(text=text, sha256_bytes="", sha256_text="", outlet="Arden Post")))
    ['Reuters']
    """
    names, pattern = _agencies(frozenset(name for name in outlets if OUTLET.fullmatch(name)))
    text = report.text
    parts = (text[:HEAD], text[max(HEAD, len(text) - FOOT) :], "\n".join(report.authors))
    found = set()
    for part in parts:
        for match in pattern.finditer(part):
            if match.lastgroup:
                found.add(names[match.group(match.lastgroup)])
    for author in (*report.authors, report.outlet or ""):
        name = author.strip().removeprefix("The ").removeprefix("the ")
        if name in names:
            found.add(names[name])
    agencies = {row[0] for row in rows("agencies.tsv")}
    if report.outlet not in agencies:
        found.discard(report.outlet or "")  # no outlet credits itself
    return frozenset(found)
