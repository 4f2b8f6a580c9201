"""Floors for our own attribution cases, class by class."""

import json
from pathlib import Path

from bench import attribution_cases
from training.markup import parse

FLOORS = Path(__file__).parents[2] / "bench" / "floors.json"
FOLDER = Path(__file__).parent.parent / "cases" / "attribution"


def test_no_class_falls_below_its_floor() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["attribution_cases"]
    figures = attribution_cases.measure(FOLDER)
    below = {name: figures[name] for name, floor in floors.items() if figures[name] < floor}
    assert not below


def test_there_are_enough_cases_and_each_file_has_a_floor() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["attribution_cases"]
    files = sorted(FOLDER.glob("*.txt"))
    assert {path.stem for path in files} <= set(floors)
    assert sum(len(attribution_cases.cases(path)) for path in files) >= 150


def test_markup() -> None:
    text, relations = parse("<c1>“<sn2>B</sn2> <qn2>says</qn2>”</c1> <s1>A</s1>")
    assert text == "“B says” A"
    assert [r.nested for r in relations] == [False, True]
    assert relations[0].source == [(9, 10)]
