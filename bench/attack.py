"""Attack `serve` over real sockets: what must be refused is, nothing answers 500, nothing changes.

    pip install schemathesis
    python bench/attack.py          # exit code 1 if one attack gets further than it may

Raw requests first (foreign names and origins, bodies without end, slow ones, broken ones), then
schemathesis on the description that the server itself gives, with the page's own token. What a
report's text can do to the page is tests/show/web/test_live.py's.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.resources import as_file
from pathlib import Path

import uvicorn

from sayso.ledger import Ledger
from sayso.show.demo import REPORTS
from sayso.show.web import application, guard

KEY = "the page's own"
OWN = f"x-sayso-token: {KEY}"
EXAMPLES = 60
POST = "POST /api/decisions HTTP/1.1"
UNDO = b'{"verb": "undo", "subjects": ["1"]}'
JSON = f"content-type: application/json\r\ncontent-length: {len(UNDO)}"
MANY = guard.LARGEST_BODY + 1

RAW: dict[str, tuple[str, bytes, set[int]]] = {
    "the page itself": ("GET / HTTP/1.1\r\nhost: {own}", b"", {200}),
    "a foreign Host (DNS rebinding)": ("GET /api/slice HTTP/1.1\r\nhost: evil.example", b"", {421}),
    "a Host that begins as ours": (
        "GET / HTTP/1.1\r\nhost: 127.0.0.1.evil.example", b"", {421}
    ),
    "no Host": ("GET / HTTP/1.0\r\nx: y", b"", {421}),
    "a write without the token": (f"{POST}\r\nhost: {{own}}\r\n{JSON}", UNDO, {403}),
    "a write from a foreign site": (
        f"{POST}\r\nhost: {{own}}\r\norigin: https://evil.example\r\n{OWN}\r\n{JSON}", UNDO, {403}
    ),
    "a write from a sandboxed frame": (
        f"{POST}\r\nhost: {{own}}\r\norigin: null\r\n{OWN}\r\n{JSON}", UNDO, {403}
    ),
    "a form's write": (
        f"{POST}\r\nhost: {{own}}\r\ncontent-type: text/plain\r\ncontent-length: {len(UNDO)}",
        UNDO, {403},
    ),
    "a body that is too long": (
        f"POST /api/read HTTP/1.1\r\nhost: {{own}}\r\n{OWN}\r\ncontent-length: {MANY}",
        b"x" * MANY, {413},
    ),
    "a body that never comes": (
        f"POST /api/read HTTP/1.1\r\nhost: {{own}}\r\n{OWN}\r\ncontent-length: 999", b"x", {408}
    ),
    "a body that is no JSON": (
        f"{POST}\r\nhost: {{own}}\r\n{OWN}\r\ncontent-length: 4", b"\xff\xfe\0{", {400}
    ),
    "JSON that is too deep": (
        f"{POST}\r\nhost: {{own}}\r\n{OWN}\r\ncontent-length: 200000", b"[" * 200_000, {400}
    ),
    "no request": ("\0\1\2 nonsense", b"", {400}),
    "headers without end": (f"GET / HTTP/1.1\r\nhost: {{own}}\r\nx: {'y' * 200_000}", b"", {400}),
    "a path out of the folder": ("GET /../../etc/passwd HTTP/1.1\r\nhost: {own}", b"", {404}),
    "another verb": ("PUT /api/slice HTTP/1.1\r\nhost: {own}\r\n" + OWN, b"", {405}),
}  # fmt: skip


def sent(port: int, head: str, body: bytes) -> int:
    """The status that the server answers; 0 where it only closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        with suppress(OSError):  # it may have answered and closed before all was sent
            line.sendall(head.format(own=f"127.0.0.1:{port}").encode() + b"\r\n\r\n" + body)
        try:
            answer = line.recv(200)
        except OSError:
            return 0
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


def fuzzed(port: int) -> tuple[int, str]:
    """The exit code of schemathesis, and how many cases it tried."""
    program = Path(sys.executable).parent / "schemathesis"
    done = subprocess.run(
        [program, "run", f"http://127.0.0.1:{port}/api/openapi.json", "-H", OWN,
         "--max-examples", str(EXAMPLES), "--checks", "not_a_server_error,"
         "status_code_conformance,content_type_conformance,response_schema_conformance"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    cases = re.search(r"\d+ generated, .*", done.stdout)
    return done.returncode, cases[0] if cases else done.stdout[-4000:] + done.stderr[-2000:]


def main() -> int:
    """Run every attack; exit code 1 if one gets further than it may."""
    guard.REQUESTS = guard.WRITES = 10**9  # the limits on rates have tests of their own
    guard.BODY_SECONDS = 2.0
    bad = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(REPORTS) as reports,
        Ledger(f"{folder}/demo.db") as ledger,
    ):
        ledger.read(str(reports))
        before = json.dumps([ledger.claims(), ledger.origins(), ledger.conflicts()])
        config = uvicorn.Config(application(ledger, secret=KEY), port=0, log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        for name, (head, body, right) in RAW.items():
            status = sent(port, head, body)
            bad += status not in right
            print(f"{name:<36}{status:>4}  {'' if status in right else f'NOT {sorted(right)}'}")
        same = before == json.dumps([ledger.claims(), ledger.origins(), ledger.conflicts()])
        bad += not same
        print(f"{'the ledger is as it was':<36}{same!s:>4}")
        code, cases = fuzzed(port)
        bad += code != 0
        print(f"schemathesis: {cases}{'' if code == 0 else f'  EXIT CODE {code}'}")
        server.should_exit = True
        thread.join(10)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
