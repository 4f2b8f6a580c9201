"""Linking cut into steps that need one report, one bucket, one batch or one group of reports only.

Many machines can take them on (see `sayso.engines_spark_link`); between two steps lies a join by a
key. Each step calls the functions by which `whole` links a ledger at once, and so gives the same:

    a report          -> `stood`: its claims as they are compared, whom they meet in it, their keys
    a run of buckets  -> `met_in`: the pairs that meet in them (never more than a bounded number)
    a batch of pairs  -> `compared`: the judgements worth keeping, and what they are folded by
    reports that share word sequences -> `weighed`: which pairs these count for
    a pair of reports -> `copied`: whether one is a reprint of the other
    all of these      -> `concluded`: propositions and links, from the tables of the ledger
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.index import Index, Kept, Met, Overlap, Text
from sayso.link.batches import Batch, judged_in
from sayso.link.buckets import UNDATED, tally
from sayso.link.candidates import within
from sayso.link.copies import Copies, enough, is_reprint, pair_of
from sayso.link.credits import credits
from sayso.link.linked import Linked
from sayso.link.meetings import ties_of
from sayso.link.nodes import keys, nodes, number_of
from sayso.link.packing import judged_of, kept, met, node_of, overlap, pair_from
from sayso.link.passages import contribution, fingerprint, shingles
from sayso.link.rarity import Rarity
from sayso.link.whole import derived
from sayso.records import Claim, Decision, Report

__all__ = [
    "alike",
    "compared",
    "concluded",
    "copied",
    "credited",
    "met_in",
    "stood",
    "text_of",
    "weighed",
    "worth_reading",
]

Numbers = NDArray[np.int64]
Stood = tuple[Kept, list[int], list[int]]


def stood(claims: Sequence[Claim], report: Report) -> list[Stood]:
    """The claims of one report: (as it is kept, its buckets, whom it meets inside the report).

    Two claims of one report -> ``[(kept_1, [...], [number_2]), (kept_2, [...], [])]``, by number
    """
    found = nodes(claims, {report.id: report})
    near: list[list[int]] = [[] for _ in found]
    for i, j in within(range(len(found)), found):
        near[min(i, j)].append(found[max(i, j)].number)
    fallen = keys([node.seen for node in found], Rarity())
    return [
        (kept(node), buckets.tolist(), sorted(others))
        for node, buckets, others in zip(found, fallen, near, strict=True)
    ]


def alike(some: Iterable[Kept], others: Iterable[Kept]) -> bool:
    """Whether both hold the same claims; their bytes may differ by the order of sets."""
    one, other = (sorted(map(node_of, kept), key=lambda n: n.number) for kept in (some, others))
    return one == other


def met_in(buckets: Numbers, moments: Numbers, claims: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """All pairs of whole buckets: (lower number, higher number, in how many of them they meet).

    >>> one = np.array([6, 6]), np.array([5, 4]), np.array([-1, -9])
    >>> [column.tolist() for column in met_in(*one)]
    [[-9], [-1], [1]]
    """
    order = np.lexsort((claims, moments))
    first = np.r_[True, np.diff(claims[order]) != 0][: len(order)]
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(first) - 1
    numbers = claims[order][first]
    low, high, times = tally(buckets, ranks, moments, len(numbers))
    one, other = numbers[low], numbers[high]
    return np.minimum(one, other), np.maximum(one, other), times


def compared(
    claims: Mapping[int, Kept], pairs: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[Met, list[int]]]:
    """The judgements on pairs (a, b, how often they meet), each with its ties, of those to keep."""
    numbers = sorted({number for a, b, _ in pairs for number in (a, b)})
    place = {number: i for i, number in enumerate(numbers)}
    seen = tuple(node_of(claims[number]).seen for number in numbers)
    dealt = tuple((place[a], place[b], times) for a, b, times in pairs)
    for a, b, times, judged in judged_in(Batch(seen, dealt)).met:
        yield met(a, b, times, judged), list(ties_of(seen[place[a]], seen[place[b]], judged))


def text_of(report: Report) -> tuple[Text, Numbers]:
    """A report as it is compared, still with all its word sequences counted, and these."""
    found = shingles(report)
    number, size = number_of(report.id), len(found)
    text = Text(number, report.id, report.outlet, size, fingerprint(found).tobytes(), "")
    return text, found.astype(np.int64)


def weighed(texts: Sequence[Text], count: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Of reports that alone share ``count`` sequences: (whose sequences are the furniture of a
    site, which pairs share them), by their numbers.
    """
    texts = sorted(texts, key=lambda text: text.number)
    prints = np.array([np.frombuffer(text.print, dtype=np.uint64) for text in texts])
    outlets = [text.outlet for text in texts]
    less, more = contribution(tuple(range(len(texts))), count, prints, outlets)
    numbers = [text.number for text in texts]
    return [numbers[i] for i in less], [(numbers[i], numbers[j]) for i, j in more]


def credited(report: Report, outlets: frozenset[str]) -> str:
    """Whom a report credits with its text, as it is kept; ``outlets`` are all of the ledger."""
    return json.dumps(sorted(credits(report, outlets)))


def copied(
    one: tuple[Text, Report] | Text, other: tuple[Text, Report] | Text, shared: int
) -> Overlap:
    """What two reports, the one of the lower number first, have in common. The reports themselves
    are only needed where `worth_reading` says so.
    """
    if isinstance(one, Text) or isinstance(other, Text):
        a, b = (side if isinstance(side, Text) else side[0] for side in (one, other))
        return overlap(a.number, b.number, shared, None, False)
    told = {text.id: frozenset(json.loads(text.credits)) for text, _ in (one, other)}
    shorter = min(one[0].size, other[0].size)
    pair = pair_of(one[1], other[1], shared, shorter, told)
    reprint = pair is not None and is_reprint(pair)
    return overlap(one[0].number, other[0].number, shared, pair, reprint)


def worth_reading(shared: int, one: int, other: int) -> bool:
    """Whether two reports of these sizes that share so many sequences are looked at closely."""
    return enough(shared, min(one, other))


def concluded(index: Index, reports: Mapping[str, Report], decisions: Sequence[Decision]) -> Linked:
    """Propositions and links of a whole ledger whose claims, judgements and overlaps are in the
    tables.
    """
    found = sorted(map(node_of, index.claims_until(UNDATED)), key=lambda node: node.number)
    judged = [(row.a, row.b, row.times, judged_of(row)) for row in index.all_met()]
    texts = list(index.texts(map(number_of, reports)))
    rows = {(row.a, row.b): row for row in index.overlaps([text.number for text in texts])}
    pairs = [
        (pair, bool(row.reprint))
        for _, row in sorted(rows.items())
        if (pair := pair_from(row)) is not None
    ]
    copies = Copies(
        tuple(pair for pair, reprint in pairs if reprint),
        tuple(pair for pair, reprint in pairs if not reprint),
        {text.id: frozenset(json.loads(text.credits)) for text in texts},
    )
    return derived(found, judged, copies, reports, decisions)
