"""`sayso who`: the list, the card of one source, and decisions, on real files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.show.sources import terminal
from tests.test_deciding import STORIES


@pytest.fixture
def path(tmp_path: Path) -> str:
    for number, story in enumerate(STORIES):
        (tmp_path / f"{number}.txt").write_text(story, "utf-8")
    path = str(tmp_path / "l.db")
    with Ledger(path) as ledger:
        ledger.read(str(tmp_path))
    return path


def run(path: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["who", "--ledger", path, *arguments])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_list_and_the_card(path: str) -> None:
    listed = rows(run(path, "--json"))
    assert {"Ada Voss", "Voss"} <= {row["name"] for row in listed}
    assert "Ada Voss" in run(path).stdout
    several = run(path, "Ada Voss")
    assert several.exit_code == 0
    assert several.stdout.count("Ada Voss") == 2
    one = next(row["id"] for row in listed if row["name"] == "Ada Voss")
    shown = run(path, one[:8], "--why")
    assert shown.exit_code == 0, shown.output
    card = shown.stdout
    assert "on record" in card
    assert "why" in card
    assert len(rows(run(path, "Ada Voss", "--json"))) == 2
    assert run(path, "nobody at all").stdout == ""
    assert rows(run(path, "Ada Voss", "--json", "--as-of", "2031-03-01")) == []
    (early,) = rows(run(path, "Ada Voss", "--json", "--as-of", "2031-03-04"))
    assert early["spoke"] == 2


def test_a_command_may_stand_after_options_and_a_name_like_one_is_asked_for_by_card(
    path: str,
) -> None:
    assert rows(run(path, "suggestions", "--json"))
    assert run(path, "card", "merge").exit_code == 0
    assert CliRunner().invoke(main, ["who", "--help"]).exit_code == 0
    assert run(path, "merge", "Voss").exit_code == 2


def test_deciding_and_undoing(path: str) -> None:
    before = rows(run(path, "--json"))
    asked = rows(run(path, "suggestions", "--json"))
    assert "·" in run(path, "suggestions").stdout
    made = rows(run(path, "suggestions", "--accept", asked[0]["id"], "--by", "me", "--json"))
    assert [(row["verb"], row["by"]) for row in made] == [("merge", "me")]
    assert len(rows(run(path, "--json"))) == len(before) - 1
    one = asked[0]["a"]
    assert rows(run(path, "rename", one, "Ada Voss (Vell)", "--json"))[0]["value"]
    assert rows(run(path, "admiralty", one, "C3", "--json"))[0]["value"] == "C3"
    assert rows(run(path, one, "--json"))[0]["name"] == "Ada Voss (Vell)"
    claim = rows(run(path, one, "--json"))[0]["claims"][0]
    assert run(path, "split", one, "--mentions", claim).exit_code == 0
    for number in ("4", "3", "2", "1"):
        done = CliRunner().invoke(main, ["decide", "undo", number, "--ledger", path])
        assert done.exit_code == 0
    assert rows(run(path, "--json")) == before
    assert run(path, "merge", "Ada Voss", "Voss").exit_code == 2  # two are called so


@pytest.mark.parametrize("width", [40, 80, 160])
def test_it_fits_the_terminal(path: str, width: int) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    with Ledger(path) as ledger:
        listed = ledger.who()
        terminal.print_listing(screen, listed)
        terminal.print_card(screen, ledger.card(listed[0]["id"]))
    shown = screen.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in shown)
    if width >= 80:
        first = [line for line in shown if line.startswith(listed[0]["name"])]
        assert first
        assert listed[0]["id"][:8] in first[0]
