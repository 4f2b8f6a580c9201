"""The demo's planted claims as real claims: the gold says who, what and with which words; when,
where, how many and how firmly are read from the reports as ever.
"""

from __future__ import annotations

from functools import cache

from sayso import extract, ground, judge
from sayso.records import Claim, Report
from sayso.settings import DEFAULT
from sayso.show.demo.gold import attributions, gold, reports


@cache
def planted() -> tuple[dict[str, Claim], dict[str, Report]]:
    """Every planted claim by its name in the gold, and the demo's reports by id."""
    found: dict[str, Claim] = {}
    for entry in gold()["reports"]:
        report = reports()[entry["file"]]
        reading = extract.read(report.text, DEFAULT)
        said = attributions(entry)
        voices = ground.voices(reading, said, report, DEFAULT)
        times = ground.times(reading, said, report, DEFAULT)
        places = ground.places(reading, said, report, DEFAULT)
        figures = ground.figures(reading, said, report, DEFAULT)
        firm = judge.firmness(reading, said, voices, DEFAULT)
        for number, one in enumerate(said):
            found[entry["claims"][number]["id"]] = Claim(
                report=report.id, content=one.content, source=one.source, cue=one.cue,
                quote=one.quote, voice=voices[number], said=times[number].said,
                about=times[number].about, firmness=firm[number],
                figures=figures[number].found, places=places[number].found, nested_in=None,
                confidence=1.0, made_by="gold",
            )  # fmt: skip
    return found, {report.id: report for report in reports().values()}
