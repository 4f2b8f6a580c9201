"""The gazetteer: place names -> entries with coordinates. Loaded once, when first asked.

Cities, regions and districts are GeoNames' (CC BY 4.0), built by ``training/build_gazetteer.py``;
countries, parts of the world, waters and short forms of states are tables beside them.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from sayso.ground.gazetteer.fold import fold

COLUMNS = 7
Kind = Literal["country", "continent", "region", "water", "district", "city"]
_PRECISION = {
    "country": "country", "continent": "area", "region": "region", "water": "area",
    "district": "region", "city": "city",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: ``country`` is its ISO code (empty across borders), ``region`` the name of the
    first-level division that it lies in, ``population`` 0 where it is not known.
    """

    kind: Kind
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int

    @property
    def precision(self) -> str:
        """The precision of a record: country, region, city or area."""
        return _PRECISION[self.kind]


@dataclass(frozen=True, slots=True)
class _Tables:
    names: dict[str, str]
    places: list[str]
    known: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, Entry]
    short: dict[str, Entry]
    countries: dict[str, Entry]
    states: dict[str, Entry]


def entries(name: str) -> tuple[Entry, ...]:
    """All places of a name, the most populous first; () for an unknown name.

    >>> [e.country for e in entries("Syria")]
    ['SY']
    """
    tables = _tables()
    key = fold(name)
    numbers = tables.names.get(key, "")
    found = (_entry(tables.places[int(number)]) for number in numbers.split())
    return tables.known.get(key, ()) + tuple(_centred(entry, tables) for entry in found)


def is_known(name: str) -> bool:
    """Whether any place has this name.

    >>> is_known("Aleppo"), is_known("Nowhere-upon-Nothing")
    (True, False)
    """
    tables = _tables()
    key = fold(name)
    return key in tables.known or key in tables.names


def adjective(word: str) -> Entry | None:
    """The place of a nationality or other adjective, as written with its capital.

    >>> adjective("Syrians").name, adjective("Welsh").name
    ('Syria', 'Wales')
    """
    return _tables().adjectives.get(word)


def short_form(word: str) -> Entry | None:
    """The state of a short form or postal code ("Ala.", "TX"), for use after a comma.

    >>> short_form("Ala.").name
    'Alabama'
    """
    return _tables().short.get(word)


def country(code: str) -> Entry | None:
    """The country of an ISO code.

    >>> country("FR").name
    'France'
    """
    return _tables().countries.get(code)


def _entry(line: str) -> Entry:
    kind, name, code, region, lat, lon, population = line.split("\t")
    return Entry(kind, name, code, region, float(lat), float(lon), int(population))  # type: ignore[arg-type]


def _centred(entry: Entry, tables: _Tables) -> Entry:
    """An American state with its geographic centre; any other entry as it is."""
    state = entry.kind == "region" and entry.country == "US"
    return tables.states.get(entry.name, entry) if state else entry


def _rows(name: str) -> list[list[str]]:
    text = files("sayso.ground.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


def _lines(name: str) -> list[str]:
    data = files("sayso.ground.gazetteer").joinpath("data", name).read_bytes()
    return lzma.decompress(data).decode().split("\n")


def _places() -> list[str]:
    """The entries as rows; the file has them column by column, which packs better."""
    values = _lines("places.columns.xz")
    size = len(values) // COLUMNS
    columns = [values[start : start + size] for start in range(0, len(values), size)]
    return ["\t".join(row) for row in zip(*columns, strict=True)]


def _add(known: dict[str, tuple[Entry, ...]], name: str, entry: Entry) -> None:
    several = known.get(fold(name), ())
    if entry not in several:
        known[fold(name)] = (*several, entry)


@cache
def _tables() -> _Tables:
    known: dict[str, tuple[Entry, ...]] = {}
    adjectives: dict[str, Entry] = {}
    countries: dict[str, Entry] = {}
    for code, lat, lon, names, demonyms in _rows("countries.tsv"):
        entry = Entry("country", names.split("|")[0], code, "", float(lat), float(lon), 0)
        countries[code] = entry
        for name in names.split("|"):
            _add(known, name, entry)
        for word in filter(None, demonyms.split("|")):
            adjectives.setdefault(word, entry)
    for kind, name, code, lat, lon, *more in _rows("features.tsv"):
        others, words = (*more, "", "")[:2]
        entry = Entry(kind, name, code, name, float(lat), float(lon), 0)  # type: ignore[arg-type]
        for each in (name, *filter(None, others.split("|"))):
            _add(known, each, entry)
        for word in filter(None, words.split("|")):
            adjectives[word] = entry
    numbered = dict(line.split("\t", 1) for line in _lines("names.tsv.xz"))
    tables = _Tables(numbered, _places(), known, adjectives, {}, countries, {})
    for state, code, lat, lon, forms in _rows("states.tsv"):
        numbers = numbered.get(fold(state), "").split()
        found = [_entry(tables.places[int(number)]) for number in numbers]
        match = next(e for e in found if e.kind == "region" and e.country == "US")
        match = replace(match, lat=float(lat), lon=float(lon))
        tables.states[state] = match
        for form in (code, *filter(None, forms.split("|"))):
            tables.short[form] = match
    return tables
