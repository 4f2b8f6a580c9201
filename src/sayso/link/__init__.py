"""Claims across reports: the same claim again, its origins, conflicts, and reprints.

    reports --copies------> which texts are reprints
    claims  --nodes-------> words, figures, places, times, stances; and the buckets they fall into
            --candidates--> what is worth comparing (near-linear)
            --judge-------> same, barred or against each other, with reasons
            --grouped-----> propositions, with origins and texts as ranges
            --folded------> conflict, update, scope, time

Everything is a pure function of the claims and reports, whatever their order. `link` computes it
for a whole ledger, `update` for what came and went; both give the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from sayso import models
from sayso.index import Index
from sayso.link import reprints
from sayso.link.families import Family
from sayso.link.linked import Linked
from sayso.link.nodes import number_of
from sayso.link.past import past
from sayso.link.update import fill, update
from sayso.link.whole import Whole, whole
from sayso.records import Claim, Decision, Report
from sayso.settings import Settings

__all__ = ["Linked", "Whole", "family_of", "fill", "link", "linker", "past", "update", "whole"]


def link(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    settings: Settings,
    decisions: Sequence[Decision] = (),
) -> Linked:
    """Group all claims of a ledger into propositions and link what belongs together.

    ``claims`` in any order, ``reports`` by id; a claim whose report is missing is left out.
    ``decisions`` are a person's that stand, in the order in which they were made. Never raises on
    odd text.

    Two reports, "The bridge is shut, Ada Voss said", "“The bridge is shut,” said Ada Voss" ->
    ``Linked(propositions=(Proposition(claims=(c1, c2), origins=Range(1, 1, ("Ada Voss",)))),
    links=(Link(c1, c2, "same"),))``
    """
    return whole(claims, reports, decisions).linked


def family_of(index: Index, reports: Iterable[str]) -> Family:
    """Which of these reports are texts of one origin, from what the ledger keeps of its linking."""
    return reprints.family_of(index, map(number_of, reports))


@cache
def linker() -> int:
    """A number for this version of linking: what another version left is computed again.

    It changes with every line of this room's code and tables, and with the vectors of words.
    """
    digest = sha256(models.digest(models.MEANING).encode())
    for file in _files(files(__name__)):
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:8], "little", signed=True)


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith((".py", ".tsv", ".json")):
            yield entry
