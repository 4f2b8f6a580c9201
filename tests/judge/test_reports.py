"""Channels and hearsay over several attributions of one report, case by case.

A case is a text and its attributions in order, each by its words; ``chain`` names the voices.
"""

from __future__ import annotations

from typing import Any

import pytest

from sayso import extract, judge
from sayso.records import Attribution, Source, Span, Spans, Voice, digest
from sayso.settings import DEFAULT
from tests.judge.marked import rows


def _source(name: str) -> Source:
    return Source(id=digest(name), name=name, kind="person", identified="named")


def _spans(text: str, part: str, after: int) -> Spans:
    if not part:
        return ()
    start = text.index(part, after)
    return (Span(start, start + len(part)),)


@pytest.mark.parametrize("case", rows("reports"), ids=lambda case: case["why"])
def test_report(case: dict[str, Any]) -> None:
    text = case["text"]
    found, voices = [], []
    for item in case["claims"]:
        after = text.index(item.get("after", ""))
        content, source, cue = (
            _spans(text, item[role], after) for role in ("content", "source", "cue")
        )
        quote = item.get("quote", "direct" if item["content"][:1] == "“" else "indirect")
        found.append(Attribution(source, cue, content, quote, 1.0, item.get("nested_in")))
        chain = tuple(_source(name) for name in item.get("chain", ()))
        voices.append(Voice(speaker=chain[0] if chain else None, chain=chain))
    reading = extract.read(text, DEFAULT)
    judged = judge.firmness(reading, tuple(found), tuple(voices), DEFAULT)
    for item, firm in zip(case["claims"], judged, strict=True):
        assert {f: getattr(firm, f) for f in item["expect"]} == item["expect"], firm.reasons
