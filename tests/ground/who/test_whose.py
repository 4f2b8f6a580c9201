"""Whose a paper, a post or a figure is, where the text beside it says so; else nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.collect import from_text
from sayso.pipeline import read_report
from sayso.records import Claim
from sayso.spans import cut

FIGURES = [
    ("There were 3,100 arrests, citing figures from the Interior Ministry.", "Interior Ministry"),
    ("The toll stands at 41, a tally by the Red Crescent found.", "Red Crescent"),
    ("Some 520 houses stand empty in Arden, as counted by the council last week.", "council"),
    ("In all 52 boats were lost, based on data compiled by Kestrel Research.", "Kestrel Research"),
]


def read(text: str) -> tuple[str, tuple[Claim, ...]]:
    report = replace(from_text(text), outlet="Arden Post", published="2031-03-04")
    return report.text, read_report(report)


@pytest.mark.parametrize(("text", "whose"), FIGURES)
def test_a_credited_figure_is_not_the_outlet_s(text: str, whose: str) -> None:
    _, (claim,) = read(text)
    assert [source.name for source in claim.voice.chain] == [whose]
    assert claim.figures
    assert claim.quote == "indirect"


def test_an_uncredited_figure_is() -> None:
    _, (claim,) = read("The town counted 520 empty houses in the spring of this year.")
    assert claim.quote == "narration" or claim.voice.chain


def test_the_next_sentence_says_whose_figure_it_is() -> None:
    text = "There is a board outside the hall now. On Friday it showed 760 in red.\n\nThat is the "
    _, claims = read(text + "number of buses left in Arden, as published by the Harbour Office.")
    assert {claim.voice.chain[-1].name for claim in claims if claim.figures} == {"Harbour Office"}


def test_a_study_is_of_whoever_spoke_in_it() -> None:
    text, claims = read(
        "No lists were kept, the auditor's office said in a yearly study.\n\n"
        "The repair will cost 18 million crowns, according to the study."
    )
    last = next(c for c in claims if "18 million" in cut(text, c.content))
    assert last.voice.chain[-1].affiliation == "auditor's office"


def test_its_director_heads_the_body_told_of() -> None:
    _, claims = read(
        "Orlen Bridge Watch said its people had seen 300 lorries leave. “We count axles,” its "
        "director, Paul Venn, told the Post."
    )
    venn = [s for c in claims for s in c.voice.chain if s.name == "Paul Venn"]
    assert venn
    assert {s.affiliation for s in venn} == {"Orlen Bridge Watch"}
