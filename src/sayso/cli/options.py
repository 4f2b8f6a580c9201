"""What the commands share: options, dates, and opening the ledger."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from sayso.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

ACTS = "say, deny, believe, promise, demand, threaten, ask, accuse, order, ..."


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
    click.option("--offset", type=click.IntRange(0), help="Leave out the first so many."),
)


FILES = ("svg", "png")
"""Options that say where an answer goes, and narrow nothing."""
drawn = options(
    click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                 help="Draw it into this SVG file instead."),
    click.option("--png", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                 help="Draw it into this PNG file instead."),
)  # fmt: skip


def query(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that were given, with months and years turned into days.

    >>> query({"since": "2018-12", "until": "2018-12", "by": None})
    {'since': '2018-12-01', 'until': '2018-12-31'}
    """
    given = {name: value for name, value in chosen.items()
             if value is not None and name not in FILES}  # fmt: skip
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
