"""The demo's histories are those of the gold; as of a day, every view is that day's ledger."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.keep import Store
from sayso.ledger import Ledger
from sayso.link.history import Kept, Series, drifts, histories
from sayso.show.demo.gold import gold
from tests.show.planted import planted

SERIES: list[dict[str, Any]] = gold()["series"]


@pytest.fixture(scope="module")
def found() -> tuple[Series, ...]:
    claims, reports = planted()
    return histories(list(claims.values()), reports)


@pytest.mark.parametrize("series", SERIES, ids=[series["of"] for series in SERIES])
def test_every_planted_series_has_its_steps_and_kinds(
    series: dict[str, Any], found: tuple[Series, ...]
) -> None:
    claims, _ = planted()
    name = {claim.id: key for key, claim in claims.items()}
    steps = [step for step in series["steps"] if step["change"] != "undecided"]
    want = [(step["claim"], step["low"], step["high"], step["change"]) for step in steps]
    whole = [
        [(name[s.measure.claim], s.measure.figure.low, s.measure.figure.high, s.change)
         for s in one.steps]
        for one in found
    ]  # fmt: skip
    assert sorted(want) in [sorted(one) for one in whole]


def test_no_decoy_is_a_change_of_the_wrong_kind(found: tuple[Series, ...]) -> None:
    """Other scopes are other series, other times and meeting ranges no changes."""
    claims, _ = planted()
    for decoy in gold()["decoys"]:
        ids = {claims[decoy["a"]].id, claims[decoy["b"]].id}
        for one in found:
            steps = {step.measure.claim: step for step in one.steps}
            if not ids <= set(steps):
                continue
            assert decoy["kind"] != "scope" or decoy["id"] == "d15", decoy["why"]
            if decoy["kind"] in ("time", "overlap"):
                later = [s for s in one.steps if s.measure.claim in ids][-1]
                assert later.change in Kept, decoy["why"]


def test_every_change_is_shown_by_words_or_says_that_none_do(found: tuple[Series, ...]) -> None:
    for one in found:
        for step in one.steps:
            if step.change in ("event", "recount", "slip corrected", "scope"):
                assert step.evidence, step.reasons


def test_the_travelling_quotation_loses_what_the_gold_says() -> None:
    claims, reports = planted()
    (quotation,) = gold()["quotations"]
    first, *later = [claims[name] for name in quotation["versions"]]
    kinds = [{d.kind for d in drifts(first, other, reports)} for other in later]
    assert all("quotation cut" in found for found in kinds)
    assert all("hedge dropped" in found for found in kinds[1:])


@pytest.mark.parametrize("day", ["2031-02-25", "2031-03-14", "2031-03-25"])
def test_as_of_a_day_every_view_is_the_ledger_of_that_day(day: str) -> None:
    claims, reports = planted()
    whole, then = Ledger(":memory:"), Ledger(":memory:")
    with whole, then:
        for id_, report in reports.items():
            held = [claim for claim in claims.values() if claim.report == id_]
            whole.store.add(report, held, "gold")
            if (report.published or "") <= day:
                then.store.add(report, held, "gold")
        assert len(list(then.store.claims())) < len(list(whole.store.claims()))
        for view in ("claims", "sources", "who", "timeline", "histories", "travels", "figures",
                     "origins", "conflicts"):  # fmt: skip
            assert getattr(whole, view)(as_of=day) == getattr(then, view)(), view


def test_a_store_without_claims_has_no_history() -> None:
    with Ledger(":memory:") as ledger:
        assert isinstance(ledger.store, Store)
        assert ledger.histories() == ledger.travels() == ledger.timeline() == []
