"""Exports of claims, links, reports, propositions, sources, histories and gaps, in three formats.

The rows come in an order that follows from their content, so the same reports give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from sayso.errors import UsageError
from sayso.keep import Query, Store, struck
from sayso.link.history import histories, travels
from sayso.pipeline import linked
from sayso.show.history import series_rows, travel_rows
from sayso.show.record import (
    Json,
    claim_record,
    gap_record,
    link_record,
    proposition_record,
    report_record,
)
from sayso.show.sources import source_records
from sayso.show.views import found

FORMATS = ("jsonl", "csv", "parquet")


def rows(store: Store, what: str, query: Query | None = None) -> Iterator[Json]:
    """The records of one kind; ``query`` narrows claims (and what is unresolved in them).

    Raises:
        UsageError: there is no such kind.
    """
    if what not in KINDS:
        raise UsageError(f"Cannot export {what!r}; choose one of: {', '.join(KINDS)}.")
    return KINDS[what](store, query or Query())


def _claims(store: Store, query: Query) -> Iterator[Json]:
    known = None if query.as_of is None else _as_of(store, query.as_of)
    claims = store.claims(query)
    while some := tuple(islice(claims, CHUNK)):
        reports = store.reports_of({claim.report for claim in some})
        of = store.proposition_of(claim.id for claim in some) if known is None else known
        yield from (claim_record(c, reports[c.report], of.get(c.id)) for c in some)


CHUNK = 500
"""Claims that are written at a time, so that a large ledger never stands in memory whole."""


def _as_of(store: Store, day: str) -> dict[str, str]:
    """The proposition of each claim as it would have been linked on a day."""
    known = linked(store, as_of=day).propositions
    return {claim: proposition.id for proposition in known for claim in proposition.claims}


def _histories(store: Store, query: Query) -> Iterator[Json]:
    whole = found(store, Query(as_of=query.as_of))
    return iter(series_rows(histories(whole.claims, whole.reports), whole))


def _travels(store: Store, query: Query) -> Iterator[Json]:
    whole = found(store, Query(as_of=query.as_of))
    return iter(travel_rows(travels(store.propositions(), whole.claims, whole.reports), whole))


def _links(store: Store, _: Query) -> Iterator[Json]:
    return map(link_record, store.links())


def _reports(store: Store, _: Query) -> Iterator[Json]:
    counts = store.claims_in_reports()
    return (report_record(report, counts.get(report.id, 0)) for report in store.reports())


def _propositions(store: Store, _: Query) -> Iterator[Json]:
    return map(proposition_record, store.propositions())


def _sources(store: Store, _: Query) -> Iterator[Json]:
    return source_records(store)


def _gaps(store: Store, query: Query) -> Iterator[Json]:
    for path, reason in store.failures():
        yield {"subject": path, "field": "read", "text": "", "reason": reason, "spans": []}
    for report in store.reports():
        if report.published is None:
            reason = "no publication date was given or found; relative dates stay open"
            yield {
                "subject": report.id,
                "field": "published",
                "text": report.path or "",
                "reason": reason,
                "spans": [],
            }
        for note in report.notes:
            if note.name == "not read":
                yield {
                    "subject": report.id,
                    "field": note.field,
                    "text": report.path or "",
                    "reason": note.words,
                    "spans": [],
                }
    for number, gap in store.who.waiting():
        yield {"subject": f"decision {number}", **gap_record(gap)}
    for id_, gap in struck(store):
        yield {"subject": id_, **gap_record(gap)}
    for claim in store.claims(query):
        for gap in claim.gaps:
            yield {"subject": claim.id, **gap_record(gap)}


KINDS: dict[str, Callable[[Store, Query], Iterator[Json]]] = {
    "claims": _claims,
    "links": _links,
    "reports": _reports,
    "propositions": _propositions,
    "sources": _sources,
    "gaps": _gaps,
    "histories": _histories,
    "drifts": _travels,
}


def write(records: Iterable[Json], form: str, out: IO[bytes]) -> int:
    """Write records to a binary stream; returns how many.

    Raises:
        UsageError: an unknown format, or Parquet without pyarrow.
    """
    if form == "jsonl":
        return _write_jsonl(records, out)
    if form == "csv":
        return _write_csv(records, out)
    if form == "parquet":
        return _write_parquet(records, out)
    raise UsageError(f"Cannot export to {form!r}; choose one of: {', '.join(FORMATS)}.")


def _write_jsonl(records: Iterable[Json], out: IO[bytes]) -> int:
    lines = (json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
    return sum(1 for line in lines if out.write(line) >= 0)


def _write_csv(records: Iterable[Json], out: IO[bytes]) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    flat, columns = _table(records)
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    text.detach()
    return len(flat)


def _write_parquet(records: Iterable[Json], out: IO[bytes]) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow: install it with `pip install 'sayso[parquet]'`."
        ) from error
    flat, columns = _table(records)
    table = pa.table({name: [row.get(name) for row in flat] for name in columns})
    pq.write_table(table, out)
    return len(flat)


def _table(records: Iterable[Json]) -> tuple[list[dict[str, Any]], list[str]]:
    """Flat rows and their columns, in order of first appearance.

    An object that is null in some rows gives no column of its own beside those of its keys.
    """
    flat = [flatten(record) for record in records]
    names = dict.fromkeys(key for row in flat for key in row)
    parents = {name.rpartition(".")[0] for name in names}
    return flat, [name for name in names if name not in parents]


def flatten(record: Json) -> dict[str, Any]:
    """One level of columns: nested objects become dotted names, lists become JSON text.

    >>> flatten({"a": {"b": 1}, "c": [2]})
    {'a.b': 1, 'c': '[2]'}
    """
    row: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update({f"{key}.{inner}": v for inner, v in flatten(value).items()})
        elif isinstance(value, list):
            row[key] = json.dumps(value, ensure_ascii=False)
        else:
            row[key] = value
    return row
