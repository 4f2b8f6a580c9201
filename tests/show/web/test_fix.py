"""Single claims put right in a real browser: accepted, struck, edges moved, alike ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from tests.show.visit import Visit

MONDAY = "The quay is quiet. “We counted 40 boats,” harbour master Ada Quist said on Friday.\n"
TUESDAY = "Harbour master Ada Quist said on Friday that the pier would open in May.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    for name, text in (("a.txt", MONDAY), ("b.txt", TUESDAY)):
        (tmp_path / name).write_text(text, "utf-8")
    with Ledger(str(tmp_path / "l.db")) as one:
        one.read(str(tmp_path / "a.txt"), published="2031-03-04", outlet="Quay News")
        one.read(str(tmp_path / "b.txt"), published="2031-03-05", outlet="Pier Post")
        yield one


@pytest.fixture
def visit(chromium: Any, ledger: Ledger, served: Callable[[Ledger], str]) -> Iterator[Visit]:
    one = Visit(chromium, served(ledger))
    yield one
    assert one.errors == []
    one.close()


def contents(ledger: Ledger) -> list[str]:
    return [claim["content"]["text"] for claim in ledger.claims()]


def edges(visit: Visit, claim: str) -> None:
    """Open the edges of a claim beside its passage."""
    visit.to(f"#/claim/{claim}")
    visit.click("summary:has-text('Other characters')")
    visit.tab.wait_for_selector(".excerpt")


def test_the_least_certain_claim_comes_first_and_is_accepted(visit: Visit, ledger: Ledger) -> None:
    least = min(ledger.claims(), key=lambda claim: claim["confidence"])
    visit.to("#/fix?view=claim")
    visit.tab.wait_for_selector(".fix .grip")
    assert least["content"]["text"] in visit.text(".fix .card")
    visit.tab.locator(".small input").fill("Ida Roe")
    visit.tab.locator(".small input").press("Tab")
    visit.tab.locator("h1").click()
    visit.tab.keyboard.press("y")
    visit.tab.wait_for_selector(".decisions li")
    [made] = ledger.decisions()
    assert (made.verb, made.subjects, made.by) == ("right", (least["id"],), "Ida Roe")
    assert least["content"]["text"] not in visit.text(".fix .card")
    visit.to(f"#/claim/{least['id']}")
    assert "checked by Ida Roe" in visit.text(".record .fields")
    visit.to("#/fix")
    visit.tab.wait_for_selector(".fix [data-do]")
    visit.tab.keyboard.press("u")
    visit.tab.wait_for_selector("text=No one has decided anything yet.")
    assert ledger.decisions() == []


def test_no_claim_leaves_every_view_and_comes_back(visit: Visit, ledger: Ledger) -> None:
    first = ledger.claims()[0]
    visit.to(f"#/claim/{first['id']}")
    visit.click("[data-do='not-a-claim']")
    visit.tab.wait_for_selector("text=There is no such claim")
    assert contents(ledger) == [ledger.claims()[0]["content"]["text"]]
    visit.click(".slip >> text=Undo")
    visit.tab.wait_for_selector(".my-content")
    assert len(ledger.claims()) == 2


def test_an_edge_is_dragged_kept_and_undone(visit: Visit, ledger: Ledger) -> None:
    claim = next(c for c in ledger.claims() if "boats" in c["content"]["text"])
    before = contents(ledger)
    edges(visit, claim["id"])
    grip = visit.tab.locator(".grip.of-content").first
    grip.scroll_into_view_if_needed()
    word = visit.tab.evaluate(
        """() => { const part = document.querySelector(".in-content").firstChild;
        const range = document.createRange(); const at = part.data.indexOf("counted");
        range.setStart(part, at); range.setEnd(part, at + 7);
        const box = range.getBoundingClientRect(); return [box.left + 2, box.top + 8]; }"""
    )
    box = grip.bounding_box()
    visit.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.tab.mouse.down()
    visit.tab.mouse.move(word[0] + 30, word[1], steps=5)
    visit.tab.mouse.move(word[0], word[1], steps=5)
    visit.tab.mouse.up()
    assert visit.text(".in-content").startswith("counted 40")
    visit.click("[data-do='edges']")
    visit.tab.wait_for_selector(".fields >> text=content put right")
    [now] = [c for c in ledger.claims() if c["id"] == claim["id"]]
    assert now["content"]["text"].startswith("counted 40 boats")
    assert now["figures"][0]["low"] == 40
    shown = visit.tab.evaluate(
        "[...document.querySelectorAll('.s.my-content')].map((e) => e.textContent).join('')"
    )
    assert shown == now["content"]["text"]
    visit.click(".slip >> text=Undo")
    visit.tab.wait_for_function("() => !document.body.innerText.includes('content put right')")
    assert contents(ledger) == before


def test_edges_are_stepped_by_the_keyboard_and_hold_when_read_again(
    visit: Visit, ledger: Ledger, tmp_path: Path
) -> None:
    claim = next(c for c in ledger.claims() if "pier" in c["content"]["text"])
    edges(visit, claim["id"])
    last = visit.tab.locator(".grip.of-content").last
    last.focus()
    visit.tab.keyboard.press("ArrowLeft")
    visit.tab.keyboard.press("ArrowLeft")
    focused = "document.activeElement.dataset.edge"
    assert visit.tab.evaluate(focused) == "content 0 1"
    assert visit.text(".in-content").endswith("would open")
    visit.tab.keyboard.press("Shift+ArrowRight")
    assert visit.text(".in-content").endswith("would open ")
    visit.tab.keyboard.press("ArrowLeft")
    assert visit.text(".in-content").endswith("would open")
    visit.click("[data-do='edges']")
    visit.tab.wait_for_selector(".fields >> text=content put right")
    ledger.read(str(tmp_path / "b.txt"), published="2031-03-05", outlet="Pier Post")
    (tmp_path / "b.txt").write_text("Corrected.\n\n" + TUESDAY, "utf-8")
    ledger.read(str(tmp_path / "b.txt"), published="2031-03-06", outlet="Pier Post")
    again = [text for text in contents(ledger) if "pier" in text]
    assert len(again) == 2
    assert all(text.endswith("would open") for text in again)


def test_selected_words_become_the_source(visit: Visit, ledger: Ledger) -> None:
    claim = next(c for c in ledger.claims() if "boats" in c["content"]["text"])
    edges(visit, claim["id"])
    visit.tab.evaluate(
        """() => { const part = document.querySelector(".in-source").firstChild;
        const at = part.data.indexOf("Ada"); const range = document.createRange();
        range.setStart(part, at); range.setEnd(part, part.data.length);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    visit.click("[data-role='source']")
    assert visit.text(".in-source") == "Ada Quist"
    visit.click("[data-do='edges']")
    visit.tab.wait_for_selector(".fields >> text=source put right")
    [now] = [c for c in ledger.claims() if c["id"] == claim["id"]]
    assert now["source"]["text"] == "Ada Quist"


def test_a_speaker_is_changed_for_alike_cases_on_request(visit: Visit, ledger: Ledger) -> None:
    visit.to(f"#/claim/{ledger.claims()[0]['id']}")
    visit.click("summary:has-text('Somebody else')")
    visit.tab.locator(".to-speaker input").fill("Oda Varn")
    visit.tab.locator(".to-speaker input").press("Enter")
    visit.tab.wait_for_selector(".fields >> text=Oda Varn")
    assert [c["speaker"]["name"] for c in ledger.claims()] == ["Oda Varn", "Ada Quist"]
    visit.click(".slip >> text=Alike cases")
    visit.click("[data-do='as-decided']")
    visit.tab.wait_for_selector(".slip >> text=1 alike case decided the same")
    assert [c["speaker"]["name"] for c in ledger.claims()] == ["Oda Varn", "Oda Varn"]
    visit.click(".slip >> text=Undo")
    visit.tab.wait_for_selector(".slip >> text=Undone.")
    assert [c["speaker"]["name"] for c in ledger.claims()] == ["Oda Varn", "Ada Quist"]
    visit.to("#/fix")
    visit.tab.wait_for_selector(".decisions li")
    visit.click(".decisions >> text=Alike cases")
    assert "1 alike case" in visit.text(".slip:has([data-do])")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_serious_barrier_where_claims_are_put_right(
    chromium: Any, ledger: Ledger, served: Callable[[Ledger], str], width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit = Visit(
        chromium, served(ledger), bypass_csp=True, viewport={"width": width, "height": 800}
    )
    visit.to("#/fix")
    visit.tab.wait_for_selector(".fix [data-do]")
    visit.click("[data-do]")
    visit.tab.wait_for_selector(".decisions .undo")
    for screen in ("fix", "add", f"claim/{ledger.claims()[0]['id']}"):
        visit.to(f"#/{screen}")
        if screen.startswith("claim"):
            visit.click("summary:has-text('Other characters')")
        if screen != "add":
            visit.tab.wait_for_selector(".excerpt" if screen != "fix" else ".decisions")
        assert visit.overflow() <= 0, screen
        found = Axe().run(visit.tab).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], screen
    visit.close()
