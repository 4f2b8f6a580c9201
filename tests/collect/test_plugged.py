"""The example package of the guide, where an installer puts it, used by the real program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "sayso-minutes"
MINUTES = (
    "Council of Vell, 4 March 2031\n§ 1 The bridge\nThe bridge will stay open, the mayor said on"
    " Monday.\n§ 2 Other\n\n"
)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder as ``pip install --target`` leaves it: the module, and what the package says."""
    folder = tmp_path / "site"
    folder.mkdir()
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    shutil.copy(EXAMPLE / "sayso_minutes.py", folder)
    about = folder / f"sayso_minutes-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
    ]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return folder


def sayso(site: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    paths = [str(site), *(p for p in sys.path if p)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "sayso.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)


def test_the_example_reads_its_format(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.minutes").write_text(MINUTES)
    ledger = tmp_path / "l.db"
    done = sayso(installed, "read", tmp_path / "in", "--ledger", ledger)
    assert "1 new report" in done.stdout, done.stderr
    assert "a.minutes!/2 Other: this item has no text." in done.stderr
    rows = sayso(installed, "export", "--what", "reports", "--ledger", ledger).stdout
    for words in ("Council of Vell", "2031-03-04", "The bridge", "a.minutes!/1"):
        assert words in rows


def test_a_plug_in_that_is_broken_is_named(installed: Path, tmp_path: Path) -> None:
    (installed / "sayso_minutes.py").write_text("READER = 3\n")
    (tmp_path / "a.txt").write_text("The bridge will stay open, the mayor said on Monday.")
    done = sayso(installed, "read", tmp_path / "a.txt", "--ledger", tmp_path / "l.db")
    assert "sayso.readers: minutes: this plug-in cannot be used" in done.stderr
    assert "1 new report" in done.stdout
