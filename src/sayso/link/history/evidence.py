"""The words that show what kind of change a figure went through."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.link.history.records import Evidence, Measure
from sayso.link.sentences import Sentences, sentences
from sayso.link.tables import rows
from sayso.records import Claim, Report
from sayso.spans import Span

__all__ = ["Cue", "Page", "cues", "formerly", "page"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One expression of the table found: its kind, its name, and where. ``far`` is how many
    sentences lie between it and the figure."""

    kind: str
    name: str
    shown: Evidence
    far: int


@dataclass(frozen=True, slots=True)
class Page:
    """A report as evidence is looked for in it: its sentences, and every number that it gives."""

    report: Report
    parts: Sentences
    numbers: tuple[tuple[float, Span], ...]

    def holds(self, number: float, inside: Span) -> Span | None:
        """Where a number stands within a span."""
        for value, span in self.numbers:
            if value == number and inside.start <= span.start and span.end <= inside.end:
                return span
        return None


DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?!\w|,\d)|(?<![\w.,])\d+(?:\.\d+)?(?!\w|,\d)")


def page(report: Report, claims: Sequence[Claim]) -> Page:
    """A report with the numbers that its claims and its digits give, in text order.

    "Fifteen left on 3 March" -> numbers (15, ...), (3, ...)
    """
    found: dict[Span, float] = {}
    for match in DIGITS.finditer(report.text):
        found[Span(match.start(), match.end())] = float(match[0].replace(",", ""))
    for claim in claims:
        for figure in claim.figures:
            if figure.spans and figure.low is not None and figure.low == figure.high:
                found[figure.spans[0]] = figure.low
    return Page(report, sentences(report.text), tuple((found[s], s) for s in sorted(found)))


def formerly(text: str, at: Span) -> bool:
    """Whether the words before a figure give it as one that stood before.

    >>> text = "17 people were hurt, up from 14."
    >>> formerly(text, Span(29, 31)), formerly(text, Span(0, 2))
    (True, False)
    """
    return bool(FORMER.search(text[max(0, at.start - 60) : at.start]))


FORMER = re.compile(
    r"\b(?:from|than|(?:earlier|previous|initial|former|first|original|preliminary) (?:\w+ )?"
    r"(?:figure|toll|count|estimate|number|total|report)s? of)(?: about| around| some)? $"
)


@cache
def _table() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((k, n, re.compile(x, re.IGNORECASE)) for k, n, x in rows("change_cues.tsv"))


def cues(of: Measure, pages: Mapping[str, Page], reach: int = 2) -> list[Cue]:
    """Every expression of the table in the sentence of a figure and in its neighbours.

    "That leaves 1,050 troops in the valley" -> ``[Cue("event", "what is left", ..., far=0)]``
    """
    here = pages[of.report]
    number = here.parts.index(of.at.start)
    found = []
    for other in range(max(0, number - reach), min(len(here.parts.spans), number + reach + 1)):
        found += within(here, here.parts.spans[other], abs(other - number))
    return found


def within(here: Page, span: Span, far: int) -> list[Cue]:
    """Every expression of the table inside one span of a page."""
    text = here.report.text
    return [
        Cue(kind, name, Evidence(here.report.id, Span(*match.span()), match[0]), far)
        for kind, name, pattern in _table()
        for match in pattern.finditer(text, span.start, span.end)
    ]
