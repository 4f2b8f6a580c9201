"""Reading the marked texts of tests/cases/who."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs, sentences, words
from sayso.records import Attribution, Quote, Reading, Report
from sayso.spans import Span, Spans

TAG = re.compile(r"<(/?)([sct])(\d+)>")


def reading_of(text: str) -> Reading:
    """Paragraphs, sentences, words and quotations; no mentions."""
    blocks = paragraphs(text)
    return Reading(text, blocks, sentences(text, blocks), words(text), quotations(text, blocks))


def case(row: dict[str, Any]) -> tuple[Reading, tuple[Attribution, ...], list[str], Report]:
    """A case as reading, attributions, their numbers, and report."""
    text, at = "", 0
    starts: dict[tuple[str, str], int] = {}
    marked: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for tag in TAG.finditer(row["text"]):
        text += row["text"][at : tag.start()]
        at = tag.end()
        key = (tag[2], tag[3])
        if tag[1]:
            marked[key].append(Span(starts.pop(key), len(text)))
        else:
            starts[key] = len(text)
    text += row["text"][at:]
    reading = reading_of(text)
    numbers = sorted({number for _, number in marked})
    found = tuple(
        Attribution(
            tuple(marked["s", n]),
            tuple(marked["c", n]),
            tuple(marked["t", n]),
            row.get("quote", {}).get(n) or _quote(reading, tuple(marked["t", n])),
            1.0,
        )
        for n in numbers
    )
    report = Report(text=text, sha256_bytes="", sha256_text=text, outlet=row.get("outlet"))
    return reading, found, numbers, report


def _quote(reading: Reading, content: Spans) -> Quote:
    inside = [q for q in reading.quotations for c in content if q.outer.overlaps(c)]
    return "direct" if inside else "indirect"
