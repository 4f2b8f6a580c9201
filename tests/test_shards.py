"""Shards: a ledger imported from them equals one that read by itself; forged rows are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from bench.shapes.packed import packed_zip
from sayso.collect import Metadata
from sayso.ledger import Ledger
from sayso.shards import COLUMNS, Row, row
from sayso.shards import rows as shard_rows

TEXTS = {
    "a.txt": "At least 40 boats sank off Vell on Monday, Mirela Okoro, the mayor, said.\n",
    "b.txt": "The coast guard denied that 40 boats sank off Vell. “We saw none,” it said.\n",
    "c.txt": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text)
    return tmp_path / "in"


def rows(folder: Path) -> list[Row]:
    return [row(f.read_bytes(), str(f), Metadata()) for f in sorted(folder.iterdir())]


def write(rows: list[Row], place: Path, form: str) -> None:
    place.mkdir()
    if form == "parquet":
        schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS])
        table = pyarrow.Table.from_pylist(rows, schema=schema)
        pyarrow.parquet.write_table(table, place / "part-0.parquet")
    else:
        (place / "part.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (place / "_SUCCESS").write_text("")


def exports(ledger: Ledger) -> list[object]:
    return [ledger.claims(), ledger.propositions(), ledger.links(), ledger.failures()]


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_imported_equals_read(tmp_path: Path, folder: Path, form: str) -> None:
    write(rows(folder), tmp_path / "shards", form)
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        one.read(str(folder))
        first = list(other.load([str(tmp_path / "shards")]))
        assert [step.is_new for step in first] == [True, True, False]
        assert exports(one) == exports(other)
        again = list(other.load([str(tmp_path / "shards")]))
        assert [step.known for step in again] == [True, True, False]
        assert exports(one) == exports(other)
        assert other.verify().problems == ()


@pytest.mark.parametrize(
    ("column", "old", "new", "sentence"),
    [
        ("report", "At least 40", "At least 90", "not the one that was read"),
        ("report", '"text"', '"tekst"', "damaged"),
        ("claims", '"report":"', '"report":"0', "does not belong"),
        ("claims", "[[", "[[9", "d"),
    ],
)
def test_a_forged_row_is_refused_and_the_others_come_in(
    tmp_path: Path, folder: Path, column: str, old: str, new: str, sentence: str
) -> None:
    forged = rows(folder)
    assert old in (forged[0][column] or "")
    forged[0][column] = (forged[0][column] or "").replace(old, new, 1)
    write(forged, tmp_path / "shards", "jsonl")
    with Ledger(":memory:") as ledger:
        first, second, _ = list(ledger.load([str(tmp_path / "shards")]))
        assert first.failure is not None
        assert sentence in first.failure
        assert second.is_new


def test_what_is_no_shard_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 but not really")
    with Ledger(":memory:") as ledger:
        steps = list(ledger.load([str(tmp_path / "x.parquet"), str(tmp_path / "none")]))
    assert all(step.failure for step in steps)


def test_what_an_archive_leaves_out_is_told_after_an_import_too(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(packed_zip({"a.txt": TEXTS["a.txt"].encode(), "photo.jpg": b"\xff\xd8"}))
    found = list(shard_rows(archive.read_bytes(), str(archive), Metadata()))
    write(found, tmp_path / "shards", "parquet")
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        one.read(str(archive))
        steps = list(other.load([str(tmp_path / "shards")]))
        assert [bool(step.left_out) for step in steps] == [False, True]
        assert one.failures()
        assert one.failures() == other.failures()
