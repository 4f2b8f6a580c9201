"""Number words and digits -> a value, or a documented range for a vague word."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.ground.figures.number import (
    DASHES,
    Number,
    lower,
    number_words,
    past_hyphen,
    plain,
    small,
    vulgar,
)  # fmt: skip
from sayso.ground.figures.shares import share_at, slashed, vulgar_at
from sayso.ground.figures.tokens import Token

_SIGNS = ("minus", "negative")
_LARGEST = 1e18
_SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12}
"""One letter glued to digits; the caller decides whether it is a scale or a unit ("100m")."""


def number_at(
    toks: Sequence[Token], at: int, vague: Mapping[str, tuple[int, int]]
) -> Number | None:
    """The longest number that begins at a token, or None.

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> number_at(tokens("two dozen men", Span(0, 13)), 0, {})
    Number(low=24.0, high=24.0, first=0, last=2, form='words', scale=12.0)
    """
    token = toks[at]
    found = (
        (_signed(toks, at) if token.text in DASHES or token.lower in _SIGNS else None)
        or share_at(toks, at)
        or (_digits(toks, at) if token.is_digits else None)
        or _vague(toks, at, vague)
        or _cardinal(toks, at)
        or vulgar_at(toks, at)
    )
    if found is None or not (math.isfinite(found.high) and abs(found.high) <= _LARGEST):
        return None
    return found


def suffix_scale(token: Token) -> float | None:
    """The factor of a letter glued to digits ("35m" -> 1,000,000), None for other letters."""
    return _SUFFIXES.get(token.text) if token.glued else None


def _scaled(number: Number, toks: Sequence[Token]) -> Number:
    """The number with the scale words that follow it: 3.5 million, 2 hundred thousand."""
    scales = number_words("scale")
    while True:
        at = past_hyphen(toks, number.last)
        if lower(toks, at) not in scales:
            return number
        factor = scales[lower(toks, at)]
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
    after = past_hyphen(toks, at + 1) if spelled else at + 1
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
    if lower(toks, at + 1) == "/" and at + 2 < len(toks):
        return slashed(toks, at, value)
    tail = toks[at + 1] if at + 1 < len(toks) else None
    if tail and (part := vulgar(tail.text)) is not None:
        return replace(number, low=value + part, high=value + part, last=at + 2)
    if tail and tail.is_digits and lower(toks, at + 2) == "/" and value < 1000:
        part_number = slashed(toks, at + 1, plain(tail.text) or 0.0)
        if part_number:
            total = value + part_number.low
            return replace(number, low=total, high=total, last=part_number.last)
    if tail and tail.text in "×x" and lower(toks, at + 2) == "10":
        return _scientific(toks, number, at + 3)
    return _scaled(number, toks)


def _scientific(toks: Sequence[Token], number: Number, at: int) -> Number:
    if lower(toks, at) == "^":
        at += 1
    negative = lower(toks, at) in DASHES and lower(toks, at) != ""
    at += negative
    exponent = plain(toks[at].text) if at < len(toks) and toks[at].is_digits else None
    if exponent is None or exponent > 30 or exponent != int(exponent):
        return number
    value = number.low * 10.0 ** (-int(exponent) if negative else int(exponent))
    return replace(number, low=value, high=value, last=at + 1)


def _cardinal(toks: Sequence[Token], at: int) -> Number | None:
    """Spelled-out numbers: twenty-one, three hundred and five thousand, a million, half a dozen."""
    units, tens, scales = number_words("unit"), number_words("ten"), number_words("scale")
    word = lower(toks, at)
    if word == "half" and lower(toks, at + 1) == "a" and lower(toks, at + 2) in scales:
        value = scales[lower(toks, at + 2)] / 2
        return Number(value, value, at, at + 3, "words", scales[lower(toks, at + 2)])
    if word in ("a", "an") and lower(toks, at + 1) in scales:
        return _spelled(toks, at, at + 1, 1.0)
    if word not in units and word not in tens:
        return None
    return _spelled(toks, at, at, None)


def _spelled(toks: Sequence[Token], first: int, at: int, group: float | None) -> Number:
    """Add up groups ("three hundred", "and five thousand"), each below the one before it."""
    scales = number_words("scale")
    total, ceiling, scale = 0.0, math.inf, 1.0
    while True:
        here = past_hyphen(toks, at) if at > first else at
        word = lower(toks, here)
        if word in scales and group is not None and scales[word] < ceiling:
            factor = scales[word]
            scale, at = max(scale, factor), here + 1
            if factor > 100:
                total, group, ceiling = total + group * factor, None, factor
            elif group < 100:
                group *= factor
            continue
        after_scale = scale >= 100 and (group is None or group % 100 == 0)
        below = small(toks, here + 1 if word == "and" and after_scale else here)
        if below is None or not (after_scale or (group is None and at == first)):
            break
        group, at = (group or 0.0) + below[0], below[1]
    value = total + (group or 0.0)
    tail = tuple(lower(toks, at + k) for k in range(3))
    if tail == ("and", "a", "half") and at > first:
        value, at = value + 0.5, at + 3
    return Number(value, value, first, at, "words", scale)


def _vague(toks: Sequence[Token], at: int, vague: Mapping[str, tuple[int, int]]) -> Number | None:
    """Vague words as the ranges of the settings; unlisted plurals of scales are composed.

    "several thousand" is the range of "several" times a thousand; "tens of millions" is 20 to 99
    (or the range listed) times a million.
    """
    chain = _plural_scale(toks, at) if vague else None
    for length in (3, 2, 1):
        phrase = " ".join(lower(toks, at + k) for k in range(length))
        if phrase in vague:
            low, high = vague[phrase]
            if chain and chain.last > at + length:
                return chain
            number = Number(float(low), float(high), at, at + length, "vague")
            of = lower(toks, number.last) == "of"
            if of and length < 3 and lower(toks, number.last + 1) in number_words("scale"):
                number = replace(number, last=number.last + 1)
            return _scaled(number, toks)
    if not vague:
        return None
    if lower(toks, at) == "few" and "a few" in vague and lower(toks, at - 1) in _PAST:
        low, high = vague["a few"]
        return _scaled(Number(float(low), float(high), at, at + 1, "vague"), toks)
    return chain


_PAST = frozenset(("last", "past", "next", "first", "coming", "these", "those", "the"))


def _plural_scale(toks: Sequence[Token], at: int) -> Number | None:
    scales = number_words("scale")
    word = lower(toks, at)
    factor = 10.0 if word == "tens" else scales.get(word[:-1]) if word.endswith("s") else None
    if factor is None or factor < 10 or (lower(toks, at - 1) in ("the", "in") and word == "tens"):
        return None
    last = at + 1
    if lower(toks, last) == "of":
        inner = _plural_scale(toks, last + 1) if last + 1 < len(toks) else None
        if inner is not None:
            unit = inner.low / 2
            return Number(factor * 2 * unit, factor * 10 * unit - 1, at, inner.last, "vague")
    if word == "tens":
        return None
    return Number(factor * 2, factor * 10 - 1, at, last, "vague")
