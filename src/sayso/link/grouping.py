"""Claims that hang together by judgements, into groups that say one thing.

A claim that repeats another word for word (a twin) goes where that one goes: forty reprints
neither make a wording the centre of its group, nor cost forty comparisons with every other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.link.decided import regrouped
from sayso.link.groups import stars
from sayso.link.judging import Judged
from sayso.link.nodes import Node
from sayso.records import Decision, Link

__all__ = ["Edges", "grouped", "same_links"]

Edges = Mapping[tuple[int, int], Judged]
"""The judgements by the numbers of two claims, the lower first."""


def grouped(found: Sequence[Node], edges: Edges, decisions: Sequence[Decision]) -> list[list[Node]]:
    """The groups of these claims, each once; ``edges`` hold every judgement between them.

    Whole pieces may be given one by one: claims that no judgement `same` and no decision ties to
    each other never influence each other's groups.

    a = b = c, where c bars a -> ``[[b, a], [c]]`` or ``[[b, c], [a]]``, by the better score
    """
    by_number = {node.number: node for node in found}
    first = _firsts(found, edges)
    heads = sorted(number for number in by_number if first[number] == number)
    place = {number: i for i, number in enumerate(heads)}
    same: dict[tuple[int, int], Judged] = {}
    barred: set[tuple[int, int]] = set()
    for (a, b), judged in edges.items():
        pair = _pair(place[first[a]], place[first[b]])
        if pair[0] == pair[1]:
            continue
        if judged.hard:
            barred.add(pair)
        elif judged.same and (pair not in same or same[pair].score < judged.score):
            same[pair] = judged
    twins: dict[int, list[int]] = {}
    for number in sorted(by_number):
        if first[number] != number:
            twins.setdefault(first[number], []).append(number)
    groups = [
        [number for i in group for number in (heads[i], *twins.get(heads[i], ()))]
        for group in stars(len(heads), same, barred)
    ]
    ids = {node.seen.id: node.number for node in found}
    return [[by_number[n] for n in group] for group in regrouped(groups, decisions, ids)]


def _firsts(found: Sequence[Node], edges: Edges) -> dict[int, int]:
    """For each claim the first of its unbroken row of twins, itself for most."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for node in sorted(found, key=lambda n: n.order):
        before = last.get(node.twin)
        tie = None if before is None else edges.get(_pair(before, node.number))
        first[node.number] = (
            first[before] if before is not None and tie and tie.same else node.number
        )
        last[node.twin] = node.number
    return first


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def same_links(groups: Sequence[Sequence[Node]], edges: Edges) -> list[Link]:
    """One `same` link for each judgement within a group."""
    at = {node.number: (number, node) for number, group in enumerate(groups) for node in group}
    return [
        Link(
            a=at[a][1].seen.id, b=at[b][1].seen.id, kind="same", score=round(judged.score, 4),
            reasons=judged.reasons,
        )
        for (a, b), judged in sorted(edges.items())
        if judged.same and at[a][0] == at[b][0]
    ]  # fmt: skip
