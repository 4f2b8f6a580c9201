"""The command line: `sayso read`, `claims`, `who`, `show`, ... Each command is one question.

Exit codes: 0 done; 1 some inputs failed (each is named) or the ledger could not be written;
2 wrong usage. Heavy parts are imported inside the commands, so that `--help` is quick.
"""

from __future__ import annotations

import calendar
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from getpass import getuser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.errors import NewerLedger, NotALedger, SaysoError, UsageError
from sayso.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.ledger import Ledger

F = TypeVar("F", bound=Callable[..., Any])

DECISION = ("number", "verb", "subjects", "by", "at", "note")
ACTS = "say, deny, believe, promise, demand, threaten, ask, accuse, order, ..."


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


def options(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


ledger_option = click.option(
    "--ledger", "path", default="sayso.db", envvar="SAYSO_LEDGER", show_default=True,
    help="The ledger file (or the environment's SAYSO_LEDGER).",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
why_option = click.option("--why", is_flag=True, help="Show the reasons.")
as_of_option = click.option("--as-of", metavar="DATE", help="Only what had been said by then.")
filters = options(
    click.option("--by", metavar="NAME", help="Part of the speaker's or source's name, or an id."),
    click.option("--outlet", metavar="NAME", help="Part of the outlet's name."),
    click.option("--since", metavar="DATE", help="Said on or after (2018-12-19, 2018-12, 2018)."),
    click.option("--until", metavar="DATE", help="Said on or before."),
    as_of_option,
    click.option("--text", metavar="WORDS", help="Claims that hold all the words."),
    click.option("--act", metavar="ACT", help=f"What the saying does: {ACTS}"),
    click.option("--certainty", type=click.Choice(["certain", "probable", "possible", "unknown"])),
    click.option("--polarity", type=click.Choice(["positive", "negative"])),
    click.option(
        "--stage", type=click.Choice(["planned", "begun", "ongoing", "ended", "cancelled"])
    ),
    click.option("--quote", type=click.Choice(["direct", "indirect", "mixed", "narration"])),
    click.option("--hearsay/--no-hearsay", default=None, help="Passed on from someone else."),
    click.option("--limit", type=click.IntRange(1), help="At most so many."),
)


def query(chosen: dict[str, Any]) -> dict[str, Any]:
    """The filters that were given, with months and years turned into days.

    >>> query({"since": "2018-12", "until": "2018-12", "by": None})
    {'since': '2018-12-01', 'until': '2018-12-31'}
    """
    given = {name: value for name, value in chosen.items() if value is not None}
    for name in {"since", "until", "as_of"} & given.keys():
        given[name] = day(given[name], last=name != "since")
    return given


def day(date: str, *, last: bool) -> str:
    """The first or last day of a day, month or year.

    Raises:
        UsageError: it is not such a date.

    >>> day("2020-02", last=True)
    '2020-02-29'
    """
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date.strip())
    if parts:
        year, month, number = (int(part) if part else None for part in parts.groups())
        assert year is not None
        month = month or (12 if last else 1)
        if year and 1 <= month <= 12:
            length = calendar.monthrange(year, month)[1]
            number = number or (length if last else 1)
            if number <= length:
                return f"{year:04}-{month:02}-{number:02}"
    raise UsageError(f"{date!r} is not a date; write it as 2018-12-19, 2018-12 or 2018.")


def with_ledger(function: F) -> F:
    """Open the ledger named by the options and hand it to the command."""

    @wraps(function)
    def command(path: str, **chosen: Any) -> Any:
        from sayso.ledger import Ledger

        with Ledger(path, create=False) as ledger:
            return function(ledger, **chosen)

    return ledger_option(command)  # type: ignore[return-value]


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


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@ledger_option
@click.option("--published", metavar="DATE", help="When it was published, where it does not say.")
@click.option("--outlet", metavar="NAME", help="Who published it, where it does not say.")
@click.option("--title", help="Its title, where it does not say.")
@click.option("--url", help="Its address, where it does not say.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Reading processes; the ledger is the same for any number.")  # fmt: skip
@json_option
def read(inputs: Sequence[str], path: str, workers: int, as_json: bool, **metadata: Any) -> None:
    """Read files, folders, or - for standard input, into the ledger."""
    from sayso.ledger import Ledger
    from sayso.settings import Settings

    given = {name: value for name, value in metadata.items() if value is not None}
    new = known = claims = 0
    failures: list[tuple[str, str]] = []
    with Ledger(path, Settings(workers=workers)) as ledger:
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


def progress(steps: Iterator[Any]) -> Iterator[Any]:
    """The same steps, with a bar on a terminal: how many, how fast, how many failed."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield from steps
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        failed = 0
        for done, step in enumerate(steps, 1):
            failed += bool(step.failure)
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{done / elapsed:.1f} a second" if elapsed > 1 else ""
            bar.update(task, description=f"{done} read, {failed} failed {rate}")
            yield step
        bar.update(task, description="linking")


@main.command()
@with_ledger
@filters
@json_option
def claims(ledger: Ledger, as_json: bool, **chosen: Any) -> None:
    """List claims: how firmly, when, on whose word, what, where."""
    from sayso.show import terminal

    records = ledger.claims(**query(chosen))
    if as_json:
        lines(records)
        return
    if not records:
        click.echo("Nothing found.", err=True)
        return
    screen = console()
    columns = ("", "said", "on whose word", "what", "outlet", "id")
    width = max(30, screen.width - 75) if screen.is_terminal else 1_000_000
    terminal.print_table(screen, columns, terminal.claim_rows(records, width))
    if screen.is_terminal:
        screen.print(f"\n[dim]{len(records):,} in all.  {terminal.LEGEND}[/dim]")


@main.command()
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


def table(columns: Sequence[str], rows: list[Any], cells: Callable[[Any], Any]) -> None:
    """Print rows as a table, or say that there is none."""
    from sayso.show import terminal

    if rows:
        terminal.print_table(console(), columns, map(cells, rows))
    else:
        click.echo("Nothing found.", err=True)


@main.command()
@with_ledger
@filters
@json_option
def timeline(ledger: Ledger, as_json: bool, **chosen: Any) -> None:
    """Claims in the order in which they were said; "/DATE" means by then."""
    rows = ledger.timeline(**query(chosen))
    if as_json:
        lines(rows)
    else:
        table(("said", "speaker", "what", "outlet", "id"), rows, lambda r: (
            r["said"], r["speaker"], r["text"], r["outlet"], r["id"][:8]))  # fmt: skip


@main.command()
@with_ledger
@filters
@json_option
def figures(ledger: Ledger, as_json: bool, **chosen: Any) -> None:
    """Figures by what is counted and where, in order of time."""
    rows = ledger.figures(**query(chosen))
    if as_json:
        lines(rows)
    else:
        table(("figure", "of", "where", "said", "speaker", "outlet", "id"), rows, lambda r: (
            r["value"], r["of"], r["place"], r["said"], r["speaker"], r["outlet"],
            r["id"][:8]))  # fmt: skip


@main.command()
@click.argument("id_", metavar="[ID]", required=False)
@with_ledger
@filters
@why_option
@json_option
def origins(ledger: Ledger, id_: str | None, why: bool, as_json: bool, **chosen: Any) -> None:
    """What is said in several places, and on how many independent words it rests."""
    from sayso.show import terminal

    rows = ledger.origins(**query(chosen))
    if id_:
        full = ledger.identify(id_)
        rows = [r for r in rows if full == r["id"] or full in r["claims"]]
    if as_json:
        lines(rows)
        return
    terminal.print_origins(console(), rows, why=why)
    if not rows:
        click.echo("Nothing found.", err=True)


@main.command()
@with_ledger
@filters
@why_option
@json_option
def conflicts(ledger: Ledger, why: bool, as_json: bool, **chosen: Any) -> None:
    """Pairs of claims that do not agree. Nothing here says who is right."""
    from sayso.show import terminal

    rows = ledger.conflicts(**query(chosen))
    if as_json:
        lines(rows)
        return
    terminal.print_conflicts(console(), rows, why=why)
    if not rows:
        click.echo("Nothing found.", err=True)


@main.command()
@click.argument("id_", metavar="ID")
@with_ledger
@why_option
@json_option
def show(ledger: Ledger, id_: str, why: bool, as_json: bool) -> None:
    """One claim in its passage: the exact characters, and every field with its evidence."""
    from sayso.show import record, terminal

    full = ledger.identify(id_)
    found = ledger.found()
    proposition = {c for c, p in found.proposition_of.items() if p == full}
    shown = [c for c in found.claims if full in (c.id, c.report) or c.id in proposition]
    if not shown:
        click.echo(f"{full} holds no claims.", err=True)
    screen = console()
    for number, claim in enumerate(shown):
        data = found.record(claim)
        if as_json:
            lines([{**data, **(record.why_record(claim) if why else {})}])
        else:
            if number:
                screen.print()
            report = found.reports[claim.report]
            terminal.print_claim(screen, claim, data, report, why=why)


@main.command()
@click.argument("verb", required=False)
@click.argument("ids", nargs=-1)
@with_ledger
@click.option("--by", default=getuser, help="Who decides; your login name by default.")
@click.option("--note", default="", help="Why.")
@json_option
def decide(
    ledger: Ledger, verb: str | None, ids: Sequence[str], by: str, note: str, as_json: bool
) -> None:
    """Say that two claims are the `same`, `not-same` or `not-conflict`, or `undo NUMBER`.

    Decisions survive every new reading. Without a verb: list those that stand.
    """
    made = [ledger.decide(verb, *ids, by=by, note=note)] if verb else ledger.decisions()
    rows = [{name: getattr(one, name) for name in DECISION} for one in made]
    if as_json:
        lines(rows)
    else:
        table(DECISION, rows, lambda r: [
            " ".join(v) if isinstance(v, tuple) else v for v in r.values()])  # fmt: skip


@main.command()
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


@main.command()
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


@main.command()
@click.option("--ledger", "path", default="sayso-demo.db", show_default=True,
              help="Where the demo's ledger is kept.")  # fmt: skip
def demo(path: str) -> None:
    """Read an invented story of many reports, and print what a reader would want first."""
    from sayso.ledger import Ledger
    from sayso.show.demo import run

    with Ledger(path) as ledger:
        run(ledger, console())


if __name__ == "__main__":
    main()
