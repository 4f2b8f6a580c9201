"""Proof that the ledger still says what it read: hashes, spans and links between rows.

Nothing is trusted: texts are hashed again, every span is cut again, every id derived again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from sayso.keep.store import Store
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


def verify(store: Store) -> Verdict:
    """Re-hash every report, re-slice every span, re-derive every id.

    A sound ledger has ``problems == ()``.
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
    return Verdict(reports, claims, spans, tuple(problems))


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
