"""A claim's place among the others: its day, the buckets it falls into, and whose words it repeats.

Buckets are bands of the MinHash signature of its stems (claims that share a third of them meet in
one with high probability), pairs of its rarest stems, and the things that it counts and the sides
that it takes, with the place. A claim that repeats another in every word, by the same speaker,
about the same time and place, is its *twin*: only the first of them falls into buckets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.link.hashing import signatures, word_hash
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, see
from sayso.records import Claim, Report

__all__ = ["Node", "keys", "nodes", "number_of"]

BANDS, ROWS = 12, 2
"""Two claims with Jaccard overlap j meet with probability 1 - (1 - j**2)**12: 0.7 at a third."""
RARE = 7
"""Rarest stems of a claim that form pairs."""
UNDATED = 10**7
"""Later than any day."""


@dataclass(frozen=True, slots=True)
class Node:
    """``number`` is the claim's id as an integer, ``moment`` the day on which it can be known:
    when its report was published, or when it was said if that is later. ``twin`` is the same
    for claims that repeat each other. ``said`` is when it was said, as EDTF.
    """

    number: int
    moment: int
    twin: int
    said: str | None
    seen: Seen

    @property
    def order(self) -> tuple[int, int]:
        """The order of time, the same whatever the order of arrival."""
        return self.moment, self.number


def number_of(id_: str) -> int:
    """An id as a signed 64-bit integer, in the order of the ids.

    >>> number_of("0000000000000000") < number_of("00000000000000ff") < number_of("f" * 16)
    True
    """
    return int(id_, 16) - 2**63


def nodes(claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Node]:
    """The claims as they are compared, sorted by id; one whose report is missing is left out.

    The claims of a report must come together: each is seen with the names that all of them name.
    """
    unique = {claim.id: claim for claim in claims if claim.report in reports}
    seen = {id_: see(unique[id_], reports[unique[id_].report]) for id_ in sorted(unique)}
    names: dict[str, set[str]] = {}
    for one in seen.values():
        names.setdefault(one.report, set()).update(one.names)
    whole = {report: frozenset(found) for report, found in names.items()}
    found = []
    for id_, one in seen.items():
        said = unique[id_].said
        edtf = said.edtf if said else None
        found.append(
            Node(
                number_of(id_),
                max(_day(reports[one.report].published), _day(said.start if said else None, 0)),
                _twin(one),
                edtf if edtf is not None else one.said[0] if one.said else None,
                replace(one, context=whole[one.report]),
            )
        )
    return found


def _day(stamp: str | None, otherwise: int = UNDATED) -> int:
    try:
        return date.fromisoformat((stamp or "")[:10]).toordinal()
    except ValueError:
        return otherwise


def _hash(*parts: object) -> int:
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little", signed=True)


def _twin(one: Seen) -> int:
    """The same for two claims of which every comparison with a third says the same."""
    return _hash(
        "twin", *one.words, "", *sorted(one.names), "", *one.denials, sorted(one.denied),
        one.asserted, *map(_count, one.counts), sorted(one.places), one.about, one.speaker,
        one.origin, one.chain, sorted((axis, s.side) for axis, s in one.stances.items()),
        None if one.dismissed is None else sorted(one.dismissed), one.stage, one.act,
        one.certainty, one.hearsay, one.narration,
    )  # fmt: skip


def _count(count: object) -> list[object]:
    """The values of a count, its sets sorted."""
    values = (getattr(count, name) for name in count.__dataclass_fields__)  # type: ignore[attr-defined]
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def keys(seen: Sequence[Seen], rarity: Rarity) -> list[NDArray[np.int64]]:
    """The buckets of each claim: distinct integers, sorted."""
    prints = signatures([[word_hash(w) for w in sorted(s.bag)] for s in seen], BANDS * ROWS)
    return [
        np.unique(np.fromiter(_keys(one, row.tobytes(), rarity), dtype=np.int64))
        for one, row in zip(seen, prints, strict=True)
    ]


def _keys(one: Seen, row: bytes, rarity: Rarity) -> Iterator[int]:
    if one.bag:
        width = 8 * ROWS
        for band in range(BANDS):
            key = bytes([band]) + row[band * width : band * width + width]
            yield int.from_bytes(blake2b(key, digest_size=8).digest(), "little", signed=True)
    rare = sorted(one.bag, key=lambda w: (-rarity.of(w), w))[:RARE]
    for pair in combinations(sorted(rare), 2):
        yield _hash("rare", *pair)
    for count in one.counts:
        for place in sorted(count.place or one.places or {""}):
            yield _hash("count", count.head, place)
        yield _hash("number", count.head, count.low, count.high)
        for doing in sorted(count.doing):
            yield _hash("doing", count.head, doing)
    for axis in sorted(one.stances):
        for where in sorted(one.places or one.names):
            yield _hash("axis", axis, where)
