"""Which cues reach an event word, case by case: {cue} marks the word that is judged."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sayso.judge.event import event
from sayso.judge.words import words
from sayso.records import Span
from tests.judge.marked import rows


@pytest.mark.parametrize("case", rows("events"), ids=lambda case: case["text"])
def test_event(case: dict[str, Any]) -> None:
    text = re.sub(r"[{}]", "", case["text"])
    start = case["text"].index("{")
    at = Span(start, case["text"].index("}") - 1)
    found = event(words(text, (Span(0, len(text)),)), at)
    assert {field: getattr(found, field) for field in case["expect"]} == case["expect"]
