"""What was linked on an earlier day, from what the ledger keeps of its linking now.

Claims meet in the order of time (see `buckets`), and a judgement depends on two claims alone: so
of the judgements that are kept, those between claims of up to a day are the very ones that had been
made on that day. What follows from them is derived again, copies among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from sayso.index import Index
from sayso.link.buckets import WHOLE
from sayso.link.copies import judged as copied_among
from sayso.link.linked import Linked
from sayso.link.nodes import Node, nodes, number_of
from sayso.link.packing import judged_of, node_of
from sayso.link.passages import joined
from sayso.link.whole import derived
from sayso.records import Claim, Decision, Report

__all__ = ["past"]


def past(
    index: Index,
    day: str,
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> Linked | None:
    """What is linked between the claims that had been said by a day, as `link` would from scratch.

    ``claims`` and ``reports`` are those of that day. None where what is kept does not tell, and
    the day must be linked from scratch: a report was seen with later claims that complete earlier
    ones.
    """
    try:
        until = date.fromisoformat(day).toordinal()
    except ValueError:
        return None
    found = sorted(map(node_of, index.claims_until(until)), key=lambda node: node.number)
    if [node.seen.id for node in found] != sorted({claim.id for claim in claims}):
        return None
    if not _alike(index, until, found, claims, reports):
        return None
    alive = {node.number for node in found}
    judged = [
        (row.a, row.b, row.times, judged_of(row))
        for row in index.all_met()
        if row.a in alive and row.b in alive
    ]
    ids = sorted(reports)
    texts = {text.id: text for text in index.texts(map(number_of, ids))}
    if texts.keys() != reports.keys():
        return None
    shared = joined(
        ids,
        [reports[id_].outlet for id_ in ids],
        [np.frombuffer(index.sequences(number_of(i)), dtype=np.uint64) for i in ids],
        np.array([np.frombuffer(texts[id_].print, dtype=np.uint64) for id_ in ids]),
    )
    return derived(found, judged, copied_among(reports, shared), reports, decisions)


def _alike(
    index: Index,
    until: int,
    found: Sequence[Node],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
) -> bool:
    """Whether reports that also have later claims were seen then as they are now."""
    later = index.reports_after(until)
    partial = {id_ for id_ in reports if number_of(id_) in later}
    if not partial:
        return True
    some = [claim for claim in claims if claim.report in partial]
    were = nodes(some, {id_: reports[id_] for id_ in partial})
    are = [node for node in found if node.seen.report in partial]
    counts = [sum(c.report == id_ for c in some) for id_ in partial]
    return max(counts) <= WHOLE and were == are
