"""The demo's own gold: every speaker and chain, of its planted claims and of those found.

The gold's names are those that the claim's own report gives: a report that says "the mayor of Vell"
and never names her has her by that name. The host of a transcript, in whose turn somebody is
quoted, opens the chain.
"""

from __future__ import annotations

from typing import Any

import pytest

from bench import demo
from sayso import extract
from sayso.ground.who import voices
from sayso.ledger import Ledger
from sayso.records import Voice
from sayso.settings import DEFAULT
from sayso.show import export
from sayso.show.demo.gold import FOLDER, attributions, gold, locate, reports

ENTRIES = gold()["reports"]


def names(voice: Voice) -> list[dict[str, Any]]:
    return [{"name": s.name, "identified": s.identified} for s in voice.chain]


def right(planted: dict[str, Any], chain: list[dict[str, Any]]) -> bool:
    want = [gold()["sources"][name] for name in planted["chain"]]
    pairs = zip(chain, want, strict=False)
    return len(chain) == len(want) and all(demo._is(got, source) for got, source in pairs)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["key"] for entry in ENTRIES])
def test_every_planted_claim_has_its_speaker_and_chain(entry: dict[str, Any]) -> None:
    report = reports()[entry["file"]]
    reading = extract.read(report.text, DEFAULT)
    found = voices(reading, attributions(entry), report, DEFAULT)
    wrong = {}
    for planted, voice in zip(entry["claims"], found, strict=True):
        if planted.get("chain") is not None and not right(planted, names(voice)):
            wrong[planted["id"]] = [source.name for source in voice.chain]
        if planted.get("chain"):
            assert voice.speaker == voice.chain[0]
    assert not wrong


def test_no_two_unnamed_sources_are_taken_for_one() -> None:
    merged = 0
    for entry in ENTRIES:
        report = reports()[entry["file"]]
        found = voices(extract.read(report.text, DEFAULT), attributions(entry), report, DEFAULT)
        means: dict[str, list[str]] = {}
        for planted, voice in zip(entry["claims"], found, strict=True):
            for want, source in zip(planted.get("chain") or (), voice.chain, strict=False):
                if source.identified != "named":
                    means.setdefault(source.id, []).append(want)
        assert all(len(set(names)) == 1 for names in means.values()), entry["key"]
        merged += sum(len(names) > 1 for names in means.values())
    assert merged >= 8


def test_every_claim_that_the_reader_finds_has_its_speaker_and_chain() -> None:
    with Ledger(":memory:") as ledger:
        ledger.read(str(FOLDER / "reports"))
        claims = list(export.rows(ledger.store, "claims"))
    found = demo.matches(claims)
    wrong, count = {}, 0
    for entry in ENTRIES:
        text = reports()[entry["file"]].text
        for planted in entry["claims"]:
            claim = found.get(planted["id"])
            if claim is None or planted.get("chain") is None:
                continue
            spans = [tuple(span) for span in claim["source"]["spans"]]
            want = locate(text, planted["source"])
            # A source that the reader missed or took from elsewhere is no question of who it is.
            if bool(want) != bool(spans) or not all(
                any(w.start < end and start < w.end for start, end in spans) for w in want[:1]
            ):
                continue
            count += 1
            if not right(planted, claim["chain"]):
                wrong[planted["id"]] = [link["name"] for link in claim["chain"]]
    assert not wrong
    assert count >= 150
