"""How the commands print: tables for people, one JSON object a line for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import query

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.ledger import Ledger


def console(*, stderr: bool = False) -> Console:
    """Where people read; plain and unwrapped in a pipe."""
    from rich.console import Console

    target = Console(stderr=stderr, highlight=False, emoji=False)
    return target if target.is_terminal else Console(
        stderr=stderr, highlight=False, emoji=False, width=1_000_000, soft_wrap=True
    )  # fmt: skip


def lines(records: Iterable[Any]) -> None:
    """One JSON object a line."""
    for record in records:
        click.echo(json.dumps(record, ensure_ascii=False))


def table(columns: Sequence[str], rows: list[Any], cells: Callable[[Any], Any]) -> None:
    """Print rows as a table, or say that there is none."""
    from sayso.show import terminal

    if rows:
        terminal.print_table(console(), columns, map(cells, rows))
    else:
        click.echo("Nothing found.", err=True)


def pictured(ledger: Ledger, what: str, rows: list[Any], chosen: Mapping[str, Any]) -> bool:
    """Draw rows into the files that ``chosen`` names as svg and png; False if it names none."""
    svg, png = chosen["svg"], chosen["png"]
    if svg is None and png is None:
        return False
    from sayso.show.pictures import write

    write(ledger.picture(what, rows, as_of=query(chosen).get("as_of")), svg_file=svg, png_file=png)
    for path in filter(None, (svg, png)):
        click.echo(f"{path}: drawn.", err=True)
    return True
