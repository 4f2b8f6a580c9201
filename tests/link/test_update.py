"""Law 2 for linking: one report at a time, in any order, gives what linking all at once gives."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import invented
from sayso import pipeline
from sayso.keep import Query, Store, standing
from sayso.keep.linking import TABLES
from sayso.link import fill, linker, past, whole
from sayso.records import Claim, Decision, Report
from tests.link.ledgers import claim, report, source

WORDS = (
    *("brigade", "fort", "Harrow", "left", "remain", "not", "40", "120"),
    *("boats", "Corwen", "fire", "hurt", "Monday", "quay", "mill"),
)
NAMES = ("Dora Finch", "the council", "Nadia Orme")
PART = "the mill at the old quay burned down in the night"
FURNITURE = "Read more of the news of the day on our pages and in the letter that we send. "

Kept = dict[str, tuple[Report, list[Claim]]]


def drawn(dice: random.Random, number: int) -> tuple[Report, list[Claim]]:
    """A report of few words, so that buckets fill, twins meet, and pages share their furniture."""
    day = dice.choice((None, "2031-03-01", "2031-03-02", "2031-03-09"))
    lines = [" ".join(dice.choices(WORDS, k=dice.randint(2, 9))) for _ in range(dice.randint(0, 4))]
    if dice.random() < 0.4:
        lines.append("40 boats left the old fort of Harrow on Monday")
    if dice.random() < 0.4:  # one says more than the other
        lines.append(PART + dice.choice(("", ", and the harbour of Corwen is shut until spring")))
    if dice.random() < 0.2:
        lines += [f"no boats left the old fort of Harrow {w}" for w in WORDS[:7]]
    text = (FURNITURE if dice.random() < 0.5 else "") + ". ".join(lines)
    text += f" Chris Vale, Quay {number % 4} Press" if dice.random() < 0.3 else f" {number}"
    of = report(text, dice.choice(("The Quay 1 Press", "Post", f"Tide {number}")), day)
    found = []
    for line in lines:
        start = text.index(line)
        figures = [(40, 40, "boats", None)] if "40" in line else []
        found.append(
            claim(of, start, start + len(line), source(dice.choice(NAMES)), figures=figures)
        )
    return of, list({one.id: one for one in found}.values())


def content(store: Store) -> dict[str, list[Any]]:
    """Every row that linking keeps, with its records read."""
    tables = (*TABLES, "proposition", "member", "link")
    rows = {table: store._sql.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    for table in ("linked_claim", "met", "overlap"):
        rows[table] = [
            (*row[:-1], _sorted(msgspec.msgpack.decode(row[-1])) if row[-1] else None)
            for row in rows[table]
        ]
    return {table: sorted(map(repr, found)) for table, found in rows.items()}


def _sorted(value: Any) -> Any:
    """A set was written as a list in any order."""
    if isinstance(value, dict):
        return {key: _sorted(held) for key, held in sorted(value.items())}
    return sorted(map(repr, map(_sorted, value))) if isinstance(value, list) else value


def from_scratch(kept: Kept, decisions: list[Decision]) -> dict[str, list[Any]]:
    reports = {id_: of for id_, (of, _) in kept.items()}
    with Store() as store:
        for of, found in kept.values():
            store.add(of, found, "v")
        pipeline.tell_sources(store, store.changes())
        made = whole(list(store.claims()), reports, decisions)
        with store.linking() as index:
            fill(index, made, reports)
            store.linked(linker(), decisions)
        return content(store)


def check(seed: int, steps: int) -> None:
    dice = random.Random(seed)
    kept: Kept = {}
    with Store() as store:
        pipeline.relink(store)
        for number in range(steps):
            chance = dice.random()
            if kept and chance < 0.2:
                gone = dice.choice(sorted(kept))
                del kept[gone]
                with store.linking():
                    store._forget(gone)
                    store._sql.execute("DELETE FROM receipt WHERE report = ?", (gone,))
                    store._changed()
            elif kept and chance < 0.3:  # read again, by a version that finds less
                of, found = kept[dice.choice(sorted(kept))]
                kept[of.id] = of, found[1:]
                store.add(of, found[1:], f"v{number}")
            elif kept and chance < 0.4:
                decide(dice, store, kept)
            else:
                of, found = drawn(dice, number)
                kept[of.id] = of, found
                store.add(of, found, "v")
            if dice.random() < 0.8:
                pipeline.relink(store)
        pipeline.relink(store)
        assert not store.stale
        expected = from_scratch(kept, list(standing(store.decisions())))
        for table, rows in content(store).items():
            assert rows == expected[table], table
        check_past(store, kept)


def check_past(store: Store, kept: Kept) -> None:
    """As of a day, what the index tells is what linking from scratch finds."""
    reports = {id_: of for id_, (of, _) in kept.items()}
    decisions = standing(store.decisions())
    for day in ("2031-02-28", "2031-03-01", "2031-03-02", "2031-03-31"):
        claims = tuple(store.claims(Query(as_of=day)))
        known = {id_: of for id_, of in reports.items() if id_ in {c.report for c in claims}}
        expected = whole(claims, known, decisions).linked
        told = past(store.index, day, claims, known, decisions)
        assert told is not None
        assert told.propositions == expected.propositions
        assert sorted(told.links, key=repr) == sorted(expected.links, key=repr)


def decide(dice: random.Random, store: Store, kept: Kept) -> None:
    ids = sorted(c.id for _, found in kept.values() for c in found)
    if dice.random() < 0.3 and store.decisions():
        verb = "undo"
        subjects: tuple[str, ...] = (str(dice.choice(store.decisions()).number),)
    elif len(ids) > 1:
        verb = dice.choice(("same", "not-same", "not-conflict"))
        subjects = tuple(dice.sample(ids, 2))
    else:
        return
    store.decide(Decision(verb=verb, subjects=subjects, value=None, by="me", at="2031-01-01"))


@pytest.mark.parametrize("seed", range(6))
def test_one_report_at_a_time_is_as_from_scratch(seed: int) -> None:
    check(seed, 30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_any_order_is_as_from_scratch(seed: int, steps: int) -> None:
    check(seed, steps)


READER = """
import sys
from bench import invented
from sayso import pipeline
from sayso.keep import Store
claims, reports = invented.ledger(200)
with Store(sys.argv[1]) as store:
    for id_ in sorted(reports)[int(sys.argv[2])::2]:
        store.add(reports[id_], [c for c in claims if c.report == id_], "v")
        if sys.argv[3] == "link":
            pipeline.relink(store)
"""


def reading(path: Path, half: int, then: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", READER, str(path), str(half), then])


def everything(size: int) -> Kept:
    claims, reports = invented.ledger(size)
    return {id_: (of, [c for c in claims if c.report == id_]) for id_, of in reports.items()}


def test_two_processes_link_into_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    both = [reading(path, half, "link") for half in (0, 1)]
    assert [process.wait() for process in both] == [0, 0]
    with Store(str(path)) as store:
        pipeline.relink(store)
        assert content(store) == from_scratch(everything(200), [])


def test_a_process_that_ended_before_linking_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    assert reading(path, 0, "link").wait() == 0
    assert reading(path, 1, "end").wait() == 0
    with Store(str(path)) as store:
        assert store.stale
        pipeline.relink(store)
        assert not store.stale
        assert content(store) == from_scratch(everything(200), [])


def test_an_invented_ledger_in_another_order() -> None:
    kept = everything(400)
    with Store() as store:
        pipeline.relink(store)
        for id_ in random.Random(3).sample(sorted(kept), len(kept)):
            store.add(*kept[id_], "v")
            pipeline.relink(store)
        assert content(store) == from_scratch(kept, [])
