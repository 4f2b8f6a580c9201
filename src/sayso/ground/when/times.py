"""When each statement was made, and the time that it is about, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.ground.when.about import Chosen, about
from sayso.ground.when.anchor import anchor_of
from sayso.ground.when.attach import frames
from sayso.ground.when.carry import Said, unanswered
from sayso.ground.when.expression import TimeExpression, within
from sayso.ground.when.finder import expressions
from sayso.ground.when.periods import when
from sayso.ground.when.quoted import from_speaking
from sayso.ground.when.said import OWN, said_times
from sayso.records import Attribution, Gap, Reading, Reason, Report, Times, When
from sayso.settings import Settings
from sayso.spans import Span, covers, cut


def times(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Times, ...]:
    """One `Times` for each attribution, in the same order.

    ``said`` comes from the statement's own sentence ("said on Friday"), else from an earlier
    sentence on the same statement, else, for a plain act of saying, from the day of publication;
    the reason names the rule, and its weight says how much to trust it. ``about`` is the time
    inside the content. A time that cannot be placed stays as worded, with a `Gap`.

    For a report published on 2018-12-19, "The mayor said last week that the bridge closed in
    May." gives said 2018-12-10/2018-12-16 and about 2018-05.
    """
    text, anchor = reading.text, anchor_of(report, reading.text)
    found = expressions(text, anchor.day)
    every = frames(reading, attributions)
    said = said_times(every, found, reading, anchor)
    inner: dict[int, list[Span]] = defaultdict(list)
    for frame in every:
        parent, own = frame.attribution.nested_in, said.get(frame.index)
        if parent is not None:
            inner[parent] += (*frame.attribution.content, *frame.attribution.cue)
            inner[parent] += own.when.spans if own and own.name == OWN else ()
    result = []
    for frame in every:
        own = said.get(frame.index)
        here = from_speaking(frame, own, found, reading, anchor.day)
        chosen = about(frame, inner[frame.index], here, text)
        told = when(here, chosen.number, text) if chosen else None
        one = _times(own, found, chosen, told, here, anchor.day is not None)
        if own is None and unanswered(frame, text):
            cue = cut(text, frame.attribution.cue)
            why = (
                "it need not be the report's day" if anchor.day else "the report has no date either"
            )
            gap = Gap(
                field="said",
                text=cue,
                reason=f"No time is given for “{cue}”, and {why}.",
                spans=frame.attribution.cue,
            )
            one = replace(one, gaps=(*one.gaps, gap))
        result.append(one)
    return tuple(result)


def _times(
    said: Said | None,
    found: Sequence[TimeExpression],
    chosen: Chosen | None,
    value: When | None,
    here: Sequence[TimeExpression],
    dated: bool,
) -> Times:
    reasons: list[Reason] = []
    gaps: list[Gap] = []
    if said:
        spans = said.when.spans
        reasons.append(
            Reason(field="said", name=said.name, words=said.words, weight=said.weight, spans=spans)
        )
        reasons += _choices("said", said.when, found)
        gaps += _open("said", said.when, found, dated)
    if chosen and value:
        words = f"“{value.text}” is in the content"
        words += f", the first of {chosen.others + 1} times there" if chosen.others else ""
        weight = 0.6 if chosen.others else 0.9
        name = "in the content"
        reasons.append(
            Reason(field="about", name=name, words=words, weight=weight, spans=value.spans)
        )
        reasons += _choices("about", value, here)
        gaps += _open("about", value, here, dated)
    return Times(
        said=said.when if said else None, about=value, reasons=tuple(reasons), gaps=tuple(gaps)
    )


def _choices(field: str, value: When, found: Sequence[TimeExpression]) -> list[Reason]:
    """What was decided in reading the expressions of a value."""
    reasons = []
    for expression in _of(value, found):
        sentences = [*expression.why]
        clock = expression.value.partition("T")[2] if expression.type == "TIME" else ""
        if clock:
            zone = f" (UTC{expression.zone})" if expression.zone else ""
            sentences.append(f"the text gives the time of day, {clock}{zone}")
        reasons += [
            Reason(
                field=field, name=expression.rule, words=words, weight=0.5, spans=(expression.span,)
            )
            for words in sentences
        ]
    return reasons


def _open(field: str, value: When, found: Sequence[TimeExpression], dated: bool) -> list[Gap]:
    """What a value leaves open: more than one reading, or no date at all."""
    gaps = []
    for expression in _of(value, found):
        if expression.readings:
            words = f"“{expression.text}” may be {' or '.join(expression.readings)}."
            spans = (expression.span,)
            gaps.append(Gap(field=field, text=expression.text, reason=words, spans=spans))
    if value.edtf is None and value.text:
        why = "does not say which one" if dated else "has no publication date"
        words = f"“{value.text}” stays relative, because the report {why}."
        gaps.append(Gap(field=field, text=value.text, reason=words, spans=value.spans))
    return gaps


def _of(value: When, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    near = (found[number] for number in within(found, value.spans))
    return [one for one in near if covers(value.spans, (one.span,))]
