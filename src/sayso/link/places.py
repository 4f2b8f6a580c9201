"""The places of a claim under one name each: a city, and the country that it lies in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sayso.link.tables import rows
from sayso.link.words import stem, tokens
from sayso.records import Where

__all__ = ["countries", "elsewhere", "place_names"]


def place_names(found: Iterable[Where], text: str) -> frozenset[str]:
    """The stems of the places that grounding found, or of the countries that the text names.

    >>> sorted(place_names((), "They left Syria, Syrian officials said."))
    ['syria']
    """
    names = {stem(word) for place in found for word in tokens(place.name)}
    if names:
        return frozenset(names)
    known = {row[0] for row in rows("countries.tsv")}
    return frozenset(stem(w) for w in tokens(text) if w in known)


@cache
def countries() -> frozenset[str]:
    """The stems of all countries and their peoples.

    >>> "syria" in countries()
    True
    """
    return frozenset(stem(row[0]) for row in rows("countries.tsv"))


def elsewhere(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both say where, and share no place.

    >>> elsewhere(frozenset({"iraq"}), frozenset({"syria"})), elsewhere(frozenset(), frozenset())
    (True, False)
    """
    return bool(a) and bool(b) and not a & b
