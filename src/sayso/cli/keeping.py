"""`sayso verify`, `sayso export`: the ledger as a whole."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import filters, json_option, query, with_ledger
from sayso.cli.screen import lines
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command()
@with_ledger
@json_option
def verify(ledger: Ledger, as_json: bool) -> None:
    """Re-hash every report, re-slice every span, derive every id again; name what does not hold."""
    verdict = ledger.verify()
    problems = [{"subject": p.subject, "problem": p.sentence} for p in verdict.problems]
    if as_json:
        lines([{"reports": verdict.reports, "claims": verdict.claims, "spans": verdict.spans,
                "problems": problems}])  # fmt: skip
    else:
        for problem in verdict.problems:
            click.echo(f"{problem.subject}: {problem.sentence}")
        state = f"{len(problems)} problems" if problems else "all as read"
        click.echo(
            f"{verdict.reports} reports, {verdict.claims} claims, {verdict.spans} spans: {state}"
        )
    if problems:
        raise SystemExit(1)


@click.command()
@with_ledger
@click.option("--to", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl")
@click.option("--what", type=click.Choice(["claims", "links", "reports", "propositions", "gaps"]),
              default="claims", show_default=True,
              help="gaps: what could not be read, dated, placed or resolved, and why.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="A file; else standard output.")  # fmt: skip
@filters
def export(ledger: Ledger, form: str, what: str, out: Path | None, **chosen: Any) -> None:
    """Write the ledger out for other programs."""
    from sayso.keep import Query
    from sayso.show.export import rows, write

    if what not in ("claims", "gaps") and query(chosen):
        raise UsageError(f"The filters narrow claims and gaps; {what} are exported whole.")
    ledger.link()
    records = rows(ledger.store, what, Query(**query(chosen)))
    if out is None:
        write(records, form, sys.stdout.buffer)
        return
    # Whole or not at all: a half-written file must not look like an export.
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=".sayso-", delete=False) as stream:
            part = Path(stream.name)
            try:
                write(records, form, stream)
                stream.close()
                part.replace(out)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot write the export here ({error.strerror}).") from error
