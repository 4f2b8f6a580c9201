"""First stub; replaced by the real thing."""

from __future__ import annotations

from sayso.records import Attribution, Times, Reading, Report
from sayso.settings import Settings


def times(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Times, ...]:
    """One `Times` for each attribution."""
    return tuple(Times() for _ in attributions)
