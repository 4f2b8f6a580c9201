"""Unit words and signs -> one canonical unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.ground.figures.tables import rows
from sayso.ground.figures.tokens import Token, tokens
from sayso.spans import Span

_PER = frozenset(("per", "a", "an", "each", "every", "/"))
_PERIODS = frozenset(("time", "length", "area", "volume", "weight", "energy", "data"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit: its kind (percent, money, time, length, ...), singular and plural name."""

    kind: str
    singular: str
    plural: str


Forms = dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]


@cache
def _forms() -> Forms:
    """All forms by their first token, longest first. Short forms keep their case (m, M; kn)."""
    forms: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for kind, singular, plural, written in rows("units"):
        for form in written.split("|"):
            words = tuple(_key(t) for t in tokens(form, Span(0, len(form))))
            forms.setdefault(words[0], []).append((words, Unit(kind, singular, plural)))
    return {
        first: tuple(sorted(several, key=lambda f: -len(f[0]))) for first, several in forms.items()
    }


def _key(token: Token) -> str:
    return token.text if len(token.text) <= 3 and token.text != token.lower else token.lower


def _match(toks: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    if at >= len(toks):
        return None
    first = toks[at]
    for key in dict.fromkeys((first.text, _key(first))):
        for words, unit in _forms().get(key, ()):
            if at + len(words) > len(toks):
                continue
            got = toks[at : at + len(words)]
            if all(w in (t.text, _key(t)) for w, t in zip(words, got, strict=True)):
                return unit, at + len(words)
    return None


def unit_after(toks: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """The unit that begins at a token, with the position after it; rates are composed.

    >>> unit_after(tokens("dollars per barrel", Span(0, 18)), 0)[0].plural
    'dollars per barrel'
    """
    found = _match(toks, at)
    if found is None or _is_other_word(toks, at, found):
        return None
    return rated(found, toks)


def rated(found: tuple[Unit, int], toks: Sequence[Token]) -> tuple[Unit, int]:
    """A unit with the "per barrel", "a month" or "/kg" that may follow it."""
    unit, end = found
    if end + 1 < len(toks) and toks[end].lower in _PER and unit.kind not in ("age", "percent"):
        below = _match(toks, end + 1)
        ago = below and below[1] < len(toks) and toks[below[1]].lower in ("ago", "earlier", "later")
        if not ago and below and below[0].kind in _PERIODS and below[0] != unit:
            name = below[0].singular
            rate = Unit(unit.kind, f"{unit.singular} per {name}", f"{unit.plural} per {name}")
            return rate, below[1]
    return found


def money_before(toks: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """The currency sign or code that ends just before a token, with its first position.

    >>> money_before(tokens("US$5", Span(0, 4)), 2)[0].singular
    'dollar'
    """
    for length in (6, 5, 4, 3, 2, 1):
        first = at - length
        if first < 0:
            continue
        found = _match(toks, first)
        if found and found[0].kind == "money" and found[1] == at:
            head = toks[first]
            if head.is_word and (head.text == head.lower or len(head.text) > 4):
                continue
            return found[0], first
    return None


def _is_other_word(toks: Sequence[Token], at: int, found: tuple[Unit, int]) -> bool:
    """Single letters count as units only when glued to the number (5W) or spelled apart as such."""
    token = toks[at]
    if found[1] > at + 1 or len(token.text) > 2 or not token.is_word:
        return False
    return token.text in ("a", "in", "as", "at", "ha", "an") and not token.glued
