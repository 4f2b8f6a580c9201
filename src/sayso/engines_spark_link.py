"""Linking on many machines with Apache Spark: shards of claims -> judgements -> `sayso import`.

    python -m sayso.engines_spark_link shards/ [--master spark://...]

Reads the shards that `sayso.engines_spark` wrote and writes the tables of `sayso.shards_linked`
beside them. Claims meet in buckets, by bands of their MinHash signatures and other keys (LSH):

    shards  --by report--> reports, claims        a report that came twice is one
    facts of all reports --here--> sources        one process: who is one across reports
    claims  --by bucket--> pairs                  a bucket of any size: few pairs for each claim
    pairs   --by claim---> judgements
    reports --by word sequence--> groups --> overlaps, reprints

Every step is a function of `sayso.link.spread`, over rows that Spark has brought together. A table
that is there is not made again, unless the shards have changed: run the same command after a
failure and it goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from sayso import link
from sayso.engines_spark import exists, session_of
from sayso.errors import InputError, SaysoError, UsageError
from sayso.index import Kept, Text
from sayso.keep.told import laid_over, told
from sayso.link import sources, spread
from sayso.records import Claim, Report
from sayso.shards import sound
from sayso.shards_linked import FOLDER, Made, of, summed

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


def join(place: str, master: str | None = None) -> Iterator[tuple[str, bool]]:
    """Write the judgements on the claims of the shards under ``place``; yields (table, whether it
    was there).

    Raises:
        UsageError: Spark is not installed, or there are no shards.
    """
    session = session_of(master)
    try:
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
        yield from Linking(session, place.rstrip("/")).tables()
    finally:
        session.stop()


class Linking:
    """The tables of one place. Each is made of those before it."""

    def __init__(self, session: Any, place: str) -> None:
        """Look at the shards, and forget tables that were made of others.

        Raises:
            UsageError: there are none.
        """
        from pyspark.errors import AnalysisException

        self.session, self.place = session, f"{place}/{FOLDER}"
        try:
            self.shards = session.read.parquet(f"{place}/shard=*")
        except AnalysisException:
            raise UsageError(
                f"{place}: there are no shards here; make them with `sayso read --engine spark`."
            ) from None
        files = "\n".join([str(link.linker()), *sorted(self.shards.inputFiles())])
        key = f"{self.place}/of-{hashlib.sha256(files.encode()).hexdigest()[:16]}"
        if not exists(session, f"{key}/_SUCCESS"):
            path = session._jvm.org.apache.hadoop.fs.Path(self.place)
            path.getFileSystem(session._jsc.hadoopConfiguration()).delete(path, True)
            session.createDataFrame([(files,)], "value string").write.text(key)

    def tables(self) -> Iterator[tuple[str, bool]]:
        """Every table: its name, and whether it was there."""
        for make in (self.reports, self.told, self.claims, self.postings, self.met,
                     self.shares, self.texts, self.passages, self.overlaps):  # fmt: skip
            there = exists(self.session, f"{self.place}/{make.__name__}/_SUCCESS")
            if not there:
                make().write.mode("overwrite").parquet(f"{self.place}/{make.__name__}")
            yield make.__name__, there
        there = exists(self.session, f"{self.place}/made/_SUCCESS")
        if not there:
            self.made().coalesce(1).write.mode("overwrite").text(f"{self.place}/made")
        yield "made", there

    def reports(self) -> Any:
        """Each report once, with its claims as read, the facts of its sources, and its text as it
        is compared.
        """
        from pyspark.sql import functions as f

        rows = self.shards.where("report is not null").select("path", "report", "claims")
        named = _mapped(rows, _named, {"id": TEXT, "report": TEXT, "claims": TEXT})
        first = f.min(f.struct("report", "claims")).alias("first")
        once = named.groupBy("id").agg(first).select("first.report", "first.claims")
        whole = {**TEXTS, "sequences": BYTES, "report": TEXT, "claims": TEXT, "facts": TEXT}
        return _mapped(once, _report, whole)

    def told(self) -> Any:
        """What all reports make of the sources that each cites: worked out here, in one process."""
        units: list[sources.Appearance] = []
        for (facts,) in self._read("reports").select("facts").toLocalIterator():
            units += sources.from_json(facts)
        report_of = {place.claim: unit.report for unit in units for place in unit.places}
        laid: dict[str, dict[str, dict[str, msgspec.Raw]]] = {}
        for claim, source, words in told(sources.resolve(units, suggest=False)):
            claims = laid.setdefault(report_of[claim], {})
            claims.setdefault(claim, {})[source] = msgspec.Raw(words.encode())
        rows = [(id_, msgspec.json.encode(claims).decode()) for id_, claims in laid.items()]
        return self.session.createDataFrame(rows, f"id {TEXT}, laid {TEXT}")

    def claims(self) -> Any:
        """The claims as they are compared, with their buckets and whom they meet in their report;
        beside the first of each report what the whole is of (see `shards_linked.of`).
        """
        reports = self._read("reports").select("id", "report", "claims")
        rows = reports.join(self._read("told"), "id", "left")
        return _mapped(rows, _stood, {**KEPT, "buckets": LONGS, "near": LONGS})

    def postings(self) -> Any:
        """Who is in which bucket: every claim in its row of twins, the first of a row in others."""
        from pyspark.sql import functions as f

        claim = f.col("number").alias("claim")
        twins = self._read("claims").select(f.col("twin").alias("bucket"), "moment", claim)
        return self._fallen().union(twins).orderBy("bucket", "moment", "claim")

    def met(self) -> Any:
        """The judgements worth keeping, by the pairs that meet: in buckets, in rows of twins, and
        inside a report.
        """
        from pyspark.sql import functions as f

        claims, once = self._read("claims"), f.lit(1).alias("times")
        one, before, near = f.col("number"), f.col("before"), f.explode("near")
        rows = self._rows_of_twins().where(before.isNotNull())
        more = rows.select(one.alias("one"), before.alias("other"), once).union(
            claims.select(one.alias("one"), near.alias("other"), once)
        )
        together = self._fallen().repartition("bucket").sortWithinPartitions("bucket")
        pairs = _mapped(together, _in_buckets, {"a": LONG, "b": LONG, "times": LONG}).union(
            more.select(f.least("one", "other"), f.greatest("one", "other"), "times")
        )
        met = pairs.groupBy("a", "b").agg(f.sum("times").alias("times"))
        met = _beside(_beside(met, "b", claims, KEPT), "a", claims, KEPT)
        judged = _mapped(met.sortWithinPartitions("a", "b"), _compared, {**MET, "ties": LONGS})
        return judged.orderBy("a", "b")

    def shares(self) -> Any:
        """What word sequences count for: two reports share some (``b`` given), or they are the
        furniture of a site for one.
        """
        from pyspark.sql import functions as f

        texts = self._read("reports").select(*TEXTS)
        owners = (
            self._sequences()
            .groupBy("sequence")
            .agg(f.sort_array(f.collect_list("report")).alias("owners"))
        )
        groups = (
            owners.where(f.size("owners") > 1).groupBy("owners").agg(f.count("*").alias("count"))
        )
        each = groups.select("owners", "count", f.explode("owners").alias("number"))
        known = (
            each.join(texts, "number")
            .groupBy("owners", "count")
            .agg(f.collect_list(f.struct(*TEXTS)).alias("texts"))
        )
        weighed = _mapped(
            known.select("count", "texts"), _weighed, {"a": LONG, "b": LONG, "count": LONG}
        )
        return weighed.groupBy("a", "b").agg(f.sum("count").alias("count"))

    def texts(self) -> Any:
        """The reports as they are compared."""
        from pyspark.sql import functions as f

        reports = self._read("reports")
        less = self._read("shares").where("b is null").select(f.col("a").alias("number"), "count")
        rows = reports.join(less, "number", "left")
        known = frozenset(one for (one,) in reports.select("outlet").distinct().collect() if one)
        return _mapped(rows, partial(_text, known), {**TEXTS, "sequences": BYTES}).orderBy("number")

    def passages(self) -> Any:
        """Who has which word sequence."""
        return self._sequences().orderBy("sequence", "report")

    def overlaps(self) -> Any:
        """What two reports have in common, and whether one is a reprint of the other."""
        texts, reports = self._read("texts").select(*TEXTS), self._read("reports")
        rows = self._read("shares").where("b is not null")
        rows = _beside(_beside(rows, "b", texts, TEXTS), "a", texts, TEXTS)
        near = _mapped(rows.select("a", "b", "count", "a_size", "b_size"), _near,
                       {"a": LONG, "b": LONG})  # fmt: skip
        text = ("number", "report")
        near = _beside(_beside(near, "b", reports, text), "a", reports, text)
        return _mapped(rows.join(near, ["a", "b"], "left"), _copied, OVERLAP).orderBy("a", "b")

    def made(self) -> Any:
        """Of what all this is, as one line."""
        reports = self._read("reports").select("id", "report", "claims")
        rows = _mapped(reports.join(self._read("told"), "id", "left"), _of, {"of": BYTES})
        count, digest = summed(bytes(of) for (of,) in rows.toLocalIterator())
        line = msgspec.json.encode(Made(link.linker(), count, digest)).decode()
        return self.session.createDataFrame([(line,)], f"value {TEXT}")

    def _rows_of_twins(self) -> Any:
        """Every claim with the twin that comes before it in time, if any."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        row = Window.partitionBy("twin").orderBy("moment", "number")
        claims = self._read("claims").select("number", "twin", "moment")
        return claims.select("number", f.lag("number").over(row).alias("before"))

    def _fallen(self) -> Any:
        """The first of each row of twins in its buckets."""
        from pyspark.sql import functions as f

        heads = self._rows_of_twins().where("before is null").select("number")
        return (
            self._read("claims")
            .join(heads, "number")
            .select(f.explode("buckets").alias("bucket"), "moment", f.col("number").alias("claim"))
        )

    def _sequences(self) -> Any:
        rows = self._read("reports").select("number", "sequences")
        return _mapped(rows, _sequences, {"sequence": LONG, "report": LONG})

    def _read(self, table: str) -> Any:
        return self.session.read.parquet(f"{self.place}/{table}")


# The steps, each over batches of rows


def _beside(rows: Any, side: str, of: Any, columns: Iterable[str]) -> Any:
    """Rows with the columns of another data frame beside them, by the number in column ``side``."""
    from pyspark.sql import functions as f

    names = [f.col(c).alias(side if c == "number" else f"{side}_{c}") for c in columns]
    return rows.join(of.select(*names), side)


def _mapped(rows: Any, step: Step, columns: Columns) -> Any:
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


def _named(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        try:
            report, _ = sound(row, "")
        except InputError:
            continue  # refused by `sayso import`, which says why
        yield report.id, row["report"], row["claims"]


def _report(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
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


def _stood(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        report, claims = _laid(row)
        for kept, buckets, near in spread.stood(claims, report):
            yield *kept, buckets, near


def _of(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        report, claims = _laid(row)
        yield (of(report, claims),)


def _in_buckets(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
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


def _compared(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for rows in batches:
        claims = {
            row[side]: Kept(row[side], *(row[f"{side}_{c}"] for c in KEPT if c != "number"))
            for row in rows
            for side in ("a", "b")
        }
        pairs = [(row["a"], row["b"], row["times"]) for row in rows]
        for met, ties in spread.compared(claims, pairs):
            yield *met, ties


def _sequences(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        for sequence in np.frombuffer(row["sequences"], dtype=np.int64).tolist():
            yield sequence, row["number"]


def _weighed(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        less, more = spread.weighed([_text_in(text) for text in row["texts"]], row["count"])
        yield from ((number, None, row["count"]) for number in less)
        yield from ((a, b, row["count"]) for a, b in more)


def _text(outlets: frozenset[str], batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        report, _ = sound(row, "")
        size, credits = row["size"] - (row["count"] or 0), spread.credited(report, outlets)
        yield *_text_in(row)._replace(size=size, credits=credits), row["sequences"]


def _near(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        if spread.worth_reading(row["count"], row["a_size"], row["b_size"]):
            yield row["a"], row["b"]


def _copied(batches: Iterator[list[Row]]) -> Iterator[tuple[Any, ...]]:
    for row in chain.from_iterable(batches):
        a, b = (_text_in({**row, "number": row[side]}, f"{side}_") for side in ("a", "b"))
        if row["a_report"] is None:
            yield spread.copied(a, b, row["count"])
        else:
            read = (msgspec.json.decode(row[f"{side}_report"], type=Report) for side in ("a", "b"))
            one, other = read
            yield spread.copied((a, one), (b, other), row["count"])


def _text_in(row: Row, side: str = "") -> Text:
    return Text(row["number"], *(row[f"{side}{name}"] for name in TEXTS if name != "number"))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command under spark-submit; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="sayso.engines_spark_link", description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--master")
    given = parser.parse_args(arguments)
    try:
        for table, there in join(given.place, given.master):
            print(f"{table}: {'was there' if there else 'made'}", flush=True)
    except SaysoError as error:
        print(f"sayso: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
