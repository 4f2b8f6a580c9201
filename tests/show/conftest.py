"""A real browser, and the demo as a ledger, for the tests of the page."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium. Where none is installed the tests say so, and CI demands one."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        why = "no Chromium on this machine (apt-get install chromium): the page was not clicked"
        if os.environ.get("SAYSO_BROWSER") == "must":
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's reports, read into a ledger file."""
    from importlib.resources import as_file

    from sayso.show.demo import REPORTS

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Ledger(str(path)) as ledger, as_file(REPORTS) as folder:
        ledger.read(str(folder))
    return path


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Iterator[Ledger]:
    """The demo's ledger, to be asked and not changed."""
    with Ledger(str(demo_file), create=False) as ledger:
        yield ledger


@pytest.fixture
def served() -> Iterator[Callable[[Ledger], str]]:
    """Serve a ledger for real; the answer is its address."""
    import uvicorn

    from sayso.show.web import application

    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(ledger: Ledger) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        config = uvicorn.Config(application(ledger), port=port, log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        patience = time.monotonic() + 20
        while not server.started and time.monotonic() < patience:
            time.sleep(0.02)
        return f"http://127.0.0.1:{port}/"

    yield serve
    for server, thread in running:
        server.should_exit = True
        thread.join(10)
