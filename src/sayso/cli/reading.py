"""`sayso read`, `sayso demo`: the world into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from sayso.cli.options import json_option, ledger_option
from sayso.cli.screen import console, lines, progress


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@ledger_option
@click.option("--published", metavar="DATE", help="When it was published, where it does not say.")
@click.option("--outlet", metavar="NAME", help="Who published it, where it does not say.")
@click.option("--title", help="Its title, where it does not say.")
@click.option("--url", help="Its address, where it does not say.")
@click.option("--workers", type=click.IntRange(1, 64),
              help="Reading processes; all cores by default, where there is much to read."
                   " The ledger is the same for any number.")  # fmt: skip
@click.option("--originals/--no-originals", default=True,
              help="Keep the bytes as received, or only their hash.  [default: keep]")  # fmt: skip
@json_option
def read(
    inputs: Sequence[str],
    path: str,
    workers: int | None,
    originals: bool,
    as_json: bool,
    **metadata: Any,
) -> None:
    """Read files, folders, or - for standard input, into the ledger."""
    from sayso.ledger import Ledger
    from sayso.settings import Settings

    given = {name: value for name, value in metadata.items() if value is not None}
    new = known = claims = 0
    failures: list[tuple[str, str]] = []
    with Ledger(path, Settings(workers=workers, originals=originals)) as ledger:
        try:
            for step in progress(ledger.steps(inputs, **given)):
                new += step.is_new
                known += step.known
                claims += step.claims
                if step.left_out:
                    click.echo(f"sayso: {step.path}: {step.left_out}", err=True)
                if step.failure:
                    failures.append((step.path, step.failure))
                    click.echo(f"sayso: {step.path}: {step.failure}", err=True)
        except KeyboardInterrupt:
            click.echo(f"sayso: stopped; {new} new reports are kept. Run it again to go on.",
                       err=True)  # fmt: skip
            raise SystemExit(130) from None
    from sayso.show.words import plural

    if as_json:
        lines([{"new": new, "known": known, "claims": claims, "failures": failures}])
    else:
        click.echo(
            f"{plural(new, 'new report')} with {plural(claims, 'claim')}, "
            f"{known} known, {len(failures)} failed; ledger: {path}"
        )
    if failures:
        raise SystemExit(1)


@click.command()
@click.option("--ledger", "path", default="sayso-demo.db", show_default=True,
              help="Where the demo's ledger is kept.")  # fmt: skip
def demo(path: str) -> None:
    """Read an invented story of many reports, and print what a reader would want first."""
    from sayso.ledger import Ledger
    from sayso.show.demo import run

    with Ledger(path) as ledger:
        run(ledger, console())
