"""Views of a large ledger come in pages, each the very rows that the whole would have there."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from bench import invented
from sayso.keep import Query
from sayso.ledger import Ledger

QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"by": "b"},
    {"outlet": "outlet 1"},
    {"until": "2031-06-30"},
    {"text": "never"},
)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    claims, reports = invented.ledger(600)
    with Ledger(":memory:") as ledger:
        for id_, report in reports.items():
            ledger.store.add(report, [c for c in claims if c.report == id_], "v")
        ledger.link()
        yield ledger


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("view", ["claims", "origins", "conflicts"])
def test_pages_are_parts_of_the_whole(ledger: Ledger, view: str, query: dict[str, str]) -> None:
    ask = getattr(ledger, view)
    whole = list(ask(**query))
    pages = [row for at in range(0, len(whole) + 7, 7) for row in ask(**query, limit=7, offset=at)]
    assert pages == whole
    assert whole or (view == "conflicts" and query)


def test_a_page_says_how_many_there_are_in_all(ledger: Ledger) -> None:
    found = ledger.found(limit=3, offset=2)
    assert (len(found.claims), found.total) == (3, len(ledger.claims()))
    assert found.reports.keys() == {claim.report for claim in found.claims}


def test_what_an_id_is_about_is_found_without_the_rest(ledger: Ledger) -> None:
    said = random.Random(1).choice(ledger.origins())
    claim = said["claims"][0]
    assert [c.id for c in ledger.found(of=claim).claims] == [claim]
    assert {c.id for c in ledger.found(of=said["id"]).claims} == set(said["claims"])
    report = ledger.found(of=claim).claims[0].report
    assert {c.report for c in ledger.found(of=report).claims} == {report}
    assert ledger.identify(claim[:9]) == claim
    kept = ledger.store.claims_of(said["claims"], Query(of=claim))
    assert [c.id for c in kept] == [claim]
