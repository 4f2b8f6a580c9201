"""Cases with marks: [source] {cue} <content>, the cue possibly inside the content."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sayso import extract
from sayso.records import Attribution, Quote, Reading, Span, Spans
from sayso.settings import DEFAULT

CASES = Path(__file__).parent.parent / "cases" / "judge"
ROLES = {"[": "source", "{": "cue", "<": "content"}
CLOSING = {"]": "source", "}": "cue", ">": "content"}


def rows(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def marked(text: str) -> tuple[Reading, Attribution]:
    """A reading of the text without its marks, and the attribution that they mark."""
    plain = ""
    spans: dict[str, Spans] = {"source": (), "cue": (), "content": ()}
    opened: dict[str, int] = {}
    for character in text:
        if character in ROLES:
            opened[ROLES[character]] = len(plain)
        elif character in CLOSING:
            role = CLOSING[character]
            spans[role] = (*spans[role], Span(opened[role], len(plain)))
        else:
            plain += character
    quoted = re.match(r"[“\"]", plain[spans["content"][0].start :])
    quote: Quote = "direct" if quoted else "mixed" if "“" in plain else "indirect"
    reading = extract.read(plain, DEFAULT)
    attribution = Attribution(spans["source"], spans["cue"], spans["content"], quote, 1.0)
    return reading, attribution
