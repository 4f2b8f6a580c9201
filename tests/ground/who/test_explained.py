"""A short form that the text explains is the body it stands for, whatever a tagger took it for."""

from __future__ import annotations

from dataclasses import replace

from sayso import extract
from sayso.ground.who.cast import cast_of
from sayso.records import Mention, Span
from sayso.settings import DEFAULT

TEXT = "The Harbour Safety Board (HSB) met on Monday. The HSB said nothing. HSB is silent."


def test_a_short_form_taken_for_a_person_is_still_its_body() -> None:
    at = [i for i in range(len(TEXT)) if TEXT.startswith("HSB", i)]
    wrong = tuple(Mention(Span(i, i + 3), "PERSON", 0.99) for i in at)
    cast = cast_of(replace(extract.read(TEXT, DEFAULT), mentions=wrong))
    owners = {number for hit, number, _ in cast.index if hit.name == "HSB"}
    assert len(owners) == 1
    assert cast.entities[owners.pop()].kind == "organisation"
