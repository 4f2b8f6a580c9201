"""`sayso claims`, `show`, `timeline`, `figures`, `origins`, `conflicts`: questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import drawn, filters, json_option, query, why_option, with_ledger
from sayso.cli.screen import console, lines, pictured
from sayso.show.words import plural

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command()
@with_ledger
@filters
@json_option
def claims(ledger: Ledger, as_json: bool, **chosen: Any) -> None:
    """List claims: how firmly, when, on whose word, what, where."""
    from sayso.show import terminal

    records = ledger.claims(**query(chosen))
    if as_json:
        lines(records)
        return
    if not records:
        click.echo("Nothing found.", err=True)
        return
    screen = console()
    columns = ("", "said", "on whose word", "what", "outlet", "id")
    width = max(30, screen.width - 75) if screen.is_terminal else 1_000_000
    rows = terminal.claim_rows(records, width, spoken=screen.is_terminal)
    terminal.print_table(screen, columns, rows)
    if screen.is_terminal:
        some = "the first " if len(records) == chosen.get("limit") else ""
        all_ = "" if some else " in all"
        screen.print(f"\n[dim]{some}{len(records):,}{all_}.  {terminal.LEGEND}[/dim]")


@click.command()
@click.argument("id_", metavar="ID")
@with_ledger
@why_option
@json_option
def show(ledger: Ledger, id_: str, why: bool, as_json: bool) -> None:
    """One claim in its passage: the exact characters, and every field with its evidence."""
    from sayso.show import record, terminal

    full = ledger.identify(id_)
    found = ledger.found(of=full)
    if not found.claims:
        click.echo(f"{full} holds no claims.", err=True)
    screen = console()
    for number, claim in enumerate(found.claims):
        data = found.record(claim)
        if as_json:
            lines([{**data, **(record.why_record(claim) if why else {})}])
        else:
            if number:
                screen.print()
            report = found.reports[claim.report]
            terminal.print_claim(screen, claim, data, report, why=why)


@click.command()
@with_ledger
@filters
@click.option("--only", type=click.Choice(["statements", "events"]),
              help="Only what was said, or only the times it is about.")  # fmt: skip
@drawn
@json_option
def timeline(ledger: Ledger, only: str | None, as_json: bool, **chosen: Any) -> None:
    """Statements (●) and the events they are about (◆), in order; "/DATE" means by then."""
    from sayso.show import terminal

    rows = ledger.timeline(**query(chosen))
    rows = [row for row in rows if only is None or f"{row['kind']}s" == only]
    if pictured(ledger, "timeline", rows, chosen):
        return
    if as_json:
        lines(rows)
    elif rows:
        terminal.print_timeline(console(), rows)
    else:
        click.echo("Nothing found.", err=True)


@click.command()
@with_ledger
@filters
@click.option("--all", "every", is_flag=True, help="Also what was counted only once.")
@click.option("--drift", is_flag=True, help="How wording and firmness drifted, instead.")
@why_option
@drawn
@json_option
def figures(
    ledger: Ledger, every: bool, drift: bool, why: bool, as_json: bool, **chosen: Any
) -> None:
    """Figures as series: one thing counted again, and what became of the value each time.

    The kinds of change: it changed (the world), counted anew, another source, another scope, a
    slip and its correction; "kind not told" where no words show which.
    """
    from sayso.show.history import terminal

    asked = query(chosen)
    limit = asked.pop("limit", None)
    rows = ledger.travels(**asked) if drift else ledger.histories(**asked)
    once = 0 if drift else sum(len(row["steps"]) == 1 for row in rows)
    rows = [row for row in rows if drift or every or len(row["steps"]) > 1][:limit]
    if not drift and pictured(ledger, "figures", rows, chosen):
        return
    if as_json:
        lines(rows)
        return
    show = terminal.print_travels if drift else terminal.print_series
    show(console(), rows, why=why)
    if once and not every:
        figures_ = plural(once, "figure")
        words = f"Given only once, and so without a history: {figures_}; --all shows them."
        click.echo(words, err=True)
    elif not rows:
        click.echo("Nothing found.", err=True)


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@with_ledger
@filters
@why_option
@drawn
@json_option
def origins(ledger: Ledger, id_: str | None, why: bool, as_json: bool, **chosen: Any) -> None:
    """What is said in several places, and on how many independent words it rests."""
    from sayso.show import terminal

    rows = ledger.origins(**query(chosen))
    if id_:
        full = ledger.identify(id_)
        rows = [r for r in rows if full == r["id"] or full in r["claims"]]
    if pictured(ledger, "origins", rows, chosen):
        return
    if as_json:
        lines(rows)
        return
    trees = {row["id"]: ledger.springs(row["claims"]) for row in rows} if why else {}
    terminal.print_origins(console(), rows, trees)
    if not rows:
        click.echo("Nothing found.", err=True)


@click.command()
@with_ledger
@filters
@why_option
@click.option("--all", "every", is_flag=True, help="All pairs of the same two propositions.")
@drawn
@json_option
def conflicts(ledger: Ledger, why: bool, every: bool, as_json: bool, **chosen: Any) -> None:
    """Pairs of claims that do not agree. Nothing here says who is right."""
    from sayso.show import terminal

    rows = ledger.conflicts(**query(chosen))
    if pictured(ledger, "conflicts", rows, chosen):
        return
    if as_json:
        lines(rows)
        return
    terminal.print_conflicts(console(), rows, why=why, every=every)
    if not rows:
        click.echo("Nothing found.", err=True)


@click.command()
@click.argument("subject", required=False)
@with_ledger
@json_option
def versions(ledger: Ledger, subject: str | None, as_json: bool) -> None:
    """Documents that were seen with more than one text: what was edited, and was it said.

    SUBJECT narrows it to an address, a path, or a report's id.
    """
    from sayso.show.versions.terminal import print_versions

    rows = ledger.versions()
    if subject:
        rows = [
            row
            for row in rows
            if subject == row["document"]
            or any(version["id"].startswith(subject) for version in row["versions"])
        ]
    if as_json:
        lines(rows)
    elif rows:
        print_versions(console(), rows)
    else:
        click.echo("Nothing found.", err=True)
