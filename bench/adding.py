"""Seconds for adding one report to a large ledger (keeping and linking, after reading).

    python bench/adding.py 100000 --ledger big.db

Makes an invented ledger of so many claims in the file (see `bench/invented.py`) unless it is there
already, links it, and adds ten more reports one by one. Prints seconds of the processor and of the
clock for each stage; the processor's count where others use the machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.invented import ledger
from sayso import pipeline
from sayso.keep import Store
from sayso.records import Claim, Report

MORE = 10


def grouped(claims: list[Claim], reports: dict[str, Report]) -> list[tuple[Report, list[Claim]]]:
    """Each report with its claims."""
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of[claim.report].append(claim)
    return [(report, of[id_]) for id_, report in reports.items()]


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    spent = time.process_time() - processor, time.perf_counter() - clock
    print(f"{what:<42} {spent[0]:9.3f} {spent[1]:9.3f}", flush=True)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=int)
    parser.add_argument("--ledger", type=Path, required=True, help="the file to make or go on with")
    options = parser.parse_args()
    every = grouped(*ledger(options.claims + MORE * 10))
    print(f"{'':<42} {'processor':>9} {'clock':>9}")
    with Store(str(options.ledger)) as store:
        if not store.size():
            with timed(f"keep {options.claims} claims"):
                for report, claims in every[:-MORE]:
                    store.add(report, claims, "invented")
        with timed("link what is new"):
            pipeline.relink(store)
        for report, claims in every[-MORE:]:
            with timed(f"add a report of {len(claims)} claims: keep"):
                store.add(report, claims, "invented")
            with timed("                          link"):
                pipeline.relink(store)
    print(f"{options.ledger.stat().st_size / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
