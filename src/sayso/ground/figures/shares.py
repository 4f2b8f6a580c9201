"""Shares: half of, a third of, two-thirds, 1/2, ½, one in five."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ground.figures.number import (
    Number,
    lower,
    number_words,
    past_hyphen,
    plain,
    small,
    vulgar,
)  # fmt: skip
from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token


def share_at(toks: Sequence[Token], at: int) -> Number | None:
    """Fractions in words: half of, a third of, two-thirds, one in five, three out of four."""
    parts = number_words("part")
    word = lower(toks, at)
    following = lower(toks, at + 1)
    if word == "half":
        before = lower(toks, at - 1)
        cues = classes("cues")
        if before in cues["not_half"] or following in ("time", "-", "hour"):
            return None
        halved = following in ("a", "an") and lower(toks, at + 2) not in number_words("scale")
        if halved or following in cues["possessives"] or before in cues["before_half"]:
            return Number(0.5, 0.5, at, at + 1, "share")
        return None
    top_part = (1.0, at + 1) if word in ("a", "an") else small(toks, at)
    if toks[at].is_digits and (digits := plain(toks[at].text)) and digits == int(digits):
        top_part = digits, at + 1
    if top_part is None or not 0 < top_part[0] < 20:
        return None
    top, after = top_part
    hyphen = past_hyphen(toks, after)
    part = parts.get(lower(toks, hyphen))
    if part is not None and top < part:
        plural = top > 1 and lower(toks, hyphen).endswith("s")
        end = hyphen + 1
        joined = hyphen > after and word not in ("a", "an")
        ends = end >= len(toks) or lower(toks, end) in classes("cues")["after_share"]
        if plural or joined or ends:
            return Number(top / part, top / part, at, end, "share")
        return None
    return _ratio(toks, at, top, after)


_ROUND = ("10", "ten", "100")
"""Of these, "nine of ten" is a share; "two of three judges" counts judges."""


def _ratio(toks: Sequence[Token], at: int, top: float, after: int) -> Number | None:
    if lower(toks, after) == "in" and top <= 3:
        after += 1 + (lower(toks, after + 1) == "every")
    elif lower(toks, after) == "out" and lower(toks, after + 1) == "of":
        after += 2 + (lower(toks, after + 2) == "every")
    elif lower(toks, after) == "of" and (
        lower(toks, after + 1) == "every" or lower(toks, after + 1) in _ROUND
    ):
        after += 1 + (lower(toks, after + 1) == "every")
    else:
        return None
    bottom = small(toks, after)
    if bottom is None and after < len(toks) and toks[after].is_digits:
        value = plain(toks[after].text)
        bottom = (value, after + 1) if value and value <= 100_000 else None
    if bottom is None or not top < bottom[0] or lower(toks, bottom[1]) in number_words("part"):
        return None
    if _time_like(lower(toks, bottom[1])):
        return None
    return Number(top / bottom[0], top / bottom[0], at, bottom[1], "share")


def _time_like(word: str) -> bool:
    return word.rstrip("s") in ("year", "day", "month", "week", "hour", "minute", "decade", "game")


def slashed(toks: Sequence[Token], at: int, top: float) -> Number | None:
    """1/2 and 3/4, but neither dates (9/11, 3/4/2019) nor 24/7; ``at`` is the upper number."""
    bottom = plain(toks[at + 2].text) if at + 2 < len(toks) and toks[at + 2].is_digits else None
    if not bottom or not (toks[at + 1].glued and toks[at + 2].glued) or lower(toks, at + 3) == "/":
        return None
    if top < bottom and bottom in (2, 3, 4, 5, 8, 10, 16, 100) and top == int(top) > 0:
        return Number(top / bottom, top / bottom, at, at + 3, "share")
    return None


def vulgar_at(toks: Sequence[Token], at: int) -> Number | None:
    """A single fraction sign: ½ -> 0.5."""
    value = vulgar(toks[at].text)
    return None if value is None else Number(value, value, at, at + 1, "share")
