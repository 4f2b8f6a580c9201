"""The time that a statement's own sentence gives for it: "said on Friday", "Last week, X said"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.ground.when.expression import TimeExpression
from sayso.records import Attribution, Reading
from sayso.spans import Index, Span, Spans, covers, cut, hull

_LEAVES = re.compile(
    r"(?i)\b(?:after|before|eve of|since|until|who|whose|which|where|because|ahead of|when|while"
    r"|following|despite|amid|citing|quoting|referring|responding|about|against|between|by|scheduled|due"
    r"|planned|expected|if|unless|over|to)\b(?!.*\bsaid\b)"
)
"""Words that lead from the act of saying to something else; a time behind them is not its time."""
_RELATIVE = re.compile(r"(?i)(?:, (?:an? |the )?[\w' -]{0,40})?\b(?:who|which|whose|where|that)\b")
_NO_ACT = re.compile(r"(?i)^according\b|^\w*(?:edly|ently)$|\b(?:is|are|am|will|has|have)\b")
"""Cues that do not tell of one past act of saying."""
_OF = re.compile(r"(?i)\s*(?:of|for|about|on (?:his|her|its|their|the))\b")
_ASIDE = re.compile(r"\s*,(?: [^\s,]+){3,}")
_BEFOREHAND = re.compile(r"(?i)\b(?:after|before|since|until)\s*$")
_ISSUED = re.compile(
    r"(?i)\b(?:released|published|issued|dated|sent|posted|aired|broadcast|obtained)\b"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution with the sentences that its cue (or, without one, its source) stands in."""

    index: int
    attribution: Attribution
    cue: Spans
    zone: Spans


@dataclass(frozen=True)
class Frames:
    """All frames of a report, and which of them lie near a place."""

    every: tuple[Frame, ...]

    @cached_property
    def contents(self) -> Index:
        """The places of the contents, by number of frame."""
        held = (frame.attribution.content for frame in self.every)
        return Index((span, number) for number, spans in enumerate(held) for span in spans)

    @cached_property
    def cues(self) -> Index:
        """The places of the cues, by number of frame."""
        return Index((c, n) for n, frame in enumerate(self.every) for c in frame.cue)


@dataclass(frozen=True, slots=True)
class Attached:
    """An expression that dates a statement, how surely, and what shows it."""

    expression: TimeExpression
    weight: float
    words: str


def frames(reading: Reading, attributions: Iterable[Attribution]) -> tuple[Frame, ...]:
    """The frame of each attribution, in the same order."""
    found = []
    for index, attribution in enumerate(attributions):
        cue = attribution.cue or attribution.source
        zone = tuple(s for s in _sentences(reading, cue) if any(s.overlaps(c) for c in cue))
        found.append(Frame(index, attribution, cue, zone))
    return tuple(found)


def _sentences(reading: Reading, spans: Spans) -> Spans:
    """The sentences from the first of some spans to the last."""
    if not spans:
        return ()
    whole = hull(spans)
    first = bisect_right(reading.sentences, whole.start, key=lambda s: s.end)
    last = bisect_left(reading.sentences, whole.end, key=lambda s: s.start)
    return reading.sentences[first:last]


def attached(
    frame: Frame,
    every: Frames,
    expressions: Sequence[TimeExpression],
    text: str,
    day: str | None = None,
) -> Attached | None:
    """The expression in the frame's sentence that dates its statement, None if there is none.

    For "On Friday, the mayor said that the bridge closed in May." it is "Friday"; "May" is inside
    the content, and so what the statement is about. Nothing is said after ``day``, the day of
    publication: a later date is no answer, a weekday that looked like the coming one is the last.
    """
    options = [
        option
        for expression in _inside(_near(frame), expressions)
        if _datable(expression, day)
        and not naming(expression, text)
        and not _elsewhere(expression.span, frame, every)
        and (option := _tied(frame, every, expression, text))
    ]
    return max(options, key=lambda o: (o.weight, -_gap(frame, o.expression.span)), default=None)


REACH = 1_000
"""Characters from a statement to the time of its sentence, at most; a "sentence" that is longer is
a list or a text without stops."""


def _near(frame: Frame) -> Spans:
    """The sentences of a frame, no further than a time can be from the statement."""
    if not frame.cue:
        return frame.zone
    whole = hull((*frame.cue, *frame.attribution.source, *frame.attribution.content))
    low, high = whole.start - REACH, whole.end + REACH
    return tuple(Span(max(s.start, low), min(s.end, high)) for s in frame.zone)


def _inside(zone: Spans, expressions: Sequence[TimeExpression]) -> Iterable[TimeExpression]:
    for sentence in zone:
        number = bisect_left(expressions, sentence.start, key=lambda e: e.span.start)
        while number < len(expressions) and expressions[number].span.start < sentence.end:
            yield expressions[number]
            number += 1


_NAMED = re.compile(
    r" (?!(?:and|or|to|in|on|at|by|for|when|that|as|but|after|before|with|the|was|were|is|has|had"
    r"|he|she|it|they|who|which|because|until|from|than)\b)[A-Za-z]{3,}"
)


_ACT_OF = re.compile(r"[A-Z]\w+ of $")


def naming(expression: TimeExpression, text: str) -> bool:
    """Whether a year is part of a name rather than a date: "the 1994 crime bill", "the Harbour Act
    of 1970".
    """
    before = text[max(0, expression.span.start - 30) : expression.span.start]
    return expression.rule == "year" and bool(
        _NAMED.match(text, expression.span.end) or _ACT_OF.search(before)
    )


def _datable(expression: TimeExpression, day: str | None) -> bool:
    if expression.type not in ("DATE", "TIME") or expression.value.endswith("_REF"):
        return False
    if expression.rule in ("clock", "reference"):
        return False
    if day and expression.mod == "END" and expression.end and expression.end > day:
        return False
    late = bool(day and expression.start and expression.start > day)
    return not late or expression.rule == "weekday"


def _elsewhere(span: Span, frame: Frame, every: Frames) -> bool:
    """Whether the expression is part of what this or another statement says, unless this very
    statement is made there too."""
    if any(span.overlaps(content) for content in frame.attribution.content):
        return not covers(frame.cue, (span,))
    start, end = span
    return any(
        content.start <= start
        and end <= content.end
        and every.every[number].index != frame.index
        and not any(content.holds(cue) for cue in frame.cue)
        for number in every.contents.near(span)
        for content in every.every[number].attribution.content
    )


def _gap(frame: Frame, span: Span) -> int:
    return min(
        (max(0, span.start - cue.end, cue.start - span.end) for cue in frame.cue), default=10**9
    )


def _tied(frame: Frame, every: Frames, expression: TimeExpression, text: str) -> Attached | None:
    span = expression.span
    if covers(frame.cue, (span,)):
        if text[max(0, span.start - 6) : span.start].lower() == "since ":
            return None
        return Attached(expression, 1.0, f"“{expression.text}” is part of the cue")
    if not frame.cue or _taken(frame, every, span, text) or _owned(span, text):
        return None
    first, last = frame.cue[0], frame.cue[-1]
    if covers(frame.attribution.source, (span,)):
        return _in_source(frame, expression, text)
    if _NO_ACT.search(text[first.start : last.end]):
        return None
    if span.start >= last.end:
        between = _outside(Span(last.end, span.start), frame.attribution.content, text)
        passed = any(last.end <= c.start and c.end <= span.start for c in frame.attribution.content)
        if (
            _LEAVES.search(between)
            or _OF.match(between)
            or len(between.split()) > (3 if passed else 12)
        ):
            return None
        return Attached(expression, 0.9, f"“{expression.text}” follows the cue")
    if span.end <= first.start:
        between = _outside(Span(span.end, first.start), frame.attribution.content, text)
        sentence = next(s for s in frame.zone if covers((s,), (span,)))
        lead = text[sentence.start : span.start]
        source = frame.attribution.source
        if source and source[0].end <= span.start:
            inner = text[source[-1].end : span.start] if source[-1].end <= span.start else ""
            if _RELATIVE.search(inner) or _LEAVES.search(inner) or _ASIDE.match(inner):
                return None
            return Attached(expression, 0.9, f"“{expression.text}” stands before the cue")
        if _LEAVES.search(lead) or len(lead.split()) > 12 or _relative(frame, text):
            return None
        weight = 0.9 if len(lead.split()) <= 3 else 0.7
        edge = min(first.start, *(c.start for c in source)) if source else first.start
        if ";" in between or _BEFOREHAND.search(text[span.end : max(span.end, edge)]):
            return None
        return Attached(expression, weight, f"“{expression.text}” opens the sentence")
    return None


def _relative(frame: Frame, text: str) -> bool:
    """Whether the source is "who" or "which": the statement is an aside to the sentence."""
    return cut(text, frame.attribution.source).lower() in ("who", "which", "that", "whom")


_OCCASION = re.compile(r"(?i)\b(?:at|in|during|on|after)(?: the)? $")


def _owned(span: Span, text: str) -> bool:
    """Whether a possessor is no occasion: "use Monday's session", unlike "at Monday's session"."""
    before = text[max(0, span.start - 12) : span.start]
    return text[span.end : span.end + 2] in ("'s", "’s") and not _OCCASION.search(before)


def _in_source(frame: Frame, expression: TimeExpression, text: str) -> Attached | None:
    """ "a report published in May said": the document's day is when it was said."""
    source = next(s for s in frame.attribution.source if s.overlaps(expression.span))
    before = text[source.start : expression.span.start]
    if _ISSUED.search(before) or text[expression.span.end :][:2] in ("'s", "’s"):
        return Attached(expression, 0.7, f"“{expression.text}” dates the source")
    return None


def _outside(span: Span, contents: Spans, text: str) -> str:
    """The characters of a span that are not content."""
    parts, at = [], span.start
    for content in sorted(contents):
        if content.start > at:
            parts.append(text[at : min(content.start, span.end)])
        at = max(at, min(content.end, span.end))
    return "".join([*parts, text[at : span.end]])


def _taken(frame: Frame, every: Frames, span: Span, text: str) -> bool:
    """Whether the expression stands nearer to the cue of another statement."""
    mine = _pull(frame, span, text)
    around = Span(max(0, span.start - mine), span.end + mine)
    return any(
        _pull(other, span, text) < mine
        and covers(other.zone, (span,))
        and not covers(other.attribution.content, (span,))
        for other in (every.every[number] for number in every.cues.near(around))
        if other.index != frame.index and other.cue != frame.cue
    )


def _pull(frame: Frame, span: Span, text: str) -> int:
    """The distance to the cue; far, if a comma parts an expression that does not open its
    sentence from a cue after it: "confirmed on Tuesday, noting".
    """
    gap = _gap(frame, span)
    if frame.cue and span.end <= frame.cue[0].start:
        sentence = next((s for s in frame.zone if s.overlaps(span)), None)
        lead = text[sentence.start : span.start].split() if sentence else []
        if len(lead) > 2 and "," in text[span.end : frame.cue[0].start]:
            return gap + 200
    return gap
