"""Number words and digits -> a value, or a documented range for a vague word."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from sayso.ground.figures.tables import rows
from sayso.ground.figures.tokens import Token

Form = Literal["digits", "words", "vague", "share"]
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")
_DASHES = frozenset("-‐‑–−")
_LARGEST = 1e18
_SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12}
"""One letter glued to digits; the caller decides whether it is a scale or a unit ("100m")."""


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
def _words(kind: str) -> dict[str, float]:
    return {row[0]: float(row[2]) for row in rows("numbers") if row[1] == kind}


def number_at(
    toks: Sequence[Token], at: int, vague: Mapping[str, tuple[int, int]]
) -> Number | None:
    """The longest number that begins at a token, or None.

    >>> number_at(tokens("two dozen men", Span(0, 13)), 0, {})
    Number(low=24.0, high=24.0, first=0, last=2, form='words', scale=12.0)
    """
    token = toks[at]
    found = (
        (
            _signed(toks, at)
            if token.text in _DASHES or token.lower in ("minus", "negative")
            else None
        )
        or (_digits(toks, at) if token.is_digits else None)
        or _share(toks, at)
        or _vague(toks, at, vague)
        or _cardinal(toks, at)
        or _vulgar(toks, at)
    )
    if found is None or not (math.isfinite(found.high) and abs(found.high) <= _LARGEST):
        return None
    return found


def plain(text: str) -> float | None:
    """The value of digits with decimal point and thousands commas; None for anything else.

    >>> plain("12,500.5"), plain("1.2.3")
    (12500.5, None)
    """
    if len(text) > 24 or not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def suffix_scale(token: Token) -> float | None:
    """The factor of a letter glued to digits ("35m" -> 1,000,000), None for other letters."""
    return _SUFFIXES.get(token.text) if token.glued else None


def _lower(toks: Sequence[Token], at: int) -> str:
    return toks[at].lower if 0 <= at < len(toks) else ""


def _past_hyphen(toks: Sequence[Token], at: int) -> int:
    """The position after a glued hyphen, or the same position."""
    glued = at + 1 < len(toks) and toks[at].text in _DASHES
    return at + 1 if glued and toks[at].glued and toks[at + 1].glued else at


def _scaled(number: Number, toks: Sequence[Token]) -> Number:
    """The number with the scale words that follow it: 3.5 million, 2 hundred thousand."""
    scales = _words("scale")
    while True:
        at = _past_hyphen(toks, number.last)
        if _lower(toks, at) not in scales:
            return number
        factor = scales[_lower(toks, at)]
        high = (number.high + 1) * factor - 1 if number.form == "vague" else number.high * factor
        number = replace(
            number,
            low=number.low * factor,
            high=high,
            last=at + 1,
            scale=number.scale * factor,
        )


def _signed(toks: Sequence[Token], at: int) -> Number | None:
    spelled = toks[at].is_word
    after = _past_hyphen(toks, at + 1) if spelled else at + 1
    if after >= len(toks) or not toks[after].is_digits:
        return None
    priced = at > 0 and toks[at - 1].text in "$€£¥"
    if not spelled and (not toks[after].glued or (toks[at].glued and not priced)):
        return None
    number = _digits(toks, after)
    return number and replace(number, low=-number.high, high=-number.low, first=at)


def _digits(toks: Sequence[Token], at: int) -> Number | None:
    value = plain(toks[at].text)
    if value is None:
        return None
    number = Number(value, value, at, at + 1, "digits")
    if _lower(toks, at + 1) == "/" and at + 2 < len(toks):
        return _slashed(toks, at, value)
    tail = toks[at + 1] if at + 1 < len(toks) else None
    if tail and (part := _vulgar_value(tail.text)) is not None:
        return replace(number, low=value + part, high=value + part, last=at + 2)
    if tail and tail.is_digits and _lower(toks, at + 2) == "/" and value < 1000:
        part_number = _slashed(toks, at + 1, plain(tail.text) or 0.0)
        if part_number:
            total = value + part_number.low
            return replace(number, low=total, high=total, last=part_number.last)
    if tail and tail.text in "×x" and _lower(toks, at + 2) == "10":
        return _scientific(toks, number, at + 3)
    return _scaled(number, toks)


def _scientific(toks: Sequence[Token], number: Number, at: int) -> Number:
    if _lower(toks, at) == "^":
        at += 1
    negative = _lower(toks, at) in _DASHES and _lower(toks, at) != ""
    at += negative
    exponent = plain(toks[at].text) if at < len(toks) and toks[at].is_digits else None
    if exponent is None or exponent > 30 or exponent != int(exponent):
        return number
    value = number.low * 10.0 ** (-int(exponent) if negative else int(exponent))
    return replace(number, low=value, high=value, last=at + 1)


def _slashed(toks: Sequence[Token], at: int, top: float) -> Number | None:
    """1/2 and 3/4, but neither dates (9/11, 3/4/2019) nor 24/7."""
    bottom = plain(toks[at + 2].text) if toks[at + 2].is_digits else None
    if (
        not bottom
        or not toks[at + 1].glued
        or not toks[at + 2].glued
        or _lower(toks, at + 3) == "/"
    ):
        return None
    if top < bottom and bottom in (2, 3, 4, 5, 8, 10, 16, 100) and top == int(top) > 0:
        return Number(top / bottom, top / bottom, at, at + 3, "share")
    return None


def _vulgar_value(text: str) -> float | None:
    if len(text) != 1 or text.isascii():
        return None
    value = unicodedata.numeric(text, None)
    return value if value is not None and 0 < value < 1 else None


def _vulgar(toks: Sequence[Token], at: int) -> Number | None:
    value = _vulgar_value(toks[at].text)
    return None if value is None else Number(value, value, at, at + 1, "share")


def _cardinal(toks: Sequence[Token], at: int) -> Number | None:
    """Spelled-out numbers: twenty-one, three hundred and five thousand, a million, half a dozen."""
    units, tens, scales = _words("unit"), _words("ten"), _words("scale")
    word = _lower(toks, at)
    if word == "half" and _lower(toks, at + 1) == "a" and _lower(toks, at + 2) in scales:
        value = scales[_lower(toks, at + 2)] / 2
        return Number(value, value, at, at + 3, "words", scales[_lower(toks, at + 2)])
    if word in ("a", "an") and _lower(toks, at + 1) in scales:
        return _spelled(toks, at, at + 1, 1.0)
    if word not in units and word not in tens:
        return None
    return _spelled(toks, at, at, None)


def _small(toks: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A number below a hundred in words, with the position after it."""
    units, tens = _words("unit"), _words("ten")
    word = _lower(toks, at)
    if word in units:
        return units[word], at + 1
    if word not in tens:
        return None
    after = _past_hyphen(toks, at + 1)
    more = units.get(_lower(toks, after), 0.0)
    if 0 < more < 10:
        return tens[word] + more, after + 1
    return tens[word], at + 1


def _spelled(toks: Sequence[Token], first: int, at: int, group: float | None) -> Number:
    """Add up groups ("three hundred", "and five thousand"), each below the one before it."""
    scales = _words("scale")
    total, ceiling, scale = 0.0, math.inf, 1.0
    while True:
        here = _past_hyphen(toks, at) if at > first else at
        word = _lower(toks, here)
        if word in scales and group is not None and scales[word] < ceiling:
            factor = scales[word]
            scale, at = max(scale, factor), here + 1
            if factor > 100:
                total, group, ceiling = total + group * factor, None, factor
            elif group < 100:
                group *= factor
            continue
        after_scale = scale >= 100 and (group is None or group % 100 == 0)
        small = _small(toks, here + 1 if word == "and" and after_scale else here)
        if small is None or not (after_scale or (group is None and at == first)):
            break
        group, at = (group or 0.0) + small[0], small[1]
    value = total + (group or 0.0)
    return Number(value, value, first, at, "words", scale)


def _share(toks: Sequence[Token], at: int) -> Number | None:
    """Fractions in words: half of, a third of, two-thirds, one in five, three out of four."""
    parts = _words("part")
    word = _lower(toks, at)
    following = _lower(toks, at + 1)
    if word == "half":
        before = _lower(toks, at - 1)
        if before in ("first", "second", "other", "better", "in", "that", "this", "latter"):
            return None
        if before in ("and",) or following in ("time", "-", "hour"):
            return None
        if following in (
            "of",
            "the",
            "its",
            "their",
            "his",
            "her",
            "our",
            "that",
            "those",
            "these",
        ):
            return Number(0.5, 0.5, at, at + 1, "share")
        if following in ("a", "an") and _lower(toks, at + 2) not in _words("scale"):
            return Number(0.5, 0.5, at, at + 1, "share")
        if before in ("by", "almost", "nearly", "about", "around", "over", "than"):
            return Number(0.5, 0.5, at, at + 1, "share")
        return None
    small = (1.0, at + 1) if word in ("a", "an") else _small(toks, at)
    if small is None or not 0 < small[0] < 20:
        return None
    top, after = small
    hyphen = _past_hyphen(toks, after)
    part = parts.get(_lower(toks, hyphen))
    if part is not None and top < part:
        plural = top > 1 and _lower(toks, hyphen).endswith("s")
        end = hyphen + 1
        joined = hyphen > after and word not in ("a", "an")
        if (
            plural
            or joined
            or _lower(toks, end) in ("of", "", ".", ",", ";", "”", ")", "less", "more")
        ):
            return Number(top / part, top / part, at, end, "share")
        return None
    return _ratio(toks, at, top, after)


def _ratio(toks: Sequence[Token], at: int, top: float, after: int) -> Number | None:
    if _lower(toks, after) == "in" and top <= 3:
        after += 1 + (_lower(toks, after + 1) == "every")
    elif _lower(toks, after) == "out" and _lower(toks, after + 1) == "of":
        after += 2 + (_lower(toks, after + 2) == "every")
    else:
        return None
    bottom = _small(toks, after)
    if bottom is None and after < len(toks) and toks[after].is_digits:
        value = plain(toks[after].text)
        bottom = (value, after + 1) if value and value <= 100_000 else None
    if bottom is None or not top < bottom[0] or _lower(toks, bottom[1]) in _words("part"):
        return None
    if _time_like(_lower(toks, bottom[1])):
        return None
    return Number(top / bottom[0], top / bottom[0], at, bottom[1], "share")


def _time_like(word: str) -> bool:
    return word.rstrip("s") in ("year", "day", "month", "week", "hour", "minute", "decade", "game")


def _vague(toks: Sequence[Token], at: int, vague: Mapping[str, tuple[int, int]]) -> Number | None:
    """Vague words as the ranges of the settings; unlisted plurals of scales are composed.

    "several thousand" is the range of "several" times a thousand; "tens of millions" is 20 to 99
    (or the range listed) times a million.
    """
    chain = _plural_scale(toks, at) if vague else None
    for length in (3, 2, 1):
        phrase = " ".join(_lower(toks, at + k) for k in range(length))
        if phrase in vague:
            low, high = vague[phrase]
            if chain and chain.last > at + length:
                return chain
            number = Number(float(low), float(high), at, at + length, "vague")
            if phrase in ("a few", "a couple", "several") and _lower(toks, number.last) == "of":
                if _lower(toks, number.last + 1) in _words("scale"):
                    number = replace(number, last=number.last + 1)
            return _scaled(number, toks)
    if not vague:
        return None
    if _lower(toks, at) == "few" and "a few" in vague and _lower(toks, at - 1) in _PAST:
        low, high = vague["a few"]
        return _scaled(Number(float(low), float(high), at, at + 1, "vague"), toks)
    return chain


_PAST = frozenset(("last", "past", "next", "first", "coming", "these", "those", "the"))


def _plural_scale(toks: Sequence[Token], at: int) -> Number | None:
    scales = _words("scale")
    word = _lower(toks, at)
    factor = 10.0 if word == "tens" else scales.get(word[:-1]) if word.endswith("s") else None
    if factor is None or factor < 10 or (_lower(toks, at - 1) in ("the", "in") and word == "tens"):
        return None
    last = at + 1
    if _lower(toks, last) == "of":
        inner = _plural_scale(toks, last + 1) if last + 1 < len(toks) else None
        if inner is not None:
            unit = inner.low / 2
            return Number(factor * 2 * unit, factor * 10 * unit - 1, at, inner.last, "vague")
    if word == "tens":
        return None
    return Number(factor * 2, factor * 10 - 1, at, last, "vague")
