"""Peak memory of reading few and many short reports: the reader, its workers, and both together.

    python bench/memory.py 10 10000

Writes so many invented reports of four sentences (see `bench/articles.py`), reads each set with
`sayso read --workers 2`, and looks at the processes five times a second. Prints the most resident
memory that the reader and the largest of its workers ever had, and the most that all had at one
moment, while reports were read and after that, while they were linked. Linux only.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.articles import write

SAYSO = [sys.executable, "-m", "sayso.cli"]
MB = 2**20


@dataclass(slots=True)
class Peaks:
    """The most megabytes seen: of the reader, of one worker, and of all at one moment."""

    reader: float = 0.0
    worker: float = 0.0
    together: float = 0.0


@dataclass(slots=True)
class Watched:
    """What one reading took."""

    seconds: float = 0.0
    processor: float = 0.0
    claims: int = 0
    disk: float = 0.0
    reading: Peaks = field(default_factory=Peaks)
    linking: Peaks = field(default_factory=Peaks)


def resident(pid: int) -> float:
    """Megabytes of a process that are in memory now; 0 for one that has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / MB


def children(pid: int) -> list[int]:
    """The processes that a process has started and not yet lost."""
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    """A process's children, their children, and so on."""
    found = children(pid)
    return [*found, *(deeper for one in found for deeper in below(one))]


def in_ledger(ledger: Path, what: str) -> int:
    """How many reports or claims are kept so far."""
    try:
        connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=1)
        try:
            return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def watched(folder: Path, ledger: Path, count: int, workers: int = 2) -> Watched:
    """Read a folder of so many reports, and look."""
    command = [*SAYSO, "read", str(folder), "--ledger", str(ledger), "--workers", str(workers)]
    seen, started = Watched(), time.monotonic()
    before = os.times()
    reader = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    all_in, told = False, started
    while reader.poll() is None:
        own, others = resident(reader.pid), [resident(pid) for pid in children(reader.pid)]
        all_in = all_in or in_ledger(ledger, "receipt") >= count
        peaks = seen.linking if all_in else seen.reading
        peaks.reader = max(peaks.reader, own)
        peaks.worker = max(peaks.worker, *others, 0.0)
        peaks.together = max(peaks.together, own + sum(others))
        if time.monotonic() - told > 60:
            told = time.monotonic()
            kept = in_ledger(ledger, "report")
            print(f"  {kept} kept, reader {own:.0f}, {len(others)} workers", file=sys.stderr)
        time.sleep(0.2)
    if reader.returncode:
        raise SystemExit(f"the reading ended with {reader.returncode}")
    after = os.times()
    seen.seconds = time.monotonic() - started
    seen.processor = sum(after[2:4]) - sum(before[2:4])
    seen.claims = in_ledger(ledger, "claim")
    seen.disk = ledger.stat().st_size / MB
    return seen


def main() -> None:
    """Print a table, one number of reports a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=int, nargs="+")
    parser.add_argument("--sentences", type=int, default=4)
    given = parser.parse_args()
    print(f"{'':>25}  {'MB while reading':^26}  {'MB while linking':^26}")
    print(
        f"{'reports':>8} {'claims':>8} {'cpu s':>7}"
        + f"  {'reader':>8} {'worker':>8} {'together':>8}" * 2
        + f" {'ledger':>8}"
    )
    for count in given.reports:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            folder = write(Path(place) / "reports", count, given.sentences)
            seen = watched(folder, Path(place) / "l.db", count)
        print(f"{count:>8} {seen.claims:>8} {seen.processor:>7.0f}", end="")
        for peaks in (seen.reading, seen.linking):
            print(f"  {peaks.reader:>8.0f} {peaks.worker:>8.0f} {peaks.together:>8.0f}", end="")
        print(f" {seen.disk:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
