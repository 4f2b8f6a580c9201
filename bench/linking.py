"""Seconds and memory for linking invented ledgers, and how they grow.

    python bench/linking.py 10000 30000 100000         # each size in a process of its own
    python bench/quality.py linking --gold .           # 10,000 and 30,000 claims

`bench/invented.py` says how the ledgers are made. ``growth`` is the exponent between the first and
the last size: 1.0 is linear, n log n lies at about 1.1. No set is needed.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.invented import ledger
from sayso.link import link
from sayso.settings import DEFAULT

SET = "."
SMALL, LARGE = 10_000, 30_000


def seconds(size: int) -> float:
    """Processor seconds for linking so many claims from scratch."""
    claims, reports = ledger(size)
    start = time.process_time()
    link(claims, reports, DEFAULT)
    return time.process_time() - start


def measure(gold: Path) -> dict[str, float]:
    """Seconds for two sizes, and the exponent of growth."""
    small, large = seconds(SMALL), seconds(LARGE)
    growth = math.log(large / small) / math.log(LARGE / SMALL)
    return {f"seconds.{SMALL}": small, f"seconds.{LARGE}": large, "growth": growth}


def main(arguments: list[str]) -> None:
    """Print a table, one size a line."""
    if len(arguments) == 1:
        spent = seconds(int(arguments[0]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{arguments[0]:>9} {spent:9.1f} {peak:8.0f}")
        return
    print(f"{'claims':>9} {'seconds':>9} {'MB':>8}")
    lines = []
    for size in arguments:
        done = subprocess.run(
            [sys.executable, __file__, size], capture_output=True, text=True, check=True
        )
        print(done.stdout, end="", flush=True)
        lines.append([float(value) for value in done.stdout.split()])
    (n, t, m), (n2, t2, m2) = lines[0], lines[-1]
    steps = math.log(n2 / n)
    print(f"growth    {math.log(t2 / t) / steps:9.2f} {math.log(m2 / m) / steps:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
