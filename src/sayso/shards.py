"""Readings made on many machines: one row for each report, imported into a ledger later.

A shard is a Parquet file (or JSON Lines) with the columns of `COLUMNS`. What makes a row is the
same pure function everywhere, so a ledger imported from shards equals one that read by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from sayso.collect import LeftOut, Metadata, from_bytes, reports
from sayso.collect.part import Asked
from sayso.errors import InputError, MissingInput, UnreadableInput, UsageError
from sayso.keep import Store
from sayso.models import made_by
from sayso.pipeline import Step, read_report
from sayso.records import Claim, Report, all_spans
from sayso.settings import DEFAULT, Settings
from sayso.shards_linked import FOLDER, take

COLUMNS = ("path", "report", "claims", "made_by", "failure", "left_out")
"""All text: where it came from; the report and its claims as JSON, and which version made them; or
the sentence that says why it could not be read, or what of it was left out, being no report."""

Row = dict[str, str | None]


def row(data: bytes, path: str, metadata: Metadata, settings: Settings = DEFAULT) -> Row:
    """The row of an input that is one report; see `rows`.

    >>> found = row(b"", "empty.txt", Metadata())
    >>> found["failure"], found["report"]
    ('it is empty; give a file with text in it.', None)
    """
    try:
        item: Report | InputError = from_bytes(data, path, metadata=metadata, settings=settings)
    except InputError as error:
        item = error
    return _row(item, path, settings)


def rows(data: bytes, path: str, metadata: Metadata, settings: Settings = DEFAULT) -> Iterator[Row]:
    """Read one input's bytes: a row for each report in it, or for what failed. Never raises.

    >>> [found["failure"] for found in rows(b"", "empty.txt", Metadata())]
    ['it is empty; give a file with text in it.']
    """
    for item in reports(Asked(name=path, path=path, settings=settings), metadata, data):
        yield _row(item, item.path or path, settings)


def _row(item: Report | InputError, path: str, settings: Settings) -> Row:
    empty: Row = dict.fromkeys(COLUMNS)
    if isinstance(item, InputError):
        name = "left_out" if isinstance(item, LeftOut) else "failure"
        return {**empty, "path": path, name: item.reason}
    try:
        claims = read_report(item, settings)
    except Exception as error:  # the other reports of the shard must not pay for it (law 3)
        sentence = f"Sayso itself failed on this report; please report it ({error!r})."
        return {**empty, "path": path, "failure": sentence}
    return {
        **empty,
        "path": path,
        "report": msgspec.json.encode(replace(item, path=None, original=None)).decode(),
        "claims": msgspec.json.encode(claims).decode(),
        "made_by": made_by(),
    }


def load(inputs: Iterable[str], store: Store) -> Iterator[Step]:
    """Import shards (files, or folders of them) into a ledger; one `Step` for each row.

    Each row is kept whole before the next, a row that is known changes nothing, and linking comes
    after that, as in a reading; judgements that lie beside a folder of shards (see
    `sayso.shards_linked`) are taken over where they are of just what the ledger holds. A row that
    does not hold (another text than its hash says, spans outside the text, claims of another
    report) is refused in one sentence.

    Raises:
        UsageError: Parquet without pyarrow.
    """
    for name in inputs:
        files = list(_files(Path(name)))
        if not files:
            error = MissingInput(name, "there is no shard here (.parquet, .jsonl); check the name.")
            store.fail(name, error.reason)
            yield Step(name, failure=error.reason)
        for file in files:
            try:
                for one in _rows(file):
                    yield _kept(one, store)
            except (OSError, ValueError) as problem:
                reason = f"this shard cannot be read ({problem}); make it again."
                store.fail(str(file), reason)
                yield Step(str(file), failure=reason)
        if (beside := Path(name) / FOLDER).is_dir() and (step := take(beside, store)):
            yield step


def _kept(one: dict[str, Any], store: Store) -> Step:
    path = str(one.get("path") or "")
    if left_out := str(one.get("left_out") or ""):
        store.fail(path, left_out)
        return Step(path, left_out=left_out)
    try:
        if one.get("failure"):
            raise UnreadableInput(path, str(one["failure"]))
        report, claims = sound(one, path)
    except InputError as error:
        store.fail(path, error.reason)
        return Step(path, failure=error.reason)
    report = replace(report, path=path or None)
    maker = str(one.get("made_by") or "")
    if store.has(report, maker):
        store.receive(report)
        return Step(path, known=True)
    store.add(report, claims, maker)
    return Step(path, claims=len(claims))


def sound(one: dict[str, Any], path: str) -> tuple[Report, tuple[Claim, ...]]:
    """The report and claims of a row that holds.

    Raises:
        UnreadableInput: it does not, and why.
    """
    try:
        report = msgspec.json.decode(str(one["report"]), type=Report)
        claims = msgspec.json.decode(str(one["claims"]), type=tuple[Claim, ...])
    except (KeyError, msgspec.MsgspecError) as error:
        raise UnreadableInput(path, f"this row of the shard is damaged ({error}).") from None
    if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256_text:
        raise UnreadableInput(path, "the text in the shard is not the one that was read.")
    for claim in claims:
        outside = any(not 0 <= s.start <= s.end <= len(report.text) for s in all_spans(claim))
        if claim.report != report.id or outside:
            raise UnreadableInput(path, "a claim in the shard does not belong to its report.")
    return report, claims


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        # Spark and other writers leave files of their own beside the data: names with _ or a dot.
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.suffix in (".parquet", ".jsonl")
            and not file.name.startswith(("_", "."))
            and FOLDER not in file.relative_to(path).parts
        )
    elif path.is_file():
        yield path


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    if file.suffix == ".parquet":
        try:
            import pyarrow.parquet
        except ImportError:
            raise UsageError(
                "Shards in Parquet need pyarrow; install it with: pip install 'sayso[parquet]'."
            ) from None
        with pyarrow.parquet.ParquetFile(file) as parquet:
            for batch in parquet.iter_batches(batch_size=64):
                yield from batch.to_pylist()
    else:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                yield json.loads(line)
