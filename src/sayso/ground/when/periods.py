"""Time expressions as `When`: ranges put together, "since" and "until" left open at one end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.ground.when.expression import TimeExpression
from sayso.records import When
from sayso.spans import Span

_FROM = re.compile(r"(?i)\b(?:since|starting|beginning|effective|as of)(?: in| on| the)? $")
_UNTIL = re.compile(r"(?i)\b(?:until|till|by|through|up to|no later than|before)(?: the)? $")
_JOINED = re.compile(r"(?i) ?(?:to|and|until|till|through|[-–—]) ?(?:the )?\Z")
_BETWEEN = re.compile(r"(?i)\b(?:from|between)(?: the)? $")
_PLAIN = re.compile(r"-?\d{3,4}[X\d]?(?:-\d\d){0,2}~?|\d{4}-\d\d|\d{2}XX")


def when(
    expressions: Sequence[TimeExpression], number: int, text: str, open_ended: bool = True
) -> When:
    """One expression as `When`; joined with the next where they are the ends of a range.

    "from 2011 to 2014" is 2011/2014, "since 2011" is 2011/.., "by March" ../2019-03.
    """
    one = expressions[number]
    before = text[max(0, one.span.start - 24) : one.span.start]
    if one.readings:
        low, high = min(one.readings), max(one.readings)
        return _made(f"[{','.join(sorted(one.readings))}]", low, high, text, one.span)
    if other := _far_end(expressions, number, text, before):
        span = Span(one.span.start, other.span.end)
        edtf = f"{one.edtf}/{other.edtf}"
        return _made(edtf, one.start, other.end, text, span)
    if open_ended and one.edtf and _PLAIN.fullmatch(one.edtf) and one.start:
        if lead := _FROM.search(before):
            span = Span(one.span.start - len(lead[0]), one.span.end)
            return _made(f"{one.edtf}/..", one.start, None, text, span)
        if lead := _UNTIL.search(before):
            span = Span(one.span.start - len(lead[0]), one.span.end)
            return _made(f"../{one.edtf}", None, one.end, text, span)
    return _made(one.edtf, one.start, one.end, text, one.span)


def _far_end(
    expressions: Sequence[TimeExpression], number: int, text: str, before: str
) -> TimeExpression | None:
    if number + 1 >= len(expressions):
        return None
    one, other = expressions[number], expressions[number + 1]
    between = text[one.span.end : other.span.start]
    if len(between) > 12 or not _JOINED.fullmatch(between):
        return None
    led = bool(_BETWEEN.search(before))
    if not led and not re.search(r"(?i)to|through|until|till|[-–—]", between):
        return None
    if not one.edtf or not other.edtf or not one.start or not other.end:
        return None
    if not _PLAIN.fullmatch(one.edtf) or not _PLAIN.fullmatch(other.edtf):
        return None
    return other if one.start < other.end else None


def _made(edtf: str | None, start: str | None, end: str | None, text: str, span: Span) -> When:
    return When(start=start, end=end, edtf=edtf, text=span.of(text), spans=(span,))
