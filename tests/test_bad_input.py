"""Bad input: one clear line, exit code 1 or 2, and the rest of the batch is read.

The real program in a process of its own, on real files, file systems and signals.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = "The harbour will reopen, the mayor said on Friday.\n"
SAYSO = [sys.executable, "-m", "sayso.cli"]


def sayso(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*SAYSO, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload, no-any-return]


def bytes_of(kind: str) -> bytes:
    return {
        "binary": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "empty": b"",
        "blank": b" \n\t\n",
        "page without an article": b"<html><head><title>x</title></head><body></body></html>",
        "archive": b"PK\x03\x04" + b"\0" * 400,
    }[kind]


@pytest.mark.parametrize(
    "kind", ["missing", "binary", "empty", "blank", "page without an article", "archive"]
)
def test_one_bad_file_costs_one_line(tmp_path: Path, kind: str) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / ("bad.html" if "page" in kind else "bad.txt")
    good.write_text(GOOD)
    if kind != "missing":
        bad.write_bytes(bytes_of(kind))
    done = sayso("read", bad, good, "--ledger", tmp_path / "l.db")
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert str(bad) in done.stderr
    assert "1 new report" in done.stdout
    gaps = sayso("export", "--what", "gaps", "--ledger", tmp_path / "l.db")
    assert str(bad) in gaps.stdout


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = sayso("read", tmp_path / "none", "--ledger", tmp_path / "l.db")
    assert done.returncode == 1
    assert "no report in this folder" in done.stderr


def test_what_was_mended_is_no_gap_any_more(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "l.db"
    folder.mkdir()
    (folder / "a.txt").write_bytes(bytes_of("blank"))
    assert sayso("read", folder, "--ledger", ledger).returncode == 1
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text(GOOD)
    assert sayso("read", folder, "--ledger", ledger).returncode == 0
    gaps = sayso("export", "--what", "gaps", "--ledger", ledger).stdout
    assert '"field": "read"' not in gaps
    log = sayso("custody", "--ledger", ledger).stdout
    assert [line.split()[2] for line in log.splitlines()] == ["failed", "received", "read"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "The café at Zürich will reopen, the mayor’s déléguée said.\n" * 5
    if encoding == "latin-1":
        text = text.replace("’", "'")
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    done = sayso("read", path, "--ledger", tmp_path / "l.db")
    assert done.returncode == 0, done.stderr
    found = sayso("export", "--what", "reports", "--ledger", tmp_path / "l.db")
    assert f'"characters": {len(text)}' in found.stdout


def test_megabytes_of_one_word(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 5_000_000)
    done = sayso("read", path, "--ledger", tmp_path / "l.db")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert sayso("verify", "--ledger", tmp_path / "l.db").returncode == 0


def test_a_ledger_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "l.db").write_text("not a database, whatever its name says\n" * 99)
    (tmp_path / "good.txt").write_text(GOOD)
    done = sayso("read", tmp_path / "good.txt", "--ledger", tmp_path / "l.db")
    assert done.returncode == 2
    assert "not a Sayso ledger" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_ledger_of_a_later_version(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    sayso("read", tmp_path / "good.txt", "--ledger", tmp_path / "l.db")
    connection = sqlite3.connect(tmp_path / "l.db")
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    done = sayso("claims", "--ledger", tmp_path / "l.db")
    assert done.returncode == 2
    assert "update Sayso" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims", "--since", "tomorrow"],
        ["show", "zzzz"],
        ["read", "x", "--published", "soon"],
        ["read", "x", "--engine", "spark", "--out", "y", "--follow"],
    ],
)
def test_wrong_usage_is_one_sentence(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    sayso("read", tmp_path / "good.txt", "--ledger", tmp_path / "l.db")
    done = sayso(*arguments, "--ledger", tmp_path / "l.db")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small file system can only be mounted by root",
)
def test_a_full_disk(tmp_path: Path) -> None:
    disk, reports = tmp_path / "disk", tmp_path / "reports"
    disk.mkdir()
    reports.mkdir()
    for number in range(12):
        (reports / f"{number:02}.txt").write_text(f"Report {number}. " + GOOD * 12)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        done = sayso("read", reports, "--ledger", disk / "l.db")
        assert done.returncode == 1
        assert "disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
        assert sayso("read", reports, "--ledger", disk / "l.db").returncode == 0
        assert sayso("verify", "--ledger", disk / "l.db").returncode == 0
        undisturbed = tmp_path / "l.db"
        sayso("read", reports, "--ledger", undisturbed)
        assert exported(disk / "l.db") == exported(undisturbed)
    finally:
        subprocess.run(["umount", disk], check=True)


def exported(ledger: Path) -> list[str]:
    kinds = ("claims", "links", "reports", "propositions", "sources", "gaps")
    return [sayso("export", "--what", kind, "--ledger", ledger).stdout for kind in kinds]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    is_root = sys.platform == "linux" and os.geteuid() == 0  # who may write anywhere but here
    if is_root:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", locked], check=False)
        if mounted.returncode:
            pytest.skip("this machine lets nobody mount")
    try:
        done = sayso("read", good, "--ledger", locked / "l.db")
    finally:
        if is_root:
            subprocess.run(["umount", locked], check=True)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        lines = [f"Boat {number} will leave port {i}, the mayor said on Friday." for i in range(4)]
        (folder / f"{number:03}.txt").write_text("\n\n".join(lines))
    return folder


def test_two_reads_at_once_on_one_ledger(tmp_path: Path) -> None:
    reports = many(tmp_path / "reports", 6)
    command = [*SAYSO, "read", str(reports), "--ledger", str(tmp_path / "l.db")]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(300) for process in both] == [0, 0]
    assert sayso("verify", "--ledger", tmp_path / "l.db").returncode == 0
    sayso("read", reports, "--ledger", tmp_path / "alone.db")
    assert exported(tmp_path / "l.db") == exported(tmp_path / "alone.db")


def test_killed_in_the_middle_and_read_again(tmp_path: Path) -> None:
    reports = many(tmp_path / "reports", 12)
    ledger = tmp_path / "l.db"
    process = subprocess.Popen(
        [*SAYSO, "read", str(reports), "--ledger", str(ledger)], stdout=subprocess.DEVNULL
    )
    while process.poll() is None and count(ledger) < 3:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert sayso("verify", "--ledger", ledger).returncode == 0
    assert sayso("read", reports, "--ledger", ledger).returncode == 0
    sayso("read", reports, "--ledger", tmp_path / "undisturbed.db")
    assert exported(ledger) == exported(tmp_path / "undisturbed.db")


def count(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    try:
        connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0
