"""Judgements made on many machines: what lies beside shards, and how a ledger takes it over.

`sayso.engines_spark_link` writes them as Parquet, one folder for each table of `TABLES`, with one
line of JSON (`Made`) that says of what they are. A ledger that holds just that takes the rows as
its own, and groups claims by them; the result is the same as linking in one process. Any other
ledger says why not, and links by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sayso import link
from sayso.errors import UsageError
from sayso.index import Index, Kept, Met, Overlap, Posting, Text
from sayso.keep import Store
from sayso.link import spread
from sayso.link.nodes import number_of
from sayso.pipeline import Step, about_claims, tell_sources
from sayso.records import Claim, Report

__all__ = ["FOLDER", "TABLES", "Made", "of", "summed", "take"]

FOLDER = "links"
"""Beside the shards."""
TABLES: dict[str, tuple[str, ...]] = {
    "claims": Kept._fields,
    "postings": Posting._fields,
    "met": (*Met._fields, "ties"),
    "texts": (*Text._fields, "sequences"),
    "passages": ("sequence", "report"),
    "overlaps": Overlap._fields,
}
BATCH = 4_096
CHECKED = 50
"""Judgements and reports of which the ledger makes sure by making them again."""


class Made(NamedTuple):
    """Of what judgements are: which version of linking, how many reports, and a digest of them."""

    linker: int
    reports: int
    digest: str


class Unfit(Exception):
    """Why judgements are not taken over, as one sentence."""


def of(report: Report, claims: Iterable[Claim]) -> bytes:
    """What linking sees of a report, as 16 bytes: its text and metadata, and its claims with the
    sources of the whole ledger.
    """
    bare = replace(report, path=None, original=None)
    seen = hashlib.blake2b(msgspec.json.encode(bare), digest_size=16)
    for claim in sorted(claims, key=lambda claim: claim.id):
        seen.update(msgspec.json.encode(claim))
    return seen.digest()


def summed(digests: Iterable[bytes]) -> tuple[int, str]:
    """How many digests, and one of them all, in whatever order they come.

    >>> summed([b"a" * 16, b"b" * 16]) == summed([b"b" * 16, b"a" * 16])
    True
    """
    count = total = 0
    for one in digests:
        count += 1
        total = (total + int.from_bytes(one, "big")) % 2**128
    return count, f"{total:032x}"


def take(place: Path, store: Store) -> Step | None:
    """Take judgements over into a ledger that is not linked yet; None where that is done, else
    a step that says why the ledger links by itself.
    """
    if store.linked_by(link.linker()) and not store.stale:
        return None
    changes = store.changes()
    try:
        made = _made(place)
        if made.linker != link.linker():
            raise Unfit("another version of Sayso made them")
        if not tell_sources(store, changes):
            raise Unfit("another process is changing the ledger")
        if summed(_digests(store)) != (made.reports, made.digest):
            raise Unfit("the ledger does not hold the same reports, sources and decisions")
        with store.linking() as index:
            if store.changes() != changes:
                raise Unfit("another process is changing the ledger")
            _fill(place, index)
            reports = {report.id: report for report in store.reports()}
            _checked(index, store, reports)
            decisions = about_claims(store)
            linked = spread.concluded(index, reports, decisions)
            index.replace_all(linked.propositions, linked.links)
            store.linked(link.linker(), decisions)
    except (OSError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as problem:
        reason = f"these judgements cannot be read ({problem})"
    except Unfit as problem:
        reason = str(problem)
    else:
        return None
    return Step(str(place), left_out=f"{reason}; the ledger links by itself instead.")


def _made(place: Path) -> Made:
    for file in sorted((place / "made").glob("part-*")):
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(file.read_bytes(), type=Made)
    raise Unfit("they were not finished; run the same command again")


def _digests(store: Store) -> Iterator[bytes]:
    reports = {report.id: report for report in store.reports()}
    for id_, claims in groupby(store.claims(), key=lambda claim: claim.report):
        yield of(reports.pop(id_), claims)
    for report in reports.values():
        yield of(report, ())


def _fill(place: Path, index: Index) -> None:
    index.clear()
    index.keep_claims(map(Kept._make, _rows(place, "claims")))
    index.post(map(Posting._make, _rows(place, "postings")))
    for batch in _batches(_rows(place, "met")):
        index.keep_met(Met._make(row[:-1]) for row in batch)
        index.tie((tie, row[0], row[1]) for row in batch for tie in row[-1])
    for *text, sequences in _rows(place, "texts"):
        index.keep_texts([Text._make(text)])
        index.keep_sequences(text[0], sequences)
    index.own(_rows(place, "passages"))
    index.keep_overlaps(map(Overlap._make, _rows(place, "overlaps")))


def _checked(index: Index, store: Store, reports: dict[str, Report]) -> None:
    """Make a few judgements again, and a few claims as they are compared.

    Raises:
        Unfit: they are other ones.
    """
    for id_ in sorted(reports)[:: max(1, len(reports) // CHECKED)]:
        own = list(store.claims_of(claim.id for claim in store.who.as_read(id_)))
        again = spread.stood(own, reports[id_])
        if not spread.alike((kept for kept, _, _ in again), index.claims_in([number_of(id_)])):
            raise Unfit("they are of other claims")
    for row in islice(index.all_met(), CHECKED):
        claims = {kept.number: kept for kept in index.claims([row.a, row.b])}
        if [met for met, _ in spread.compared(claims, [(row.a, row.b, row.times)])] != [row]:
            raise Unfit("judging a pair again gives something else")


def _rows(place: Path, table: str) -> Iterator[tuple[Any, ...]]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError(
            "Shards in Parquet need pyarrow; install it with: pip install 'sayso[parquet]'."
        ) from None
    for file in sorted((place / table).glob("part-*.parquet")):
        with pyarrow.parquet.ParquetFile(file) as parquet:
            for batch in parquet.iter_batches(batch_size=BATCH, columns=list(TABLES[table])):
                columns = (column.to_pylist() for column in batch.columns)
                yield from zip(*columns, strict=True)


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
