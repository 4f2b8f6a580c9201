"""Every command on real files: tables in a terminal, plain lines in a pipe, JSON on demand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main
from sayso.cli.options import day
from sayso.errors import UsageError
from tests.test_laws import STORIES, folder_of


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    folder_of(folder / "reports", STORIES)
    assert run("read", folder / "reports", "--ledger", folder / "l.db").exit_code == 0
    return folder / "l.db"


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    "command", ["claims", "who", "figures", "origins", "conflicts", "timeline", "verify"]
)
def test_every_view_in_words_and_in_json(ledger: Path, command: str) -> None:
    plain = run(command, "--ledger", ledger)
    assert plain.exit_code == 0, plain.output
    as_json = run(command, "--json", "--ledger", ledger)
    assert all(isinstance(row, dict) for row in rows(as_json))


@pytest.mark.parametrize("command", ["who", "figures", "origins", "conflicts", "timeline"])
def test_every_view_can_be_drawn(ledger: Path, tmp_path: Path, command: str) -> None:
    files = (tmp_path / "a.svg", tmp_path / "a.png")
    drawn = run(command, "--svg", files[0], "--png", files[1], "--ledger", ledger)
    assert drawn.exit_code == 0, drawn.output
    assert files[0].read_text("utf-8").startswith("<svg")
    assert files[1].read_bytes().startswith(b"\x89PNG")
    missing = run(command, "--svg", tmp_path / "none" / "a.svg", "--ledger", ledger)
    assert missing.exit_code == 2
    assert "cannot write here" in missing.output


def test_claims_can_be_narrowed(ledger: Path) -> None:
    everything = rows(run("claims", "--json", "--ledger", ledger))
    assert everything
    for option, value, holds in (
        ("--outlet", "lamp", lambda r: r["document"]["outlet"] == "The Lamp"),
        ("--text", "ferries", lambda r: "ferries" in r["content"]["text"].lower()),
        ("--quote", "direct", lambda r: r["quote"] == "direct"),
        ("--as-of", "2031-03-04", lambda r: r["document"]["published"] <= "2031-03-04"),
    ):
        narrowed = rows(run("claims", option, value, "--json", "--ledger", ledger))
        expected = [r["id"] for r in everything if r["document"]["published"] and holds(r)]
        assert [r["id"] for r in narrowed if r["document"]["published"]] == expected, option
    assert rows(run("claims", "--limit", 1, "--json", "--ledger", ledger)) == everything[:1]


def test_show_leads_to_the_exact_characters(ledger: Path) -> None:
    claim = rows(run("claims", "--json", "--ledger", ledger))[0]
    shown = run("show", claim["id"][:10], "--why", "--ledger", ledger)
    assert shown.exit_code == 0, shown.output
    assert claim["content"]["text"].split()[0] in shown.output
    assert claim["id"] in shown.output
    (record,) = rows(run("show", claim["id"], "--why", "--json", "--ledger", ledger))
    assert record["id"] == claim["id"]
    assert record["reasons"] is not None


def test_export_is_what_json_shows(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    assert run("export", "--to", "jsonl", "--out", out, "--ledger", ledger).exit_code == 0
    lines = out.read_text("utf-8").splitlines()
    claims = rows(run("claims", "--json", "--ledger", ledger))
    assert [json.loads(line) for line in lines] == claims
    assert rows(run("export", "--out", "-", "--ledger", ledger)) == claims
    for what in ("links", "reports", "propositions", "gaps"):
        rows(run("export", "--what", what, "--ledger", ledger))
    nowhere = run("export", "--out", tmp_path / "none" / "x.jsonl", "--ledger", ledger)
    assert nowhere.exit_code == 2


def test_standard_input_and_metadata_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    text = "The bridge is safe, engineer Ilse Marrow said on Friday.\n"
    done = run("read", "-", "--outlet", "The Quay", "--published", "2031-03-08",
               "--ledger", path, input=text)  # fmt: skip
    assert done.exit_code == 0, done.output
    (report,) = rows(run("export", "--what", "reports", "--ledger", path))
    assert (report["outlet"], report["published"]) == ("The Quay", "2031-03-08")


def test_the_environment_names_the_ledger(ledger: Path) -> None:
    named = run("claims", "--json", env={"SAYSO_LEDGER": str(ledger)})
    assert named.output == run("claims", "--json", "--ledger", ledger).output


def test_a_ledger_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = run("claims", "--ledger", tmp_path / "none.db")
    assert done.exit_code == 1
    assert "make one with `sayso read`" in done.stderr


DAYS = [
    ("2018-12-19", False, "2018-12-19"),
    ("2018-12", False, "2018-12-01"),
    ("2018-12", True, "2018-12-31"),
    ("2020-02", True, "2020-02-29"),
    ("2018", False, "2018-01-01"),
    ("2018", True, "2018-12-31"),
]


@pytest.mark.parametrize(("words", "last", "expected"), DAYS)
def test_days(words: str, last: bool, expected: str) -> None:
    assert day(words, last=last) == expected


@pytest.mark.parametrize("words", ["", "soon", "2018-13", "2018-02-30", "0000-01-01", "18-12-19"])
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        day(words, last=False)


def test_what_the_user_said_of_a_file_is_not_forgotten(tmp_path: Path) -> None:
    path, ledger = tmp_path / "report.txt", tmp_path / "l.db"
    path.write_text("The bridge is safe, engineer Ilse Marrow said on Friday.\n")

    def reports(*options: str) -> list[tuple[str, str]]:
        assert run("read", path, *options, "--ledger", ledger).exit_code == 0
        found = rows(run("export", "--what", "reports", "--ledger", ledger))
        return [(report["outlet"], report["published"]) for report in found]

    assert reports("--outlet", "The Quay", "--published", "2031-03-08") == [
        ("The Quay", "2031-03-08")
    ]
    assert reports() == [("The Quay", "2031-03-08")]
    assert reports("--published", "2031-03-09") == [("The Quay", "2031-03-09")]


def test_an_export_that_cannot_be_written_leaves_everything_as_it_was(
    ledger: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "c.csv.part"
    mine.write_text("precious")
    assert (
        run("export", "--to", "csv", "--out", tmp_path / "c.csv", "--ledger", ledger).exit_code == 0
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.csv", "c.csv.part"]
    assert mine.read_text() == "precious"
    for out in (mine / "x.csv", tmp_path / ("x" * 300)):
        done = run("export", "--out", out, "--ledger", ledger)
        assert (done.exit_code, "cannot write" in done.stderr) == (2, True)


def test_ids_are_hexadecimal_and_filters_narrow_what_they_can(ledger: Path) -> None:
    for wrong in ("%", "_", "'", "97-51", ""):
        assert run("show", wrong, "--ledger", ledger).exit_code == 2
    assert run("export", "--what", "links", "--by", "x", "--ledger", ledger).exit_code == 2
    nothing = run("claims", "--by", "nobody at all", "--ledger", ledger)
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")


def test_a_demo_never_mixes_with_reports_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("The harbour will reopen, the mayor said on Friday.\n")
    ledger = str(tmp_path / "l.db")
    assert (
        CliRunner().invoke(main, ["read", str(tmp_path / "own.txt"), "--ledger", ledger]).exit_code
        == 0
    )
    refused = CliRunner().invoke(main, ["demo", "--ledger", ledger])
    assert refused.exit_code == 2
    assert "reports of your own" in refused.output


def test_the_beginning_of_an_id_is_enough_for_by(tmp_path: Path) -> None:
    text = "The harbour will reopen, Mirela Okoro, the mayor, said on Friday.\n"
    (tmp_path / "own.txt").write_text(text)
    ledger = ["--ledger", str(tmp_path / "l.db"), "--json"]
    CliRunner().invoke(main, ["read", str(tmp_path / "own.txt"), *ledger])
    (claim,) = CliRunner().invoke(main, ["claims", *ledger]).output.splitlines()
    speaker = json.loads(claim)["speaker"]["id"]
    assert (
        CliRunner().invoke(main, ["claims", "--by", speaker[:8], *ledger]).output.strip() == claim
    )
    out = tmp_path / "claims.csv"
    CliRunner().invoke(main, ["export", "--to", "csv", "--out", str(out), *ledger[:2]])
    assert out.stat().st_mode & 0o777 == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
