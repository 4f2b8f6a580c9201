"""Times inside quotation marks count from the day on which the words were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.ground.when.attach import Frame
from sayso.ground.when.carry import UNSAID, Said
from sayso.ground.when.expression import TimeExpression, within
from sayso.ground.when.finder import expressions
from sayso.records import Reading
from sayso.spans import Span, covers, hull

_LEANING = {"today", "part of a day", "weekday", "weekend", "unit", "counted", "length"}
"""Rules whose dates are counted from the day of speaking."""


def from_speaking(
    frame: Frame,
    said: Said | None,
    found: Sequence[TimeExpression],
    reading: Reading,
    anchor: date | None,
) -> Sequence[TimeExpression]:
    """The expressions, those in the quoted content of one statement read again from its day.

    "“You will get it tomorrow,” she said on Monday" is about Tuesday, also in a report of Thursday.
    Only for a statement whose day its own or an earlier sentence gives.
    """
    if said is None or said.name in UNSAID or not said.when.start:
        return found
    day = date.fromisoformat(said.when.start)
    if said.when.start != said.when.end or day == anchor:
        return found
    content = frame.attribution.content
    near = (found[number] for number in within(found, content))
    if not any(one.rule in _LEANING and covers(content, (one.span,)) for one in near):
        return found
    quotes = tuple(q.inner for q in reading.quotations if q.inner.overlaps(hull(content)))
    fresh: dict[Span, TimeExpression] = {}
    for part in frame.attribution.content:
        for one in expressions(part.of(reading.text), day):
            span = Span(one.span.start + part.start, one.span.end + part.start)
            if one.rule in _LEANING and covers(quotes, (span,)):
                why = (f"counted from the day of speaking, {said.when.start}",)
                fresh[span] = replace(one, span=span, why=why)
    return tuple(fresh.get(one.span, one) for one in found) if fresh else found
