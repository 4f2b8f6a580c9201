"""What a conflict says in words, and which claims make none."""

from __future__ import annotations

import pytest

from sayso.link import link
from sayso.link.clashes import _maxim
from sayso.link.denials import _phrase
from sayso.link.view import see
from sayso.link.words import content
from sayso.records import Link
from sayso.settings import DEFAULT
from tests.link.ledgers import claim, report, source


def conflicts(*texts: str) -> list[Link]:
    """The conflicts among sayings of different people in one report."""
    whole = report(" ".join(texts))
    claims, at = [], 0
    for number, text in enumerate(texts):
        claims.append(claim(whole, at, at + len(text), source(f"Dora Finch{number}")))
        at += len(text) + 1
    found = link(claims, {whole.id: whole}, DEFAULT).links
    return [one for one in found if one.kind == "conflict"]


def test_a_maxim_is_set_against_nothing() -> None:
    stays = "Our soldiers will stay in the valley of Harrow as long as they are needed."
    assert conflicts("Our soldiers will withdraw from the valley of Harrow.", stays)
    assert not conflicts("A government that withdraws from a valley will return to it.", stays)


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("A state that withdraws in secret will return in secret.", True),
        ("“Any army that stays too long is hated.”", True),
        ("Whoever leaves first will lose.", True),
        ("A convoy that left on Monday will stay away.", False),
        ("Every soldier who is in the valley will leave.", False),
        ("A brigade that guards Harrow will leave.", False),
        ("The army will leave.", False),
        ("A brigade will leave.", False),
    ],
)
def test_a_maxim_points_at_nothing(text: str, general: bool) -> None:
    of = report(text)
    assert _maxim(see(claim(of, 0, len(text), source("Dora Finch")), of)) is general


@pytest.mark.parametrize(
    ("text", "stems", "words"),
    [
        ("He has signed an order to withdraw.", "signed order", "signed an order"),
        (
            "The order that the old queen had long promised was signed.",
            "order signed", "order … signed",
        ),
        ("The order. Signed it was.", "order signed", "order … Signed"),
    ],
)  # fmt: skip
def test_words_are_given_as_the_text_has_them(text: str, stems: str, words: str) -> None:
    assert _phrase(text, frozenset(content(stems))) == words


def test_reasons_are_words_and_not_stems() -> None:
    (found,) = conflicts("No such order has been signed by Finch.", "Orme signed the order.")
    assert found.reasons[0] == "denial: one denies what the other says: “signed the order”"


def test_a_newsroom_s_own_voice_tells_of_two_things() -> None:
    """What one report says in nobody's name does not stand against itself."""
    first, second = "Senn leaves a wife and 2 children.", "Voss leaves a wife and 3 children."
    whole = report(f"{first} {second}")
    at = len(first) + 1
    told = {"figures": ((2, 2, "children", None),)}, {"figures": ((3, 3, "children", None),)}
    claims = [
        claim(whole, 0, len(first), **told[0]), claim(whole, at, at + len(second), **told[1])
    ]  # fmt: skip
    found = link(claims, {whole.id: whole}, DEFAULT).links
    assert not [one for one in found if one.kind == "conflict"]


@pytest.mark.parametrize(
    ("first", "disowned"),
    [("Finch said that the harbour would shut.", True), ("The harbour will shut.", False)],
)
def test_one_disowns_what_is_put_into_their_mouth(first: str, disowned: bool) -> None:
    """“I never said that” stands against who says that they did, not against what stands before."""
    second = "“I never said that.”"
    whole = report(f"{first} {second}")
    at = len(first) + 1
    claims = [
        claim(whole, 0, len(first), source("Nadia Orme"), act="say", hearsay=True),
        claim(whole, at, at + len(second), source("Dora Finch")),
    ]
    found = link(claims, {whole.id: whole}, DEFAULT).links
    assert bool([one for one in found if one.kind == "conflict"]) is disowned
