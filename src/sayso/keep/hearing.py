"""The sources of all reports as the ledger's tables hold them (see ``schema``), read and written
inside one change of the ledger.

What is now told comes as `sayso.index.Told`; only what differs is written, so that a claim whose
sources stay as they are is not linked again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from sayso.index import DECIDED, Heard, Told
from sayso.keep.query import fold
from sayso.records import Decision, Gap, Identified, Kind
from sayso.speakers import SourceRecord, Tied

__all__ = ["TABLES", "Hearing", "Laid", "over"]

TABLES = ("heard", "mark", "source", "mention", "waiting", "told_decision")
MANY = "(SELECT value FROM json_each(?))"

Rows = dict[tuple[object, ...], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Laid:
    """What a record says of a source in place of its report; ``scope`` is the record's own id where
    a person decided on it: nothing counts it with others of its name any more.
    """

    id: str
    name: str
    kind: Kind
    identified: Identified
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """`sayso.index.Hearings` over an open transaction."""

    sql: sqlite3.Connection

    def citing(self) -> int:
        """How many reports have marks."""
        ((count,),) = self.sql.execute("SELECT count(DISTINCT report) FROM mark")
        return int(count)

    def marks(self, reports: Iterable[str]) -> dict[str, list[str]]:
        """The marks of these reports that have any."""
        found: dict[str, list[str]] = {}
        for report, mark in self._many(f"SELECT report, mark FROM mark WHERE report IN {MANY}"
                                       " ORDER BY report, mark", reports):  # fmt: skip
            found.setdefault(report, []).append(mark)
        return found

    def often(self, marks: Iterable[str]) -> dict[str, int]:
        """How many reports have each of these marks."""
        counted = f"SELECT mark, count(*) FROM mark WHERE mark IN {MANY} GROUP BY mark"
        return dict(self._many(counted, marks))

    def marked(self, marks: Iterable[str]) -> list[str]:
        """The reports that have one of these marks."""
        rows = self._many(f"SELECT DISTINCT report FROM mark WHERE mark IN {MANY}", marks)
        return sorted(report for (report,) in rows)

    def put_marks(self, reports: Iterable[str], marks: Iterable[tuple[str, str]]) -> None:
        """Replace the marks of these reports by (mark, report)."""
        self.sql.executemany("DELETE FROM mark WHERE report = ?", [(id_,) for id_ in reports])
        self.sql.executemany("INSERT INTO mark VALUES (?, ?)", marks)

    def in_reports(self, reports: Iterable[str]) -> list[Heard]:
        """The sources of these reports."""
        return self._heard("report", reports)

    def in_blocks(self, blocks: Iterable[str]) -> list[Heard]:
        """The appearances in these blocks."""
        return self._heard("block", blocks)

    def in_texts(self, sha256: Iterable[str]) -> list[Heard]:
        """The sources of the reports with these texts."""
        return self._heard("sha256", sha256)

    def everywhere(self) -> Iterator[Heard]:
        """All sources of all reports."""
        return map(Heard._make, self.sql.execute("SELECT * FROM heard"))

    def put(self, reports: Iterable[str], rows: Iterable[Heard]) -> None:
        """Replace the sources of these reports."""
        self.sql.executemany("DELETE FROM heard WHERE report = ?", [(id_,) for id_ in reports])
        self.sql.executemany("INSERT INTO heard VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def decided(self) -> list[str]:
        """The blocks on which decisions bear."""
        rows = self.sql.execute(f"SELECT DISTINCT block FROM heard WHERE record = '{DECIDED}'")
        return [block for (block,) in rows]

    def blocks_of(self, records: Iterable[str]) -> list[str]:
        """The blocks of these source records."""
        rows = self._many(f"SELECT DISTINCT block FROM source WHERE id IN {MANY}", records)
        return [block for (block,) in rows]

    def differ(self, decisions: Iterable[Decision]) -> bool:
        """Whether these are not the decisions that stood when sources were last told."""
        rows = self.sql.execute("SELECT record FROM told_decision")
        return {record for (record,) in rows} != set(map(_json, decisions))

    # What is told

    def write(
        self,
        told: Told,
        touched: Iterable[str],
        decisions: Sequence[Decision],
        waiting: Iterable[tuple[int, Gap]],
    ) -> None:
        """Keep what is told: in the blocks of ``told``, with all mentions of the reports that are
        ``touched``, or everywhere. ``waiting`` are the decisions about claims that wait.
        """
        renamed = self._write_records(told)
        if told.blocks is None:
            self.sql.execute("DELETE FROM heard")
            self.put((), told.heard)
            self.sql.execute("DELETE FROM mark")
            self.put_marks((), told.marks)
            changed: Collection[tuple[str, str]] = told.mentions.keys()
        else:
            self.sql.executemany(
                "UPDATE heard SET record = ?, how = ?"
                " WHERE block = ? AND report = ? AND source = ?",
                [(*now[-2:], *now[:3]) for was, now in zip(told.was, told.heard, strict=True)
                 if was != now],
            )  # fmt: skip
            changed = {
                (now.report, now.source)
                for was, now in zip(told.was, told.heard, strict=True)
                if was[-2:] != now[-2:] or now.record == DECIDED or now.record in renamed
            }
        self._write_mentions(told, changed, None if told.blocks is None else set(touched))
        self._write_waiting(told, decisions, waiting)

    def _write_records(self, told: Told) -> set[str]:
        """Keep the records; returns those that are laid over claims otherwise than before."""
        only = "" if told.blocks is None else f" WHERE block IN {MANY}"
        blocks = () if told.blocks is None else (_listed(sorted(told.blocks)),)
        rows = self.sql.execute(f"SELECT id, name_key, record, block FROM source{only}", blocks)
        old: Rows = {(id_,): tuple(rest) for id_, *rest in rows}
        new: Rows = {
            (r.id,): (fold(" / ".join([r.name, *r.names])), _json(r), block)
            for block, r in told.records
        }
        self._replace("source", old, new)
        return {
            r.id
            for _, r in told.records
            if (was := old.get((r.id,))) is None
            or (was[1] != new[r.id,][1] and _laid(_record(str(was[1]))) != _laid(r))
        }

    def _write_mentions(
        self, told: Told, changed: Collection[tuple[str, str]], touched: set[str] | None
    ) -> None:
        """Keep the mentions of these appearances; of touched reports no other is left."""
        by_id = {record.id: record for _, record in told.records}
        new: Rows = {
            (t.claim, t.source): (t.record, over(t, by_id[t.record]), t.how)
            for place in changed
            for t in told.mentions[place]
        }
        if touched is None:
            old: Rows = {row[:2]: row[2:] for row in self.sql.execute("SELECT * FROM mention")}
        else:
            listed = self._many(f"SELECT id FROM claim WHERE report IN {MANY}", sorted(touched))
            own = {id_ for (id_,) in listed}
            claims = sorted(own.union(str(claim) for claim, _ in new))
            rows = self._many(f"SELECT * FROM mention WHERE claim IN {MANY}", claims)
            old = {row[:2]: row[2:] for row in rows if row[0] in own or row[:2] in new}
        self._replace("mention", old, new)

    def _write_waiting(
        self, told: Told, decisions: Sequence[Decision], waiting: Iterable[tuple[int, Gap]]
    ) -> None:
        old: Rows = {row[:1]: row[1:] for row in self.sql.execute("SELECT * FROM waiting")}
        about = {decision.number for decision in decisions}
        new: Rows = {(number,): (_json(gap),) for number, gap in (*(told.open or ()), *waiting)}
        if told.open is None:
            new |= {number: gap for number, gap in old.items() if number[0] in about}
        self._replace("waiting", old, new)
        self.sql.execute("DELETE FROM told_decision")
        self.sql.executemany(
            "INSERT OR IGNORE INTO told_decision VALUES (?)", [(_json(d),) for d in decisions]
        )

    def _replace(self, table: str, old: Rows, new: Rows) -> None:
        names = [row[1] for row in self.sql.execute(f"PRAGMA table_info({table})")]
        key = len(next(iter(old or new), ()))
        where = " AND ".join(f"{name} = ?" for name in names[:key])
        values = ", ".join(f"{name} = ?" for name in names[key:])
        gone = [k for k in old if k not in new]
        other = [(*row, *k) for k, row in new.items() if k in old and old[k] != row]
        fresh = [(*k, *row) for k, row in new.items() if k not in old]
        if gone:
            self.sql.executemany(f"DELETE FROM {table} WHERE {where}", gone)
        if other:
            self.sql.executemany(f"UPDATE {table} SET {values} WHERE {where}", other)
        marks = ", ".join("?" * len(names))
        self.sql.executemany(f"INSERT INTO {table} VALUES ({marks})", fresh)

    def _heard(self, column: str, values: Iterable[str]) -> list[Heard]:
        rows = self._many(f"SELECT * FROM heard WHERE {column} IN {MANY}", values)
        return list(map(Heard._make, rows))

    def _many(self, statement: str, values: Iterable[str]) -> Iterator[tuple]:  # type: ignore[type-arg]
        return self.sql.execute(statement, (_listed(values),))


def over(tied: Tied, record: SourceRecord) -> str | None:
    """What differs from the report's own source, as JSON; None where nothing does."""
    laid = _laid(record)
    own = Laid(tied.source, tied.name or "", tied.kind, tied.identified)
    return None if tied.name is not None and own == laid else _json(laid)


def _laid(record: SourceRecord) -> Laid:
    decided = record.id if record.decisions else None
    return Laid(record.id, record.name, record.kind, record.identified, decided)


def _record(kept: str) -> SourceRecord:
    return msgspec.json.decode(kept, type=SourceRecord)


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(values))


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()
