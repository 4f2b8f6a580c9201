"""Open every screen of a ledger in a real browser and say what is broken; keep pictures to look at.

    python bench/page_look.py LEDGER OUT    # OUT: no folder of ours for texts that are not ours

Found by itself: a page wider than its window, words of a picture over one another or outside it,
an empty chart, a heading with nothing below it, "undefined" and the like, errors of the script.
What merely reads wrong is for the eye. Exit code 1 if anything was found.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.ledger import Ledger
from sayso.show.web import application

WINDOWS: dict[str, dict[str, Any]] = {
    "1200": {"viewport": {"width": 1200, "height": 900}},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "360": {"viewport": {"width": 360, "height": 780}},
    "2560": {"viewport": {"width": 2560, "height": 1300}},
}
BROKEN = r"""() => {
  const out = [], box = (e) => e.getBoundingClientRect();
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) out.push(`wider than the window by ${wide}`);
  for (const svg of document.querySelectorAll("svg.lanes, svg.river, svg.steps, svg.map")) {
    const name = svg.classList[0], edge = box(svg);
    const texts = [...svg.querySelectorAll("text")].map((e) => [box(e), e.textContent])
      .filter(([b]) => b.width);
    for (const [b, words] of texts)
      if (b.right > edge.right + 2 || b.left < edge.left - 2
        || b.bottom > edge.bottom + 3 || b.top < edge.top - 3)
        out.push(`${name}: outside of it: ${words.slice(0, 40)}`);
    texts.forEach(([a, one], n) => { for (const [b, other] of texts.slice(n + 1)) {
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (x > 2 && y > 4)
        out.push(`${name}: over one another: ${one.slice(0, 30)} | ${other.slice(0, 30)}`);
    } });
  }
  for (const e of document.querySelectorAll("main *")) {
    if (!(e instanceof HTMLElement) || !e.clientWidth || e.closest(".scroll, .chart")) continue;
    const { display, overflowX } = getComputedStyle(e);
    if (display !== "inline" && overflowX === "visible" && e.scrollWidth > e.clientWidth + 2)
      out.push(`too wide inside: ${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`);
  }
  for (const e of document.querySelectorAll(".chart"))
    if (box(e).height < 16) out.push("an empty chart");
  for (const e of document.querySelectorAll("section"))
    if (e.children.length < 2) out.push(`nothing below: ${e.textContent.slice(0, 40)}`);
  const shown = document.getElementById("main").innerText;
  for (const bad of [/\bundefined\b/, /\bNaN\b/, /\[object/, /\bInfinity\b/])
    if (bad.test(shown)) out.push(`shows ${bad}`);
  return out; }"""


def screens(ledger: Ledger) -> dict[str, str]:
    """Name -> address: every screen, with what most fills it."""
    claims, said, clash = ledger.claims(), ledger.origins(), ledger.conflicts()
    days = sorted({c["document"]["published"] or "" for c in claims} - {""})
    found = {
        name: name
        for name in ("story", "conflicts", "figures", "sources", "map", "reports", "search",
                     "gaps", "fix", "add", "brief")
    }  # fmt: skip
    found["deepest"] = f"claim/{max(claims, key=lambda c: len(c['chain']))['id']}"
    found["repeated"] = "search?view=said"
    for n, row in enumerate(said[:1] + said[len(said) // 3 :][:1]):
        found |= {f"said-{n}": f"said/{row['id']}", f"claim-{n}": f"claim/{row['claims'][0]}"}
    for n, source in enumerate(ledger.who()[:7:6]):
        found[f"source-{n}"] = f"source/{source['id']}"
    pair = [clash[0]["a"], clash[0]["b"]] if clash else []
    if pair:
        found["pair"] = f"conflicts/{pair[0]}-{pair[1]}"
    found["picked"] = f"brief?pick={','.join([c['id'] for c in claims[:3]] + pair)}"
    if len(days) > 2:
        found["as-of"] = f"story?to={days[len(days) // 2][:10]}"
    return found


def heard(tab: Any) -> list[str]:
    """A list to which the errors of a tab's script are added as they come."""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    return errors


def look(ledger: Ledger, address: str, out: Path) -> int:
    """How much was found, over all screens and windows."""
    found = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for window, options in WINDOWS.items():
            tab: Any = browser.new_context(**options).new_page()
            errors = heard(tab)
            tab.goto(f"{address}#/story")
            tab.wait_for_selector("html[data-ready]")
            for name, screen in screens(ledger).items():
                tab.evaluate("hash => { location.hash = hash; }", f"#/{screen}")
                tab.wait_for_function(
                    "h => document.documentElement.dataset.ready === h", arg=f"#/{screen}"
                )
                tab.wait_for_timeout(250)
                broken = [*tab.evaluate(BROKEN), *errors]
                errors.clear()
                found += len(broken)
                for words in broken[:8]:
                    print(f"{window:<6}{name:<12}{words}")
                tab.screenshot(path=out / f"{name}-{window}.png")
        browser.close()
    print(f"{found} found on {len(screens(ledger))} screens in {len(WINDOWS)} windows")
    return found


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with Ledger(given.ledger, create=False) as ledger, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(ledger), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        found = look(ledger, f"http://127.0.0.1:{listening.getsockname()[1]}/", given.out)
        server.should_exit = True
        thread.join(10)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
