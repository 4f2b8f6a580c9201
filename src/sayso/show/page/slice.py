"""What the page shows: a part of a ledger that is whole in itself.

The offline file holds one slice, the whole ledger; `serve` gives one for each question, so that
both are the same page. A slice holds claims with their reasons, their reports, what is said more
than once, the links among the claims, and how much there is in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sayso.records import Claim, Report
from sayso.show.record import Json, claim_record, link_record, proposition_record, why_record

if TYPE_CHECKING:
    from sayso.ledger import Ledger

REPLAYED_CLAIMS = 3_000
REPLAYED_DAYS = 60
"""Up to here the offline page knows the counts of origins for each day; a larger ledger would take
minutes to make, and says so."""


def slice_of(ledger: Ledger, *, texts: bool = True, replay: bool = True, **query: Any) -> Json:
    """The part of the ledger that a query asks for; the fields of the query are those of `Query`.

    ``texts`` puts the reports' texts in, ``replay`` the counts of origins as of each day.
    Returns ``{"claims", "reports", "propositions", "links", "series", "replay", "failures",
    "totals", "made_by"}``.
    """
    found = ledger.found(**query)
    shown = {claim.id for claim in found.claims}
    used = {claim.report for claim in found.claims}
    reports = [r for r in found.reports.values() if not query or r.id in used]
    near = {report.id for report in reports}
    propositions = [
        proposition_record(p)
        for p in ledger.store.propositions()
        if len(p.claims) > 1 and shown.intersection(p.claims)
    ]
    links = [
        link_record(one)
        for one in ledger.store.links()
        if one.kind != "same" and {one.a, one.b} <= (near if one.of == "reports" else shown)
    ]
    return {
        "claims": [compact(claim, found.reports[claim.report]) for claim in found.claims],
        "reports": [report_of(report, texts=texts) for report in reports],
        "propositions": propositions,
        "links": links,
        "replay": _replay(ledger, found.claims, reports) if replay and not query else {},
        "failures": [list(pair) for pair in ledger.failures()],
        "totals": {"claims": len(found.claims), "reports": len(reports)},
        "made_by": found.claims[0].made_by if found.claims else "",
    }


def compact(claim: Claim, report: Report) -> Json:
    """The export record with its reasons; the report by its id only."""
    record = claim_record(claim, report, None)
    for key in ("document", "proposition", "made_by"):
        del record[key]
    return {**record, "report": claim.report, **why_record(claim)}


def report_of(report: Report, *, texts: bool) -> Json:
    """A report as the page shows it; without its text where that is asked for later."""
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


def _replay(ledger: Ledger, claims: Iterable[Claim], reports: Iterable[Report]) -> Json:
    """Day -> the counts of what had been repeated by then: ``[claims, origins, texts]`` each."""
    days = sorted({r.published[:10] for r in reports if r.published})
    if len(tuple(claims)) > REPLAYED_CLAIMS or len(days) > REPLAYED_DAYS:
        return {}
    return {
        day: [[row["claims"], row["origins"], row["texts"]] for row in ledger.origins(as_of=day)]
        for day in days[:-1]
    }
