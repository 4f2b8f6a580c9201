"""`verify` names whatever was changed behind Sayso's back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.keep import Store, verify
from tests.keep.test_store import claim_in
from tests.strategies import report_of

TAMPERING = [
    ("UPDATE report SET record = replace(record, 'counted', 'claimed')", "hash differs"),
    ("UPDATE report SET record = replace(record, 'The Lamp', 'The Tide')", "id does not follow"),
    ("UPDATE claim SET content = 'Them'", "content is not what stands"),
    ("UPDATE claim SET record = replace(record, '[0,4]', '[0,5]')", "id does not follow"),
    ("UPDATE claim SET record = replace(record, '[0,4]', '[0,900]')", "outside the text"),
    ("UPDATE claim SET record = 'nonsense'", "cannot be read"),
    ("UPDATE report SET record = '{}'", "cannot be read"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM report", "points to no row"),
]


@pytest.mark.parametrize(("sql", "sentence"), TAMPERING)
def test_a_change_is_named(tmp_path: Path, sql: str, sentence: str) -> None:
    path = str(tmp_path / "ledger.db")
    report = report_of("They counted 300 boats.", outlet="The Lamp")
    with Store(path) as store:
        store.add(report, (claim_in(report),), "v1")
        verdict = verify(store)
        assert (verdict.reports, verdict.claims, verdict.problems) == (1, 1, ())
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.commit()
    connection.close()
    with Store(path) as store:
        problems = verify(store).problems
    assert any(sentence in problem.sentence for problem in problems), problems
