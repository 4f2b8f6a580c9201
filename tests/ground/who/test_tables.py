"""Rows that users add: a body, its abbreviation, its metonym resolve; malformed ones are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.errors import UsageError
from sayso.ground.who.columns import COLUMNS, folder, row
from sayso.ground.who.lexicon import rows
from sayso.ledger import Ledger
from sayso.settings import Settings
from tests.ground.who.test_voices import said

SAYS = (
    "<s1>Quay House</s1> <c1>said</c1> <t1>fares would rise</t1>. <s2>The HSB</s2> <c2>added</c2> "
    "<t2>that boats were full</t2>. <s3>The harbourmistress, Ida Krohn,</s3> <c3>agreed</c3> "
    "<t3>that they were</t3>. <s4>Harbourmistress Krohn</s4> <c4>said</c4> <t4>more</t4>."
)
TEXT = re.sub(r"</?\w\d>", "", SAYS)
BOARD = ("bodies", "Harbour Safety Board", "HSB", "", "Quay House")


def test_an_added_body_speaks_by_its_abbreviation_and_its_metonym() -> None:
    known = Settings(tables=(row(BOARD[0], BOARD[1:]), row("titles", ["Harbourmistress", "f"])))
    found = said({"text": SAYS}, known)
    assert [found[n].chain[0].name for n in "123"] == [
        "Harbour Safety Board", "Harbour Safety Board", "Ida Krohn",
    ]  # fmt: skip
    assert found["1"].speaker == found["2"].speaker
    assert found["4"].chain[0].name == "Ida Krohn"
    without = said({"text": SAYS})
    assert without["1"].chain[0].name != "Harbour Safety Board"


def test_a_ledger_keeps_its_rows_and_reads_by_them_again(tmp_path: Path) -> None:
    report, path = tmp_path / "report.txt", str(tmp_path / "ledger.db")
    report.write_text(TEXT, "utf-8")
    with Ledger(path) as ledger:
        ledger.read(str(report))
        before = {c["id"]: c["made_by"] for c in ledger.claims()}
        ledger.add_row(*BOARD)
    with Ledger(path) as ledger:
        assert ledger.read(str(report)).new == 1
        assert len(ledger.claims(by="Harbour Safety Board")) >= 1
        after = {c["id"]: c["made_by"] for c in ledger.claims()}
        assert before.keys() == after.keys()
        assert set(before.values()).isdisjoint(after.values())
        assert ledger.read(str(report)).new == 0
        ledger.remove_row("bodies", "Harbour Safety Board")
        ledger.read(str(report))
        assert {c["id"]: c["made_by"] for c in ledger.claims()} == before


@pytest.mark.parametrize(
    ("table", "cells", "says"),
    [
        ("bodys", ["Board"], "'bodys' is no table"),
        ("bodies", [""], "needs a name"),
        ("bodies", ["Board", "", "firm"], "it must be one of: organisation"),
        ("titles", ["Warden", "x"], "it must be one of: m, f, u"),
        ("outlets", ["A", "", "paper", "more"], "at most 3 cells"),
        ("nicknames", ["Ann"], "two names or more"),
    ],
)
def test_a_malformed_row_is_one_sentence(table: str, cells: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)) as told:
        row(table, cells)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_a_malformed_file_names_its_line_and_adds_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    (tmp_path / "roles.tsv").write_text("# mine\npilotess\tperson\tf\npilot\tship\n", "utf-8")
    done = CliRunner().invoke(main, ["table", "load", str(tmp_path), "--ledger", path])
    assert done.exit_code == 2
    assert "roles.tsv, line 3: The kind in roles is 'ship'" in done.output
    with Ledger(path) as ledger:
        assert ledger.rows() == ()
    with pytest.raises(UsageError, match="no folder with tables"):
        list(folder(tmp_path / "nowhere"))


def test_the_command_adds_lists_and_removes(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["table", *words, "--ledger", path])
        assert done.exit_code == 0, done.output
        return done.output

    run("add", *BOARD)
    assert run("list").split("\t")[:3] == ["bodies", "Harbour Safety Board", "HSB"]
    run("remove", "bodies", "Harbour Safety Board")
    assert run("list") == ""


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_every_row_of_the_package_keeps_the_format_that_users_are_told(table: str) -> None:
    for cells in rows(f"{table}.tsv"):
        if table != "nicknames":
            assert row(table, cells)[1][: len(cells)] == tuple(
                cell or column.default for cell, column in zip(cells, COLUMNS[table], strict=False)
            )
