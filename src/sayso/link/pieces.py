"""The pieces of a ledger that hang together: claims by judgements, conflicts by their ties.

What is outside a piece never influences it, so a change is worked out in the pieces it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.index import Index
from sayso.link.conflicts import Found, folded
from sayso.link.decided import NOT_SAME, SAME, relinked
from sayso.link.grouping import Edges, grouped, same_links
from sayso.link.nodes import Node, id_of, number_of
from sayso.link.packing import edges_of, judged_of, node_of
from sayso.records import Decision, Link

__all__ = ["AGAINST", "against", "decided", "parts", "piece", "regroup", "subjects"]

AGAINST = ("conflict", "update", "scope", "time")


def decided(decisions: Iterable[Decision]) -> set[frozenset[str]]:
    """The pairs of claims of which a person said whether they are the same."""
    return {frozenset(d.subjects) for d in decisions if d.verb in (SAME, NOT_SAME)}


def subjects(decision: Decision) -> list[int]:
    """The numbers of the claims that a decision is about.

    >>> made = Decision(verb="same", subjects=("00000000000000ff", "?"), value=None, by="", at="")
    >>> subjects(made) == [number_of("00000000000000ff")]
    True
    """
    digits = set("0123456789abcdef")
    return [number_of(s) for s in decision.subjects if len(s) == 16 and set(s) <= digits]


def piece(
    index: Index, start: Iterable[int], decisions: Sequence[Decision]
) -> tuple[list[Node], Edges]:
    """All claims that hang together with those at the start, and every judgement between them."""
    tied: dict[int, set[int]] = {}
    for decision in decisions:
        if decision.verb in (SAME, NOT_SAME):
            for one in subjects(decision):
                tied.setdefault(one, set()).update(subjects(decision))
    members: set[int] = set()
    border = set(start)
    while border:
        members |= border
        near = {other for one in border for other in tied.get(one, ())}
        for row in index.met(border, same=True):
            near |= {row.a, row.b}
        border = near - members
    nodes = [node_of(row) for row in index.claims(members)]
    alive = {node.number for node in nodes}
    rows = [r for r in index.met(alive) if r.a in alive and r.b in alive and (r.same or r.hard)]
    return sorted(nodes, key=lambda node: node.number), edges_of(rows)


def regroup(
    found: Sequence[Node], edges: Edges, decisions: Sequence[Decision]
) -> tuple[list[list[Node]], list[Link]]:
    """The groups of whole pieces, and the `same` links in them."""
    groups = grouped(found, edges, decisions)
    ids = {node.seen.id: node.number for node in found}
    about = [d for d in decisions if d.verb in (SAME, NOT_SAME)]
    return groups, relinked(same_links(groups, edges), about, ids)


def against(
    index: Index,
    folds: Iterable[int],
    parted: Iterable[tuple[int, int]],
    decisions: Sequence[Decision],
) -> tuple[list[Link], list[Link]]:
    """The links of all conflicts that hang together by ties with those given: (old, new).

    ``parted`` are pairs that no longer clash.
    """
    pairs: set[tuple[int, int]] = set()
    border = set(folds)
    done: set[int] = set()
    while border:
        done |= border
        fresh = set(index.tied(border)) - pairs
        pairs |= fresh
        border = set(index.ties(fresh)) - done
    seen = {row.number: node_of(row).seen for row in index.claims({n for p in pairs for n in p})}
    found: list[Found] = []
    for row in index.met_pairs(pairs):
        clash = judged_of(row).clash
        if clash:
            found.append((seen[row.a], seen[row.b], clash))
    ids = {one.id: number for number, one in seen.items()}
    about = [d for d in decisions if d.verb not in (SAME, NOT_SAME)]
    settled = decided(decisions)
    new = [
        link
        for link in relinked(folded(found), about, ids)
        if link.kind != "same" or frozenset((link.a, link.b)) not in settled
    ]
    touched = pairs.union(parted)
    between = {frozenset(map(id_of, pair)) for pair in touched}
    same = {frozenset((id_of(r.a), id_of(r.b))) for r in index.met_pairs(touched) if r.same}
    had = index.links_with({id_ for pair in between for id_ in pair}, (*AGAINST, "same"))
    return [
        link
        for link in had
        if (pair := frozenset((link.a, link.b))) in between
        and (link.kind != "same" or pair not in same | settled)
    ], new


def parts(index: Index, claims: Iterable[int]) -> set[frozenset[str]]:
    """The pairs with one of these claims that are linked as `same` without being one statement:
    one says more than the other. Their links follow from how conflicts are folded.
    """
    return {
        frozenset((id_of(row.a), id_of(row.b)))
        for row in index.met(claims)
        if not row.same and (clash := judged_of(row).clash) and clash.kind == "same"
    }
