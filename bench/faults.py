"""Mutated and hostile files: nothing but reports and reasons may come out, in bounded time.

    python bench/faults.py [--files 1000] [--seed 1] [--only mutated|hostile]

Of the mutated files, over all formats: one line for each kind of outcome, the slowest file, and the
most memory. Then a table of what is made to harm (`bench/shapes/hostile.py`; 2 GB of real text
through a pipe; a server that drips), each read with `sayso read` beside a good file: seconds, the
most megabytes of the reader and all its processes together, what was said, and whether the good
file was read. Nothing is sent to any address off this machine. Redirects into private networks and
loops of feeds are answered by an injected net: the last column then counts requests to them.

Exits 1 on a crash, a reason that is no sentence, a mutated file that took over a minute, a hostile
one over five, or more than 1.5 GB. Linux only.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.memory import SAYSO, below, resident
from bench.shapes import all_shapes
from bench.shapes.hostile import LINE, hostile
from bench.shapes.shape import ONE
from sayso.collect import Metadata
from sayso.collect.part import Asked
from sayso.collect.unpack import reports
from sayso.collect.web.fetch import Fetcher
from sayso.collect.web.report import reports_at
from sayso.collect.web.transport import Response
from sayso.errors import InputError
from sayso.records import Report
from sayso.settings import Settings

LIMIT = 60.0
LONGEST = 300.0
"""Seconds: what unpacks to much is read to its limit of 16 GB, at some 100 MB a second."""
MOST = 1536.0
"""Megabytes of all processes together."""
GOOD = f"Title: Vell votes\nOutlet: Vell Courier\n\n{ONE[0]}\n".encode()
ODD = (
    b"\0", b"\xff\xfe", b"<![CDATA[", b"&a;" * 9, b"]" * 99, b"[" * 9999, b"\x1f\x8b\x08",
    b"%PDF-", b"PK\x03\x04", b"{" * 999, b"-1", b"99999999999", b"\r\n\r\n", b"\xed\xa0\x80",
    b"<div>" * 3000,
)  # fmt: skip


def mutated(count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of ``count`` damaged files, all formats in turn."""
    shapes = list(all_shapes())
    chance.shuffle(shapes)
    by_format: dict[str, list[tuple[str, bytes]]] = {}
    for shape in shapes:
        by_format.setdefault(shape.format, []).append((shape.file, shape.data))
    turns = [by_format[name] for name in sorted(by_format)]
    for number in range(count):
        files = turns[number % len(turns)]
        name, data = files[(number // len(turns)) % len(files)]
        yield name, _damaged(bytearray(data), chance)


def _damaged(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        place = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[place % len(data)] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randrange(1, 200)]
        elif kind == 2:
            data[place:place] = chance.choice(ODD)
        elif kind == 3:
            data[place:place] = chance.randbytes(chance.randrange(1, 100))
        elif kind == 4:
            end = place + chance.randrange(1, 400)
            data[place:place] = data[place:end] * chance.randrange(1, 20)
        else:
            del data[max(place, 8) :]
    return bytes(data)


@dataclass(frozen=True)
class Outcome:
    """What became of one hostile input."""

    seconds: float
    megabytes: float
    said: str
    is_good: bool

    @property
    def holds(self) -> bool:
        """Whether it stayed within its limits, was explained, and cost nothing else."""
        return self.is_good and self.seconds < LONGEST and self.megabytes < MOST


def read(inputs: Sequence[str], work: Path, feed: Iterator[bytes] | None = None) -> Outcome:
    """Read inputs, and a good file after them, with the command."""
    good, ledger, told = work / "good.txt", work / "l.db", work / "told.txt"
    good.write_bytes(GOOD)
    command = [*SAYSO, "read", *inputs, str(good), "--ledger", str(ledger), "--allow-private"]
    begun, peak = time.monotonic(), 0.0
    with told.open("wb") as errors:
        process = subprocess.Popen(
            [*command, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        Thread(target=_fed, args=(process.stdin, feed), daemon=True).start()
        while process.poll() is None and time.monotonic() - begun < LONGEST + 10:
            peak = max(peak, sum(map(resident, (process.pid, *below(process.pid)))))
            time.sleep(0.05)
        process.kill()
    seconds = time.monotonic() - begun
    answer = process.stdout.read() if process.stdout else b""
    failed = json.loads(answer)["failures"] if answer.strip() else []
    crash = process.returncode not in (0, 1) or not answer.strip()
    lines = (line.partition(": ")[2] for line in told.read_text().splitlines())
    said = [line for line in lines if not PROGRESS.match(line)] or ["(nothing)"]
    words = said[0].replace(f"{work}/", "")
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    is_good = not crash and not any(path == str(good) for path, _ in failed)
    ledger.unlink(missing_ok=True)
    is_told = all(line.endswith((".", ")")) for line in said)
    return Outcome(seconds, peak, f"{words[:110]}{more}", is_good and is_told)


PROGRESS = re.compile(r"[\d,]+ read")


def _fed(pipe: IO[bytes] | None, feed: Iterator[bytes] | None) -> None:
    assert pipe is not None
    with suppress(OSError), pipe:
        pipe.writelines(feed or ())


def prose() -> Iterator[bytes]:
    """2 GB of lines that are each a report, as over a pipe."""
    yield from repeat(LINE, 2**31 // len(LINE))


def one_text() -> Iterator[bytes]:
    """2 GB of one text."""
    yield from repeat(b" ".join(map(str.encode, ONE)) * 2**12, 2**31 // (2**12 * 240))


@contextmanager
def dripping() -> Iterator[str]:
    """A server on the loopback interface that sends a byte each half second."""

    class Drip(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            with suppress(OSError):
                for _ in range(0 if self.path == "/robots.txt" else 1000):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.5)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page"
    server.shutdown()


INNER = {
    "loopback.example": "127.0.0.1", "private.example": "10.0.0.1", "six.example": "::1",
    "link-local.example": "169.254.169.254", "mapped.example": "::ffff:192.168.0.1",
}  # fmt: skip
PUBLIC = "93.184.216.34"


class Net:
    """An injected internet: names, answers, and who was asked."""

    def __init__(self) -> None:
        """Nobody is asked yet."""
        self.asked: list[str] = []

    def resolver(self, host: str, port: int) -> list[str]:
        """The address of a host."""
        return [INNER.get(host, host if host[0].isdigit() else PUBLIC)]

    @contextmanager
    def transport(
        self, url: str, address: str, headers: Mapping[str, str], seconds: float
    ) -> Iterator[Response]:
        """Redirects to the host that the path names; a feed that names itself and ever more."""
        self.asked.append(address)
        path = url.partition(".example")[2]
        if path == "/robots.txt":
            yield Response(404, {}, iter(()))
        elif path.startswith("/to/"):
            yield Response(302, {"location": f"http://{path[4:]}/"}, iter(()))
        else:
            items = "".join(f"<item><link>{u}</link></item>" for u in (url, f"{url}1", f"{url}2"))
            feed = f"<rss><channel>{items}</channel></rss>".encode()
            yield Response(200, {"content-type": "application/rss+xml"}, iter([feed]))


def refused() -> Iterator[tuple[str, Outcome, int]]:
    """What is answered by the injected net, and how many requests went to inner addresses."""
    for what, url in (
        *((f"redirect to {address}", f"https://vell.example/to/{host}")
          for host, address in INNER.items()),
        *((f"redirect to {host}", f"https://vell.example/to/{host}")
          for host in ("127.0.0.1", "192.168.1.1:22", "169.254.169.254")),
        ("a feed that names itself and more", "https://vell.example/feed"),
    ):  # fmt: skip
        net = Net()
        fetcher = Fetcher(largest=2**20, resolver=net.resolver, transport=net.transport, pause=0)
        begun = time.monotonic()
        items = list(reports_at(url, Metadata(), fetcher, Settings(follow=True)))
        words = [item.reason for item in items if isinstance(item, InputError)]
        inner = sum(address != PUBLIC for address in net.asked)
        said = f"{words[0][:110]} ({len(net.asked)} requests)" if words else "(nothing)"
        yield what, Outcome(time.monotonic() - begun, 0.0, said, bool(words)), inner


def hostile_table() -> bool:
    """Print the table; whether all held."""
    print("| what | seconds | MB | said | all else read |")
    print("|---|---|---|---|---|")
    held = True

    def line(what: str, outcome: Outcome) -> None:
        nonlocal held
        held = held and outcome.holds
        print(f"| {what} | {outcome.seconds:.1f} | {outcome.megabytes:.0f} | {outcome.said} "
              f"| {'yes' if outcome.is_good else 'NO'} |", flush=True)  # fmt: skip

    for what, name, write in hostile():
        with TemporaryDirectory(prefix="sayso-") as work:
            write(Path(work) / name)
            line(what, read([f"{work}/{name}"], Path(work)))
    for what, feed in (("2 GB of one text through a pipe", one_text()),
                       ("2 GB of JSON Lines through a pipe", prose())):  # fmt: skip
        with TemporaryDirectory(prefix="sayso-") as work:
            line(what, read(["-"], Path(work), feed))
    with TemporaryDirectory(prefix="sayso-") as work, dripping() as url:
        line("a server that drips", read([url], Path(work)))
    for what, outcome, inner in refused():
        held = held and not inner
        line(what, replace(outcome, said=f"{outcome.said}; {inner} sent there"))
    return held


def mutated_files(files: int, seed: int) -> bool:
    """Print what became of mutated files; whether all held."""
    outcomes: Counter[str] = Counter()
    slowest, wrong = (0.0, ""), 0
    for name, data in mutated(files, random.Random(seed)):
        begun = time.monotonic()
        items = list(reports(Asked(name=name, path=name), Metadata(), data))
        slowest = max(slowest, (time.monotonic() - begun, name))
        read = sum(isinstance(item, Report) for item in items)
        outcomes["read in part" if 0 < read < len(items) else "read" if read else "refused"] += 1
        for item in items:
            if not isinstance(item, Report) and not item.reason.endswith("."):
                wrong += 1
                print(f"no sentence: {name}: {item.reason}")
    most = max(resource.getrusage(w).ru_maxrss
               for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))  # fmt: skip
    print(f"{files} files: {dict(sorted(outcomes.items()))}")
    print(f"slowest: {slowest[0]:.1f} s ({slowest[1]}); most memory: {most / 1024:.0f} MB")
    return not wrong and slowest[0] < LIMIT and most < MOST * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["mutated", "hostile"])
    given = parser.parse_args()
    held = given.only == "hostile" or mutated_files(given.files, given.seed)
    return 0 if (given.only == "mutated" or hostile_table()) and held else 1


if __name__ == "__main__":
    raise SystemExit(main())
