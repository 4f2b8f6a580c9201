"""Work that processes can share, in batches: claims to take apart, and pairs of them to judge.

What is seen of a claim depends on its report alone (see `nodes`), a judgement on the two claims
alone (see `judging`): so how they are dealt out, and who works on them, changes nothing. Claims
near in time mostly meet one another: a batch of pairs is a stretch of time, and so of few claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol, TypeVar

import msgspec
import numpy as np

from sayso.link.buckets import WHOLE
from sayso.link.collector import uncollected
from sayso.link.judging import Judged, looked_at, worth
from sayso.link.meaning import likenesses
from sayso.link.nodes import Node, nodes, number_of
from sayso.link.rarity import Rarity
from sayso.link.view import Seen
from sayso.records import Claim, Report

__all__ = [
    "Answer",
    "Batch",
    "Pile",
    "Run",
    "Taken",
    "all_meet",
    "batches",
    "judged_in",
    "piles",
    "taken_in",
]

CLAIMS = 512
"""Claims of one pile, or a few more: half a second's work."""
PAIRS = 8_192
"""Pairs of one batch: most of a second's work."""

Met = tuple[int, int, int, Judged]
"""(a, b, how often they meet, the judgement) by the numbers of two claims."""
T = TypeVar("T")
R = TypeVar("R")


class Run(Protocol):
    """What calls a function for each batch, in order: `map`, or one with several processes."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterable[R]:
        """``function(item)`` for each item."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Some reports with all their claims."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """As with `Batch`."""
        return _pile, (_write((self.reports, self.claims)),)


@dataclass(frozen=True, slots=True)
class Taken:
    """The claims of a pile as they are compared, and the judgements on the pairs inside its reports
    that are worth keeping, where all claims of a report meet: more than half of all pairs, and
    nothing has to travel for them.
    """

    nodes: tuple[Node, ...]
    met: tuple[Met, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """As with `Batch`."""
        return _taken, (_write((self.nodes, self.met)),)


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


NOBODY: frozenset[str] = frozenset()
_write = msgspec.msgpack.Encoder().encode
_read = msgspec.msgpack.Decoder(tuple[tuple[Seen, ...], tuple[tuple[int, int, int], ...]]).decode
_met = msgspec.msgpack.Decoder(tuple[Met, ...]).decode


_read_pile = msgspec.msgpack.Decoder(tuple[tuple[Report, ...], tuple[Claim, ...]]).decode
_nodes = msgspec.msgpack.Decoder(tuple[tuple[Node, ...], tuple[Met, ...]]).decode


@uncollected()
def _pile(packed: bytes) -> Pile:
    return Pile(*_read_pile(packed))


@uncollected()
def _taken(packed: bytes) -> Taken:
    return Taken(*_nodes(packed))


@uncollected()
def _told(packed: bytes) -> Answer:
    return Answer(_met(packed))


@uncollected()
def _unpacked(packed: bytes) -> Batch:
    return Batch(*_read(packed))


def piles(claims: Iterable[Claim], reports: Mapping[str, Report]) -> Iterator[Pile]:
    """Every claim once, with its report, those of a report together; a claim whose report is
    missing is left out.
    """
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.report in reports:
            of.setdefault(claim.report, []).append(claim)
    some: list[Report] = []
    found: list[Claim] = []
    for id_ in sorted(of):
        some.append(reports[id_])
        found += of[id_]
        if len(found) >= CLAIMS:
            yield Pile(tuple(some), tuple(found))
            some, found = [], []
    if found:
        yield Pile(tuple(some), tuple(found))


@uncollected()
def taken_in(pile: Pile) -> Taken:
    """Take the claims of a pile apart, and judge the pairs inside its reports."""
    found = tuple(nodes(pile.claims, {report.id: report for report in pile.reports}))
    inside: dict[str, list[int]] = {}
    for i, node in enumerate(found):
        inside.setdefault(node.seen.report, []).append(i)
    pairs = (
        (i, j, 1) for some in inside.values() if all_meet(some) for i, j in combinations(some, 2)
    )
    return Taken(found, judged_in(Batch(tuple(node.seen for node in found), tuple(pairs))).met)


def all_meet(claims: Collection[object]) -> bool:
    """Whether all claims of a report meet each other."""
    return len(claims) <= WHOLE


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


@uncollected()
def judged_in(batch: Batch) -> Answer:
    """Judge the pairs of a batch."""
    rarity, seen = Rarity(), batch.seen
    numbers = [number_of(one.id) for one in seen]
    pairs = [pair for pair in batch.pairs if worth(seen[pair[0]], seen[pair[1]])]
    met = {place for i, j, _ in pairs for place in (i, j)}
    bags = [one.bag if place in met else NOBODY for place, one in enumerate(seen)]
    near = likenesses(bags, [(i, j) for i, j, _ in pairs])
    return Answer(
        tuple(
            (numbers[i], numbers[j], times, one)
            for (i, j, times), alike in zip(pairs, near, strict=True)
            if (one := looked_at(seen[i], seen[j], alike, rarity)) is not None
        )
    )
