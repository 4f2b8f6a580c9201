"""The tables of this room, loaded once. Their format is in tables/README.md.

TABLES.roles["spokeswoman"]  ->  Role(kind="person", gender="f", many=False, anonymous=False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast

from sayso.records import Kind
from sayso.settings import Row

Gender = Literal["m", "f", "u"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a head noun says of a source: its kind, gender, number, and how it counts alone."""

    kind: Kind
    gender: Gender
    many: bool
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A known body or outlet: the canonical name, whether this wording is a metonym of it, and the
    sort of outlet (paper, broadcaster, agency, magazine, site). ``country`` is whose body it is;
    a ``shared`` wording names another country's as well, ``rivals`` ("*": any country's).
    """

    name: str
    kind: Kind
    metonym: bool = False
    sort: str = ""
    country: str = ""
    shared: bool = False
    rivals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything this room knows; keys of ``given``, ``titles`` and ``roles`` are folded."""

    given: dict[str, Gender]
    nicknames: dict[str, frozenset[int]]
    titles: dict[str, Gender]
    title_roles: dict[str, str]
    suffixes: frozenset[str]
    roles: dict[str, Role]
    bodies: dict[str, Body]
    outlets: dict[str, Body]
    places: dict[str, str]
    demonyms: dict[str, str]
    territories: frozenset[str]
    anonymity: tuple[tuple[re.Pattern[str], str], ...]
    citing: re.Pattern[str]


def rows(name: str) -> Iterator[list[str]]:
    """The entries of a table, each a list of cells."""
    text = resources.files(__package__).joinpath("tables", name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
    for table, cells in _added.get():
        if f"{table}.tsv" == name:
            yield list(cells)


_added: ContextVar[tuple[Row, ...]] = ContextVar("added", default=())


@contextmanager
def using(added: tuple[Row, ...]) -> Iterator[None]:
    """Know these rows beside those of the package, as long as the block lasts."""
    token = _added.set(added)
    try:
        yield
    finally:
        _added.reset(token)


def added() -> tuple[Row, ...]:
    """The rows that are known beside those of the package."""
    return _added.get()


def _cells(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for name, others, kind, metonyms, country, shared, rivals in rows("bodies.tsv"):
        sure = Body(name, cast(Kind, kind), country=country)
        for word in _cells(metonyms):
            found[word] = replace(sure, metonym=True)
        for word in [name, *_cells(others)]:
            found[word] = sure
        for word in _cells(shared):
            found[word] = replace(sure, shared=True, rivals=frozenset(_cells(rivals)))
    return found


def _outlets() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for name, others, sort in rows("outlets.tsv"):
        for word in [name, *_cells(others)]:
            found[word] = Body(name, "outlet", sort=sort)
    return found


def _roles() -> dict[str, Role]:
    """The head nouns, with the regular plurals of those that name one person."""
    found = {
        noun: Role(cast(Kind, kind), cast(Gender, gender), number == "many", veil == "anonymous")
        for noun, kind, gender, number, veil in rows("roles.tsv")
    }
    for noun, role in list(found.items()):
        if role.kind == "person" and not role.many and not noun.endswith(("s", "man", "y")):
            found.setdefault(f"{noun}s", Role("group", role.gender, True, role.anonymous))
    return found


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of words ("pronoun").

    Raises:
        KeyError: there is no list of this name.
    """
    return {row[0]: frozenset(_cells(row[1])) for row in rows("word_lists.tsv")}[name]


@cache
def families(what: str) -> tuple[frozenset[str], ...]:
    """Head nouns that can take each other's place: for "person", "body", or "outlet paper"."""
    return tuple(frozenset(_cells(nouns)) for kind, nouns in rows("families.tsv") if kind == what)


def tables() -> Tables:
    """All tables with what is added to them, read on first use."""
    return _tables(_added.get())


@lru_cache(maxsize=4)
def _tables(_: tuple[Row, ...]) -> Tables:
    nicknames: dict[str, set[int]] = {}
    for number, (names,) in enumerate(rows("nicknames.tsv")):
        for name in _cells(names):
            nicknames.setdefault(name.lower(), set()).add(number)
    places = {name: name for name, _ in rows("places.tsv")}
    demonyms = {word: name for name, words in rows("places.tsv") for word in _cells(words)}
    citing = "|".join(
        re.escape(words) for words, _ in sorted(rows("citing.tsv"), key=lambda r: -len(r[0]))
    )
    return Tables(
        given={name.lower(): cast(Gender, gender) for name, gender in rows("given_names.tsv")},
        nicknames={name: frozenset(numbers) for name, numbers in nicknames.items()},
        titles={title.lower(): cast(Gender, gender) for title, gender, _ in rows("titles.tsv")},
        title_roles={title.lower(): role for title, _, role in rows("titles.tsv") if role},
        suffixes=frozenset(row[0] for row in rows("suffixes.tsv")),
        roles=_roles(),
        bodies=_bodies(),
        outlets=_outlets(),
        places=places,
        demonyms=demonyms,
        territories=frozenset(row[0] for row in rows("territories.tsv")),
        anonymity=tuple(
            (re.compile(pattern, re.I), what) for pattern, what in rows("anonymity.tsv")
        ),
        citing=re.compile(rf"\b(?:{citing})\s+", re.I),
    )
