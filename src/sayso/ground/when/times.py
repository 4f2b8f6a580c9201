"""When each statement was made, and the time that it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sayso.ground.when.almanac import moved
from sayso.ground.when.attach import Frame, attached, frames, naming
from sayso.ground.when.carry import Said, carried, published
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.finder import expressions
from sayso.ground.when.periods import when
from sayso.records import Attribution, Gap, Reading, Reason, Report, Times, When
from sayso.settings import Settings
from sayso.spans import Span, covers

_HEAD = 300
"""Characters of a report in which a dateline may stand."""
_SUBORDINATE = re.compile(
    r"(?i)\b(?:after|before|when|while|who|which|whose|where|because|following|although|though"
    r"|despite|as)\b[^,;]*$"
)


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
    anchor, source = _anchor(report, reading.text)
    found = expressions(reading.text, anchor)
    every = frames(reading, attributions)
    said = _said(every, found, reading, anchor, source)
    return tuple(
        _times(frame, said.get(frame.index), every, found, reading.text, anchor) for frame in every
    )


def _anchor(report: Report, text: str) -> tuple[date | None, str]:
    """The day that relative expressions count from, and where it comes from."""
    for value in (report.published, report.modified):
        try:
            if value:
                return date.fromisoformat(value[:10]), "the day of publication"
        except ValueError:
            continue
    heading = expressions(text[:_HEAD], None)
    full = [
        e
        for e in heading
        if e.rule in ("month and day", "day and month", "iso date") and e.start and e.start == e.end
    ]
    if (
        full
        and full[0].start
        and re.search(r"[A-Z]{3,}[^.\n]{0,40}$|^\s*$", text[: full[0].span.start])
    ):
        return date.fromisoformat(full[0].start), "the report's dateline"
    return None, "nothing"


def _said(
    every: tuple[Frame, ...],
    found: tuple[TimeExpression, ...],
    reading: Reading,
    anchor: date | None,
    source: str,
) -> dict[int, Said]:
    text = reading.text
    day = anchor.isoformat() if anchor else None
    result: dict[int, Said] = {}
    earlier: list[tuple[Frame, Said | None]] = []
    in_order = sorted(every, key=lambda f: (f.cue[0].start if f.cue else -1, f.index))
    own = {frame.index: _own(frame, every, found, text, day) for frame in in_order}
    default, words = _usual(in_order, own, reading, anchor, source)
    for frame in in_order:
        said = own[frame.index] or carried(frame, earlier, reading, day)
        if said is None and default:
            said = published(frame, default, words, text)
        if said:
            result[frame.index] = said
        earlier.append((frame, said))
    return result


def _own(
    frame: Frame,
    every: tuple[Frame, ...],
    found: tuple[TimeExpression, ...],
    text: str,
    day: str | None,
) -> Said | None:
    tied = attached(frame, every, found, text, day)
    if tied is None:
        return None
    value = when(found, found.index(tied.expression), text, open_ended=False)
    if day and value.start and value.start > day:
        back = moved(date.fromisoformat(value.start), -7, "D")
        last = back.isoformat() if back else None
        value = replace(value, start=last, end=last, edtf=last)
    return Said(value, "own sentence", tied.words, tied.weight)


def _usual(
    in_order: list[Frame],
    own: dict[int, Said | None],
    reading: Reading,
    anchor: date | None,
    source: str,
) -> tuple[When | None, str]:
    """The day to suppose where a report gives none: the day that its opening paragraphs name for
    a statement, if it is among the last days before publication, else the day of publication.
    """
    if anchor is None:
        return None, ""
    opening = reading.paragraphs[_OPENING - 1].end if len(reading.paragraphs) >= _OPENING else 10**9
    for frame in in_order:
        said = own[frame.index]
        if said is None or not frame.cue or frame.cue[0].start > opening or not said.when.start:
            continue
        first = date.fromisoformat(said.when.start)
        if said.when.start == said.when.end and 0 <= (anchor - first).days <= _FRESH:
            words = f"no time is given; the report opens with “{said.when.text}”"
            return replace(said.when, text="", spans=()), words
    day = anchor.isoformat()
    words = f"no time is given; a daily report tells of its own day, here {source}"
    return When(start=day, end=day, edtf=day, text=""), words


_OPENING, _FRESH = 3, 3
"""Paragraphs, days."""


def _times(
    frame: Frame,
    said: Said | None,
    every: tuple[Frame, ...],
    found: tuple[TimeExpression, ...],
    text: str,
    anchor: date | None,
) -> Times:
    reasons: list[Reason] = []
    gaps: list[Gap] = []
    if said:
        reasons.append(
            Reason(
                field="said",
                name=said.name,
                words=said.words,
                weight=said.weight,
                spans=said.when.spans,
            )
        )
        _explain("said", said.when, found, reasons, gaps, anchor)
    chosen = _about(frame, every, found, text)
    about: When | None = None
    if chosen is not None:
        number, others = chosen
        about = when(found, number, text)
        words = f"“{about.text}” is in the content"
        if others:
            words += f", the first of {others + 1} times there"
        reasons.append(
            Reason(
                field="about",
                name="in the content",
                words=words,
                weight=0.6 if others else 0.9,
                spans=about.spans,
            )
        )
        _explain("about", about, found, reasons, gaps, anchor)
    return Times(
        said=said.when if said else None, about=about, reasons=tuple(reasons), gaps=tuple(gaps)
    )


def _explain(
    field: str,
    value: When,
    found: tuple[TimeExpression, ...],
    reasons: list[Reason],
    gaps: list[Gap],
    anchor: date | None,
) -> None:
    """The choices behind a value, and what of it stays open."""
    for expression in found:
        if not covers(value.spans, (expression.span,)):
            continue
        words = [*expression.why]
        if expression.value.find("T") > 8:
            zone = f" (UTC{expression.zone})" if expression.zone else ""
            words.append(
                f"the text gives the time of day {expression.value.partition('T')[2]}{zone}"
            )
        reasons.extend(
            Reason(
                field=field,
                name=expression.rule,
                words=sentence,
                weight=0.5,
                spans=(expression.span,),
            )
            for sentence in words
        )
        if expression.readings:
            sentence = f"“{expression.text}” may be {' or '.join(expression.readings)}."
            gaps.append(
                Gap(field=field, text=expression.text, reason=sentence, spans=(expression.span,))
            )
    if value.edtf is None and value.text:
        why = "has no publication date" if anchor is None else "does not say of which year or unit"
        sentence = f"“{value.text}” stays relative, because the report {why}."
        gaps.append(Gap(field=field, text=value.text, reason=sentence, spans=value.spans))


def _about(
    frame: Frame, every: tuple[Frame, ...], found: tuple[TimeExpression, ...], text: str
) -> tuple[int, int] | None:
    """The number of the expression that dates the content, and how many others are there."""
    content = frame.attribution.content
    nested = [
        span
        for other in every
        if other.attribution.nested_in == frame.index
        for span in (*other.attribution.content, *other.attribution.cue)
    ]
    inside = [
        number
        for number, expression in enumerate(found)
        if covers(content, (expression.span,))
        and not covers(nested, (expression.span,))
        and _dated(expression)
        and not naming(expression, text)
    ]
    if not inside:
        return None
    main = [n for n in inside if not _aside(found[n].span, content, text)]
    kept = (main or inside)[0]
    values = {found[n].value for n in inside} - {found[kept].value}
    return kept, len(values)


def _dated(expression: TimeExpression) -> bool:
    """Whether an expression can date a content: a duration only if it is tied to a day."""
    if expression.type == "SET" or expression.value.endswith("_REF"):
        return False
    return expression.edtf is not None or expression.type in ("DATE", "TIME")


def _aside(span: Span, content: tuple[Span, ...], text: str) -> bool:
    """Whether an expression stands in a subordinate clause of the content."""
    home = next(c for c in content if c.overlaps(span))
    return bool(_SUBORDINATE.search(text[home.start : span.start]))
