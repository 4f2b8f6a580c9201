"""`sayso page`, `sayso serve`: the ledger to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import filters, query, with_ledger
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command()
@with_ledger
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="story.html",
              show_default=True, help="The file to write.")  # fmt: skip
@click.option("--title", default="Sayso", show_default=True, help="The file's title.")
@filters
def page(ledger: Ledger, out: Path, title: str, **chosen: Any) -> None:
    """Write one HTML file that shows the ledger without a network, in any current browser."""
    from sayso.keep import Query
    from sayso.show.page import page as made
    from sayso.show.page import slice_of
    from sayso.show.words import plural

    asked = query(chosen)
    limit = asked.pop("limit", 1_000_000)
    shown = slice_of(ledger, Query(**asked), limit=limit)
    data = made(shown, title)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{out}: cannot write the page here ({error.strerror}).") from error
    claims = plural(shown["totals"]["claims"], "claim")
    click.echo(f"{out}: {claims}, {len(data) / 2**20:.1f} MB; open it in a browser")


@click.command()
@with_ledger
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen; one that others can reach needs --token.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--token", envvar="SAYSO_TOKEN",
              help="A secret for visitors (or the environment's SAYSO_TOKEN).")  # fmt: skip
def serve(ledger: Ledger, host: str, port: int, token: str | None) -> None:
    """Show the ledger as live pages on this machine, to read and to correct."""
    from sayso.show.web import run

    run(ledger, host, port, token, click.echo)
