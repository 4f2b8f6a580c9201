"""The measurement on NewsQuant: its own counting, and the stricter one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.figures import Item, found_items, measure, published, strict

GOLD = [Item((5.0,), "mile", "="), Item((5.0,), "year", "~")]


def test_the_published_counting_lets_one_value_answer_twice() -> None:
    found = [Item((5.0,), "mile", "=")]
    assert published(GOLD, found) == {"value": 1, "value_unit": 1, "value_modifier": 1}
    other = [Item((5.0,), "foot", "~")]
    assert published(GOLD, other)["value"] == 2
    assert strict(GOLD, other) == {"value": 1, "value_unit": 0, "value_modifier": 0}


def test_a_range_needs_both_ends() -> None:
    gold = [Item((1.0, 2.0), "year", "=")]
    assert published(gold, [Item((1.0,), "year", "=")])["value"] == 0
    assert published(gold, [Item((1.0, 2.0), "year", "=")])["value"] == 1


def test_the_set_s_conventions() -> None:
    assert [i.values for i in found_items("Dozens of ducks swam 3 to 4 miles.")] == [
        (12.0, 120.0),
        (3.0, 4.0),
    ]
    assert [(i.values, i.sign) for i in found_items("Shares fell 3%.")] == [((3.0,), "down")]


def test_measure_over_a_file(tmp_path: Path) -> None:
    quantity = {"value": "12.0", "change": "=", "normalized_unit": "duck"}
    sentences = [
        {"text": "She saw 12 ducks.", "quantities": [quantity]},
        {"text": "She saw 13 ducks.", "quantities": [quantity]},
    ]
    (tmp_path / "newsquant.json").write_text(json.dumps(sentences), encoding="utf-8")
    got = measure(tmp_path)
    assert got["value_unit.f1"] == 100.0
    assert got["built_on.value.f1"] == 0.0
    assert got["all.strict.value.f1"] == pytest.approx(50.0)
