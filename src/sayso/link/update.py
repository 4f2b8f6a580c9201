"""What came and went worked into what is linked already; the result is that of `whole`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from sayso.index import Index, Posting, Text
from sayso.link.collector import uncollected
from sayso.link.meetings import Meetings, ties_of
from sayso.link.nodes import nodes, number_of
from sayso.link.packing import kept, met, node_of, overlap
from sayso.link.pieces import against, decided, parts, piece, regroup, subjects
from sayso.link.propositions import proposition
from sayso.link.rarity import Rarity
from sayso.link.reprints import Reprints, family_of
from sayso.link.whole import Whole
from sayso.records import Claim, Decision, Report

__all__ = ["fill", "update"]


def update(
    index: Index,
    touched: Collection[str],
    come: Mapping[str, tuple[Report, Sequence[Claim]]],
    decisions: Sequence[Decision],
    changed: Sequence[Decision] = (),
) -> None:
    """Bring the index, and the propositions and links, up to date.

    ``touched`` are the ids of all reports that came, went or changed, ``come`` those that there
    are now, with their claims. ``decisions`` are all that stand, ``changed`` those that came into
    force, or out of it, since.
    """
    gone = [number_of(id_) for id_ in touched]
    meetings, reprints = Meetings(index, Rarity()), Reprints(index)
    left = [node_of(row) for row in index.claims_in(gone)]
    index.replace_links(index.links_with([node.seen.id for node in left], ()), ())
    meetings.leave(left)
    for number in sorted(gone):
        reprints.leave(number)
    for id_ in sorted(come):
        report, claims = come[id_]
        meetings.arrive(nodes(claims, {id_: report}))
        reprints.arrive(report)
    meetings.settle()
    reprints.settle([number_of(id_) for id_ in come])
    index.replace_links(*reprints.links)

    about = {number for decision in changed for number in subjects(decision)}
    family = {row.number for row in index.claims_in(reprints.touched)}
    old = {node.number for node in left}
    _regroup(index, meetings.touched | family | about | old, decisions)

    if left:
        index.drop_orphans()
    pairs = [(row.a, row.b) for row in index.met(about)]
    folds = meetings.folds.union(index.ties(pairs))
    index.replace_links(*against(index, folds, meetings.parted, decisions))


def _regroup(index: Index, start: Iterable[int], decisions: Sequence[Decision]) -> None:
    """The groups of all pieces that hold these claims, and what follows from them."""
    touched = set(start)
    found, edges = piece(index, touched, decisions)
    groups, links = regroup(found, edges, decisions)
    family = family_of(index, {number_of(node.seen.report) for node in found})
    said = {node.seen.id: node.said for node in found if node.said}
    made = [proposition([node.seen for node in group], family, said) for group in groups]
    partly = parts(index, [node.number for node in found]) - decided(decisions)
    had = index.links_with([node.seen.id for node in found], ("same",))
    index.replace_links([x for x in had if frozenset((x.a, x.b)) not in partly], links)
    index.replace_propositions(touched.union(node.number for node in found), made)


@uncollected()
def fill(index: Index, made: Whole, reports: Mapping[str, Report]) -> None:
    """Put a whole ledger's linking into an empty index, with its propositions and links."""
    index.clear()
    index.keep_claims(map(kept, made.nodes))
    stands = made.candidates
    columns = zip(stands.buckets.tolist(), stands.members.tolist(), strict=True)
    index.post(sorted(Posting(b, made.nodes[i].moment, made.nodes[i].number) for b, i in columns))
    index.keep_met(met(*row) for row in made.judged)
    seen = {node.number: node.seen for node in made.nodes}
    index.tie(
        sorted(
            (tie, a, b)
            for a, b, _, judged in made.judged
            for tie in ties_of(seen[a], seen[b], judged)
        )
    )
    _fill_texts(index, made, reports)
    index.replace_all(made.linked.propositions, made.linked.links)


def _fill_texts(index: Index, made: Whole, reports: Mapping[str, Report]) -> None:
    shared, credited = made.overlaps, made.copies.credits
    numbers = [number_of(id_) for id_ in shared.ids]
    index.keep_texts(
        Text(
            numbers[i], id_, reports[id_].outlet, shared.sizes[i], shared.prints[i].tobytes(),
            json.dumps(sorted(credited[id_])),
        )
        for i, id_ in enumerate(shared.ids)
    )  # fmt: skip
    values, owners = shared.sequences.astype(np.int64), shared.owners
    order = np.argsort(owners, kind="stable")
    ends = np.searchsorted(owners[order], np.arange(len(numbers) + 1))
    for i, number in enumerate(numbers):
        index.keep_sequences(number, values[order[ends[i] : ends[i + 1]]].tobytes())
    index.own(sorted(zip(values.tolist(), (numbers[i] for i in owners.tolist()), strict=True)))
    found = {(pair.a, pair.b): (pair, reprint) for pair, reprint in made.copies.pairs()}
    rows = []
    for (i, j), count in sorted(shared.counts.items()):
        a, b = shared.ids[i], shared.ids[j]
        pair, reprint = found.get((a, b)) or found.get((b, a)) or (None, False)
        rows.append(overlap(numbers[i], numbers[j], count, pair, reprint))
    index.keep_overlaps(rows)
