"""`serve` in a real browser: fixing, adding, and reports that attack."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.show.page import page, slice_of
from sayso.show.web import answers
from tests.show.visit import Visit

HOSTILE = Path(__file__).parents[2] / "cases" / "page" / "hostile.txt"
UNSEEN = "\u202eevil\u202c \u200bzero\u200b \u2066turned\u2069"


def copy(demo_file: Path, path: Path) -> Path:
    with sqlite3.connect(demo_file) as source, sqlite3.connect(path) as target:
        source.backup(target)
    return path


def test_a_fix_is_kept_shown_and_undone(
    chromium: Any, demo_file: Path, served: Callable[[Ledger], str], tmp_path: Path
) -> None:
    with Ledger(str(copy(demo_file, tmp_path / "fix.db"))) as ledger:
        before = ledger.conflicts()
        visit = Visit(chromium, served(ledger))
        visit.to("#/fix")
        visit.tab.wait_for_selector("[data-do]")
        for _ in range(len(ledger.origins()) * 6):
            if visit.count("[data-do='not-conflict']"):
                break
            visit.tab.keyboard.press("j")
        visit.click("[data-do='not-conflict']")
        visit.tab.wait_for_selector(".decisions .undo")
        [made] = ledger.decisions()
        assert made.verb == "not-conflict"
        assert len(ledger.conflicts()) == len(before) - 1
        visit.to("#/conflicts")
        assert visit.text("h1").startswith(str(len(before) - 1))
        visit.to("#/fix")
        visit.click(".decisions .undo")
        visit.tab.wait_for_selector("text=No one has decided anything yet.")
        assert ledger.conflicts() == before
        assert visit.errors == []
        visit.close()


def test_who_speaks_is_changed_where_it_is_read(
    chromium: Any, demo_file: Path, served: Callable[[Ledger], str], tmp_path: Path
) -> None:
    with Ledger(str(copy(demo_file, tmp_path / "who.db"))) as ledger:
        claim = next(c for c in ledger.claims() if c["speaker"] and c["quote"] == "direct")
        visit = Visit(chromium, served(ledger))
        visit.to(f"#/claim/{claim['id']}")
        visit.click("text=Somebody else says this")
        visit.tab.locator(".to-speaker input").first.fill("Oda Varn")
        visit.click(".to-speaker button")
        visit.tab.wait_for_selector(".record .fields >> text=Oda Varn")
        [changed] = [c for c in ledger.claims() if c["id"] == claim["id"]]
        assert changed["speaker"]["name"] == "Oda Varn"
        assert visit.errors == []
        visit.close()


def test_a_filter_in_the_address_hides_nothing_for_later(
    chromium: Any, demo: Ledger, served: Callable[[Ledger], str]
) -> None:
    visit = Visit(chromium, served(demo))
    visit.to("#/search?act=deny")
    visit.tab.reload()
    visit.ready("#/search?act=deny")
    assert visit.text("h1").startswith(str(len(demo.claims(act="deny"))))
    visit.to("#/search")
    assert visit.text("h1").startswith(str(len(demo.claims())))
    visit.close()


def test_a_large_ledger_comes_in_parts(
    chromium: Any, demo: Ledger, served: Callable[[Ledger], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "WHOLE", 40)
    monkeypatch.setattr(answers, "MOST", 30)
    visit = Visit(chromium, served(demo))
    assert f"holds {len(demo.claims())} claims" in visit.text(".note")
    assert visit.text(".strip b") == f"{len(demo.claims())}"
    visit.click("#earlier")
    visit.tab.wait_for_selector(".note >> text=Back to the latest")
    visit.to("#/sources")
    heard = demo.who()[0]["name"]
    assert heard in visit.text("table.sources tbody tr:first-child")
    visit.tab.locator("main input[type=search]").fill("no such name")
    visit.tab.keyboard.press("Enter")
    visit.tab.wait_for_selector("text=No source has such a name.")
    first = demo.claims()[0]["id"]  # the oldest, which is not in the first part
    visit.to(f"#/claim/{first}")
    assert visit.count(".my-content") > 0
    visit.to("#/search?act=deny")
    assert visit.text("h1").startswith(str(min(30, len(demo.claims(act="deny")))))
    pair = demo.conflicts()[0]
    visit.to(f"#/conflicts/{pair['a']}-{pair['b']}")
    assert visit.count(".clash.chosen") == 1
    assert visit.errors == []
    visit.close()


def test_files_and_pasted_text_become_reports(
    chromium: Any, served: Callable[[Ledger], str], tmp_path: Path
) -> None:
    with Ledger(str(tmp_path / "new.db")) as ledger:
        visit = Visit(chromium, served(ledger))
        visit.to("#/add")
        good = "“The quay is shut,” mayor Ben Orr said on Monday.".encode()
        visit.tab.locator("#choose").set_input_files(
            [
                {"name": "quay.txt", "mimeType": "text/plain", "buffer": good},
                {"name": "noise.txt", "mimeType": "text/plain", "buffer": b"\0\1\2" * 200},
            ]
        )
        visit.tab.wait_for_selector(".drop-log .done")
        visit.tab.wait_for_selector(".drop-log .failed")
        assert "could not be read: " in visit.text(".drop-log .failed")
        visit.tab.locator("textarea").fill("Ada Quist denied on Tuesday that the pier had burned.")
        visit.click("text=Read it")
        visit.tab.wait_for_function(
            "() => document.querySelectorAll('.drop-log .done').length === 2"
        )
        assert {claim["speaker"]["name"] for claim in ledger.claims()} == {"Ben Orr", "Ada Quist"}
        assert visit.count(".drop-log .done .line") == 2  # the claims stand there as they were read
        visit.click(".drop-log a")
        visit.tab.wait_for_selector(".passage .s.content")
        assert visit.errors == []
        visit.close()


def test_an_address_is_followed_and_a_long_reading_stopped(
    chromium: Any, served: Callable[[Ledger], str], tmp_path: Path
) -> None:
    with Ledger(str(tmp_path / "new.db")) as ledger:
        visit = Visit(chromium, served(ledger))
        visit.to("#/add")
        visit.tab.locator("textarea").fill("http://127.0.0.1:1/x")
        visit.click("text=Read it")
        visit.tab.wait_for_selector(".drop-log .failed >> text=could not be read")
        assert "127.0.0.1" in visit.text(".why-not")
        endless = {
            "name": "sea.txt",
            "mimeType": "text/plain",
            "buffer": b"The sea is wide. " * 400_000,
        }
        visit.tab.locator("#choose").set_input_files([endless])
        visit.click(".drop-log >> text=Stop")
        visit.tab.wait_for_selector(".drop-log >> text=It was stopped before it was done.")
        assert ledger.claims() == []
        assert visit.errors == []
        visit.close()


def hostile(path: Path) -> Ledger:
    """A ledger whose reports attack by every field that they have."""
    ledger = Ledger(str(path / "hostile.db"))
    attacks = HOSTILE.read_text("utf-8").splitlines()
    for number, attack in enumerate(attacks):
        report = path / f"{number}.txt"
        report.write_text(
            f"“{attack} {UNSEEN} 40 boats,” harbour master {attack} Ada Quist said in Syria.\n"
            f"{attack} said on Friday that 400 boats had left.\n{attack}\n",
            "utf-8",
        )
        title = attack * (1 + (2**20 // len(attack)) * (number == 0))
        ledger.read(str(report), outlet=attack, title=title, url=attack, published="2031-03-04")
    return ledger


@pytest.mark.parametrize("whole", [4_000, 3])
def test_nothing_of_a_report_is_ever_run(
    chromium: Any,
    served: Callable[[Ledger], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    whole: int,
) -> None:
    monkeypatch.setattr(answers, "WHOLE", whole)
    monkeypatch.setattr(answers, "MOST", 20)
    with hostile(tmp_path) as ledger:
        offline = tmp_path / "page.html"
        offline.write_bytes(page(slice_of(ledger), "</title><script>window.pwned=1</script>"))
        claims = ledger.claims()
        assert len(claims) > 5
        said = [one["id"] for one in ledger.origins()[:3]]
        for address in (offline.as_uri(), served(ledger))[whole < 10 :]:
            visit = Visit(chromium, address)
            screens = ["story", "conflicts", "figures", "sources", "map", "search", "reports",
                       "brief", "gaps", "fix", "add"]  # fmt: skip
            screens += [f"claim/{claim['id']}" for claim in claims[:6]]
            screens += [f"said/{id_}" for id_ in said]
            screens += [f"source/{row['id']}" for row in ledger.who()[:3]]
            screens += ["story?after=<img src=x onerror=window.pwned=1>",
                        "sources?text=<img src=x onerror=window.pwned=1>"]  # fmt: skip
            screens += ["claim/<img src=x onerror=window.pwned=1>", "source/javascript:alert(1)",
                        "search?text=</script><script>window.pwned=1</script>"]  # fmt: skip
            screens.append(f"brief?pick={','.join(claim['id'] for claim in claims[:5])}")
            for screen in screens:
                visit.tab.evaluate("h => { location.hash = h; }", f"#/{screen}")
                visit.tab.wait_for_timeout(60)
                assert visit.tab.evaluate("window.pwned") is None, screen
                assert visit.overflow() <= 0, screen
                assert visit.count("main img, main iframe, main script, main style, base") == 0
                doors = visit.tab.evaluate(
                    "[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"
                    ".filter((h) => h !== null && !/^(#|https?:)/.test(h))"
                )
                assert doors == []
            assert [e for e in visit.errors if "400" not in e] == []
            own = (address, "file:", "blob:")
            assert [url for url in visit.requests if not url.startswith(own)] == []
            visit.to(f"#/claim/{claims[0]['id']}")
            shown = visit.tab.evaluate("document.getElementById('main').textContent")
            assert not set(UNSEEN) & set("\u202e\u202c\u200b\u2066\u2069") & set(shown)
            visit.close()
