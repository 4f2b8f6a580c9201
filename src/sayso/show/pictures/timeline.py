"""The timeline: a lane for each source, a mark for each statement; above them what it is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sayso.show.pictures.look import (
    FAINT,
    FIRM,
    INK,
    Cast,
    Spec,
    base,
    blank,
    cast,
    day,
    days,
    exactly,
    firmness,
    key,
    left_out,
    name,
    shape,
    strength,
)  # fmt: skip
from sayso.show.record import Json
from sayso.show.words import shorten

__all__ = ["timeline"]

LANES, EVENTS, SIZE = 22, 12, 68
WIDTH, LANE, EVENT = 660, 24, 19
ROOM = 9
"""Statements of one source on one day that stand side by side; where more, marks are counted."""


def timeline(rows: Sequence[Json], records: Mapping[str, Json]) -> Spec:
    """Rows of the timeline view and the claim records by id -> a Vega-Lite specification.

    The most heard sources have a lane each; events that last, or are uncertain, are bars.
    """
    said = [row for row in rows if row["kind"] == "statement" and day(row["when"])]
    often = Counter(key(records[row["id"]]) for row in said)
    lanes = {who: n for n, (who, _) in enumerate(_ranked(often)[:LANES])}
    shown = [row for row in said if key(records[row["id"]]) in lanes]
    if not shown:
        return {**base("Nothing is dated"), **blank()}
    first, last = _window([str(day(row["when"])) for row in shown])
    inside = [row for row in shown if first <= str(day(row["when"])) <= last]
    marks, hidden = _marks(inside, records, lanes)
    events = [e for r in rows if r["kind"] == "event" and (e := _event(r, records, first, last))]
    best = sorted(events, key=lambda e: (-e["claims"], e["start"], e["words"]))[:EVENTS]
    best.sort(key=lambda e: (e["start"], e["end"], e["words"]))
    for number, event in enumerate(best):
        event["row"] = number
    notes = [
        left_out(len(often) - len(lanes), "source"),
        left_out(len(said) - len(inside) + hidden, "statement"),
        left_out(sum(row["kind"] == "event" for row in rows) - len(best), "event"),
    ]
    return {
        **base(
            "Who said what, and when",
            "A mark is a statement (a larger one several), a lane a source; a bar above is a time "
            "that was spoken of.",
            "; ".join(note for note in notes if note),
        ),
        "vconcat": [*([_events(best, first, last)] if best else []), _lanes(marks, lanes)],
        "spacing": 8,
        "resolve": {"scale": {"x": "shared"}},
    }


def _ranked(often: Counter[str]) -> list[tuple[str, int]]:
    return sorted(often.items(), key=lambda item: (-item[1], item[0]))


def _window(shown: list[str]) -> tuple[str, str]:
    """The days that hold nine tenths of what was said: one old date must not empty the picture."""
    ordered = sorted(shown)
    cut = len(ordered) // 20
    first, last = ordered[cut], ordered[-1 - cut]
    length = max(3, (date.fromisoformat(last) - date.fromisoformat(first)).days)
    reach = timedelta(days=length)
    low = date.fromisoformat(first) - min(reach, date.fromisoformat(first) - date.min)
    high = date.fromisoformat(last) + min(reach, date.max - date.fromisoformat(last))
    kept = [one for one in ordered if low.isoformat() <= one <= high.isoformat()]
    return kept[0], kept[-1]


def _marks(
    rows: Sequence[Json], records: Mapping[str, Json], lanes: Mapping[str, int]
) -> tuple[list[Json], int]:
    colours = cast(key(records[row["id"]]) for row in rows)
    at: dict[tuple[str, str], int] = defaultdict(int)
    whole = [str(day(row["when"])) for row in rows]
    length = (date.fromisoformat(max(whole)) - date.fromisoformat(min(whole))).days + 1
    step = min(10.0, max(4.0, WIDTH / length))
    marks: list[Json] = []
    named: dict[str, str] = {}
    for row in rows:
        record = records[row["id"]]
        best = named.setdefault(key(record), name(record))
        if best.isupper() or best.islower():
            named[key(record)] = max(
                best, name(record), key=lambda n: n not in (n.upper(), n.lower())
            )
    if max(Counter((key(records[r["id"]]), day(r["when"])) for r in rows).values()) > ROOM:
        return _counted(rows, records, lanes, named, colours), 0
    for row in sorted(rows, key=lambda r: (str(day(r["when"])), r["id"])):
        record, when = records[row["id"]], str(day(row["when"]))
        place = at[key(record), when]
        at[key(record), when] += 1
        if place >= ROOM:
            continue
        marks.append(
            {
                "day": when,
                "lane": shorten(named[key(record)], 34),
                "rank": lanes[key(record)],
                "shift": place % 2 if place else 0,
                "push": round(step * ((place + 1) // 2), 1),
                "colour": colours.colour(key(record)),
                "strength": strength(record),
                "size": SIZE,
                "firm": firmness(record),
                "words": shorten(row["text"], 140),
                "when": ("by " if row["by"] else "") + when,
                "who": name(record),
            }
        )
    return marks, sum(max(0, count - ROOM) for count in at.values())


def _counted(
    rows: Sequence[Json], records: Mapping[str, Json], lanes: Mapping[str, int],
    named: Mapping[str, str], colours: Cast,
) -> list[Json]:  # fmt: skip
    """Where there are too many to stand side by side: one mark for each source, day and firmness,
    the larger the more statements.
    """
    groups: dict[tuple[str, str, str], list[Json]] = defaultdict(list)
    for row in rows:
        record = records[row["id"]]
        groups[key(record), str(day(row["when"])), firmness(record)].append(record)
    most = max(map(len, groups.values()))
    marks = []
    for (who, when, firm), held in sorted(groups.items()):
        kinds = [f for f in FIRM if (who, when, f) in groups]
        number = len(held)
        words = f"{number:,} statements" if number > 1 else held[0]["content"]["text"]
        marks.append(
            {
                "day": when,
                "lane": shorten(named[who], 34),
                "rank": lanes[who],
                "shift": 0.22,
                "push": 11 * (kinds.index(firm) - (len(kinds) - 1) / 2),
                "colour": colours.colour(who),
                "strength": max(map(strength, held)),
                "size": round(24 + 150 * (number / most) ** 0.5),
                "firm": firm,
                "words": shorten(words, 140),
                "when": when,
                "who": named[who],
            }
        )
    return marks


def _event(row: Json, records: Mapping[str, Json], first: str, last: str) -> Json | None:
    """A time that was spoken of, as far as it lies in the window; open ends are arrows."""
    start, end = row["start"] or "0000-01-01", row["end"] or "9999-12-31"
    if end < first or (start > last and row["start"] is None):
        return None
    reach = (date.fromisoformat(last) - date.fromisoformat(first)).days + 3
    low = date.fromisoformat(first) - timedelta(days=reach // 12 + 1)
    high = date.fromisoformat(last) + timedelta(days=reach // 8 + 1)
    if start > high.isoformat() or (start < low.isoformat() and end > high.isoformat()):
        return None
    before, after = start < low.isoformat(), end > high.isoformat()
    begin = low if before else date.fromisoformat(start)
    stop = high if after else date.fromisoformat(end)
    stop = max(stop, begin) + timedelta(days=1)
    arrow = ("← " if before else "") + ("→ " if after else "")
    return {
        "start": begin.isoformat(),
        "end": stop.isoformat(),
        "words": shorten(f"{arrow}{row['when']}  {row['text'].removeprefix('that ')}", 84),
        "claims": len(row["claims"]),
        "planned": row["stage"] == "planned",
    }


def _events(events: list[Json], first: str, last: str) -> Spec:
    y: Spec = {"field": "row", "type": "ordinal", "axis": None}
    x = {**days([first, last]), "axis": None}
    late = (date.fromisoformat(first) + (date.fromisoformat(last) - date.fromisoformat(first)) / 2
            ).isoformat()  # fmt: skip
    for event in events:
        event["side"] = "left" if event["start"] < late else "right"
    words = {"type": "text", "baseline": "middle", "fontSize": 10, "color": INK}
    return {
        "width": WIDTH,
        "height": EVENT * len(events),
        "title": {"text": "spoken of", "fontSize": 11, "fontWeight": "normal", "color": FAINT,
                  "offset": 4},
        "data": {"values": events},
        "layer": [
            {"mark": {"type": "bar", "height": 13, "cornerRadius": 3, "color": "#C9D2DC",
                      "stroke": "#8A98A8"},
             "encoding": {"x": {**x, "field": "start"}, "x2": {"field": "end"}, "y": y,
                          "fillOpacity": {"condition": {"test": "datum.planned", "value": 0},
                                          "value": 0.75}}},
            {"transform": [{"filter": "datum.side == 'left'"}],
             "mark": {**words, "align": "left", "dx": 4},
             "encoding": {"x": {**x, "field": "start"}, "y": y,
                          "text": {"field": "words", "type": "nominal"}}},
            {"transform": [{"filter": "datum.side == 'right'"}],
             "mark": {**words, "align": "right", "dx": -5},
             "encoding": {"x": {**x, "field": "start"}, "y": y,
                          "text": {"field": "words", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _lanes(marks: list[Json], lanes: Mapping[str, int]) -> Spec:
    shown = [mark["day"] for mark in marks]
    return {
        "width": WIDTH,
        "height": LANE * len(lanes),
        "data": {"values": marks},
        "mark": {"type": "point", "filled": True, "strokeWidth": 0,
                 "xOffset": {"expr": "datum.push"}, "yOffset": {"expr": "datum.shift * 9 - 2"}},
        "encoding": {
            "x": {**days(shown), "field": "day"},
            "y": {"field": "lane", "type": "nominal", "title": None,
                  "sort": {"field": "rank", "op": "min"},
                  "axis": {"grid": True, "domain": False, "ticks": False, "labelColor": INK}},
            "color": exactly("colour"),
            "opacity": exactly("strength"),
            "shape": shape(),
            "size": exactly("size"),
            "tooltip": [{"field": field} for field in ("who", "when", "words")],
        },
    }  # fmt: skip
