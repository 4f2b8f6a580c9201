"""The measurement on GeoWebNews, on a set small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.where import articles, measure

XML = """<articles><article file="{file}"><title>t</title><text>She flew from Oslo to Lima.</text>
<toponyms>
<toponym><type>Literal</type><start>14</start><end>18</end><latitude>{lat}</latitude>
<longitude>10.75</longitude></toponym>
<toponym><type>Non_Toponym</type><start>0</start><end>3</end></toponym>
</toponyms></article></articles>"""


@pytest.fixture
def near(tmp_path: Path) -> Path:
    (tmp_path / "GeoWebNews.xml").write_text(XML.format(file="0", lat="59.9"), encoding="utf-8")
    return tmp_path


def part(folder: Path) -> str:
    return "" if articles(folder)[0].held_out else "built_on."


def test_found_and_near(near: Path) -> None:
    got = measure(near, rules_only=True)
    at = part(near)
    assert got[f"{at}detection.recall"] == 100.0
    assert got[f"{at}detection.precision"] == 50.0
    assert got[f"{at}within_161_given"] == 100.0
    assert got[f"{at}role"] == 100.0


def test_found_but_far(tmp_path: Path) -> None:
    (tmp_path / "GeoWebNews.xml").write_text(XML.format(file="0", lat="50.0"), encoding="utf-8")
    got = measure(tmp_path, rules_only=True)
    assert got[f"{part(tmp_path)}within_161_given"] == 0.0
