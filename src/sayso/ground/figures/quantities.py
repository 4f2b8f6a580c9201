"""Every quantity of a stretch of text: value or range, unit, modifier, trend and kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.ground.figures import modifiers
from sayso.ground.figures.counted import Phrase, is_plural, noun_phrase
from sayso.ground.figures.exclusions import why_not
from sayso.ground.figures.numerals import Number, number_at, suffix_scale
from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token
from sayso.ground.figures.units import Unit, money_before, rated, unit_after
from sayso.records import Modifier

Kind = Literal["figure", "age", "score", "offset", "one", "times"]
"""What a number is: only a "figure" becomes a claim's figure. An ``offset`` places something in
time ("three months ago"), ``one`` picks one out ("one of the best"), a ``score`` is of a game."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity over the tokens ``first`` to ``last`` (exclusive), number and unit.

    ``start`` is the first token with the modifier; ``trend`` is "up" or "down" where a change is
    said (``verb``: by a verb, "rose 3%", not "up 3%"); ``change`` marks a from-to pair; ``phrase`` is the counted noun phrase after it.
    """

    low: float
    high: float
    unit: Unit | None
    modifier: Modifier
    first: int
    last: int
    start: int
    kind: Kind = "figure"
    trend: str | None = None
    verb: bool = False
    change: Literal["", "from-to", "either"] = ""
    number: Number | None = None
    phrase: Phrase | None = None
    share: bool = False
    reasons: tuple[tuple[str, int, int], ...] = ()


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
    return tuple(_inherited(toks, [_modified(toks, q) for q in _merged(toks, found)]))


def _lower(toks: Sequence[Token], at: int) -> str:
    return toks[at].lower if 0 <= at < len(toks) else ""


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
    if number.form == "words" and number.low == number.high == 1 and unit is None:
        kind = "one" if _lower(toks, number.last) == "of" else kind
    return Quantity(
        number.low, number.high, unit, "exact", first, end, first,
        kind=kind, number=number, phrase=phrase, share=number.form == "share" and unit is None,
    )  # fmt: skip


def _spoken_age(toks: Sequence[Token], number: Number) -> bool:
    return _lower(toks, number.first - 1) in classes("names")["age"] | {"of"}


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
        if code and code[0].kind == "money" and _lower(toks, at) in ("u.s.", "us", "usd", "cad"):
            at = code[1]
        unit, end = rated((money[0], at), toks)
        return number, unit, end
    after = at
    if after + 1 < len(toks) and toks[after].text in "-‐‑" and toks[after].glued:
        after = after + 1 if toks[after + 1].glued else after
    found = unit_after(toks, after)
    if found is None and _lower(toks, after) in ("full", "more", "additional", "straight", "solid"):
        found = unit_after(toks, after + 1)
        if found and found[0].kind != "time":
            found = None
    if found:
        return number, found[0], found[1]
    return number, None, at


def _scale_fits(toks: Sequence[Token], at: int) -> bool:
    """Whether "35m" is followed by what it counts, so that m is million and not metre."""
    following = toks[at + 1] if at + 1 < len(toks) else None
    return bool(following and (following.lower == "of" or is_plural(following.lower)))


def _time_kind(toks: Sequence[Token], first: int, end: int) -> Kind:
    if _lower(toks, end) in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "from",
        "prior",
        "since",
    ):
        return "offset"
    if _lower(toks, first - 1) in ("last", "past", "next", "previous", "first", "these", "those"):
        return "offset"
    if _lower(toks, first - 1) == "within" or _lower(toks, end) == "old":
        return "offset"
    return "figure"


_CONNECTORS = {"-": "dash", "–": "dash", "—": "dash", "‐": "dash", "to": "to", "and": "and",
               "or": "or"}  # fmt: skip


def _merged(toks: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
    """Join "5 to 10 million", "between 3 and 4 %", "from $75 a barrel to $45", "2-0"."""
    merged: list[Quantity] = []
    for quantity in found:
        pair = _pair(toks, merged[-1], quantity) if merged else None
        if pair is None:
            merged.append(quantity)
        elif isinstance(pair, Quantity):
            merged[-1] = pair
        else:
            merged[-1:] = pair
    return merged


def _pair(
    toks: Sequence[Token], left: Quantity, right: Quantity
) -> Quantity | tuple[Quantity, Quantity] | None:
    gap = toks[left.last : right.first]
    words = [t.lower for t in gap if not (t.text in "-–" and "to" in (g.lower for g in gap))]
    if left.change or left.low != left.high or right.low != right.high or left.share != right.share:
        return None
    link = _CONNECTORS.get(words[-1]) if words else None
    if link is None and words[-1:] and words[-1] == "up":
        return None
    start = _lower(toks, left.first - 1)
    if link == "to" and len(words) > 1:
        if start == "from" and len(words) <= 8 and _same_unit(left, right) and "," not in words:
            return _joined(left, right, change="from-to")
        return None
    if link is None and words[-2:] == ["up", "to"]:
        link = "to"
    if link is None or len(words) != 1:
        return None
    if link == "to" and start != "from" and modifiers.trend(toks, left.first):
        return None
    if link == "dash":
        if not gap[0].glued and left.unit:
            return None
        return _dashed(toks, left, right)
    if link == "and" and start != "between" and _lower(toks, left.first - 2) != "between":
        return None
    if not _same_unit(left, right):
        return None
    if link == "to":
        if start == "from" and (moved := modifiers.trend(toks, left.first - 1)):
            return replace(_joined(left, right, change="from-to"), trend=moved[0])
        return _joined(left, right)
    if link == "or":
        if _lower(toks, left.first - 1) in ("whether", "either") or left.high >= right.low:
            return None
        return _joined(left, right, change="either")
    return _joined(left, right)


def _same_unit(left: Quantity, right: Quantity) -> bool:
    if left.unit is None:
        return True
    if right.unit is None:
        return left.unit.kind == "money"
    return (
        left.unit == right.unit
        or left.unit.kind == right.unit.kind == "money"
        or (right.unit.singular.startswith(left.unit.singular))
    )


def _dashed(toks: Sequence[Token], left: Quantity, right: Quantity) -> Quantity | None:
    """ "5-10 W" is a range, "2-0" a score."""
    if not toks[right.first].glued and left.unit is None:
        return None
    unit = right.unit or left.unit
    small = left.high < 200 and right.high < 200
    score = (
        unit is None
        and small
        and (
            left.high >= right.high
            or _lower(toks, right.last) in _SCORES
            or (
                _lower(toks, left.first - 1) in ("at", "won", "lost", "a", "by", "score", "record")
                and not (right.phrase and right.phrase.plural)
            )
        )
    )
    if score:
        return replace(_joined(left, right), kind="score")
    return _joined(left, right)


_SCORES = frozenset(
    [
        "lead",
        "win",
        "victory",
        "draw",
        "defeat",
        "loss",
        "record",
        "vote",
        "ruling",
        "decision",
        "advantage",
        "scoreline",
        "down",
        "up",
        "tie",
        "triumph",
        "aggregate",
        "majority",
        "edge",
        "deficit",
        "home",
    ]
)


def _joined(
    left: Quantity, right: Quantity, change: Literal["", "from-to", "either"] = ""
) -> Quantity:
    """One range from two amounts that share scale and unit."""
    low = left.low
    scale = right.number.scale if right.number else 1.0
    unscaled = left.number is not None and left.number.scale == 1
    if unscaled and scale > 1 and left.low < right.low / scale and left.unit in (None, right.unit):
        low = left.low * scale
    elif unscaled and scale > 1 and change == "from-to" and left.low < 10 * right.low / scale:
        low = left.low * scale if left.unit in (None, right.unit) else left.low
    unit = right.unit or left.unit
    if right.unit and left.unit and len(left.unit.singular) > len(right.unit.singular):
        unit = left.unit
    return replace(
        right,
        low=low,
        high=right.high,
        unit=unit,
        first=left.first,
        start=left.first,
        change=change,
    )


def _inherited(toks: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give "100 km (60 miles)" and "30 points, or 2 %" the modifier and trend of the first."""
    for at in range(1, len(found)):
        left, right = found[at - 1], found[at]
        gap = [t.lower for t in toks[left.last : right.start]]
        bracketed = gap == ["("] and _lower(toks, right.last) == ")"
        if left.unit and left.unit.kind == "score" and right.unit is None and gap == ["to"]:
            found[at] = right = replace(right, unit=left.unit)
        if right.modifier != "exact" or right.unit is None or left.unit is None:
            continue
        if bracketed or (gap in ([",", "or"], ["or"]) and left.unit.kind != right.unit.kind):
            found[at] = replace(right, modifier=left.modifier, trend=left.trend, verb=left.verb)
    return found


def _modified(toks: Sequence[Token], quantity: Quantity) -> Quantity:
    """The quantity with the modifier before or after it, and its trend."""
    reasons = []
    start = quantity.first
    if _lower(toks, start - 1) in ("between", "from", "the", "a", "another") and start > 0:
        start = start - 1 if modifiers.before(toks, start - 1) else start
    cue = modifiers.before(toks, start)
    if cue is None and _lower(toks, start - 1) == "-" and _lower(toks, start - 2) == "sub":
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
    if late:
        modifier = late.modifier
        reasons.append((late.modifier, late.first, late.last))
    return replace(
        quantity,
        modifier=modifier,
        start=start,
        trend=quantity.trend or (moved[0] if moved else None),
        verb=bool(moved and modifiers.trends()[toks[moved[1]].lower][1] == "verb"),
        reasons=tuple(reasons),
    )
