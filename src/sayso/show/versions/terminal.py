"""Versions as people read them: what went is struck out, what came is underlined."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sayso.show.record import Json
from sayso.show.words import one_line, plural, shorten

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "title": "~"}


def print_versions(console: Console, rows: Iterable[Json]) -> None:
    """Each document, each step from one version to the next: edits first, then claims."""
    for row in rows:
        console.print(Text(one_line(row["document"]), "bold"))
        for change in row["changes"]:
            _print_change(console, change)
        console.print()


def _print_change(console: Console, change: Json) -> None:
    edits, claims = plural(len(change["edits"]), "edit"), plural(len(change["claims"]), "claim")
    if change["silent"]:
        how = "silently edited: no note, no time of modification"
    elif change["notes"]:
        how = f"it says so: {shorten(change['notes'][0], 90)}"
    else:
        how = f"modified {change['modified']}" if change["modified"] else "trivial edits only"
    head = f"{change['from'][:8]} -> {change['to'][:8]}  {edits}, {claims} touched; {how}"
    console.print(Text("  " + one_line(head)))
    for edit in change["edits"]:
        words = edit["after"] or edit["before"] or ""
        line = Text(f"    {_SIGNS[edit['kind']]} {shorten(words, 110)}")
        for went, came in edit["words"]:
            line.append("  ")
            for run, sign, style in ((went, "-", "strike"), (came, "+", "underline")):
                if run:
                    line.append(f"[{sign}{shorten(run, 40)}{sign}]", style)
        console.print(line)
    for claim in change["claims"]:
        id_ = (claim["after"] or claim["before"])[:8]
        console.print(Text(f"    {claim['kind']} claim {id_}  {shorten(claim['text'], 90)}"))
        for one in claim["changes"]:
            if one["field"] == "wording":
                words = one["words"]
            else:
                words = f"{one['before'] or 'none'} -> {one['after'] or 'none'}  {one['words']}"
            console.print(Text(f"      {one['field']}: {one_line(words)}", "dim"))
