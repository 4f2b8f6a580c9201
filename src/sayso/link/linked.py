"""What this room gives back: the propositions of a ledger and the links between its claims."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Link, Proposition

__all__ = ["Linked"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Both are sorted by their first claim and by id, so that exports are the same in any order."""

    propositions: tuple[Proposition, ...] = ()
    links: tuple[Link, ...] = ()
