"""Reading on many machines with Apache Spark: inputs -> Parquet shards -> `sayso import`.

    python -m sayso.engines_spark "reports/*.txt" --out shards/ --shards 8 [--master spark://...]
    spark-submit .../sayso/engines_spark.py "s3a://bucket/*.html" --out s3a://bucket/shards

Inputs and outputs are on any store that Spark reaches. Each input belongs to one shard by the hash
of its path; a shard is one Spark job whose output is committed whole, and a shard that is there is
not made again: run the same command after a failure and it goes on. Workers load the model once and
map `sayso.shards.rows`, the same pure function as everywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sayso.collect import Metadata
from sayso.errors import SaysoError, UsageError
from sayso.settings import DEFAULT, Settings
from sayso.shards import COLUMNS, rows

if TYPE_CHECKING:
    import pyarrow

SCHEMA = ", ".join(f"{column} string" for column in COLUMNS)


def read(
    inputs: Sequence[str],
    out: str,
    *,
    shards: int = 8,
    master: str | None = None,
    metadata: Metadata | None = None,
    settings: Settings = DEFAULT,
) -> Iterator[tuple[int, bool]]:
    """Read inputs (paths or patterns) into ``out``/shard=N; yields (N, whether it was there).

    Raises:
        UsageError: Spark is not installed, or finds none of the inputs.
    """
    session = session_of(master)
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    try:
        files = session.read.format("binaryFile").option("recursiveFileLookup", "true")
        try:
            found = files.load(list(inputs))
        except AnalysisException as error:
            words = str(error).splitlines()[0]
            raise UsageError(f"Spark cannot read the inputs ({words}); check the names.") from None
        found = found.withColumn("shard", f.pmod(f.xxhash64("path"), f.lit(shards)))
        parallel = max(session.sparkContext.defaultParallelism, 1)
        mapped = partial(_rows, metadata or Metadata(), settings)
        for number in range(shards):
            place = f"{out.rstrip('/')}/shard={number:05}"
            there = exists(session, f"{place}/_SUCCESS")
            if not there:
                mine = found.where(found.shard == number).select("path", "content")
                rows = mine.repartition(parallel).mapInArrow(mapped, SCHEMA)
                rows.write.mode("overwrite").parquet(place)
            yield number, there
    finally:
        session.stop()


def session_of(master: str | None) -> Any:
    """A Spark session; ``master`` None leaves the choice to Spark's own configuration.

    Raises:
        UsageError: Spark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(
            "Reading with Spark needs PySpark and Java 17; install: pip install 'sayso[spark]'."
        ) from None
    builder = SparkSession.builder.appName("sayso")
    return (builder.master(master) if master else builder).getOrCreate()


def _rows(
    metadata: Metadata, settings: Settings, batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS])
    for batch in batches:
        for one in batch.to_pylist():
            for found in rows(one["content"], _path(one["path"]), metadata, settings):
                yield pyarrow.RecordBatch.from_pylist([found], schema=schema)


def _path(uri: str) -> str:
    """Local files as the user names them.

    >>> _path("file:/data/a.txt"), _path("s3a://bucket/a.txt")
    ('/data/a.txt', 's3a://bucket/a.txt')
    """
    return "/" + uri.removeprefix("file:").lstrip("/") if uri.startswith("file:") else uri


def exists(session: Any, place: str) -> bool:
    """Whether there is such a file on the store."""
    path = session._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(session._jsc.hadoopConfiguration()).exists(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command under spark-submit; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="sayso.engines_spark", description=__doc__)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--master")
    given = parser.parse_args(arguments)
    try:
        for number, there in read(
            given.inputs, given.out, shards=given.shards, master=given.master
        ):
            print(f"shard {number}: {'was there' if there else 'read'}", flush=True)
    except SaysoError as error:
        print(f"sayso: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
