"""Claims into propositions, without chains: every member agrees with the centre of its group.

Links that are each weak must not add up to one heap. So the claim that agrees with most others
becomes a centre and takes those that agree with *it*; what only agrees with a member stays out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.link.judging import Judged

__all__ = ["stars"]


def stars(
    count: int, same: Mapping[tuple[int, int], Judged], barred: set[tuple[int, int]]
) -> list[list[int]]:
    """Groups of the indices 0..count-1, each with its centre first, sorted by their centres.

    ``same`` holds the pairs (i < j) that agree; a pair in ``barred`` never shares a group. The
    result depends on the numbering alone, so the caller numbers in an order of its own.

    0-1 and 1-2 agree, 0-2 does not -> ``[[1, 0, 2]]``; with 0-2 barred -> ``[[1, 0], [2]]``
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), judged in same.items():
        near[i][j] = near[j][i] = judged.score
    weight = {i: sum(sorted(near[i].values())) for i in range(count)}
    centre_of: dict[int, int] = {}
    for centre in sorted(range(count), key=lambda i: (-weight[i], i)):
        if centre in centre_of:
            continue
        centre_of[centre] = centre
        for other in near[centre]:
            centre_of.setdefault(other, centre)
    members = _nearest(centre_of, near)
    return [group for centre in sorted(members) for group in _apart(members[centre], barred, near)]


def _nearest(
    centre_of: Mapping[int, int], near: Mapping[int, Mapping[int, float]]
) -> dict[int, list[int]]:
    """Each claim with the centre that it agrees with most, not the one that came first."""
    centres = {i for i, centre in centre_of.items() if i == centre}
    groups: dict[int, list[int]] = {centre: [centre] for centre in centres}
    for i in sorted(centre_of):
        if i not in centres:
            best = min((c for c in near[i] if c in centres), key=lambda c: (-near[i][c], c))
            groups[best].append(i)
    return groups


def _apart(
    group: Sequence[int], barred: set[tuple[int, int]], near: Mapping[int, Mapping[int, float]]
) -> list[list[int]]:
    """The group without members that are barred from one that is nearer to the centre."""
    centre, *rest = group
    kept = [centre]
    out: list[int] = []
    for i in sorted(rest, key=lambda i: (-near[centre][i], i)):
        clash = any((min(i, k), max(i, k)) in barred for k in kept)
        (out if clash else kept).append(i)
    return [[centre, *sorted(kept[1:])], *([i] for i in sorted(out))]
