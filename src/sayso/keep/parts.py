"""A bounded part of a large ledger, chosen by SQL: what a page needs, and no more.

The latest claims come first, since a part of a growing story is most often asked for its end. The
ledger is walked in that order and no further than needed; so nothing is sorted, and of very many
claims it is told that there are more, not how many (see docs/decisions).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from sayso.keep.query import Query
from sayso.keep.store import Store
from sayso.keep.told import TOLD, laid_over
from sayso.records import Claim, Link, Proposition, Report

Only = Literal["conflict", "repeated"]

COUNTED = 4_000
"""Claims are counted up to here; walking a ledger of 100,000 to its end would take the time that
drawing a page of it takes."""

_ONLY = {
    "conflict": "c.id IN (SELECT a FROM link WHERE kind = 'conflict'"
    " UNION ALL SELECT b FROM link WHERE kind = 'conflict')",
    "repeated": "EXISTS (SELECT 1 FROM member m JOIN member n ON n.proposition = m.proposition"
    " WHERE m.claim = c.id AND n.claim <> c.id)",
}
_NEAR = (
    "c.id IN (SELECT id FROM claim WHERE report = ? OR report ="
    " (SELECT report FROM claim WHERE id = ?)"
    " UNION ALL SELECT claim FROM mention WHERE record = ?"
    " UNION ALL SELECT claim FROM member WHERE proposition = ?"
    " OR proposition = (SELECT proposition FROM member WHERE claim = ?)"
    " UNION ALL SELECT b FROM link WHERE a = ? UNION ALL SELECT a FROM link WHERE b = ?)"
)
_AFTER = (
    "(r.published IS NULL OR (? IS NOT NULL AND r.published <= ?))"
    " AND ((r.published IS NULL AND ? IS NOT NULL) OR r.published < ?"
    " OR (r.published IS ? AND (r.id, c.position, c.id) > (?, ?, ?)))"
)
"""What comes after a claim: five times the day of its report, the report, its position, its id."""
_WALK = "report r CROSS JOIN claim c ON c.report = r.id"
_FEW = "claim c JOIN report r ON r.id = c.report"
_LATEST = "r.published IS NULL, r.published DESC, r.id, c.position, c.id"
_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Part:
    """Claims with their reports, what is said more than once, and the links among them.

    ``ids`` are those of the claims, each in the place of its claim.
    ``of`` is how many claims the query asks for, as far as they were counted; ``more`` says that
    there are more than that. ``last`` is the id after which the next page begins.
    """

    ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    propositions: tuple[Proposition, ...]
    links: tuple[Link, ...]
    of: int
    more: bool = False
    last: str | None = None


def part(
    store: Store,
    query: Query,
    *,
    limit: int,
    offset: int = 0,
    only: Only | None = None,
    near: str | None = None,
    ids: Sequence[str] | None = None,
    after: str | None = None,
    likes: bool = False,
) -> Part:
    """At most ``limit`` claims of a query, the latest first, in the ledger's order.

    ``only`` keeps claims that conflict with another or are repeated; ``near`` keeps what belongs
    to one id: a claim with its report, likes and conflicts, a report, a proposition or a source;
    ``ids`` names the claims. ``after`` is the claim after which the page begins. ``likes`` adds
    the links that say why two claims are the same.
    """
    condition, values = query.where()
    if only:
        condition += f" AND {_ONLY[only]}"
    if near:
        condition += f" AND {_NEAR}"
        values = [*values, *[near] * 7]
    if ids is not None:
        condition += f" AND c.id IN {_AMONG}"
        values = [*values, json.dumps(list(ids))]
    tables = _FEW if near or ids is not None else _WALK
    if condition != "1" and not after and offset + limit <= COUNTED:  # both in one walk
        known = _ids(store, tables, condition, values, COUNTED + 1, 0, None)
        chosen, of, more = (
            known[offset : offset + limit],
            min(len(known), COUNTED),
            len(known) > COUNTED,
        )
    else:
        chosen = _ids(store, tables, condition, values, limit, offset, after)
        of, more = _count(store, tables, condition, values)
    ordered, claims, reports = _claims(store, chosen)
    inside = [*chosen, *(report.id for report in reports)]
    return Part(
        ordered, claims, reports, _propositions(store, chosen), _links(store, inside, likes),
        of, more, chosen[-1] if chosen else None,
    )  # fmt: skip


def _count(store: Store, tables: str, condition: str, values: list[object]) -> tuple[int, bool]:
    """How many claims there are, up to a bound, and whether there are more."""
    if condition == "1":
        [(of,)] = store._rows("SELECT count(*) FROM claim")
        return of, False
    [(of,)] = store._rows(
        f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {condition} LIMIT ?)",
        *values,
        COUNTED + 1,
    )
    return min(of, COUNTED), of > COUNTED


def _ids(
    store: Store,
    tables: str,
    condition: str,
    values: list[object],
    limit: int,
    offset: int,
    after: str | None,
) -> list[str]:
    """The ids of one page."""
    if after:
        place = next(
            store._rows(
                "SELECT r.published, r.id, c.position, c.id FROM claim c"
                " JOIN report r ON r.id = c.report WHERE c.id = ?",
                after,
            ),
            None,
        )
        if place is None:
            return []
        published, *rest = place
        condition = f"{condition} AND {_AFTER}"
        values = [*values, *[published] * 5, *rest]
    rows = store._rows(
        f"SELECT c.id FROM {tables} WHERE {condition} ORDER BY {_LATEST} LIMIT ? OFFSET ?",
        *values,
        limit,
        offset,
    )
    return [id_ for (id_,) in rows]


def _claims(
    store: Store, ids: list[str]
) -> tuple[tuple[str, ...], tuple[Claim, ...], tuple[Report, ...]]:
    """The claims of these ids in the ledger's order, with their ids and their reports."""
    rows = store._rows(
        f"SELECT c.id, c.record, {TOLD}, c.report FROM json_each(?) i"
        " JOIN claim c ON c.id = i.value JOIN report r ON r.id = c.report"
        " ORDER BY r.published IS NULL, r.published, r.id, c.position, c.id",
        json.dumps(ids),
    )
    ordered, claims, wanted = [], [], {}
    for id_, record, told, report in rows:
        ordered.append(id_)
        claims.append(laid_over(msgspec.json.decode(record, type=Claim), told))
        wanted[report] = True
    found = store.reports_of(wanted)
    reports = sorted(found.values(), key=lambda r: (r.published or "~", r.id))
    return tuple(ordered), tuple(claims), tuple(reports)


def _propositions(store: Store, ids: Iterable[str]) -> tuple[Proposition, ...]:
    rows = store._rows(
        "SELECT record FROM proposition p WHERE id IN (SELECT proposition FROM member"
        f" WHERE claim IN {_AMONG}) AND json_array_length(record, '$.claims') > 1 ORDER BY id",
        json.dumps(list(ids)),
    )
    return tuple(msgspec.json.decode(record, type=Proposition) for (record,) in rows)


def _links(store: Store, ids: Iterable[str], likes: bool) -> tuple[Link, ...]:
    inside = json.dumps(list(ids))
    kinds = "1" if likes else "kind != 'same'"
    rows = store._rows(
        f"SELECT record FROM link WHERE {kinds} AND a IN {_AMONG} AND b IN {_AMONG}"
        " ORDER BY kind, a, b, id",
        inside,
        inside,
    )
    return tuple(msgspec.json.decode(record, type=Link) for (record,) in rows)
