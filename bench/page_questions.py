"""Five questions about the demo story, answered from its page; the clicks are counted.

Each is a list of steps: "click SELECTOR", "choose SELECTOR VALUE" (a click too), or "read SELECTOR
WORDS" (the answer must stand there). A question whose answer is not found needs 99 clicks.
"""

from __future__ import annotations

from typing import Any

QUESTIONS: dict[str, list[tuple[str, str, str]]] = {
    "who first said that it would begin": [
        ("click", "#repeated a.words", ""),
        ("read", ".small-strip li:nth-child(3)", "first said, by two defence officials"),
        ("read", ".wordings > li:first-child", "4 March 2031"),
    ],
    "how many independent origins the leak has": [
        ("read", "#repeated > li:first-child", "on 1 origin"),
    ],
    "which figure was a slip": [
        ("click", "nav a:has-text('Figures')", ""),
        ("read", ".changes li:has-text('perhaps a slip')", "10,500"),
        ("read", ".changes li:has-text('slip corrected')", "1,050"),
    ],
    "who denied what": [
        ("click", "nav a:has-text('Claims')", ""),
        ("choose", ".filters select", "deny"),
        ("read", "#main", "Ministry of Defence"),
    ],
    "what was known on the 12th": [
        ("slide", "#when", "2031-03-12"),
        ("read", ".time output", "11 March 2031 (the same until 12 Mar)"),
    ],
}

SLIDE = """(slider, day) => { for (let n = slider.max; n >= 0; n -= 1) { slider.value = n;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const to = new URLSearchParams(location.hash.split("?")[1]).get("to");
    if (to && to <= day) return; } }"""


def clicks(chromium: Any, address: str, question: str) -> int:
    """How many clicks (or choices, or moves of the slider) stand before the answer."""
    tab = chromium.new_page()
    tab.set_default_timeout(5_000)
    tab.goto(f"{address}#/story")
    tab.wait_for_selector("html[data-ready]")
    needed = 0
    for kind, selector, words in QUESTIONS[question]:
        found = tab.locator(selector).first
        found.wait_for()
        if kind == "read":
            if words not in " ".join(str(found.inner_text()).split()):
                needed += 99
            continue
        needed += 1
        if kind == "click":
            found.click()
        elif kind == "choose":
            found.select_option(words)
        else:
            found.evaluate(SLIDE, words)
        tab.wait_for_timeout(300)
    tab.close()
    return needed
