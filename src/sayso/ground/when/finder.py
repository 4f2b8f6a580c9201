"""All time expressions of a text, found by the grammar and read in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sayso.ground.when import clock, dates, lengths, quarters, relative, weekdays, years
from sayso.ground.when.almanac import covered, edtf_of
from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.scene import Meaning, Rule, Scene
from sayso.ground.when.tense import direction
from sayso.ground.when.words import TOKEN, canonical, key
from sayso.spans import Span

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *years.RULES,
    *clock.RULES,
    *weekdays.RULES,
    *relative.RULES,
    *quarters.RULES,
    *lengths.RULES,
)
"""All rules; where two match the same characters, the earlier one is asked first."""
_REACH = 240
"""Characters on each side that may hold the verb of a date."""
_MEMORY = 60
"""Dated expressions that a later one may be counted from."""
_STOP = re.compile(r"[.!?]['\")]*\s+(?=[\"'(]*[A-Z])|\n\n+")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[Mm]rs?|Dr|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|vs|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|a\.m|p\.m|U\.S|U\.N)$"
)


def expressions(text: str, anchor: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in text order, none overlapping another.

    ``anchor`` is the day of publication; without it, relative expressions keep X for what is not
    known and have no EDTF.

    >>> [(e.text, e.value) for e in expressions("He left last week.", date(2018, 12, 19))]
    [('last week', '2018-W50')]
    """
    plain = canonical(text)
    candidates = sorted(
        _candidates(plain), key=lambda found: (found[0].start(), -found[0].end(), found[1])
    )
    edges = _sentences(plain)

    def side(start: int, end: int) -> int:
        left = edges[bisect_right(edges, start) - 1]
        right = edges[min(bisect_left(edges, end), len(edges) - 1)]
        return direction(
            plain[max(left, start - _REACH) : start], plain[end : min(right, end + _REACH)]
        )

    found: list[TimeExpression] = []
    dated: tuple[TimeExpression, ...] = ()
    free = 0
    for match, number in candidates:
        if match.start() < free:
            continue
        scene = Scene(text=plain, anchor=anchor, side=side, before=dated)
        rule = RULES[number]
        meaning = rule.read(match, scene)
        if meaning is None:
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        expression = _expressed(text, span, rule.name, meaning)
        found.append(expression)
        free = span.end
        if expression.start or re.match(r"\d{4}", expression.value):
            dated = (*dated[-_MEMORY:], expression)
    return tuple(found)


def _candidates(plain: str) -> Iterator[tuple[re.Match[str], int]]:
    """All matches of all rules, with the number of the rule."""
    windows: dict[int, list[list[int]]] = defaultdict(list)
    for token in TOKEN.finditer(plain):
        for number in _NEEDED_BY.get(key(token[0]), ()):
            start, end = max(0, token.start() - _WINDOW), token.end() + _WINDOW
            mine = windows[number]
            if mine and start <= mine[-1][1]:
                mine[-1][1] = end
            else:
                mine.append([start, end])
    for number, spans in windows.items():
        for start, end in spans:
            edge = plain.find(" ", end)
            stop = len(plain) if edge < 0 else edge
            for match in RULES[number].pattern.finditer(plain, start, stop):
                yield match, number


_WINDOW = 90
"""Characters around a word that a rule needs in which its match must lie."""
_NEEDED_BY: dict[str, list[int]] = defaultdict(list)
for _number, _rule in enumerate(RULES):
    for _word in _rule.needs:
        _NEEDED_BY[_word].append(_number)


def _expressed(text: str, span: Span, rule: str, meaning: Meaning) -> TimeExpression:
    days = meaning.covers or covered(meaning.value)
    edtf = meaning.edtf or edtf_of(meaning.value)
    if edtf and meaning.mod == "APPROX" and rule in _BLURRED and _PLAIN.fullmatch(edtf):
        edtf += "~"
    return TimeExpression(
        span=span,
        text=span.of(text),
        type=meaning.type,
        value=meaning.value,
        edtf=edtf,
        start=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
        mod=meaning.mod,
        zone=meaning.zone,
        rule=rule,
        readings=meaning.readings,
        why=meaning.why,
    )


_BLURRED = ("year", "month", "month and day", "day and month", "month and year", "counted")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
"""An EDTF value that can be marked as approximate."""


def _sentences(text: str) -> list[int]:
    edges = [0]
    for stop in _STOP.finditer(text):
        if not _ABBREVIATED.search(text[max(0, stop.start() - 6) : stop.start()]):
            edges.append(stop.end())
    return [*edges, len(text)]
