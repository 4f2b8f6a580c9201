"""First stub; replaced by the real thing."""

from __future__ import annotations

from sayso.records import Attribution, Voice, Reading, Report
from sayso.settings import Settings


def voices(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Voice, ...]:
    """One `Voice` for each attribution."""
    return tuple(Voice() for _ in attributions)
