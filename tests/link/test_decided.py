"""Law 5: a person's decision survives every re-run and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger
from tests.test_laws import STORIES, exported, folder_of


def together(ledger: Ledger, a: str, b: str) -> bool:
    ledger.link()
    of = ledger.store.proposition_of()
    return of[a] == of[b]


def test_a_decision_survives_a_new_reading_and_can_be_undone(tmp_path: Path) -> None:
    paths = folder_of(tmp_path / "reports", STORIES)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        ledger.read(*paths)
        before = exported(ledger)
        a, b = next(
            (p.claims[0], q.claims[0])
            for p in ledger.store.propositions()
            for q in ledger.store.propositions()
            if p.id < q.id
        )
        made = ledger.decide("same", a, b, by="me", note="a paraphrase")
        assert together(ledger, a, b)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        for report in list(ledger.store.reports()):  # as a new version of Sayso would
            claims = [c for c in ledger.store.claims() if c.report == report.id]
            ledger.store.add(report, claims, "a later version")
        ledger.read(*paths)
        assert together(ledger, a, b)
        assert any("me decided so" in link["reasons"] for link in ledger.links())
        assert ledger.verify().problems == ()
        undone = ledger.decide("undo", str(made.number), by="me")
        assert exported(ledger) == before
        assert ledger.decisions() == []
        ledger.decide("undo", str(undone.number), by="me")
        assert together(ledger, a, b)


def test_a_claim_can_be_taken_out_of_a_group_and_a_conflict_refused(tmp_path: Path) -> None:
    text = "The ferries will stop on Monday, minister Dana Okoro said.\n"
    paths = folder_of(
        tmp_path, [f"Outlet: {o}\nTitle: {o}\n\n{text}" for o in ("A", "B")] + STORIES
    )
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        a, b = next(p.claims[:2] for p in ledger.store.propositions() if len(p.claims) > 1)
        ledger.decide("not-same", a, b, by="me")
        assert not together(ledger, a, b)
        for row in ledger.conflicts():
            ledger.decide("not-conflict", row["a"], row["b"], by="me")
        assert ledger.conflicts() == []


@pytest.mark.parametrize(
    "words", [("same",), ("same", "zzz", "yyy"), ("agree", "a", "b"), ("undo", "7"), ("undo",)]
)
def test_what_cannot_be_decided_is_one_sentence(words: tuple[str, ...]) -> None:
    with Ledger(":memory:") as ledger, pytest.raises(UsageError):
        ledger.decide(*words, by="me")
