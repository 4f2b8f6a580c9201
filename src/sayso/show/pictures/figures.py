"""Figures over time: one chart for each series, a step line of what stood, every figure a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sayso.show.history import WORDS
from sayso.show.pictures.look import (
    FAINT,
    OTHER,
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
    shape,
    strength,
)  # fmt: skip
from sayso.show.record import Json
from sayso.show.words import plural, shorten

__all__ = ["figures"]

MOST, LISTED = 6, 14
QUIET = frozenset(["none", "rounding", "overlap"])
ASIDE = frozenset(["slip", "time"])
"""Steps that no line runs through: figures of another time, and slips, which keep to the edge."""
ANEW = frozenset(["event", "recount", "slip corrected", "unknown"])
WIDTH, LIST, ROW = 430, 400, 17


def figures(rows: Sequence[Json], records: Mapping[str, Json], most: int = MOST) -> Spec:
    """Series (`series_rows`) and the claim records by id -> a Vega-Lite specification.

    One chart a series, the most changed first; those of one figure, or without dates, are left out.
    """
    shown = [row for row in rows if len(_dated(row)) > 1][:most]
    colours = cast(key(records[s["claim"]]) for row in shown for s in row["steps"])
    note = left_out(len(rows) - len(shown), "series", "series (or single figures)")
    return {
        **base(
            "How figures changed as they were told" if shown else "No figure was told twice",
            "Lines are the values that stood, bars are ranges; colour is the source.", note,
        ),
        "vconcat": [_chart(row, records, colours) for row in shown] or [blank()],
        "spacing": 26,
    }  # fmt: skip


def _dated(row: Json) -> list[Json]:
    return [step for step in row["steps"] if day(step["said"])]


def _chart(row: Json, records: Mapping[str, Json], colours: Cast) -> Spec:
    steps = _dated(row)
    sound = [step for step in steps if step["change"] not in ASIDE] or steps
    known = [v for step in sound for v in (step["low"], step["high"]) if v is not None]
    top, bottom = max(known), min(known)
    wide = bottom > 0 and top / bottom > 20
    marks = [_mark(step, records[step["claim"]], colours, top, bottom) for step in steps]
    _lines(marks)
    listed = [mark for mark in marks if mark["change"] not in QUIET]
    again = len(marks) - len(listed)
    for number, mark in enumerate(listed[:LISTED], 1):
        mark["mark"], mark["row"] = str(number), number
    more = f"; {again} said again" if again else ""
    more += f"; {len(listed) - LISTED} more not listed" if len(listed) > LISTED else ""
    count = f"{plural(len(steps), 'figure')}, {plural(row['changes'], 'change')}{more}"
    height = max(120, ROW * min(len(listed), LISTED))
    return {
        "title": {
            "text": shorten(row["label"], 90), "fontSize": 13,
            "subtitle": count + (" (logarithmic)" if wide else ""),
        },
        "hconcat": [_lines_and_marks(row, marks, height, wide), _list(listed[:LISTED], height)],
        "spacing": 18,
    }  # fmt: skip


def _lines_and_marks(row: Json, marks: list[Json], height: int, wide: bool) -> Spec:
    x = {**days([mark["day"] for mark in marks]), "field": "day"}
    top = max(mark["high"] for mark in marks)
    scale: Spec = {"type": "log", "nice": False} if wide else {"zero": False, "nice": True}
    y: Spec = {"type": "quantitative", "title": row["unit"], "scale": {**scale, "padding": 14},
               "axis": {"tickCount": 4, "format": "~s" if top >= 100_000 else ",.6~g"}}  # fmt: skip
    return {
        "width": WIDTH,
        "height": height,
        "data": {"values": marks},
        "layer": [
            {"transform": [{"filter": "datum.line >= 0"}],
             "mark": {"type": "line", "interpolate": "step-after", "color": OTHER,
                      "strokeWidth": 1.5, "opacity": 0.7},
             "encoding": {"x": x, "y": {"field": "stood", **y},
                          "detail": {"field": "line", "type": "nominal"},
                          "order": {"field": "number", "type": "quantitative"}}},
            {"transform": [{"filter": "datum.low != datum.high"}],
             "mark": {"type": "rule", "strokeWidth": 7, "strokeCap": "round"},
             "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"},
                          "color": exactly("colour"), "opacity": {"value": 0.22}}},
            {"mark": {"type": "point", "filled": True, "size": 110, "strokeWidth": 0},
             "encoding": {"x": x, "y": {"field": "value", **y}, "color": exactly("colour"),
                          "opacity": exactly("strength"), "shape": shape(),
                          "tooltip": [{"field": f} for f in ("who", "words", "told", "said")]}},
            {"transform": [{"filter": "datum.mark != ''"}],
             "mark": {"type": "text", "fontSize": 10, "fontWeight": 600, "dx": 9, "dy": -8},
             "encoding": {"x": x, "y": {"field": "value", **y},
                          "text": {"field": "mark", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _list(marks: list[Json], height: int) -> Spec:
    """Beside the chart: each number with its day, its value, what became of it, and whose it is."""
    y: Spec = {"field": "row", "type": "quantitative", "axis": None,
               "scale": {"domain": [0.5, max(height / ROW, 1) + 0.5], "reverse": True,
                         "nice": False, "zero": False}}  # fmt: skip

    def column(field: str, at: int, **style: object) -> Spec:
        return {"mark": {"type": "text", "align": "left", "baseline": "middle", "x": at,
                         "fontSize": 10.5, **style},
                "encoding": {"y": y, "text": {"field": field, "type": "nominal"}}}  # fmt: skip

    return {
        "width": LIST,
        "height": height,
        "data": {"values": marks},
        "layer": [
            column("mark", 0, fontWeight=600),
            column("short", 18, color=FAINT),
            column("label", 66),
            column("who", 268, color=FAINT),
        ],
    }


def _lines(marks: list[Json]) -> None:
    """Give each mark its line: rivals run beside one another, an event ends them all."""
    lines: list[tuple[int, float]] = []
    count = 0
    for number, mark in enumerate(marks):
        mark["number"], mark["mark"], mark["line"], mark["stood"] = number, "", -1, None
        if mark["change"] in ASIDE:
            continue
        same = next((line for line in reversed(lines) if line[1] == mark["value"]), None)
        if mark["change"] in QUIET and lines:
            own = same or min(lines, key=lambda line: abs(line[1] - mark["value"]))
        elif mark["change"] in ANEW and lines:
            own = lines[0]
            lines = []
        else:
            own, count = (count, 0.0), count + 1
        again = mark["change"] in QUIET and own[1]
        mark["line"], mark["stood"] = own[0], own[1] if again else mark["value"]
        lines = [line for line in lines if line[0] != own[0]] + [(own[0], mark["stood"])]
        lines.sort()


def _mark(step: Json, record: Json, colours: Cast, top: float, bottom: float) -> Json:
    """One figure as the chart has it; open bounds and slips reach to the edge of the chart."""
    low = step["low"] if step["low"] is not None else min(bottom, step["high"])
    high = step["high"] if step["high"] is not None else max(top, step["low"])
    value = step["low"] if step["low"] is not None else step["high"]
    note = ""
    if step["change"] in ASIDE and not bottom / 2 <= value <= top * 2:
        note = " ↑" if value > top else " ↓"
        value = low = high = min(max(value, bottom), top)
    said = date.fromisoformat(str(day(step["said"])))
    return {
        "day": day(step["said"]),
        "short": f"{said.day} {said:%b}",
        "low": low,
        "high": high,
        "value": value,
        "change": step["change"],
        "label": shorten(f"{step['value']}{note} · {WORDS[step['change']]}", 34),
        "who": shorten(step["speaker"], 24),
        "words": shorten(step["text"], 120),
        "told": WORDS[step["change"]],
        "said": step["said"],
        "colour": colours.colour(key(record)),
        "strength": strength(record),
        "firm": firmness(record),
    }
