"""Conflicts: the two sides of each face to face, and what they differ on between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.show.pictures.look import (
    FAINT,
    INK,
    RULE,
    Cast,
    Spec,
    base,
    blank,
    cast,
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

__all__ = ["conflicts"]

MOST = 24
WIDTH, ROW = 860, 52
LEFT, RIGHT = 370.0, 490.0


def conflicts(rows: Sequence[Json], records: Mapping[str, Json], most: int = MOST) -> Spec:
    """Rows of the conflicts view and the claim records by id -> a Vega-Lite specification.

    The surest first; nothing says who is right.
    """
    shown = [row for row in rows if {row["a"], row["b"]} <= set(records)][:most]
    if not shown:
        return {**base("No two sources contradict each other"), **blank()}
    colours = cast(key(records[row[side]]) for row in shown for side in ("a", "b"))
    sides = [
        _side(records[row[side]], number, column, colours)
        for number, row in enumerate(shown)
        for side, column in (("a", "left"), ("b", "right"))
    ]
    pairs = [{"row": number, "what": _what(row)} for number, row in enumerate(shown)]
    y: Spec = {"field": "row", "type": "quantitative", "axis": None,
               "scale": {"domain": [-0.5, len(shown) - 0.5], "reverse": True,
                         "nice": False}}  # fmt: skip
    text: Spec = {"type": "text", "fontSize": 11}
    layers: list[Spec] = [
        {"data": {"values": [{"row": n + 0.5} for n in range(len(shown) - 1)]},
         "mark": {"type": "rule", "color": RULE, "strokeWidth": 0.7}, "encoding": {"y": y}},
        {"data": {"values": pairs},
         "mark": {"type": "rule", "x": LEFT + 8, "x2": RIGHT - 8, "color": FAINT,
                  "strokeWidth": 1.2, "strokeDash": [3, 3]},
         "encoding": {"y": y}},
        {"data": {"values": pairs},
         "mark": {**text, "x": (LEFT + RIGHT) / 2, "dy": -9, "color": FAINT, "fontSize": 10.5},
         "encoding": {"y": y, "text": {"field": "what", "type": "nominal"}}},
    ]  # fmt: skip
    for column, at, align, push in (("left", LEFT, "right", -13), ("right", RIGHT, "left", 13)):
        chosen = {"transform": [{"filter": f"datum.column == '{column}'"}]}
        for field, dy, style in (
            ("who", -13, {"fontWeight": 600}),
            ("words", 2, {"color": INK}),
            ("where", 16, {"color": FAINT, "fontSize": 10}),
        ):
            encoding: Spec = {"y": y, "text": {"field": field, "type": "nominal"}}
            if field == "who":
                encoding["color"] = exactly("colour")
            layers.append(
                {**chosen, "encoding": encoding,
                 "mark": {**text, "align": align, "x": at, "dx": push, "dy": dy, **style}}
            )  # fmt: skip
        layers.append(
            {**chosen,
             "mark": {"type": "point", "filled": True, "size": 130, "strokeWidth": 0, "x": at},
             "encoding": {"y": y, "color": exactly("colour"), "opacity": exactly("strength"),
                          "shape": shape()}}
        )  # fmt: skip
    return {
        **base(
            "Where sources contradict each other",
            "Colour is the source, the mark how firmly it speaks; nothing here says who is right.",
            left_out(len(rows) - len(shown), "conflict"),
        ),
        "width": WIDTH,
        "height": ROW * len(shown),
        "data": {"values": sides},
        "layer": layers,
    }


def _side(record: Json, row: int, column: str, colours: Cast) -> Json:
    document, said = record["document"], (record["said"] or {}).get("edtf")
    day = said or (f"by {document['published'][:10]}" if document["published"] else "undated")
    return {
        "row": row,
        "column": column,
        "who": shorten(name(record), 48),
        "words": shorten(record["content"]["text"], 62),
        "where": shorten(f"{day} · {document['outlet'] or 'an unnamed outlet'}", 58),
        "colour": colours.colour(key(record)),
        "strength": strength(record),
        "firm": firmness(record),
    }


def _what(row: Json) -> str:
    """On what the two differ: the first word of the first reason ("figure", "denial")."""
    reason = str(row["reasons"][0]) if row["reasons"] else ""
    return shorten(reason.partition(":")[0], 20)
