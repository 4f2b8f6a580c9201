"""Where quotation marks open and close, in any common style and over paragraphs.

    “We left,” he said.   ->   one quotation, outer [0, 10), inner [1, 9)

A typographic rule (and a printer's habit) makes this more than pairing: a quotation that runs over
several paragraphs opens again at each paragraph and closes only at the last one, straight marks
look the same on both sides, and apostrophes look like closing single marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.records import Quotation
from sayso.spans import Span, Spans

OUTSIDE, OPENING, INSIDE, CLOSING, RUNNING, SINGLE = range(6)
"""What a character is to the quotation around it. RUNNING: inside a quotation that its paragraph
leaves open, or that the paragraph before left open. SINGLE: inside single marks."""

STATES: Final = 6

MARK: Final = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u300c\u300d]|``|''")
OPENS: Final = frozenset(["\u201c", "\u201e", "\u201f", "\u00ab", "``", "\u300c"])
CLOSERS: Final = {
    '"': frozenset(['"', "\u201d"]),
    "\uff02": frozenset(["\uff02"]),
    "\u201c": frozenset(["\u201d", '"', "\u201c"]),
    "\u201f": frozenset(["\u201d", '"']),
    "\u201e": frozenset(["\u201c", "\u201d", '"']),
    "\u00ab": frozenset(["\u00bb"]),
    "``": frozenset(["''", '"', "\u201d"]),
    "\u300c": frozenset(["\u300d"]),
    "": frozenset(["\u201d", '"', "''", "\u00bb", "\u300d", "\uff02"]),
}
"""Which marks close a quotation that a given mark opened ("" = opened in an earlier paragraph)."""

SINGLE_QUOTED: Final = re.compile(
    "(?<!\\w)([\u2018\u201b'])(?=[^\\W_])([^\u2018\"\u201c\u201d\n]{1,600}?[\\w.,!?\u2026\u2014-])[\u2019'](?!\\w)"
)
"""Single marks pair when they open after a non-word and close before one."""


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """All quotations in double marks, in text order; they never overlap.

    One that its paragraph leaves open reaches to the end of the paragraph and has ``closed`` false;
    if the next paragraph goes on without an opening mark of its own up to a closing one, that
    stretch is a quotation too (its outer span starts with the paragraph).

    >>> quotations('He said: "No."', [Span(0, 14)])
    (Quotation(outer=Span(start=9, end=14), inner=Span(start=10, end=13), closed=True),)
    """
    found: list[Quotation] = []
    running = False
    for paragraph in paragraphs:
        ours = list(_paragraph(text, paragraph, running))
        found.extend(ours)
        running = bool(ours) and not ours[-1].closed
    return tuple(found)


def _paragraph(text: str, paragraph: Span, running: bool) -> Iterable[Quotation]:
    start = end = -1  # of the mark that opened
    mark = ""
    first = True
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        found = match.group()
        if start < 0:
            if first and running and found not in OPENS and _looks_closing(text, match, paragraph):
                yield Quotation(
                    Span(paragraph.start, match.end()), Span(paragraph.start, match.start())
                )
            elif _may_open(text, match, paragraph):
                start, end, mark = match.start(), match.end(), found
        elif found in CLOSERS[mark] and not (found == mark and found in OPENS):
            yield Quotation(Span(start, match.end()), Span(end, match.start()))
            start = -1
        elif found in OPENS and found == mark:
            # A second opening mark: the first was never closed; take it as ending here.
            yield Quotation(Span(start, match.start()), Span(end, match.start()))
            start, end = match.start(), match.end()
        first = False
    if start >= 0:
        inner = Span(end, paragraph.end)
        yield Quotation(Span(start, paragraph.end), inner, closed=False)


def _may_open(text: str, match: re.Match[str], paragraph: Span) -> bool:
    found = match.group()
    if found in OPENS:
        return True
    if found in ("\u201d", "''", "\u00bb", "\u300d"):
        return False
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    # 5'11" or 12" is a measure, not a quotation.
    return not (before.isdigit() and _looks_closing(text, match, paragraph))


def _looks_closing(text: str, match: re.Match[str], paragraph: Span) -> bool:
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    return not before.isspace() and not after.isalnum()


def states(text: str, paragraphs: Spans, found: Iterable[Quotation]) -> npt.NDArray[np.uint8]:
    """For each character what it is to the quotation around it (``OUTSIDE`` to ``SINGLE``).

    >>> states('"No."', (Span(0, 5),), quotations('"No."', [Span(0, 5)])).tolist()
    [1, 2, 2, 2, 3]
    """
    state = np.zeros(len(text), dtype=np.uint8)
    for paragraph in paragraphs:
        for match in SINGLE_QUOTED.finditer(text, paragraph.start, paragraph.end):
            state[match.start(2) : match.end(2)] = SINGLE
    for quotation in found:
        outer, inner = quotation.outer, quotation.inner
        runs = not quotation.closed or outer.start == inner.start
        state[outer.start : inner.start] = OPENING
        state[inner.start : inner.end] = RUNNING if runs else INSIDE
        state[inner.end : outer.end] = CLOSING
    return state
