"""`sayso table`: rows that a ledger adds to what Sayso knows of bodies, outlets, titles, roles."""

from __future__ import annotations

from collections.abc import Sequence

import click

from sayso.cli.options import json_option, ledger_option
from sayso.cli.screen import lines


@click.group()
def table() -> None:
    """Add bodies, abbreviations, outlets, titles or roles that your reports use.

    Rows are kept in the ledger and used at every reading; read the reports again after a change.
    What the cells mean is in docs/guide/tables.md.
    """


@table.command("add")
@click.argument("name", metavar="TABLE")
@click.argument("cells", nargs=-1, required=True)
@ledger_option
def add(name: str, cells: Sequence[str], path: str) -> None:
    """Add a row: `sayso table add bodies "Harbour Safety Board" "HSB"`."""
    from sayso.ledger import Ledger

    with Ledger(path) as ledger:
        _, made = ledger.add_row(name, *cells)
    click.echo(f"{name}: {' · '.join(cell for cell in made if cell)}")


@table.command("load")
@click.argument("folder", type=click.Path())
@ledger_option
def load(folder: str, path: str) -> None:
    """Add all rows of a folder of tables (bodies.tsv, outlets.tsv, ...)."""
    from sayso.ledger import Ledger

    with Ledger(path) as ledger:
        click.echo(f"{ledger.load_rows(folder)} rows added.")


@table.command("remove")
@click.argument("name", metavar="TABLE")
@click.argument("first", metavar="NAME")
@ledger_option
def remove(name: str, first: str, path: str) -> None:
    """Remove a row that was added, by its table and first cell."""
    from sayso.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        ledger.remove_row(name, first)


@table.command("list")
@ledger_option
@json_option
def list_(path: str, as_json: bool) -> None:
    """List the rows that were added."""
    from sayso.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        rows = ledger.rows()
    if as_json:
        lines([{"table": name, "cells": list(cells)} for name, cells in rows])
        return
    for name, cells in rows:
        click.echo("\t".join((name, *cells)).rstrip())
