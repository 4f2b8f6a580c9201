"""Claims that a person put right or struck, beside what was read.

What stands in ``claim`` is what every view, search and link sees; ``as_read`` keeps the claim as it
was read, for as long as a decision about it stands. Undoing brings it back, character for
character; reading a report anew brings all back, and the decisions are laid over it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.keep.custody import digest_of
from sayso.keep.database import writing
from sayso.keep.derived import as_json, read_as
from sayso.keep.store import Store
from sayso.records import Claim, Gap

__all__ = ["Amended", "base", "bases", "lay", "made_of", "struck"]


@dataclass(frozen=True, slots=True)
class Amended:
    """What decisions make of a claim: the claim, or None and why; ``of`` is what it follows from.

    ``read`` is the claim as it was read.
    """

    read: Claim
    of: str
    claim: Claim | None
    gap: Gap | None = None


def base(store: Store, id_: str) -> Claim | None:
    """A claim as it was read, whatever a person decided; None for one that the ledger has not."""
    rows = store._rows(
        "SELECT record FROM as_read WHERE claim = ?1 UNION ALL"
        " SELECT record FROM claim WHERE id = ?1 LIMIT 1",
        id_,
    )
    return next((read_as(record, Claim) for (record,) in rows), None)


def bases(store: Store, report: str) -> list[Claim]:
    """The claims of a report as they were read, by id."""
    rows = store._rows(
        "SELECT c.id, coalesce(a.record, c.record) FROM claim c"
        " LEFT JOIN as_read a ON a.claim = c.id WHERE c.report = ?1 UNION"
        " SELECT claim, record FROM as_read WHERE report = ?1 ORDER BY 1",
        report,
    )
    return [read_as(record, Claim) for _, record in rows]


def made_of(store: Store) -> dict[str, str]:
    """Claim -> what its amended form follows from."""
    return dict(store._rows("SELECT claim, made_of FROM as_read"))


def moved(store: Store) -> list[tuple[Claim, Claim]]:
    """(as read, as it stands) of each claim that a person put right."""
    rows = store._rows(
        "SELECT a.record, c.record FROM as_read a JOIN claim c ON c.id = a.claim ORDER BY a.claim"
    )
    return [(read_as(was, Claim), read_as(now, Claim)) for was, now in rows]


def struck(store: Store) -> list[tuple[str, Gap]]:
    """Claims that a person struck, and one sentence on each."""
    rows = store._rows("SELECT claim, gap FROM as_read WHERE gap IS NOT NULL ORDER BY claim")
    return [(claim, read_as(gap, Gap)) for claim, gap in rows]


def lay(store: Store, changes: int, over: Mapping[str, Amended], back: Iterable[str]) -> bool:
    """Put amended claims in the place of those that were read, and others ``back`` as read.

    Returns False, and does nothing, if another process has changed the ledger since ``changes``.
    """
    back = list(back)
    if not over and not back:
        return True
    with writing(store._sql, store.path):
        if store.changes() != changes:
            return False
        for id_ in back:
            was = base(store, id_)
            store._sql.execute("DELETE FROM as_read WHERE claim = ?", (id_,))
            if was is not None:
                _put(store, was, was)
        for id_, one in over.items():
            _put(store, one.read, one.claim)
            store._sql.execute(
                "INSERT OR REPLACE INTO as_read VALUES (?, ?, ?, ?, ?, ?)",
                (
                    id_, one.read.report, as_json(one.read), one.of,
                    digest_of([as_json(one.claim)]) if one.claim else "",
                    as_json(one.gap) if one.gap else None,
                ),
            )  # fmt: skip
    return True


def _put(store: Store, was: Claim, now: Claim | None) -> None:
    """``now`` stands where ``was`` stood; what was derived from it is made again."""
    sql, id_ = store._sql, was.id
    words = "SELECT words FROM claim WHERE id = ?"
    sql.execute(f"DELETE FROM claim_words WHERE rowid IN ({words})", (id_,))
    sql.execute("DELETE FROM claim WHERE id = ?", (id_,))
    sql.execute("INSERT OR IGNORE INTO touched VALUES (?)", (was.report,))
    if now is not None:
        (report,) = store.reports(was.report)
        store._insert(now, report.text)
