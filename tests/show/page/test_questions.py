"""Five questions to the demo, answered from its page in at most three clicks each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.show.demo import summary
from sayso.show.page import page, slice_of
from tests.show.visit import Visit


@pytest.fixture
def tab(chromium: Any, demo: Ledger, tmp_path: Path) -> Iterator[Visit]:
    path = tmp_path / "story.html"
    path.write_bytes(page(slice_of(demo, replay=False), "The demo"))
    visit = Visit(chromium, path.as_uri())
    yield visit
    assert visit.errors == []
    visit.close()


def leak(demo: Ledger) -> dict[str, Any]:
    """What is repeated most: that the soldiers leave by the end of June."""
    most = demo.origins()[0]
    assert "June" in most["text"]
    return most


def test_who_first_said_that_it_would_begin(tab: Visit, demo: Ledger) -> None:
    tab.click("#repeated a.words")
    tab.tab.wait_for_selector(".river")
    assert "first said" in tab.text(".small-strip li:nth-child(3)")
    first = tab.text(".wordings > li:first-child")
    assert "officials" in first
    assert "4 March 2031" in first


def test_how_many_independent_origins_has_the_leak(tab: Visit, demo: Ledger) -> None:
    origins = leak(demo)["origins"]
    line = tab.text("#repeated > li:first-child")  # no click
    assert f"on {origins['low']}" in line
    assert str(origins["high"]) in line
    tab.click("#repeated a.words")
    tab.tab.wait_for_selector(".river")
    assert tab.count(".river .node") >= 4


def test_which_figure_was_a_slip(tab: Visit) -> None:
    tab.click("nav a:has-text('Figures')")
    tab.tab.wait_for_selector(".changes")
    slip = tab.tab.locator(".changes li", has_text="perhaps a slip").first.inner_text()
    assert slip.startswith("10,500")
    assert tab.tab.locator(".changes li", has_text="slip corrected").first.inner_text()


def test_who_denied_what(tab: Visit, demo: Ledger) -> None:
    tab.click("nav a:has-text('Claims')")
    tab.tab.wait_for_selector(".filters select")
    tab.tab.locator(".filters select").first.select_option("deny")
    tab.tab.wait_for_selector("text=/^[0-9]+ claims?$/")
    tab.tab.wait_for_function("() => location.hash.includes('act=deny')")
    tab.tab.wait_for_timeout(200)
    assert tab.count(".lines > .line") == len(demo.claims(act="deny")) > 0


def test_what_was_known_on_the_twelfth(tab: Visit, demo: Ledger) -> None:
    days = tab.tab.evaluate("() => Number(document.getElementById('when').max)")
    tab.tab.locator("#when").evaluate(
        """(slider, day) => { const set = (n) => { slider.value = n;
           slider.dispatchEvent(new Event('input', { bubbles: true })); };
           for (let n = 0; n <= slider.max; n += 1) { set(n);
           const to = new URLSearchParams(location.hash.split('?')[1]).get('to');
           if (to > day) { set(n - 1); break; } } }""",
        "2031-03-12",
    )
    assert days > 5
    assert int(tab.text(".strip b")) == len(demo.claims(as_of="2031-03-12"))


def test_the_page_counts_what_the_terminal_counts(tab: Visit, demo: Ledger) -> None:
    told = [int(figure.split()[0]) for figure, _ in summary(demo)]
    _, claims, _, repeated, _, conflicts, moved, left_open = told
    shown = [int(text) for text in tab.tab.locator(".strip b").all_inner_texts()]
    assert shown == [claims, repeated, conflicts, moved, left_open]
