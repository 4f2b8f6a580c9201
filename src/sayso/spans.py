"""Spans: half-open ranges of code points in a stored text, and the few things one does with them.

Every offset in Sayso counts Unicode code points of the report's stored text, so that in Python
``text[span.start:span.end]`` is exactly what is quoted (law 1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

GAP = " "
"""What stands between the fragments of a discontinuous span when they are shown as one text."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points.

    >>> Span(4, 9).of("Once upon a time")
    ' upon'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of this range."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""The fragments of one role, in text order; empty if the text does not have the role."""


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of a possibly discontinuous span.

    >>> cut("He left, she said, early.", (Span(0, 7), Span(19, 24)))
    'He left early'
    """
    return GAP.join(span.of(text) for span in spans)


def trim(text: str, span: Span) -> Span:
    """The span without white space at its edges; an empty span at ``start`` if nothing is left.

    >>> trim("  so  ", Span(0, 6))
    Span(start=2, end=4)
    """
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all the fragments.

    Raises:
        ValueError: there is no fragment.

    >>> hull((Span(0, 7), Span(19, 24)))
    Span(start=0, end=24)
    """
    fragments = tuple(spans)
    return Span(min(s.start for s in fragments), max(s.end for s in fragments))


def covers(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    """Whether every inner fragment lies inside one outer fragment (false for no fragments).

    >>> covers((Span(0, 9),), (Span(2, 4), Span(6, 9)))
    True
    """
    shells, fragments = tuple(outer), tuple(inner)
    return bool(fragments) and all(any(shell.holds(f) for shell in shells) for f in fragments)


def shared(left: Iterable[Span], right: Iterable[Span]) -> int:
    """How many characters two spans share (the fragments of each are disjoint).

    >>> shared((Span(0, 5),), (Span(3, 9),))
    2
    """
    others = tuple(right)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in others)


BLOCK = 512
"""Characters to a block of an `Index`: about three sentences."""


class Index:
    """Which of many numbered spans lie near a place, without asking each of them.

    >>> index = Index([(Span(0, 9), 0), (Span(4000, 4009), 1)])
    >>> index.near(Span(3, 4)), index.near(Span(4005, 4005)), index.near(Span(2000, 2001))
    ((0,), (1,), ())
    """

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        """Several spans may bear one number."""
        blocks: dict[int, set[int]] = defaultdict(set)
        for span, number in spans:
            for block in range(span.start // BLOCK, span.end // BLOCK + 1):
                blocks[block].add(number)
        self._blocks = {block: tuple(sorted(numbers)) for block, numbers in blocks.items()}

    def near(self, span: Span) -> tuple[int, ...]:
        """The numbers, in order, of all spans that overlap or touch this one, and of some that
        only lie near; the caller looks closer.
        """
        first, last = span.start // BLOCK, span.end // BLOCK
        if first >= last:
            return self._blocks.get(first, ())
        found = {n for block in range(first, last + 1) for n in self._blocks.get(block, ())}
        return tuple(sorted(found))
