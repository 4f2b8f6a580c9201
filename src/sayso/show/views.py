"""Questions to a ledger, answered as plain records that the terminal, JSON and pages share.

Every view takes a `Query`, so each can be narrowed and asked as of a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.keep import Query, Store
from sayso.records import Claim, Figure, Link, Proposition, Report, When
from sayso.show.record import Json, claim_record, link_record, proposition_record
from sayso.spans import cut

UNRESOLVED = "(unresolved)"


@dataclass(frozen=True, slots=True)
class Found:
    """The claims of a query with their reports, so that views need not ask again.

    ``total`` is how many there are where these are only a page of them.
    """

    claims: tuple[Claim, ...]
    reports: dict[str, Report]
    proposition_of: dict[str, str]
    total: int = 0

    def record(self, claim: Claim) -> Json:
        """The claim's export record."""
        return claim_record(claim, self.reports[claim.report], self.proposition_of.get(claim.id))

    def text(self, claim: Claim) -> str:
        """The words of the claim's content."""
        return cut(self.reports[claim.report].text, claim.content)

    def speaker(self, claim: Claim) -> str:
        """The speaker's name; the words of the source where nobody is resolved."""
        if claim.voice.speaker:
            return claim.voice.speaker.name
        words = cut(self.reports[claim.report].text, claim.source)
        return f"{words} {UNRESOLVED}" if words else UNRESOLVED

    def day(self, claim: Claim) -> str:
        """When it was said as EDTF; else the day of the report, marked as "by then"."""
        if claim.said and claim.said.edtf:
            return claim.said.edtf
        published = self.reports[claim.report].published
        return f"/{published[:10]}" if published else ""


def found(store: Store, query: Query) -> Found:
    """The claims that a query asks for: the page that it names, and of how many in all."""
    claims = tuple(store.claims(query))
    paged = query.limit is not None or query.offset
    return _found(store, claims, store.count(query) if paged else len(claims))


def found_of(store: Store, ids: Iterable[str], query: Query) -> Found:
    """Those of these claims that a query asks for."""
    claims = tuple(store.claims_of(ids, query))
    return _found(store, claims, len(claims))


def _found(store: Store, claims: tuple[Claim, ...], total: int) -> Found:
    reports = store.reports_of({claim.report for claim in claims})
    return Found(claims, reports, store.proposition_of(claim.id for claim in claims), total)


def timeline(found: Found) -> list[Json]:
    """Statements (when they were said) and events (the times that they are about), in order.

    ``kind`` is "statement" or "event"; an uncertain date is an interval from ``start`` to ``end``
    (ISO 8601 days, None where open). Claims whose time of saying is not known stand at the day of
    their report, with ``"by"`` true. One event has one row for each time that it is given.
    """
    rows = _statements(found) + _events(found)
    return sorted(
        rows,
        key=lambda r: (
            not (r["start"] or r["end"]), r["start"] or r["end"] or "", r["end"] or "9999",
            r["kind"], r["id"],
        ),
    )  # fmt: skip


def _statements(found: Found) -> list[Json]:
    return [
        {
            "kind": "statement",
            "said": found.day(claim) or None,
            "when": found.day(claim) or None,
            **_ends_of(claim.said, found.reports[claim.report].published),
            "by": not (claim.said and claim.said.edtf),
            "outlet": found.reports[claim.report].outlet,
            "speaker": found.speaker(claim),
            "text": found.text(claim),
            "speaker_id": claim.voice.speaker.id if claim.voice.speaker else None,
            "stage": claim.firmness.stage,
            "id": claim.id,
        }
        for claim in found.claims
    ]


def _events(found: Found) -> list[Json]:
    """What claims are about, where they say when: one row for each proposition and time."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in found.claims:
        if claim.about and claim.about.edtf and (claim.about.start or claim.about.end):
            key = found.proposition_of.get(claim.id, claim.id)
            groups[key, claim.about.edtf].append(claim)
    rows = []
    for (_, edtf), claims in groups.items():
        claim = min(claims, key=lambda c: (found.day(c).lstrip("/"), c.id))
        rows.append(
            {
                "kind": "event",
                "said": found.day(claim) or None,
                "when": edtf,
                **_ends_of(claim.about, None),
                "by": False,
                "outlet": found.reports[claim.report].outlet,
                "speaker": found.speaker(claim),
                "text": found.text(claim),
                "speaker_id": claim.voice.speaker.id if claim.voice.speaker else None,
                "stage": claim.firmness.stage,
                "claims": sorted(c.id for c in claims),
                "id": claim.id,
            }
        )
    return rows


def _ends_of(when: When | None, published: str | None) -> Json:
    """First and last day of a time; the day of the report where the time is not known."""
    if when is not None and (when.start or when.end):
        return {"start": when.start, "end": when.end}
    day = published[:10] if published else None
    return {"start": day, "end": day}


def figures(found: Found) -> list[Json]:
    """Every figure with who gave it, grouped by what is counted and where, in order of time."""
    rows = [
        {
            "of": figure.of,
            "place": figure.place,
            "value": amount(figure),
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "modifier": figure.modifier,
            "said": found.day(claim) or None,
            "speaker": found.speaker(claim),
            "outlet": found.reports[claim.report].outlet,
            "id": claim.id,
        }
        for claim in found.claims
        for figure in claim.figures
    ]
    return sorted(rows, key=_series)


def _series(row: Json) -> tuple[str, ...]:
    keys = (row["of"], row["place"], (row["said"] or "").lstrip("/"), row["id"], row["value"])
    return tuple(str(key or "").casefold() for key in keys)


def amount(figure: Figure) -> str:
    """A figure in words.

    >>> amount(Figure(low=2000, high=9999, unit=None, modifier="approximate", of=None, place=None))
    'about 2,000 to 9,999'
    """
    sign = {"exact": "", "approximate": "about "}.get(figure.modifier, f"{figure.modifier} ")
    bounds = [b for b in (figure.low, figure.high) if b is not None]
    ends = [f"{b:,.10g}" for b in (bounds if len(set(bounds)) > 1 else bounds[:1])]
    unit = {None: "", "percent": "%", "%": "%"}.get(figure.unit, f" {figure.unit}")
    return f"{sign}{' to '.join(ends)}{unit}"


def origins(
    propositions: Iterable[Proposition], found: Found, versions: Iterable[tuple[str, str]] = ()
) -> list[Json]:
    """Propositions that stand in more than one claim, the most repeated first, of those the oldest.

    ``versions`` are pairs of reports (older, newer) that are one document: what both say is said
    once, in the older, with ``again`` naming the claims of the newer.
    """
    older: dict[str, list[str]] = defaultdict(list)
    for old, new in versions:
        older[new].append(old)
    shown = {claim.id: claim for claim in found.claims}
    rows = []
    for proposition in propositions:
        claims = [shown[id_] for id_ in proposition.claims if id_ in shown]
        if len(claims) > 1:
            rows.append(_origin(proposition, claims, found, older))
    return sorted(rows, key=lambda row: (-len(row["claims"]), row["first_said"] or "9", row["id"]))


def _origin(
    proposition: Proposition,
    claims: Iterable[Claim],
    found: Found,
    older: Mapping[str, Sequence[str]],
) -> Json:
    first: dict[str, Claim] = {}
    again: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        first.setdefault(claim.report, claim)
    kept = []
    for claim in claims:
        before = next((first[r] for r in older.get(claim.report, ()) if r in first), None)
        if before is None:
            kept.append(claim)
        else:
            again[before.id].append(claim.id)
    said = [
        {
            "id": claim.id,
            "speaker": found.speaker(claim),
            "chain": [link.name for link in claim.voice.chain],
            "outlet": found.reports[claim.report].outlet,
            "said": found.day(claim) or None,
            "text": found.text(claim),
            "again": again[claim.id],
        }
        for claim in kept
    ]
    return {**proposition_record(proposition), "text": said[0]["text"], "said_by": said}


def conflicts(links: Iterable[Link], found: Found) -> list[Json]:
    """Pairs of claims that do not agree, the surest first; nothing says who is right."""
    shown = {claim.id: claim for claim in found.claims}
    rows = [
        {**link_record(link), **{side: _side(shown[id_], found) for side, id_ in _ends(link)}}
        for link in links
        if link.kind == "conflict" and link.a in shown and link.b in shown
    ]
    return sorted(rows, key=lambda row: (-row["score"], row["a"], row["b"]))


def _ends(link: Link) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("left", link.a), ("right", link.b)


def _side(claim: Claim, found: Found) -> Json:
    return {
        "id": claim.id,
        "proposition": found.proposition_of.get(claim.id),
        "speaker": found.speaker(claim),
        "chain": [link.name for link in claim.voice.chain],
        "outlet": found.reports[claim.report].outlet,
        "said": found.day(claim) or None,
        "text": found.text(claim),
    }
