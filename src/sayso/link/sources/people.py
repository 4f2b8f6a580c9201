"""Which appearances of one full name are one person. In doubt they are not.

A full name is one person unless something speaks against it (see `profile.clash`); then those stay
together that share a body, a rare companion or one text, and the rest is suggested.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isqrt

from sayso.link.hashing import hashed
from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import is_full, key
from sayso.link.sources.profile import Profile, clash, profile

__all__ = ["Company", "company_of", "few", "marks_of", "one_name", "parted", "rare", "without"]

Company = Mapping[str, frozenset[str]]
"""report -> the full names, and pairs of them ("a & b"), that it cites and few others do."""

FEW = 5
"""Reports that may cite what marks one story, however small the ledger (see `few`)."""
AND = " & "
CIRCLE = 12
"""Sources of a report of which pairs are made: by a hash, so that reports choose alike."""
DOMINANT = 10
"""How many times more reports the one person of a name must have than all others together, to be
given those that say nothing."""


def marks_of(units: Iterable[Appearance]) -> tuple[str, ...]:
    """The full names that one report cites, and their pairs: what may mark its story.

    Ada Voss and Oren Valdis -> ``("ada voss", "ada voss & oren valdis", "oren valdis")``
    """
    names = {
        " ".join(words)
        for unit in units
        if unit.identified == "named" and unit.kind != "outlet" and is_full(words := key(unit.name))
    }
    some = sorted(sorted(names, key=lambda name: (hashed(name), name))[:CIRCLE])
    return tuple(sorted([*names, *(f"{a}{AND}{b}" for a, b in combinations(some, 2))]))


def few(citing: int) -> int:
    """How many reports may cite what marks one story, of so many that cite anybody in full.

    About the square root, in steps of two: between two steps one more report changes nothing.

    >>> few(3), few(100), few(255), few(256)
    (5, 8, 8, 16)
    """
    return int(max(FEW, 2 ** (isqrt(citing).bit_length() - 1))) if citing else FEW


def company_of(units: Iterable[Appearance]) -> Company:
    """The named sources of each report that few other reports cite: they mark one story."""
    inside: dict[str, list[Appearance]] = defaultdict(list)
    for unit in units:
        inside[unit.report].append(unit)
    marks = {report: found for report, some in inside.items() if (found := marks_of(some))}
    often = Counter(mark for found in marks.values() for mark in found)
    return rare(marks, often, few(len(marks)))


def rare(marks: Mapping[str, Iterable[str]], often: Mapping[str, int], most: int) -> Company:
    """The marks of each report that at most so many reports have."""
    return {r: frozenset(mark for mark in found if often[mark] <= most)
            for r, found in marks.items()}  # fmt: skip


def without(names: Iterable[str], own: str) -> list[str]:
    """The company that does not hold the one whose company it is.

    >>> without(["ada voss", "oren valdis", "ada voss & oren valdis"], "ada voss")
    ['oren valdis']
    """
    return sorted(name for name in names if own not in name.split(AND))


@dataclass(slots=True)
class _Part:
    units: list[Appearance]
    known: Profile

    @property
    def weight(self) -> tuple[int, tuple[str, str, str]]:
        return (-len({u.report for u in self.units}), min(u.key for u in self.units))


def one_name(units: Sequence[Appearance], company: Company) -> list[list[Appearance]]:
    """The appearances of one full name, parted into people, the most heard first.

    "Jo Lee, a striker" and "Jo Lee, a surgeon" -> two; "Jo Lee" and "the surgeon Jo Lee" -> one.
    """
    parts = [
        _Part(group, profile(role for unit in group for role in unit.roles))
        for group in parted(units, lambda unit: _ties(unit, company))
    ]
    parts.sort(key=lambda part: part.weight)
    telling = [part for part in parts if not part.known.silent]
    groups: list[_Part] = []
    alone: list[_Part] = []
    for part in telling:
        _place(part, groups, alone, new=True)
    reports = [len({u.report for u in group.units}) for group in groups]
    first = len(groups) > 1 and reports[0] >= DOMINANT * sum(reports[1:])
    for part in parts:
        if part.known.silent:
            if first:
                groups[0].units += part.units
            else:
                _place(part, groups, alone, new=not groups)
    return [sorted(p.units, key=lambda u: u.key) for p in [*groups, *alone]]


def _place(part: _Part, groups: list[_Part], alone: list[_Part], *, new: bool) -> None:
    fits = [group for group in groups if clash(group.known, part.known) is None]
    if len(fits) == 1:
        fits[0].units += part.units
        fits[0].known = fits[0].known.joined(part.known)
    elif new and not fits:
        groups.append(_Part(list(part.units), part.known))
    else:
        alone.append(part)


def _ties(unit: Appearance, company: Company) -> list[str]:
    known = profile(unit.roles)
    own = " ".join(key(unit.name))
    return [
        f"text {unit.sha256}",
        *(f"body {word}" for word in known.bodies),
        *(f"with {name}" for name in without(company.get(unit.report, ()), own)),
    ]


def parted(
    units: Sequence[Appearance], ties: Callable[[Appearance], Sequence[str]]
) -> list[list[Appearance]]:
    """Groups that hang together by a common tie; linear in the number of ties."""
    root = list(range(len(units)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        for tie in ties(unit):
            j = first.setdefault(tie, i)
            root[find(i)] = find(j)
    groups: dict[int, list[Appearance]] = defaultdict(list)
    for i, unit in enumerate(units):
        groups[find(i)].append(unit)
    return list(groups.values())
