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
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from sayso import link
from sayso.engines_spark import exists, session_of
from sayso.engines_spark_rows import (
    BYTES,
    KEPT,
    LONG,
    LONGS,
    MET,
    OVERLAP,
    ROWS,
    TEXT,
    TEXTS,
    compared,
    copied,
    digest_of,
    in_buckets,
    mapped,
    named,
    near,
    report_of,
    sequences_of,
    stood,
    text_of,
    weighed,
)
from sayso.errors import SaysoError, UsageError
from sayso.keep.told import told
from sayso.link import sources
from sayso.shards_linked import FOLDER, Made, summed


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
        known = mapped(rows, named, {"id": TEXT, "report": TEXT, "claims": TEXT})
        first = f.min(f.struct("report", "claims")).alias("first")
        once = known.groupBy("id").agg(first).select("first.report", "first.claims")
        whole = {**TEXTS, "sequences": BYTES, "report": TEXT, "claims": TEXT, "facts": TEXT}
        return mapped(once, report_of, whole)

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
        """The claims as they are compared, their buckets, and whom they meet in their report."""
        reports = self._read("reports").select("id", "report", "claims")
        rows = reports.join(self._read("told"), "id", "left")
        return mapped(rows, stood, {**KEPT, "buckets": LONGS, "near": LONGS})

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
        one, before, beside = f.col("number"), f.col("before"), f.explode("near")
        rows = self._rows_of_twins().where(before.isNotNull())
        more = rows.select(one.alias("one"), before.alias("other"), once).union(
            claims.select(one.alias("one"), beside.alias("other"), once)
        )
        together = self._fallen().repartition("bucket").sortWithinPartitions("bucket")
        pairs = mapped(together, in_buckets, {"a": LONG, "b": LONG, "times": LONG}).union(
            more.select(f.least("one", "other"), f.greatest("one", "other"), "times")
        )
        met = pairs.groupBy("a", "b").agg(f.sum("times").alias("times"))
        met = _beside(_beside(met, "b", claims, KEPT), "a", claims, KEPT)
        return mapped(met.sortWithinPartitions("a", "b"), compared, {**MET, "ties": LONGS})

    def shares(self) -> Any:
        """What word sequences count for: two reports share some (``b`` given), or they are the
        furniture of a site for one.
        """
        from pyspark.sql import functions as f

        texts, number = self._read("reports").select(*TEXTS), f.explode("owners").alias("number")
        owners = f.sort_array(f.collect_list("report")).alias("owners")
        several = self._sequences().groupBy("sequence").agg(owners).where(f.size("owners") > 1)
        groups = several.groupBy("owners").agg(f.count("*").alias("count"))
        each = groups.select("owners", "count", number).join(texts, "number")
        whole = f.collect_list(f.struct(*TEXTS)).alias("texts")
        known = each.groupBy("owners", "count").agg(whole).select("count", "texts")
        shares = mapped(known, weighed, {"a": LONG, "b": LONG, "count": LONG})
        return shares.groupBy("a", "b").agg(f.sum("count").alias("count"))

    def texts(self) -> Any:
        """The reports as they are compared."""
        from pyspark.sql import functions as f

        reports = self._read("reports")
        less = self._read("shares").where("b is null").select(f.col("a").alias("number"), "count")
        rows = reports.join(less, "number", "left")
        outlets = reports.select("outlet").distinct().collect()
        step = partial(text_of, frozenset(one for (one,) in outlets if one))
        return mapped(rows, step, {**TEXTS, "sequences": BYTES})

    def passages(self) -> Any:
        """Who has which word sequence."""
        return self._sequences().orderBy("sequence", "report")

    def overlaps(self) -> Any:
        """What two reports have in common, and whether one is a reprint of the other."""
        texts, reports = self._read("texts").select(*TEXTS), self._read("reports")
        rows = self._read("shares").where("b is not null")
        rows = _beside(_beside(rows, "b", texts, TEXTS), "a", texts, TEXTS)
        sizes = rows.select("a", "b", "count", "a_size", "b_size")
        close, text = mapped(sizes, near, {"a": LONG, "b": LONG}), ("number", "report")
        close = _beside(_beside(close, "b", reports, text), "a", reports, text)
        return mapped(rows.join(close, ["a", "b"], "left"), copied, OVERLAP)

    def made(self) -> Any:
        """Of what all this is, as one line."""
        reports = self._read("reports").select("id", "report", "claims")
        rows = mapped(reports.join(self._read("told"), "id", "left"), digest_of, {"of": BYTES})
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
        return mapped(rows, sequences_of, {"sequence": LONG, "report": LONG})

    def _read(self, table: str) -> Any:
        return self.session.read.parquet(f"{self.place}/{table}")


def _beside(rows: Any, side: str, of: Any, columns: Iterable[str]) -> Any:
    """Rows with the columns of another data frame beside them, by the number in column ``side``."""
    from pyspark.sql import functions as f

    names = [f.col(c).alias(side if c == "number" else f"{side}_{c}") for c in columns]
    return rows.join(of.select(*names), side)


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
