"""The laws of the design, over the whole river."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import pipeline
from sayso.keep import Store, verify
from sayso.ledger import Ledger
from sayso.records import all_spans, claim_id
from sayso.settings import Settings
from sayso.show import export
from sayso.spans import cut
from tests.strategies import days, report_of, texts

KINDS = ("claims", "links", "reports", "propositions", "gaps")


@settings(max_examples=40)
@given(texts, st.one_of(st.none(), days))
def test_law_1_every_span_is_its_characters(text: str, published: str | None) -> None:
    report = report_of(text, published=published)
    claims = pipeline.read_report(report)
    for claim in claims:
        assert claim.content, "a claim says something"
        assert all(0 <= s.start < s.end <= len(text) for s in claim.content)
        assert all(0 <= s.start <= s.end <= len(text) for s in all_spans(claim))
        assert claim.id == claim_id(report.id, claim.content, claim.source, claim.cue)
        if claim.said and claim.said.spans:
            assert claim.said.text in (cut(text, claim.said.spans), claim.said.text)
    with Store() as store:
        store.add(report, claims, "test")
        assert verify(store).problems == ()


def test_law_1_a_long_line() -> None:
    """One megabyte without a line break or, worse, without a space."""
    for text in ("word " * 20_000, "x" * 1_000_000, "“" * 10_000):
        claims = pipeline.read_report(report_of(text))
        assert all(0 <= s.start <= s.end <= len(text) for c in claims for s in all_spans(c))


def folder_of(folder: Path, stories: list[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    for number, story in enumerate(stories):
        (folder / f"{number}.txt").write_text(story, "utf-8")
    return [str(folder / f"{number}.txt") for number in range(len(stories))]


STORIES = [
    "Title: Ferries\nOutlet: The Lamp\nPublished: 2031-03-04\n\n"
    "The ferries will stop on Monday, minister Dana Okoro said. “We have no choice,” she added.\n",
    "Title: Ferries to stop\nOutlet: The Tide\nPublished: 2031-03-05\n\n"
    "The ferries will stop on Monday, the Lamp reported, citing two officials.\n",
    "Title: No stop\nOutlet: The Quay\nPublished: 2031-03-06\n\n"
    "The harbour office denied that the ferries will stop. At least 300 people wait, it said.\n",
    "Something that nobody dated. It was reportedly raining in Paris.\n",
]


def exported(ledger: Ledger) -> dict[str, list[object]]:
    ledger.link()
    return {kind: list(export.rows(ledger.store, kind)) for kind in KINDS}


def test_law_2_any_order_and_any_number_of_workers(tmp_path: Path) -> None:
    paths = folder_of(tmp_path / "reports", STORIES)
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        expected = exported(ledger)
    assert expected["claims"]
    for seed in range(3):
        shuffled = random.Random(seed).sample(paths, len(paths))
        with Ledger(":memory:") as ledger:
            for path in shuffled:
                ledger.read(path)
            assert exported(ledger) == expected
    with Ledger(":memory:", Settings(workers=2)) as ledger:
        ledger.read(*paths)
        assert exported(ledger) == expected


def test_law_3_what_could_not_be_read_or_dated_is_in_the_ledger(tmp_path: Path) -> None:
    paths = folder_of(tmp_path / "reports", STORIES)
    with Ledger(":memory:") as ledger:
        outcome = ledger.read(*paths, str(tmp_path / "missing.txt"))
        gaps = list(export.rows(ledger.store, "gaps"))
    assert [path for path, _ in outcome.failures] == [str(tmp_path / "missing.txt")]
    assert any(gap["field"] == "read" and "missing.txt" in gap["subject"] for gap in gaps)
    assert any(gap["field"] == "published" for gap in gaps)


def test_law_4_reading_twice_changes_nothing(tmp_path: Path) -> None:
    paths = folder_of(tmp_path / "reports", STORIES)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        first = ledger.read(*paths)
        once = exported(ledger)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        second = ledger.read(*paths)
        assert exported(ledger) == once
        assert ledger.verify().problems == ()
    assert (first.new, second.new, second.known) == (4, 0, 4)


def test_law_4_a_run_that_breaks_off_keeps_what_it_finished(tmp_path: Path) -> None:
    paths = folder_of(tmp_path / "reports", STORIES)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        steps = ledger.steps(paths)
        next(steps)
        steps.close()
    with Ledger(str(tmp_path / "l.db")) as ledger:
        assert ledger.verify().reports >= 1
        outcome = ledger.read(*paths)
        assert outcome.new + outcome.known == 4
        interrupted = exported(ledger)
    with Ledger(":memory:") as ledger:
        ledger.read(*paths)
        assert exported(ledger) == interrupted
