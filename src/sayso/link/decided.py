"""What a person decided, applied to what was computed. The person's word wins (law 5).

    same A B          the two claims say one thing: their groups become one
    not-same A B      they do not: the second leaves the group of the first
    not-conflict A B  the pair is no conflict: no such link
    conflict A B      a person looked: the pair stays the conflict that was found

Decisions come in the order in which they were made; a later one wins over an earlier one. Those
about claims that the ledger does not hold (yet) wait until it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.records import Decision, Link

__all__ = ["CONFLICT", "NOT_CONFLICT", "NOT_SAME", "SAME", "regrouped", "relinked"]  # fmt: skip

SAME, NOT_SAME, NOT_CONFLICT, CONFLICT = "same", "not-same", "not-conflict", "conflict"


def regrouped(
    groups: Sequence[Sequence[int]], decisions: Iterable[Decision], number_of: Mapping[str, int]
) -> list[list[int]]:
    """The groups after the decisions about what is the same; ``number_of`` by claim id.

    >>> def made(verb: str) -> Decision:
    ...     return Decision(verb=verb, subjects=("a", "c"), value=None, by="me", at="")
    >>> regrouped([[0, 1], [2]], [made("same")], {"a": 0, "b": 1, "c": 2})
    [[0, 1, 2]]
    >>> regrouped([[0, 1, 2]], [made("not-same")], {"a": 0, "b": 1, "c": 2})
    [[0, 1], [2]]
    """
    found = [list(group) for group in groups]
    for decision in decisions:
        pair = _pair(decision, number_of)
        if pair is None or decision.verb not in (SAME, NOT_SAME):
            continue
        one, other = (next(g for g in found if i in g) for i in pair)
        if decision.verb == SAME and one is not other:
            one += other
            found.remove(other)
        elif decision.verb == NOT_SAME and one is other:
            leaver = pair[0] if one[0] == pair[1] else pair[1]  # the centre holds the group
            one.remove(leaver)
            found.append([leaver])
    return sorted(found)


def relinked(
    links: Iterable[Link], decisions: Sequence[Decision], number_of: Mapping[str, int]
) -> list[Link]:
    """The links without what a person refused, and with what a person joined."""
    last: dict[frozenset[str], Decision] = {}
    refused: set[frozenset[str]] = set()
    for decision in decisions:
        if _pair(decision, number_of) is None:
            continue
        if decision.verb in (SAME, NOT_SAME):
            last[frozenset(decision.subjects)] = decision
        elif decision.verb == NOT_CONFLICT:
            refused.add(frozenset(decision.subjects))
        elif decision.verb == CONFLICT:
            refused.discard(frozenset(decision.subjects))
    kept = [
        link
        for link in links
        if not (link.kind == "same" and frozenset((link.a, link.b)) in last)
        and not (link.kind == "conflict" and frozenset((link.a, link.b)) in refused)
    ]
    joined = [
        Link(a=a, b=b, kind="same", score=1.0, reasons=(f"{decision.by} decided so",))
        for decision in last.values()
        if decision.verb == SAME
        for a, b in [sorted(decision.subjects)]
    ]
    return [*kept, *joined]


def _pair(decision: Decision, number_of: Mapping[str, int]) -> tuple[int, int] | None:
    numbers = [number_of[id_] for id_ in decision.subjects if id_ in number_of]
    return (numbers[0], numbers[1]) if len(set(numbers)) == 2 else None
