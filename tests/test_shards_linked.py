"""Judgements made elsewhere: taken over where they are of just this ledger, else refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pyarrow
import pyarrow.parquet
import pytest

from bench.articles import articles
from sayso import link
from sayso.collect import Metadata
from sayso.ledger import Ledger
from sayso.shards import COLUMNS, rows
from sayso.shards_linked import FOLDER, TABLES, Made, of, summed, take

KEPT = {
    "claims": "SELECT * FROM linked_claim",
    "postings": "SELECT bucket, moment, claim FROM posting",
    "met": "SELECT a, b, times, same, hard, score, record, NULL FROM met",
    "texts": "SELECT r.number, id, outlet, size, print, credits, sequences FROM linked_report r"
    " JOIN passages p ON p.number = r.number",
    "passages": "SELECT sequence, report FROM passage",
    "overlaps": "SELECT * FROM overlap",
}
DERIVED = (
    "link", "linked_claim", "linked_report", "member", "mention", "met", "overlap", "passage",
    "passages", "posting", "proposition", "source", "state", "tie", "touched",
)  # fmt: skip


def contents(ledger: Ledger) -> dict[str, list[str]]:
    """Every row of every table that linking fills."""
    sql = ledger.store._sql
    return {
        table: sorted(repr(tuple(row)) for row in sql.execute(f"SELECT * FROM {table}"))
        for table in DERIVED
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shards of twelve reports, and beside them the judgements of a ledger that linked them."""
    place = tmp_path_factory.mktemp("shards")
    table = [
        row
        for name, text in articles(12, sentences=6, seed=3)
        for row in rows(text.encode(), name, Metadata())
    ]
    schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS])
    (place / "shard=00000").mkdir()
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist(table, schema=schema), place / "shard=00000" / "part-0.parquet"
    )
    with Ledger(":memory:") as ledger:
        assert all(step.is_new for step in ledger.load([str(place)]))
        sql, store = ledger.store._sql, ledger.store
        ties: dict[tuple[int, int], list[int]] = {}
        for tie, a, b in sql.execute("SELECT tie, a, b FROM tie"):
            ties.setdefault((a, b), []).append(tie)
        for name, statement in KEPT.items():
            found = [list(row) for row in sql.execute(statement)]
            for row in found if name == "met" else ():
                row[-1] = ties.get((row[0], row[1]), [])
            (place / FOLDER / name).mkdir(parents=True)
            columns = dict(zip(TABLES[name], map(list, zip(*found, strict=True)), strict=True))
            file = place / FOLDER / name / "part-0.parquet"
            pyarrow.parquet.write_table(pyarrow.table(columns), file)
        digests = (of(report, store.claims_of(c.id for c in store.who.as_read(report.id)))
                   for report in store.reports())  # fmt: skip
        write_made(place, Made(link.linker(), *summed(digests)))
    return place


def write_made(place: Path, made: Made) -> None:
    (place / FOLDER / "made").mkdir(exist_ok=True)
    (place / FOLDER / "made" / "part-0.txt").write_bytes(msgspec.json.encode(made) + b"\n")


def test_what_is_taken_over_is_what_linking_here_makes(place: Path, tmp_path: Path) -> None:
    (tmp_path / "alone").symlink_to(place / "shard=00000")
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        list(one.load([str(tmp_path / "alone")]))
        steps = list(other.load([str(place)]))
        assert all(step.is_new for step in steps)
        assert contents(one)["met"]
        assert contents(one) == contents(other)
        assert (one.links(), one.propositions()) == (other.links(), other.propositions())
        # Later reports are worked into what was taken over.
        more = tmp_path / "more.txt"
        more.write_text(next(text for name, text in articles(14, 6, 3) if name == "000013.txt"))
        one.read(str(more))
        other.read(str(more))
        assert contents(one) == contents(other)
        assert list(other.load([str(place)])) == [replace(s, claims=0, known=True) for s in steps]


def test_a_decision_on_claims_stands(place: Path) -> None:
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        list(one.load([str(place / "shard=00000")]))
        pair = next(x for x in one.links() if x["kind"] == "same")
        one.decide("not-same", pair["a"], pair["b"], by="Ada")
        other.store.decide(one.store.decisions()[0])
        assert all(step.is_new for step in other.load([str(place)]))
        assert one.links() == other.links()
        assert pair not in other.links()


def other_linker(made: Made) -> Made:
    return made._replace(linker=made.linker ^ 1)


def other_reports(made: Made) -> Made:
    return made._replace(digest="0" * 32)


@pytest.mark.parametrize(
    ("change", "reason"),
    [(other_linker, "another version"), (other_reports, "does not hold the same reports")],
)
def test_judgements_of_something_else_are_refused_in_one_sentence(
    place: Path, change: Callable[[Made], Made], reason: str
) -> None:
    file = place / FOLDER / "made" / "part-0.txt"
    made = msgspec.json.decode(file.read_bytes(), type=Made)
    write_made(place, change(made))
    try:
        assert_refused(place, reason)
    finally:
        write_made(place, made)


def test_a_ledger_that_holds_more_links_by_itself(place: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("The bridge is shut, the mayor said on Friday.")
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        for ledger in (one, other):
            ledger.read(str(tmp_path / "more.txt"))
        list(one.load([str(place / "shard=00000")]))
        *_, last = other.load([str(place)])
        assert "does not hold the same reports" in (last.left_out or "")
        assert contents(one) == contents(other)


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [
        ("met", "same", "judging a pair again gives something else"),
        ("met", "b", "cannot be read"),
        ("claims", "moment", "of other claims"),
        ("claims", "record", "cannot be read"),
        ("postings", None, "cannot be read"),
    ],
)
def test_forged_judgements_are_refused_and_nothing_of_them_stays(
    place: Path, table: str, column: str | None, reason: str
) -> None:
    file = place / FOLDER / table / "part-0.parquet"
    before = file.read_bytes()
    rows = pyarrow.parquet.read_table(file)
    if column is None:
        file.write_bytes(before[: len(before) // 2])
    else:
        at = rows.column_names.index(column)
        kind = rows.schema.field(at).type
        forged: dict[str, object] = {"same": 2, "b": 0, "moment": 0, "record": b"?"}
        wrong = [forged[column]] * len(rows)
        pyarrow.parquet.write_table(
            rows.set_column(at, column, pyarrow.array(wrong, type=kind)), file
        )
    try:
        assert_refused(place, reason)
    finally:
        file.write_bytes(before)


def assert_refused(place: Path, reason: str) -> None:
    with Ledger(":memory:") as one, Ledger(":memory:") as other:
        list(one.load([str(place / "shard=00000")]))
        *_, last = other.load([str(place)])
        assert reason in (last.left_out or ""), last
        assert (last.left_out or "").endswith("the ledger links by itself instead.")
        assert contents(one) == contents(other)


def test_unfinished_judgements(tmp_path: Path) -> None:
    with Ledger(":memory:") as ledger:
        ledger.store._sql.execute("INSERT INTO touched VALUES ('x')")
        step = take(tmp_path, ledger.store)
        assert step is not None
        assert "not finished" in (step.left_out or "")
