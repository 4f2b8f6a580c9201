"""`sayso who`: the sources, the card of one, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Sequence
from getpass import getuser
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import (
    as_of_option,
    drawn,
    json_option,
    options,
    query,
    why_option,
    with_ledger,
)  # fmt: skip
from sayso.cli.screen import console, lines, pictured, table

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.records import Decision

deciding = options(
    click.option("--by", default=getuser, help="Who decides; your login name by default."),
    click.option("--note", default="", help="Why."),
    json_option,
)


class WithDefault(click.Group):
    """A group that takes anything but the name of a command as words for its default command."""

    default = "card"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command first: `who --ledger X merge A B` is `who merge --ledger X A B`."""
        card = self.commands[self.default]
        valued = {
            name
            for option in card.params
            if isinstance(option, click.Option) and not option.is_flag
            for name in option.opts
        }
        place = 0
        while place < len(args) and args[place].startswith("-") and args[place] != "-":
            if args[place] in ("-h", "--help"):
                return super().parse_args(ctx, args)
            place += 2 if args[place] in valued else 1
        if place < len(args) and args[place] in self.commands:
            named = args.pop(place)
            return super().parse_args(ctx, [named, *args])
        return super().parse_args(ctx, [self.default, *args])


@click.group(cls=WithDefault, no_args_is_help=False)
def who() -> None:
    """List sources, the most heard first; with NAME (or an id), the card of one source.

    A source is one person or body, under whatever names. Where it is not sure that two are one,
    they stay two: see `sayso who suggestions`, and say so with `merge`. What you decide holds for
    every later reading; `sayso decide` lists it, `sayso decide undo NUMBER` takes it back.

    `sayso who [NAME]` is short for `sayso who card [NAME]`; its options: `sayso who card --help`.
    """


@who.command("card")
@click.argument("name", required=False)
@with_ledger
@as_of_option
@why_option
@drawn
@json_option
def card(
    ledger: Ledger, name: str | None, as_of: str | None, why: bool, as_json: bool, **files: Any
) -> None:
    """The sources; with NAME or an id: who it is, what it said, and what became of that."""
    from sayso.show.sources import terminal

    found = ledger.sources_named(name) if name else []
    if as_of:
        ledger = ledger.as_of(query({"as_of": as_of})["as_of"])
        # A source that later reports made one with others had another id on that day.
        then = ledger.sources_named(name) if name else []
        others = {r.id: r for record in found for r in ledger.sources_named(record.name)}
        found = then or list(others.values())
    if any(files.values()):
        ids = {record.id for record in found}
        rows = [row for row in ledger.who() if name is None or row["id"] in ids]
        pictured(ledger, "who", rows, files)
        return
    if name is None:
        rows = ledger.who()
        if as_json:
            lines(rows)
        elif rows:
            terminal.print_listing(console(), rows)
        else:
            click.echo("Nothing found.", err=True)
        return
    if as_json:
        lines(ledger.card(record.id) for record in found)
    elif len(found) == 1:
        _print(ledger, found[0].id, why=why)
    elif found:
        terminal.print_records(console(), found)
        click.echo("Several; name one by its id.", err=True)
    else:
        click.echo("Nothing found.", err=True)


def _print(ledger: Ledger, id_: str, *, why: bool) -> None:
    from sayso.show import terminal as claims
    from sayso.show.sources import terminal

    screen = console()
    shown = ledger.card(id_)
    terminal.print_card(screen, shown)
    found = ledger.found()
    by_id = {claim.id: claim for claim in found.claims}
    if why:
        terminal.print_why(screen, ledger.store.who.mentions(id_), by_id, found)
    screen.print()
    width = max(24, screen.width - 52) if screen.is_terminal else 1_000_000
    records = [found.record(by_id[claim]) for claim in shown["claims"]]
    rows = list(claims.claim_rows(records, width, spoken=screen.is_terminal))
    if screen.is_terminal:
        rows = [(row[0], row[1], row[3], row[5]) for row in rows]
    columns = ("", "said", "what", "id") if screen.is_terminal else (
        "", "said", "on whose word", "what", "outlet", "id")  # fmt: skip
    claims.print_table(screen, columns, rows)


@who.command("merge")
@click.argument("one")
@click.argument("other")
@with_ledger
@deciding
def merge(ledger: Ledger, one: str, other: str, by: str, note: str, as_json: bool) -> None:
    """OTHER is ONE: one source, with the name and id of ONE. Names or ids."""
    _made(ledger.merge(one, other, by=by, note=note), as_json)


@who.command("split")
@click.argument("name")
@with_ledger
@click.option("--report", "reports", multiple=True, metavar="ID", help="All it says in a report.")
@click.option("--mentions", multiple=True, metavar="ID", help="What it says in one claim.")
@deciding
def split(
    ledger: Ledger, name: str, reports: Sequence[str], mentions: Sequence[str],
    by: str, note: str, as_json: bool,
) -> None:  # fmt: skip
    """What these reports, or these claims, have NAME say, somebody else says."""
    _made(ledger.split(name, reports=reports, mentions=mentions, by=by, note=note), as_json)


@who.command("rename")
@click.argument("name")
@click.argument("new")
@with_ledger
@deciding
def rename(ledger: Ledger, name: str, new: str, by: str, note: str, as_json: bool) -> None:
    """Call the source NAME from now on NEW, in every view and export."""
    _made(ledger.rename(name, new, by=by, note=note), as_json)


@who.command("admiralty")
@click.argument("name")
@click.argument("letter")
@with_ledger
@deciding
def admiralty(ledger: Ledger, name: str, letter: str, by: str, note: str, as_json: bool) -> None:
    """Give a source a letter and a figure, such as B2. Sayso itself never gives one."""
    _made(ledger.admiralty(name, letter, by=by, note=note), as_json)


@who.command("suggestions")
@with_ledger
@click.option("--accept", multiple=True, metavar="ID", help="The two are one: merge them.")
@click.option("--reject", multiple=True, metavar="ID", help="The two are two: ask no more.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@deciding
def suggestions(
    ledger: Ledger, accept: Sequence[str], reject: Sequence[str], limit: int,
    by: str, note: str, as_json: bool,
) -> None:  # fmt: skip
    """Sources that may be one, the likeliest first, each with its reasons."""
    from sayso.show.sources import terminal

    if accept or reject:
        made = [ledger.judge(id_, True, by=by, note=note) for id_ in accept]
        made += [ledger.judge(id_, False, by=by, note=note) for id_ in reject]
        for one in made:
            _made(one, as_json)
        return
    rows = ledger.suggestions()
    names = {record.id: record for record in ledger.store.who.records()}
    if as_json:
        lines(
            {"id": s.id, "a": s.a, "b": s.b, "names": [names[s.a].name, names[s.b].name],
             "score": s.score, "reasons": list(s.reasons)}
            for s in rows
        )  # fmt: skip
        return
    terminal.print_suggestions(console(), rows[:limit], names)
    if len(rows) > limit:
        click.echo(f"and {len(rows) - limit} more: --limit {len(rows)}", err=True)
    if not rows:
        click.echo("Nothing found.", err=True)


def _made(decision: Decision, as_json: bool) -> None:
    row = {
        "number": decision.number,
        "verb": decision.verb,
        "subjects": list(decision.subjects),
        "value": decision.value,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
    }
    if as_json:
        lines([row])
    else:
        row = {**row, "subjects": " ".join(decision.subjects), "value": decision.value or ""}
        shown = ("number", "verb", "subjects", "value", "by")
        table(shown, [row], lambda one: [one[name] for name in shown])
        click.echo(f"Take it back with: sayso decide undo {decision.number}", err=True)
