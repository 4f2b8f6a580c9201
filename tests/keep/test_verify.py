"""`verify` names whatever was changed behind Sayso's back."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.keep import Store, verify
from sayso.keep.custody import broken, log
from sayso.records import Decision
from tests.keep.test_store import claim_in
from tests.strategies import report_of

UNLOCK = "DROP TRIGGER custody_is_not_changed; DROP TRIGGER custody_is_not_removed;"
TAMPERING = [
    ("UPDATE report SET record = replace(record, 'counted', 'claimed')", "hash differs"),
    ("UPDATE report SET record = replace(record, 'The Lamp', 'The Tide')", "id does not follow"),
    ("UPDATE claim SET content = 'Them'", "content is not what stands"),
    ("UPDATE claim SET record = replace(record, '[0,4]', '[0,5]')", "id does not follow"),
    ("UPDATE claim SET record = replace(record, '[0,4]', '[0,900]')", "outside the text"),
    ("UPDATE claim SET record = 'nonsense'", "cannot be read"),
    ("UPDATE report SET record = '{}'", "cannot be read"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM report", "points to no row"),
    (
        "UPDATE claim SET record = replace(record, '\"positive\"', '\"negative\"')",
        "changed or lost",
    ),
    ("DELETE FROM claim", "changed or lost"),
    ("UPDATE decision SET made_by = 'somebody else'", "not what was decided"),
    ("DELETE FROM decision", "has lost it"),
    ("UPDATE original SET packed = x'00'", "not the bytes"),
    (UNLOCK + "UPDATE custody SET path = 'b' WHERE number = 1", "seal does not fit"),
    (UNLOCK + "DELETE FROM custody WHERE number = 1", "is gone"),
    (UNLOCK + "DELETE FROM custody", "does not say that this report was read"),
]


@pytest.mark.parametrize(("sql", "sentence"), TAMPERING)
def test_a_change_is_named(tmp_path: Path, sql: str, sentence: str) -> None:
    path = str(tmp_path / "ledger.db")
    report = report_of("They counted 300 boats.", outlet="The Lamp", original=b"as it came")
    sha256 = hashlib.sha256(b"as it came").hexdigest()
    report = replace(report, sha256_bytes=sha256)
    with Store(path) as store:
        claim = claim_in(report)
        store.add(report, (claim,), "v1")
        store.decide(Decision(verb="same", subjects=(claim.id,), value=None, by="me", at="now"))
        verdict = verify(store)
        assert (verdict.reports, verdict.claims, verdict.problems) == (1, 1, ())
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.commit()
    connection.close()
    with Store(path) as store:
        problems = verify(store).problems
    assert any(sentence in problem.sentence for problem in problems), problems


def test_the_log_cannot_be_changed_by_mistake() -> None:
    with Store() as store:
        store.fail("a.txt", "it is empty.")
        for sql in ("UPDATE custody SET path = 'b'", "DELETE FROM custody"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                store._sql.execute(sql)


@given(st.lists(st.sampled_from(["received", "read", "failed"]), min_size=2, max_size=8), st.data())
def test_no_entry_can_go_or_change_unseen(actions: list[str], data: st.DataObject) -> None:
    with Store() as store:
        for number, action in enumerate(actions):
            log(store._sql, action, path=f"{number}.txt")
        whole = list(store.custody())
    assert not list(broken(whole, whole[-1].seal))
    victim = data.draw(st.integers(0, len(whole) - 1))
    changed = [*whole[:victim], replace(whole[victim], path="x"), *whole[victim + 1 :]]
    assert list(broken(changed))
    removed = [*whole[:victim], *whole[victim + 1 :]]
    assert list(broken(removed, whole[-1].seal))


def test_the_original_comes_back_as_it_was() -> None:
    data = bytes(range(256)) * 9
    report = replace(report_of("They left.", original=data), sha256_bytes="ab")
    with Store() as store:
        store.add(report, (), "v1")
        assert store.original("ab") == data
        assert [entry.action for entry in store.custody()] == ["received", "read"]
        store.add(report, (), "v1")
        store.receive(report)
        assert [entry.action for entry in store.custody()] == ["received", "read", "read"]
