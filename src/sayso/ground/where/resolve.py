"""Which place of a name is meant: its size, the report's other places, the words beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.ground.gazetteer import Entry
from sayso.ground.gazetteer.fold import fold
from sayso.ground.where.spotted import Spotted, Token
from sayso.ground.where.words import words

_PRIOR = {"country": 9.8, "continent": 9.8, "water": 8.0}
_UNKNOWN_SIZE = 8.2
"""The prior of a region from the tables, in the unit of the others: the logarithm of its people."""
_FAME = 0.9
_EVIDENCE = 7.5
"""A place eight times smaller than a namesake needs direct evidence: its region or kind beside
it, or the sum of its region, its country and its neighbours."""
_OTHER_NAME = 1.2
"""Against a place that only has the name among its other ones (Glendale was once Riverdale)."""
_OF_ITS_CITY = 1.5
"""Against a region named after a city in it (New York, Aleppo), unless a word says so."""
_OF_REGION = (("state", "of"), ("province", "of"), ("region", "of"))
_HAMLET = 5_000
"""People: nothing but its name speaks for a smaller place, so it is not given."""
_CLEAR = 2.0
"""The lead from which a name's place speaks for the others of its country and region."""
_NEAR = 200.0
"""Kilometres within which another place of the report speaks for a candidate."""

_COUNTY = 120.0
"""Kilometres from the centre of a region of the tables, a county or an island, to a town in it."""

SURE = 0.2
"""Below this lead over a namesake elsewhere, no coordinates are given."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entry that a name means in this report, its lead over the best one elsewhere (``rival``),
    and the reasons.
    """

    entry: Entry
    lead: float
    reasons: tuple[str, ...]
    rival: Entry | None = None

    @property
    def sure(self) -> bool:
        """Whether the place may be given: clear of its namesakes, and no hamlet by its name alone.

        ``reasons`` begin with the size; more of them are evidence from the report.
        """
        alone = len(self.reasons) == 1 and 0 < self.entry.population < _HAMLET
        return self.lead >= SURE and not alone


def resolve(toks: Sequence[Token], spotted: Sequence[Spotted]) -> dict[str, Resolved]:
    """One entry for each name (by ``key``), the same throughout the report.

    Two rounds: names with one plausible place first speak for the countries, regions and
    neighbourhoods of the others.
    """
    groups: dict[str, list[Spotted]] = {}
    for item in spotted:
        if item.entries and item.how != "adjective":
            groups.setdefault(key(item), []).append(item)
    votes = _votes(spotted)
    settled: dict[str, Resolved] = {}
    for _ in range(2):
        settled = {
            name: _best(toks, name, items, votes, settled)
            for name, items in _shared(groups).items()
        }
    return settled


def key(item: Spotted) -> str:
    """What names must share to mean one place: the name, and its region where that follows.

    "Paris, Texas" and "Paris, Tennessee" are two; a bare "Paris" between them goes with the first.
    """
    regions = {e.region or e.country for e in item.within if e.kind in ("region", "country")}
    return "|".join((fold(item.name), *sorted(regions)))


def _shared(groups: dict[str, list[Spotted]]) -> dict[str, list[Spotted]]:
    """The groups; a bare name shares the evidence of its fuller form elsewhere in the report."""
    fuller: dict[str, list[Spotted]] = {}
    for name, items in groups.items():
        if "|" in name:
            fuller.setdefault(name.partition("|")[0], items)
    return {name: [*items, *fuller.get(name, ())] for name, items in groups.items()}


@dataclass(frozen=True, slots=True)
class _Votes:
    countries: Counter[str]
    regions: Counter[tuple[str, str]]


def _votes(spotted: Iterable[Spotted]) -> _Votes:
    """Mentions of countries and regions by names that can mean nothing else."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for item in spotted:
        top = item.entries[0] if item.entries else None
        if top is None or not top.country:
            continue
        if len({e.country for e in item.entries if e.kind in ("country", "region")}) > 1:
            continue
        if top.kind == "country" or item.how in ("adjective", "short"):
            countries[top.country] += 1
        if top.kind == "region":
            countries[top.country] += 1
            regions[top.country, fold(top.region)] += 2 if item.how == "short" else 1
        for outer in item.within:
            if len(item.within) == 1:
                countries[outer.country] += 1
    return _Votes(countries, regions)


def _best(
    toks: Sequence[Token],
    name: str,
    items: Sequence[Spotted],
    votes: _Votes,
    settled: dict[str, Resolved],
) -> Resolved:
    name = name.partition("|")[0]
    ranked = []
    fame = max(_prior(entry, name) for entry in items[0].entries)
    for entry in dict.fromkeys(items[0].entries):
        score, reasons = _score(toks, name, entry, items, votes, settled)
        prior = _prior(entry, name)
        if prior < fame - _FAME and score < prior + _EVIDENCE:
            score -= 5.0
        ranked.append((score, entry, reasons))
    ranked.sort(key=lambda r: (-r[0], r[1].name, r[1].country, r[1].region, r[1].lat))
    outside = all(i.in_state and not any(_inside(ranked[0][1], o) for o in i.within) for i in items)
    if outside:
        return Resolved(ranked[0][1], 0.0, ("the gazetteer has none in the state that follows",))
    rivals = [r for r in ranked[1:] if distance(r[1], ranked[0][1]) > _NEAR]
    lead = ranked[0][0] - rivals[0][0] if rivals else 10.0
    return Resolved(ranked[0][1], lead, tuple(ranked[0][2]), rivals[0][1] if rivals else None)


def _prior(entry: Entry, name: str) -> float:
    """How likely a place is meant before anything is read: the logarithm of its people."""
    if entry.kind in _PRIOR:
        return _PRIOR[entry.kind]
    by_other_name = entry.population > 0 and not _akin(fold(entry.name), name)
    known = math.log10(entry.population) if entry.population else _UNKNOWN_SIZE
    less = {"region": 0.4, "district": 0.3}.get(entry.kind, 0.0)
    return known - less - (_OTHER_NAME if by_other_name else 0.0)


def _akin(own: str, name: str) -> bool:
    """Whether two folded names are forms of one: Genève and Geneva, Ar Raqqah and Raqqa."""
    left, right = own.removesuffix(" city"), name.removesuffix(" city")
    parts = left.split()
    if len(parts) > 1 and len(parts[0]) <= 3:
        left = left if left == right else " ".join(parts[1:])
    return left == right or (left[:3] == right[:3] and abs(len(left) - len(right)) <= 3)


def _score(
    toks: Sequence[Token],
    name: str,
    entry: Entry,
    items: Sequence[Spotted],
    votes: _Votes,
    settled: dict[str, Resolved],
) -> tuple[float, list[str]]:
    """How well an entry fits, as a sum of named parts (logarithm of people, plus context)."""
    reasons = [f"{entry.population:,} people" if entry.population else entry.kind]
    score = _prior(entry, name)
    if entry.kind == "region" and any(_inside(e, entry) for e in items[0].entries):
        score -= _OF_ITS_CITY
    listed = items[0].entries[0].kind in ("country", "continent")
    if not listed and any(_inside(entry, outer) for item in items for outer in item.within):
        score += 8.0
        reasons.append("its region or country follows")
    score += _kind_beside(toks, entry, items, reasons)
    own = len(items) if any(e.country == entry.country for e in items[0].entries[:1]) else 0
    support = votes.countries[entry.country] - own if entry.country else 0
    if support > 0 and entry.kind != "country":
        score += 1.0 + min(2.0, math.log2(1 + support) * 0.7)
        reasons.append("its country is named in the report")
    if support > 0 and entry.kind == "country":
        score += 2.0
        reasons.append("its people or government are named in the report")
    top = items[0].entries[0]
    if entry.kind == "region" and top.kind == "country" and top.country != entry.country:
        score += _of_region(name, entry, votes, settled, reasons)
    region = votes.regions[entry.country, fold(entry.region)] if entry.region else 0
    region -= len(items) if fold(entry.region) == name else 0
    if region > 0 and entry.kind in ("city", "district"):
        score += 2.5
        reasons.append("its region is named in the report")
    others = [r for other, r in settled.items() if other.partition("|")[0] != name]
    clear = [r.entry for r in others if r.lead >= _CLEAR and r.entry.country == entry.country]
    if clear and not support and entry.kind != "country":
        score += 1.0
        reasons.append("other places of the report lie in its country")
    if region <= 0 and any(fold(e.region) == fold(entry.region) for e in clear if e.region):
        score += 1.0
        reasons.append("other places of the report lie in its region")
    near = sum(_close(entry, r.entry) for r in others)
    if near:
        score += min(2.0, 0.8 * near)
        reasons.append("other places of the report lie near it")
    return score, reasons


def _of_region(
    name: str, entry: Entry, votes: _Votes, settled: dict[str, Resolved], reasons: list[str]
) -> float:
    """What speaks for a region with a country's name: its sister regions and towns in the report.

    By them "Georgia" is the state and not the country.
    """
    sisters = sum(
        count
        for (code, region), count in votes.regions.items()
        if code == entry.country and region != fold(entry.region)
    )
    towns = sum(
        r.entry.kind == "city"
        and r.entry.country == entry.country
        and fold(r.entry.region) == fold(entry.region)
        for other, r in settled.items()
        if other.partition("|")[0] != name
    )
    if not (sisters or towns):
        return 0.0
    reasons.append("its towns or sister regions are named in the report")
    return min(6.0, 2.0 * sisters + 2.0 * towns)


def _kind_beside(
    toks: Sequence[Token], entry: Entry, items: Sequence[Spotted], reasons: list[str]
) -> float:
    """Words beside the name that say which kind it is: "Aleppo province", "New York state"."""
    for item in items:
        follows = toks[item.last].text if item.last < len(toks) else ""
        earlier = tuple(t.text.lower() for t in toks[max(0, item.first - 3) : item.first])
        wide = follows in words("region_head") or earlier[-2:] in _OF_REGION
        if wide and entry.kind in ("region", "district"):
            reasons.append("“province” or the like stands beside it")
            return 6.0
        town = follows in words("city_head") or earlier[-2:] in (("city", "of"), ("town", "of"))
        if town and entry.kind == "city" and items[0].entries[0].kind != "country":
            reasons.append("“city” stands beside it")
            return 6.0
    return 0.0


def _inside(entry: Entry, outer: Entry) -> bool:
    if entry.country != outer.country or entry == outer:
        return False
    if outer.kind == "country" or fold(entry.region) == fold(outer.region):
        return True
    listed = outer.kind == "region" and outer.population == 0
    return listed and entry.kind == "city" and distance(entry, outer) < _COUNTY


def _close(left: Entry, right: Entry) -> bool:
    precise = right.kind in ("city", "district") and left.kind in ("city", "district")
    return precise and 0.0 < distance(left, right) < _NEAR


def distance(left: Entry, right: Entry) -> float:
    """Kilometres between two entries along the earth's surface.

    >>> paris = Entry("city", "Paris", "FR", "", 48.85, 2.35, 0)
    >>> london = Entry("city", "London", "GB", "", 51.51, -0.13, 0)
    >>> round(distance(paris, london), -1)
    340.0
    """
    phi, psi = math.radians(left.lat), math.radians(right.lat)
    half = math.sin((psi - phi) / 2) ** 2
    turn = math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half + math.cos(phi) * math.cos(psi) * turn)))
