"""Which members of one bucket meet: those near in time, and the first few all of them.

A bucket holds claims that share something, in the order of the day (see `nodes`). Members meet if
at most `WINDOW` places lie between them, or if both are among the first `FULL`. So a bucket of
of any size gives a number of pairs that grows with its members only; who meets on a day is the
same whatever comes later; and a new member changes the pairs beside it, not all of them.

In a *fleeting* bucket, of what two claims may well share by chance, only those meet between whose
days lie no more than `FLEETS`: else a ledger that covers twice the time has twice the pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FULL",
    "REACH",
    "UNDATED",
    "WHOLE",
    "WINDOW",
    "changed",
    "fleeting",
    "lasting",
    "meeting",
    "near",
    "tally",
]

FULL = 12
"""All claims of a bucket of at most this many meet."""
WINDOW = 5
WHOLE = 60
"""`FULL` for the claims of one report."""
REACH = FULL + 2 * WINDOW + 2
"""From the beginning of a bucket, so many members decide what a new one among them changes."""

FLEETS = 31
"""Days. Of 58,000 pairs further apart that two rare stems alone brought together, in nine months of
news, 21 were called the same, and nearly all of them were not."""
UNDATED = 10**7
"""The day of what has none: later than any, and near to all."""

T = TypeVar("T", bound=Hashable)
Numbers = NDArray[np.int64]


def meeting(members: Sequence[T], full: int = FULL, start: int = 0) -> Iterator[tuple[T, T]]:
    """The pairs that meet among ``members``, neighbours in a bucket from place ``start`` on.

    >>> list(meeting("abcd", full=2)) == list(meeting("abcd"))
    True
    >>> len(list(meeting(range(100)))) < 100 * FULL
    True
    """
    for place, one in enumerate(members):
        reach = max(place + WINDOW + 1, full - start)
        for other in members[place + 1 : reach]:
            yield one, other


def changed(
    members: Sequence[T], new: T, key: Callable[[T], object], start: int = 0
) -> tuple[set[tuple[T, T]], set[tuple[T, T]]]:
    """What pairs a new member of a bucket brings, and which it parts: (brought, parted).

    ``members`` are the neighbours of the place where ``new`` comes to stand, in order, without it:
    the first `REACH` of the bucket (``start`` 0), or `WINDOW` on either side.

    >>> brought, parted = changed([1, 3], 2, key=lambda n: n)
    >>> sorted(brought), parted
    ([(1, 2), (2, 3)], set())
    """
    before = set(meeting(members, start=start))
    after = set(meeting(sorted([*members, new], key=key), start=start))  # type: ignore[arg-type]
    return after - before, before - after


def fleeting(bucket: int) -> int:
    """The number of a bucket in which claims meet only within `FLEETS` days: an odd one."""
    return bucket | 1


def lasting(bucket: int) -> int:
    """The number of a bucket in which claims meet whatever lies between them: an even one."""
    return bucket & ~1


def near(bucket: int, one: int, other: int) -> bool:
    """Whether claims of two days may meet in a bucket.

    >>> near(fleeting(8), 100, 200), near(lasting(8), 100, 200), near(fleeting(8), 100, UNDATED)
    (False, True, True)
    """
    return not bucket & 1 or abs(one - other) <= FLEETS or UNDATED in (one, other)


def tally(
    buckets: Numbers, ranks: Numbers, days: Numbers, count: int
) -> tuple[Numbers, Numbers, Numbers]:
    """All pairs of all buckets at once: (lower rank, higher rank, in how many buckets they meet).

    ``buckets``, ``ranks`` and ``days`` are the columns of the table of who is in which bucket; a
    rank below ``count`` is a claim's place in the order of time.

    >>> days = np.array([1, 2, 1, 2])
    >>> table = np.array([6, 6, 8, 8]), np.array([0, 1, 0, 1]), days
    >>> [column.tolist() for column in tally(*table, count=2)]
    [[0], [1], [2]]
    """
    order = np.lexsort((ranks, buckets))
    buckets, ranks, days = buckets[order], ranks[order], days[order]
    fresh = np.flatnonzero(np.r_[True, buckets[1:] != buckets[:-1]])
    places = np.arange(len(buckets)) - np.repeat(fresh, np.diff(np.r_[fresh, len(buckets)]))
    found = [np.empty(0, dtype=np.int64)]
    for step in range(1, min(max(WINDOW + 1, FULL), len(buckets))):
        meet = buckets[step:] == buckets[:-step]
        if step > WINDOW:
            meet &= places[step:] < FULL
        far = (np.abs(days[step:] - days[:-step]) > FLEETS) & (days[step:] != UNDATED)
        meet &= ~(far & (buckets[step:] & 1).astype(bool))
        at = np.flatnonzero(meet)
        found.append(ranks[at] * count + ranks[at + step])
    pairs, times = np.unique(np.concatenate(found), return_counts=True)
    return pairs // max(1, count), pairs % max(1, count), times
