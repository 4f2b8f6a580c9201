from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.link import link
from sayso.records import Claim, Proposition, Report, Source
from sayso.settings import DEFAULT
from tests.link.ledgers import claim, report, source
from tests.link.test_copies import OTHER, STORY

SAID = "the brigade will leave the fort of Harrow by Friday"
OFFICIALS = source("two officials", "anonymous", "group")


def one(*chains: tuple[Source, ...], outlets: tuple[str, ...] = ()) -> Proposition:
    """The one proposition of the same saying in several reports."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    for number, chain in enumerate(chains):
        outlet = outlets[number] if outlets else f"Post {number}"
        of = report(f"{SAID} ({number})", outlet)
        reports[of.id] = of
        claims.append(claim(of, 0, len(SAID), *chain))
    (proposition,) = link(claims, reports, DEFAULT).propositions
    return proposition


def bounds(proposition: Proposition) -> tuple[int, int]:
    return proposition.origins.low, proposition.origins.high


def test_two_named_sources_are_two_origins() -> None:
    assert bounds(one((source("Dora Finch"),), (source("Nadia Orme"),))) == (2, 2)


def test_one_source_in_three_reports_is_one_origin() -> None:
    finch = (source("Dora Finch"),)
    found = one(finch, finch, finch)
    assert bounds(found) == (1, 1)
    assert (found.texts.low, found.texts.high) == (3, 3)


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_two_records_of_one_name_may_be_the_same(kind: str) -> None:
    finch = source("Dora Finch", kind=kind)
    found = one((finch,), (replace(finch, id="another"),))
    assert bounds(found) == (1, 2)
    assert "one name that may be the same: Dora Finch" in found.reasons[0]


def test_unnamed_sources_of_two_newsrooms_may_be_the_same() -> None:
    found = one((OFFICIALS,), (OFFICIALS,))
    assert bounds(found) == (1, 2)
    assert "may be the same" in found.reasons[0]


def test_unnamed_sources_add_nothing_to_the_low_bound() -> None:
    assert bounds(one((source("Dora Finch"),), (OFFICIALS,), (OFFICIALS,))) == (1, 3)


def test_whoever_cites_the_same_newsroom_cites_the_same_sources() -> None:
    herald = source("Herald", kind="outlet")
    found = one(
        (OFFICIALS,), (herald, OFFICIALS), (herald, OFFICIALS), (herald,),
        outlets=("Herald", "Post", "Mail", "Echo"),
    )  # fmt: skip
    assert bounds(found) == (1, 1)


def test_a_spokeswoman_and_her_body_are_one_origin() -> None:
    body = source("Port Authority", kind="organisation")
    finch = Source(
        id="f", name="Dora Finch", kind="person", identified="named", affiliation="Port Authority"
    )
    assert bounds(one((body,), (finch,))) == (1, 1)


def test_reprints_are_one_text() -> None:
    reports = [report(STORY + end, outlet) for end, outlet in (("", "Mail"), ("Read on.", "Post"))]
    claims = [claim(r, 0, 94, source("Tobias Hale")) for r in reports]
    (found,) = link(claims, {r.id: r for r in reports}, DEFAULT).propositions
    assert (found.texts.low, found.texts.high) == (1, 1)
    assert "1 reprint folded" in found.reasons[1]


def test_a_sentence_of_a_newsroom_s_own_counts_once_however_many_print_it() -> None:
    told = (
        "the harbour of Corwen will stay shut for three weeks while divers look for the wreck of "
        "the ferry Morning Star"
    )
    claims, reports = [], {}
    for number in range(2):
        of = report(f"{told}. {(STORY, OTHER)[number]}", f"Post {number}")
        reports[of.id] = of
        claims.append(claim(of, 0, len(told), source("Dora Finch")))
    (found,) = link(claims, reports, DEFAULT).propositions
    assert (found.texts.low, found.texts.high) == (1, 2)
