"""The card of one source: what it said, through what, how often alone, denied, repeated, reversed.

Figures only, no scores: a card never says how far to trust its source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.records import Claim, Link, Proposition, Source
from sayso.show.sources.record import role_record
from sayso.show.views import Found
from sayso.speakers import SourceRecord

__all__ = ["card"]

Json = dict[str, Any]


def card(
    record: SourceRecord,
    found: Found,
    propositions: Iterable[Proposition],
    links: Iterable[Link],
    named: Mapping[str, bool],
) -> Json:
    """What a ledger knows of a source; ``found`` holds all claims that count (say, as of a day).

    ``named`` says of claims whether their own report names the source. ``spoke`` counts claims that
    it makes, ``origin`` claims that finally rest on it; ``alone`` is how many of those it makes
    nobody else makes. ``repeated`` and ``denied`` are by others, not before it said so;
    ``reversed`` are its own later statements against its earlier ones.
    """
    spoke = [c for c in found.claims if c.voice.speaker and c.voice.speaker.id == record.id]
    origin = [c for c in found.claims if (s := _origin(c)) is not None and s.id == record.id]
    own = {c.id: c for c in (*spoke, *origin)}
    known = {c.id: c for c in found.claims}
    alone, repeated = _among(own, known, propositions, record, found)
    denied, reversed_ = _against(own, known, links, record, found)
    days = sorted(day for c in own.values() if (day := _day(c, found)))
    reports = {c.report for c in found.claims}
    told = {c.id for c in spoke if named.get(c.id)}
    return {
        "id": record.id,
        "name": record.name,
        "names": list(record.names),
        "wordings": list(record.wordings),
        "kind": record.kind,
        "identified": record.identified,
        "roles": [role_record(h) for h in record.roles if reports.intersection(h.reports)],
        "admiralty": record.letter,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "spoke": len(spoke),
        "origin": len(origin),
        "direct": sum(c.quote == "direct" for c in spoke),
        "named": len(told),
        "channels": _counts(c.firmness.channel or "not said" for c in spoke),
        "outlets": _counts(found.reports[c.report].outlet or "not given" for c in spoke),
        "through": _counts(
            c.voice.speaker.name
            for c in origin
            if c.voice.speaker and c.voice.speaker.id != record.id
        ),
        "alone": alone,
        "repeated": repeated,
        "denied": denied,
        "reversed": reversed_,
        "claims": [c.id for c in sorted(own.values(), key=lambda c: _order(c, found))],
    }


def _origin(claim: Claim) -> Source | None:
    return claim.voice.chain[-1] if claim.voice.chain else claim.voice.speaker


def _voices(claim: Claim) -> dict[str, str]:
    """id -> name of who makes a claim, and on whose word."""
    return {s.id: s.name for s in (claim.voice.speaker, _origin(claim)) if s is not None}


def _day(claim: Claim, found: Found) -> str:
    return found.day(claim).lstrip("/")


def _order(claim: Claim, found: Found) -> tuple[str, str, str]:
    return (_day(claim, found) or "9999", claim.report, claim.id)


def _among(
    own: Mapping[str, Claim],
    known: Mapping[str, Claim],
    propositions: Iterable[Proposition],
    record: SourceRecord,
    found: Found,
) -> tuple[int, list[Json]]:
    """How many claims nobody else makes, and who repeated which others."""
    shared: set[str] = set()
    by: dict[str, tuple[str, set[str]]] = {}
    for proposition in propositions:
        mine = [own[id_] for id_ in proposition.claims if id_ in own]
        others = [known[id_] for id_ in proposition.claims if id_ in known and id_ not in own]
        others = [c for c in others if record.id not in _voices(c)]
        if not mine or not others:
            continue
        shared.update(c.id for c in mine)
        first = min(_order(c, found) for c in mine)[0]
        for other in others:
            if _order(other, found)[0] >= first:
                for id_, name in _voices(other).items() or {"": "nobody named"}.items():
                    by.setdefault(id_, (name, set()))[1].update(c.id for c in mine)
    rows: list[Json] = [
        {"id": id_ or None, "name": name, "claims": sorted(ids)}
        for id_, (name, ids) in sorted(by.items())
    ]
    rows.sort(key=lambda row: (-len(row["claims"]), row["name"], row["id"] or ""))
    return len(own.keys() - shared), rows


def _against(
    own: Mapping[str, Claim],
    known: Mapping[str, Claim],
    links: Iterable[Link],
    record: SourceRecord,
    found: Found,
) -> tuple[list[Json], list[Json]]:
    """What others said against it later, and what it said against itself."""
    denied: list[Json] = []
    reversed_: list[Json] = []
    for link in links:
        if link.kind != "conflict" or link.a not in known or link.b not in known:
            continue
        ends = sorted((known[link.a], known[link.b]), key=lambda c: _order(c, found))
        before, after = ends
        row = {
            "claim": before.id,
            "by": next(iter(_voices(after).values()), None),
            "other": after.id,
            "day": _day(after, found) or None,
            "text": found.text(after),
            "reasons": list(link.reasons),
        }
        if before.id in own and after.id in own:
            if _day(before, found) != _day(after, found):
                reversed_.append(row)
        elif before.id in own:
            denied.append(row)
        elif after.id in own and _day(before, found) == _day(after, found):
            turned: Json = {"claim": after.id, "other": before.id, "text": found.text(before)}
            turned |= {"by": next(iter(_voices(before).values()), None)}
            denied.append({**row, **turned})
    for rows in (denied, reversed_):
        rows.sort(key=lambda row: (row["day"] or "9999", row["claim"], row["other"]))
    return denied, reversed_


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def by_name(rows: Sequence[Json]) -> dict[str, int]:
    """How many rows each "by" has, the most first; for people who read.

    >>> by_name([{"by": "Ada Voss"}, {"by": None}, {"by": "Ada Voss"}])
    {'Ada Voss': 2, 'nobody named': 1}
    """
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        count[row["by"] or "nobody named"] += 1
    return dict(sorted(count.items(), key=lambda pair: (-pair[1], pair[0])))
