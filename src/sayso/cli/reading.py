"""`sayso read`, `import`, `demo`: the world into the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import json_option, ledger_option
from sayso.cli.progress import progress
from sayso.cli.screen import console, lines
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.pipeline import Step
    from sayso.settings import Settings

MAPPED = ("text", "title", "outlet", "authors", "published", "modified", "url", "language")
"""The fields of a report that a column of a table can hold."""


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@ledger_option
@click.option("--published", metavar="DATE", help="When it was published, where it does not say.")
@click.option("--outlet", metavar="NAME", help="Who published it, where it does not say.")
@click.option("--title", help="Its title, where it does not say.")
@click.option("--url", help="Its address, where it does not say.")
@click.option("--map", "columns", metavar="FIELD=NAME,...",
              help="Which field of a table holds what: text=body,published=date.")  # fmt: skip
@click.option("--follow", is_flag=True, help="Fetch the pages that a feed or sitemap links to.")
@click.option("--workers", type=click.IntRange(1, 64),
              help="Reading processes; all cores by default, where there is much to read."
                   " The ledger is the same for any number.")  # fmt: skip
@click.option("--originals/--no-originals", default=True,
              help="Keep the bytes as received, or only their hash.  [default: keep]")  # fmt: skip
@click.option("--allow-private", is_flag=True,
              help="Fetch URLs of this machine and of private networks too.")  # fmt: skip
@click.option("--tables", metavar="FOLDER",
              help="Add the rows of its tables (bodies.tsv, ...) to the ledger first.")  # fmt: skip
@click.option("--engine", type=click.Choice(["here", "spark"]), default="here",
              help="spark: many machines, into Parquet shards for `sayso import`.")  # fmt: skip
@click.option("--out", metavar="PLACE", help="With Spark: where the shards go.")
@click.option("--shards", type=click.IntRange(1, 100_000), default=8, show_default=True,
              help="With Spark: into how many.")  # fmt: skip
@click.option(
    "--link",
    is_flag=True,
    help="With Spark: compare the claims there too; `sayso import` then takes that over.",
)
@click.option("--master", metavar="URL", help="With Spark: its master (spark://...).")
@json_option
def read(
    inputs: Sequence[str],
    path: str,
    columns: str | None,
    follow: bool,
    allow_private: bool,
    workers: int | None,
    originals: bool,
    tables: str | None,
    engine: str,
    out: str | None,
    shards: int,
    link: bool,
    master: str | None,
    as_json: bool,
    **metadata: Any,
) -> None:
    """Read files, folders, patterns, addresses, or - for standard input, into the ledger.

    Text, Markdown, HTML, PDF, DOCX, mail (.eml, .mbox), feeds, web archives, tables (CSV, JSON,
    Parquet), posts, subtitles, and ZIP, tar or gzip of any of these."""
    from sayso.ledger import Ledger
    from sayso.settings import Settings

    settings = Settings(
        workers=workers,
        originals=originals,
        columns=mapped(columns),
        follow=follow,
        allow_private=allow_private,
    )
    given = {name: value for name, value in metadata.items() if value is not None}
    if engine == "spark":
        if out is None:
            raise UsageError("Spark writes shards, not a ledger; say where with --out.")
        if tables or follow:
            raise UsageError("--tables and --follow do not go with Spark; leave them out.")
        with_spark(inputs, out, shards, master, given, settings, link=link)
        return
    with Ledger(path, settings) as ledger:
        if tables:
            ledger.load_rows(tables)
        steps = ledger.steps(inputs, link=False, **given)
        tell(steps, ledger, path, inputs, as_json=as_json)


def mapped(columns: str | None) -> tuple[tuple[str, str], ...]:
    """What `--map` says.

    Raises:
        UsageError: it is not made of FIELD=NAME, or names a field that reports do not have.

    >>> mapped("text=body,published=date")
    (('text', 'body'), ('published', 'date'))
    """
    pairs: list[tuple[str, str]] = []
    for piece in (columns or "").split(",") if columns else []:
        field, equals, name = (part.strip() for part in piece.partition("="))
        if field not in MAPPED or not equals or not name:
            raise UsageError(
                f"{piece.strip()!r} in --map is not FIELD=NAME; fields are {', '.join(MAPPED)}."
            )
        pairs.append((field, name))
    return tuple(pairs)


@click.command("import")
@click.argument("inputs", nargs=-1, required=True)
@ledger_option
@json_option
def import_(inputs: Sequence[str], path: str, as_json: bool) -> None:
    """Import shards that other machines read (.parquet, .jsonl) into the ledger."""
    from sayso.ledger import Ledger

    with Ledger(path) as ledger:
        tell(ledger.load(inputs, link=False), ledger, path, as_json=as_json)


def with_spark(
    inputs: Sequence[str],
    out: str,
    shards: int,
    master: str | None,
    metadata: dict[str, Any],
    settings: Settings,
    *,
    link: bool,
) -> None:
    """Read on many machines, one line for each shard, and for each table of linking."""
    from sayso.collect import Metadata
    from sayso.engines_spark import read as read_shards

    about = Metadata(**metadata)
    made = read_shards(inputs, out, shards=shards, master=master, metadata=about, settings=settings)
    for number, there in made:
        click.echo(f"shard {number}: {'was there' if there else 'read'}")
    if link:
        from sayso.engines_spark_link import join

        for table, there in join(out, master):
            click.echo(f"links, {table}: {'were there' if there else 'made'}")
    click.echo(f"Import them with: sayso import {out}")


def tell(
    steps: Iterator[Step],
    ledger: Ledger,
    path: str,
    inputs: Sequence[str] | None = None,
    *,
    as_json: bool,
) -> None:
    """Take all steps, name each failure as it comes, link, then say what came in; exit 1 on
    failures.
    """
    from sayso.show.words import plural

    new = known = claims = 0
    before = ledger.store.size()
    failures: list[tuple[str, str]] = []
    try:
        for step in progress(steps, inputs, then=ledger.link):
            new += step.is_new
            known += step.known
            claims += step.claims
            if step.left_out:
                click.echo(f"sayso: {step.path}: {step.left_out}", err=True)
            if step.failure:
                failures.append((step.path, step.failure))
                click.echo(f"sayso: {step.path}: {step.failure}", err=True)
    except KeyboardInterrupt:
        kept = max(new, ledger.store.size() - before)  # one may be in, and not yet counted here
        words = f"{plural(kept, 'new report')} kept"
        click.echo(f"sayso: stopped; {words}. Run it again to go on.", err=True)
        raise SystemExit(130) from None
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
