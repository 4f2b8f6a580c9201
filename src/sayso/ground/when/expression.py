"""A time expression: words of the text, what they mean, and what that covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.spans import Span, hull

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One expression, as TIMEX3 and as EDTF.

    ``value`` is a TIMEX3 value ("2018-W50", "P3D", "PRESENT_REF"; "XXXX-12-19" where the year is
    unknown). ``edtf``, ``start`` and ``end`` are None where no date is known. ``mod`` is the
    TIMEX3 modifier ("START", "APPROX"). ``readings`` are the other dates that the words may mean,
    ``rule`` the grammar rule that found it, and ``why`` sentences about the choices made.
    """

    span: Span
    text: str
    type: Type
    value: str
    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    mod: str | None = None
    zone: str | None = None
    rule: str = ""
    readings: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def within(found: Sequence[TimeExpression], spans: Iterable[Span]) -> range:
    """The numbers of the expressions that begin between the first and the last of some spans."""
    held = tuple(spans)
    if not held:
        return range(0)
    first, last = hull(held)
    return range(
        bisect_left(found, first, key=lambda e: e.span.start),
        bisect_left(found, last, key=lambda e: e.span.start),
    )
