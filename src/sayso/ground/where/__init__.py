"""First stub; replaced by the real thing."""

from __future__ import annotations

from sayso.records import Attribution, Places, Reading, Report
from sayso.settings import Settings


def places(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Places, ...]:
    """One `Places` for each attribution."""
    return tuple(Places() for _ in attributions)
