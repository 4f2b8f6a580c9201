"""Sentences and clauses of a report, found by their marks alone: enough to look around a figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.spans import Span

__all__ = ["Sentences", "beside", "clause", "sentences"]

BREAK = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘(A-Z0-9])|\n+")
ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|St|No|U\.S|U\.N)|\b[A-Z])\.$")
EDGE = re.compile(
    r"(?<!\d),|,(?!\d)|[;:—()“”\"]|\s-\s|\b(?:while|but|whereas|although|after which|"
    r"and that|and(?= \d))\b"
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text in order; every character lies in or just after one."""

    spans: tuple[Span, ...]

    def index(self, position: int) -> int:
        """The number of the sentence at a position."""
        starts = [span.start for span in self.spans]
        return max(0, bisect_right(starts, position) - 1)

    def around(self, position: int, before: int = 0, after: int = 0) -> Span:
        """The sentence at a position, with so many before and after it."""
        if not self.spans:
            return Span(0, 0)
        number = self.index(position)
        first = self.spans[max(0, number - before)]
        last = self.spans[min(len(self.spans) - 1, number + after)]
        return Span(first.start, last.end)


def sentences(text: str) -> Sentences:
    """Cut a text at its full stops and line breaks.

    >>> sentences("He left. She, No. 4, stayed.\\nSo did we.").spans
    (Span(start=0, end=8), Span(start=9, end=28), Span(start=29, end=39))
    """
    spans, start = [], 0
    for match in BREAK.finditer(text):
        if ABBREVIATED.search(text[start : match.start()]) and "\n" not in match[0]:
            continue
        if match.start() > start:
            end = match.start() + (1 if match[0][:1] in "\"”’'" and match[0][:1] else 0)
            spans.append(Span(start, end))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return Sentences(tuple(spans))


def clause(text: str, at: Span, inside: Span) -> Span:
    """The clause around a figure, within given bounds.

    "After the move of 150 men, 1,160 are here", the figure 150 -> "After the move of 150 men"
    """
    start, end = inside.start, inside.end
    for match in EDGE.finditer(text, inside.start, inside.end):
        if match.end() <= at.start:
            start = match.end()
        elif match.start() >= at.end:
            end = match.start()
            break
    return Span(start, max(start, end))


REACH = 240
"""Characters of a sentence that are looked at before and after a claim."""


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What else stands in the sentences of a claim: before its first character, after its last.

    >>> beside("It rained. Voss said: no one was hurt on Monday. So be it.", 22, 37)
    ('Voss said: ', ' on Monday.')
    """
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    marks = [match.end() for match in BREAK.finditer(f"{before}A")]
    stop = BREAK.search(after)
    return before[marks[-1] if marks else 0 :], after[: stop.start() if stop else len(after)]
