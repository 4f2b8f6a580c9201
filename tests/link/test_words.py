from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.compare import says_more
from sayso.link.counts import counts
from sayso.link.rarity import Rarity
from sayso.link.stances import negated, plain, stances
from sayso.link.view import see
from sayso.link.words import content, tokens
from sayso.records import Figure, Span
from tests.link.ledgers import cases, claim, report, source


@pytest.mark.parametrize("case", cases("words"), ids=lambda c: c["text"])
def test_stems(case: dict[str, Any]) -> None:
    assert list(content(case["text"])) == case["stems"]


@pytest.mark.parametrize("case", cases("stances"), ids=lambda c: c["text"])
def test_stances(case: dict[str, Any]) -> None:
    taken = [[s.axis, s.side] for s in stances(case["text"])]
    if not case["takes"] and "before" in case["text"]:
        assert ["course", "-"] not in taken
    else:
        assert taken == case["takes"]


def test_a_denied_statement_takes_the_other_side() -> None:
    (stance,) = stances("the brigade has left Harrow base, withdrawn for good", denied=True)
    assert (stance.axis, stance.side, stance.dismissal) == ("course", "-", True)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert isinstance(negated(text), bool)
    for stance in stances(text):
        assert 0 <= stance.start <= stance.end <= len(text)
    assert len(content(text)) <= len(tokens(text))


@pytest.mark.parametrize(
    ("text", "figure", "known"),
    [
        ("The two leaders met in Corwen.", "two leaders", True),
        ("Our embassy prepared this two-day meeting.", "two-day", True),
        ("Two dockers were hurt.", "Two dockers", False),
        ("The 200 troops at the pass stay.", "200 troops", False),
    ],
)
def test_a_small_number_may_only_point(text: str, figure: str, known: bool) -> None:
    at = text.index(figure)
    number = 200.0 if figure[0].isdigit() else 2.0
    one = Figure(
        low=number, high=number, unit=None, modifier="exact", of="x", place=None,
        spans=(Span(at, at + len(figure)),),
    )  # fmt: skip
    (count,) = counts([one], text, text)
    assert count.known is known


def test_a_claim_with_another_main_clause_says_more() -> None:
    """What is only mentioned in a claim is not what it says."""
    long = "Finch gave no thought to asking Orme for a dozen spies indicted for hacking the vote"
    texts = (long, "spies hacking the vote", "spies were hacking the vote")
    seen = []
    for text in texts:
        of = report(text)
        seen.append(see(claim(of, 0, len(text), source("Dora Finch")), of))
    assert says_more(seen[0], seen[1], Rarity()).startswith("one says more")
    assert not says_more(seen[1], seen[2], Rarity())
