"""What the claims of one report say by standing together.

A claim has the names that its report names; a figure said inside another's words belongs to whoever
said it; and "the ministry puts it at 150" counts what was counted just before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.link.counts import Count, doings
from sayso.link.statements import Statement
from sayso.link.view import Seen
from sayso.link.words import content
from sayso.spans import covers

__all__ = ["ANAPHOR", "EMPTY", "in_context"]

ANAPHOR = 800
"""Characters within which a bare figure refers back to what was counted."""
EMPTY = frozenset(
    content(
        "number figure total count strength estimate toll least most fewer up see saw million "
        "billion thousand hundred dozen"
    )
)
"""Stems beside a figure that do not say what is counted."""
THERE = re.compile(
    r"\b(?:there|it) (?:(?:may|might|could|would|must) )?(?:be|is|are|was|were)\b", re.I
)
"""“There may be as many as three”, “it was 6”: something else than what was counted before."""
ASKED = re.compile(
    r"\b(?:how many|the number of|figures? (?:of|for)|counts? of)\s+(?P<what>(?:[\w’'-]+\s+){0,2}?"
    r"[\w’'-]+s)\b(?P<rest>[^.!?]{0,60})",
    re.IGNORECASE,
)


def in_context(seen: Sequence[Seen], text: str) -> list[Seen]:
    """The claims of one report, each completed by the others; ``text`` is the report's.

    "At least 300 soldiers left Vell, Immer said. The ministry puts the number at 150." -> the
    second claim counts soldiers who left, too.
    """
    names = frozenset(name for one in seen for name in (*one.names, *one.places, *one.voices))
    children: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.parent:
            children[one.parent].append(one)
    ordered = sorted(seen, key=lambda one: (one.start, one.id))
    found: dict[str, Seen] = {}
    before: list[Seen] = []
    for one in ordered:
        done = _completed(_own(one, children[one.id]), before, text)
        if any(c.nobody for c in done.counts):
            told = tuple(replace(c, names=names) if c.nobody else c for c in done.counts)
            done = replace(done, counts=told)
        found[one.id] = replace(done, context=names)
        before.append(done)
    return [found[one.id] for one in seen]


def _own(one: Seen, inside: Sequence[Seen]) -> Seen:
    """A claim without the figures that others say inside it."""
    if not inside or not one.counts:
        return one
    own = tuple(
        c for c in one.counts if not any(c.at and covers(child.spans, c.at) for child in inside)
    )
    return one if len(own) == len(one.counts) else replace(one, counts=own)


def _completed(one: Seen, before: Sequence[Seen], text: str) -> Seen:
    """A claim whose one figure counts something unsaid, with what was counted before it."""
    if len(one.counts) != 1 or one.nested or not _elliptic(one) or THERE.search(one.text):
        return one
    bare = one.counts[0]
    reached = [b for b in before if not b.completed and 0 <= one.start - b.start < ANAPHOR]
    rest = _rest(one)
    told = [
        (b, c)
        for b in reversed(reached)
        if rest <= b.bag or not rest
        for c in b.counts
        if c.head or c.unit
    ]
    asked = _asked(one, text)
    for same in (True, False):
        for other, count in told:
            if asked and not same and asked[0] > other.start:
                break  # "how many soldiers left? The ministry says 150": nearer than any figure
            if _equal(bare, count) if same else _near(bare, count):
                done = _filled(one, bare, count, other.bag - other.numbers)
                return replace(done, about=one.about or (other.about if same else None))
    if asked:
        return _filled(one, bare, replace(bare, head=asked[1], doing=asked[2]), asked[3])
    return one


def _elliptic(one: Seen) -> bool:
    """Whether a claim is a figure and next to nothing else."""
    count = one.counts[0]
    if not count.bare and count.head:
        return False
    return len(_rest(one)) <= 1


def _rest(one: Seen) -> frozenset[str]:
    """What a claim says beside its one figure and the place: "the magnitude at 6" -> {magnitude}"""
    return one.bag - one.numbers - EMPTY - one.places - one.counts[0].place


def _asked(one: Seen, text: str) -> tuple[int, str, frozenset[str], frozenset[str]] | None:
    """Where and what the report last asks the number of, what it does, and all the stems."""
    window = text[max(0, one.start - ANAPHOR // 2) : one.start]
    matches = list(ASKED.finditer(window))
    if not matches:
        return None
    last = matches[-1]
    heads = content(last["what"])
    if not heads:
        return None
    place = max(0, one.start - ANAPHOR // 2) + last.start()
    head = "soldier" if heads[-1] == "troop" else heads[-1]
    stems = frozenset(content(last.group())) - EMPTY
    return place, head, doings(last.group()), stems


def _equal(bare: Count, other: Count) -> bool:
    return (bare.low, bare.high) == (other.low, other.high)


def _near(bare: Count, other: Count) -> bool:
    """Whether a figure may be another value for the same: within three times of it."""
    if bare.unit and bare.unit != other.unit:
        return False
    ends = [abs(v) for v in (bare.low, bare.high, other.low, other.high) if abs(v) != float("inf")]
    return bool(ends) and 0 < max(ends) <= 3 * min(ends)


def _filled(one: Seen, bare: Count, other: Count, stems: frozenset[str]) -> Seen:
    full = replace(
        other, low=bare.low, high=bare.high, at=bare.at, place=bare.place or other.place,
        part=bare.part or other.part,
        shown=bare.shown,
    )  # fmt: skip
    bag = one.bag | stems | {other.head or other.unit}
    said = (Statement(bag, firm=True),)
    return replace(one, counts=(full,), bag=bag, statements=said, completed=True)
