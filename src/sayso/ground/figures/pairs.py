"""Two amounts that are one: ranges, changes from one to another, scores, conversions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sayso.ground.figures import modifiers
from sayso.ground.figures.number import lower
from sayso.ground.figures.quantity import Quantity
from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token

_CONNECTORS = {"-": "dash", "–": "dash", "—": "dash", "‐": "dash", "to": "to", "and": "and",
               "or": "or"}  # fmt: skip


def merged(toks: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
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
    start = lower(toks, left.first - 1)
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
    if link == "and" and start != "between" and lower(toks, left.first - 2) != "between":
        return None
    if not _same_unit(left, right):
        return None
    if link == "to":
        if start == "from" and (moved := modifiers.trend(toks, left.first - 1)):
            return replace(_joined(left, right, change="from-to"), trend=moved[0])
        return _joined(left, right)
    if link == "or":
        if lower(toks, left.first - 1) in ("whether", "either") or left.high >= right.low:
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
            or lower(toks, right.last) in _SCORES
            or (
                lower(toks, left.first - 1) in ("at", "won", "lost", "a", "by", "score", "record")
                and not (right.phrase and right.phrase.plural)
            )
        )
    )
    if score:
        return replace(_joined(left, right), kind="score")
    return _joined(left, right)


_SCORES = classes("cues")["scores"]


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
    first, kind = left.first, left.kind if left.kind != "figure" else right.kind
    return replace(right, low=low, unit=unit, first=first, start=first, change=change, kind=kind)


def inherited(toks: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give "100 km (60 miles)" and "30 points, or 2 %" the modifier and trend of the first."""
    for at in range(1, len(found)):
        left, right = found[at - 1], found[at]
        gap = [t.lower for t in toks[left.last : right.start]]
        bracketed = gap == ["("] and lower(toks, right.last) == ")"
        if left.unit and left.unit.kind == "score" and right.unit is None and gap == ["to"]:
            found[at] = right = replace(right, unit=left.unit)
        if right.modifier != "exact" or right.unit is None or left.unit is None:
            continue
        if bracketed or (gap in ([",", "or"], ["or"]) and left.unit.kind != right.unit.kind):
            found[at] = replace(right, modifier=left.modifier, trend=left.trend, verb=left.verb)
    return found
