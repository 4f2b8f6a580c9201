from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = (
    "almanac", "attach", "carry", "clock", "dates", "finder", "lengths", "periods", "quarters",
    "relative", "tense", "times", "weekdays", "words", "years",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(f"sayso.ground.when.{name}")
    assert doctest.testmod(module).failed == 0
