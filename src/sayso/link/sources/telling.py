"""What came and went told anew, in the blocks that it touches; the rest of the ledger stays.

A report changes who is one in two ways: its own sources join or leave blocks (see `blocks`); and
whom it cites may become too well known to mark a story, and then ties nobody any more. Decisions
are applied all together, as soon as one of them bears on what is told anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.index import DECIDED, Heard, Hearings, Told
from sayso.link.sources.blocks import heard, is_shared, short_beside, short_name, unit_of
from sayso.link.sources.bodies import speakers_of
from sayso.link.sources.clusters import Cluster, clusters, joined, others, persons
from sayso.link.sources.decided import Bearing, decided
from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import is_full
from sayso.link.sources.people import Company, few, marks_of, rare
from sayso.link.sources.resolve import mentions_of, record_of
from sayso.records import Decision
from sayso.speakers import Tied

__all__ = ["tell", "tell_all"]

Place = tuple[str, str]
"""(report, source) of an appearance."""


def tell_all(reports: Mapping[str, Sequence[Appearance]], decisions: Sequence[Decision]) -> Told:
    """The sources of a whole ledger, from what each report says of its own."""
    units = [unit for some in reports.values() for unit in some]
    rows = [row for id_ in sorted(reports) for row in heard(reports[id_])]
    marks = sorted((mark, id_) for id_, some in reports.items() for mark in marks_of(some))
    return _told(None, rows, clusters(units)[0], decisions, tuple(marks))


def tell(
    index: Hearings,
    touched: Collection[str],
    come: Mapping[str, Sequence[Appearance]],
    decisions: Sequence[Decision],
    *,
    changed: bool,
) -> Told | None:
    """Work in the reports that came, went or changed (``touched``); ``come`` are those that there
    are now. ``changed`` says that other decisions stand than before.

    None, and nothing is done, where so many reports came that all must be told anew.
    """
    was = index.in_reports(touched)
    fresh = [row for id_ in sorted(come) for row in heard(come[id_])]
    crossed = _crossed(index, touched, come)
    if crossed is None:
        return None
    index.put(touched, fresh)
    dirty = {row.block for row in (*was, *fresh)}
    dirty |= {row.block for row in index.in_reports(crossed) if is_shared(row.block)}
    rows = _whole_blocks(index, dirty)
    bearing = Bearing(decisions)
    found = _clusters(index, rows)
    if not (changed or any(row.record == DECIDED for row in (*was, *rows))
            or any(map(bearing.on, found))):  # fmt: skip
        return _told(frozenset(row.block for row in rows) | dirty, rows, found, None)
    dirty |= {row.block for row in rows} | set(index.decided()) | set(index.blocks_of(bearing.ids))
    places = index.in_texts(bearing.texts)
    dirty |= {row.block for row in places if bearing.on_unit(unit_of(row))}
    rows = _whole_blocks(index, dirty)
    dirty |= {row.block for row in rows}
    return _told(frozenset(dirty), rows, _clusters(index, rows), decisions)


def _crossed(
    index: Hearings, touched: Collection[str], come: Mapping[str, Sequence[Appearance]]
) -> set[str] | None:
    """The reports whose company changes since a mark of theirs became rare or common; None where
    the line between them moves. The marks are then those of what came.
    """
    had = index.marks(touched)
    have = {id_: found for id_, units in come.items() if (found := marks_of(units))}
    before = index.citing()
    most = few(before)
    if few(before - len(had) + len(have)) != most:
        return None
    less = Counter(mark for found in had.values() for mark in found)
    more = Counter(mark for found in have.values() for mark in found)
    often = index.often(less.keys() | more.keys())
    moved = [
        mark
        for mark in less.keys() | more.keys()
        if (often.get(mark, 0) <= most) != (often.get(mark, 0) + more[mark] - less[mark] <= most)
    ]
    crossed = set(index.marked(moved))
    index.put_marks(touched, ((mark, id_) for id_, found in have.items() for mark in found))
    return crossed | set(index.marked(moved))


def _whole_blocks(index: Hearings, blocks: Iterable[str]) -> list[Heard]:
    """All appearances of these blocks, and of those that they are one with."""
    wanted = set(blocks)
    rows = index.in_blocks(sorted(wanted))
    fresh = rows
    while fresh:
        unsure = (row for row in fresh if not is_full(tuple(row.block.split())))
        more = {block for row in unsure if (block := short_beside(unit_of(row)))}
        short = {(row.report, name) for row in fresh if (name := short_name(row.block))}
        beside = index.in_reports({report for report, _ in short})
        more |= {row.block for row in beside if (row.report, row.block) in short}
        fresh = index.in_blocks(sorted(more - wanted))
        wanted |= more
        rows += fresh
    return rows


def _company(index: Hearings, rows: Sequence[Heard]) -> Company:
    marks = index.marks({row.report for row in rows if is_shared(row.block)})
    often = index.often({mark for found in marks.values() for mark in found})
    return rare(marks, often, few(index.citing()))


def _clusters(index: Hearings, rows: Sequence[Heard]) -> list[Cluster]:
    """The clusters of whole blocks."""
    units = sorted(map(unit_of, rows), key=lambda u: u.key)
    several = {row.block for row in rows if row.sole and unit_of(row).scope}
    beside = index.in_reports({row.report for row in rows if row.block in several})
    speakers = speakers_of(unit_of(row) for row in beside if row.speaks)
    heads = {(row.report, word): 1 for row in rows for word in row.sole.split()}
    people = persons(units, _company(index, rows))
    return joined([*people, *others(units, speakers, heads)])


def _told(
    blocks: frozenset[str] | None,
    rows: Sequence[Heard],
    found: Sequence[Cluster],
    decisions: Sequence[Decision] | None,
    marks: tuple[tuple[str, str], ...] = (),
) -> Told:
    block = {(row.report, row.source): row.block for row in rows}
    bearing = Bearing(decisions or ())
    borne = {(unit.report, unit.source) for one in found if bearing.on(one) for unit in one.units}
    state = decided(found, decisions or ())
    kept = sorted(state.clusters.values(), key=lambda c: c.id)
    mentions: dict[Place, list[Tied]] = {}
    how: dict[Place, tuple[str, str]] = {}
    for one in kept:
        for unit, tied in mentions_of(one):
            place = unit.report, unit.source
            mentions.setdefault(place, []).extend(tied)
            how[place] = (DECIDED, "") if place in borne else (one.id, tied[0].how)
    return Told(
        blocks,
        rows,
        tuple(
            row._replace(record=how[place][0], how=how[place][1])
            for row in rows
            for place in [(row.report, row.source)]
        ),
        tuple((block[one.units[0].report, one.units[0].source], record_of(one)) for one in kept),
        mentions,
        None if decisions is None else tuple(state.open),
        marks,
    )
