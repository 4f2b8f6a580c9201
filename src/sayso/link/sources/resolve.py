"""Facts and decisions into records: one for each source of the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.link.sources.clusters import Cluster, clusters
from sayso.link.sources.decided import decided
from sayso.link.sources.facts import Appearance
from sayso.link.sources.suggest import suggestions
from sayso.records import Decision, Identified, Kind
from sayso.speakers import Held, Resolved, SourceRecord, Tied

__all__ = ["mentions_of", "record_of", "resolve"]

FIRMEST: tuple[Identified, ...] = ("named", "described", "anonymous", "unattributed")


def resolve(
    units: Iterable[Appearance], decisions: Sequence[Decision] = (), *, suggest: bool = True
) -> Resolved:
    """The records of a ledger, from the facts of its reports and what a person decided.

    Never raises on odd text; linear in the number of appearances, but for sorting.

    "Ada Voss" in two reports -> ``Resolved(records=(SourceRecord(name="Ada Voss", ...),),
    mentions=(Tied(claim, source, record, "the same full name"), ...))``
    """
    found, company = clusters(units)
    state = decided(found, decisions)
    kept = sorted(state.clusters.values(), key=lambda c: c.id)
    mentions = [tied for cluster in kept for _, some in mentions_of(cluster) for tied in some]
    pairs = (
        frozenset(end.id for a in (one, other) if (end := state.cluster(a)) is not None)
        for one, other, _ in state.refused
    )
    return Resolved(
        tuple(record_of(cluster) for cluster in kept),
        tuple(sorted(mentions, key=lambda t: (t.claim, t.source))),
        suggestions(kept, company, set(pairs)) if suggest else (),
        tuple(state.open),
    )


def mentions_of(cluster: Cluster) -> Iterator[tuple[Appearance, list[Tied]]]:
    """Each appearance of a cluster with its mentions, and why they are this source."""
    own = {(u.report, u.source) for u in cluster.name_from}
    merged = f"merged by a decision ({', '.join(map(str, cluster.decisions))})"
    for unit in cluster.units:
        how = cluster.how if (unit.report, unit.source) in own else merged
        name = unit.name if unit.uniform else None
        yield unit, [
            Tied(
                claim=place.claim, source=unit.source, record=cluster.id, how=how, name=name,
                kind=unit.kind, identified=unit.identified,
            )
            for place in unit.places
        ]  # fmt: skip


def record_of(cluster: Cluster) -> SourceRecord:
    """The record of a cluster after all decisions."""
    if len(cluster.units) == 1 and not cluster.decisions:
        return _alone(cluster, cluster.units[0])
    units = sorted(cluster.units, key=lambda u: u.key)
    # After a split, what is left may no longer hold any appearance that it was named after.
    left = {(u.report, u.source) for u in units}
    own = [u for u in cluster.name_from if (u.report, u.source) in left] or units
    name = cluster.name or _name(own)
    return SourceRecord(
        id=cluster.id,
        name=name,
        kind=_kind(own),
        identified=min((u.identified for u in units), key=FIRMEST.index),
        names=tuple(sorted({u.name for u in units} - {name})),
        wordings=tuple(sorted({w for u in units for w in u.wordings})),
        roles=_roles(units),
        reports=tuple(dict.fromkeys(u.report for u in units)),
        letter=cluster.letter,
        decisions=tuple(sorted(set(cluster.decisions))),
    )


def _alone(cluster: Cluster, unit: Appearance) -> SourceRecord:
    """Most records are of one report, and need no counting."""
    return SourceRecord(
        id=cluster.id, name=unit.name, kind=unit.kind, identified=unit.identified,
        wordings=unit.wordings, roles=_roles([unit]) if unit.roles else (), reports=(unit.report,),
    )  # fmt: skip


def _name(units: Sequence[Appearance]) -> str:
    """The firmest, then most usual, then longest of the names."""
    best = min((u.identified for u in units), key=FIRMEST.index)
    often = Counter(u.name for u in units if u.identified == best)
    return min(often, key=lambda name: (-often[name], -len(name), name))


def _kind(units: Sequence[Appearance]) -> Kind:
    best = min((u.identified for u in units), key=FIRMEST.index)
    often = Counter(u.kind for u in units if u.identified == best)
    # A body that speaks through its own site is a body, and an outlet that others cite an outlet.
    order: tuple[Kind, ...] = ("outlet", "organisation", "person", "document", "group", "unknown")
    return min(often, key=lambda kind: (kind == "unknown", -often[kind], order.index(kind)))


def _roles(units: Sequence[Appearance]) -> tuple[Held, ...]:
    """Every role once, whatever its case, with who says so, the earliest first."""
    met: dict[tuple[str, str], list[tuple[str, str, Appearance]]] = defaultdict(list)
    for unit in units:
        for role, affiliation in unit.roles:
            words = (role or "", affiliation or "")
            if any(words):
                met[words[0].casefold(), words[1].casefold()].append((*words, unit))
    for bare in [pair for pair in met if not pair[1]]:
        whole = sorted(pair for pair in met if pair[0] == bare[0] and pair[1])
        if len(whole) == 1:  # said with its body elsewhere, and with no other
            met[whole[0]] += met.pop(bare)
    found = []
    for said in met.values():
        said.sort(key=lambda one: one[2].key)
        role, affiliation, _ = next((one for one in said if one[1]), said[0])
        days = sorted(unit.day for *_, unit in said if unit.day)
        found.append(
            Held(
                role=role or None, affiliation=affiliation or None,
                first=days[0] if days else None, last=days[-1] if days else None,
                reports=tuple(dict.fromkeys(unit.report for *_, unit in said)),
            )
        )  # fmt: skip
    return tuple(
        sorted(found, key=lambda h: (h.first or "9999", h.role or "", h.affiliation or ""))
    )
