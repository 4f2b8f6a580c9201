"""What a visitor does on the page, for the tests."""

from __future__ import annotations

from typing import Any


class Visit:
    """One tab. Errors of the script, blocked loads and requests are kept."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, **context}
        )
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(15_000)
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )
        self.tab.on("dialog", self._dialog)
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.address = address
        self.tab.goto(f"{address}#/story")
        self.ready("#/story")

    def _dialog(self, dialog: Any) -> None:
        self.errors.append("a dialog opened: something of a report was run")
        dialog.dismiss()

    def ready(self, hash_: str) -> None:
        """Wait until the screen of an address stands."""
        self.tab.wait_for_function("h => document.documentElement.dataset.ready === h", arg=hash_)

    def to(self, hash_: str) -> None:
        """Go to a screen by its address."""
        self.tab.evaluate("h => { location.hash = h; }", hash_)
        self.ready(hash_)

    def click(self, selector: str, number: int = 0) -> None:
        """One click on what a selector finds."""
        self.tab.locator(selector).nth(number).click()

    def text(self, selector: str) -> str:
        """The words of the first that a selector finds."""
        return str(self.tab.locator(selector).first.inner_text())

    def count(self, selector: str) -> int:
        """How many a selector finds."""
        return int(self.tab.locator(selector).count())

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.tab.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def close(self) -> None:
        """Close the tab."""
        self.context.close()
