"""First stub; replaced by the real thing."""

from __future__ import annotations

from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.finder import expressions
from sayso.records import Attribution, Reading, Report, Times
from sayso.settings import Settings

__all__ = ["TimeExpression", "expressions", "times"]


def times(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Times, ...]:
    """One `Times` for each attribution."""
    return tuple(Times() for _ in attributions)
