"""Figures of one thing, in one place, of one happening, as a series with its changes.

    measures --bucket by thing, unit, flow--> what may be one series
             --fits, in the order of saying--> one series each, or a new one
             --judge against what stood-->     steps with their kinds of change

What is counted must agree; places must be one, or left open beside the only place that fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sayso.link.dates import apart
from sayso.link.history.changes import State, agree, equal, judge, same_source
from sayso.link.history.evidence import Page, cues, formerly
from sayso.link.history.fits import NEAR, TIMES, Growing, fits, meet, short
from sayso.link.history.records import Measure, Series, Step
from sayso.link.history.things import TOLLS
from sayso.link.history.whereabouts import one_place
from sayso.link.rarity import Rarity

__all__ = ["series"]

LIKES = 12
"""Series that one figure is compared with for each thing, place or word that it shares."""


def series(measures: Sequence[Measure], pages: Mapping[str, Page]) -> tuple[Series, ...]:
    """Sort figures into series and label each step; ``measures`` in any order.

    1,200 troops in the valley; 150 left; "that leaves 1,050" -> two series: of soldiers in the
    valley (1,200, then event 1,050), and of soldiers that left (150)
    """
    rarity = Rarity()
    buckets: dict[tuple[str, str, str], list[Measure]] = defaultdict(list)
    for one in _in_order(measures, pages):
        buckets[one.thing, one.unit, one.flow].append(one)
    found: list[Growing] = []
    for key in sorted(buckets):
        found += _bucket(buckets[key], pages, rarity)
    done = [_closed(one) for one in found]
    known: dict[str, list[Series]] = defaultdict(list)
    for each in sorted((d for d in done if len(d.steps) > 1), key=lambda d: d.id):
        if not each.flow and not each.unit:
            known[each.of].append(each)
    return tuple(
        sorted(
            (_beside(one, known, pages) for one in done),
            key=lambda s: (s.of, s.unit, s.flow, s.steps[0].measure.order),
        )
    )


def _in_order(measures: Sequence[Measure], pages: Mapping[str, Page]) -> list[Measure]:
    """In the order of saying; of one day, last the reports that name an earlier figure as such."""
    later = {m.report for m in measures if formerly(pages[m.report].report.text, m.at)}
    return sorted(measures, key=lambda m: (*m.order[:3], m.report in later, *m.order[3:]))


def _bucket(
    measures: Sequence[Measure], pages: Mapping[str, Page], rarity: Rarity
) -> list[Growing]:
    found: list[Growing] = []
    index: dict[str, list[int]] = defaultdict(list)
    for new in measures:
        tokens = _tokens(new)
        near = {n for token in tokens for n in index[token][-LIKES:]}
        scored = ((fits(new, found[n], rarity), -n) for n in near)
        fitting = [(score, n) for score, n in scored if score > 0]
        best = max(fitting, default=(0.0, 0))
        tied = [n for score, n in fitting if score == best[0]]
        number = -best[1]
        sure = bool(fitting) and (len(tied) == 1 or best[0] > UNSURE)
        if not (sure and _add(found[number], new, pages)):
            number = len(found)
            found.append(_begin(new))
        for token in tokens:
            if number not in index[token]:
                index[token].append(number)
    return _merged(found, pages) if measures[0].flow else found


def _merged(found: list[Growing], pages: Mapping[str, Page]) -> list[Growing]:
    """Series of happenings of which one report gives two values, by two sources, in one breath."""
    parent = list(range(len(found)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    of_report: dict[str, list[tuple[int, Measure]]] = defaultdict(list)
    for number, one in enumerate(found):
        for measure in one.measures:
            of_report[measure.report].append((number, measure))
    for held in of_report.values():
        ordered = sorted(held, key=lambda item: item[1].at)
        for (n, a), (m, b) in pairwise(ordered):
            if root(n) != root(m) and _side_by_side(a, b) and _one_event(found[n], found[m]):
                parent[max(root(n), root(m))] = min(root(n), root(m))
    groups: dict[int, list[Measure]] = defaultdict(list)
    for number, one in enumerate(found):
        groups[root(number)] += one.measures
    return [
        found[number] if len(members) == len(found[number].measures) else _replayed(members, pages)
        for number, members in sorted(groups.items())
    ]


def _side_by_side(a: Measure, b: Measure) -> bool:
    """Whether two sources speak of one happening: near one another, of the same part of it."""
    near = b.at.start - a.at.start < NEAR and a.kinds == b.kinds and a.part == b.part
    ends = [abs(v) for m in (a, b) for v in (m.low, m.high) if v and abs(v) != float("inf")]
    rival = bool(ends) and max(ends) <= TIMES * min(ends)
    return near and rival and not a.wide and not same_source(a, b)


def _one_event(a: Growing, b: Growing) -> bool:
    if a.event and b.event and apart(a.event, b.event):
        return False
    return not (a.place and b.place and not one_place(a.place, b.place))


def _replayed(members: Sequence[Measure], pages: Mapping[str, Page]) -> Growing:
    ordered = sorted(members, key=lambda m: m.order)
    one = _begin(ordered[0])
    for measure in ordered[1:]:
        _add(one, measure, pages)
    return one


UNSURE = 0.6
"""Below this, a figure that fits two series is added to none of them."""


def _tokens(of: Measure) -> set[str]:
    """Under what a figure is looked for: its places, its report, its words, its value, and a toll
    by the names of its story.
    """
    tokens = {f"w {word}" for word in of.words} | {f"r {of.report}", f"v {of.figure.low:g}"
              if of.figure.low is not None else "v"}  # fmt: skip
    if of.thing in TOLLS.values():
        tokens |= {f"s {name}" for name in of.story}
    places = {of.place} if of.place else of.near
    return tokens | {f"p {p}" for p in places} | {f"p {p.split(' ')[-1]}" for p in places}


def _begin(new: Measure) -> Growing:
    step = Step(measure=new, change="first", confidence=1.0,
                reasons=(new.assumed,) if new.assumed else ())  # fmt: skip
    state = State(_day(new), (step,))
    return Growing([new], [step], [state], new.place, new.about if new.flow else None)


def _day(of: Measure) -> str:
    """The day from which a value stands: that which it is about, if it is over by then. A toll is
    about a day that is over, and stands from when it is told.
    """
    said = of.said[0] if of.said else of.published
    if of.thing in TOLLS.values():
        return said
    if of.about and of.about[1] != "9999" and (not said or of.about[1] < said):
        return of.about[1]
    return said


def _stood_already(first: State, new: Measure) -> bool:
    """Whether a figure gives the first value again, for a day shortly before it was first said:
    "the 12 men charged on Friday" are those of Monday's report.
    """
    assert new.about is not None
    try:
        gap = date.fromisoformat(first.since) - date.fromisoformat(new.about[1])
    except ValueError:
        return False
    return gap.days <= SHORTLY and any(equal(step.measure, new) for step in first.steps)


SHORTLY = 31
"""Days before a first saying for which the same value is the same count."""


def _add(old: Growing, new: Measure, pages: Mapping[str, Page]) -> bool:
    """Add a figure to a series; False, and nothing added, where it is rather another thing.

    A report that gives two values and tells of no change, nor of two sources, counts two things.
    """
    number, past = len(old.states) - 1, False
    if not new.flow and new.thing not in TOLLS.values() and new.about and new.about[1] != "9999":
        while number >= 0 and old.states[number].since > new.about[1]:
            number, past = number - 1, True
        if number < 0 and _stood_already(old.states[0], new):
            number, past = 0, False
    if _former(new, old, pages):
        stood = next((s for s in reversed(old.steps) if equal(s.measure, new)), None)
        if stood:
            words = "named as the value that stood before"
            old.steps.append(
                Step(measure=new, change="time", confidence=0.9, reasons=(words,),
                     against=stood.measure.claim)
            )  # fmt: skip
            old.measures.append(new)
            return True
        number, past = number - 1, True
    if number < 0:
        step = Step(
            measure=new, change="time", confidence=0.75,
            reasons=("counted for an earlier time than the first value",),
        )  # fmt: skip
        old.states.insert(0, State(_day(new), (step,)))
    else:
        step = judge(new, old.states[number], past, pages)
        if _listed(step, old, pages):
            return False
        _stand(old.states, number, step, past)
    if new.place and (old.place is None or len(new.place) > len(old.place)):
        old.place = new.place
    if new.flow and new.about and (old.event is None or not short(old.event)):
        old.event = new.about
    old.steps.append(step)
    old.measures.append(new)
    return True


def _former(new: Measure, old: Growing, pages: Mapping[str, Page]) -> bool:
    """Whether a sentence that gives the new value names the one before it: "17, up from 14"."""
    return formerly(pages[new.report].report.text, new.at) and any(
        m.sentence == new.sentence and m.report == new.report and m.at < new.at
        for m in old.measures
    )


TURNS = re.compile(r"\b(?:from|to|than|up|down|against|after|before|now|then)\b")
"""One of these stands between two values of one thing in one sentence."""


def _listed(step: Step, old: Growing, pages: Mapping[str, Page]) -> bool:
    """Whether a changed value stands beside the old one in a list: two things, not one twice."""
    new = step.measure
    beside = [m for m in old.measures if m.report == new.report]
    if not beside or step.change not in ("unknown", "source", "overlap", "event", "recount"):
        return False
    if step.change in ("event", "recount"):
        same = [m for m in beside if m.sentence == new.sentence]
        text = pages[new.report].report.text
        gaps = (text[min(m.at.end, new.at.end) : max(m.at.start, new.at.start)] for m in same)
        return bool(same) and not any(TURNS.search(gap) for gap in gaps)
    if step.change == "unknown":
        return True
    if step.change == "overlap":
        return any(not meet(m, new) for m in beside)
    uncited = any(m.speaker is None or not m.cited for m in (*beside, new))
    return uncited and not new.assumed


def _stand(states: list[State], number: int, step: Step, past: bool) -> None:
    """What stands after a step: an event begins a new state, a recount replaces the old values."""
    state = states[number]
    if step.change == "event" and not past:
        states.append(State(max(_day(step.measure), state.since), (step,)))
        return
    if step.change == "recount":
        kept: tuple[Step, ...] = ()
    elif step.change == "slip corrected":
        kept = tuple(s for s in state.steps if agree(s.measure, step.measure))
    else:
        kept = state.steps
    states[number] = State(state.since, (*kept, step))


def _closed(one: Growing) -> Series:
    first = one.measures[0]
    written = sorted({m.where for m in one.measures if m.place == one.place and m.where})
    return Series(
        of=first.thing,
        flow=first.flow,
        unit=first.unit,
        place=one.place,
        where=max(written, key=len, default=one.place or ""),
        steps=tuple(one.steps),
    )


def _beside(
    one: Series, known: Mapping[str, Sequence[Series]], pages: Mapping[str, Page]
) -> Series:
    """A series that begins with another scope of something counted before says so.

    ``known`` are the series of more than one step by what they count.
    """
    first = one.steps[0].measure
    if one.flow or one.unit:
        return one
    parts = [
        other
        for word in sorted(first.words)
        for other in known.get(word, ())
        if other.place in first.near and _earlier(other, one)
    ]
    elsewhere = [
        other
        for other in known.get(one.of, ())
        if other.place and one.place and other.id != one.id and _earlier(other, one)
    ]
    ids = tuple(sorted({other.id for other in (*parts, *elsewhere)}))[:8]
    wider = [cue for cue in cues(first, pages, 0) if cue.kind == "scope"] if parts else []
    if not wider:
        return replace(one, beside=ids)
    words = "another scope than " + "; ".join(
        sorted({f"{r.of}s in {r.where}" if r.where else f"{r.of}s" for r in parts})[:2]
    )
    scoped = replace(
        one.steps[0],
        change="scope",
        confidence=0.75,
        reasons=(words,),
        evidence=tuple(cue.shown for cue in wider[:2]),
    )
    return replace(one, beside=ids, steps=(scoped, *one.steps[1:]))


def _earlier(other: Series, one: Series) -> bool:
    return other.steps[0].measure.published <= one.steps[0].measure.published
