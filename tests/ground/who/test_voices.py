"""Who speaks: every case of the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.ground.who import voices
from sayso.records import Voice
from sayso.settings import DEFAULT, Settings
from tests.ground.who.marked import case

CASES = Path(__file__).parents[2] / "cases" / "who" / "voices.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def said(row: dict[str, Any], settings: Settings = DEFAULT) -> dict[str, Voice]:
    reading, attributions, numbers, report = case(row)
    return dict(zip(numbers, voices(reading, attributions, report, settings), strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    found = said(row)
    for number, names in row["say"].items():
        voice = found[number]
        if names is None:
            assert voice.speaker is None
            assert voice.gaps
            continue
        assert [source.name for source in voice.chain] == names
        assert voice.speaker is None or not names or voice.speaker.name == names[0]
        assert voice.reasons
    for field in ("identified", "kind", "role", "affiliation", "anonymity", "level"):
        for number, value in row.get(field, {}).items():
            assert getattr(found[number].chain[-1], field) == value
    for number, name in row.get("speaker", {}).items():
        speaker = found[number].speaker
        assert speaker is not None
        assert speaker.name == name
    for same, pairs in ((True, row.get("same", [])), (False, row.get("different", []))):
        for left, right in pairs:
            one, other = found[left].speaker, found[right].speaker
            assert one is not None
            assert other is not None
            assert (one.id == other.id) is same


def test_threshold_opens_pronouns() -> None:
    row = next(row for row in ROWS if row["name"] == "pronoun")
    strict = said(row, Settings(speaker_threshold=0.999))["2"]
    assert strict.speaker is None
    assert "could be" in strict.gaps[0].reason


def test_names_have_one_id_everywhere_descriptions_never() -> None:
    first = {"text": "<s1>Ida Krohn</s1> <c1>said</c1> <t1>no</t1>. <s2>An aide</s2> <c2>said</c2> "
             "<t2>yes</t2>."}  # fmt: skip
    second = {"text": first["text"] + " It rained."}
    one, other = said(first), said(second)
    assert one["1"].chain[0].id == other["1"].chain[0].id
    assert one["2"].chain[0].id != other["2"].chain[0].id


def test_bodies_that_bear_one_name_have_ids_of_their_own() -> None:
    said_so = "<s1>The Ministry of Defence</s1> <c1>said</c1> <t1>no</t1>."
    ids = set()
    for text in (said_so, "It rained. " + said_so, "Norway’s Ministry of Defence met. " + said_so):
        speaker = said({"text": text})["1"].speaker
        assert speaker is not None
        ids.add(speaker.id)
    assert len(ids) == 3
