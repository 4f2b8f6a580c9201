"""Reading and linking on a real Spark standalone cluster: is it the same, and what does it cost?

    python bench/spark.py --reports 80        # workers are killed in the middle: the same ledger?
    python bench/spark.py --table             # one process, two, and Spark with two workers
                                              (needs: pip install 'sayso[spark]', Java 17)

Starts a master and two workers of one core each on the loopback interface and reads invented
articles (`bench/articles.py`; or those of ``--folder``). The first kills a worker and its executor
while the second shard is read, and another, that had come in its place, while claims are compared;
imports what comes out, and compares every export with that of a ledger read here by one process.
Then it deletes one shard and runs again, and says what was made anew.

The table gives for the same articles: seconds by the clock and of the processor, reports a second,
how many times one process that is, and the most memory that all processes had at one moment.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.articles import write
from bench.memory import below, resident

KINDS = ("claims", "links", "reports", "propositions", "sources", "gaps")
SAYSO = [sys.executable, "-m", "sayso.cli"]
MASTER = "spark://127.0.0.1:7177"


class Cluster:
    """A master and its workers, each with a process group of its own."""

    def __init__(self, work: Path) -> None:
        """Start the master and two workers."""
        import pyspark

        self.home, self.work = Path(pyspark.__file__).parent, work
        self.master = self._start(
            "master.Master", "--host", "127.0.0.1", "--port", "7177", "--webui-port", "0"
        )
        time.sleep(6)
        self.workers = [self.worker("one"), self.worker("two")]
        time.sleep(6)

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        return self._start(
            "worker.Worker", "--cores", "1", "--memory", "2g", "--webui-port", "0",
            "--work-dir", str(self.work / f"worker-{name}"), MASTER,
        )  # fmt: skip

    def _start(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}"]
        environment = {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_HOME": str(self.home),
        }
        return subprocess.Popen(
            [*command, *arguments], env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self, number: int) -> None:
        """Kill a worker and all that it has started, its executors among them, at once."""
        print(f"  a worker is killed at {time.strftime('%H:%M:%S')}", flush=True)
        for pid in [*below(self.workers[number].pid), self.workers[number].pid]:
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """End all that still run."""
        for process in (*self.workers, self.master):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)


@contextmanager
def cluster(work: Path) -> Iterator[Cluster]:
    """A cluster that is stopped whatever happens."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    made = Cluster(work)
    try:
        yield made
    finally:
        made.stop()


def spark(folder: Path, shards: Path, count: int, *, link: bool) -> list[str]:
    """The command that reads (and links) on the cluster."""
    command = [*SAYSO, "read", f"{folder}/*.txt", "--engine", "spark", "--out", str(shards),
               "--shards", str(count), "--master", MASTER]  # fmt: skip
    return [*command, "--link"] if link else command


def here(folder: Path, ledger: Path, workers: int) -> list[str]:
    """The command that reads here."""
    files = map(str, sorted(folder.resolve().glob("*.txt")))
    return [*SAYSO, "read", *files, "--workers", str(workers), "--ledger", str(ledger)]


def exported(ledger: Path) -> list[bytes]:
    command = [*SAYSO, "export", "--ledger", str(ledger), "--what"]
    return [subprocess.run([*command, k], capture_output=True, check=True).stdout for k in KINDS]


def kill_when(there: Callable[[], bool], seconds: float, kill: Callable[[], None]) -> None:
    """Call ``kill`` some seconds after something is there; in a thread of its own."""

    def wait() -> None:
        while not there():
            time.sleep(0.05)
        time.sleep(seconds)
        kill()

    threading.Thread(target=wait, daemon=True).start()


def disturbed(folder: Path, work: Path, count: int) -> bool:
    """Whether a ledger of a cluster that loses workers is the same as one read by one process."""
    shards = work / "shards"
    command = spark(folder, shards, count, link=True)
    with cluster(work) as made:
        kill_when((shards / "shard=00000" / "_SUCCESS").exists, 1.5, lambda: made.kill(0))

        def kill_the_next() -> None:
            made.workers.append(made.worker("three"))
            time.sleep(8)
            kill_when((shards / "links" / "postings" / "_SUCCESS").exists, 1.0,
                      lambda: made.kill(1))  # fmt: skip

        kill_when((shards / f"shard={count - 1:05}" / "_SUCCESS").exists, 0, kill_the_next)
        told(command)
        shutil.rmtree(shards / "shard=00001")
        told(command)
    imported = [*SAYSO, "import", str(shards), "--ledger", str(work / "a.db")]
    done = subprocess.run(imported, capture_output=True, text=True, check=False)
    print(done.stdout.strip(), done.stderr.strip())
    taken = not done.stderr.strip()
    subprocess.run(here(folder, work / "1.db", 1), capture_output=True, check=False)
    same = exported(work / "a.db") == exported(work / "1.db")
    print(f"judgements taken over: {taken}; same exports ({', '.join(KINDS)}): {same}")
    return same and taken


def told(command: list[str]) -> None:
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stdout.strip() or done.stderr[-2000:])
    print(f"  exit {done.returncode} after {time.monotonic() - started:.0f} s", flush=True)


def watched(command: list[str], others: tuple[int, ...] = ()) -> tuple[float, float, float]:
    """Run a command: (seconds, processor seconds, most MB of it and of others with all below)."""
    before, started, peak = processor(others), time.monotonic(), 0.0
    own = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        pids = [p for top in (process.pid, *others) for p in (top, *below(top))]
        peak = max(peak, sum(map(resident, pids)))
        time.sleep(0.2)
    seconds, after = time.monotonic() - started, os.times()
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {(process.stderr or sys.stdin).read()!r}")
    spent = after[2] + after[3] - own[2] - own[3] + processor(others) - before
    return seconds, spent, peak


def processor(tops: tuple[int, ...]) -> float:
    """Processor seconds of processes and all that they started, living or waited for."""
    ticks = 0
    for pid in [p for top in tops for p in (top, *below(top))]:
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, told[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def table(folder: Path, work: Path, reports: int, count: int) -> bool:
    """Print what each way takes; whether two processes gave 1.8 times one."""
    print(f"{'':<34}{'seconds':>8}{'cpu s':>8}{'reports/s':>11}{'ratio':>7}{'MB':>7}")
    whole: list[float] = []

    def line(what: str, seconds: float, spent: float, peak: float, *, part: bool = False) -> None:
        rate = "" if part else f"{reports / seconds:.1f}"
        ratio = f"{whole[0] / seconds:.2f}" if whole and not part else ""
        print(f"{what:<34}{seconds:>8.1f}{spent:>8.1f}{rate:>11}{ratio:>7}{peak:>7.0f}", flush=True)
        if not part:
            whole.append(seconds)

    for workers in (1, 2):
        taken = watched(here(folder, work / f"{workers}.db", workers))
        line(f"here, {workers} process{'es' * (workers > 1)}", *taken)
    with cluster(work) as made:
        tops = (made.master.pid, *(worker.pid for worker in made.workers))
        parts = []
        for what, link in (("read", False), ("read and link", True)):
            parts.append(watched(spark(folder, work / "shards", count, link=link), tops))
            line(f"  spark, {what if not link else 'link'}", *parts[-1], part=True)
    imported = [*SAYSO, "import", str(work / "shards"), "--ledger", str(work / "a.db")]
    parts.append(watched(imported))
    line("  spark, import", *parts[-1], part=True)
    seconds, spent = (sum(column) for column in list(zip(*parts, strict=True))[:2])
    line("spark, 2 workers of one core", seconds, spent, max(p[2] for p in parts))
    same = exported(work / "1.db") == exported(work / "2.db") == exported(work / "a.db")
    print(f"same exports of all three: {same}; two processes 1.8 times one: "
          f"{whole[0] / whole[1] >= 1.8}")  # fmt: skip
    return same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="of .txt files; else invented articles")
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--table", action="store_true")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="sayso-spark-"))
    try:
        folder = given.folder or write(work / "articles", given.reports)
        reports = len(list(folder.glob("*.txt")))
        if given.table:
            return 0 if table(folder, work, reports, given.shards) else 1
        return 0 if disturbed(folder, work, given.shards) else 1
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
