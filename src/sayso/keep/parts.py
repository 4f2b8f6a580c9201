"""A bounded part of a large ledger, chosen by SQL: what a page needs, and no more.

The latest claims come first, since a part of a growing story is most often asked for its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from sayso.keep.query import Query
from sayso.keep.store import Store
from sayso.records import Claim, Link, Proposition, Report

Only = Literal["conflict", "repeated"]

_ONLY = {
    "conflict": "c.id IN (SELECT a FROM link WHERE kind = 'conflict'"
    " UNION SELECT b FROM link WHERE kind = 'conflict')",
    "repeated": "c.id IN (SELECT claim FROM member WHERE proposition IN"
    " (SELECT proposition FROM member GROUP BY proposition HAVING count(*) > 1))",
}
_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Part:
    """Claims with their reports, what is said more than once, and the links among them.

    ``of`` is how many claims the query asks for; ``claims`` may be fewer.
    """

    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    propositions: tuple[Proposition, ...]
    links: tuple[Link, ...]
    of: int


def part(
    store: Store,
    query: Query,
    *,
    limit: int,
    offset: int = 0,
    only: Only | None = None,
    near: str | None = None,
    likes: bool = False,
) -> Part:
    """At most ``limit`` claims of a query, the latest first, in the ledger's order.

    ``only`` keeps claims that conflict with another or are repeated; ``near`` keeps what belongs
    to one id: a claim with its report, likes and conflicts, a report, a proposition or a source.
    ``likes`` adds the links that say why two claims are the same.
    """
    condition, values = query.where()
    if only:
        condition += f" AND {_ONLY[only]}"
    if near:
        condition += (
            " AND (c.report = ? OR c.id IN (SELECT claim FROM mention WHERE record = ?)"
            " OR c.id IN (SELECT claim FROM member WHERE"
            " proposition = ? OR proposition = (SELECT proposition FROM member WHERE claim = ?))"
            " OR c.report = (SELECT report FROM claim WHERE id = ?)"
            " OR c.id IN (SELECT b FROM link WHERE a = ? UNION SELECT a FROM link WHERE b = ?))"
        )
        values = [*values, *[near] * 7]
    source = f"claim c JOIN report r ON r.id = c.report WHERE {condition}"
    rows = list(
        store._rows(
            f"SELECT c.id, count(*) OVER () FROM {source} ORDER BY r.published IS NULL,"
            " r.published DESC, r.id, c.position, c.id LIMIT ? OFFSET ?",
            *values,
            limit,
            offset,
        )
    )
    if rows or not offset:
        of = rows[0][1] if rows else 0
    else:  # a page behind the last
        [(of,)] = store._rows(f"SELECT count(*) FROM {source}", *values)
    ids = [id_ for id_, _ in rows]
    claims = tuple(store.claims_of(ids))
    known = store.reports_of({claim.report for claim in claims})
    reports = tuple(sorted(known.values(), key=lambda r: (r.published or "~", r.id)))
    inside = [*ids, *(report.id for report in reports)]
    return Part(claims, reports, _propositions(store, ids), _links(store, inside, likes), of)


def _propositions(store: Store, ids: Iterable[str]) -> tuple[Proposition, ...]:
    rows = store._rows(
        "SELECT record FROM proposition WHERE id IN (SELECT proposition FROM member"
        f" WHERE claim IN {_AMONG}) ORDER BY id",
        json.dumps(list(ids)),
    )
    found = (msgspec.json.decode(record, type=Proposition) for (record,) in rows)
    return tuple(one for one in found if len(one.claims) > 1)


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
