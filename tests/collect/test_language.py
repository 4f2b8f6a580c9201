from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from sayso.collect import from_text
from sayso.collect.language import language
from tests.collect.cases import cases, label
from tests.strategies import texts


@pytest.mark.parametrize("case", cases("languages"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    assert language(case["text"]) == case["language"]
    assert from_text(case["text"]).language == case["language"]


@given(texts)
def test_no_text_breaks_it(text: str) -> None:
    assert language(text) in {None, "en", "ru", "uk", "el", "ar", "tr", "pl", "sv"} | {
        "fr", "de", "es", "it", "pt", "nl",
    }  # fmt: skip
