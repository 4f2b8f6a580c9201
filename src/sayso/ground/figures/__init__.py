"""First stub; replaced by the real thing."""

from __future__ import annotations

from sayso.records import Attribution, Figures, Reading, Report
from sayso.settings import Settings


def figures(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Figures, ...]:
    """One `Figures` for each attribution."""
    return tuple(Figures() for _ in attributions)
