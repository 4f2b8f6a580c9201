"""Whether one figure may be a step of a series: what is counted, where, of which happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.link.dates import apart
from sayso.link.history.changes import State, agree, same_source
from sayso.link.history.records import Measure, Step
from sayso.link.history.things import TOLLS
from sayso.link.history.whereabouts import one_place
from sayso.link.rarity import Rarity

__all__ = ["NEAR", "TIMES", "Growing", "fits", "meet", "short"]

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
TIMES = 3.0
"""How many times larger one of two rival values of one happening may be."""


@dataclass(slots=True)
class Growing:
    """A series as it grows."""

    measures: list[Measure]
    steps: list[Step]
    states: list[State]
    place: str | None
    event: tuple[str, str] | None


def fits(new: Measure, old: Growing, rarity: Rarity) -> float:
    """How well a figure fits a series: 0 where what is counted, where, or when, differs."""
    last = old.measures[-8:]
    if new.kinds != last[0].kinds and (new.kinds and last[0].kinds):
        return 0.0
    if any((word in new.part) != (word in last[0].part) for word in ("total", "among them")):
        return 0.0
    if not _rivals(new, last):
        return 0.0
    share, both = max(_share(new, m, rarity) for m in last)
    beside = any(m.report == new.report and abs(m.at.start - new.at.start) < NEAR for m in last)
    stands = any(meet(new, s.measure) for s in old.states[-1].steps)
    nearly = share >= NEARLY and both >= WORDS
    one_voice = any(same_source(new, m) for m in last)
    placed = _placed(new, old)
    if placed is False:
        return 0.0
    enough = share >= THIRD and both >= 2
    if new.kinds != last[0].kinds and not (enough or stands):
        return 0.0
    if not new.flow and new.thing in TOLLS.values() and _one_story(new, old):
        return (STORY if placed is None else 0.9) + share / 20
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


def _one_story(new: Measure, old: Growing) -> bool:
    """Whether a toll may be that of the story of a series: proper names that both reports share,
    in one month, and no other kind of victim.
    """
    last = old.measures[-1]
    if new.kinds != last.kinds or new.part != last.part:
        return False
    days = [(m.said or ("", ""))[0] or m.published for m in (last, new)]
    if not all(days) or not _within(days[0], days[1]):
        return False
    if any(new.about and m.about and apart(new.about, m.about) for m in old.measures):
        return False
    if any(m.report == new.report and not meet(m, new) for m in old.measures):
        return False  # one report tells of two of them
    return any(m.report == new.report or _names(m, new) for m in old.measures[-8:])


def _names(a: Measure, b: Measure) -> bool:
    """Whether two reports share so many proper names that they tell one story."""
    both = a.story & b.story
    return len(both) >= NAMES and len(both) >= STORIED * min(len(a.story), len(b.story))


NAMES, STORIED = 3, 0.25
"""How many names, and what share of those of the report with fewer."""


STORY = 0.55
"""A toll without place or words fits the series of its story; of two such series, neither."""


def _flow_fits(new: Measure, old: Growing, *, share: bool, beside: bool, stands: bool) -> float:
    """A happening is known by its days; without them, by its words and the days around it."""
    if new.wide and not share:
        return 0.0
    if "total" in new.part:
        return 0.7 if stands or share else 0.0
    if new.about and old.event:
        if apart(new.about, old.event):
            return 0.0
        return 0.95 if short(new.about) and short(old.event) else (0.7 if share or stands else 0)
    day = (new.said or ("", ""))[0] or new.published
    start = (old.event or old.measures[0].said or ("", ""))[0] or old.measures[0].published
    if not day or not start or not _within(start, day):
        return 0.0
    if new.about and apart(new.about, old.measures[0].said) and new.about[0] > start:
        return 0.0
    if stands:
        return 0.75
    return 0.7 if beside or share else 0.0


def short(days: tuple[str, str]) -> bool:
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


def _placed(new: Measure, old: Growing) -> bool | None:
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


def meet(a: Measure, b: Measure) -> bool:
    """Whether two values agree, and are not two bounds far apart ("over 8", "over 88")."""
    ends = [abs(v) for m in (a, b) for v in (m.low, m.high) if v and abs(v) != float("inf")]
    return agree(a, b) and (not ends or max(ends) <= TIMES * min(ends))


def _rivals(new: Measure, last: Sequence[Measure]) -> bool:
    """Whether the values are near enough to be of one thing, or so far apart as a digit is."""
    for old in last:
        ends = [abs(v) for m in (new, old) for v in (m.low, m.high) if v and abs(v) != float("inf")]
        if not ends or max(ends) <= RIVALS * min(ends):
            return True
    return False
