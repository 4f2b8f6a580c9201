"""The quantity record: one number with its unit, as the room's rules hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.ground.figures.counted import Phrase
from sayso.ground.figures.number import Number
from sayso.ground.figures.units import Unit
from sayso.records import Modifier

Kind = Literal["figure", "age", "score", "offset", "one", "times"]
"""What a number is: only a "figure" becomes a claim's figure. An ``offset`` places something in
time ("three months ago"), ``one`` picks one out ("one of the best"), a ``score`` is of a game."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity over the tokens ``first`` to ``last`` (exclusive), number and unit.

    ``start`` is the first token with the modifier; ``trend`` is "up" or "down" where a change is
    said (``verb``: by a verb, "rose 3%", not "up 3%"); ``change`` marks a
    from-to pair; ``phrase`` is the counted noun phrase after it.
    """

    low: float
    high: float
    unit: Unit | None
    modifier: Modifier
    first: int
    last: int
    start: int
    kind: Kind = "figure"
    trend: str | None = None
    verb: bool = False
    change: Literal["", "from-to", "either"] = ""
    number: Number | None = None
    phrase: Phrase | None = None
    share: bool = False
    reasons: tuple[tuple[str, int, int], ...] = ()
