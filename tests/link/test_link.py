from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import Linked, link
from sayso.records import Claim, Report
from sayso.settings import DEFAULT
from tests.link.ledgers import Ledger, cases, claim, ledger, report, source

WORDS = [
    "brigade",
    "fort",
    "Harrow",
    "leave",
    "left",
    "remain",
    "no",
    "not",
    "40",
    "120",
    "boats",
    "Corwen",
    "fire",
    "hurt",
    "Monday",
]
NAMES = ("Dora Finch", "the council", "Nadia Orme")


def run(found: Ledger) -> Linked:
    return link(found[0], found[1], DEFAULT)


@pytest.mark.parametrize("case", cases("clashes"), ids=lambda c: c["note"])
def test_two_sayings(case: dict[str, Any]) -> None:
    linked = run(ledger([case["a"], case["b"]], case.get("together", False)))
    kinds = [one.kind for one in linked.links if one.of == "claims"]
    assert kinds == ([case["kind"]] if case["kind"] else [])
    assert len(linked.propositions) == (1 if case["kind"] == "same" else 2)


sayings = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
        st.sampled_from(NAMES),
        st.booleans(),
    ),
    max_size=9,
)


def invented(drawn: list[tuple[list[str], str, bool]]) -> Ledger:
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    for number, (words, by, figure) in enumerate(drawn):
        text = " ".join(words)
        of = report(f"{text} {number % 4}", f"Post {number % 3}", f"2031-03-0{number % 9 + 1}")
        reports[of.id] = of
        figures = [(40 + number, 40 + number, "boats", None)] if figure else []
        claims.append(claim(of, 0, len(text), source(by), figures=figures))
    return claims, reports


@settings(max_examples=60, deadline=None)
@given(sayings, st.randoms())
def test_laws(drawn: list[tuple[list[str], str, bool]], dice: random.Random) -> None:
    claims, reports = invented(drawn)
    linked = link(claims, reports, DEFAULT)
    shuffled = list(claims)
    dice.shuffle(shuffled)
    mixed = dict(dice.sample(sorted(reports.items()), len(reports)))
    assert link(shuffled + claims, mixed, DEFAULT) == linked  # any order, and twice is once
    ids = sorted(id_ for p in linked.propositions for id_ in p.claims)
    assert ids == sorted({c.id for c in claims})  # each in exactly one proposition
    pairs = [(frozenset((one.a, one.b)), one.kind) for one in linked.links]
    assert all(len(pair) == 2 for pair, _ in pairs)  # no self links
    assert len(set(pairs)) == len(pairs)  # a relation holds once, whichever way round
    for one in linked.links:
        assert one.reasons
        assert 0 <= one.score <= 1
    for proposition in linked.propositions:
        assert 1 <= proposition.origins.low <= proposition.origins.high
        assert 1 <= proposition.texts.low <= proposition.texts.high <= len(reports)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_text_is_linked(texts: list[str]) -> None:
    claims, reports = [], {}
    for text in texts:
        of = report(text)
        reports[of.id] = of
        claims.append(claim(of, 0, len(text)))
    assert sum(len(p.claims) for p in link(claims, reports, DEFAULT).propositions) == len(reports)


def test_nothing_gives_nothing() -> None:
    assert link((), {}, DEFAULT) == Linked()


def test_conflicting_claims_never_share_a_proposition() -> None:
    text = "boats left the harbour of Corwen on Monday"
    found = ledger(
        [
            {"by": by, "text": f"{n} {text}", "figures": [[n, n, "boats", "Corwen"]]}
            for by, n in (("Dora Finch", 40), ("Nadia Orme", 120), ("the council", 40))
        ]
    )
    linked = run(found)
    assert sorted(len(p.claims) for p in linked.propositions) == [1, 2]
    assert {one.kind for one in linked.links} == {"same", "conflict"}
