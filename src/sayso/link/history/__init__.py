"""How a figure, and a wording, changed as they were told: series of figures, drift of claims.

    claims, reports --measures--> figures with what, where, when, by whom
                    --series----> one thing counted again and again, each change with its kind
    propositions    --travels---> how wording and firmness drifted from the first saying on

Both are pure functions of what had been said by then, so any day's history is that of a ledger
which ends on that day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.link.history.drift import drifts, travels
from sayso.link.history.evidence import page
from sayso.link.history.measures import measures
from sayso.link.history.records import Change, Drift, Evidence, Kept, Measure, Series, Step, Travel
from sayso.link.history.series import series
from sayso.records import Claim, Report

__all__ = [
    "Change", "Drift", "Evidence", "Kept", "Measure", "Series", "Step", "Travel", "drifts",
    "histories", "travels",
]  # fmt: skip


def histories(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Series, ...]:
    """Every series of figures with the kind of each change, in the order of what is counted.

    ``claims`` in any order, ``reports`` by id; a claim whose report is missing is left out.
    Never raises on odd text.

    "90 men hold the fort", then "10 were moved. That leaves 80 men in the fort" ->
    ``(Series(of="person", steps=(first 90, event 80)), Series(flow="leave", steps=(first 10,)))``
    """
    known = [claim for claim in claims if claim.report in reports]
    figures = measures(known, reports)
    at = {measure.report for measure in figures}
    held: dict[str, list[Claim]] = {id_: [] for id_ in at}
    for claim in known:
        if claim.report in at:
            held[claim.report].append(claim)
    pages = {id_: page(reports[id_], held[id_]) for id_ in sorted(at)}
    return series(figures, pages)
