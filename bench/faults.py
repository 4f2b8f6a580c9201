"""Mutated files over all formats: nothing but reports and reasons may come out.

    python bench/faults.py [--files 1000] [--seed 1]

Prints one line for each kind of outcome, the slowest file, and the most memory; exits 1 on a crash,
a reason that is no sentence, or a file that took over a minute.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.shapes import all_shapes
from sayso.collect import Metadata
from sayso.collect.part import Asked
from sayso.collect.unpack import reports
from sayso.records import Report

LIMIT = 60.0
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest, wrong = (0.0, ""), 0
    for name, data in mutated(given.files, random.Random(given.seed)):
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
    print(f"{given.files} files: {dict(sorted(outcomes.items()))}")
    print(f"slowest: {slowest[0]:.1f} s ({slowest[1]}); most memory: {most / 1024:.0f} MB")
    return int(wrong > 0 or slowest[0] > LIMIT or most > 1.5 * 2**20)


if __name__ == "__main__":
    raise SystemExit(main())
