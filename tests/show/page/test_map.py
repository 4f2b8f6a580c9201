"""The map, of invented events at real places: the demo's places are invented too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.show.page import page, slice_of
from tests.show.visit import Visit

PLACES = Path(__file__).parents[2] / "cases" / "page" / "places.txt"


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Visit]:
    with Ledger(str(tmp_path / "map.db")) as ledger:
        ledger.read(str(PLACES), published="2031-03-04", outlet="Quay News")
        late = tmp_path / "late.txt"
        late.write_text("Ida Roe said on Friday that two ships had reached Norway.\n", "utf-8")
        ledger.read(str(late), published="2031-04-04", outlet="Quay News")
        (tmp_path / "map.html").write_bytes(page(slice_of(ledger), "Ships"))
    one = Visit(chromium, (tmp_path / "map.html").as_uri())
    yield one
    assert one.errors == []
    one.close()


def view(visit: Visit) -> list[float]:
    """Left, top, width and height of what the map shows, in degrees."""
    return [float(n) for n in visit.tab.locator("svg.map").get_attribute("viewBox").split()]


def test_places_are_areas_of_their_precision(visit: Visit) -> None:
    visit.to("#/map")
    assert visit.count("path.land.named") >= 2  # Sweden, Latvia, ...: shaded whole
    assert visit.count("svg.map a rect.place") == visit.count("path.land.named")
    assert visit.count("svg.map a[aria-label*='city'] circle.place") >= 3
    assert visit.count("path.land.within") == 1  # northern Finland: a part of the country
    assert visit.count("svg.map a[aria-label^='northern Finland'] .place-area") == 0
    near = visit.tab.locator("svg.map a[aria-label^='near Turku'] .place-area")
    town = visit.tab.locator("svg.map a[aria-label^='Tallinn'] .place-area")
    assert float(near.get_attribute("r")) > float(town.get_attribute("r")) > 0


def test_the_map_comes_closer_and_goes_wider(visit: Visit) -> None:
    visit.to("#/map")
    whole = view(visit)
    visit.click("text=Closer")
    assert view(visit)[2] == pytest.approx(whole[2] / 2)
    visit.click("text=Wider")
    visit.click("text=Wider")
    assert view(visit) == [-180, -84, 360, 145]
    visit.click("text=All places")
    assert view(visit) == whole


def test_a_place_leads_to_its_claims_and_keeps_to_the_day(visit: Visit) -> None:
    visit.to("#/map")
    assert visit.count("svg.map a[aria-label^='Norway']") == 1
    visit.tab.locator("svg.map a[aria-label^='Tallinn'] .place").click()
    visit.tab.wait_for_selector("h2:has-text('Tallinn')")
    assert "ferries" in visit.text(".lines .line")
    visit.click(".lines a.words")
    visit.tab.wait_for_selector(".my-content")
    visit.to("#/map")
    visit.tab.locator("#when").press("ArrowLeft")
    visit.tab.wait_for_function("() => location.hash.includes('to=2031-03-04')")
    assert visit.count("svg.map a[aria-label^='Norway']") == 0
