"""Small invented ledgers for the tests of this room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.records import Claim, Figure, Firmness, Report, Source, Span, Voice, When, digest

CASES = Path(__file__).parents[1] / "cases" / "link"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def report(text: str, outlet: str | None = "Post", published: str | None = "2031-03-04") -> Report:
    return Report(
        text=text, sha256_bytes="", sha256_text=digest(text), outlet=outlet, published=published
    )


def source(name: str, identified: str = "named", kind: str = "person") -> Source:
    return Source(id=digest(name), name=name, kind=kind, identified=identified)  # type: ignore[arg-type]


def claim(of: Report, start: int, end: int, *chain: Source, **fields: Any) -> Claim:
    figures = tuple(
        Figure(low=low, high=high, unit=None, modifier="exact", of=thing, place=place)
        for low, high, thing, place in fields.get("figures", ())
    )
    firmness = Firmness(
        act=fields.get("act", "say"),
        stage=fields.get("stage"),
        hearsay=fields.get("hearsay", False),
        certainty=fields.get("certainty", "unknown"),
    )
    return Claim(
        report=of.id, content=(Span(start, end),), source=(), cue=fields.get("cue", ()),
        quote=fields.get("quote", "indirect"),
        voice=Voice(speaker=chain[0] if chain else None, chain=chain),
        said=when(fields.get("said")), about=when(fields.get("about")), firmness=firmness,
        figures=figures, places=(), nested_in=fields.get("nested_in"), confidence=1.0,
        made_by="test",
    )  # fmt: skip


def when(edtf: str | None) -> When | None:
    """A day or a year."""
    if edtf is None:
        return None
    first, last = (edtf, edtf) if len(edtf) == 10 else (f"{edtf}-01-01", f"{edtf}-12-31")
    return When(start=first, end=last, edtf=edtf, text=edtf)


Ledger = tuple[list[Claim], dict[str, Report]]


def ledger(sayings: Sequence[dict[str, Any]], together: bool = False) -> Ledger:
    """A ledger of sayings {"by", "cue", "text", ...}, each in its own report or all in one."""
    text, reports, found = "", {}, []
    whole = " ".join(f"{s['by']} {s.get('cue', 'said:')} {s['text']}." for s in sayings)
    for number, saying in enumerate(sayings):
        before = f"{saying['by']} {saying.get('cue', 'said:')} "
        line = f"{before}{saying['text']}."
        of = report(whole) if together else report(line, outlet=f"Post {number}")
        reports[of.id] = of
        start = (len(text) if together else 0) + len(before)
        text += line + " "
        more = {key: value for key, value in saying.items() if key not in ("by", "cue", "text")}
        if "cue" in saying:
            more["cue"] = (Span(start - len(saying["cue"]) - 1, start - 1),)
        found.append(claim(of, start, start + len(saying["text"]), source(saying["by"]), **more))
    return found, reports
