"""What a person decides about sources: applied everywhere, kept for ever, undone by number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger
from tests.test_laws import exported

STORIES = (
    "Outlet: Quay Post\nTitle: Ferries\nPublished: 2031-03-04\n\n"
    "The ferries will stop on Monday, said Ada Voss, the mayor of Vell.\n\n"
    "“We have no boats,” Voss said. Two officials said that 40 boats were sold.\n",
    "Outlet: Fen Herald\nTitle: Boats\nPublished: 2031-03-05\n\n"
    "The town has no boats, mayor Voss said on Tuesday. “They are gone,” she added.\n\n"
    "Two officials said that 60 boats were sold.\n",
    "Outlet: Fen Herald\nTitle: Roads\nPublished: 2031-03-06\n\n"
    "“It was a fine road,” said Ada Voss, the mayor of Arn. She said it would be mended.\n",
)


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    found = []
    for number, story in enumerate(STORIES):
        path = tmp_path / f"{number}.txt"
        path.write_text(story, "utf-8")
        found.append(str(path))
    return found


def names(ledger: Ledger) -> list[tuple[str, int]]:
    return sorted((row["name"], row["claims"]) for row in ledger.who() if row["kind"] == "person")


def ids(ledger: Ledger, name: str) -> list[str]:
    return [row["id"] for row in ledger.who() if row["name"] == name]


def test_merge_rename_and_split_are_seen_everywhere_and_undone(paths: list[str]) -> None:
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        before, listed = exported(ledger), ledger.sources()
        mayor, other = sorted(
            (r for r in ledger.sources_named("Ada Voss") if r.name == "Ada Voss"),
            key=lambda r: "Vell" not in str(r.roles),
        )
        assert mayor.id != other.id
        (alone,) = (r for r in ledger.sources_named("Voss") if r.name == "Voss")
        assert {frozenset((s.a, s.b)) for s in ledger.suggestions()} >= {
            frozenset((mayor.id, alone.id))
        }
        merged = ledger.merge(mayor.id, alone.id, by="me", note="the only mayor")
        renamed = ledger.rename(mayor.id, "Ada Voss (Vell)", by="me")
        assert not ids(ledger, "Voss")
        claims = ledger.claims(by="Ada Voss (Vell)")
        assert len(claims) == len(ledger.claims(by=mayor.id)) >= 4
        assert {c["speaker"]["id"] for c in claims} == {mayor.id}
        assert {c["chain"][0]["name"] for c in claims} == {"Ada Voss (Vell)"}
        assert ledger.card(mayor.id)["spoke"] == len(claims)
        record = next(r for r in ledger.sources() if r["id"] == mayor.id)
        assert record["decisions"] == [merged.number, renamed.number]
        assert {"Ada Voss", "Voss"} <= set(record["names"])
        second = next(c for c in claims if c["document"]["title"] == "Boats")
        split = ledger.split(mayor.id, mentions=[second["id"]], by="me")
        assert len(ledger.claims(by=mayor.id)) == len(claims) - 1
        assert ledger.verify().problems == ()
        for decision in (split, renamed, merged):
            ledger.decide("undo", str(decision.number), by="me")
        assert exported(ledger) == before
        assert ledger.sources() == listed
        ledger.decide("undo", "6", by="me")
        assert not ids(ledger, "Voss")


def test_decisions_hold_in_any_order_of_reading_and_after_a_correction(
    paths: list[str], tmp_path: Path
) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        ledger.read(*paths)
        (alone,) = ids(ledger, "Voss")
        mayor = next(r for r in ledger.sources_named("Ada Voss") if "Vell" in str(r.roles))
        ledger.merge(mayor.id, alone, by="me")
        a, b = (c["id"] for c in ledger.claims(by="officials"))
        ledger.decide("same", a, b, by="me")
        seen = names(ledger)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        ledger.read(paths[1], published="2031-03-07", title="Boats, corrected")
        assert "Boats, corrected" in {c["document"]["title"] for c in ledger.claims()}
        assert names(ledger) == seen
        of = ledger.store.proposition_of()
        assert len({of[c["id"]] for c in ledger.claims(by="officials")}) == 1
        assert ledger.store.who.waiting() == []
        decided = ledger.store.decisions()
    with Ledger(":memory:") as other:
        for decision in decided:
            other.store.decide(decision)
        other.read(paths[2])
        assert {number for number, _ in other.store.who.waiting()} == {1, 2}
        gaps = [g for g in _gaps(other) if g["field"] == "decision"]
        assert len(gaps) == 2
        assert all("waits" in gap["reason"] for gap in gaps)
        other.read(*reversed(paths[:2]))
        assert names(other) == seen
        assert other.store.who.waiting() == []


def _gaps(ledger: Ledger) -> list[dict[str, Any]]:
    from sayso.show import export

    return list(export.rows(ledger.store, "gaps"))


def test_a_suggestion_is_accepted_or_rejected(paths: list[str]) -> None:
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        count = len(ledger.suggestions())
        assert count
        one = ledger.suggestions()[0]
        rejected = ledger.judge(one.id, False, by="me")
        assert one.id not in {s.id for s in ledger.suggestions()}
        ledger.decide("undo", str(rejected.number), by="me")
        assert len(ledger.suggestions()) == count
        ledger.judge(one.id[:8], True, by="me")
        with pytest.raises(UsageError):
            ledger.judge(one.id, True, by="me")


def test_a_letter_only_from_a_person(paths: list[str]) -> None:
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        assert {r["admiralty"] for r in ledger.sources()} == {None}
        (alone,) = ids(ledger, "Voss")
        ledger.admiralty(alone, "b2", by="me")
        assert ledger.card(alone)["admiralty"] == "B2"
        assert "confidence" not in ledger.card(alone)


def test_what_cannot_be_decided_is_one_sentence(paths: list[str]) -> None:
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        (alone,) = ids(ledger, "Voss")
        for act in (
            lambda: ledger.merge(alone, alone, by="me"),
            lambda: ledger.merge(alone, "nobody at all", by="me"),
            lambda: ledger.source("Ada Voss"),
            lambda: ledger.split(alone, by="me"),
            lambda: ledger.split(
                alone, reports=[ledger.claims(by=alone)[0]["document"]["id"]], by="me"
            ),
            lambda: ledger.rename(alone, "  ", by="me"),
            lambda: ledger.admiralty(alone, "Z9", by="me"),
            lambda: ledger.judge("", True, by="me"),
            lambda: ledger.decide("merge", alone, alone, by="me"),
        ):
            with pytest.raises(UsageError):
                act()
