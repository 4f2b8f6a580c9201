"""What the page shows: a part of a ledger that is whole in itself.

The offline file holds one slice, the whole ledger; `serve` gives one for each question, so that
both are the same page. A slice holds claims with their reasons, their reports, what is said more
than once, the links among the claims, and how much there is in all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sayso.ground.gazetteer import country
from sayso.keep import Part, Query, part, speakers_of
from sayso.link.history import histories
from sayso.records import Claim, Report
from sayso.show.history import WORDS, series_rows
from sayso.show.record import Json, claim_body, link_record, proposition_record
from sayso.show.sources.record import role_record
from sayso.show.views import Found
from sayso.speakers import SourceRecord

if TYPE_CHECKING:
    from sayso.ledger import Ledger

REPLAYED = 20_000
"""Claims times days, up to which the offline page knows the counts of origins for each day; for a
larger ledger they would take minutes, and the page says that its counts are the whole ledger's."""


def slice_of(
    ledger: Ledger, query: Query | None = None, *, replay: bool = True, limit: int = 1_000_000
) -> Json:
    """The part of the ledger that a query asks for, with the texts of its reports.

    Returns ``{"claims", "reports", "propositions", "links", "series", "replay", "sources",
    "failures", "totals", "made_by"}``. ``replay`` adds the origins as of each day, for a whole
    ledger.
    """
    ledger.link()
    chosen = part(ledger.store, query or Query(), limit=limit)
    replayed = replayed_days(ledger, chosen) if replay and query in (None, Query()) else {}
    told = series(ledger) if chosen.of == len(chosen.claims) else []
    return as_slice(ledger, chosen, texts=True, replay=replayed, told=told)


def as_slice(
    ledger: Ledger,
    chosen: Part,
    *,
    texts: bool,
    replay: Mapping[str, Json],
    told: Sequence[Json] | None,
) -> Json:
    """A part of a ledger as the page's data; ``texts`` puts the reports' texts in;
    ``told`` are the histories of its figures, None where they were not asked for."""
    reports = {report.id: report for report in chosen.reports}
    return {
        "claims": [
            _claim(id_, claim, reports[claim.report])
            for id_, claim in zip(chosen.ids, chosen.claims, strict=True)
        ],
        "reports": [_report(report, texts=texts) for report in chosen.reports],
        "propositions": [proposition_record(one) for one in chosen.propositions],
        "links": [link_record(one) for one in chosen.links],
        "series": None if told is None else list(told),
        "replay": dict(replay),
        "sources": [_source(one) for one in _speakers(ledger, chosen) if one.names or one.roles],
        "failures": [list(pair) for pair in ledger.failures()],
        "totals": {"claims": len(chosen.claims), "of": chosen.of, "more": chosen.more},
        "made_by": chosen.claims[0].made_by if chosen.claims else "",
    }


def replayed_days(ledger: Ledger, whole: Part) -> Json:
    """Day -> the counts of what had been repeated by then: ``[claims, origins, texts]`` each."""
    days = sorted({report.published[:10] for report in whole.reports if report.published})
    if len(whole.claims) * len(days) > REPLAYED:
        return {}
    return {day: replayed_day(ledger, day) for day in days[:-1]}


def replayed_day(ledger: Ledger, day: str) -> list[list[Any]]:
    """What had been repeated by a day: ``[claims, origins, texts]`` each."""
    return [[row["claims"], row["origins"], row["texts"]] for row in ledger.origins(as_of=day)]


_QUIET = frozenset({"first", "none", "rounding", "overlap"})
_told: WeakKeyDictionary[object, tuple[int, list[Json]]] = WeakKeyDictionary()


def series(ledger: Ledger) -> list[Json]:
    """The histories of figures, as far as the page draws them; kept until the ledger changes."""
    now = ledger.store.changes()
    known = _told.get(ledger)
    if known is None or known[0] != now:
        known = (now, [_series(row) for row in ledger.histories() if row["changes"]])
        _told[ledger] = known
    return known[1]


def series_of_part(chosen: Part) -> list[Json]:
    """The histories of the figures in a part of a ledger, as far as that part tells them."""
    reports = {report.id: report for report in chosen.reports}
    found = Found(chosen.claims, reports, {})
    rows = series_rows(histories(chosen.claims, reports), found)
    return [_series(row) for row in rows if row["changes"]]


def _series(row: Json) -> Json:
    return {
        "id": row["id"],
        "label": row["label"],
        "unit": row["unit"],
        "steps": [
            {
                **{key: step[key] for key in _STEP},
                "words": WORDS[step["change"]],
                "quiet": step["change"] in _QUIET,
                "evidence": [one["text"] for one in step["evidence"]],
            }
            for step in row["steps"]
        ],
    }


_STEP = ("claim", "low", "high", "unit", "modifier", "spans", "change", "reasons", "confidence")


def _claim(id_: str, claim: Claim, report: Report) -> Json:
    """The export record with its reasons in words; the report by its id only."""
    record = claim_body(claim, report.text)
    for key in ("said", "about"):
        if record[key]:
            del record[key]["spans"]
    for place in record["places"]:
        del place["spans"]
        if place["precision"] == "area" and wide(place):
            place["wide"] = True
    for key in ("checked", "corrected"):
        if not record[key]:
            del record[key]
    return {
        "id": id_,
        **record,
        "confidence": round(claim.confidence, 4),
        "report": claim.report,
        "reasons": [
            {"field": reason.field, "words": reason.words}
            for reason in (*claim.voice.reasons, *claim.reasons, *claim.firmness.reasons)
        ],
        "unresolved": [
            {"field": gap.field, "text": gap.text, "reason": gap.reason} for gap in claim.gaps
        ],
    }


def wide(place: Json) -> bool:
    """Whether an area is as wide as a country: "northern Finland" has the middle of Finland as its
    place, and is no ring around that; so is what lies in no one country.

    >>> wide({"country": None}), wide({"country": "FI", "lat": 60.45, "lon": 22.27})
    (True, False)
    """
    if not place["country"]:
        return True
    whole = country(place["country"])
    return whole is not None and (whole.lat, whole.lon) == (place["lat"], place["lon"])


def _speakers(ledger: Ledger, chosen: Part) -> list[SourceRecord]:
    voices = [claim.voice for claim in chosen.claims]
    ids = {source.id for voice in voices for source in (*voice.chain, voice.speaker) if source}
    return speakers_of(ledger.store, sorted(ids))


def _source(record: SourceRecord) -> Json:
    """What the ledger's record of a source adds to its claims: other names, roles over time."""
    roles = [{key: one[key] for key in _ROLE} for one in map(role_record, record.roles)]
    return {"id": record.id, "names": list(record.names), "roles": roles}


_ROLE = ("role", "affiliation", "first", "last")


def listed(record: SourceRecord, claims: int) -> Json:
    """A source as a line of a list: who it is, and in how many claims it speaks or is cited."""
    return {
        **_source(record),
        "name": record.name,
        "kind": record.kind,
        "identified": record.identified,
        "claims": claims,
    }


def _report(report: Report, *, texts: bool) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "authors": list(report.authors),
        "url": report.url,
        "path": report.path,
        "sha256": report.sha256_text,
        **({"text": report.text} if texts else {}),
    }
