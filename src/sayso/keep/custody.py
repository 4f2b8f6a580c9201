"""The chain of custody: an append-only log of what came in, was read, failed or was decided.

Each entry is sealed with a SHA-256 over its own fields and the seal of the entry before, so that
none can be changed, removed or slipped in without breaking the chain. Who can write the file can
also write a whole new chain: note the last seal elsewhere, and `broken` can be asked about it.
(Source of the method: the Berkeley Protocol on Digital Open Source Investigations, 2020, chain of
custody; hash-linked time stamps after Haber and Stornetta, 1991.)
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from sayso.version import __version__

TOOL = f"sayso {__version__}"
START = "0" * 64
"""What the first entry names as the seal before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to the ledger.

    ``action`` is "received" (bytes came by a path), "read" (a report's claims were kept; ``digest``
    seals them), "failed" (``detail`` says why), "removed" (a corrected report's earlier form) or
    "decided" (``detail`` is the number of a decision that ``digest`` seals). ``sha256`` is of the
    bytes as received.
    """

    number: int
    at: str
    action: str
    path: str
    sha256: str
    report: str
    digest: str
    detail: str
    tool: str
    seal: str


def seal(before: str, entry: Entry) -> str:
    """The seal of an entry that follows the seal ``before``; its own ``seal`` does not count.

    >>> entry = Entry(1, "2031-03-04T05:06:07+00:00", "received", "a.txt", "", "", "", "", "", "")
    >>> seal(START, entry)[:8], seal("1" * 64, entry)[:8]
    ('f1c6c0cd', 'a0396ecb')
    """
    line = json.dumps([before, *astuple(entry)[:-1]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def digest_of(records: Iterable[str]) -> str:
    """One SHA-256 over records, whatever their order.

    >>> digest_of(["a", "b"]) == digest_of(["b", "a"]) != digest_of(["ab"])
    True
    """
    whole = hashlib.sha256()
    for record in sorted(records):
        whole.update(hashlib.sha256(record.encode()).digest())
    return whole.hexdigest()


def log(
    sql: sqlite3.Connection,
    action: str,
    *,
    path: str = "",
    sha256: str = "",
    report: str = "",
    digest: str = "",
    detail: str = "",
) -> None:
    """Append an entry; the caller holds the transaction of what it tells of."""
    last = sql.execute("SELECT number, seal FROM custody ORDER BY number DESC LIMIT 1").fetchone()
    number, before = last or (0, START)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = Entry(number + 1, at, action, path, sha256, report, digest, detail, TOOL, "")
    sql.execute(
        "INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*astuple(entry)[:-1], seal(before, entry)),
    )


def entries(sql: sqlite3.Connection) -> Iterator[Entry]:
    """The whole log, the oldest first."""
    return (Entry(*row) for row in sql.execute("SELECT * FROM custody ORDER BY number"))


def broken(log: Iterable[Entry], noted: str | None = None) -> Iterator[tuple[str, str]]:
    """(what, one sentence) for each entry whose seal does not hold.

    ``noted`` is a seal, or the beginning of one, that was written down earlier: it must be there.
    """
    before, expected, found = START, 1, noted is None
    for entry in log:
        name = f"log entry {entry.number}"
        if entry.number != expected:
            yield name, f"it follows entry {expected - 1}: what was between is gone."
        if seal(before, entry) != entry.seal:
            yield name, "its seal does not fit: it, or an entry before it, was changed."
        found = found or entry.seal.startswith(noted or "")
        before, expected = entry.seal, entry.number + 1
    if not found:
        yield "log", f"no entry has the seal {noted}: the log was cut, or written anew."
