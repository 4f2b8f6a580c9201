"""Opening a ledger file: what it is, whether it can be used, and one sentence if not.

The only place that turns SQLite's errors into Sayso's.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.errors import BusyLedger, LedgerError, NewerLedger, NotALedger, UnwritableLedger
from sayso.keep.schema import APPLICATION_ID, MIGRATIONS

PATIENCE_SECONDS = 60.0
"""How long to wait for another writer: many times what keeping one report takes."""


def connect(path: str, *, create: bool = True) -> sqlite3.Connection:
    """An open connection with the current schema.

    Raises:
        NotALedger, NewerLedger, BusyLedger, UnwritableLedger: one sentence each.
        LedgerError: there is no such ledger and ``create`` is false.
    """
    if path != ":memory:" and not Path(path).exists():
        if not create:
            raise LedgerError(f"{path}: there is no ledger here yet; make one with `sayso read`.")
        if not Path(path).absolute().parent.is_dir():
            raise UnwritableLedger(f"{path}: the folder of the ledger does not exist; make it.")
    with explained(path):
        name, uri = (path, False) if create or _writable(path) else (_read_only(path), True)
        connection = sqlite3.connect(
            name, uri=uri, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _in_turn(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _in_turn(connection: sqlite3.Connection, path: str) -> None:
    """Prepare the file, in turn with others that do so at the same moment.

    SQLite does not wait when two processes make one file a WAL database: it says "locked" at once.
    """
    patience = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return _prepare(connection, path)
        except sqlite3.OperationalError as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
            time.sleep(0.02)


def _writable(path: str) -> bool:
    return path == ":memory:" or (
        os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK)
    )


def _read_only(path: str) -> str:
    """A ledger on a medium that cannot be written is read as it is, without SQLite's side files."""
    return Path(path).absolute().as_uri() + "?immutable=1"


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != APPLICATION_ID and not (empty and application == 0):
        raise NotALedger(f"{path}: this database is not a Sayso ledger; name another file.")
    if version > len(MIGRATIONS):
        raise NewerLedger(
            f"{path}: a later version of Sayso wrote this ledger; update Sayso to open it."
        )
    connection.execute("PRAGMA foreign_keys = ON")
    if version == len(MIGRATIONS):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have migrated while this one waited for its turn.
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for migration in MIGRATIONS[version:]:
        for statement in statements(migration):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, so that it can run inside one transaction.

    >>> list(statements("CREATE TABLE a(x); CREATE TABLE b(y);"))
    ['CREATE TABLE a(x);', 'CREATE TABLE b(y);']
    """
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement.strip()
            statement = ""


@contextmanager
def writing(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """One all-or-nothing change: kept whole, or not at all (law 4)."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            # A Ctrl-C on the threshold of the block is told here only when the ledger is closed,
            # and closing has rolled back.
            with suppress(sqlite3.ProgrammingError):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def explained(path: str) -> Iterator[None]:
    """SQLite's errors as one sentence that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            raise BusyLedger(
                f"{path}: another process is writing to this ledger; try again when it is done."
            ) from error
        if "full" in words:
            raise UnwritableLedger(
                f"{path}: the disk is full; what was read before is kept. Make room, run again."
            ) from error
        if "readonly" in words or "unable to open" in words or "disk I/O" in words:
            raise UnwritableLedger(
                f"{path}: the ledger cannot be written here; check the folder's permissions "
                "and the disk, or name another file with --ledger."
            ) from error
        if "not a database" in words or "malformed" in words:
            raise NotALedger(
                f"{path}: this file is not a Sayso ledger, or is damaged; name another file."
            ) from error
        raise
