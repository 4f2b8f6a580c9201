"""What the network's outputs mean, in their order. Training and reading share this list."""

from __future__ import annotations

from typing import Final

ENTITIES: Final = ("PERSON", "ORGANIZATION", "LOCATION", "MISC", "MONEY", "PERCENT")
TIMES: Final = ("DATE", "TIME", "DURATION", "SET")
PLACES: Final = ("PLACE_LITERAL", "PLACE_ASSOCIATIVE")

TOKEN_HEADS: Final = {
    "cue": 3,
    "source": 3,
    "content": 3,
    "nested": 3,
    "entities": 1 + 2 * len(ENTITIES),
    "times": 1 + 2 * len(TIMES),
    "places": 1 + 2 * len(PLACES),
}
"""Token heads and their classes: outside, then begin and inside of each label."""

ROLE_INPUTS: Final = 12
"""The role scorer also reads the scores of the first four token heads."""


def columns(head: str) -> slice:
    """Where a token head's scores stand among all."""
    start = 0
    for name, size in TOKEN_HEADS.items():
        if name == head:
            return slice(start, start + size)
        start += size
    raise KeyError(head)
