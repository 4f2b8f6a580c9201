"""Series of figures: the kind of each change, and the laws that hold for any text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.history import histories, travels
from sayso.records import Claim, Figure, Firmness, Proposition, Range, Report, Span, Voice, When
from tests.link.ledgers import cases, report, source
from tests.strategies import kept

CASES = cases("histories")


def told(case: dict[str, Any]) -> tuple[list[Claim], dict[str, Report]]:
    """The claims of a case: one for each saying, or one for each voice in it."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    for number, saying in enumerate(case["sayings"]):
        of = report(saying["text"], saying.get("outlet", f"Post {number}"), saying["on"])
        reports[of.id] = of
        voices = saying.get("voices", {})
        for words, value, thing, place, *modifier in saying["figures"]:
            low, high = value if isinstance(value, list) else (value, value)
            start = saying["text"].index(words)
            figure = Figure(
                low=low, high=high, unit=None, modifier=(modifier or ["exact"])[0],
                of=thing, place=place, spans=(Span(start, start + len(words)),),
            )  # fmt: skip
            who = source(voices.get(words, saying["by"]))
            own = [c for c in claims if c.report == of.id and c.voice.speaker == who]
            if own:
                claims[claims.index(own[0])] = replace(own[0], figures=(*own[0].figures, figure))
                continue
            begin = 0 if words not in voices else saying["text"].index(". ") + 2
            claims.append(
                Claim(
                    report=of.id, content=(Span(begin, len(saying["text"])),), source=(), cue=(),
                    quote="indirect", voice=Voice(speaker=who, chain=(who,)), said=None,
                    about=about(saying), firmness=Firmness(act=saying.get("act", "say")),
                    figures=(figure,), places=(), nested_in=None, confidence=1.0, made_by="test",
                )
            )  # fmt: skip
    return claims, reports


def about(saying: dict[str, Any]) -> When | None:
    edtf = saying.get("about")
    if edtf is None:
        return None
    first, last = (edtf, edtf) if len(edtf) == 10 else (f"{edtf}-01-01", f"{edtf}-12-31")
    return When(start=first, end=last, edtf=edtf, text=edtf)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_kinds_of_change(case: dict[str, Any]) -> None:
    found = histories(*told(case))
    got = [
        [one.of, [[step.measure.figure.low, step.change] for step in one.steps]]
        for one in found
        if len(one.steps) > 1
    ]
    assert got == case["series"]
    for one in found:
        for step in one.steps:
            assert 0 < step.confidence <= 1
            assert step.reasons or step.change == "first"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_order_of_reading_changes_nothing(case: dict[str, Any]) -> None:
    claims, reports = told(case)
    turned = dict(reversed(reports.items()))
    assert histories(claims, reports) == histories(list(reversed(claims)), turned)


@given(st.lists(kept(), max_size=3))
def test_odd_reports_never_raise_and_every_span_lies_in_its_text(
    items: list[tuple[Report, tuple[Claim, ...]]],
) -> None:
    reports = {of.id: of for of, _ in items}
    claims = {claim.id: claim for _, held in items for claim in held}
    found = histories(list(claims.values()), reports)
    assert found == histories(list(reversed(claims.values())), reports)
    for one in found:
        for step in one.steps:
            for shown in step.evidence:
                text = reports[shown.report].text
                assert shown.span.of(text) == shown.words
                assert shown.words
    whole = Proposition(claims=tuple(claims), origins=Range(1, 1), texts=Range(1, 1))
    for travel in travels([whole] if claims else [], list(claims.values()), reports):
        for drift in travel.drifts:
            for shown in (*drift.before, *drift.after):
                assert shown.words == shown.span.of(reports[shown.report].text)[:120]


def test_what_is_no_figure_of_anything_makes_no_series() -> None:
    of = report("Ada met two men at 6 and ran 5 kilometres in three hours.")
    figures = tuple(
        Figure(low=v, high=v, unit=u, modifier="exact", of=o, place=None, spans=(Span(s, s + 1),))
        for v, u, o, s in ((2, None, "men", 8), (5, "kilometres", None, 27), (3, "hours", None, 43))
    )
    claim = Claim(
        report=of.id, content=(Span(0, len(of.text)),), source=(), cue=(), quote="indirect",
        voice=Voice(), said=None, about=None, firmness=Firmness(), figures=figures, places=(),
        nested_in=None, confidence=1.0, made_by="test",
    )  # fmt: skip
    assert histories([claim], {of.id: of}) == ()
