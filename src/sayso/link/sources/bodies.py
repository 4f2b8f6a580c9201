"""Which appearances of one name are one body, outlet or country.

A name is one body, unless bodies of several countries bear it ("Ministry of Defence"). Such a name
is tied to another report's only by its country, by one site, or by a person who speaks for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import key
from sayso.link.sources.people import parted
from sayso.link.sources.profile import profile

__all__ = ["Speakers", "one_body", "speakers_of", "speaks"]

Speakers = Mapping[tuple[str, str], tuple[str, ...]]
"""(report, word of a role) -> the names of the people who hold such a role there."""


def speaks(unit: Appearance) -> frozenset[str]:
    """The words of what a person speaks for: "the ministry's spokeswoman" -> {"ministry"}."""
    known = profile(unit.roles)
    return known.bodies if known.jobs else frozenset()


def speakers_of(people: Iterable[Appearance]) -> Speakers:
    """Who speaks for what, of people named in full. By their name: whoever has one name and speaks
    for one body is one person (see `people`).

    Mirela Voss, "the ministry's spokeswoman" -> ``{(report, "ministry"): ("mirela voss",)}``
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit in people:
        for word in speaks(unit):
            found[unit.report, word].add(" ".join(key(unit.name)))
    return {place: tuple(sorted(names)) for place, names in found.items()}


def one_body(
    units: Sequence[Appearance], speakers: Speakers, heads: Mapping[tuple[str, str], int]
) -> list[list[Appearance]]:
    """The appearances of one name, parted into bodies.

    ``heads`` counts, for (report, word), the bodies of the report in whose name the word stands: a
    "ministry's spokeswoman" speaks for the one ministry of the report, or nobody knows for which.
    """
    if not any(unit.scope for unit in units):
        return [sorted(units, key=lambda u: u.key)]

    def ties(unit: Appearance) -> list[str]:
        found = [f"report {unit.report}"]
        if unit.scope and unit.scope != unit.report:
            found.append(f"country {unit.scope}")
        if unit.own and unit.host:
            found.append(f"site {unit.host}")
        for word in key(unit.name):
            if heads.get((unit.report, word), 0) == 1:
                found += [f"{word} {name}" for name in speakers.get((unit.report, word), ())]
        return found

    groups = [sorted(group, key=lambda u: u.key) for group in parted(units, ties)]
    return sorted(groups, key=lambda group: (-len(group), group[0].key))
