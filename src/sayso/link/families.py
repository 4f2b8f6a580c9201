"""Which reports are texts of one origin: reprints, passages taken over, versions, one newsroom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.copies import Copies

__all__ = ["Family", "families", "heads", "parts"]


@dataclass(frozen=True, slots=True)
class Family:
    """Who copied whom: each report with its neighbours, itself among them.

    ``firm`` joins reprints only, ``loose`` also reports that took over passages; ``newsroom`` is
    who wrote a report, by its one credit, else its outlet.
    """

    firm: Mapping[str, frozenset[str]]
    loose: Mapping[str, frozenset[str]]
    newsroom: Mapping[str, str | None] = field(default_factory=dict)


def families(reports: Iterable[str], copies: Copies, outlets: Mapping[str, str | None]) -> Family:
    """Who copied whom, as neighbours: neighbours of neighbours are not assumed to be copies."""
    firm: dict[str, set[str]] = {r: {r} for r in reports}
    for pair in copies.reprints:
        firm[pair.a].add(pair.b)
        firm[pair.b].add(pair.a)
    loose = {r: set(near) for r, near in firm.items()}
    for pair in copies.borrowed:
        loose[pair.a].add(pair.b)
        loose[pair.b].add(pair.a)
    rooms = {
        r: next(iter(copies.credits[r])) if len(copies.credits[r]) == 1 else outlets[r]
        for r in firm
    }
    return Family(
        {r: frozenset(near) for r, near in firm.items()},
        {r: frozenset(near) for r, near in loose.items()},
        rooms,
    )


def parts(reports: Sequence[str], near: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The reports in groups that hang together by copying."""
    left, found = list(reports), []
    while left:
        part, border = [left.pop(0)], 0
        while border < len(part):
            joined = [r for r in left if r in near.get(part[border], frozenset())]
            left = [r for r in left if r not in joined]
            part += joined
            border += 1
        found.append(sorted(part))
    return found


def heads(reports: Iterable[str], family: Family) -> dict[str, str]:
    """Each report with the first of the group of reprints that it belongs to."""
    return {r: part[0] for part in parts(sorted(reports), family.firm) for r in part}
