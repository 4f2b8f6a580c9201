"""What is derived from claims and decisions, and whether it is up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from sayso.keep.database import explained, writing
from sayso.keep.hearing import Hearing
from sayso.keep.linking import Linking
from sayso.keep.query import Query
from sayso.records import Decision, Link, Proposition

T = TypeVar("T")


class Derived:
    """The part of a `Store` that is computed, and could be computed again."""

    path: str
    _sql: sqlite3.Connection

    def changes(self) -> int:
        """How often reports or decisions came or went: what links are computed from."""
        return self._state("changes")

    @property
    def stale(self) -> bool:
        """Whether something came or went since the links were last computed."""
        return self._state("changes") != self._state("linked") or bool(self.touched())

    def size(self) -> int:
        """How many reports there are."""
        return int(next(self._rows("SELECT count(*) FROM report"))[0])

    def touched(self) -> list[str]:
        """The ids of reports that came, went or changed since the links were last computed."""
        return [id_ for (id_,) in self._rows("SELECT report FROM touched ORDER BY report")]

    def linked_by(self, linker: int) -> bool:
        """Whether the links are of this version of linking (a number that stands for it)."""
        return self._state("linker") == linker

    def decisions_linked(self) -> list[Decision]:
        """The decisions that stood when the links were last computed."""
        return [read_as(r, Decision) for (r,) in self._rows("SELECT record FROM linked_decision")]

    @property
    def index(self) -> Linking:
        """The tables of linking, for reading only."""
        return Linking(self._sql)

    @contextmanager
    def linking(self) -> Iterator[Linking]:
        """The tables of linking, within one change of the ledger that nobody else's comes between;
        end it with `linked`, or all that was done is undone.
        """
        with writing(self._sql, self.path):
            yield Linking(self._sql)

    def linked(self, linker: int, decisions: Iterable[Decision]) -> None:
        """Note, inside `linking`, that the links are of what is in the ledger now."""
        self._sql.execute("DELETE FROM touched")
        self._sql.execute("DELETE FROM linked_decision")
        self._sql.executemany(
            "INSERT OR IGNORE INTO linked_decision VALUES (?)", [(as_json(d),) for d in decisions]
        )
        self._set("linked", self.changes())
        self._set("linker", linker)

    def told_by(self, teller: int) -> bool:
        """Whether the sources were last told by this version (a number that stands for it)."""
        return self._state("teller") == teller

    @contextmanager
    def telling(self) -> Iterator[Hearing]:
        """The tables of sources, within one change of the ledger, like `linking`."""
        with writing(self._sql, self.path):
            yield Hearing(self._sql)

    def told(self, teller: int) -> None:
        """Note, inside `telling`, that all sources are told by this version."""
        self._set("teller", teller)

    def propositions(self) -> list[Proposition]:
        """Every proposition, by id."""
        rows = self._rows("SELECT record FROM proposition ORDER BY id")
        return [read_as(record, Proposition) for (record,) in rows]

    def links(self) -> list[Link]:
        """Every link, by kind and pair."""
        rows = self._rows("SELECT record FROM link ORDER BY kind, a, b, id")
        return [read_as(record, Link) for (record,) in rows]

    def propositions_of(self, claims: Iterable[str]) -> list[Proposition]:
        """The propositions in which these claims are, by id."""
        rows = self._rows(
            "SELECT DISTINCT p.id, p.record FROM json_each(?) i JOIN member m ON m.claim = i.value"
            " JOIN proposition p ON p.id = m.proposition ORDER BY p.id",
            as_json(list(claims)),
        )
        return [read_as(record, Proposition) for _, record in rows]

    def repeated(self, query: Query, versions: Iterable[tuple[str, str]] = ()) -> list[Proposition]:
        """The propositions of which the query asks for several claims, the most repeated first, of
        those the oldest; the query's page is one of propositions.

        What stands in several ``versions`` of one document (older, newer report) is said once.
        """
        condition, values = query.where()
        pairs = json.dumps(sorted(versions))
        tables = "member m"
        if condition != "1" or pairs != "[]":
            tables += " JOIN claim c ON c.id = m.claim JOIN report r ON r.id = c.report"
        if pairs != "[]":
            condition += (
                " AND NOT EXISTS (SELECT 1 FROM json_each(?) v JOIN claim o"
                " ON o.report = v.value ->> 0 JOIN member n ON n.claim = o.id"
                " WHERE v.value ->> 1 = c.report AND n.proposition = m.proposition)"
            )
            values = [*values, pairs]
        rows = self._rows(
            "SELECT p.record FROM proposition p WHERE p.id IN"
            f" (SELECT m.proposition FROM {tables} WHERE {condition}"
            " GROUP BY m.proposition HAVING count(*) > 1)"
            " ORDER BY json_array_length(p.record, '$.claims') DESC,"
            " coalesce(p.record ->> '$.first_said', '9'), p.id LIMIT ? OFFSET ?",
            *values,
            -1 if query.limit is None else query.limit,
            query.offset,
        )
        return [read_as(record, Proposition) for (record,) in rows]

    def against(self, query: Query) -> list[Link]:
        """The conflicts both sides of which the query asks for, the surest first; the query's page
        is one of conflicts.
        """
        condition, values = query.where()
        both = ""
        if condition != "1":
            asked = "SELECT c.id FROM claim c JOIN report r ON r.id = c.report WHERE"
            both = f" AND a IN ({asked} {condition}) AND b IN ({asked} {condition})"
        rows = self._rows(
            f"SELECT record FROM link WHERE kind = 'conflict'{both}"
            " ORDER BY record ->> '$.score' DESC, a, b LIMIT ? OFFSET ?",
            *(values + values if both else []),
            -1 if query.limit is None else query.limit,
            query.offset,
        )
        return [read_as(record, Link) for (record,) in rows]

    def proposition_of(self, claims: Iterable[str] | None = None) -> dict[str, str]:
        """claim id -> proposition id, of all claims or of these."""
        if claims is None:
            return dict(self._rows("SELECT claim, proposition FROM member"))
        rows = self._rows(
            "SELECT claim, proposition FROM json_each(?) i JOIN member m ON m.claim = i.value",
            as_json(list(claims)),
        )
        return dict(rows)

    def _state(self, key: str) -> int:
        row = self._sql.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return 0 if row is None else int(row[0])

    def _set(self, key: str, value: int) -> None:
        self._sql.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def _rows(self, sql: str, *values: object) -> Iterator[tuple]:  # type: ignore[type-arg]
        with explained(self.path):
            for row in self._sql.execute(sql, values):  # noqa: UP028 (closing must not reach SQL)
                yield row


def as_json(record: object) -> str:
    """A record as the ledger keeps it."""
    return msgspec.json.encode(record).decode()


def read_as(json: str, kind: type[T]) -> T:
    """A record as it was kept."""
    return msgspec.json.decode(json, type=kind)
