"""Which pairs of claims are worth comparing, in time that grows with the number of claims.

A claim falls into buckets: bands of its MinHash signature (claims that share a third of their
stems meet in one with high probability), pairs of its rarest stems, and the things that it counts
and the sides that it takes, with the place. Buckets that are too full are sorted by signature, and
each claim meets only its neighbours there; the same words of the same source are looked up once.
So the number of pairs stays linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from sayso.link.hashing import Hashes, signatures, word_hash
from sayso.link.rarity import Rarity
from sayso.link.view import Seen

__all__ = ["pairs"]

BANDS, ROWS = 12, 2
"""Two claims with Jaccard overlap j meet with probability 1 - (1 - j**2)**12: 0.7 at a third."""
RARE = 7
"""Rarest stems of a claim (of those that another claim has) that form pairs."""
FULL = 12
"""From this size on a bucket is walked by neighbours."""
WINDOW = 4
WHOLE = 60
"""All claims of a report of at most this many are compared with each other."""


def pairs(seen: Sequence[Seen], rarity: Rarity) -> list[tuple[int, int]]:
    """Index pairs (i < j) into ``seen``, sorted, each once.

    Three claims, of which the first and the last share most words -> ``[(0, 2)]``
    """
    prints = signatures([[word_hash(w) for w in sorted(s.bag)] for s in seen], BANDS * ROWS)
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    first: dict[Hashable, int] = {}
    for index in sorted(range(len(seen)), key=lambda i: (seen[i].published, seen[i].id)):
        one = seen[index]
        head = first.setdefault((one.words, one.who), index)
        if head != index:  # the same words again: what they are like is known from the first
            found.add((min(head, index), max(head, index)))
            buckets["report", one.report].append(index)
            continue
        for key in _keys(one, prints[index], rarity):
            buckets[key].append(index)
    order = [(tuple(row), one.id) for row, one in zip(prints.tolist(), seen, strict=True)]
    for key, members in buckets.items():
        whole = isinstance(key, tuple) and key[0] == "report"
        if len(members) <= (WHOLE if whole else FULL):
            found.update((min(p), max(p)) for p in combinations(members, 2))
        else:
            ranked = sorted(members, key=order.__getitem__)
            for step in range(1, WINDOW + 1):
                found.update((min(p), max(p)) for p in zip(ranked, ranked[step:], strict=False))
    return sorted(pair for pair in found if _worth(seen[pair[0]], seen[pair[1]]))


def _worth(a: Seen, b: Seen) -> bool:
    """Whether two claims have enough in common to be looked at closely."""
    if a.report == b.report:
        return True
    both = len(a.bag & b.bag)
    if both >= 2 and both * 4 >= min(len(a.bag), len(b.bag)):
        return True
    if a.dismissed or b.dismissed or any(axis in b.stances for axis in a.stances):
        return both >= 1
    for x in a.counts:
        for y in b.counts:
            if x.head and x.head == y.head and (both >= 2 or x.doing & y.doing):
                return True
    return False


def _keys(one: Seen, row: Hashes, rarity: Rarity) -> Iterator[Hashable]:
    if one.bag:
        for band in range(BANDS):
            yield "band", band, row[band * ROWS : band * ROWS + ROWS].tobytes()
    rare = sorted(one.bag, key=lambda w: (-rarity.of(w), w))[:RARE]
    for pair in combinations(sorted(rare), 2):
        yield "rare", pair
    for count in one.counts:
        for place in sorted(count.place or one.places or {""}):
            yield "count", count.head, place
        yield "number", count.head, count.low, count.high
        for doing in sorted(count.doing):
            yield "doing", count.head, doing
    for axis in sorted(one.stances):
        for where in sorted(one.places or one.names):
            yield "axis", axis, where
    yield "report", one.report
