"""A claim's place among the others: its day, the buckets it falls into, and whose words it repeats.

Buckets are bands of the MinHash signature of its stems (claims that share a third of them meet in
one with high probability), pairs of its rarest stems, and the things that it counts and the sides
that it takes, with the place. A claim that repeats another in every word, by the same speaker,
about the same time and place, is its *twin*: only the first of them falls into buckets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import combinations
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.link.buckets import UNDATED, fleeting, lasting
from sayso.link.context import in_context
from sayso.link.denials import MONTHS, dated
from sayso.link.hashing import hashed, leasts, word_hash
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, see
from sayso.records import Claim, Report

__all__ = ["Node", "id_of", "keys", "nodes", "number_of"]

BANDS, ROWS = 12, 2
"""Two claims with Jaccard overlap j meet with probability 1 - (1 - j**2)**12: 0.7 at a third."""
RARE = 7
"""Rarest stems of a claim that form pairs."""
TELLING = 12.0
"""Weight of the stems that make a bucket: one stem alone, or two everyday ones, bring together what
has nothing to do with each other, ever more of it the larger a ledger is. Of 10,000 invented claims
a third of the pairs between reports goes, with one of 5,236 judgements that were kept; of 612
articles of one day a fifth, with 175 of 11,833, and as many claims stand in groups as before."""
BRIEF = 5
"""Claims of so few stems have no better ones."""


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


def id_of(number: int) -> str:
    """The id again.

    >>> id_of(number_of("00000000000000ff"))
    '00000000000000ff'
    """
    return f"{number + 2**63:016x}"


def nodes(claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Node]:
    """The claims as they are compared, sorted by id; one whose report is missing is left out.

    The claims of a report must come together: they complete each other.
    """
    unique = {claim.id: claim for claim in claims if claim.report in reports}
    together: dict[str, list[Seen]] = {}
    for id_ in sorted(unique):
        report = unique[id_].report
        together.setdefault(report, []).append(see(unique[id_], reports[report]))
    whole = {report: in_context(some, reports[report].text) for report, some in together.items()}
    seen = dict(sorted((one.id, one) for some in whole.values() for one in some))
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
                one,
            )
        )
    return found


def _day(stamp: str | None, otherwise: int = UNDATED) -> int:
    try:
        return date.fromisoformat((stamp or "")[:10]).toordinal()
    except ValueError:
        return otherwise


WHEREABOUTS = frozenset({
    "id", "report", "start", "end", "at", "spans", "text", "said", "outlet", "published",
    "beside", "context", "neighbours", "nested", "parent", "shown",
})  # fmt: skip
"""Fields of a claim, and of what it holds, that say where it stands and not what it says."""


def _twin(one: Seen) -> int:
    """The same for two claims of which every comparison with a third report's says the same."""
    return hashed("twin", _plain(one))


def _plain(value: Any) -> object:
    """A value without whereabouts, written the same whatever the order of its sets."""
    if isinstance(value, ATOMS):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(map(_plain, value)) if value else None
    if isinstance(value, Mapping):
        return [(key, _plain(value[key])) for key in sorted(value)]
    kind: Any = type(value)
    return list(map(_plain, _told(kind)(value)))


ATOMS = (str, int, float, type(None))


@cache
def _told(kind: Any) -> Callable[[object], tuple[object, ...]]:
    """What takes out of a noun the fields that say what a claim says."""
    return attrgetter(*(f.name for f in fields(kind) if f.name not in WHEREABOUTS))


def keys(seen: Sequence[Seen], rarity: Rarity) -> list[NDArray[np.int64]]:
    """The buckets of each claim: distinct integers, sorted."""
    return [np.unique(np.fromiter(_keys(one, rarity), dtype=np.int64)) for one in seen]


def _keys(one: Seen, rarity: Rarity) -> Iterator[int]:
    stems = sorted(one.bag)
    least = [stems[i] for i in leasts(map(word_hash, stems), BANDS * ROWS)]
    rare = sorted(stems, key=lambda w: (-rarity.of(w), w))[:RARE]
    shared = [(f"band {i}", least[i : i + ROWS]) for i in range(0, len(least), ROWS)]
    shared += [("rare", list(pair)) for pair in combinations(rare, 2)]
    for kind, words in shared:
        alike = frozenset(words)
        if len(stems) <= BRIEF or rarity.mass(alike) >= TELLING:
            bucket = hashed(kind, *sorted(alike))
            if kind == "rare":
                yield fleeting(bucket)
            if kind != "rare" or len(stems) <= BRIEF:
                yield lasting(bucket)
    yield from map(lasting, _matters(one))


def _matters(one: Seen) -> Iterator[int]:
    """The things that a claim counts, the sides that it takes and what it denies, as buckets."""
    for count in one.counts:
        for place in sorted(count.place or one.places or {""}):
            yield hashed("count", count.head, place)
        yield hashed("number", count.head, count.low, count.high)
        for doing in sorted(count.doing):
            yield hashed("doing", count.head, doing)
    for axis in sorted(one.stances):
        for where in sorted(one.places or one.names):
            yield hashed("axis", axis, where)
    for head in sorted({denied.stems[0] for denied in one.denials}):
        for voice in sorted(one.voices):
            yield hashed("denied", head, voice)
    if one.stage == "planned" or dated(one):
        for month in sorted(one.bag & MONTHS):
            yield hashed("month", month)
