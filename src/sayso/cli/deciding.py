"""`sayso decide`: a person's judgement, kept for ever."""

from __future__ import annotations

from collections.abc import Sequence
from getpass import getuser
from typing import TYPE_CHECKING

import click

from sayso.cli.options import json_option, with_ledger
from sayso.cli.screen import lines, table

if TYPE_CHECKING:
    from sayso.ledger import Ledger

DECISION = ("number", "verb", "subjects", "value", "by", "at", "note")


@click.command()
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
