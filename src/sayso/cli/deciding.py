"""`sayso decide`: a person's judgement, kept for ever."""

from __future__ import annotations

from collections.abc import Sequence
from getpass import getuser
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import json_option, with_ledger
from sayso.cli.screen import lines, table
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger

DECISION = ("number", "verb", "subjects", "value", "by", "at", "note")


@click.command()
@click.argument("verb", required=False)
@click.argument("ids", nargs=-1)
@with_ledger
@click.option("--words", help="For content, source, cue: its words, as the report has them.")
@click.option("--at", metavar="PLACES", help="The same by characters: 120-180 or 120-180,200-210.")
@click.option("--name", help="For speaker: who says it.")
@click.option("--by", default=getuser, help="Who decides; your login name by default.")
@click.option("--note", default="", help="Why.")
@json_option
def decide(
    ledger: Ledger, verb: str | None, ids: Sequence[str], words: str | None, at: str | None,
    name: str | None, by: str, note: str, as_json: bool,
) -> None:  # fmt: skip
    """Say what is right: kept for ever, applied at once and at every new reading.

    \b
    Of two claims:  same, not-same, conflict, not-conflict ID ID
    Of one claim:   right ID            it is as it should be
                    not-a-claim ID      nobody says anything here
                    content ID --words "..."   (or source, cue; or --at 120-180)
                    speaker ID --name "..."
    Of many:        alike NUMBER        what a decision would fit too
                    as-decided NUMBER   the same of all of these
    Take back:      undo NUMBER...

    Without a verb: list the decisions that stand.
    """
    if verb == "alike":
        _show([_line(ledger, ids) for ids in ledger.alike(_number(ids))], LIKE, as_json)
        return
    if verb == "as-decided":
        made = ledger.as_decided(_number(ids), by=by, note=note)
    elif verb:
        given = [one for one in (words, at, name) if one is not None]
        if len(given) > 1:
            raise UsageError("Give one of --words, --at and --name.")
        made = [ledger.decide(verb, *ids, by=by, note=note, value=given[0] if given else None)]
    else:
        made = ledger.decisions()
    _show([{name: getattr(one, name) for name in DECISION} for one in made], DECISION, as_json)


LIKE = ("subjects", "words")


def _number(ids: Sequence[str]) -> int:
    if len(ids) != 1 or not ids[0].isdecimal() or len(ids[0]) > 9:
        raise UsageError("Say which decision, by its number in `sayso decide`.")
    return int(ids[0])


def _line(ledger: Ledger, ids: Sequence[str]) -> dict[str, Any]:
    return {"subjects": tuple(ids), "words": [ledger.words_of(id_) for id_ in ids]}


def _show(rows: list[dict[str, Any]], names: Sequence[str], as_json: bool) -> None:
    if as_json:
        lines(rows)
    else:
        table(names, rows, lambda r: [
            " / ".join(v) if isinstance(v, list) else " ".join(v) if isinstance(v, tuple) else v
            for v in r.values()])  # fmt: skip
