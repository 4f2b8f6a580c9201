"""How far a reading has come: the pace as arithmetic, and the real program on a real terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import progress as shown
from sayso.cli.progress import Pace, lasting, progress
from sayso.collect import listing
from sayso.pipeline import Step

SAYSO = [sys.executable, "-m", "sayso.cli"]


def test_what_is_left_follows_the_pace_of_the_last_minute() -> None:
    pace = Pace(0.0, total=10_000)
    pace.mark(0.0)
    for second in range(1, 11):  # known files fly by: 500 bytes a second
        pace.reports, pace.bytes = second * 10, second * 500
        pace.mark(second)
    assert pace.left(10) == 10
    for second in range(11, 111):  # then 25 bytes a second
        pace.reports, pace.bytes = 100 + second, 5000 + (second - 10) * 25
        pace.mark(second)
    assert pace.left(110) == pytest.approx(100, rel=0.05)
    assert pace.rate(110) == pytest.approx(1, rel=0.05)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.integers(0, 9), st.integers(0, 10**9)), max_size=50),
    st.none() | st.integers(0, 10**9),
)
def test_a_pace_never_fails_nor_looks_back(
    steps: list[tuple[float, int, int]], total: int | None
) -> None:
    pace, now = Pace(0.0, total=total), 0.0
    for seconds, reports, size in steps:
        now += seconds
        pace.reports, pace.bytes = pace.reports + reports, pace.bytes + size
        pace.mark(now)
        left, rate = pace.left(now), pace.rate(now)
        assert left is None or left >= 0
        assert rate is None or rate >= 0
        assert pace.words(now).endswith(("failed", "a second", "left"))
        assert len(pace.marks) < 200


@given(st.floats(0, 1e9))
def test_a_length_of_time_is_a_number_and_its_unit(seconds: float) -> None:
    count, unit = lasting(seconds).split()
    assert (float(count) == 1) == (not unit.endswith("s"))


def test_the_listing_has_what_the_reading_reads(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name, text in {"a.txt": "abc", "sub/b.html": "abcde", ".hidden": "x", "c.jpg": "x"}.items():
        (tmp_path / name).write_text(text)
    found = [(Path(path).name, size) for path, size in filter(None, listing([str(tmp_path)]))]
    assert found == [("a.txt", 3), ("b.html", 5)]
    assert list(listing([str(tmp_path / "*.txt")])) == [(str(tmp_path / "a.txt"), 3)]
    assert list(listing(["-", "https://news.example/", "\0"])) == [None, None]


def test_lines_where_there_is_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "EVERY", 0.05)
    monkeypatch.setattr(shown, "SOON", 0.01)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("x" * 1000)

    def steps() -> list[Step]:
        return [Step(str(tmp_path / f"{n}.txt"), failure="no" if n == 2 else None) for n in (0, 2)]

    def slowly() -> object:
        for step in steps():
            time.sleep(0.1)
            yield step

    assert list(progress(slowly(), [str(tmp_path)])) == steps()  # type: ignore[arg-type]
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("sayso: 1 read, 0 failed")
    assert told[1].startswith("sayso: 1 read, 1 failed")
    assert told[1].endswith(" left")
    assert told[-1] == "sayso: 1 read; linking"


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        lines = [f"Boat {number} will leave port {i}, the mayor said on Friday." for i in range(12)]
        (folder / f"{number:03}.txt").write_text("\n\n".join(lines))
    (folder / "001.txt").write_text(" ")
    return folder


def on_a_terminal(arguments: Sequence[str], stop_at: bytes | None) -> tuple[int, bytes, int]:
    """Run on a terminal of its own; Ctrl-C as soon as ``stop_at`` is seen: (exit code, output,
    session).
    """
    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in background
        os.execve(SAYSO[0], [*SAYSO, *arguments], {**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    output, patience, stopped = b"", time.monotonic() + 240, False
    while time.monotonic() < patience:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                output += os.read(terminal, 65_536)
            except OSError:  # the other side is closed
                break
        if stop_at and not stopped and stop_at in output:
            os.write(terminal, b"\x03")
            stopped = True
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), output, pid


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_bar_on_a_terminal_and_ctrl_c(tmp_path: Path) -> None:
    reports, ledger = many(tmp_path / "reports", 400), str(tmp_path / "l.db")
    read = ["read", str(reports), "--ledger", ledger, "--workers", "2"]
    code, output, session = on_a_terminal(read, stop_at=b" left ")
    assert code == 130, output[-2000:]
    assert b"1 failed" in output
    assert b"a second" in output
    assert b"sayso: stopped; " in output
    assert b"Traceback" not in output
    kept = int(output.split(b"sayso: stopped; ")[1].split()[0])
    assert 0 < kept < 399
    assert not left_behind(session)
    done = subprocess.run([*SAYSO, *read], capture_output=True, text=True, check=False)
    assert f"{399 - kept} new reports" in done.stdout
    assert f"{kept} known, 1 failed" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal")
def test_ctrl_c_while_linking(tmp_path: Path) -> None:
    reports, ledger = many(tmp_path / "reports", 60), str(tmp_path / "l.db")
    read = ["read", str(reports), "--ledger", ledger, "--workers", "1"]
    code, output, _ = on_a_terminal(read, stop_at=b" read; linking")
    assert code == 130, output[-2000:]
    assert b"stopped; 59 new reports kept" in output
    assert b"Traceback" not in output
    done = subprocess.run([*SAYSO, *read], capture_output=True, text=True, check=False)
    assert "59 known, 1 failed" in done.stdout


def left_behind(session: int) -> list[str]:
    """The processes of a terminal's session that still run a moment later: one that only waits for
    the end of its pipe ends after the reader.
    """
    patience = time.monotonic() + 5
    while (found := running(session)) and time.monotonic() < patience:
        time.sleep(0.1)
    return found


def running(session: int) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == session and told[0] != "Z":
            found.append(entry.name)
    return found
