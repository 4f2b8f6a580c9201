"""Histories as people read them in a terminal: one block for each series or proposition."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sayso.show.history import WORDS
from sayso.show.record import Json
from sayso.show.terminal import colour
from sayso.show.words import day_words, one_line, plural, shorten

SIGNS = {
    "first": "●", "none": "=", "rounding": "≈", "overlap": "≈", "time": "◷", "event": "→",
    "recount": "↻", "scope": "◫", "slip": "!", "slip corrected": "✓", "source": "≠", "unknown": "?",
}  # fmt: skip
"""One character for each kind of step, beside its words: never colour alone."""
QUIET = frozenset({"none", "rounding", "overlap"})


def print_series(console: Console, rows: Iterable[Json], *, why: bool = False) -> None:
    """Each series: what is counted, then each figure with what became of it."""
    width = console.width if console.is_terminal else 1_000_000
    for row in rows:
        steps = row["steps"]
        count = f"{plural(len(steps), 'figure')}, {plural(row['changes'], 'change')}"
        head = Text(shorten(row["label"], max(20, width - 34)), "bold")
        head.append(f"  {count}  ", "dim not bold")
        head.append(row["id"][:8], "dim not bold")
        console.print(head)
        for step in steps:
            _print_step(console, step, width, why=why)
        console.print()


def _print_step(console: Console, step: Json, width: int, *, why: bool) -> None:
    kind = step["change"]
    quiet = "dim" if kind in QUIET else ""
    own = step["outlet"] in (None, step["speaker"])
    who = step["speaker"] if own else f"{step['speaker']}, in {step['outlet']}"
    line = Text("  ")
    line.append(f"{SIGNS[kind]} ", "bold" if not quiet else "dim")
    line.append(f"{one_line(day_words(step['said']) or 'undated'):<13} ", quiet)
    line.append(f"{shorten(step['value'], 22):<14} ", "bold" if not quiet else "dim")
    line.append(f"{WORDS[kind]:<18} ", quiet)
    style = colour(step["speaker_id"])
    room = width - line.cell_len - 10
    if room >= 20:
        line.append(shorten(who, room), f"{quiet} {style}".strip())
        line.append(f"  {step['claim'][:8]}", "dim")
        console.print(line)
    else:
        console.print(line)
        console.print(Text("      " + shorten(who, max(10, width - 8)), style))
    if why:
        for reason in step["reasons"]:
            console.print(Text(f"      · {one_line(reason)}", "dim"))
        for shown in step["evidence"]:
            words = f"      “{shorten(shown['text'], max(20, min(90, width - 10)))}”"
            console.print(Text(words, "dim italic"))
        if step["reasons"] and kind not in ("first", "none"):
            console.print(Text(f"      sure: {step['confidence']:.2f}", "dim"))


def print_travels(console: Console, rows: Iterable[Json], *, why: bool = False) -> None:
    """Each claim that drifted: what it was, then each change of wording, in order of time."""
    width = console.width if console.is_terminal else 1_000_000
    for row in rows:
        head = Text(f"“{shorten(row['text'], max(20, width - 24))}”", "bold")
        head.append(f"  {row['proposition'][:8]}", "dim not bold")
        console.print(head)
        first = f"● {one_line(day_words(row['first_said']) or 'undated'):<13} {row['first_by']}"
        console.print(Text("  " + shorten(first, width - 4)))
        for drift in row["drifts"]:
            line = Text(f"  → {day_words(drift['published']) or 'undated':<13} ")
            line.append(f"{drift['kind']:<19} ", "bold")
            line.append(shorten(drift["to"] or "", 24))
            if drift["from"] and drift["from"] != drift["to"]:
                line.append(f", after {shorten(drift['from'], 24)}", "dim")
            console.print(line)
            for sign, side, style in (("-", "before", "strike"), ("+", "after", "underline")):
                for one in drift[side]:
                    room = max(20, min(100, width - 12))
                    console.print(Text(f"      {sign} ").append(shorten(one["text"], room), style))
            if why:
                console.print(Text(f"      · {one_line(drift['words'])}", "dim"))
        console.print()
