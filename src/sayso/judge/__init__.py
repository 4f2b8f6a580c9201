"""Attribution -> how firmly: act, certainty, polarity, stage, hearsay, channel."""

from __future__ import annotations

from sayso.records import Attribution, Firmness, Reading, Voice
from sayso.settings import Settings


def firmness(
    reading: Reading,
    attributions: tuple[Attribution, ...],
    voices: tuple[Voice, ...],
    settings: Settings,
) -> tuple[Firmness, ...]:
    """One `Firmness` for each attribution."""
    return tuple(Firmness() for _ in attributions)
