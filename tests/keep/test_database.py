"""A ledger that cannot be used says so in one sentence."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from sayso.errors import (
    BusyLedger,
    LedgerError,
    NewerLedger,
    NotALedger,
    UnwritableLedger,
)
from sayso.keep import Store, database
from tests.strategies import report_of


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and they stay as they are.\n" * 50)
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="not a Sayso ledger"):
        Store(str(path))
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine(x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="not a Sayso ledger"):
        Store(str(path))
    assert path.read_bytes() == before


def test_a_ledger_of_a_later_version(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(NewerLedger, match="update Sayso"):
        Store(path)


def test_no_ledger_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="sayso read"):
        Store(str(tmp_path / "none.db"), create=False)
    with pytest.raises(UnwritableLedger, match="folder"):
        Store(str(tmp_path / "none" / "ledger.db"))


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        Store(str(tmp_path))


def test_a_writer_that_does_not_finish_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    path = str(tmp_path / "ledger.db")
    refused = pytest.raises(BusyLedger, match="another process")
    with Store(path) as one, Store(path) as other, database.writing(one._sql, path), refused:
        other.add(report_of("Some text"), (), "v1")


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")

    def write(name: str) -> None:
        with Store(path) as store:
            for number in range(25):
                store.add(report_of(f"{name} {number}"), (), "v1")

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store(path) as store:
        assert len(list(store.reports())) == 50


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_ledger_that_cannot_be_written_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Store(str(path)) as store:
        store.add(report_of("Some text"), (), "v1")
    uri = database._read_only(str(path))
    connection = sqlite3.connect(uri, uri=True)
    assert connection.execute("SELECT count(*) FROM report").fetchone() == (1,)
    connection.close()


def test_every_statement_of_the_schema_is_run_inside_one_change() -> None:
    script = "CREATE TABLE a(x); -- one; two\nCREATE TABLE b(y DEFAULT ';');"
    found = list(database.statements(script))
    assert len(found) == 2
    connection = sqlite3.connect(":memory:")
    for statement in found:
        connection.execute(statement)


def test_a_change_that_was_never_entered_is_given_up_in_silence(tmp_path: Path) -> None:
    path = str(tmp_path / "l.db")
    connection = database.connect(path)
    begun = database.writing(connection, path)
    begun.__enter__()  # and a Ctrl-C before the first line of its block
    connection.close()
    begun.__exit__(GeneratorExit, GeneratorExit(), None)
    assert database.connect(path).execute("SELECT count(*) FROM report").fetchone() == (0,)
