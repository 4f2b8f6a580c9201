"""Whose each mention is: the source records of a ledger, beside the claims as they were read.

A claim keeps the source that its report gives it for ever; what the ledger as a whole makes of it,
and what a person decided, stands here and is laid over the claim whenever it is asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from sayso.index import Heard
from sayso.keep.database import explained
from sayso.keep.hearing import Hearing, Laid, over
from sayso.keep.query import fold, part
from sayso.records import Claim, Gap, Source
from sayso.speakers import Resolved, SourceRecord

__all__ = ["TOLD", "Who", "laid_over", "told"]

TOLD = (
    "(SELECT json_group_object(m.source, json(m.told)) FROM mention m"
    " WHERE m.claim = c.id AND m.told IS NOT NULL)"
)
"""What to lay over a claim ``c``: {its report's source id: the record's id, name, kind, ...}."""


def laid_over(claim: Claim, told: str) -> Claim:
    """The claim with the ledger's sources in place of its report's; ``told`` is JSON (see `TOLD`).

    Role, affiliation and stated reason stay those of the report.
    """
    if told == "{}":
        return claim
    laid = msgspec.json.decode(told, type=dict[str, Laid])
    voice = claim.voice
    speaker = _laid(voice.speaker, laid) if voice.speaker else None
    chain = tuple(_laid(source, laid) for source in voice.chain)
    return replace(claim, voice=replace(voice, speaker=speaker, chain=chain))


def _laid(source: Source, laid: Mapping[str, Laid]) -> Source:
    new = laid.get(source.id)
    if new is None:
        return source
    return replace(
        source, id=new.id, name=new.name, kind=new.kind, identified=new.identified,
        scope=new.scope or source.scope,
    )  # fmt: skip


def told(kept: Resolved) -> Iterator[tuple[str, str, str]]:
    """(claim, source as read, what to lay over it) wherever the ledger says otherwise."""
    by_id = {record.id: record for record in kept.records}
    for tied in kept.mentions:
        laid = over(tied, by_id[tied.record])
        if laid is not None:
            yield tied.claim, tied.source, laid


class Who:
    """The tables of a ledger's sources, for reading; what they hold is made by `pipeline`."""

    def __init__(self, sql: sqlite3.Connection, path: str) -> None:
        self._sql, self._path = sql, path

    def heard(self) -> dict[str, list[Heard]]:
        """What each report that cites anybody says of its sources."""
        found: dict[str, list[Heard]] = {}
        with explained(self._path):
            for row in Hearing(self._sql).everywhere():
                found.setdefault(row.report, []).append(row)
        return found

    def as_read(self, report: str) -> list[Claim]:
        """The claims of one report with the sources that the report itself gives them, as a person
        put them right.
        """
        rows = self._rows("SELECT record FROM claim WHERE report = ? ORDER BY id", report)
        return [msgspec.json.decode(record, type=Claim) for (record,) in rows]

    def as_read_one(self, id_: str) -> Claim:
        """One claim with the sources that its report gives it; it must be there."""
        ((record,),) = self._rows("SELECT record FROM claim WHERE id = ?", id_)
        return msgspec.json.decode(record, type=Claim)

    def report_of(self, claim: str) -> str | None:
        """The id of the report that holds a claim; None for a claim that the ledger has not."""
        rows = self._rows("SELECT report FROM claim WHERE id = ?", claim)
        return next((report for (report,) in rows), None)

    def holds(self, claim: str) -> bool:
        """Whether the ledger has a claim of this id, be it one that a person struck."""
        struck = "SELECT 1 FROM as_read WHERE claim = ?"
        return self.report_of(claim) is not None or bool(self._rows(struck, claim))

    def with_text(self, sha256: str) -> list[str]:
        """The ids of the reports whose text has this hash."""
        rows = self._rows(
            "SELECT id FROM report WHERE json_extract(record, '$.sha256_text') = ? ORDER BY id",
            sha256,
        )
        return [id_ for (id_,) in rows]

    def records(self, id_: str | None = None) -> list[SourceRecord]:
        """Every source record by id, or the one with this id."""
        only = "" if id_ is None else " WHERE id = ?"
        rows = self._rows(f"SELECT record FROM source{only} ORDER BY id", *([id_] if id_ else []))
        return [msgspec.json.decode(record, type=SourceRecord) for (record,) in rows]

    def named(self, words: str) -> list[SourceRecord]:
        """The records with a name that holds these words; exact names alone, if there are any."""
        rows = self._rows(
            "SELECT record FROM source WHERE name_key LIKE ? ESCAPE '\\' ORDER BY id", part(words)
        )
        found = [msgspec.json.decode(record, type=SourceRecord) for (record,) in rows]
        wanted = fold(words)
        exact = [r for r in found if wanted in (fold(name) for name in (r.name, *r.names))]
        return exact or found

    def mentions(self, record: str | None = None) -> list[tuple[str, str, str, str]]:
        """(claim, source as read, record, why) of each mention; of one record, if it is named."""
        only = "" if record is None else " WHERE record = ?"
        return self._rows(
            f"SELECT claim, source, record, how FROM mention{only} ORDER BY claim, source",
            *([record] if record else []),
        )

    def named_in(self, record: str) -> dict[str, bool]:
        """claim -> whether its own report names this source there (and not only describes it)."""
        rows = self._rows(
            "SELECT m.claim, m.source, c.record FROM mention m JOIN claim c ON c.id = m.claim"
            " WHERE m.record = ?",
            record,
        )
        found: dict[str, bool] = {}
        for claim, source, kept in rows:
            voice = msgspec.json.decode(kept, type=Claim).voice
            links = (*voice.chain, *([voice.speaker] if voice.speaker else []))
            named = any(s.id == source and s.identified == "named" for s in links)
            found[claim] = found.get(claim, False) or named
        return found

    def waiting(self) -> list[tuple[int, Gap]]:
        """Decisions that have nothing to apply to, by number, and why."""
        rows = self._rows("SELECT number, record FROM waiting ORDER BY number")
        return [(number, msgspec.json.decode(record, type=Gap)) for number, record in rows]

    def _rows(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with explained(self._path):
            return self._sql.execute(sql, values).fetchall()


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()
