"""Parts of a ledger: pages without gaps, counts up to a bound, words by number."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest

from bench.invented import ledger as invented
from sayso.keep import Query, Store, part, parts, speakers, whole
from sayso.keep.query import fold
from sayso.ledger import Ledger
from sayso.records import Claim


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    claims, reports = invented(300)
    by: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by[claim.report].append(claim)
    one = Ledger(str(tmp_path_factory.mktemp("parts") / "l.db"))
    for report in reports.values():
        one.store.add(report, by[report.id], "invented")
    one.link()
    return one


def latest_first(ledger: Ledger, query: Query) -> list[str]:
    reports = {report.id: report for report in ledger.store.reports()}
    found = list(ledger.store.claims(query))
    days = sorted({reports[c.report].published or "" for c in found}, reverse=True)
    return [
        claim.id
        for day in days
        for claim in found
        if (reports[claim.report].published or "") == day
    ]


@pytest.mark.parametrize("query", [Query(), Query(by="a"), Query(until="2031-06-01")])
def test_pages_after_one_another_are_all_of_it(ledger: Ledger, query: Query) -> None:
    wanted = latest_first(ledger, query)
    seen: list[str] = []
    last = None
    while True:
        page = part(ledger.store, query, limit=37, after=last)
        assert page.of == len(wanted)
        assert not page.more
        if not page.ids:
            break
        assert set(page.ids) == set(wanted[len(seen) : len(seen) + len(page.ids)])
        assert page.ids == tuple(claim.id for claim in page.claims)
        seen += page.ids
        last = page.last
    assert len(seen) == len(wanted)
    assert part(ledger.store, query, limit=5, after="no such claim").ids == ()


def test_many_are_counted_up_to_a_bound(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "COUNTED", 40)
    for offset in (0, 30, 60):
        page = part(ledger.store, Query(by="a"), limit=20, offset=offset)
        assert (page.of, page.more, len(page.ids)) == (40, True, 20)
    everything = part(ledger.store, Query(), limit=20)
    assert everything.of == ledger.store.count(Query())


def test_only_and_near_are_what_they_say(ledger: Ledger) -> None:
    every = [claim.id for claim in ledger.store.claims()]
    members = {c for p in ledger.store.propositions() if len(p.claims) > 1 for c in p.claims}
    assert set(part(ledger.store, Query(), limit=10**6, only="repeated").ids) == members
    against = {end for link in ledger.store.against(Query()) for end in (link.a, link.b)}
    assert set(part(ledger.store, Query(), limit=10**6, only="conflict").ids) == against
    report = next(ledger.store.claims()).report
    near = part(ledger.store, Query(), limit=10**6, near=report)
    assert set(near.ids) == {c.id for c in ledger.store.claims(Query(report=report))}
    assert set(near.ids) < set(every)


def test_how_much_there_is(ledger: Ledger) -> None:
    held = whole(ledger.store)
    assert held.claims == ledger.store.count(Query())
    assert held.reports == len(list(ledger.store.reports()))
    assert held.conflicts == len(ledger.store.against(Query()))
    assert held.repeated == sum(len(p.claims) > 1 for p in ledger.store.propositions())
    assert list(held.days) == sorted({(r.published or "")[:10] for r in ledger.store.reports()})
    assert whole(Store()).days == ()


def test_who_speaks_most_comes_first(ledger: Ledger) -> None:
    listed = speakers(ledger.store, limit=1000)
    assert [n for _, n in listed] == sorted((n for _, n in listed), reverse=True)
    assert len(listed) == whole(ledger.store).sources
    name = listed[3][0].name
    assert name in {one.name for one, _ in speakers(ledger.store, name, limit=1000)}
    assert all(fold(name) in fold(" / ".join([one.name, *one.names]))
               for one, _ in speakers(ledger.store, name, limit=1000))  # fmt: skip


def test_words_are_found_again_after_a_report_came_anew(ledger: Ledger, tmp_path: Path) -> None:
    with sqlite3.connect(ledger.store.path) as source, sqlite3.connect(tmp_path / "x.db") as copy:
        source.backup(copy)
    with Store(str(tmp_path / "x.db")) as store:
        report = next(iter(store.reports()))
        claims = store.who.as_read(report.id)
        word = report.text[claims[0].content[0].start :].split()[0]
        before = {c.id for c in store.claims(Query(text=word, report=report.id))}
        store.add(report, claims[1:], "read anew")
        after = {c.id for c in store.claims(Query(text=word, report=report.id))}
        assert claims[0].id in before
        assert after == before - {claims[0].id}
        rows = store._rows("SELECT count(*) FROM claim WHERE words NOT IN"
                           " (SELECT rowid FROM claim_words)")  # fmt: skip
        assert next(rows) == (0,)
