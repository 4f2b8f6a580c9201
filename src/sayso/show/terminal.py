"""Records as people read them in a terminal: tables with colour there, plain lines in a pipe.

The look is the same everywhere: colour is the source, the mark is how firmly, faint is anonymous.
There is no colour for truth.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sayso.records import Claim, Figure, Report
from sayso.show.record import Json, why_record
from sayso.show.springs import drawn
from sayso.show.views import amount
from sayso.show.words import bounds, day_words, one_line, plural, shorten, visible
from sayso.spans import Span, Spans, hull

PALETTE = ("cyan", "magenta", "yellow", "green", "blue", "bright_red", "bright_cyan", "orange3")
MARKS = (
    ("denied", "✗"), ("hearsay", "┈"), ("planned", "○"), ("expected", "~"), ("certain", "●"),
)  # fmt: skip
LEGEND = "● said as certain   ○ planned   ✗ denied   ┈ hearsay   ~ expected or possible"


def colour(source: str | None) -> str:
    """The colour of a source: always the same for the same id."""
    return "white" if source is None else PALETTE[zlib.crc32(source.encode()) % len(PALETTE)]


def mark(record: Json) -> str:
    """One character for how firmly a claim is said (see `LEGEND`)."""
    facts = {
        "denied": record["act"] == "deny",
        "hearsay": record["hearsay"],
        "planned": record["stage"] == "planned",
        "expected": record["certainty"] in ("probable", "possible"),
    }
    return next((sign for name, sign in MARKS if facts.get(name)), "●")


def source_name(record: Json) -> str:
    """Who is cited, as a chain: "CNN ← anonymous sources"; as worded where unresolved."""
    names = [link["name"] for link in record["chain"]]
    if not names and record["speaker"]:
        names = [record["speaker"]["name"]]
    return " ← ".join(names) or record["source"]["text"] or "(nobody named)"


def source_style(record: Json) -> str:
    """Colour by source; faint where the origin is not named."""
    origin = record["chain"][-1]["identified"] if record["chain"] else None
    faint = "" if origin in ("named", None) and record["speaker"] else "dim "
    return faint + colour(record["speaker"]["id"] if record["speaker"] else None)


def print_table(
    console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = ""
) -> None:
    """A table in a terminal; tab-separated lines, unshortened, in a pipe."""
    if not console.is_terminal:
        for row in rows:
            console.out("\t".join(one_line(cell) for cell in row), highlight=False)
        return
    table = Table(*columns, title=title or None, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(c if isinstance(c, Text) else Text(one_line(c)) for c in row))
    console.print(table)


def claim_rows(
    records: Iterable[Json], width: int = 110, *, spoken: bool = True
) -> Iterable[tuple[object, ...]]:
    """(mark, said, source, claim, outlet, id) for each claim record; dates in words if spoken."""
    for record in records:
        style, said = source_style(record), (record["said"] or {}).get("edtf") or ""
        yield (
            Text(mark(record), style),
            day_words(said) if spoken else said,
            Text(one_line(source_name(record)), style),
            shorten(record["content"]["text"], width),
            record["document"]["outlet"] or "",
            record["id"][:8],
        )


def print_origins(console: Console, rows: Iterable[Json], trees: Mapping[str, list[Json]]) -> None:
    """Each proposition: how many origins and texts, then everyone who said it; or, where there is
    a tree of it, the way from the springs to the reprints with the reason at each.
    """
    for row in rows:
        count, texts = bounds(row["origins"], "origin"), bounds(row["texts"], "text")
        console.print(f"[bold]{count}[/bold] in {texts}  [dim]{row['id'][:8]}[/dim]")
        if row["id"] in trees:
            _print_line(console, f"“{shorten(row['text'], 90)}”", indent="   ")
            for line in drawn(trees[row["id"]]):
                console.print(f"   {visible(line)}", markup=False, highlight=False)
            _print_reasons(console, row["reasons"])
            continue
        for said in row["said_by"]:
            chain = " ← ".join(said["chain"]) or said["speaker"]
            words = (day_words(said["said"]), said["outlet"], chain, said["text"], said["id"][:8])
            more = said["again"]
            edited = f"(and in {plural(len(more), 'edited version')})" if more else ""
            _print_line(console, *words, edited, indent="   ")


def print_conflicts(
    console: Console, rows: Iterable[Json], *, why: bool = False, every: bool = False
) -> None:
    """Each pair, one side above the other; nothing says who is right.

    Of the pairs between the same two propositions the first is shown, unless ``every`` is asked.
    """
    disputes: dict[object, list[Json]] = {}
    for row in rows:
        sides = (row[side]["proposition"] or row[side]["id"] for side in ("left", "right"))
        disputes.setdefault(row["a"] + row["b"] if every else frozenset(sides), []).append(row)
    for row, *more in disputes.values():
        for said in (row["left"], row["right"]):
            chain = " ← ".join(said["chain"]) or said["speaker"]
            words = (chain, said["outlet"], said["text"], said["id"][:8])
            _print_line(console, day_words(said["said"]), *words)
        if why:
            _print_reasons(console, row["reasons"])
        if more:
            text = f"and {plural(len(more), 'more pair')} of the same two propositions (--all)"
            console.print(f"   {text}", style="dim")
        console.print()


def print_timeline(console: Console, rows: Iterable[Json]) -> None:
    """Statements and events in order of time; in a pipe one line each, with tabs."""
    if not console.is_terminal:
        for row in rows:
            cells = (row["kind"], row["when"], row["speaker"], row["text"], row["outlet"],
                     row["id"][:8])  # fmt: skip
            console.out("\t".join(one_line(cell) for cell in cells), highlight=False)
        return
    for row in rows:
        event = row["kind"] == "event"
        line = Text("◆ " if event else "● ", "bold" if event else "")
        line.append(f"{one_line(day_words(row['when']) or 'undated'):<13}", "bold" if event else "")
        if console.width >= 70:
            line.append(f" {shorten(row['speaker'], 24):<24}", colour(row["speaker_id"]))
            line.append(f" {shorten(row['text'], max(20, console.width - 53))}")
            line.append(f"  {row['id'][:8]}", "dim")
            console.print(line, no_wrap=True, crop=True)
        else:
            line.append(f" {shorten(row['speaker'], max(8, console.width - 18))}",
                        colour(row["speaker_id"]))  # fmt: skip
            console.print(line)
            console.print(Text(f"    {shorten(row['text'], max(10, console.width - 6))}"))


def _print_line(console: Console, *words: object, indent: str = "") -> None:
    console.print(indent + "  ".join(one_line(word) for word in words if word), markup=False)


def _print_reasons(console: Console, reasons: Iterable[str]) -> None:
    for reason in reasons:
        console.print(f"   · {one_line(reason)}", markup=False, style="dim")


def print_claim(
    console: Console, claim: Claim, record: Json, report: Report, *, why: bool = False
) -> None:
    """One claim in its passage: source, cue and content marked, then every field."""
    document = record["document"]
    heading = [one_line(document[key]) for key in ("outlet", "title", "published") if document[key]]
    console.print(Text(" · ".join(heading) or one_line(document["path"]), "bold"))
    console.print(passage(claim, report, colour((record["speaker"] or {}).get("id"))))
    if not console.is_terminal:
        console.print('\\[S source]  \\[C cue]  \\[" content]', style="dim")
    for name, value in fields(record):
        console.print(f"  [dim]{name:<11}[/dim] {escape(one_line(value))}")
    reasons = why_record(claim)
    for gap in reasons["unresolved"]:
        words = one_line(f"{gap['field']}: {gap['reason']}")
        console.print(f"  [dim]{'unresolved':<11}[/dim] {escape(words)}")
    if why:
        console.print("  [dim]why[/dim]")
        for reason in reasons["reasons"]:
            shown = " … ".join(report.text[s:e] for s, e in reason["spans"])
            evidence = f" “{shorten(shown, 60)}”" if shown else ""
            line = f"{reason['field']}: {reason['words']}{evidence} [{reason['weight']:+.2f}]"
            console.print(f"    {escape(one_line(line))}")


def fields(record: Json) -> Iterable[tuple[str, str]]:
    """(name, value in words) of each field that the claim has."""
    speaker, document = record["speaker"], record["document"]
    if speaker:
        role = f", {speaker['role']}" if speaker["role"] else ""
        yield "speaker", f"{speaker['name']}{role} ({speaker['kind']})"
    if record["chain"]:
        yield "chain", " ← ".join(_link_words(link) for link in record["chain"])
    firm = [record["act"], record["certainty"], record["polarity"], record["stage"]]
    firm += ["hearsay"] if record["hearsay"] else []
    yield "how firmly", ", ".join(word for word in firm if word)
    yield "quote", record["quote"] + (f", by {record['channel']}" if record["channel"] else "")
    for name in ("said", "about"):
        if when := record[name]:
            words = f" (“{when['text']}”)" if when["text"] else ""
            yield name, f"{day_words(when['edtf']) or 'relative'}{words}"
    for figure in record["figures"]:
        yield "figure", _figure_words(figure)
    if record["places"]:
        yield "places", ", ".join(_place_words(place) for place in record["places"])
    if record["nested_in"]:
        yield "said inside", record["nested_in"]
    if record["proposition"]:
        yield "proposition", record["proposition"]
    yield "confidence", f"{record['confidence']:.2f}, by {record['made_by']}"
    yield "characters", f"{record['content']['spans']} of {document['path'] or document['id']}"
    yield "id", record["id"]


def _link_words(link: Json) -> str:
    """A source of a chain, how identified it is, and on which terms it speaks."""
    terms = [f"“{link[key]}”" for key in ("anonymity", "level") if link.get(key)]
    return f"{link['name']} ({', '.join([link['identified'], *terms])})"


def _figure_words(figure: Json) -> str:
    value = amount(Figure(**{**figure, "spans": ()}))
    of = f" {figure['of']}" if figure["of"] else ""
    return f"{value}{of}" + (f", in {figure['place']}" if figure["place"] else "")


def _place_words(place: Json) -> str:
    where = f", {place['country']}" if place["country"] and place["precision"] != "country" else ""
    return f"{place['name']} ({place['precision']}{where})"


def passage(claim: Claim, report: Report, style: str, around: int = 160) -> Text:
    """The passage of a claim with its roles marked: by colour, and by brackets in a pipe."""
    spans = (*claim.content, *claim.source, *claim.cue)
    whole = hull(spans) if spans else Span(0, 0)
    start = max(0, whole.start - around, report.text.rfind("\n", 0, whole.start) + 1)
    after = report.text.find("\n", whole.end)
    end = min(whole.end + around, len(report.text) if after < 0 else after)
    roles: list[tuple[str, Spans, str]] = [
        ('"', claim.content, style),
        ("S", claim.source, f"bold {style}"),
        ("C", claim.cue, f"italic underline {style}"),
    ]
    text = Text("… " if start and report.text[start - 1] != "\n" else "")
    for piece, role in _pieces(report.text, Span(start, end), roles):
        text.append(f"[{role[0]} " if role else "", "dim")
        text.append(visible(piece), role[1] if role else "")
        text.append("]" if role else "", "dim")
    return text


def _pieces(
    text: str, window: Span, roles: list[tuple[str, Spans, str]]
) -> Iterable[tuple[str, tuple[str, str] | None]]:
    """The window cut at every edge of a role; each piece with its innermost role."""
    edges = {window.start, window.end}
    for _, spans, _ in roles:
        edges |= {edge for span in spans for edge in span if window.start <= edge <= window.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        inside = [
            (sign, style)
            for sign, spans, style in roles
            if any(s.start <= start and end <= s.end for s in spans)
        ]
        yield text[start:end], inside[-1] if inside else None
