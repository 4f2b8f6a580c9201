"""Which claims are worth comparing, for a whole ledger at once, in time that grows with the claims.

Pairs meet in buckets (see `buckets`, `nodes`), inside one report, or as neighbours in a row of
twins. `update` finds the same pairs one report at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.link.buckets import WHOLE, meeting, tally
from sayso.link.nodes import Node, keys
from sayso.link.rarity import Rarity

__all__ = ["Candidates", "Posting", "candidates", "within"]

Posting = tuple[int, int, int]
"""(bucket, moment, number of the claim)"""
BATCH = 4_096


@dataclass(frozen=True, slots=True)
class Candidates:
    """``pairs`` has (index, index, how often they meet), the claim with the lower number first;
    ``postings`` who is in which bucket, sorted.
    """

    pairs: list[tuple[int, int, int]]
    buckets: NDArray[np.int64]
    members: NDArray[np.int64]


def candidates(found: Sequence[Node], rarity: Rarity) -> Candidates:
    """The pairs of a whole ledger, and the buckets that they come from.

    ``members`` are indices into ``found``, which is sorted by number. Three claims, of which the
    first and the last share most words -> ``pairs=[(0, 2, 17)]``
    """
    order = sorted(range(len(found)), key=lambda i: found[i].order)
    rows: dict[int, list[int]] = {}
    for i in order:
        rows.setdefault(found[i].twin, []).append(i)
    chains = [pair for row in rows.values() for pair in pairwise(row)]
    heads = sorted(row[0] for row in rows.values())
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    buckets, members = _posted(found, heads, rarity)
    days = np.array([node.moment for node in found], dtype=np.int64)
    low, high, times = tally(buckets, rank[members], days[members], len(found))
    back = np.asarray(order, dtype=np.int64)
    one, other = back[low], back[high]
    more = np.array([*chains, *_reports(found)], dtype=np.int64).reshape(-1, 2)
    one, other = np.r_[one, more[:, 0]], np.r_[other, more[:, 1]]
    times = np.r_[times, np.ones(len(more), dtype=np.int64)]
    codes, where = np.unique(
        np.minimum(one, other) * max(1, len(found)) + np.maximum(one, other), return_inverse=True
    )
    met = np.bincount(where, weights=times, minlength=len(codes)).astype(np.int64)
    columns = (codes // max(1, len(found)), codes % max(1, len(found)), met)
    pairs = list(zip(*(column.tolist() for column in columns), strict=True))
    twins = np.array([node.twin for node in found], dtype=np.int64)
    return Candidates(
        pairs, np.r_[buckets, twins], np.r_[members, np.arange(len(found), dtype=np.int64)]
    )


def _posted(
    found: Sequence[Node], heads: Sequence[int], rarity: Rarity
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The buckets of the first of each row of twins, and the index of the claim beside each."""
    buckets, members = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, len(heads), BATCH):
        some = heads[start : start + BATCH]
        fallen = keys([found[i].seen for i in some], rarity)
        buckets += fallen
        members += [np.full(len(k), i, dtype=np.int64) for i, k in zip(some, fallen, strict=True)]
    return np.concatenate(buckets), np.concatenate(members)


def _reports(found: Sequence[Node]) -> Iterator[tuple[int, int]]:
    inside: dict[str, list[int]] = {}
    for i, node in enumerate(found):
        inside.setdefault(node.seen.report, []).append(i)
    for members in inside.values():
        yield from within(members, found)


def within(members: Sequence[int], found: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The pairs of one report: all of them, or the neighbours in the text of a long one."""
    placed = sorted(members, key=lambda i: (found[i].seen.start, found[i].number))
    yield from meeting(placed, full=WHOLE)
