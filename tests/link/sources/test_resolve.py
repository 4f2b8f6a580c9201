"""Who is one across reports: in doubt two records and a suggestion, never a wrong merge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.sources import APART, MERGE, RENAME, SPLIT, Appearance, resolve
from sayso.records import Decision
from tests.link.sources.told import anchor, cases, decision, record_of, unit
from tests.strategies import days, texts

NAMES = (
    "Ada Voss",
    "A. Voss",
    "Voss",
    "ada voss",
    "Ministry of Ports",
    "two officials",
    "Ada Voss Lee",
)
ROLES = (None, "mayor of Vell", "mayor of Arn", "Finnish minister", "goalkeeper", "surgeon")


@pytest.mark.parametrize("case", cases("pairs"), ids=lambda c: c["note"])
def test_two_reports(case: dict[str, Any]) -> None:
    a, b = unit("r1", **case["a"]), unit("r2", **case["b"])
    found = resolve([a, b])
    if case["then"] == "one":
        assert record_of(found, a) == record_of(found, b)
    else:
        assert record_of(found, a) != record_of(found, b)
        assert bool(found.suggestions) == (case["then"] == "suggestion")
        assert all(s.reasons and 0 < s.score < 1 for s in found.suggestions)


def test_one_story_ties_what_roles_would_part() -> None:
    a = unit("r1", "Ada Voss", role="spokeswoman at the Fort")
    b = unit("r2", "Ada Voss", role="spokeswoman for the army staff")
    c, d = unit("r1", "Oren Valdis"), unit("r2", "Oren Valdis")
    assert record_of(resolve([a, b]), a) != record_of(resolve([a, b]), b)
    assert record_of(resolve([a, b, c, d]), a) == record_of(resolve([a, b, c, d]), b)


def test_a_spokeswoman_ties_the_ministries_that_she_speaks_for() -> None:
    ministries = [
        unit(f"r{n}", "Ministry of Ports", kind="organisation", scope="report") for n in range(3)
    ]
    people = [unit(f"r{n}", "Ada Voss", role="spokeswoman of the ministry") for n in range(2)]
    found = resolve([*ministries, *people])
    ids = [record_of(found, m) for m in ministries]
    assert ids[0] == ids[1] != ids[2]
    foreign = unit("r1", "Foreign Ministry", kind="organisation", scope="report")
    found = resolve([*ministries, *people, foreign])
    assert record_of(found, ministries[0]) != record_of(found, ministries[1])


def test_roles_over_time_with_who_says_so() -> None:
    units = [
        unit("r2", "Ada Voss", role="governor of Arn", day="2032-01-01"),
        unit("r1", "Ada Voss", role="mayor of Vell", day="2031-01-01"),
        unit("r3", "Ada Voss", role="Mayor of Vell", day="2031-05-01"),
    ]
    (record,) = resolve(units).records
    assert [(h.role, h.first, h.last, h.reports) for h in record.roles] == [
        ("mayor of Vell", "2031-01-01", "2031-05-01", ("r1", "r3")),
        ("governor of Arn", "2032-01-01", "2032-01-01", ("r2",)),
    ]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Appearance]:
    found = {}
    for number in range(draw(st.integers(0, 8))):
        name = draw(st.one_of(st.sampled_from(NAMES), texts))
        one = unit(
            draw(st.sampled_from(["r1", "r2", "r3"])), name, at=number,
            kind=draw(st.sampled_from(["person", "organisation", "outlet", "group", "unknown"])),
            identified=draw(st.sampled_from(["named", "named", "described", "anonymous"])),
            role=draw(st.one_of(st.sampled_from(ROLES), texts)),
            scope=draw(st.sampled_from([None, None, "report", "Norway"])), day=draw(days),
        )  # fmt: skip
        found[one.report, one.source] = one
    return list(found.values())


@settings(max_examples=120, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_records_and_nothing_is_lost(
    units: list[Any], chance: Any
) -> None:
    found = resolve(units)
    shuffled = list(units)
    chance.shuffle(shuffled)
    assert resolve(shuffled) == found
    assert sorted(m.claim for m in found.mentions) == sorted(
        p.claim for u in units for p in u.places
    )
    assert len({r.id for r in found.records}) == len(found.records)
    known = {r.id: r for r in found.records}
    assert all(m.record in known for m in found.mentions)
    for record in found.records:
        if record.identified in ("described", "anonymous"):
            assert len(record.reports) == 1


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_what_is_decided_holds_and_what_is_undone_is_gone(units: list[Any], data: Any) -> None:
    before = resolve(units)
    if len(before.records) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(units), min_size=2, max_size=2))
    if (a := record_of(before, one)) == (b := record_of(before, other)):
        return
    merged = decision(MERGE, 1, (one, a), (other, b))
    after = resolve(units, [merged])
    assert record_of(after, one) == record_of(after, other) == a
    assert len(after.records) == len(before.records) - 1
    assert resolve(list(reversed(units)), [merged]) == after
    out = Decision(
        verb=SPLIT, subjects=(a,), value=None, by="me", at="", number=2,
        anchors=(anchor(one, a), anchor(other, "report")),
    )  # fmt: skip
    split = resolve(units, [merged, out])
    assert record_of(split, one) != record_of(split, other)
    assert resolve(units, []) == before


def test_a_decision_outlives_ids_and_waits_for_what_is_gone() -> None:
    a, b = unit("r1", "Voss", at=40), unit("r2", "Ada Voss")
    ids = [record_of(resolve([a, b]), x) for x in (a, b)]
    merged = decision(MERGE, 1, (b, ids[1]), (a, ids[0]))
    moved = unit("r1 corrected", "Voss", at=40, sha256=a.sha256)
    found = resolve([moved, b], [merged])
    assert record_of(found, moved) == record_of(found, b)
    alone = resolve([b], [merged])
    assert [number for number, _ in alone.open] == [1]
    assert "waits" in alone.open[0][1].reason
    assert record_of(resolve([a, b], [merged]), a) == record_of(resolve([a, b], [merged]), b)


def test_apart_ends_a_suggestion_and_a_name_stays() -> None:
    a, b = unit("r1", "Voss"), unit("r2", "Ada Voss")
    ids = [record_of(resolve([a, b]), x) for x in (a, b)]
    found = resolve(
        [a, b],
        [
            decision(APART, 1, (a, ids[0]), (b, ids[1])),
            decision(RENAME, 2, (b, ids[1]), value="Ada Voss (Vell)"),
        ],
    )
    assert found.suggestions == ()
    assert {r.name for r in found.records} == {"Voss", "Ada Voss (Vell)"}
