"""The steps of linking on Spark as they run on a worker: batches of rows in, rows out.

Each takes what Spark has brought together, calls a function of `sayso.link.spread`, and knows
nothing of Spark itself; `mapped` puts one into a data frame. Columns are named with their types as
Spark writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from sayso.errors import InputError
from sayso.index import Kept, Text
from sayso.keep.told import laid_over
from sayso.link import sources, spread
from sayso.records import Claim, Report
from sayso.shards import sound
from sayso.shards_linked import of

if TYPE_CHECKING:
    import pyarrow

LONG, LONGS, BYTES, TEXT, REAL = "bigint", "array<bigint>", "binary", "string", "double"
Columns = dict[str, str]
KEPT = {"number": LONG, "report": LONG, "moment": LONG, "twin": LONG, "said": TEXT, "record": BYTES}
MET = {"a": LONG, "b": LONG, "times": LONG, "same": LONG, "hard": LONG, "score": REAL,
       "record": BYTES}  # fmt: skip
TEXTS = {"number": LONG, "id": TEXT, "outlet": TEXT, "size": LONG, "print": BYTES, "credits": TEXT}
OVERLAP = {"a": LONG, "b": LONG, "shared": LONG, "reprint": LONG, "record": BYTES}
ROWS = 4_096
"""Rows that a worker is handed at once: two claims each, some kilobytes."""
BUCKETS = 50_000
"""Postings that are looked at together, at least: whole buckets of them."""

Row = dict[str, Any]
Step = Callable[[Iterator[list[Row]]], Iterator[tuple[Any, ...]]]


def mapped(rows: Any, step: Step, columns: Columns) -> Any:
    """A data frame of what a step makes of the rows of another."""
    schema = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return rows.mapInArrow(partial(_in_arrow, step, columns), schema)


def _in_arrow(
    step: Step, columns: Columns, batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    kinds = {LONG: pyarrow.int64(), LONGS: pyarrow.list_(pyarrow.int64()), REAL: pyarrow.float64(),
             BYTES: pyarrow.binary(), TEXT: pyarrow.string()}  # fmt: skip
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    found = step(batch.to_pylist() for batch in batches)
    while some := list(islice(found, ROWS)):
        arrays = [
            pyarrow.array(column, type=field.type)
            for column, field in zip(zip(*some, strict=True), schema, strict=True)
        ]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def named(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """A sound row with the id of its report."""
    for row in chain.from_iterable(batches):
        try:
            report, _ = sound(row, "")
        except InputError:
            continue  # refused by `sayso import`, which says why
        yield report.id, row["report"], row["claims"]


def report_of(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """A report as it is compared, furniture and all, with its claims and facts."""
    for row in chain.from_iterable(batches):
        report, claims = sound(row, "")
        text, sequences = spread.text_of(report)
        facts = sources.as_json(sources.appearances(report, claims))
        yield *text, sequences.tobytes(), row["report"], row["claims"], facts


def _laid(row: Row) -> tuple[Report, list[Claim]]:
    report, claims = sound(row, "")
    laid = msgspec.json.decode(row["laid"] or "{}", type=dict[str, msgspec.Raw])
    over = {id_: bytes(words).decode() for id_, words in laid.items()}
    return report, [laid_over(claim, over.get(claim.id, "{}")) for claim in claims]


def stood(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """The claims of a report as they are compared."""
    for row in chain.from_iterable(batches):
        report, claims = _laid(row)
        for kept, buckets, near in spread.stood(claims, report):
            yield *kept, buckets, near


def digest_of(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """What linking sees of a report."""
    for row in chain.from_iterable(batches):
        report, claims = _laid(row)
        yield (of(report, claims),)


def in_buckets(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """Pairs of whole buckets; the rows of one bucket come one after the other."""
    waiting: list[Row] = []
    for batch in chain(batches, [[]]):
        waiting += batch
        last = waiting[-1]["bucket"] if batch and waiting else None
        if last is not None and len(waiting) < BUCKETS:
            continue
        ready = [row for row in waiting if row["bucket"] != last]
        waiting = [row for row in waiting if row["bucket"] == last]
        table = np.array([(r["bucket"], r["moment"], r["claim"]) for r in ready], dtype=np.int64)
        columns = spread.met_in(*table.reshape(-1, 3).T)
        yield from zip(*(column.tolist() for column in columns), strict=True)


def compared(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """The judgements on pairs, with the two claims beside each."""
    for rows in batches:
        claims = {
            row[side]: Kept(row[side], *(row[f"{side}_{c}"] for c in KEPT if c != "number"))
            for row in rows
            for side in ("a", "b")
        }
        pairs = [(row["a"], row["b"], row["times"]) for row in rows]
        for met, ties in spread.compared(claims, pairs):
            yield *met, ties


def sequences_of(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """Each word sequence of a report."""
    for row in chain.from_iterable(batches):
        for sequence in np.frombuffer(row["sequences"], dtype=np.int64).tolist():
            yield sequence, row["number"]


def weighed(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """What the sequences of a group of reports count for: (a, b, count), or (a, None, count)."""
    for row in chain.from_iterable(batches):
        less, more = spread.weighed([_text_in(text) for text in row["texts"]], row["count"])
        yield from ((number, None, row["count"]) for number in less)
        yield from ((a, b, row["count"]) for a, b in more)


def text_of(outlets: frozenset[str], batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """A report as it is compared; ``outlets`` are all that there are."""
    for row in chain.from_iterable(batches):
        report, _ = sound(row, "")
        size, credits = row["size"] - (row["count"] or 0), spread.credited(report, outlets)
        yield *_text_in(row)._replace(size=size, credits=credits), row["sequences"]


def near(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """The pairs of reports that are looked at closely."""
    for row in chain.from_iterable(batches):
        if spread.worth_reading(row["count"], row["a_size"], row["b_size"]):
            yield row["a"], row["b"]


def copied(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    """What two reports have in common, whether or not they stand beside it."""
    for row in chain.from_iterable(batches):
        a, b = (_text_in({**row, "number": row[side]}, f"{side}_") for side in ("a", "b"))
        if row["a_report"] is None:
            yield spread.copied(a, b, row["count"])
        else:
            read = (row["a_report"], row["b_report"])
            one, other = (msgspec.json.decode(record, type=Report) for record in read)
            yield spread.copied((a, one), (b, other), row["count"])


def _text_in(row: Row, side: str = "") -> Text:
    return Text(row["number"], *(row[f"{side}{name}"] for name in TEXTS if name != "number"))
