"""The command line: `sayso read`, `claims`, `who`, `show`, ... Each command is one question.

Exit codes: 0 done; 1 some inputs failed (each is named) or the ledger could not be written;
2 wrong usage. Heavy parts are imported inside the commands, so that `--help` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from sayso.cli.asking import claims, conflicts, figures, origins, show, timeline, versions
from sayso.cli.deciding import decide
from sayso.cli.keeping import custody, export, verify
from sayso.cli.pages import page, serve
from sayso.cli.reading import demo, import_, read
from sayso.cli.sources import who
from sayso.cli.tables import table
from sayso.errors import NewerLedger, NotALedger, SaysoError, UsageError
from sayso.version import __version__


class Explained(click.Group):
    """A group whose errors are one sentence, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a `SaysoError` becomes its sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader (say, `head`) has enough; nothing failed.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except SaysoError as error:
            click.echo(f"sayso: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError | NotALedger | NewerLedger) else 1)


@click.group(cls=Explained, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """On whose say-so? Read reports, keep a ledger of claims, ask who said what.

    Start with `sayso demo`, or read reports of your own: `sayso read FOLDER`.
    """


for command in (
    read, import_, claims, who, show, timeline, figures, origins, conflicts, versions,
    table, decide, verify, custody, export, page, serve, demo,
):  # fmt: skip
    main.add_command(command)
