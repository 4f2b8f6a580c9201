"""All toponyms of a report, found, told apart and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ground.gazetteer import Entry
from sayso.ground.gazetteer.fold import fold
from sayso.ground.where.resolve import Resolved, key, resolve
from sayso.ground.where.role import Role, role
from sayso.ground.where.spot import spot
from sayso.ground.where.spotted import Spotted, Token, tokens
from sayso.ground.where.surroundings import area_of, beside
from sayso.ground.where.tagged import Tagged, is_person, role_of, tagged, unseen
from sayso.records import Reading
from sayso.spans import Span


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
    """The toponyms; literal ones that the gazetteer lacks with the town that they lie near."""
    towns = {
        t.spotted.first: t.entry
        for t in found
        if t.entry is not None and t.entry.kind in ("city", "district")
    }
    middle = area_of(list(towns.values()))
    placed = []
    for toponym in found:
        if toponym.entry is None and toponym.resolved is None and toponym.role == "literal":
            near = beside(toks, toponym.spotted.last, towns) or middle
            toponym = replace(toponym, near=near)
        placed.append(toponym)
    return placed
