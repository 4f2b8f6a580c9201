"""All toponyms of a report, found, told apart and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ground.gazetteer import Entry
from sayso.ground.gazetteer.fold import fold
from sayso.ground.where.resolve import Resolved, distance, key, resolve
from sayso.ground.where.role import Role, role
from sayso.ground.where.spot import spot
from sayso.ground.where.spotted import Spotted, Token, tokens
from sayso.ground.where.surroundings import area_of, beside
from sayso.ground.where.tagged import Tagged, is_person, role_of, tagged, unseen
from sayso.records import Reading
from sayso.spans import Span

_SMALL = 100_000
"""People: a smaller town far from the report's area needs more than its name to be given."""
_FAR = 161.0
"""Kilometres."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place name in the text: its role, the entry it means (None: not in the gazetteer).

    ``outer`` says that it only tells where the name before it lies ("Texas" in "Paris, Texas");
    ``near`` is the town in whose surroundings a name without an entry lies.
    """

    span: Span
    name: str
    role: Role
    why: str
    entry: Entry | None
    resolved: Resolved | None
    spotted: Spotted
    outer: bool = False
    near: Entry | None = None


def _namesake(item: Spotted, settled: dict[str, Resolved]) -> Resolved | None:
    """The place of the report that a site is named after: "Kabul Airport", "Lake Manassas"."""
    words_ = fold(item.name).split()
    for part in (words_[:-1], words_[1:]):
        found = settled.get(" ".join(part))
        if found is not None and found.entry.kind in ("city", "district"):
            return found
    return None


def _with_tagger(text: str, toks: Sequence[Token], tags: Tagged) -> tuple[Spotted, ...]:
    """The names that the rules spot, without persons, with those that only the tagger saw."""
    by_rule = [item for item in spot(text, toks) if not is_person(tags, item)]
    if not tags.mentions:
        return tuple(by_rule)
    return tuple(sorted((*by_rule, *unseen(text, toks, tags, by_rule)), key=lambda s: s.span))


def _follows(left: Toponym, item: Spotted, entry: Entry | None) -> bool:
    """Whether a region or country stands after the comma of a place that lies in it."""
    if left.entry is None or entry is None or item.first != left.spotted.last + 1:
        return False
    if not left.spotted.within or left.entry.kind not in ("city", "district", "region"):
        return False
    same = entry.country == left.entry.country
    return same and (entry.kind == "country" or fold(entry.region) == fold(left.entry.region))


def _after_its_town(left: Toponym, item: Spotted, resolved: Resolved) -> Resolved:
    """The region after the comma of a town in it, whatever the name means elsewhere in the report.

    "Tacoma, Washington" is in the state, though "Washington" alone is the capital.
    """
    town = left.entry
    if town is None or town.kind != "city" or item.first != left.spotted.last + 1:
        return resolved
    if not left.spotted.within or fold(town.region) != fold(item.name):
        return resolved
    for entry in item.entries:
        same = entry.country == town.country and fold(entry.region) == fold(town.region)
        if entry.kind == "region" and same:
            return Resolved(entry, 10.0, (f"{town.name} before it lies in it",))
    return resolved


def _coordinated(toks: Sequence[Token], left: Spotted, right: Spotted) -> bool:
    """Whether only "and", "or" or a comma stands between two names."""
    between = {t.text for t in toks[left.last : right.first]}
    return 0 < len(between) <= 2 and between <= {"and", "or", ",", "the"}


def toponyms(reading: Reading) -> tuple[Toponym, ...]:
    """The toponyms of a report in text order."""
    toks = tokens(reading.text)
    tags = tagged(reading.mentions)
    spotted = _with_tagger(reading.text, toks, tags)
    settled = resolve(toks, spotted)
    found: list[Toponym] = []
    for item in spotted:
        part, why = role(toks, item)
        learned = role_of(tags, item.span)
        if learned == "associative" and why.startswith("no sign"):
            part, why = learned, "the tagger's word"
        elif found and _coordinated(toks, found[-1].spotted, item) and why.startswith("no sign"):
            part, why = found[-1].role, "as the place that it is joined to"
        resolved = settled.get(key(item)) if item.how != "adjective" else None
        if resolved and found:
            resolved = _after_its_town(found[-1], item, resolved)
        entry = resolved.entry if resolved else (item.entries[0] if item.entries else None)
        if entry is None and item.how == "site":
            resolved = _namesake(item, settled)
            entry = resolved.entry if resolved else None
        if resolved and not resolved.sure:
            entry = None
        outer = bool(found) and _follows(found[-1], item, entry)
        left = found[-1] if found and found[-1].why.startswith("no sign") else None
        if left and why.startswith("acts") and _coordinated(toks, left.spotted, item):
            found[-1] = replace(left, role=part, why="as the place that it is joined to")
        found.append(Toponym(item.span, item.name, part, why, entry, resolved, item, outer))
    return tuple(_surrounded(toks, found))


def _surrounded(toks: Sequence[Token], found: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms; those without an entry with the town that they lie near.

    So too a name for which nothing but its size speaks, where the report stays in one area far
    away: "Kingsley Road" in a report about one town is not in another Kingsley abroad.
    """
    towns = {
        t.spotted.first: t.entry
        for t in found
        if t.entry is not None and t.entry.kind in ("city", "district")
    }
    weak = {t.spotted.first for t in found if _by_size_alone(t)}
    middle = area_of([entry for first, entry in towns.items() if first not in weak])
    placed = []
    for toponym in found:
        entry, first = toponym.entry, toponym.spotted.first
        if middle and entry and first in weak and distance(entry, middle) > _FAR:
            toponym = replace(toponym, entry=None)
        if toponym.entry is None and toponym.spotted.how != "adjective":
            near = beside(toks, toponym.spotted.last, towns) or middle
            toponym = replace(toponym, near=near)
        placed.append(toponym)
    return placed


def _by_size_alone(toponym: Toponym) -> bool:
    """Whether nothing in the report but the name itself speaks for a town, and it is no big one."""
    entry, resolved = toponym.entry, toponym.resolved
    if entry is None or resolved is None or entry.kind not in ("city", "district"):
        return False
    return len(resolved.reasons) == 1 and 0 < entry.population < _SMALL
