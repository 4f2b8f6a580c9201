"""Where a figure holds, as worded: "2,000 troops deployed to Syria" -> Syria."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token
from sayso.spans import Span

_PREPOSITIONS = classes("cues")["prepositions"]
_DIRECTIONS = classes("cues")["directions"]
_REACH = 9
IsPlace = Callable[[Span], bool]
"""Says whether the capitalised words of a span name a place."""


def place_of(toks: Sequence[Token], after: int, first: int, is_place: IsPlace) -> Span | None:
    """The place of a figure whose words end before token ``after`` and begin at ``first``.

    Looks forward to the end of the clause, then at an opening "In Syria, ...".

    >>> from sayso.ground.figures.tokens import tokens
    >>> toks = tokens("20 tents sent to Ruritania today", Span(0, 32))
    >>> place_of(toks, 2, 0, lambda span: True)
    Span(start=17, end=26)
    """
    for at in range(after, min(after + _REACH, len(toks))):
        token = toks[at]
        if token.is_digits or token.text in '.;:,()—–"“”':
            break
        if token.lower in _PREPOSITIONS and (found := _name_after(toks, at + 1, is_place)):
            return found
    if toks and toks[0].lower in ("in", "across", "inside") and first > 2:
        found = _name_after(toks, 1, is_place)
        if found and any(t.text == "," and t.start >= found.end for t in toks[:first][:8]):
            return found
    return None


def _name_after(toks: Sequence[Token], at: int, is_place: IsPlace) -> Span | None:
    """The capitalised name that begins here, after "the" or "neighbouring", with a direction."""
    skipped = 0
    while at < len(toks) and skipped < 2 and toks[at].is_word and not toks[at].is_capitalised:
        if toks[at].lower not in classes("cues")["neighbours"]:
            break
        at, skipped = at + 1, skipped + 1
    start = at
    while at < len(toks) and toks[at].lower in _DIRECTIONS:
        at += 1
    name = at
    while at < len(toks) and toks[at].is_word and toks[at].is_capitalised:
        at += 1
    if at == name or toks[name].text in _not_places():
        return None
    if _modifies(toks, at):
        return None
    span = Span(toks[name].start, toks[at - 1].end)
    return Span(toks[start].start, span.end) if is_place(span) else None


def _modifies(toks: Sequence[Token], at: int) -> bool:
    """Whether a noun follows the name at once, so that the name is no place ("the Lima accord")."""
    if at >= len(toks) or not toks[at].is_word or toks[at].glued:
        return False
    word = toks[at].lower
    stops = classes("words")
    return not any(word in stops[kind] for kind in stops) and not word.endswith(("ed", "ly"))


def _not_places() -> frozenset[str]:
    names = classes("names")
    return names["month"] | names["weekday"]
