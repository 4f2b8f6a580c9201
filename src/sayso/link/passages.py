"""Which word sequences reports share, without what is the furniture of a site.

Eight words in a row are hardly ever written twice by chance; what stands in many reports that share
little else is navigation, a slogan, a disclaimer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.link.hashing import Hashes, sequences, signatures
from sayso.link.words import tokens
from sayso.records import Report

__all__ = [
    "CROWD",
    "Overlaps",
    "contribution",
    "fingerprint",
    "furniture",
    "joined",
    "overlaps",
    "shingles",
]

LENGTH = 8
"""Words in a sequence: shorter ones are shared by chance, longer ones break at every edit."""
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
class Overlaps:
    """``ids`` of the reports, sorted; ``sizes`` their sequences without furniture, ``prints`` their
    signatures; ``counts`` the sequences that two share, by index; ``sequences`` and
    ``owners`` who has which.
    """

    ids: Sequence[str]
    sizes: Sequence[int]
    prints: Hashes
    counts: Mapping[tuple[int, int], int]
    sequences: Hashes
    owners: NDArray[np.int64]


def shingles(report: Report) -> Hashes:
    """The word sequences of a report's text, as sorted hashes."""
    return sequences(tokens(report.text), LENGTH)


def fingerprint(found: Hashes) -> Hashes:
    """The signature of a report's sequences: one row of `PRINT` columns."""
    row: Hashes = signatures([found.tolist()], PRINT)[0]
    return row


def overlaps(reports: Mapping[str, Report]) -> Overlaps:
    """What all reports share, two by two."""
    ids = sorted(reports)
    found = [shingles(reports[id_]) for id_ in ids]
    outlets = [reports[id_].outlet for id_ in ids]
    return joined(ids, outlets, found, signatures([s.tolist() for s in found], PRINT))


def joined(
    ids: Sequence[str], outlets: Sequence[str | None], found: Sequence[Hashes], prints: Hashes
) -> Overlaps:
    """The same of reports whose sequences and signatures are known."""
    sizes = [len(s) for s in found]
    values = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    owners = np.repeat(np.arange(len(found)), sizes)
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    counts: Counter[tuple[int, int]] = Counter()
    for group, count in _groups(values, owners).items():
        less, more = contribution(group, count, prints, outlets)
        for owner in less:
            sizes[owner] -= count
        for pair in more:
            counts[pair] += count
    return Overlaps(ids, sizes, prints, counts, values, owners)


def _groups(values: Hashes, owners: NDArray[np.int64]) -> Counter[tuple[int, ...]]:
    """How many sequences each group of reports shares, of groups of two and more."""
    if not len(values):
        return Counter()
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    ends = np.r_[starts[1:], len(values)]
    several = ends - starts > 1
    return Counter(
        tuple(owners[start:end].tolist())
        for start, end in zip(starts[several], ends[several], strict=True)
    )


def contribution(
    group: tuple[int, ...], count: int, prints: Hashes, outlets: Sequence[str | None]
) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """What sequences that just this group shares count for: (whom they count less, which pairs).

    ``group`` has indices into ``prints`` and ``outlets``, sorted.
    """
    if furniture(group, prints, outlets):
        return group, []
    ranked = sorted(group, key=lambda i: (prints[i].tolist(), i)) if len(group) > CROWD else group
    return (), [(min(i, j), max(i, j)) for i, j in _pairs(ranked)]


def furniture(group: tuple[int, ...], prints: Hashes, outlets: Sequence[str | None]) -> bool:
    """Whether the reports that share a sequence share little else: it belongs to their site."""
    if len(group) < 3:
        return False
    step = max(1, len(group) // SAMPLE)
    some = prints[list(group[::step])]
    agree = (some[:, None, :] == some[None, :, :]).mean(axis=2)
    others = float((agree.sum() - len(some)) / (len(some) * (len(some) - 1)))
    one_site = len({outlets[i] for i in group}) == 1 and outlets[group[0]] is not None
    return others < (ONE_SITE if one_site else MANY_SITES)


def _pairs(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    reach = len(group) if len(group) <= CROWD else WINDOW
    for place, i in enumerate(group):
        for j in group[place + 1 : place + 1 + reach]:
            yield i, j
