"""Take the pictures of docs/pictures/ again: every screen of the demo, in a real Chromium.

python docs/pictures.py            # reads the demo, writes light, dark and narrow pictures
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.ledger import Ledger
from sayso.show.demo import REPORTS
from sayso.show.web import application

OUT = Path(__file__).resolve().parent / "pictures"
PLACES = OUT.parents[1] / "tests" / "cases" / "page" / "places.txt"
PORT = 8798
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
KINDS: dict[str, dict[str, Any]] = {
    "": {"viewport": {"width": 1200, "height": 800}, "color_scheme": "light"},
    "-dark": {"viewport": {"width": 1200, "height": 800}, "color_scheme": "dark"},
    "-360": {"viewport": {"width": 360, "height": 720}, "color_scheme": "light"},
}
LARGEST = 250_000


def screens(ledger: Ledger) -> dict[str, str]:
    """Name -> address of what is shown."""
    most, clash = ledger.origins()[0], ledger.conflicts()[0]
    speaker = next(row for row in ledger.who() if row["kind"] == "person")
    picked = ",".join([*most["claims"][:2], clash["a"], clash["b"]])
    return {
        "story": "story",
        "lanes": "story",
        "claim": f"claim/{most['claims'][0]}",
        "said": f"said/{most['id']}",
        "conflicts": f"conflicts/{clash['a']}-{clash['b']}",
        "figures": "figures",
        "sources": "sources",
        "source": f"source/{speaker['id']}",
        "search": "search?text=troops",
        "brief": f"brief?pick={picked}",
        "gaps": "gaps",
        "fix": "fix",
        "add": "add",
        "as-of": "story?to=2031-03-12",
    }


def take(address: str, wanted: dict[str, str]) -> None:
    """Screens, in every kind."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for kind, options in KINDS.items():
            context = browser.new_context(**options)
            tab = context.new_page()
            for name, hash_ in wanted.items():
                tab.goto(f"{address}#/{hash_}")
                tab.wait_for_function(
                    "h => document.documentElement.dataset.ready === h", arg=f"#/{hash_}"
                )
                tab.wait_for_timeout(300)
                if name == "lanes":
                    tab.locator(".lanes").scroll_into_view_if_needed()
                    tab.locator(".lanes").evaluate("e => e.scrollIntoView({block: 'start'})")
                    tab.evaluate("scrollBy(0, -150)")
                path = OUT / f"{name}{kind}.png"
                tab.screenshot(path=path)
                assert path.stat().st_size < LARGEST, path
            context.close()
        browser.close()


@contextmanager
def served(path: str, reports: Path, **given: str) -> Iterator[tuple[Ledger, str]]:
    """Reports as a ledger, and the address at which it is served."""
    with Ledger(path) as ledger:
        ledger.read(str(reports), **given)
        config = uvicorn.Config(application(ledger), port=PORT, log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield ledger, f"http://127.0.0.1:{PORT}/"
        server.should_exit = True
        thread.join(10)


def main() -> None:
    """Serve the demo and take the pictures; the map's is of real places, which the demo has not."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, as_file(REPORTS) as reports:
        with served(f"{folder}/demo.db", reports) as (ledger, address):
            take(address, screens(ledger))
        with served(f"{folder}/map.db", PLACES, published="2031-03-04") as (_, address):
            take(address, {"map": "map"})


if __name__ == "__main__":
    main()
