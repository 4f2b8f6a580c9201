"""`sayso who`: the sources, and what each said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import as_of_option, json_option, query, with_ledger
from sayso.cli.screen import console, lines, table

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command()
@click.argument("name", required=False)
@with_ledger
@as_of_option
@json_option
def who(ledger: Ledger, name: str | None, as_of: str | None, as_json: bool) -> None:
    """List sources, the most heard first; with NAME, what that source said."""
    from sayso.show import terminal

    chosen = query({"by": name, "as_of": as_of})
    rows = ledger.who(**chosen)
    if as_json:
        lines(rows)
        return
    table(
        ("source", "kind", "identified", "claims", "direct", "denials", "hearsay", "first", "last"),
        rows,
        lambda r: (r["name"], r["kind"], r["identified"], r["claims"], r["direct"],
                   r["denials"], r["hearsay"], r["first"], r["last"]),
    )  # fmt: skip
    if name:
        click.echo()
        records = ledger.claims(**chosen)
        columns = ("", "said", "on whose word", "what", "outlet", "id")
        terminal.print_table(console(), columns, terminal.claim_rows(records))
