"""How firmly, case by case: adding a case to tests/cases/judge needs no code."""

from __future__ import annotations

from typing import Any

import pytest

from sayso import judge
from sayso.records import Voice
from sayso.settings import DEFAULT
from tests.judge.marked import marked, rows


@pytest.mark.parametrize("case", rows("claims"), ids=lambda case: case["why"])
def test_claim(case: dict[str, Any]) -> None:
    reading, attribution = marked(case["text"])
    (found,) = judge.firmness(reading, (attribution,), (Voice(),), DEFAULT)
    got = {field: getattr(found, field) for field in case["expect"]}
    assert got == case["expect"], [f"{r.field} {r.name}: {r.words}" for r in found.reasons]


@pytest.mark.parametrize("case", rows("claims"), ids=lambda case: case["why"])
def test_what_is_said_has_a_reason(case: dict[str, Any]) -> None:
    reading, attribution = marked(case["text"])
    (found,) = judge.firmness(reading, (attribution,), (Voice(),), DEFAULT)
    fields = {reason.field for reason in found.reasons}
    said = {
        "polarity": found.polarity == "negative",
        "stage": found.stage is not None,
        "hearsay": found.hearsay,
        "channel": found.channel is not None,
        "certainty": found.certainty != "certain",
    }
    assert {field for field, is_said in said.items() if is_said} <= fields
