"""The offline page of the demo, clicked through in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.show.page import page, slice_of
from tests.show.visit import Visit

SCREENS = ("story", "conflicts", "figures", "sources", "map", "search", "reports", "brief", "gaps")


@pytest.fixture(scope="module")
def address(demo: Ledger, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_bytes(page(slice_of(demo), "The demo"))
    assert path.stat().st_size < 3 * 2**20
    return path.as_uri()


@pytest.fixture(scope="module")
def tab(chromium: Any, address: str) -> Iterator[Visit]:
    visit = Visit(chromium, address)
    yield visit
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith("file:")] == []
    visit.close()


def claim_of(tab: Visit) -> str:
    return str(tab.tab.evaluate("location.hash.split('/')[2].split('?')[0]"))


def test_a_mark_is_one_click_from_its_exact_characters(tab: Visit, demo: Ledger) -> None:
    tab.to("#/story")
    tab.tab.locator(".lanes a.at[data-card]").first.click()
    tab.tab.wait_for_selector(".my-content")
    shown = next(c for c in demo.claims() if c["id"] == claim_of(tab))
    words = tab.tab.evaluate(
        "[...document.querySelectorAll('.s.my-content')].map((e) => e.textContent)"
    )
    assert "".join(words).replace(" ", "") == shown["content"]["text"].replace(" ", "")
    spans = ", ".join(f"{a}–{b}" for a, b in shown["content"]["spans"])
    assert spans in tab.text(".record .fields")


def test_every_claim_is_marked_with_exactly_its_characters(tab: Visit, demo: Ledger) -> None:
    report = max(demo.found().reports.values(), key=lambda r: len(r.text))
    for claim in demo.claims(report=report.id):
        tab.to(f"#/claim/{claim['id']}")
        parts = tab.tab.evaluate(
            "[...document.querySelectorAll('.s.my-content')].map((e) => e.textContent).join('')"
        )
        assert parts == "".join(report.text[a:b] for a, b in claim["content"]["spans"])


def test_a_stretch_of_a_report_has_an_address(tab: Visit, demo: Ledger) -> None:
    claim = max(demo.claims(), key=lambda c: len(c["content"]["spans"]))
    tab.to(f"#/claim/{claim['id']}")
    tab.click(".fields dd:last-child a")
    tab.tab.wait_for_selector(".asked")
    shown = tab.tab.evaluate("[...document.querySelectorAll('.asked')].map((e) => e.textContent)")
    text = demo.found().reports[claim["document"]["id"]].text
    assert "".join(shown) == "".join(text[a:b] for a, b in claim["content"]["spans"])
    tab.to(f"#/report/{claim['document']['id']}?at=2-5,99999999-3,7-7")
    shown = tab.tab.evaluate("[...document.querySelectorAll('.asked')].map((e) => e.textContent)")
    assert "".join(shown) == text[2:5]


def test_the_slider_shows_what_was_known(tab: Visit, demo: Ledger) -> None:
    tab.to("#/story")
    everything = int(tab.text(".strip b").replace(",", ""))
    tab.tab.locator("#when").focus()
    for _ in range(8):
        tab.tab.keyboard.press("ArrowLeft")
    day = tab.tab.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('to')")
    tab.tab.wait_for_function(
        "n => document.querySelector('.strip b').textContent !== n", arg=f"{everything:,}"
    )
    known = int(tab.text(".strip b").replace(",", ""))
    assert known == len(demo.claims(as_of=day)) < everything
    assert int(tab.text(".strip li:nth-child(2) b")) == len(demo.origins(as_of=day))
    assert len(demo.conflicts(as_of=day)) <= int(tab.text(".strip li:nth-child(3) b"))
    tab.tab.keyboard.press("End")
    tab.tab.wait_for_function(
        f"() => document.querySelector('.strip b').textContent === '{everything}'"
    )


def test_the_story_of_one_source(tab: Visit, demo: Ledger) -> None:
    tab.to("#/sources")
    name = demo.who()[0]["name"]
    tab.click(f"table.sources a:has-text('{name}')")
    tab.tab.wait_for_selector("h1.source-head")
    tab.click("text=The story by this source only")
    tab.tab.wait_for_selector(".chip.on")
    assert int(tab.text(".strip b")) == demo.who()[0]["claims"]
    tab.click(".chip.on")
    tab.tab.wait_for_function("() => !document.querySelector('.chips .chip.on')")


def test_a_conflict_side_by_side(tab: Visit, demo: Ledger) -> None:
    tab.to("#/story")
    tab.click(".pair a")
    tab.tab.wait_for_selector(".clash.chosen mark")
    first = demo.conflicts()[0]
    assert first["left"]["text"].split()[0] in tab.text(".clash.chosen")
    said = {claim: one["id"] for one in demo.propositions() for claim in one["claims"]}
    groups = {
        frozenset((said.get(one["a"], one["a"]), said.get(one["b"], one["b"])))
        for one in demo.conflicts()
    }
    assert tab.count(".clash") == min(20, len(groups))
    others = tab.tab.locator(".others li").count()
    assert others + len(groups) == len(demo.conflicts()) or len(groups) > 20
    assert tab.text("h1").startswith(f"{len(demo.conflicts())} ")


def test_a_figure_and_its_passage(tab: Visit) -> None:
    tab.to("#/figures")
    assert tab.count(".steps") >= 1
    assert tab.count(".changes li") >= 1
    tab.click(".changes a")
    tab.tab.wait_for_selector(".my-content")


def test_a_proposition_with_its_river(tab: Visit, demo: Ledger) -> None:
    tab.to("#/story")
    tab.click("#repeated a.words")
    tab.tab.wait_for_selector(".river")
    most = demo.origins()[0]
    assert tab.count(".wordings > li") == len(most["claims"])
    assert tab.count(".river a") >= 2
    low, high = most["origins"]["low"], most["origins"]["high"]
    assert tab.text(".small-strip b").startswith(f"{low} to {high}" if low < high else f"{low} ")


def test_search_is_instant_and_has_an_address(tab: Visit, demo: Ledger) -> None:
    tab.to("#/story")
    tab.tab.keyboard.press("/")
    tab.tab.keyboard.type("troops", delay=20)
    tab.tab.wait_for_function("() => location.hash.includes('text=troops')")
    tab.tab.wait_for_selector("h1:has-text('troops')")
    assert tab.count(".lines .line") > 3
    tab.click("h1")


def test_a_brief_with_footnotes(tab: Visit, demo: Ledger) -> None:
    tab.to(f"#/claim/{demo.claims()[3]['id']}")
    tab.click("text=Put into the brief")
    tab.tab.wait_for_selector("text=Take out of the brief")
    tab.click("nav a:has-text('Brief')")
    tab.tab.wait_for_selector(".notes li")
    with tab.tab.expect_download() as saved:
        tab.click("text=Save as Markdown")
    text = Path(saved.value.path()).read_text("utf-8")
    assert "[^1]: " in text
    assert demo.claims()[3]["id"] in text


def test_a_report_is_printed_across_the_whole_page(tab: Visit, demo: Ledger) -> None:
    tab.to(f"#/claim/{demo.claims()[3]['id']}")
    tab.tab.emulate_media(media="print")
    main, text = (tab.tab.locator(one).bounding_box() for one in ("main", ".passage"))
    assert text["width"] > 0.6 * main["width"]
    assert not tab.tab.locator("header.bar").is_visible()
    tab.tab.emulate_media(media="screen")


def test_the_keyboard_goes_from_mark_to_mark(tab: Visit) -> None:
    tab.to("#/story")
    tab.tab.locator(".lanes a.at[tabindex='0']").focus()
    before = tab.tab.evaluate("document.activeElement.dataset.claim")
    tab.tab.keyboard.press("ArrowRight")
    after = tab.tab.evaluate("document.activeElement.dataset.claim")
    assert after
    assert after != before
    assert tab.count(".card.float:not([hidden])") == 1
    tab.tab.keyboard.press("Enter")
    tab.tab.wait_for_selector(".my-content")
    tab.tab.keyboard.press("j")


def test_hovering_lights_up_the_same_claim_everywhere(tab: Visit) -> None:
    tab.to("#/story")
    tab.tab.locator("#repeated > li").first.hover()
    tab.tab.wait_for_selector(".lanes a.at.lit")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 2560])
def test_nothing_is_wider_than_the_window(
    chromium: Any, address: str, demo: Ledger, width: int, scheme: str
) -> None:
    visit = Visit(chromium, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    claim, said = demo.claims()[3]["id"], demo.origins()[0]["id"]
    for screen in (*SCREENS, f"claim/{claim}", f"said/{said}"):
        visit.to(f"#/{screen}")
        assert visit.overflow() <= 0, screen
    assert visit.errors == []
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(chromium: Any, address: str, demo: Ledger, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # Axe runs its own script in the page, which the page's policy rightly refuses.
    visit = Visit(chromium, address, color_scheme=scheme, bypass_csp=True)
    claim, said = demo.claims()[3]["id"], demo.origins()[0]["id"]
    source = demo.who()[0]["id"]
    for screen in (*SCREENS, f"claim/{claim}", f"said/{said}", f"source/{source}"):
        visit.to(f"#/{screen}")
        found = Axe().run(visit.tab).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], screen
    visit.close()


def test_the_first_view_stands_soon(chromium: Any, address: str) -> None:
    visit = Visit(chromium, address)
    drawn = visit.tab.evaluate("Number(document.documentElement.dataset.ms)")
    assert drawn < 1500
    visit.close()
