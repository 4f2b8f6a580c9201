"""Pictures: every kind draws, says what it leaves out, and tells nothing by colour alone."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.show.pictures import KINDS, picture, svg, write
from sayso.show.pictures.look import FIRM, PALETTE, SHAPES, cast, day
from tests.show.planted import planted

Json = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Json]]:
    """The rows of every view of the demo's planted claims, with the records and links."""
    claims, reports = planted()
    with Ledger(":memory:") as ledger:
        for id_, report in reports.items():
            held = [claim for claim in claims.values() if claim.report == id_]
            ledger.store.add(report, held, "gold")
        found = {kind: getattr(ledger, kind)() for kind in ("origins", "conflicts", "timeline")}
        return {
            **found, "figures": ledger.histories(), "who": ledger.who(),
            "records": list(ledger.claims()), "links": ledger.links(),
        }  # fmt: skip


def words(drawn: str) -> str:
    root = ET.fromstring(drawn)
    return "\n".join(e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_draws_the_demo_and_names_its_sources(
    kind: str, rows: dict[str, list[Json]]
) -> None:
    spec = picture(kind, rows[kind], rows["records"], rows["links"])
    drawn = svg(spec)
    shown = words(drawn)
    assert spec["title"]["text"] in shown
    assert "Ministry of Defence" in shown  # never colour alone
    assert sum(colour.lower() in drawn.lower() for colour in PALETTE) >= 3
    for firm in FIRM:
        assert firm in shown  # the legend
    assert spec == picture(kind, rows[kind], rows["records"], rows["links"])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_one_and_many(kind: str, rows: dict[str, list[Json]]) -> None:
    assert svg(picture(kind, [], rows["records"]))
    assert svg(picture(kind, rows[kind][:1], rows["records"]))
    many = [{**row, "id": f"{row.get('id')}"} for row in rows[kind]] * 12
    spec = picture(kind, many, rows["records"], rows["links"])
    left = " ".join(spec["title"]["subtitle"])
    assert "left out" in left


def test_a_slip_does_not_flatten_its_series(rows: dict[str, list[Json]]) -> None:
    spec = picture("figures", rows["figures"], rows["records"])
    troops = spec["vconcat"][0]["hconcat"][0]["data"]["values"]
    assert max(mark["value"] for mark in troops) < 10_500
    assert any("10,500 ↑" in mark["label"] for mark in troops)
    lines = {mark["change"]: mark["line"] for mark in troops}
    assert lines["slip"] == lines["time"] == -1
    assert lines["event"] >= 0


def test_figures_list_each_change_by_its_name(rows: dict[str, list[Json]]) -> None:
    shown = words(svg(picture("figures", rows["figures"], rows["records"])))
    for name in ("it changed", "counted anew", "slip corrected", "another source"):
        assert name in shown


def test_a_reprint_flows_from_what_it_copies(rows: dict[str, list[Json]]) -> None:
    spec = picture("origins", rows["origins"], rows["records"], rows["links"])
    nodes = [n for river in spec["vconcat"] for n in river["data"]["values"]]
    assert any(n["column"] == 3 and n["name"] == "Coast Evening Post" for n in nodes)
    assert not any(n["column"] == 3 and n["name"] == "Tarnhaven Herald" for n in nodes)


def test_files_are_written_or_said_why_not(tmp_path: Path, rows: dict[str, list[Json]]) -> None:
    spec = picture("who", rows["who"][:3], rows["records"])
    write(spec, svg_file=tmp_path / "who.svg", png_file=tmp_path / "who.png")
    assert ET.parse(tmp_path / "who.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "who.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="cannot write here"):
        write(spec, svg_file=tmp_path / "missing" / "who.svg")


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # as Python marks what is not there
    with pytest.raises(UsageError, match=r"pip install 'sayso\[pictures\]'"):
        svg(picture("who", [], []))


def test_an_unknown_picture_is_refused() -> None:
    with pytest.raises(UsageError, match="no picture of 'truth'"):
        picture("truth", [], [])


def test_colours_are_few_and_differ_and_shapes_need_none() -> None:
    assert len(set(PALETTE)) == len(PALETTE) == 12
    assert len(set(SHAPES.values())) == len(FIRM)
    colours = cast([f"source {n}" for n in range(20)] + ["source 3", "(not resolved)"])
    assert colours.colour("source 3") == PALETTE[0]
    assert colours.colour("(not resolved)") == colours.colour("nobody") not in PALETTE


@pytest.mark.parametrize("edtf", ["", None, "..", "2031-99-99", "0000", "/..", "x"])
def test_odd_dates_give_no_day_or_a_day(edtf: str | None) -> None:
    found = day(edtf)
    assert found is None or date.fromisoformat(found).year == 2031
