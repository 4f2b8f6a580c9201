"""Areas described relative to a place: "northeast Syria", "near Aleppo", "the Turkish border"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ground.where.spotted import Token
from sayso.ground.where.toponyms import Toponym
from sayso.ground.where.words import words
from sayso.spans import Span

_AROUND = frozenset(("near", "around", "outside", "off"))
_PARTS = words("part")
_KINDS = words("kind")
_BORDER = re.compile(
    r"\b(?:the\s+|this\s+|that\s+)?(?P<name>border\s+(?:region|regions|area|areas|zone|strip|crossing)"
    r"|frontier\s+(?:region|area|zone))\b"
)


@dataclass(frozen=True, slots=True)
class Area:
    """The words of a described area and the rule that found it."""

    span: Span
    why: str


def area(toks: Sequence[Token], toponym: Toponym) -> Area | None:
    """The described area that a place name stands in, or None for the place itself.

    Longer descriptions win: "the northern outskirts of Aleppo" is one area.
    """
    first, last, why = toponym.spotted.first, toponym.spotted.last, ""
    left = _left(toks, first)
    if left is not None:
        first, why = left, "a direction or part before the name"
    right = _right(toks, toponym)
    if right is not None:
        last, why = right, "a direction or part after the name"
    if not why:
        return None
    return Area(Span(toks[first].start, toks[last - 1].end), why)


def _left(toks: Sequence[Token], first: int) -> int | None:
    """Where a description before the name begins: "northeast X", "the outskirts of X", "near X"."""
    at = first
    if at and toks[at - 1].text in ("the", "The"):
        at -= 1
    if at and toks[at - 1].text.lower() in _AROUND:
        return at - 1
    start = _directions(toks, first)
    if start is not None:
        return start
    if at > 1 and toks[at - 1].text == "of":
        part = toks[at - 2].text.lower()
        if part in words("direction") | _PARTS:
            before = _directions(toks, at - 2)
            return before if before is not None else at - 2
    return None


def _directions(toks: Sequence[Token], end: int) -> int | None:
    """Where a run of directions that ends before a token begins: "north - eastern"."""
    at = end
    while at and (
        toks[at - 1].text.lower() in words("direction") or (toks[at - 1].text == "-" and at < end)
    ):
        at -= 1
    while at < end and toks[at].text == "-":
        at += 1
    return at if at < end else None


def _right(toks: Sequence[Token], toponym: Toponym) -> int | None:
    """Where a description after the name ends: "X's north", "X countryside", "X-Y border"."""
    at = toponym.spotted.last
    if at < len(toks) and toks[at].text in ("'s", "’s"):
        at += 1
        end = at
        while end < len(toks) and toks[end].text.lower() in words("direction"):
            end += 1
        if end < len(toks) and toks[end].text in _PARTS:
            end += 1
        return end if end > at else None
    if at < len(toks) and toks[at].start - toks[at - 1].end == 1:
        word = toks[at].text
        named = word in words("place_noun") and word not in _KINDS
        if toponym.spotted.how == "adjective":
            named = word in _OF_A_PEOPLE
        if named and (word not in words("region_head") or toponym.spotted.how == "adjective"):
            return at + 1
    return None


_OF_A_PEOPLE = frozenset(
    ("border", "borders", "coast", "frontier", "territory", "soil", "airspace", "waters",
     "countryside", "mainland", "desert", "peninsula", "side")
)  # fmt: skip
"""What an adjective can make an area of: "the Turkish border", but no "Russian state"."""


def is_kind_only(toks: Sequence[Token], toponym: Toponym) -> bool:
    """Whether "Syrian capital" or "British city" names no place of its own.

    Always false for a name that is no adjective.
    """
    at = toponym.spotted.last
    follows = at < len(toks) and toks[at].text in _OF_A_PEOPLE
    return toponym.spotted.how == "adjective" and not follows


def borders(text: str, part: Span) -> list[Span]:
    """Border areas without a name beside them: "the border region".

    >>> borders("posts in the border region", Span(0, 26))
    [Span(start=13, end=26)]
    """
    found = _BORDER.finditer(text, part.start, part.end)
    return [Span(m.start("name"), m.end("name")) for m in found]
