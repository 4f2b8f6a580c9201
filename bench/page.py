"""How fast the page is: the offline file in a real Chromium, `serve` over HTTP.

    python bench/page.py offline LEDGER            # size, first view, and each screen's drawing
    python bench/page.py serve LEDGER              # milliseconds for each filter, ten times each
    python bench/page.py invent 100000 big.db      # a ledger as bench/invented.py makes them

Milliseconds are the machine's, as busy as it is; the fastest and the middle of all tries are shown.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.invented import ledger as invented
from sayso.keep import Store
from sayso.ledger import Ledger
from sayso.records import Claim
from sayso.show.page import page, slice_of

SCREENS = ("story", "conflicts", "figures", "sources", "map", "search", "reports", "gaps")
TRIES = 5


def offline(path: str) -> None:
    """Write the file, open it, go through its screens."""
    from playwright.sync_api import sync_playwright

    began = time.monotonic()
    with Ledger(path, create=False) as ledger, tempfile.TemporaryDirectory() as folder:
        data = page(slice_of(ledger), "Sayso")
        print(f"written       {time.monotonic() - began:8.2f} s   {len(data) / 2**20:.2f} MB")
        file = Path(folder) / "story.html"
        file.write_bytes(data)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            first = []
            for _ in range(TRIES):
                tab = browser.new_page()
                began = time.monotonic()
                tab.goto(f"{file.as_uri()}#/story")
                tab.wait_for_selector("html[data-ready]")
                first.append((time.monotonic() - began) * 1000)
                if len(first) < TRIES:
                    tab.close()
            show("first view", first)
            for screen in (*SCREENS, "story?to=2031-03-12", "search?text=troops"):
                drawn = []
                for _ in range(TRIES):
                    for address in ("brief", screen):
                        tab.evaluate("h => { location.hash = h; }", f"#/{address}")
                        tab.wait_for_function(
                            "h => document.documentElement.dataset.ready === h", arg=f"#/{address}"
                        )
                    drawn.append(float(tab.evaluate("document.documentElement.dataset.ms")))
                show(screen, drawn)
            browser.close()


def serve(path: str) -> None:
    """Ask the filters that a page asks."""
    from starlette.testclient import TestClient

    from sayso.show.web import application

    with Ledger(path, create=False) as ledger:
        client = TestClient(application(ledger), base_url="http://127.0.0.1:8765")
        first = client.get("/api/slice", params={"limit": 50}).json()
        print(f"claims        {first['totals']['of']:8,}")
        one = first["claims"][0]
        asked: dict[str, dict[str, str]] = {
            "one source": {"by": (one["speaker"] or {"id": "a"})["id"], "limit": "50"},
            "a name": {"by": "an", "limit": "50"},
            "words": {"text": one["content"]["text"].split()[0], "limit": "50"},
            "as of a day": {"as_of": "2031-03-12", "limit": "50"},
            "an act": {"act": "deny", "limit": "50"},
            "conflicts": {"only": "conflict", "limit": "50"},
            "near a claim": {"near": one["id"], "limit": "50"},
            "page 1000": {"offset": "9950", "limit": "50"},
            "the first view": {},
        }
        for name, params in asked.items():
            ask = partial(client.get, "/api/slice", params=params)
            show(name, [timed(ask) for _ in range(TRIES)])


def invent(size: str, path: str) -> None:
    """Write an invented ledger; linking it takes most of the time."""
    claims, reports = invented(int(size))
    by: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by[claim.report].append(claim)
    with Store(path) as store:
        for report in reports.values():
            store.add(report, by[report.id], "invented")
    with Ledger(path) as ledger:
        ledger.link()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.monotonic()
    work()
    return (time.monotonic() - began) * 1000


def show(name: str, values: list[float]) -> None:
    """The fastest and the middle."""
    print(f"{name:<20} {min(values):8.0f} ms {statistics.median(values):8.0f} ms", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["offline", path]:
            offline(path)
        case ["serve", path]:
            serve(path)
        case ["invent", size, path]:
            invent(size, path)
        case _:
            sys.exit(__doc__)
