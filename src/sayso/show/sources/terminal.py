"""Sources as people read them in a terminal, in 80 columns too; tab-separated lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sayso.records import Claim
from sayso.show.sources.card import by_name
from sayso.show.terminal import print_table
from sayso.show.views import Found
from sayso.show.words import one_line, plural, shorten
from sayso.speakers import SourceRecord, Suggestion

__all__ = ["print_card", "print_listing", "print_records", "print_suggestions", "print_why"]

Json = dict[str, Any]
WIDE = 110
"""Columns of a terminal from which all columns of the list fit."""
NAMES = 6
"""Wordings, roles and names that a card shows; the export has all."""


def print_listing(console: Console, rows: list[Json]) -> None:
    """The list: resolved sources, then in one line what nobody could resolve."""
    known = [row for row in rows if row["id"]]
    open_ = [row for row in rows if not row["id"]]
    wide = not console.is_terminal or console.width >= WIDE
    room = max(16, console.width - (88 if wide else 48)) if console.is_terminal else 1_000_000
    keys = ["claims", "direct", "denials", "hearsay", "first", "last"] if wide else [
        "claims", "direct", "first", "last"]  # fmt: skip
    columns = ["source", *(["kind", "identified"] if wide else []), *keys, "id"]
    print_table(
        console,
        columns,
        (
            [
                shorten(row["name"], room),
                *([row["kind"], row["identified"]] if wide else []),
                *(_first_day(row[key]) if console.is_terminal else row[key] for key in keys),
                row["id"][:8],
            ]
            for row in known
        ),
    )
    if open_:
        total = sum(row["claims"] for row in open_)
        words = ", ".join(f"{row['name'].replace(' (unresolved)', '')} {row['claims']}"
                          for row in open_[:NAMES])  # fmt: skip
        more = f" and {len(open_) - NAMES} more wordings" if len(open_) > NAMES else ""
        line = f"{plural(len(known), 'source')}; speakers of {plural(total, 'claim')} unresolved"
        console.print(f"\n{escape(one_line(line))}: {escape(one_line(words))}{more}", style="dim")


def _first_day(value: object) -> object:
    """An interval by its first day, so that the columns stay narrow."""
    return value.split("/")[0] if isinstance(value, str) else value


def print_records(console: Console, records: Iterable[SourceRecord]) -> None:
    """Several records that a name may mean, one a line."""
    print_table(
        console,
        ("source", "kind", "identified", "reports", "id"),
        ((shorten(r.name, 40), r.kind, r.identified, len(r.reports), r.id[:8]) for r in records),
    )


def print_card(console: Console, card: Json) -> None:
    """One source, a line for each thing that is known of it."""
    console.print(f"[bold]{escape(one_line(card['name']))}[/bold]  [dim]{card['id'][:8]}[/dim]")
    if not console.is_terminal:
        for name, value in _lines(card):
            console.print(f"  {name:<12} {one_line(value)}", markup=False)
        return
    grid = Table.grid(padding=(0, 1))
    for name, value in _lines(card):
        grid.add_row("", Text(f"{name:<11}", "dim"), Text(one_line(value)))
    console.print(grid)


def _lines(card: Json) -> Iterator[tuple[str, str]]:
    yield "is", f"{card['kind']}, {card['identified']}"
    if card["admiralty"]:
        yield "Admiralty", f"{card['admiralty']}, given by a person"
    if card["names"]:
        yield "other names", _some(card["names"])
    yield "worded", _some(card["wordings"]) or "not at all: nobody is cited"
    for held in card["roles"][:NAMES]:
        words = " · ".join(filter(None, (held["role"], held["affiliation"])))
        days = _days(held["first"], held["last"])
        yield "role", f"{words}  ({plural(len(held['reports']), 'report')}{days})"
    if len(card["roles"]) > NAMES:
        yield "", f"and {plural(len(card['roles']) - NAMES, 'role')} more"
    spoke = card["spoke"]
    yield "heard", f"{plural(spoke, 'claim')}{_days(card['first'], card['last'])}"
    if card["origin"] > spoke or card["through"]:
        yield "origin of", f"{plural(card['origin'], 'claim')}{_of(card['through'], 'through')}"
    yield "direct", f"{card['direct']} of {spoke} in its own words"
    yield "on record", f"{card['named']} of {spoke} under its name"
    yield "channels", _few(card["channels"])
    yield "outlets", _few(card["outlets"])
    yield "alone", f"{card['alone']} of {len(card['claims'])} that nobody else says"
    for name in ("repeated", "denied", "reversed"):
        yield name, _others(card, name)


def _others(card: Json, name: str) -> str:
    rows = card[name]
    if not rows:
        return "0"
    if name == "repeated":
        claims = {id_ for row in rows for id_ in row["claims"]}
        return f"{len(claims)}, by {_few({r['name']: len(r['claims']) for r in rows})}"
    claims = {row["claim"] for row in rows}
    if name == "reversed":
        return f"{len(claims)}: " + "; ".join(f"{r['day']} {r['reasons'][0]}" for r in rows[:3])
    return f"{len(claims)}, by {_few(by_name(rows))}"


def _days(first: str | None, last: str | None) -> str:
    if not first:
        return ""
    start, end = first.split("/")[0], (last or first).split("/")[-1]
    return f", {start}" if start == end else f", {start} to {end}"


def _few(counts: Mapping[str, int]) -> str:
    shown = [f"{name} {count}" for name, count in list(counts.items())[:NAMES]]
    more = [f"{len(counts) - NAMES} more"] if len(counts) > NAMES else []
    return ", ".join([*shown, *more]) or "none"


def _of(counts: Mapping[str, int], word: str) -> str:
    return f", {word} {_few(counts)}" if counts else ""


def _some(words: list[str]) -> str:
    shown = [f"“{shorten(word, 60)}”" for word in words[:NAMES]]
    more = [f"{len(words) - NAMES} more"] if len(words) > NAMES else []
    return ", ".join([*shown, *more])


def print_why(
    console: Console, mentions: Iterable[tuple[str, str, str, str]], claims: Mapping[str, Claim],
    found: Found,
) -> None:  # fmt: skip
    """How each mention was tied to the source: in its report, and across reports."""
    console.print("  [dim]why[/dim]")
    why = {claim_id: how for claim_id, _, _, how in mentions}
    for claim in (claim for claim in claims.values() if claim.id in why):
        how = why[claim.id]
        report = found.reports[claim.report]
        words = " … ".join(report.text[s.start : s.end] for s in claim.source).strip(" ,;")
        tied = "; ".join(r.words for r in claim.voice.reasons if r.field == "speaker")
        where = " ".join(filter(None, (found.day(claim).lstrip("/"), report.outlet)))
        shown = f"“{shorten(words, 50)}”" if words else "(no words cite it)"
        line = f"{where} {claim.id[:8]} {shown}: {tied + '; ' if tied else ''}{how}"
        console.print(f"    {escape(one_line(line))}", style="dim")


def print_suggestions(
    console: Console, rows: Iterable[Suggestion], records: Mapping[str, SourceRecord]
) -> None:
    """Pairs that may be one, the likeliest first, each with its reasons."""
    for row in rows:
        a, b = records[row.a], records[row.b]
        names = f"{one_line(a.name)} [{a.id[:8]}] and {one_line(b.name)} [{b.id[:8]}]"
        console.print(f"[bold]{row.id[:8]}[/bold]  {escape(names)}  [dim]{row.score:.2f}[/dim]")
        for reason in row.reasons:
            console.print(f"   · {one_line(reason)}", markup=False, style="dim")
