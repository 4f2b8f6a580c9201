"""Pairs of claims in batches, each with all that judging it takes: work that processes can share.

A judgement depends on the two claims alone (see `judging`), so how pairs are dealt out, and who
judges them, changes nothing. Claims near in time mostly meet one another: a batch is a stretch
of time, and holds few claims for its pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
import numpy as np

from sayso.link.judging import Judged, judge
from sayso.link.nodes import Node, number_of
from sayso.link.rarity import Rarity
from sayso.link.view import Seen

__all__ = ["Answer", "Batch", "Run", "batches", "judged_in"]

PAIRS = 4_096
"""Pairs of one batch: most of a second's work."""

Met = tuple[int, int, int, Judged]
"""(a, b, how often they meet, the judgement) by the numbers of two claims."""
T = TypeVar("T")
R = TypeVar("R")
Run = Callable[[Callable[["Batch"], "Answer"], Iterable["Batch"]], Iterable["Answer"]]
"""What calls a function for each batch, in order: `map`, or one with several processes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``pairs`` has (place in ``seen``, place in ``seen``, how often they meet)."""

    seen: tuple[Seen, ...]
    pairs: tuple[tuple[int, int, int], ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """On its way to another process it is one string of bytes, five times as quick."""
        return _unpacked, (_write((self.seen, self.pairs)),)


@dataclass(frozen=True, slots=True)
class Answer:
    """The judgements on the pairs of a batch that are worth keeping, in the order of the pairs."""

    met: tuple[Met, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """As with `Batch`."""
        return _told, (_write(self.met),)


_write = msgspec.msgpack.Encoder().encode
_read = msgspec.msgpack.Decoder(tuple[tuple[Seen, ...], tuple[tuple[int, int, int], ...]]).decode


_met = msgspec.msgpack.Decoder(tuple[Met, ...]).decode


def _told(packed: bytes) -> Answer:
    return Answer(_met(packed))


def _unpacked(packed: bytes) -> Batch:
    return Batch(*_read(packed))


def batches(
    found: Sequence[Node], pairs: Sequence[tuple[int, int, int]], size: int = PAIRS
) -> Iterator[Batch]:
    """Every pair once, by the places of its claims in ``found``.

    Three claims, the first and last of which meet -> ``Batch((first, last), ((0, 1, 17),))``
    """
    order = sorted(range(len(found)), key=lambda i: found[i].order)
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    table = np.array(pairs, dtype=np.int64).reshape(-1, 3)
    late = np.maximum(rank[table[:, 0]], rank[table[:, 1]])
    table = table[np.argsort(late, kind="stable")]
    for start in range(0, len(table), size):
        some = table[start : start + size]
        who, places = np.unique(some[:, :2], return_inverse=True)
        places = places.reshape(-1, 2)
        yield Batch(
            tuple(found[i].seen for i in who.tolist()),
            tuple(zip(*places.T.tolist(), some[:, 2].tolist(), strict=True)),
        )


def judged_in(batch: Batch) -> Answer:
    """Judge the pairs of a batch."""
    rarity = Rarity()
    numbers = [number_of(one.id) for one in batch.seen]
    return Answer(
        tuple(
            (numbers[i], numbers[j], times, one)
            for i, j, times in batch.pairs
            if (one := judge(batch.seen[i], batch.seen[j], rarity)) is not None
        )
    )
