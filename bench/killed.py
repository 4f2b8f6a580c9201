"""A read that is killed again and again ends in the ledger of an undisturbed one.

    python bench/killed.py --reports 500 --kills 20 --seed 7

Writes invented reports, reads them with two processes, sends SIGKILL to the reader at random
moments (each time a new reader goes on), reads to the end, and compares every export with that of
an undisturbed read, byte for byte. Then counts processes that were left behind.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAYSO = [sys.executable, "-m", "sayso.cli"]
KINDS = ("claims", "links", "reports", "propositions", "sources", "gaps")
TOWNS = ("Vell", "Brenn", "Tarn", "Oster", "Sund", "Marrow", "Kell")
PEOPLE = ("Mirela Okoro", "Ivo Senn", "Dana Immer", "Jonas Petrak", "Ada Voss")


def write_reports(folder: Path, count: int, chance: random.Random) -> None:
    """``count`` invented reports of a few paragraphs, some of them alike."""
    folder.mkdir()
    for number in range(count):
        town, who = chance.choice(TOWNS), chance.choice(PEOPLE)
        boats, lost = chance.randrange(2, 60) * 10, chance.randrange(2, 30)
        lines = [
            f"Title: Storm over {town}, report {number}",
            f"Outlet: The {town} Courier",
            f"Published: 2031-03-{1 + number % 28:02}",
            "",
            f"More than {boats} boats left the port of {town} on Monday, {who}, the mayor, said.",
            f"“We lost {lost} houses,” {who} added. The ministry denied that {lost} people died.",
            f"According to the coast guard, {boats} sailors may still be at sea off {town}.",
        ]
        (folder / f"{number:04}.txt").write_text("\n\n".join(lines).replace("\n\n", "\n", 2))


def read(folder: Path, ledger: Path) -> subprocess.Popen[bytes]:
    command = [*SAYSO, "read", str(folder), "--ledger", str(ledger), "--workers", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def exported(ledger: Path) -> list[bytes]:
    command = [*SAYSO, "export", "--ledger", str(ledger), "--what"]
    return [subprocess.run([*command, k], capture_output=True, check=True).stdout for k in KINDS]


def orphans() -> int:
    """Worker processes whose reader is gone."""
    command = ["ps", "-eo", "ppid=,args="]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return sum(line.split()[0] == "1" and "multiprocessing.spawn" in line for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder, ledger, quiet = Path(name) / "reports", Path(name) / "a.db", Path(name) / "b.db"
        write_reports(folder, given.reports, chance)
        started = time.monotonic()
        assert read(folder, quiet).wait() == 0
        undisturbed = time.monotonic() - started
        kills = 0
        for _ in range(given.kills):
            process = read(folder, ledger)
            try:
                # From the very start to beyond the end of what one undisturbed reading takes.
                process.wait(chance.uniform(0.2, max(2.0, undisturbed / given.kills * 3)))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                kills += 1
            process.wait()
        assert read(folder, ledger).wait() == 0
        verified = subprocess.run([*SAYSO, "verify", "--ledger", str(ledger)], check=False)
        same = exported(ledger) == exported(quiet)
        time.sleep(1)
        left = orphans()
    print(f"{given.reports} reports, killed {kills} times: same exports {same},")
    print(f"verify {verified.returncode}, workers left behind {left}")
    return 0 if same and verified.returncode == left == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main())
