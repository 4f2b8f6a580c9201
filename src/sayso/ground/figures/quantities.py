"""Every quantity of a stretch of text: value or range, unit, modifier, trend and kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.ground.figures import modifiers
from sayso.ground.figures.counted import Phrase, is_plural, noun_phrase
from sayso.ground.figures.exclusions import why_not
from sayso.ground.figures.number import Number, lower
from sayso.ground.figures.numerals import number_at, suffix_scale
from sayso.ground.figures.pairs import inherited, merged
from sayso.ground.figures.quantity import Kind, Quantity
from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token
from sayso.ground.figures.units import Unit, money_before, rated, unit_after
from sayso.records import Modifier


def quantities(toks: Sequence[Token], vague: Mapping[str, tuple[int, int]]) -> tuple[Quantity, ...]:
    """The quantities of one sentence's tokens, in order, never overlapping.

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> [(q.low, q.high, q.modifier) for q in quantities(
    ...     tokens("at least 5 to 10 million euros", Span(0, 30)), {})]
    [(5000000.0, 10000000.0, 'at least')]
    """
    found: list[Quantity] = []
    at = 0
    while at < len(toks):
        number = number_at(toks, at, vague)
        if number is None:
            at += 1
            continue
        quantity = _quantity(toks, number)
        if quantity is None:
            at = max(at + 1, number.last)
            continue
        found.append(quantity)
        at = quantity.last
    return tuple(inherited(toks, [_modified(toks, q) for q in merged(toks, found)]))


def _quantity(toks: Sequence[Token], number: Number) -> Quantity | None:
    money = money_before(toks, number.first)
    first = money[1] if money else number.first
    number, unit, end = _with_unit(toks, number, money)
    phrase = (
        None
        if unit and unit.kind != "age"
        else noun_phrase(toks, end, number.high != 1, whole=number.form == "share")
    )
    counts = unit is not None or bool(phrase and phrase.plural)
    reason = why_not(toks, number, unit is not None, counts, money is not None)
    kind: Kind = "figure"
    if reason == "age" or (unit and unit.kind == "age"):
        kind = "age"
        if reason == "age" and unit is None and not _spoken_age(toks, number):
            return None
    elif reason is not None:
        return None
    if unit is not None and unit.kind == "time":
        kind = _time_kind(toks, first, end)
    if number.form == "words" and unit is None:
        if number.low == 1 and lower(toks, number.last) == "of":
            kind = "one"
        elif number.high <= _PRONOUN_UP_TO and _stands_alone(toks, number, phrase):
            return None
    return Quantity(
        number.low, number.high, unit, "exact", first, end, first,
        kind=kind, number=number, phrase=phrase, share=number.form == "share" and unit is None,
    )  # fmt: skip


_PRONOUN_UP_TO = 12
"""Up to here a number word without a noun may stand for persons or things named before."""


def _stands_alone(toks: Sequence[Token], number: Number, phrase: Phrase | None) -> bool:
    """Whether a small number word is a pronoun ("those two", "one left") or counts off items."""
    before, after = lower(toks, number.first - 1), lower(toks, number.last)
    if phrase is not None:
        first = toks[phrase.first].lower
        participle = phrase.last == phrase.first + 1 and first.endswith(("ed", "ing"))
        return participle and (number.low == 1 or before in _PRONOUN)
    if number.low in (0, 1):
        return after not in ("to", "or", "-", "and")
    return before in _PRONOUN or (after == "," and before in (",", "and", ""))


_PRONOUN = classes("cues")["number_pronoun"]


def _spoken_age(toks: Sequence[Token], number: Number) -> bool:
    return lower(toks, number.first - 1) in classes("names")["age"] | {"of"}


def _with_unit(
    toks: Sequence[Token], number: Number, money: tuple[Unit, int] | None
) -> tuple[Number, Unit | None, int]:
    """The number (scaled by a glued m, bn, k), its unit and the position after both."""
    at = number.last
    token = toks[at] if at < len(toks) else None
    scale = suffix_scale(token) if token and number.form == "digits" and number.scale == 1 else None
    if scale and token and (money or token.text in "kKMbB" or _scale_fits(toks, at)):
        following = toks[at + 1] if at + 1 < len(toks) else None
        if not (following and following.glued and following.is_digits):
            number = replace(
                number, low=number.low * scale, high=number.high * scale, last=at + 1, scale=scale
            )
            at = number.last
    if money:
        code = unit_after(toks, at)
        if code and code[0].kind == "money" and lower(toks, at) in ("u.s.", "us", "usd", "cad"):
            at = code[1]
        unit, end = rated((money[0], at), toks)
        return number, unit, end
    after = at
    if after + 1 < len(toks) and toks[after].text in "-‐‑" and toks[after].glued:
        after = after + 1 if toks[after + 1].glued else after
    if lower(toks, after) in ("plus", "odd", "something"):
        after += 1
    found = unit_after(toks, after)
    if found is None and lower(toks, after) in ("full", "more", "additional", "straight", "solid"):
        found = unit_after(toks, after + 1)
        if found and found[0].kind != "time":
            found = None
    if found is None and lower(toks, at) == "of" and number.form in ("vague", "words"):
        found = unit_after(toks, at + 1)
        if found and not is_plural(toks[at + 1].lower):
            found = None
    if found:
        return number, found[0], found[1]
    return number, None, at


def _scale_fits(toks: Sequence[Token], at: int) -> bool:
    """Whether "35m" is followed by what it counts, so that m is million and not metre."""
    following = toks[at + 1] if at + 1 < len(toks) else None
    return bool(following and (following.lower == "of" or is_plural(following.lower)))


def _time_kind(toks: Sequence[Token], first: int, end: int) -> Kind:
    if lower(toks, end) in _AFTER_OFFSET or lower(toks, first - 1) in _BEFORE_OFFSET:
        return "offset"
    return "figure"


_AFTER_OFFSET = classes("cues")["after_offset"]
_BEFORE_OFFSET = classes("cues")["before_offset"]


def _modified(toks: Sequence[Token], quantity: Quantity) -> Quantity:
    """The quantity with the modifier before or after it, and its trend."""
    reasons = []
    start = quantity.first
    if lower(toks, start - 1) in ("between", "from", "the", "a", "another") and start > 0:
        start = start - 1 if modifiers.before(toks, start - 1) else start
    cue = modifiers.before(toks, start)
    if cue is None and lower(toks, start - 1) == "-" and lower(toks, start - 2) == "sub":
        cue = modifiers.Cue("less than", start - 2, start)
    moved = modifiers.trend(toks, quantity.first)
    modifier: Modifier = "exact"
    if cue:
        modifier, start = cue.modifier, cue.first
        reasons.append((cue.modifier, cue.first, cue.last))
        outer = modifiers.before(toks, start)
        if outer and modifier == "approximate" and outer.modifier in ("only",):
            start = outer.first
    late = modifiers.after(toks, quantity.last) if modifier in ("exact", "only") else None
    if late is None and modifier == "exact" and quantity.phrase:
        late = modifiers.after(toks, quantity.phrase.last)
        if late and late.modifier not in ("at least", "at most", "approximate"):
            late = None
    phrase = quantity.phrase
    if late:
        modifier = late.modifier
        if phrase is None and quantity.unit is None:
            phrase = noun_phrase(toks, late.last, many=True)
        reasons.append((late.modifier, late.first, late.last))
    if modifier == "exact" and quantity.number and quantity.number.form == "vague":
        modifier = "approximate"
    return replace(
        quantity,
        modifier=modifier,
        phrase=phrase,
        start=start,
        trend=quantity.trend or (moved[0] if moved else None),
        verb=bool(moved and modifiers.trends()[toks[moved[1]].lower][1] == "verb"),
        reasons=tuple(reasons),
    )
