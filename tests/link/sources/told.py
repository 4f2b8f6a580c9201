"""Small invented appearances for the tests of this room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sayso.link.sources import Appearance, Place
from sayso.records import Anchor, Decision, Span, digest
from sayso.speakers import Resolved

CASES = Path(__file__).parents[2] / "cases" / "sources"


def cases(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def unit(report: str, name: str, **more: Any) -> Appearance:
    """One source in one report; the named get an id from their name, as in reading."""
    kind, identified = more.get("kind", "person"), more.get("identified", "named")
    scope = report if more.get("scope") == "report" else more.get("scope")
    own = (kind, name, scope) if identified == "named" else (report, name)
    role = more.get("role")
    claim = digest("claim", report, name, more.get("at", 0))
    start = more.get("at", sum(map(ord, name)) * 7 % 1000)
    return Appearance(
        report=report, sha256=more.get("sha256", f"text of {report}"), source=digest(*own),
        name=name, kind=kind, identified=identified, scope=scope,
        roles=((role, more.get("affiliation")),) if role or more.get("affiliation") else (),
        wordings=(name,), places=(Place(claim, (Span(start, start + 5),)),),
        day=more.get("day", "2031-03-04"), outlet=more.get("outlet"), host=more.get("host"),
        own=more.get("own", False),
    )  # fmt: skip


def anchor(of: Appearance, id_: str) -> Anchor:
    return Anchor(
        of=id_, report=of.report, sha256=of.sha256, spans=of.places[0].spans, name=of.name
    )


def decision(
    verb: str, number: int, *ends: tuple[Appearance, str], value: str | None = None
) -> Decision:
    """A decision about appearances, with the ids of the records that they are in."""
    return Decision(
        verb=verb, subjects=tuple(id_ for _, id_ in ends), value=value, by="me", at="",
        number=number, anchors=tuple(anchor(of, id_) for of, id_ in ends),
    )  # fmt: skip


def record_of(found: Resolved, of: Appearance) -> str:
    """The id of the record that an appearance is."""
    return next(m.record for m in found.mentions if m.claim == of.places[0].claim)
