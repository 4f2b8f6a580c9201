"""When each statement of a report was made: its own sentence, what it goes on from, the day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.ground.when.almanac import moved
from sayso.ground.when.anchor import Anchor
from sayso.ground.when.attach import Frame, Frames, attached
from sayso.ground.when.carry import Said, carried, published
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.periods import when
from sayso.records import Reading, When
from sayso.spans import covers

OWN = "own sentence"
_GIVEN = re.compile(r"(?i)\b(?:transcripts?|interview|conversation|recording|minutes)\b")
"""What a report calls itself that gives words in turns."""
_OPENING, _FRESH = 3, 3
"""Paragraphs at the head of a report, and days before publication: a day that the head names for
a statement is what the report is about, if it is that fresh."""


def said_times(
    every: tuple[Frame, ...], found: tuple[TimeExpression, ...], reading: Reading, anchor: Anchor
) -> dict[int, Said]:
    """Frame index -> when it was said; nothing for those that nobody can date."""
    day = anchor.day.isoformat() if anchor.day else None
    in_order = sorted(every, key=lambda f: (f.cue[0].start if f.cue else -1, f.index))
    near = Frames(every)
    own = {frame.index: _own(frame, near, found, reading.text, day) for frame in in_order}
    default = _usual(in_order, own, reading, anchor)
    given = _announced(every, found, reading, anchor)
    earlier: list[tuple[Frame, Said | None]] = []
    for frame in in_order:
        said = own[frame.index] or _narrated(frame, anchor) or carried(frame, earlier, reading, day)
        if said is None and given and _labelled(frame):
            said = given
        if said is None and default:
            said = published(frame, *default, reading.text)
        earlier.append((frame, said))
    return {frame.index: said for frame, said in earlier if said}


def _own(
    frame: Frame,
    every: Frames,
    found: Sequence[TimeExpression],
    text: str,
    day: str | None,
) -> Said | None:
    tied = attached(frame, every, found, text, day)
    if tied is None:
        return None
    number = bisect_left(found, tied.expression.span, key=lambda e: e.span)
    value = when(found, number, text, open_ended=False)
    if day and value.start and value.start > day:
        back = moved(date.fromisoformat(value.start), -7, "D")
        last = back.isoformat() if back else None
        value = replace(value, start=last, end=last, edtf=last)
    return Said(value, OWN, tied.words, tied.weight)


def _announced(
    every: tuple[Frame, ...],
    found: tuple[TimeExpression, ...],
    reading: Reading,
    anchor: Anchor,
) -> Said | None:
    """The one day that a report names at its head for what it gives as a whole: "This is a
    transcript of an interview broadcast on Friday".
    """
    first = min((s.start for f in every if _labelled(f) for s in f.attribution.source), default=0)
    days = []
    for number, expression in enumerate(found):
        if expression.span.end > first:
            break
        sentence = next((s for s in reading.sentences if covers((s,), (expression.span,))), None)
        if sentence is None:
            continue
        value = when(found, number, reading.text, open_ended=False)
        if _GIVEN.search(sentence.of(reading.text)) and value.start and value.start == value.end:
            days.append(value)
    told = {value.start for value in days}
    if len(told) != 1 or (anchor.day and str(days[0].start) > anchor.day.isoformat()):
        return None
    words = f"the report opens by saying that it gives words of “{days[0].text}”"
    return Said(days[0], "announced", words, 0.8)


def _labelled(frame: Frame) -> bool:
    """Whether a name before a colon is all that says whose words they are: a transcript's turn."""
    one = frame.attribution
    return bool(one.source) and not one.cue and one.nested_in is None and one.quote == "direct"


def _narrated(frame: Frame, anchor: Anchor) -> Said | None:
    """What the outlet says in its own voice, it says on the day of publication."""
    if frame.attribution.quote != "narration" or anchor.day is None:
        return None
    day = anchor.day.isoformat()
    words = f"the report says it itself, and its day is {anchor.source}"
    return Said(When(start=day, end=day, edtf=day, text=""), "narration", words, 0.9)


def _usual(
    in_order: Sequence[Frame], own: dict[int, Said | None], reading: Reading, anchor: Anchor
) -> tuple[When, str] | None:
    """The day to suppose where a statement has none, and why: the day that the opening paragraphs
    name for a statement, if it is fresh, else the day of publication.
    """
    if anchor.day is None:
        return None
    paragraphs = reading.paragraphs
    opening = paragraphs[_OPENING - 1].end if len(paragraphs) >= _OPENING else len(reading.text)
    for frame in in_order:
        said = own[frame.index]
        if said is None or not frame.cue or frame.cue[0].start > opening or not said.when.start:
            continue
        age = (anchor.day - date.fromisoformat(said.when.start)).days
        if said.when.start == said.when.end and 0 <= age <= _FRESH:
            words = f"no time is given; the report opens with “{said.when.text}”"
            return replace(said.when, text="", spans=()), words
    day = anchor.day.isoformat()
    words = f"no time is given; a daily report tells of its own day, here {anchor.source}"
    return When(start=day, end=day, edtf=day, text=""), words
