"""Reprints and rewrites of one report, found by the word sequences that two reports share.

Eight words in a row are hardly ever written twice by chance. How much of the shorter report stands
in the longer one (containment) tells a reprint from a shared quotation; what stands in many
reports that share little else is the furniture of a site, and no evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sayso.link.credits import credits
from sayso.link.dates import instant
from sayso.link.hashing import Hashes, sequences, signatures
from sayso.link.words import tokens
from sayso.records import Link, Report

__all__ = ["Copies", "Pair", "copies"]

LENGTH = 8
"""Words in a sequence: shorter ones are shared by chance, longer ones break at every edit."""
REPRINT = 0.45
"""Share of the shorter report from which one text is a reprint or rewrite of the other."""
BORROWED = 0.2
"""From here a report has taken over passages: whether its text is independent stays open."""
SHORT = 12
"""Fewer sequences than this (a report of under 20 words) are no evidence of anything."""
CROWD = 100
"""A sequence in more reports than this is compared with its nearest neighbours only (scale)."""
WINDOW = 20
PRINT = 32
"""Columns of the signature by which reports are compared as wholes."""
SAMPLE = 8
"""How many reports of a group are looked at to judge whether it is furniture."""
ONE_SITE, MANY_SITES = 0.2, 0.06
"""Mean overlap (Jaccard) below which a sequence in three or more reports is furniture: the first
where all are of one outlet. On 612 reports of one day navigation lines lay below 0.03 and true
reprints above 0.3."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (ids, a before b) that share ``share`` of the shorter one's word sequences."""

    a: str
    b: str
    share: float
    sequences: int
    reasons: tuple[str, ...]
    directed: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """Pairs that are reprints, pairs that only borrow passages, and the credits of each report."""

    reprints: tuple[Pair, ...]
    borrowed: tuple[Pair, ...]
    credits: Mapping[str, frozenset[str]]

    def links(self) -> tuple[Link, ...]:
        """One `copy` link for each reprint; ``a`` came first where that is known."""
        return tuple(
            Link(a=p.a, b=p.b, kind="copy", score=p.share, reasons=p.reasons, of="reports")
            for p in self.reprints
        )


def copies(reports: Mapping[str, Report]) -> Copies:
    """Find which reports are reprints or rewrites of one another.

    Two reports that credit different agencies, and only those, are never joined.

    ``{a: one wire story, b: the same with another headline, c: something else}`` ->
    ``Copies(reprints=(Pair(a, b, 0.94, ...),), borrowed=(), ...)``
    """
    ids = sorted(reports)
    shingles = [sequences(tokens(reports[i].text), LENGTH) for i in ids]
    outlets = frozenset(r.outlet for r in reports.values() if r.outlet)
    credited = {i: credits(reports[i], outlets) for i in ids}
    counts, sizes = _shared(shingles, [reports[i].outlet for i in ids])
    reprints: list[Pair] = []
    borrowed: list[Pair] = []
    for (i, j), count in sorted(counts.items()):
        shorter = min(sizes[i], sizes[j])
        if shorter < SHORT or count / shorter < BORROWED:
            continue
        a, b = reports[ids[i]], reports[ids[j]]
        if credited[a.id] and credited[b.id] and not credited[a.id] & credited[b.id]:
            continue
        pair = _pair(a, b, count, shorter, credited)
        (reprints if pair.share > REPRINT else borrowed).append(pair)
    return Copies(tuple(reprints), tuple(borrowed), credited)


def _shared(
    shingles: list[Hashes], outlets: list[str | None]
) -> tuple[Counter[tuple[int, int]], list[int]]:
    """How many sequences each pair shares, and how many each report has, without furniture."""
    sizes = [len(s) for s in shingles]
    counts: Counter[tuple[int, int]] = Counter()
    if not any(sizes):
        return counts, sizes
    values = np.concatenate(shingles)
    owners = np.repeat(np.arange(len(shingles)), sizes)
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    ends = np.r_[starts[1:], len(values)]
    several = ends - starts > 1
    groups: Counter[tuple[int, ...]] = Counter(
        tuple(owners[start:end].tolist())
        for start, end in zip(starts[several], ends[several], strict=True)
    )
    prints = signatures([s.tolist() for s in shingles], PRINT)
    rank = {int(row): place for place, row in enumerate(np.lexsort(prints.T[::-1]))}
    for group, count in groups.items():
        if _furniture(group, prints, outlets):
            for owner in group:
                sizes[owner] -= count
        else:
            for i, j in _pairs(sorted(group, key=rank.__getitem__)):
                counts[min(i, j), max(i, j)] += count
    return counts, sizes


def _furniture(group: tuple[int, ...], prints: Hashes, outlets: list[str | None]) -> bool:
    """Whether the reports that share a sequence share little else: it belongs to their site."""
    if len(group) < 3:
        return False
    step = max(1, len(group) // SAMPLE)
    some = prints[list(group[::step])]
    agree = (some[:, None, :] == some[None, :, :]).mean(axis=2)
    others = float((agree.sum() - len(some)) / (len(some) * (len(some) - 1)))
    one_site = len({outlets[i] for i in group}) == 1 and outlets[group[0]] is not None
    return others < (ONE_SITE if one_site else MANY_SITES)


def _pairs(group: list[int]) -> Iterator[tuple[int, int]]:
    reach = len(group) if len(group) <= CROWD else WINDOW
    for place, i in enumerate(group):
        for j in group[place + 1 : place + 1 + reach]:
            yield i, j


def _pair(
    a: Report, b: Report, count: int, shorter: int, credited: Mapping[str, frozenset[str]]
) -> Pair:
    """The pair with what came first in front, as far as dates or credits tell."""
    first, why = _direction(a, b, credited)
    if first is b:
        a, b = b, a
    share = min(1.0, count / shorter)
    words = [f"{share:.0%} of the shorter report's 8-word sequences stand in the other ({count})"]
    both = credited[a.id] & credited[b.id]
    if both:
        words.append(f"both credit {' and '.join(sorted(both))}")
    else:
        words += [
            f"{report.outlet or 'one of them'} credits {' and '.join(sorted(credited[report.id]))}"
            for report in (a, b)
            if credited[report.id]
        ]
    words.append(why)
    return Pair(a.id, b.id, share, count, tuple(words), first is not None)


def _direction(
    a: Report, b: Report, credited: Mapping[str, frozenset[str]]
) -> tuple[Report | None, str]:
    for one, other in ((a, b), (b, a)):
        if one.outlet in credited[other.id] and other.outlet != one.outlet:
            return one, f"{other.outlet or 'the other'} credits {one.outlet}"
    early, late = instant(a.published), instant(b.published)
    if early and late:
        if len(early) == len(late) == 2 or early[0] != late[0]:
            if early < late:
                return a, f"published {a.published}, before {b.published}"
            if late < early:
                return b, f"published {b.published}, before {a.published}"
        return None, "published at the same time: which came first is open"
    return None, "not dated: which came first is open"
