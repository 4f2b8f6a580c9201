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

from collections.abc import Mapping, Sequence

from sayso.link.linked import Linked
from sayso.link.whole import whole
from sayso.records import Claim, Decision, Report
from sayso.settings import Settings

__all__ = ["Linked", "link"]


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
