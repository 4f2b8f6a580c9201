"""Proof that the ledger still says what it read: hashes, spans and links between rows.

Nothing is trusted: texts and originals are hashed again, every span is cut again, every id derived
again, every claim and decision compared with the seal that the log of custody has of it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from sayso.keep.custody import broken, digest_of, entries
from sayso.keep.store import Store, as_sealed
from sayso.records import Claim, Report, all_spans
from sayso.spans import cut


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: of what (an id or a path), and one sentence."""

    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and what did not hold."""

    reports: int
    claims: int
    spans: int
    problems: tuple[Problem, ...]
    entries: int = 0
    seal: str = ""


def verify(store: Store, noted: str | None = None) -> Verdict:
    """Re-hash every report and original, re-slice every span, re-derive every id and seal.

    A sound ledger has ``problems == ()``. ``noted`` is a seal that was written down earlier: the
    log must still hold it. The verdict's ``seal`` is the one to write down now.
    """
    sql = store._sql
    problems: list[Problem] = []
    reports = claims = spans = 0
    for (state,) in _try(sql, "PRAGMA integrity_check"):
        if state != "ok":
            problems.append(Problem(store.path, f"SQLite says: {state}."))
    for row in _try(sql, "PRAGMA foreign_key_check"):
        problems.append(Problem(str(row[0]), f"a row of {row[0]} points to no row of {row[2]}."))
    for id_, record in _try(sql, "SELECT id, record FROM report ORDER BY id"):
        reports += 1
        try:
            report = msgspec.json.decode(record, type=Report)
        except msgspec.MsgspecError as error:
            problems.append(Problem(id_, f"the stored report cannot be read ({error})."))
            continue
        if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256_text:
            problems.append(
                Problem(id_, "the text is not the text that was read: its hash differs.")
            )
        elif report.id != id_:
            problems.append(Problem(id_, "the report's metadata changed: its id does not follow."))
        for problem, count in _claims(sql, id_, report.text):
            claims += problem is None and count >= 0
            spans += max(count, 0)
            if problem:
                problems.append(problem)
    log = list(entries(sql))
    problems += [Problem(*words) for words in broken(log, noted)]
    problems += _sealed(store)
    problems += _originals(sql)
    return Verdict(reports, claims, spans, tuple(problems), len(log), log[-1].seal if log else "")


def _sealed(store: Store) -> Iterator[Problem]:
    """Reports and decisions that are not what the log says was kept."""
    sql = store._sql
    sealed = dict(
        _try(sql, "SELECT report, digest FROM custody WHERE action = 'read' ORDER BY number")
    )
    for (id_,) in _try(sql, "SELECT id FROM report ORDER BY id"):
        records = _try(sql, _READ, id_)
        if id_ not in sealed:
            yield Problem(id_, "the log does not say that this report was read; read it again.")
        elif digest_of(record for (record,) in records) != sealed[id_]:
            yield Problem(id_, "its claims are not those that were read: one was changed or lost.")
    for id_, now, record in _try(sql, _DECIDED):
        if now != (digest_of([record]) if record else ""):
            yield Problem(id_, "it is not what the decisions about it made of it.")
    decided = dict(
        _try(sql, "SELECT detail, digest FROM custody WHERE action = 'decided' ORDER BY number")
    )
    for decision in store.decisions():
        if decided.pop(str(decision.number), "") != digest_of(as_sealed(decision)):
            yield Problem(
                f"decision {decision.number}", "it is not what was decided: the log has another."
            )
    for number in decided:
        yield Problem(f"decision {number}", "the log has it, but the ledger has lost it.")


_READ = (
    "SELECT coalesce(a.record, c.record) FROM claim c LEFT JOIN as_read a ON a.claim = c.id"
    " WHERE c.report = ?1 UNION ALL SELECT a.record FROM as_read a"
    " WHERE a.report = ?1 AND NOT EXISTS (SELECT 1 FROM claim WHERE id = a.claim)"
)
"""The claims of a report as they were read, whatever a person made of them."""
_DECIDED = (
    "SELECT a.claim, a.now, c.record FROM as_read a LEFT JOIN claim c ON c.id = a.claim"
    " ORDER BY a.claim"
)


def _originals(sql: sqlite3.Connection) -> Iterator[Problem]:
    for sha256, size, packed in sql.execute("SELECT sha256, size, packed FROM original"):
        try:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(packed, size + 1)
        except zlib.error:
            data = b""
        if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
            yield Problem(sha256, "the kept original is not the bytes that were received.")


def _claims(
    sql: sqlite3.Connection, report: str, text: str
) -> Iterator[tuple[Problem | None, int]]:
    rows = _try(
        sql,
        "SELECT id, content, source, cue, record FROM claim WHERE report = ? ORDER BY id",
        report,
    )
    for id_, content, source, cue, record in rows:
        try:
            claim = msgspec.json.decode(record, type=Claim)
        except msgspec.MsgspecError as error:
            yield Problem(id_, f"the stored claim cannot be read ({error})."), 0
            continue
        spans = list(all_spans(claim))
        yield None, len(spans)
        if claim.id != id_:
            yield Problem(id_, "the claim's characters changed: its id does not follow."), -1
        if any(not 0 <= s.start <= s.end <= len(text) for s in spans):
            yield Problem(id_, "a span lies outside the text of its report."), -1
        for role, stored in (("content", content), ("source", source), ("cue", cue)):
            if cut(text, getattr(claim, role)) != stored:
                yield Problem(id_, f"its {role} is not what stands at those characters."), -1


def _try(sql: sqlite3.Connection, query: str, *values: object) -> Iterator[tuple]:  # type: ignore[type-arg]
    yield from sql.execute(query, values).fetchall()
