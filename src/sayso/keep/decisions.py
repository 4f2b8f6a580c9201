"""Which of a person's decisions stand: those that were not undone.

Decisions are only ever added. To undo one is a decision too, and can itself be undone.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Decision

UNDO = "undo"


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in force, in the order in which they were made.

    >>> def made(number: int, verb: str, *subjects: str) -> Decision:
    ...     return Decision(verb=verb, subjects=subjects, value=None, by="me", at="", number=number)
    >>> [d.number for d in standing([made(1, "same", "a", "b"), made(2, "undo", "1")])]
    []
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda one: one.number, reverse=True):
        if str(decision.number) in undone:
            continue
        if decision.verb == UNDO:
            undone.update(decision.subjects)
        else:
            kept.append(decision)
    return tuple(reversed(kept))
