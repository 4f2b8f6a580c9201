"""Law 2 for sources: told one report at a time, in any order, they are as told all at once."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import link, pipeline
from sayso.keep import Store
from sayso.keep.hearing import TABLES
from sayso.link.sources import APART, MENTION, MERGE, RENAME, SPLIT
from sayso.link.sources.people import few, marks_of
from sayso.records import Anchor, Claim, Decision, Report, Source, Span, digest
from tests.link.ledgers import claim, report
from tests.link.sources.told import unit

PEOPLE = (
    *("Ada Voss", "Oren Valdis", "Mirela Voss", "ada  voss", "Haïm al-Sayed", "Haim Al Sayed"),
    *("Jo Lee", "Petra Lund", "Ivo Marr", "Nadia Orme"),
)
SHORT = ("Voss", "A. Voss", "Courier", "Watch", "Sayed")
BODIES = (
    *("Ministry of Ports", "The Ministry Ports", "Fen Border Watch", "Vell Courier", "Courier"),
    *("Watch", "Foreign Ministry", "Office", "Ada Voss"),
)
ROLES = (
    *(None, None, "mayor of Vell", "mayor of Arn", "Finnish minister", "goalkeeper", "surgeon"),
    *("spokeswoman of the ministry", "spokesman for the Watch", "Chilean minister"),
)

Kept = dict[str, tuple[Report, list[Claim]]]


def drawn(dice: random.Random, number: int) -> tuple[Report, list[Claim]]:
    """A report that cites a few of many names: some hardly anybody cites, some everybody."""
    day = dice.choice((None, "2031-03-01", "2031-03-02", "2031-03-09"))
    lines = [f"line {n} of {number}" for n in range(dice.randint(0, 5))]
    if dice.random() < 0.1:
        of = report("the same text", f"Paper {number}", day)
    else:
        of = report(". ".join(lines), dice.choice(("Post", "Tide", f"Paper {number}")), day)
    return of, list({c.id: c for c in (said(dice, of, line) for line in lines)}.values())


def said(dice: random.Random, of: Report, line: str) -> Claim:
    start = max(0, of.text.find(line))
    chain = tuple(cited(dice, of) for _ in range(dice.choice((0, 1, 1, 1, 2))))
    end = min(len(of.text), start + len(line))
    return claim(of, start, end, *{one.id: one for one in chain}.values())


def cited(dice: random.Random, of: Report) -> Source:
    chance = dice.random()
    if chance < 0.15:
        name = dice.choice(("two officials", "a port official"))
        return source(digest(of.id, name), name, "person", dice.choice(("described", "anonymous")))
    if chance < 0.75:
        name = dice.choice(PEOPLE if chance < 0.55 else SHORT)
        kind = dice.choice(("person", "person", "unknown", "document"))
        return source(digest(kind, name), name, kind, role=dice.choice(ROLES))
    name, kind = dice.choice(BODIES), dice.choice(("organisation", "outlet", "group", "unknown"))
    scope = dice.choice((None, None, of.id, "Norway", "Chile"))
    return source(digest(kind, name, scope), name, kind, scope=scope)


def source(id_: str, name: str, kind: Any, identified: Any = "named", **more: Any) -> Source:
    return Source(id=id_, name=name, kind=kind, identified=identified, **more)


def decide(dice: random.Random, store: Store) -> None:
    """Some decision on what is there."""
    rows = store.who.mentions()
    if store.decisions() and dice.random() < 0.3:
        number = str(dice.choice(store.decisions()).number)
        store.decide(Decision(verb="undo", subjects=(number,), value=None, by="me", at=""))
    elif rows:
        verb = dice.choice((MERGE, MERGE, SPLIT, APART, RENAME, "same"))
        ends = [dice.choice(rows) for _ in range(2 if verb != RENAME else 1)]
        anchors = [anchor(store, claim, source, of) for claim, source, of, _ in ends]
        if verb == SPLIT:
            anchors[1] = anchor(store, *ends[1][:2], dice.choice((MENTION, "report")))
        ids = tuple(of for _, _, of, _ in (ends if verb != SPLIT else ends[:1]))
        if verb == "same":
            ids, anchors = tuple(claim for claim, *_ in ends), []
        store.decide(
            Decision(verb=verb, subjects=ids, value="N", by="me", at="", anchors=tuple(anchors))
        )


def anchor(store: Store, claim_id: str, source: str, of: str) -> Anchor:
    one = store.who.as_read_one(claim_id)
    (at,) = store.reports(one.report)
    name = next((s.name for s in one.voice.chain if s.id == source), "")
    spans = one.content if store.size() % 3 else (Span(900, 901),)
    return Anchor(of=of, report=at.id, sha256=at.sha256_text, spans=spans, name=name)


def rows_of(store: Store) -> dict[str, list[Any]]:
    return {table: sorted(map(repr, store._sql.execute(f"SELECT * FROM {table}")))
            for table in TABLES}  # fmt: skip


def test_a_short_name_beside_the_same_word_of_an_unknown_kind_is_told_whole() -> None:
    """A decision on one of the two records that a report has of one word brings both."""
    of, more = report("a. b. c"), report("d. e")
    kinds: tuple[Any, ...] = ("person", "unknown")
    both = [claim(of, n, n + 1, source(digest(k), "Voss", k)) for n, k in enumerate(kinds)]
    kept = {of.id: (of, both), more.id: (more, [])}
    with Store() as store:
        for one, found in kept.values():
            store.add(one, found, "v")
        tell(store)
        ((_, _, id_, _), *_) = store.who.mentions()
        store.decide(
            Decision(
                verb=RENAME, subjects=(id_,), value="N", by="me", at="",
                anchors=(Anchor(of=id_, report="", sha256="", spans=()),),
            )
        )  # fmt: skip
        tell(store)
        assert rows_of(store) == from_scratch(kept, store.decisions())


def tell(store: Store) -> None:
    """Tell the sources, and note that nothing is touched any more, as linking does."""
    assert pipeline.tell_sources(store, store.changes())
    with store.linking():
        store.linked(link.linker(), ())


def from_scratch(kept: Kept, decisions: list[Decision]) -> dict[str, list[Any]]:
    with Store() as store:
        for of, found in reversed(list(kept.values())):
            store.add(of, found, "v")
        for decision in decisions:
            store.decide(decision)
        assert not store.told_by(link.linker())
        tell(store)
        return rows_of(store)


def check(seed: int, steps: int, comes: float = 0.7) -> None:
    dice = random.Random(seed)
    kept: Kept = {}
    with Store() as store:
        tell(store)
        for number in range(steps):
            chance = dice.random()
            if kept and chance > comes + 0.2:
                gone = dice.choice(sorted(kept))
                del kept[gone]
                with store.linking():
                    store._forget(gone)
                    store._sql.execute("DELETE FROM receipt WHERE report = ?", (gone,))
                    store._changed()
            elif kept and chance > comes + 0.15:
                of, found = kept[dice.choice(sorted(kept))]
                kept[of.id] = of, found[1:]
                store.add(of, found[1:], f"v{number}")
            elif kept and chance > comes:
                decide(dice, store)
            else:
                of, found = drawn(dice, number)
                kept[of.id] = of, found
                store.add(of, found, "v")
            if dice.random() < 0.9:
                tell(store)
        tell(store)
        assert rows_of(store) == from_scratch(kept, store.decisions())


@pytest.mark.parametrize("seed", range(12))
def test_one_report_at_a_time_is_as_all_at_once(seed: int) -> None:
    check(seed, 40)


def test_also_where_the_line_of_what_marks_a_story_moves() -> None:
    check(7, 110, comes=0.97)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 100_000), st.integers(1, 25))
def test_any_order_is_as_all_at_once(seed: int, steps: int) -> None:
    check(seed, steps)


def test_a_few_reports_are_told_where_they_touch_and_no_more() -> None:
    dice = random.Random(5)
    with Store() as store:
        for number in range(60):
            store.add(*drawn(dice, number), "v")
        tell(store)
        before = store._sql.total_changes
        of = report("line 1 of a new one")
        store.add(of, [claim(of, 0, 6, source(digest("p"), "Rhea Stone", "person"))], "v")
        kept = store._sql.total_changes - before
        tell(store)
        assert store._sql.total_changes - before - kept < 20


def test_what_marks_a_story() -> None:
    names = ["Ada Voss", "Oren Valdis", "Voss"]
    units = [unit("r", name) for name in names]
    assert marks_of(units) == ("ada voss", "ada voss & oren valdis", "oren valdis")
    assert [few(n) for n in (0, 1, 63, 64, 255, 256, 10**6)] == [5, 5, 5, 8, 8, 16, 512]
