"""`sayso verify`, `custody`, `export`: the ledger as a whole."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import filters, json_option, query, with_ledger
from sayso.cli.screen import lines, table
from sayso.errors import UsageError
from sayso.show.words import plural

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command()
@with_ledger
@click.option("--noted", metavar="SEAL", help="A seal of the log that you wrote down earlier.")
@json_option
def verify(ledger: Ledger, noted: str | None, as_json: bool) -> None:
    """Prove that nothing changed since it was read, or name what did.

    Hashes every report and original again, cuts every span again, derives every id again, and
    follows the log of custody from seal to seal. Write the last seal down somewhere else: with
    --noted, the log must still hold it.
    """
    verdict = ledger.verify(noted)
    problems = [{"subject": p.subject, "problem": p.sentence} for p in verdict.problems]
    if as_json:
        lines([{"reports": verdict.reports, "claims": verdict.claims, "spans": verdict.spans,
                "entries": verdict.entries, "seal": verdict.seal,
                "problems": problems}])  # fmt: skip
    else:
        for problem in verdict.problems:
            click.echo(f"{problem.subject}: {problem.sentence}")
        state = f"{len(problems)} problems" if problems else "all as read"
        click.echo(
            f"{plural(verdict.reports, 'report')}, {plural(verdict.claims, 'claim')}, "
            f"{plural(verdict.spans, 'span')}: {state}"
        )
        click.echo(f"{verdict.entries} entries in the log; the last seal is {verdict.seal}")
    if problems:
        raise SystemExit(1)


@click.command()
@click.argument("subject", required=False)
@with_ledger
@click.option("--original", "out", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the bytes as received to this file; SUBJECT is a report.")  # fmt: skip
@json_option
def custody(ledger: Ledger, subject: str | None, out: Path | None, as_json: bool) -> None:
    """List what came in, was read, failed or was decided: when, by which path, sealed.

    SUBJECT narrows it to a report's id or a path.
    """
    found = ledger.custody(subject)
    if out is not None:
        data = ledger.original(subject or "")
        try:
            out.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{out}: cannot write here ({error.strerror}).") from error
        click.echo(f"{out}: {len(data):,} bytes as received.")
    elif as_json:
        lines(asdict(entry) for entry in found)
    else:
        columns = ("number", "when", "what", "path", "bytes", "report", "seal")
        table(columns, found, lambda e: (
            e.number, e.at, e.action, e.path, e.sha256[:12], e.report[:8],
            e.seal[:12]))  # fmt: skip


@click.command()
@with_ledger
@click.option("--to", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl")
@click.option("--what", type=click.Choice(["claims", "links", "reports", "propositions", "sources",
                                           "gaps", "histories", "drifts"]),
              default="claims", show_default=True,
              help="gaps: what could not be read, dated, placed or resolved, and why.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="A file; else, or for -, standard output.")  # fmt: skip
@filters
def export(ledger: Ledger, form: str, what: str, out: Path | None, **chosen: Any) -> None:
    """Write the ledger out for other programs."""
    from sayso.keep import Query
    from sayso.show.export import rows, write

    if what not in ("claims", "gaps") and query(chosen).keys() - {"as_of"}:
        words = "as they are, or as of a day"
        raise UsageError(f"The filters narrow claims and gaps; {what} are exported {words}.")
    asked = query(chosen)
    if "as_of" in asked:
        ledger = ledger.as_of(asked.pop("as_of"))
    ledger.link()
    records = rows(ledger.store, what, Query(**asked))
    if out is None or str(out) == "-":
        write(records, form, sys.stdout.buffer)
        return
    # Whole or not at all: a half-written file must not look like an export.
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=".sayso-", delete=False) as stream:
            part = Path(stream.name)
            try:
                write(records, form, stream)
                stream.close()
                part.chmod(0o666 & ~_umask())  # as any new file: temporary ones are private
                part.replace(out)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot write the export here ({error.strerror}).") from error


def _umask() -> int:
    """Which permissions new files do not get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
