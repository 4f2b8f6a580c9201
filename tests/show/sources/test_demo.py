"""Sources of the demo across its reports, by hand-made gold: none merged wrongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from bench.demo import _is, matches
from sayso.ledger import Ledger
from sayso.show.demo.gold import FOLDER, gold


@pytest.fixture(scope="module")
def demo() -> Iterator[Ledger]:
    with Ledger(":memory:") as ledger:
        ledger.read(str(FOLDER / "reports"))
        yield ledger


def met(ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """(gold source, link of a chain) wherever the chain is the planted one."""
    planted = {claim["id"]: claim for entry in gold()["reports"] for claim in entry["claims"]}
    for name, claim in matches(ledger.claims()).items():
        chain = planted[name].get("chain", [])
        if len(chain) == len(claim["chain"]):
            for source, link in zip(chain, claim["chain"], strict=True):
                if _is(link, gold()["sources"][source]):
                    yield source, link


def test_no_record_holds_two_sources(demo: Ledger) -> None:
    held: dict[str, set[str]] = defaultdict(set)
    for source, link in met(demo):
        held[link["id"]].add(source)
    assert {id_: sources for id_, sources in held.items() if len(sources) > 1} == {}
    assert len(held) > 40


def test_one_record_for_one_source_wherever_it_is_named(demo: Ledger) -> None:
    records: dict[str, set[str]] = defaultdict(set)
    for source, link in met(demo):
        if link["identified"] == "named":
            records[source].add(link["id"])
    assert {s: ids for s in gold()["records"]["one"] if len(ids := records[s]) != 1} == {}
    asked = {frozenset((s.a, s.b)) for s in demo.suggestions()}
    for source in gold()["records"]["suggested"]:
        whole = sorted(records[source])
        reached, border = {whole[0]}, [whole[0]]
        while border:
            here = border.pop()
            near = {id_ for pair in asked if here in pair for id_ in pair} - reached
            reached |= near
            border += near
        assert set(whole) <= reached, source


def test_what_is_apart_is_neither_one_nor_suggested(demo: Ledger) -> None:
    records: dict[str, set[str]] = defaultdict(set)
    for source, link in met(demo):
        records[source].add(link["id"])
    asked = {frozenset((s.a, s.b)) for s in demo.suggestions()}
    for a, b in gold()["sources_apart"]:
        assert not records[a] & records[b]
        assert not {frozenset((x, y)) for x in records[a] for y in records[b]} & asked


def test_no_unnamed_source_stands_in_two_reports(demo: Ledger) -> None:
    for one in demo.sources():
        if one["identified"] != "named":
            assert len(one["reports"]) == 1
    for one, other in combinations(demo.sources(), 2):
        assert one["id"] != other["id"]


def test_the_card_of_a_spokeswoman(demo: Ledger) -> None:
    card = demo.card("Okoro")
    assert card["name"] == "Mirela Okoro"
    assert card["kind"] == "person"
    assert card["spoke"] == len(
        [c for c in demo.claims() if (c["speaker"] or {}).get("name") == card["name"]]
    )
    assert any("spokeswoman" in role["role"] for role in card["roles"])
    assert all(role["first"] <= role["last"] and role["reports"] for role in card["roles"])
    assert {row["by"] for row in card["denied"]} & {"Pavel Immer", "Ruth Kessel"}
    assert card["alone"] <= len(card["claims"])
    assert card["admiralty"] is None
    early = demo.card("Okoro", as_of="2031-03-10")
    assert 0 < early["spoke"] < card["spoke"]
    assert all(role["first"] <= "2031-03-10" for role in early["roles"])


def test_the_list_keeps_the_unresolved_apart_whatever_their_case(demo: Ledger) -> None:
    rows = demo.who()
    open_ = [row["name"] for row in rows if row["id"] is None]
    assert len({name.casefold() for name in open_}) == len(open_)
    assert all(row["id"] is None for row in rows[len(rows) - len(open_) :])
    assert sum(row["claims"] for row in rows) == len(demo.claims())
