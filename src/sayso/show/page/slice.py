"""What the page shows: a part of a ledger that is whole in itself.

The offline file holds one slice, the whole ledger; `serve` gives one for each question, so that
both are the same page. A slice holds claims with their reasons, their reports, what is said more
than once, the links among the claims, and how much there is in all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sayso.keep import Part, Query, part
from sayso.records import Claim, Report
from sayso.show.history import WORDS
from sayso.show.record import Json, claim_record, link_record, proposition_record, why_record

if TYPE_CHECKING:
    from sayso.ledger import Ledger

REPLAYED_CLAIMS = 1_500
REPLAYED_DAYS = 40
"""Up to here the offline page knows the counts of origins for each day; for a larger ledger they
would take minutes, and the page says that its counts are those of the whole ledger."""


def slice_of(
    ledger: Ledger, query: Query | None = None, *, replay: bool = True, limit: int = 1_000_000
) -> Json:
    """The part of the ledger that a query asks for, with the texts of its reports.

    Returns ``{"claims", "reports", "propositions", "links", "series", "replay", "failures",
    "totals", "made_by"}``. ``replay`` adds the origins as of each day, for a whole ledger.
    """
    ledger.link()
    chosen = part(ledger.store, query or Query(), limit=limit)
    replayed = replayed_days(ledger, chosen) if replay and query in (None, Query()) else {}
    told = series(ledger) if chosen.of == len(chosen.claims) else []
    return as_slice(chosen, ledger.failures(), texts=True, replay=replayed, told=told)


def as_slice(
    chosen: Part,
    failures: list[tuple[str, str]],
    *,
    texts: bool,
    replay: Mapping[str, Json],
    told: Sequence[Json],
) -> Json:
    """A part of a ledger as the page's data; ``texts`` puts the reports' texts in."""
    reports = {report.id: report for report in chosen.reports}
    return {
        "claims": [_claim(claim, reports[claim.report]) for claim in chosen.claims],
        "reports": [_report(report, texts=texts) for report in chosen.reports],
        "propositions": [proposition_record(one) for one in chosen.propositions],
        "links": [link_record(one) for one in chosen.links],
        "series": list(told),
        "replay": dict(replay),
        "failures": [list(pair) for pair in failures],
        "totals": {"claims": len(chosen.claims), "of": chosen.of},
        "made_by": chosen.claims[0].made_by if chosen.claims else "",
    }


def replayed_days(ledger: Ledger, whole: Part) -> Json:
    """Day -> the counts of what had been repeated by then: ``[claims, origins, texts]`` each."""
    days = sorted({report.published[:10] for report in whole.reports if report.published})
    if len(whole.claims) > REPLAYED_CLAIMS or len(days) > REPLAYED_DAYS:
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


def _claim(claim: Claim, report: Report) -> Json:
    """The export record with its reasons; the report by its id only."""
    record = claim_record(claim, report, None)
    for key in ("document", "proposition", "made_by"):
        del record[key]
    return {**record, "report": claim.report, **why_record(claim)}


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
