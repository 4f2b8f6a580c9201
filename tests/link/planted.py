"""The demo's planted claims as this room receives them, whatever the tagger finds today.

The characters and the voices are the gold's; times, places, figures and firmness are Sayso's own.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso import extract, ground, judge
from sayso.link import Linked, link
from sayso.records import Attribution, Claim, Report, Source, Voice, digest
from sayso.settings import DEFAULT
from sayso.show.demo.gold import attributions, gold, reports

Named = dict[str, Claim]


@cache
def planted() -> Named:
    """Every planted claim by its name in the gold."""
    found: Named = {}
    for entry in gold()["reports"]:
        report = reports()[entry["file"]]
        made = _claims(report, attributions(entry), entry["claims"])
        found |= dict(zip((c["id"] for c in entry["claims"]), made, strict=True))
    return found


@cache
def linked() -> Linked:
    """The planted claims, linked."""
    return link(list(planted().values()), {r.id: r for r in reports().values()}, DEFAULT)


def _claims(report: Report, said: tuple[Attribution, ...], rows: list[Any]) -> list[Claim]:
    reading = extract.read(report.text, DEFAULT)
    voices = tuple(_voice(row) for row in rows)
    times = ground.times(reading, said, report, DEFAULT)
    places = ground.places(reading, said, report, DEFAULT)
    figures = ground.figures(reading, said, report, DEFAULT)
    firmness = judge.firmness(reading, said, voices, DEFAULT)
    made: list[Claim] = []
    for number, one in enumerate(said):
        made.append(
            Claim(
                report=report.id, content=one.content, source=one.source, cue=one.cue,
                quote=one.quote, voice=voices[number], said=times[number].said,
                about=times[number].about, firmness=firmness[number],
                figures=figures[number].found, places=places[number].found,
                nested_in=None if one.nested_in is None else made[one.nested_in].id,
                confidence=1.0, made_by="test",
            )
        )  # fmt: skip
    return made


def _voice(row: dict[str, Any]) -> Voice:
    names = row.get("chain") or [row[key] for key in ("origin",) if key in row]
    chain = tuple(source(name) for name in names)
    return Voice(speaker=chain[0] if chain else None, chain=chain)


def source(key: str) -> Source:
    """One source of the gold."""
    row = gold()["sources"][key]
    return Source(
        id=digest("source", key), name=row["name"][0], kind=row["kind"],
        identified=row["identified"], role=row.get("role"), affiliation=row.get("affiliation"),
    )  # fmt: skip
