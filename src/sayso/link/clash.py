"""What a judgement of two claims that stand against each other holds."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Relation

__all__ = ["Clash"]


@dataclass(frozen=True, slots=True)
class Clash:
    """``topic`` is what it is about ("course", "figure troop"), ``weight`` how plain it is."""

    kind: Relation
    topic: str
    weight: float
    words: str
