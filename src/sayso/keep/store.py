"""The ledger in SQLite: keep reports with their claims, and give them back.

Only `Store` writes, one all-or-nothing change for each report, so that a killed run loses no
finished report and leaves no half-written one (law 4). Everything that comes out is ordered by
content, never by the order of arrival (law 2).
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec

from sayso.keep.custody import Entry, digest_of, entries, log
from sayso.keep.database import connect, explained, writing
from sayso.keep.derived import Derived, as_json, read_as
from sayso.keep.query import Query, fold, match
from sayso.keep.rows import Rows
from sayso.keep.told import TOLD, Who, laid_over
from sayso.records import Anchor, Claim, Decision, Report
from sayso.spans import cut

T = TypeVar("T")

GIVEN = "given by the user"
"""The name of the note on metadata that a person gave (see `collect.metadata`)."""

ORDER = "r.published IS NULL, r.published, r.id, c.position, c.id"


class Store(Derived):
    """An open ledger file. Use it in a ``with`` block, or call `close`."""

    def __init__(self, path: str = ":memory:", *, create: bool = True) -> None:
        """Open ``path``, or make it.

        Raises:
            LedgerError: it cannot be used (see `database.connect`).
        """
        self.path = path
        self._sql = connect(path, create=create)
        self.who = Who(self._sql, path)
        self.rows = Rows(self._sql, path)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._sql.close()

    # Reports and their claims

    def has(self, report: Report, made_by: str) -> bool:
        """Whether this report was read by this version, and came by this path before or now."""
        with explained(self.path):
            row = self._sql.execute(
                "SELECT 1 FROM report r WHERE id = ? AND made_by = ? AND EXISTS"
                " (SELECT 1 FROM custody WHERE report = r.id AND action = 'read')",
                (report.id, made_by),
            ).fetchone()
        return row is not None

    def recalled(self, report: Report) -> Report:
        """The report with what the user said of these bytes from this path at an earlier reading.

        What the user says now wins; what the user does not repeat is not forgotten.
        """
        row = next(
            self._rows(
                "SELECT r.record FROM receipt p JOIN report r ON r.id = p.report"
                " WHERE p.path = ? AND p.sha256_bytes = ?",
                _path(report),
                report.sha256_bytes,
            ),
            None,
        )
        if row is None:
            return report
        earlier = read_as(row[0], Report)
        said_now = {note.field for note in report.notes if note.name == GIVEN}
        kept = [n for n in earlier.notes if n.name == GIVEN and n.field not in said_now]
        values = {note.field: getattr(earlier, note.field) for note in kept}
        return replace(report, **values, notes=(*kept, *report.notes)) if kept else report

    def receive(self, report: Report) -> None:
        """Note that a known report came by this path (again)."""
        values = (_path(report), report.sha256_bytes, report.id)
        with explained(self.path):
            known = self._sql.execute(
                "SELECT 1 FROM receipt WHERE path = ? AND sha256_bytes = ? AND report = ?"
                " AND path NOT IN (SELECT path FROM failure)",
                values,
            ).fetchone()
        if known is None:
            with writing(self._sql, self.path):
                self._receive(report)

    def add(self, report: Report, claims: Iterable[Claim], made_by: str) -> None:
        """Keep a report and its claims; those of an earlier version of Sayso are replaced."""
        with writing(self._sql, self.path):
            record = self._record(report)
            self._forget(report.id)
            self._sql.execute(
                "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    report.id, report.outlet, report.title, report.url, report.published,
                    fold(report.outlet or ""), made_by, record,
                ),
            )  # fmt: skip
            self._sql.execute(
                "INSERT INTO report_words VALUES (?, ?, ?)", (report.id, report.title, report.text)
            )
            records = [self._insert(claim, report.text) for claim in claims]
            self._receive(report)
            log(
                self._sql, "read", path=_path(report), sha256=report.sha256_bytes,
                report=report.id, digest=digest_of(records), detail=made_by,
            )  # fmt: skip
            self._changed()

    def _record(self, report: Report) -> str:
        """The report as kept. Of two that differ in what is no part of the id (say, the encoding of
        the bytes), the same one is kept in whatever order they come.
        """
        record = as_json(replace(report, path=None, original=None))
        kept = self._sql.execute("SELECT record FROM report WHERE id = ?", (report.id,)).fetchone()
        return min(record, kept[0]) if kept else record

    def _receive(self, report: Report) -> None:
        path, sha256 = _path(report), report.sha256_bytes
        self._sql.execute(
            "UPDATE report SET record = ? WHERE id = ?", (self._record(report), report.id)
        )
        self._sql.execute("DELETE FROM failure WHERE path = ?", (path,))
        known = self._sql.execute(
            "SELECT 1 FROM receipt WHERE path = ? AND sha256_bytes = ? AND report = ?",
            (path, sha256, report.id),
        ).fetchone()
        if known is None:
            log(self._sql, "received", path=path, sha256=sha256, report=report.id)
        if report.original is not None:
            self._sql.execute(
                "INSERT OR IGNORE INTO original VALUES (?, ?, ?)",
                (sha256, len(report.original), zlib.compress(report.original, 6)),
            )
        self._sql.execute(
            "INSERT INTO receipt VALUES (?, ?, ?)"
            " ON CONFLICT (path, sha256_bytes) DO UPDATE SET report = excluded.report",
            (path, sha256, report.id),
        )
        # The same bytes from the same path, now with other metadata: the user corrected it.
        orphans = self._sql.execute(
            "SELECT id FROM report WHERE id NOT IN (SELECT report FROM receipt)"
        ).fetchall()
        for (orphan,) in orphans:
            self._forget(orphan)
            log(self._sql, "removed", path=path, sha256=sha256, report=orphan)
            self._changed()

    def _forget(self, report: str) -> None:
        """Remove a report with all that was derived from it; its receipts stay."""
        if not self._sql.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone():
            return  # looking for its words in the full-text indexes would read them whole
        receipts = self._sql.execute(
            "SELECT path, sha256_bytes, report FROM receipt WHERE report = ?", (report,)
        ).fetchall()
        claims = "SELECT words FROM claim WHERE report = ?"
        self._sql.execute(f"DELETE FROM claim_words WHERE rowid IN ({claims})", (report,))
        self._sql.execute("DELETE FROM report_words WHERE id = ?", (report,))
        self._sql.execute("DELETE FROM report WHERE id = ?", (report,))
        self._sql.execute("PRAGMA defer_foreign_keys = ON")
        self._sql.executemany("INSERT INTO receipt VALUES (?, ?, ?)", receipts)

    def _insert(self, claim: Claim, text: str) -> str:
        """Keep one claim; returns its record as kept."""
        record = as_json(claim)
        content, source = cut(text, claim.content), cut(text, claim.source)
        speaker, firm = claim.voice.speaker, claim.firmness
        names = [link.name for link in claim.voice.chain] or ([speaker.name] if speaker else [])
        words = self._sql.execute(
            "INSERT INTO claim_words VALUES (?, ?, ?)", (claim.id, content, source)
        ).lastrowid
        self._sql.execute(
            f"INSERT INTO claim VALUES ({', '.join('?' * 20)})",
            (
                claim.id, claim.report, claim.content[0].start if claim.content else 0,
                content, source, cut(text, claim.cue), claim.quote,
                speaker.id if speaker else None, fold(" / ".join([*names, source])),
                firm.act, firm.certainty, firm.polarity, firm.stage, int(firm.hearsay),
                firm.channel, claim.said.start if claim.said else None,
                claim.said.end if claim.said else None, claim.confidence, record, words,
            ),
        )  # fmt: skip
        return record

    def reports(self, id_: str | None = None) -> Iterator[Report]:
        """Every report, in the order of publication; or the one with this id."""
        only = "" if id_ is None else "WHERE r.id = ?"
        rows = self._rows(
            "SELECT r.record, (SELECT min(path) FROM receipt WHERE report = r.id)"
            f" FROM report r {only} ORDER BY r.published IS NULL, r.published, r.id",
            *([id_] if id_ else []),
        )
        for record, path in rows:
            yield replace(read_as(record, Report), path=None if path.startswith("id:") else path)

    def reports_of(self, ids: Iterable[str]) -> dict[str, Report]:
        """The reports of these ids that there are."""
        rows = self._rows(
            "SELECT r.record, (SELECT min(path) FROM receipt WHERE report = r.id)"
            " FROM json_each(?) i JOIN report r ON r.id = i.value",
            as_json(list(ids)),
        )
        found = (read_as(rec, Report) if path.startswith("id:") else
                 replace(read_as(rec, Report), path=path) for rec, path in rows)  # fmt: skip
        return {report.id: report for report in found}

    def claims(self, query: Query = Query()) -> Iterator[Claim]:  # noqa: B008 (frozen)
        """The claims that the query asks for, in the order of reports and of their text, with the
        sources of the whole ledger.
        """
        tables = "claim c JOIN report r ON r.id = c.report"
        if query.limit is None and not query.offset:
            return self._claims(tables, query)
        condition, values = query.where()
        page = self._rows(  # the ids of a page first: sorting must not carry every record
            f"SELECT c.id FROM {tables} WHERE {condition} ORDER BY {ORDER} LIMIT ? OFFSET ?",
            *values,
            -1 if query.limit is None else query.limit,
            query.offset,
        )
        return self.claims_of([id_ for (id_,) in page])

    def claims_of(self, ids: Iterable[str], query: Query = Query()) -> Iterator[Claim]:  # noqa: B008
        """Those of these claims that the query asks for, in the order of `claims`."""
        tables = "json_each(?) i CROSS JOIN claim c ON c.id = i.value"
        return self._claims(
            f"{tables} CROSS JOIN report r ON r.id = c.report", query, as_json(list(ids))
        )

    def _claims(self, tables: str, query: Query, *first: object) -> Iterator[Claim]:
        condition, values = query.where()
        rows = self._rows(
            f"SELECT c.record, {TOLD} FROM {tables} WHERE {condition} ORDER BY {ORDER}"
            " LIMIT ? OFFSET ?",
            *first,
            *values,
            -1 if query.limit is None else query.limit,
            query.offset,
        )
        return (laid_over(read_as(record, Claim), over) for record, over in rows)

    def claims_in_reports(self) -> dict[str, int]:
        """How many claims each report holds; those without are left out."""
        return dict(self._rows("SELECT report, count(*) FROM claim GROUP BY report"))

    def count(self, query: Query) -> int:
        """How many claims the query asks for, whatever its page."""
        condition, values = query.where()
        tables = "claim c" if condition == "1" else "claim c JOIN report r ON r.id = c.report"
        rows = self._rows(f"SELECT count(*) FROM {tables} WHERE {condition}", *values)
        return int(next(rows)[0])

    def find(self, prefix: str) -> list[str]:
        """The ids of claims and propositions that begin with these characters."""
        if not prefix or set(prefix.lower()) - set("0123456789abcdef"):
            return []
        first, last = prefix.lower(), prefix.lower() + "g"
        return [
            id_
            for (id_,) in self._rows(
                "SELECT id FROM claim WHERE id BETWEEN ?1 AND ?2 UNION"
                " SELECT id FROM proposition WHERE id BETWEEN ?1 AND ?2 UNION"
                " SELECT claim FROM as_read WHERE claim BETWEEN ?1 AND ?2 UNION"
                " SELECT id FROM report WHERE id BETWEEN ?1 AND ?2 ORDER BY 1 LIMIT 20",
                first,
                last,
            )
        ]

    def search_reports(self, words: str) -> list[str]:
        """The ids of the reports that hold all the words, best first."""
        return [
            id_
            for (id_,) in self._rows(
                "SELECT id FROM report_words WHERE report_words MATCH ? ORDER BY rank, id",
                match(words),
            )
        ]

    # What could not be read

    def fail(self, path: str, reason: str) -> None:
        """Keep that an input could not be read, and why."""
        with writing(self._sql, self.path):
            known = "SELECT 1 FROM failure WHERE path = ? AND reason = ?"
            if self._sql.execute(known, (path, reason)).fetchone() is None:
                log(self._sql, "failed", path=path, detail=reason)
            self._sql.execute("INSERT OR REPLACE INTO failure VALUES (?, ?)", (path, reason))

    def mended(self, inputs: Sequence[str], failed: Collection[str]) -> None:
        """Forget earlier failures of inputs, and of what is in them, that did not fail this time.

        ``inputs`` as the user named them, ``failed`` the paths that failed now. The log keeps them.
        """
        gone = [
            (path,)
            for path, _ in self.failures()
            if path not in failed
            and any(path == i or path.startswith((i.rstrip("/") + "/", f"{i}!/")) for i in inputs)
        ]
        if gone:
            with writing(self._sql, self.path):
                self._sql.executemany("DELETE FROM failure WHERE path = ?", gone)

    def failures(self) -> list[tuple[str, str]]:
        """(path, reason) of each input that could not be read."""
        return list(self._rows("SELECT path, reason FROM failure ORDER BY path"))

    # Decisions, and what is derived

    def decide(self, decision: Decision) -> Decision:
        """Keep a person's judgement for ever; returns it with its number."""
        with writing(self._sql, self.path):
            cursor = self._sql.execute(
                "INSERT INTO decision (verb, subjects, value, made_by, at, note, anchors)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    decision.verb, as_json(decision.subjects), decision.value,
                    decision.by, decision.at, decision.note, as_json(decision.anchors),
                ),
            )  # fmt: skip
            numbered = replace(decision, number=cursor.lastrowid or 0)
            log(self._sql, "decided", digest=digest_of(as_sealed(numbered)),
                detail=str(numbered.number))  # fmt: skip
            self._changed()
        return numbered

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they were made."""
        return [
            Decision(
                verb=verb, subjects=read_as(subjects, tuple[str, ...]), value=value,
                by=by, at=at, note=note, number=number,
                anchors=read_as(anchors, tuple[Anchor, ...]),
            )
            for number, verb, subjects, value, by, at, note, anchors in self._rows(
                "SELECT number, verb, subjects, value, made_by, at, note, anchors FROM decision"
                " ORDER BY number"
            )
        ]  # fmt: skip

    # Custody

    def custody(self) -> Iterator[Entry]:
        """The log of what happened, the oldest first."""
        with explained(self.path):
            yield from entries(self._sql)

    def versions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(address or path, report ids in the order in which they came) where there are several."""
        came = "SELECT min(number) FROM custody WHERE report = r.id AND action = 'received'"
        addresses = f"SELECT url AS key, id, ({came}) AS n FROM report r WHERE url IS NOT NULL"
        paths = "SELECT path AS key, report AS id, min(number) AS n FROM custody r"
        paths += " WHERE action = 'received' AND path NOT LIKE 'id:%' GROUP BY path, report"
        for kind in (addresses, paths):
            groups: dict[str, list[str]] = {}
            for key, id_, _ in self._rows(
                f"WITH seen AS ({kind}) SELECT key, id, n FROM seen WHERE key IN"
                " (SELECT key FROM seen GROUP BY key HAVING count(*) > 1) ORDER BY key, n"
            ):
                groups.setdefault(key, []).append(id_)
            yield from ((key, tuple(ids)) for key, ids in groups.items())

    def original(self, sha256: str) -> bytes | None:
        """The bytes as they were received, by their hash; None where they were not kept."""
        rows = self._rows("SELECT packed FROM original WHERE sha256 = ?", sha256)
        return next((zlib.decompress(packed) for (packed,) in rows), None)

    # The rest

    def _changed(self) -> None:
        self._set("changes", self.changes() + 1)


def _path(report: Report) -> str:
    """Where it came from; a report without a path of its own is known by its id."""
    return report.path if report.path not in (None, "-") else f"id:{report.id}"


def as_sealed(decision: Decision) -> list[str]:
    """What the log seals of a decision: itself, and each place that it holds on to."""
    plain = msgspec.to_builtins(decision)
    anchors = plain.pop("anchors")
    for anchor in anchors:
        if not anchor["words"]:  # sealed before anchors held words
            del anchor["words"]
    return [as_json(record) for record in (plain, *anchors)]
