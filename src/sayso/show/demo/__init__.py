"""The demo: one invented story in an invented country, told by invented outlets.

The reports and what was planted in them (`gold.json`) ship with the package; every report says in
its header that it is invented.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.errors import UsageError
from sayso.link.history import Kept
from sayso.show.history import WORDS
from sayso.show.record import Json
from sayso.show.words import bounds, one_line, plural, shorten

if TYPE_CHECKING:
    from sayso.ledger import Ledger

REPORTS = files(__name__) / "reports"


def summary(ledger: Ledger) -> list[tuple[str, str]]:
    """(figure, one line about it) for what a reader would want first."""
    found = ledger.found()
    sources = [row for row in ledger.who() if row["id"]]
    named = [row for row in sources if row["kind"] != "outlet"]
    repeated = ledger.origins()
    clashes = ledger.conflicts()
    moved = [row for row in ledger.histories() if row["changes"] and len(row["steps"]) > 1]
    hearsay = sum(claim.firmness.hearsay for claim in found.claims)
    copies = [link for link in ledger.links() if link["kind"] == "copy"]
    unread = sum(len(claim.gaps) for claim in found.claims)
    return [
        (plural(len(found.reports), "report"), _outlets(found.reports.values())),
        (plural(len(found.claims), "claim"), f"{hearsay} of them hearsay, passed on from others"),
        (plural(len(sources), "source"), _heard(named)),
        (plural(len(repeated), "repeated claim"), _echo(repeated)),
        (plural(len(copies), "copied report pair"), "counted as one text each, however often"),
        (plural(len(clashes), "conflict"), _clash(clashes)),
        (plural(len(moved), "moved figure"), _moved(moved)),
        (plural(unread, "open question"), "a speaker, date or place that the text leaves open"),
    ]


def _outlets(reports: object) -> str:
    outlets = {report.outlet for report in reports if report.outlet}  # type: ignore[attr-defined]
    return f"by {len(outlets)} outlets and bodies"


def _heard(rows: list[Json]) -> str:
    best = ", ".join(f"{row['name']} ({row['claims']})" for row in rows[:3])
    return f"most heard: {best}" if best else "none resolved"


def _echo(rows: list[Json]) -> str:
    """The claim that most texts carry on the fewest words."""
    if not rows:
        return "nothing is said twice"
    row = min(rows, key=lambda r: r["origins"]["high"] - len(r["claims"]))
    count = bounds(row["origins"], "origin")
    said = plural(len(row["claims"]), "time")
    return f"“{shorten(row['text'], 60)}” is said {said}, on {count}"


def _clash(rows: list[Json]) -> str:
    if not rows:
        return "none found"
    left, right = rows[0]["left"], rows[0]["right"]
    return (
        f"{left['speaker']}: “{shorten(left['text'], 40)}” against "
        f"{right['speaker']}: “{shorten(right['text'], 40)}”"
    )


def _moved(series: list[Json]) -> str:
    """The figure that changed most, each change with its kind."""
    if not series:
        return "none"
    moves = [step for step in series[0]["steps"] if step["change"] not in Kept]
    told = [f"{step['value']} ({WORDS[step['change']]})" for step in moves[:5]]
    return f"{series[0]['label']}: {' → '.join(told)}"


def run(ledger: Ledger, console: Console) -> None:
    """Read the demo's reports into a ledger and print the summary.

    Raises:
        UsageError: the ledger holds reports of the user's; invented ones must not mix with them.
    """
    if any(all(note.field != "note" for note in r.notes) for r in ledger.store.reports()):
        raise UsageError(
            f"{ledger.store.path} holds reports of your own, and the demo's are invented;"
            " name another ledger with --ledger."
        )
    with as_file(REPORTS) as folder:
        outcome = ledger.read(str(folder))
    path = ledger.store.path
    console.print(
        "[bold]An invented story[/bold], as its reports tell it "
        f"(new in {path}: {plural(outcome.new, 'report')})\n"
    )
    for figure, line in summary(ledger):
        console.print(f"  [bold]{figure:<24}[/bold]", end="")
        console.print(one_line(line), markup=False)
    _next(ledger, console)


def _next(ledger: Ledger, console: Console) -> None:
    speakers = [row["name"] for row in ledger.who() if row["kind"] == "person"]
    name = speakers[0].split()[-1] if speakers else "officials"
    option = f"--ledger {ledger.store.path}"
    console.print("\nLook further:")
    for command, words in (
        (f"sayso claims --by {name} {option}", "what one source said"),
        (f"sayso origins --why {option}", "on whose word it rests"),
        (f"sayso conflicts --why {option}", "where sources differ"),
        (f"sayso show ID {option}", "the exact characters of a claim"),
        ("sayso read YOUR-REPORTS/", "start a ledger of your own"),
    ):
        console.print(f"  {command:<56} {words}", markup=False)
