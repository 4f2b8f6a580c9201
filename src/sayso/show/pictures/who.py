"""Sources: how much each said, how firmly, and from when to when. Figures only, no scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.show.pictures.look import (
    FAINT,
    FIRM,
    INK,
    Spec,
    base,
    blank,
    cast,
    day,
    days,
    exactly,
    firmness,
    left_out,
    shape,
)  # fmt: skip
from sayso.show.record import Json
from sayso.show.words import shorten

__all__ = ["who"]

MOST = 30
ROW = 23
STRENGTH = {"named": 1.0, "described": 0.75, "anonymous": 0.5, "unattributed": 0.4}


def who(rows: Sequence[Json], records: Mapping[str, Json], most: int = MOST) -> Spec:
    """Rows of the sources view and the claim records by id -> a Vega-Lite specification."""
    known = [row for row in rows if row["id"]]
    shown = known[:most]
    if not shown:
        return {**base("No source is resolved"), **blank()}
    held: dict[str, list[Json]] = defaultdict(list)
    for record in records.values():
        if record["speaker"]:
            held[record["speaker"]["id"]].append(record)
    colours = cast(row["name"].casefold() for row in shown for _ in range(row["claims"]))
    sources, firm = [], []
    for rank, row in enumerate(shown):
        own = {
            "rank": rank,
            "name": f"{rank + 1}. {shorten(row['name'], 36)}",
            "claims": row["claims"],
            "colour": colours.colour(row["name"].casefold()),
            "strength": STRENGTH[row["identified"] or "unattributed"],
            "first": day(row["first"]),
            "last": day(row["last"]),
        }
        sources.append(own)
        counts = Counter(firmness(record) for record in held[row["id"]])
        firm += [{**own, "firm": kind, "count": counts[kind]} for kind in FIRM if counts[kind]]
    y: Spec = {"field": "name", "type": "nominal", "title": None,
               "sort": {"field": "rank", "op": "min"}, "axis": None}  # fmt: skip
    labelled = {**y, "axis": {"domain": False, "ticks": False, "labelColor": INK,
                              "labelLimit": 260}}  # fmt: skip
    plain = {"color": exactly("colour"), "opacity": exactly("strength")}
    dated = [one for one in sources if one["first"] and one["last"]]
    parts = [_bars(sources, labelled, plain), _firm(firm, y, plain)]
    if dated:
        parts.append(_spans(dated, y, plain))
    left = left_out(len(known) - len(shown), "source")
    unresolved = left_out(len(rows) - len(known), "unresolved source")
    return {
        **base(
            "Who was heard, how often, how firmly, and when",
            "Faint sources are not named. These are counts of statements, not marks of trust.",
            "; ".join(note for note in (left, unresolved) if note),
        ),
        "hconcat": parts,
        "spacing": 18,
    }


def _bars(sources: list[Json], y: Spec, plain: Spec) -> Spec:
    x: Spec = {"field": "claims", "type": "quantitative", "title": "statements",
               "axis": {"tickMinStep": 1, "tickCount": 4, "format": "d",
                        "grid": False}}  # fmt: skip
    return {
        "width": 200,
        "height": ROW * len(sources),
        "data": {"values": sources},
        "layer": [
            {"mark": {"type": "bar", "height": 12, "cornerRadiusEnd": 2},
             "encoding": {"x": x, "y": y, **plain}},
            {"mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 10.5, "color": FAINT},
             "encoding": {"x": x, "y": y, "text": {"field": "claims", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _firm(firm: list[Json], y: Spec, plain: Spec) -> Spec:
    x: Spec = {"field": "firm", "type": "nominal", "sort": list(FIRM), "title": "how firmly",
               "scale": {"domain": list(FIRM)},
               "axis": {"labelAngle": 0, "grid": False, "ticks": False,
                        "domain": False}}  # fmt: skip
    return {
        "width": 280,
        "height": {"step": ROW},
        "data": {"values": firm},
        "layer": [
            {"mark": {"type": "point", "filled": True, "size": 85, "strokeWidth": 0, "xOffset": -8},
             "encoding": {"x": x, "y": y, **plain, "shape": shape()}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 10.5, "color": FAINT},
             "encoding": {"x": x, "y": y, "text": {"field": "count", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _spans(sources: list[Json], y: Spec, plain: Spec) -> Spec:
    x = days([one[end] for one in sources for end in ("first", "last")])
    ends = [
        {"mark": {"type": "tick", "thickness": 3, "height": 12},
         "encoding": {"x": {**x, "field": end}, "y": y, **plain}}
        for end in ("first", "last")
    ]  # fmt: skip
    return {
        "width": 240,
        "height": {"step": ROW},
        "data": {"values": sources},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 3},
             "encoding": {"x": {**x, "field": "first"}, "x2": {"field": "last"}, "y": y, **plain}},
            *ends,
        ],
    }  # fmt: skip
