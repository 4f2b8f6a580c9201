"""The page in figures: sizes, clicks, barriers and times, in one table with their limits.

    python bench/page.py table [--ten TEN.db] [--large LARGE.db]    # exit code 1 if one is over
    python bench/page.py invent 10000 TEN.db       # ledgers as bench/invented.py makes them;
    python bench/page.py invent 100000 LARGE.db    # linking them takes minutes

The demo is always measured; TEN as one offline file, LARGE by `serve`. Times are of a real Chromium
and of the server in this process: the middle of all tries, on a machine as busy as it is (of an
answer of the server also the processor's time, which a busy machine changes little). What is not
time has floors in floors.json, as what is left below the limit, so that they only rise.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.invented import ledger as invented
from bench.page_questions import QUESTIONS, clicks
from sayso.keep import Store
from sayso.ledger import Ledger
from sayso.records import Claim
from sayso.show.demo import REPORTS
from sayso.show.page import page, slice_of

FLOORS = Path(__file__).resolve().parent / "floors.json"
TRIES = 5
FIRST_MS, MOVE_MS, ANSWER_MS, MEGABYTES = 1500, 100, 200, 3.0
SCREENS = ("story", "conflicts", "figures", "sources", "map", "search", "reports", "gaps")
GO = """async (h) => { const t = performance.now();
    if (document.documentElement.dataset.ready === h) return 0;
    location.hash = h;
    await new Promise((done) => { const seen = new MutationObserver(() => {
        if (document.documentElement.dataset.ready === h) { seen.disconnect(); done(); } });
        seen.observe(document.documentElement, { attributes: true }); });
    document.body.offsetHeight;
    return performance.now() - t; }"""
"""From a change of the address until the screen stands and is laid out, in milliseconds."""


class Table:
    """Rows as they are measured, and which of them are over their limits."""

    def __init__(self) -> None:
        self.over: list[str] = []
        self.figures: dict[str, float] = {}

    def row(self, what: str, value: float, most: float, unit: str, note: str = "") -> None:
        """One figure beside the most that it may be."""
        bad = value > most
        self.over += [what] * bad
        shown = f"{value:,.2f}" if unit == "MB" else f"{value:,.0f}"
        print(f"{what:<44}{shown:>9} {unit:<3} of {most:,g}{'  OVER' * bad}  {note}", flush=True)

    def floor(self, name: str, value: float) -> None:
        """A figure that is no time, held to its floor."""
        self.figures[name] = value


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )


def first_view(chromium: Any, address: str) -> tuple[float, Any]:
    """Milliseconds from the opening of a page until its first screen stands, and the open tab."""
    taken: list[float] = []
    tab = None
    for _ in range(TRIES):
        if tab:
            tab.close()
        tab = chromium.new_page()
        began = time.monotonic()
        tab.goto(f"{address}#/story")
        tab.wait_for_selector("html[data-ready]")
        taken.append((time.monotonic() - began) * 1000)
    return statistics.median(taken), tab


def moves(table: Table, name: str, tab: Any, screens: list[str], most: float) -> None:
    """Each screen, and each filter, as one goes to it from another."""
    for screen in screens:
        taken = []
        for _ in range(TRIES):
            tab.evaluate(GO, "#/brief")
            taken.append(float(tab.evaluate(GO, f"#/{screen}")))
        table.row(f"{name}: {screen[:30]}", statistics.median(taken), most, "ms")


def offline(table: Table, name: str, ledger: Ledger, folder: Path, *, limit: float) -> Path:
    """Write the file and go through its screens, its filters and its slider."""
    data = page(slice_of(ledger), "Sayso")
    file = folder / f"{name}.html"
    file.write_bytes(data)
    size = len(data) / 2**20
    table.row(f"{name}: size of the file", size, limit, "MB")
    source = ledger.who()[0]["id"]
    day = sorted({r.published[:10] for r in ledger.store.reports() if r.published})
    with browser() as chromium:
        first, tab = first_view(chromium, file.as_uri())
        table.row(f"{name}: first view", first, FIRST_MS, "ms")
        screens = [*SCREENS, f"story?source={source}", f"source/{source}", "search?text=in"]
        screens += [f"{screen}?to={day[len(day) // 2]}" for screen in ("story", "figures")]
        moves(table, name, tab, screens, MOVE_MS)
    return file


def barriers(file: Path, ledger: Ledger) -> tuple[int, int]:
    """(screens looked at in light and dark, serious findings of axe-core on them)."""
    from axe_playwright_python.sync_playwright import Axe

    said, source = ledger.origins()[0], ledger.who()[0]["id"]
    screens = [*SCREENS, "brief", f"claim/{said['claims'][0]}", f"said/{said['id']}"]
    screens.append(f"source/{source}")
    found = 0
    with browser() as chromium:
        for scheme in ("light", "dark"):
            tab = chromium.new_context(color_scheme=scheme, bypass_csp=True).new_page()
            tab.goto(f"{file.as_uri()}#/story")
            tab.wait_for_selector("html[data-ready]")
            for screen in screens:
                tab.evaluate(GO, f"#/{screen}")
                rows = Axe().run(tab).response["violations"]
                found += sum(one["impact"] in ("serious", "critical") for one in rows)
    return 2 * len(screens), found


def questions(file: Path) -> dict[str, int]:
    """Each set question with the clicks after which its answer stood on the page."""
    with browser() as chromium:
        return {asked: clicks(chromium, file.as_uri(), asked) for asked in QUESTIONS}


def demo(table: Table, folder: Path) -> None:
    """All that is measured of the demo."""
    with Ledger(str(folder / "demo.db")) as ledger, as_file(REPORTS) as reports:
        ledger.read(str(reports))
        file = offline(table, "demo", ledger, folder, limit=MEGABYTES)
        table.floor("demo.megabytes_left", MEGABYTES - file.stat().st_size / 2**20)
        asked = questions(file)
        for question, needed in asked.items():
            table.row(f"clicks: {question}", needed, 3, "")
        table.floor("demo.clicks_left", sum(3 - needed for needed in asked.values()))
        screens, found = barriers(file, ledger)
        table.row("axe: serious findings", found, 0, "", f"on {screens} screens")
        table.floor("demo.axe_clean", 100.0 * (found == 0))


def large(table: Table, path: str) -> None:
    """A large ledger by `serve`: its answers to filters, its first view, its screens."""
    import uvicorn
    from starlette.testclient import TestClient

    from sayso.show.web import application

    with Ledger(path, create=False) as ledger:
        client = TestClient(application(ledger), base_url="http://127.0.0.1:8765")
        first = client.get("/api/slice", params={"limit": 50}).json()
        for name, params in filters(first).items():
            took, busy = [], []
            for _ in range(TRIES):
                began, worked = time.monotonic(), time.process_time()
                answer = client.get("/api/slice", params=params)
                took.append((time.monotonic() - began) * 1000)
                busy.append((time.process_time() - worked) * 1000)
            of = answer.json()["totals"]
            note = (
                f"processor {statistics.median(busy):.0f} ms; {of['of']:,}{'+' * of['more']} claims"
            )
            table.row(f"large: {name}", statistics.median(took), ANSWER_MS, "ms", note)
        server = uvicorn.Server(uvicorn.Config(application(ledger), port=8796, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with browser() as chromium:
            took_first, tab = first_view(chromium, "http://127.0.0.1:8796/")
            table.row("large: first view", took_first, FIRST_MS, "ms")
            prop = first["propositions"][0]["id"]
            screens = [*SCREENS, f"claim/{first['claims'][0]['id']}", f"said/{prop}"]
            moves(table, "large, with its answer", tab, screens, FIRST_MS)
        server.should_exit = True
        thread.join(10)


def filters(first: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What a page asks, with the words of the ledger itself: the commonest and a rare one."""
    one = first["claims"][0]
    words = Counter(w for c in first["claims"] for w in c["content"]["text"].split())
    common = [word for word, _ in words.most_common(2)]
    days = first["ledger"]["days"]
    return {
        "the first view": {},
        "a source": {"by": (one["speaker"] or {"id": "a"})["id"]},
        "part of a name": {"by": "an"},
        "one letter of a name": {"by": "a"},
        "the commonest word": {"text": common[0]},
        "two common words": {"text": " ".join(common)},
        "a rare word": {"text": one["content"]["text"].split()[-1]},
        "an early day": {"as_of": days[len(days) // 10]},
        "an act nobody did": {"act": "threaten"},
        "an outlet": {"outlet": one["report"] and first["reports"][0]["outlet"]},
        "conflicts": {"only": "conflict"},
        "conflicts with a word": {"only": "conflict", "text": common[0]},
        "said more than once": {"only": "repeated"},
        "near a claim": {"near": one["id"]},
        "figures, with their changes": {"figures": "1"},
        "the page after": {"after": first["totals"]["last"]},
        "a page far down": {"offset": str(first["totals"]["of"] - 50)},
    }


def invent(size: int, path: str) -> None:
    """Write an invented ledger; linking it takes most of the time."""
    claims, reports = invented(size)
    by: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by[claim.report].append(claim)
    with Store(path) as store:
        for report in reports.values():
            store.add(report, by[report.id], "invented")
    with Ledger(path) as ledger:
        ledger.link()


def main() -> int:
    """Run the command line; exit code 1 if a figure is over its limit or below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    measured = commands.add_parser("table")
    measured.add_argument("--ten", help="a ledger of 10,000 claims")
    measured.add_argument("--large", help="a ledger of 100,000 claims")
    made = commands.add_parser("invent")
    made.add_argument("size", type=int)
    made.add_argument("path")
    given = parser.parse_args()
    if given.command == "invent":
        invent(given.size, given.path)
        return 0
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        demo(table, Path(folder))
        if given.ten:
            with Ledger(given.ten, create=False) as ledger:
                offline(table, "10,000 claims", ledger, Path(folder), limit=20)
    if given.large:
        large(table, given.large)
    floors = json.loads(FLOORS.read_text("utf-8")).get("page", {})
    below = [name for name, floor in floors.items() if table.figures[name] < floor]
    for name, value in table.figures.items():
        print(
            f"{name:<44}{value:9.1f}     floor {floors.get(name, 0):g}{'  BELOW' * (name in below)}"
        )
    return int(bool(table.over or below))


if __name__ == "__main__":
    sys.exit(main())
