"""A whole ledger linked at once, with everything that `update` builds on later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.link.batches import Run, all_meet, batches, judged_in, piles, taken_in
from sayso.link.candidates import Candidates, candidates
from sayso.link.collector import uncollected
from sayso.link.conflicts import folded
from sayso.link.copies import Copies
from sayso.link.copies import judged as copied_among
from sayso.link.decided import relinked
from sayso.link.families import families
from sayso.link.grouping import grouped, same_links
from sayso.link.judging import Judged
from sayso.link.linked import Linked
from sayso.link.nodes import Node
from sayso.link.passages import Overlaps, overlaps
from sayso.link.propositions import proposition
from sayso.link.rarity import Rarity
from sayso.records import Claim, Decision, Report

__all__ = ["Whole", "derived", "whole"]


@dataclass(frozen=True, slots=True)
class Whole:
    """``judged`` has (a, b, how often they meet, the judgement) by the numbers of two claims."""

    linked: Linked
    nodes: Sequence[Node]
    candidates: Candidates
    judged: Sequence[tuple[int, int, int, Judged]]
    overlaps: Overlaps
    copies: Copies


@uncollected()
def whole(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
    run: Run = map,
) -> Whole:
    """See `sayso.link.link`; ``run`` works on the batches, perhaps in several processes."""
    taken = list(run(taken_in, piles(claims, reports)))
    found = sorted((node for one in taken for node in one.nodes), key=lambda node: node.number)
    pairs = candidates(found, Rarity())
    apart, inside = _dealt(found, pairs.pairs)
    answers = run(judged_in, batches(found, apart))
    judged = [(a, b, inside[a, b], one) for some in taken for a, b, _, one in some.met]
    judged += [met for one in answers for met in one.met]
    judged.sort(key=lambda met: met[:2])
    shared = overlaps(reports)
    copied = copied_among(reports, shared)
    linked = derived(found, judged, copied, reports, decisions)
    return Whole(linked, found, pairs, judged, shared, copied)


def _dealt(
    found: Sequence[Node], pairs: Sequence[tuple[int, int, int]]
) -> tuple[list[tuple[int, int, int]], dict[tuple[int, int], int]]:
    """The pairs that are still to be judged, and by their numbers how often the others meet."""
    of = [node.seen.report for node in found]
    often = Counter(of)
    whole = {report for report, count in often.items() if all_meet(range(count))}
    apart = [pair for pair in pairs if of[pair[0]] != of[pair[1]] or of[pair[0]] not in whole]
    inside = {
        (found[i].number, found[j].number): times
        for i, j, times in pairs
        if of[i] == of[j] and of[i] in whole
    }
    return apart, inside


@uncollected()
def derived(
    found: Sequence[Node],
    judged: Sequence[tuple[int, int, int, Judged]],
    copied: Copies,
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> Linked:
    """What follows from all judgements between these claims, and from the copies among reports."""
    edges = {(a, b): one for a, b, _, one in judged if one.same or one.hard}
    groups = grouped(found, edges, decisions)
    outlets = {id_: report.outlet for id_, report in reports.items()}
    family = families(sorted(reports), copied, outlets)
    said = {node.seen.id: node.said for node in found if node.said}
    propositions = sorted(
        (proposition([node.seen for node in group], family, said) for group in groups),
        key=lambda p: p.claims,
    )
    by_number = {node.number: node.seen for node in found}
    against = folded(
        (by_number[a], by_number[b], one.clash) for a, b, _, one in judged if one.clash
    )
    links = [*same_links(groups, edges), *against, *copied.links()]
    ids = {node.seen.id: node.number for node in found}
    return Linked(tuple(propositions), tuple(relinked(links, decisions, ids)))
