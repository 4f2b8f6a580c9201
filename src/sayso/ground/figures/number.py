"""The number record, and the small words of numbers that all number grammars share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.ground.figures.tables import rows
from sayso.ground.figures.tokens import Token

Form = Literal["digits", "words", "vague", "share"]
DASHES = frozenset("-‐‑–−")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")


@dataclass(frozen=True, slots=True)
class Number:
    """A value and where it stands: tokens ``first`` to ``last`` (exclusive).

    ``scale`` is the factor that a scale word gave (1 without one), so that "5 to 10 million" can
    share it; ``form`` how it was written.
    """

    low: float
    high: float
    first: int
    last: int
    form: Form
    scale: float = 1.0


@cache
def number_words(kind: str) -> dict[str, float]:
    """The words of one class (unit, ten, scale, part) with their values."""
    return {row[0]: float(row[2]) for row in rows("numbers") if row[1] == kind}


def plain(text: str) -> float | None:
    """The value of digits with decimal point and thousands commas; None for anything else.

    >>> plain("12,500.5"), plain("1.2.3")
    (12500.5, None)
    """
    if len(text) > 24 or not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def lower(toks: Sequence[Token], at: int) -> str:
    """The lower-case token at a position, empty outside the text."""
    return toks[at].lower if 0 <= at < len(toks) else ""


def past_hyphen(toks: Sequence[Token], at: int) -> int:
    """The position after a glued hyphen, or the same position."""
    glued = at + 1 < len(toks) and toks[at].text in DASHES
    return at + 1 if glued and toks[at].glued and toks[at + 1].glued else at


def small(toks: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A number below a hundred in words, with the position after it."""
    units, tens = number_words("unit"), number_words("ten")
    word = lower(toks, at)
    if word in units:
        return units[word], at + 1
    if word not in tens:
        return None
    after = past_hyphen(toks, at + 1)
    more = units.get(lower(toks, after), 0.0)
    if 0 < more < 10:
        return tens[word] + more, after + 1
    return tens[word], at + 1


def vulgar(text: str) -> float | None:
    """The value of a single fraction sign such as ½, None for any other text."""
    if len(text) != 1 or text.isascii():
        return None
    value = unicodedata.numeric(text, None)
    return value if value is not None and 0 < value < 1 else None
