"""All appearances of a ledger as clusters, each one person or body, before anybody decides.

full names        one person, unless something speaks against it
surnames alone    one for each report
bodies, outlets   one for each name, but for names that bodies of several countries bear
described, anonymous sources    one for each report, whatever their wording
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.link.sources.bodies import Speakers, one_body, speakers_of
from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import is_full, key, looks_like_a_body
from sayso.link.sources.people import Company, company_of, one_name
from sayso.link.tables import column
from sayso.records import digest

__all__ = [
    "SMALL", "Cluster", "Sort", "clusters", "generic", "heads_of", "joined", "others", "persons",
    "sort_of",
]  # fmt: skip

Sort = Literal["person", "body", "alone"]
SMALL = ("the", "of", "a")
"""Words of a body's name that tell it from no other."""


@dataclass(slots=True)
class Cluster:
    """Appearances that are one source. ``name_from`` are those that it is named after; ``how`` says
    in words why they are one; a person's ``name``, ``letter`` and ``decisions`` come on top.
    """

    id: str
    sort: Sort
    units: list[Appearance]
    how: str
    name_from: list[Appearance] = field(default_factory=list)
    name: str | None = None
    letter: str | None = None
    decisions: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name_from = self.name_from or list(self.units)


def sort_of(unit: Appearance) -> Sort:
    """Whether an appearance is compared as a person, as a body, or not at all."""
    words = key(unit.name)
    if unit.identified != "named" or unit.kind == "document" or not words:
        return "alone"
    if unit.kind == "group" and (" and " in unit.name or ", " in unit.name):
        return "alone"
    if unit.kind in ("person", "unknown") and not looks_like_a_body(words):
        return "person"
    return "body"


def generic(unit: Appearance) -> bool:
    """Whether many bodies are called so for short ("the Herald", "the Office")."""
    words = key(unit.name)
    return len(words) == 1 and words[0] in column("body_words.tsv") and unit.kind != "outlet"


def clusters(units: Iterable[Appearance]) -> tuple[list[Cluster], Company]:
    """The clusters, in an order of their own, and who is cited beside whom.

    "Ada Voss" in three reports, "two aides" in two -> three clusters
    """
    ordered = sorted(units, key=lambda u: u.key)
    company = company_of(ordered)
    people = persons(ordered, company)
    speakers = speakers_of(unit for one in people for unit in one.units)
    return joined([*people, *others(ordered, speakers, heads_of(ordered))]), company


def persons(units: Iterable[Appearance], company: Company) -> list[Cluster]:
    """The clusters of full-named people; ``units`` by key, all or none of each block.

    Which appearances are one depends on nothing outside their block but their reports' company.
    """
    met: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    for unit in units:
        if sort_of(unit) == "person" and is_full(words := key(unit.name)):
            met[words].append(unit)
    found: list[Cluster] = []
    for words, some in met.items():
        groups = one_name(some, company)
        found += [_named("person", words, group, len(groups) == 1) for group in groups]
    return found


def others(
    units: Iterable[Appearance], speakers: Speakers, heads: Mapping[tuple[str, str], int]
) -> list[Cluster]:
    """The clusters of all but full-named people; ``units`` by key, all or none of each block.

    ``speakers`` and ``heads`` (see `bodies`) are needed of the reports of names that several bodies
    bear.
    """
    bodies: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    unsure: list[Appearance] = []
    found: list[Cluster] = []
    for unit in units:
        words, sort = key(unit.name), sort_of(unit)
        if sort == "body" and not generic(unit):
            bodies[words].append(unit)
        elif sort == "person":
            if not is_full(words):
                unsure.append(unit)
        elif unit.identified == "named":
            id_ = digest("source", "alone", unit.report, *words)
            found.append(Cluster(id_, sort, [unit], "a name for short, in this report alone"))
        else:
            found.append(Cluster(unit.source, "alone", [unit], "worded so in this report alone"))
    for unit in unsure:
        words = key(unit.name)
        known = bodies.get(words, [])
        if unit.kind == "unknown" and known and not any(u.scope for u in known):
            known.append(unit)
        else:
            id_ = digest("source", "alone", unit.report, *words)
            how = "less than a full name, in this report alone"
            found.append(Cluster(id_, "person", [unit], how))
    for words, met in bodies.items():
        groups = one_body(sorted(met, key=lambda u: u.key), speakers, heads)
        found += [_named("body", words, group, len(groups) == 1) for group in groups]
    return found


def _named(sort: Sort, words: Sequence[str], group: list[Appearance], only: bool) -> Cluster:
    kind = "person" if sort == "person" else "organisation"
    # The id that a report gives it, wherever reports agree on what it is.
    small = () if sort == "person" else SMALL
    name = " ".join(word for word in words if word not in small)
    if only and not any(unit.scope for unit in group):
        return Cluster(digest("source", kind, name), sort, group, "the same full name")
    countries = {unit.scope for unit in group if unit.scope and unit.scope != unit.report}
    if len(countries) == 1:
        how = f"the same name, of {min(countries)}"
    elif sort == "body":
        how = "a name that several bodies bear; one report, site or spokesperson ties them"
    else:
        how = "the same full name, and nothing that speaks against one person"
    first = min((unit.sha256, unit.report) for unit in group)
    return Cluster(digest("source", kind, name, *first), sort, group, how)


def joined(found: Iterable[Cluster]) -> list[Cluster]:
    """One cluster for each id: a report may word one described source in several ways."""
    by_id: dict[str, Cluster] = {}
    for cluster in found:
        if cluster.id in by_id:
            by_id[cluster.id].units += cluster.units
            by_id[cluster.id].name_from += cluster.units
        else:
            by_id[cluster.id] = cluster
    return sorted(by_id.values(), key=lambda c: (min(u.key for u in c.units), c.id))


def heads_of(units: Iterable[Appearance]) -> Mapping[tuple[str, str], int]:
    """(report, word) -> how many bodies of the report have the word in a name of several words."""
    seen = {
        (unit.report, words)
        for unit in units
        if unit.kind in ("organisation", "outlet") and len(words := key(unit.name)) > 1
    }
    return Counter((report, word) for report, words in seen for word in set(words))
