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
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from sayso.link.dates import apart
from sayso.link.history.changes import State, agree, judge, same_source
from sayso.link.history.evidence import Page, cues
from sayso.link.history.records import Measure, Series, Step
from sayso.link.history.whereabouts import one_place
from sayso.link.rarity import Rarity

__all__ = ["series"]

THIRD = 1 / 3
NEARLY, WORDS = 0.55, 3
"""How much of the words, and how many, another value must share with a series where no place holds
them together, or where the thing is a wide one (people, dollars, percent)."""
NEAR = 800
"""Characters of one report within which a thing that is counted again is the same one."""
RIVALS = 20.0
"""How many times larger or smaller two values of one series may be (but for slips)."""
WINDOW = 30
"""Days after a happening in which a figure without a date may be of it."""
LIKES = 12
"""Series that one figure is compared with for each thing, place or word that it shares."""


@dataclass(slots=True)
class _Open:
    """A series as it grows."""

    measures: list[Measure]
    steps: list[Step]
    states: list[State]
    place: str | None
    event: tuple[str, str] | None


def series(measures: Sequence[Measure], pages: Mapping[str, Page]) -> tuple[Series, ...]:
    """Sort figures into series and label each step; ``measures`` in any order.

    1,200 troops in the valley; 150 left; "that leaves 1,050" -> two series: of soldiers in the
    valley (1,200, then event 1,050), and of soldiers that left (150)
    """
    rarity = Rarity()
    buckets: dict[tuple[str, str, str], list[Measure]] = defaultdict(list)
    for one in sorted(measures, key=lambda m: m.order):
        buckets[one.thing, one.unit, one.flow].append(one)
    found: list[_Open] = []
    for key in sorted(buckets):
        found += _bucket(buckets[key], pages, rarity)
    done = [_closed(one) for one in found]
    return tuple(
        sorted(
            (_beside(one, done, pages) for one in done),
            key=lambda s: (s.of, s.unit, s.flow, s.steps[0].measure.order),
        )
    )


def _bucket(measures: Sequence[Measure], pages: Mapping[str, Page], rarity: Rarity) -> list[_Open]:
    found: list[_Open] = []
    index: dict[str, list[int]] = defaultdict(list)
    for new in measures:
        tokens = _tokens(new)
        near = {n for token in tokens for n in index[token][-LIKES:]}
        fits = [(score, -n) for n in near if (score := _fits(new, found[n], rarity)) > 0]
        best = max(fits, default=(0.0, 0))
        tied = [n for score, n in fits if score == best[0]]
        number = -best[1]
        sure = bool(fits) and (len(tied) == 1 or best[0] > UNSURE)
        if not (sure and _add(found[number], new, pages)):
            number = len(found)
            found.append(_begin(new))
        for token in tokens:
            if number not in index[token]:
                index[token].append(number)
    return _merged(found, pages) if measures[0].flow else found


def _merged(found: list[_Open], pages: Mapping[str, Page]) -> list[_Open]:
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


TIMES = 3.0
"""How many times larger one of two rival values of one happening may be."""


def _one_event(a: _Open, b: _Open) -> bool:
    if a.event and b.event and apart(a.event, b.event):
        return False
    return not (a.place and b.place and not one_place(a.place, b.place))


def _replayed(members: Sequence[Measure], pages: Mapping[str, Page]) -> _Open:
    ordered = sorted(members, key=lambda m: m.order)
    one = _begin(ordered[0])
    for measure in ordered[1:]:
        _add(one, measure, pages)
    return one


UNSURE = 0.6
"""Below this, a figure that fits two series is added to none of them."""


def _tokens(of: Measure) -> set[str]:
    """Under what a figure is looked for: its places, its report, its words, its value."""
    tokens = {f"w {word}" for word in of.words} | {f"r {of.report}", f"v {of.figure.low:g}"
              if of.figure.low is not None else "v"}  # fmt: skip
    places = {of.place} if of.place else of.near
    return tokens | {f"p {p}" for p in places} | {f"p {p.split(' ')[-1]}" for p in places}


def _fits(new: Measure, old: _Open, rarity: Rarity) -> float:
    """How well a figure fits a series: 0 where what is counted, where, or when, differs."""
    last = old.measures[-8:]
    if new.kinds != last[0].kinds and (new.kinds and last[0].kinds):
        return 0.0
    if ("total" in new.part) != ("total" in last[0].part) or not _rivals(new, last):
        return 0.0
    share, both = max(_share(new, m, rarity) for m in last)
    beside = any(m.report == new.report and abs(m.at.start - new.at.start) < NEAR for m in last)
    stands = any(_meet(new, s.measure) for s in old.states[-1].steps)
    nearly = share >= NEARLY and both >= WORDS
    one_voice = any(same_source(new, m) for m in last)
    placed = _placed(new, old)
    if placed is False:
        return 0.0
    enough = share >= THIRD and both >= 2
    if new.kinds != last[0].kinds and not (enough or stands):
        return 0.0
    if new.flow:
        return _flow_fits(new, old, share=enough, beside=beside, stands=stands)
    if new.wide:
        alike = enough if stands or one_voice else nearly
        return 0.5 + share / 2 if alike or (beside and share >= THIRD) else 0.0
    if placed:
        return 0.9 + share / 10
    if not (stands or nearly or new.assumed or (enough and one_voice)):
        return 0.0
    if enough or (beside and (new.assumed or stands)):
        return 0.7 + share / 10
    if stands and (old.place in new.near or share >= THIRD):
        return 0.65
    return 0.6 if share >= 2 * THIRD and both else 0.0


def _flow_fits(
    new: Measure, old: _Open, *, share: bool, beside: bool, stands: bool
) -> float:
    """A happening is known by its days; without them, by its words and the days around it."""
    if new.wide and not share:
        return 0.0
    if "total" in new.part:
        return 0.7 if stands or share else 0.0
    if new.about and old.event:
        if apart(new.about, old.event):
            return 0.0
        return 0.95 if _short(new.about) and _short(old.event) else (0.7 if share or stands else 0)
    day = (new.said or ("", ""))[0] or new.published
    start = (old.event or old.measures[0].said or ("", ""))[0] or old.measures[0].published
    if not day or not start or not _within(start, day):
        return 0.0
    if new.about and apart(new.about, old.measures[0].said) and new.about[0] > start:
        return 0.0
    if stands:
        return 0.75
    return 0.7 if beside or share else 0.0


def _short(days: tuple[str, str]) -> bool:
    """Whether a time is within one week."""
    try:
        length = date.fromisoformat(days[1]) - date.fromisoformat(days[0])
    except ValueError:
        return False
    return length < timedelta(days=7)


def _within(start: str, day: str) -> bool:
    try:
        gap = date.fromisoformat(day) - date.fromisoformat(start)
    except ValueError:
        return False
    return timedelta(days=-7) <= gap <= timedelta(days=WINDOW)


def _placed(new: Measure, old: _Open) -> bool | None:
    """Whether both are counted in one place; None where one does not say."""
    if new.place is None or old.place is None:
        return None
    if one_place(new.place, old.place):
        return True
    if new.flow and new.about and old.event and not apart(new.about, old.event):
        near = set().union(*(m.near for m in old.measures))
        return None if old.place in new.near and new.place in near else False
    return False


def _share(a: Measure, b: Measure, rarity: Rarity) -> tuple[float, int]:
    """The share of the words of the poorer one that both have, and how many words that is."""
    if not a.words or not b.words:
        return 0.0, 0
    both = a.words & b.words
    return rarity.mass(both) / min(rarity.mass(a.words), rarity.mass(b.words)), len(both)


def _meet(a: Measure, b: Measure) -> bool:
    """Whether two values agree, and are not two bounds far from each other ("over 8", "over 88")."""
    ends = [abs(v) for m in (a, b) for v in (m.low, m.high) if v and abs(v) != float("inf")]
    return agree(a, b) and (not ends or max(ends) <= TIMES * min(ends))


def _rivals(new: Measure, last: Sequence[Measure]) -> bool:
    """Whether the values are near enough to be of one thing, or so far apart as a digit is."""
    for old in last:
        ends = [abs(v) for m in (new, old) for v in (m.low, m.high) if v and abs(v) != float("inf")]
        if not ends or max(ends) <= RIVALS * min(ends):
            return True
    return False


def _begin(new: Measure) -> _Open:
    step = Step(measure=new, change="first", confidence=1.0,
                reasons=(new.assumed,) if new.assumed else ())  # fmt: skip
    state = State(_day(new), (step,))
    return _Open([new], [step], [state], new.place, new.about if new.flow else None)


def _day(of: Measure) -> str:
    """The day from which a value stands: that which it is about, if it is over by then."""
    said = of.said[0] if of.said else of.published
    if of.about and of.about[1] != "9999" and (not said or of.about[1] < said):
        return of.about[1]
    return said


def _add(old: _Open, new: Measure, pages: Mapping[str, Page]) -> bool:
    """Add a figure to a series; False, and nothing added, where it is rather another thing.

    A report that gives two values and tells of no change, nor of two sources, counts two things.
    """
    number, past = len(old.states) - 1, False
    if not new.flow and new.about and new.about[1] != "9999":
        while number >= 0 and old.states[number].since > new.about[1]:
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
    if new.flow and new.about and (old.event is None or not _short(old.event)):
        old.event = new.about
    old.steps.append(step)
    old.measures.append(new)
    return True


TURNS = re.compile(r"\b(?:from|to|than|up|down|against|after|before|now|then)\b")
"""One of these stands between two values of one thing in one sentence."""


def _listed(step: Step, old: _Open, pages: Mapping[str, Page]) -> bool:
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
        return any(not _meet(m, new) for m in beside)
    unnamed = any(m.speaker is None or m.speaker.kind == "outlet" for m in (*beside, new))
    return unnamed and not new.assumed


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


def _closed(one: _Open) -> Series:
    first = one.measures[0]
    return Series(of=first.thing, flow=first.flow, unit=first.unit, place=one.place,
                  steps=tuple(one.steps))  # fmt: skip


def _beside(one: Series, all_: Sequence[Series], pages: Mapping[str, Page]) -> Series:
    """A series that begins with another scope of something counted before says so."""
    first = one.steps[0]
    if one.flow or one.unit:
        return one
    wider = [cue for cue in cues(first.measure, pages, 0) if cue.kind == "scope"]
    rivals = [
        other
        for other in all_
        if other is not one and not other.flow and not other.unit
        and other.steps[0].measure.published <= first.measure.published
        and len(other.steps) > 1
        and (
            (other.of in first.measure.words and other.place in first.measure.near)
            or (other.of == one.of and other.place and one.place)
        )
    ]  # fmt: skip
    if not rivals:
        return one
    ids = tuple(sorted(other.id for other in rivals))[:8]
    parts = [r for r in rivals if r.of in first.measure.words]
    if not wider or not parts:
        return replace(one, beside=ids)
    words = "another scope than " + "; ".join(
        sorted({f"{r.of}s in {r.place}" if r.place else f"{r.of}s" for r in parts})[:2]
    )
    scoped = replace(first, change="scope", confidence=0.75, reasons=(words,),
                     evidence=tuple(cue.shown for cue in wider[:2]))  # fmt: skip
    return replace(one, beside=ids, steps=(scoped, *one.steps[1:]))
