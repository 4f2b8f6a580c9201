"""Reading on a real Spark standalone cluster, with a worker killed in the middle.

    python bench/spark.py FOLDER --ledger-check     (needs: pip install 'sayso[spark]', Java 17)

Starts a master and two workers on the loopback interface, reads the folder's .txt files into
shards, kills one worker's processes while the second shard is being read, lets Spark go on, imports
the shards, and compares every export of that ledger with one that was read by itself here. Then
deletes one shard, runs again, and says how many shards were made anew. Prints seconds for both.
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
from pathlib import Path

KINDS = ("claims", "links", "reports", "propositions", "gaps")
SAYSO = [sys.executable, "-m", "sayso.cli"]
MASTER = "spark://127.0.0.1:7177"


def spark_home() -> Path:
    import pyspark

    return Path(pyspark.__file__).parent


def start(role: str, *arguments: str, home: Path) -> subprocess.Popen[bytes]:
    """One daemon of the cluster, in a process group of its own."""
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *arguments]
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(home),
    }
    return subprocess.Popen(
        command, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def exported(ledger: Path) -> list[bytes]:
    command = [*SAYSO, "export", "--ledger", str(ledger), "--what"]
    return [subprocess.run([*command, k], capture_output=True, check=True).stdout for k in KINDS]


def kill_when(there: Path, worker: subprocess.Popen[bytes], told: list[str]) -> None:
    """Kill a worker with its executors as soon as the first shard is there."""
    while not there.exists():
        time.sleep(0.05)
    time.sleep(1.5)
    os.killpg(worker.pid, signal.SIGKILL)
    subprocess.run(["pkill", "-9", "-f", "worker-one"], check=False)
    told.append(time.strftime("%H:%M:%S"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shards", type=int, default=4)
    given = parser.parse_args()
    home = spark_home()
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    work = Path(tempfile.mkdtemp(prefix="sayso-spark-"))
    master = start("master.Master", "--host", "127.0.0.1", "--port", "7177",
                   "--webui-port", "0", home=home)  # fmt: skip
    time.sleep(6)
    workers = [
        start("worker.Worker", "--cores", "1", "--memory", "2g", "--webui-port", "0",
              "--work-dir", str(work / name), MASTER, home=home)
        for name in ("worker-one", "worker-two")
    ]  # fmt: skip
    time.sleep(6)
    told: list[str] = []
    shards = work / "shards"
    read = [*SAYSO, "read", f"{given.folder}/*.txt", "--engine", "spark", "--out", str(shards),
            "--shards", str(given.shards), "--master", MASTER]  # fmt: skip
    try:
        killer = threading.Thread(
            target=kill_when, args=(shards / "shard=00000" / "_SUCCESS", workers[0], told)
        )
        killer.daemon = True
        killer.start()
        started = time.monotonic()
        done = subprocess.run(read, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - started
        print(done.stdout.strip() or done.stderr[-2000:])
        print(f"spark: {seconds:.1f} s, worker killed at {told or 'never'}, exit {done.returncode}")
        shutil.rmtree(shards / "shard=00001")
        again = subprocess.run(read, capture_output=True, text=True, check=False)
        print(again.stdout.strip() or again.stderr[-2000:])
    finally:
        for process in (*workers, master):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
    imported = [*SAYSO, "import", str(shards), "--ledger", str(work / "a.db")]
    print(subprocess.run(imported, capture_output=True, text=True, check=False).stdout.strip())
    for count in ("1", "2"):
        ledger = work / f"{count}.db"
        started = time.monotonic()
        here = [*SAYSO, "read", *map(str, sorted(given.folder.resolve().glob("*.txt"))),
                "--workers", count, "--ledger", str(ledger)]  # fmt: skip
        subprocess.run(here, capture_output=True, check=False)
        print(f"here, {count} process(es): {time.monotonic() - started:.1f} s")
    same = exported(work / "a.db") == exported(work / "1.db") == exported(work / "2.db")
    print(f"same exports: {same}")
    shutil.rmtree(work)
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
