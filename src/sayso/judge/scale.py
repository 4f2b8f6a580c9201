"""The degrees of certainty in order, and a judgement of some words with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.records import Certainty, Polarity, Reason, Span, Stage

ORDER: Final[tuple[Certainty, ...]] = ("certain", "probable", "possible", "unknown")
MEANS: Final[dict[str, str]] = {
    "certain": "is held without reserve",
    "probable": "is held as likely",
    "possible": "is held as possible only",
    "unknown": "is not asserted",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What some words leave standing. ``hearsay``: they name themselves as passed on."""

    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    stage: Stage | None = None
    hearsay: bool = False
    reasons: tuple[Reason, ...] = ()


def weakest(degrees: Iterable[Certainty]) -> Certainty:
    """The least certain of some degrees; certain for none.

    >>> weakest(["certain", "possible", "probable"])
    'possible'
    """
    return max(degrees, key=ORDER.index, default="certain")


def turned(polarity: Polarity, times: int = 1) -> Polarity:
    """A polarity turned round so many times.

    >>> turned("positive"), turned("negative", 2)
    ('negative', 'negative')
    """
    other: Polarity = "negative" if polarity == "positive" else "positive"
    return other if times % 2 else polarity


def reason(field: str, name: str, words: str, weight: float, span: Span | None = None) -> Reason:
    """A reason in one line."""
    spans = (span,) if span is not None else ()
    return Reason(field=field, name=name, words=words, weight=weight, spans=spans)
