"""What there is in all: counts and days of a ledger, and who speaks most in it.

For a page that shows a part: how large the whole is that the part is of.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from sayso.keep.query import part
from sayso.keep.store import Store
from sayso.speakers import SourceRecord

VALUES = 10_000
"""More days, or outlets, than this are no list that anyone chooses from."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Counts of a ledger; ``days`` on which something was published, in order; the names of its
    outlets, and what sayings do in it ("say", "deny", ...).
    """

    claims: int
    reports: int
    repeated: int
    conflicts: int
    sources: int
    days: tuple[str, ...]
    outlets: tuple[str, ...]
    acts: tuple[str, ...]


def whole(store: Store) -> Whole:
    """How much a ledger holds.

    An empty ledger -> ``Whole(claims=0, reports=0, ..., days=())``
    """

    def count(of: str) -> int:
        [(found,)] = store._rows(f"SELECT count(*) FROM {of}")
        return int(found)

    twice = "(SELECT 1 FROM member GROUP BY proposition HAVING count(*) > 1)"

    def values(of: str, table: str) -> tuple[str, ...]:
        rows = store._rows(
            f"SELECT DISTINCT {of} FROM {table} WHERE {of} IS NOT NULL ORDER BY 1 LIMIT ?", VALUES
        )
        return tuple(value for (value,) in rows)

    return Whole(
        count("claim"), count("report"), count(twice), count("link WHERE kind = 'conflict'"),
        count("source"), values("substr(published, 1, 10)", "report"), values("outlet", "report"),
        values("act", "claim"),
    )  # fmt: skip


def speakers(
    store: Store, words: str = "", *, limit: int, offset: int = 0
) -> list[tuple[SourceRecord, int]]:
    """Source records with in how many claims they speak or are cited, the most heard first.

    ``words`` are part of a name; empty asks for all.
    """
    named = " WHERE s.name_key LIKE ? ESCAPE '\\'" if words else ""
    rows = store._rows(
        "SELECT s.record, m.n FROM"
        " (SELECT record, count(*) n FROM mention GROUP BY record) m"
        f" JOIN source s ON s.id = m.record{named} ORDER BY m.n DESC, s.id LIMIT ? OFFSET ?",
        *([part(words)] if words else []),
        limit,
        offset,
    )
    return [(msgspec.json.decode(record, type=SourceRecord), n) for record, n in rows]


def speakers_of(store: Store, ids: list[str]) -> list[SourceRecord]:
    """The source records of these ids that there are, by id."""
    rows = store._rows(
        "SELECT s.record FROM json_each(?) i JOIN source s ON s.id = i.value ORDER BY s.id",
        msgspec.json.encode(ids).decode(),
    )
    return [msgspec.json.decode(record, type=SourceRecord) for (record,) in rows]
