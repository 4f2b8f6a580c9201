"""Origins as rivers: from the springs, on whose word it rests, through outlets, to the reprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.show.pictures.look import (
    FAINT,
    INK,
    OTHER,
    Cast,
    Spec,
    base,
    blank,
    cast,
    exactly,
    firmness,
    left_out,
    shape,
)  # fmt: skip
from sayso.show.record import Json
from sayso.show.words import bounds, one_line, shorten

__all__ = ["origins"]

MOST, TOLD, NODES = 6, 9, 14
WIDTH, ROW = 760, 26
COLUMNS = ("on whose word", "passed on by", "told in", "reprinted in")
X = (150.0, 330.0, 510.0, 650.0)
STRENGTH = {"named": 1.0, "described": 0.75, "anonymous": 0.5, "unattributed": 0.4}


def origins(
    rows: Sequence[Json], records: Mapping[str, Json], links: Iterable[Json] = (), most: int = MOST
) -> Spec:
    """Rows of the origins view, the claim records by id and the links -> a specification.

    One river for each proposition, the most repeated first.
    """
    shown = list(rows[:most])
    copies = _copies(links, records)
    trees = [_tree(row, records, copies) for row in shown]
    colours = cast(n["name"].casefold() for tree in trees for n in tree[0] if n["column"] == 0)
    note = left_out(
        len(rows) - len(shown), "claim told more than once", "claims told more than once"
    )
    words = "On whose word it rests" if shown else "Nothing is told more than once"
    return {
        **base(words, "From the origin, through those who cite it, to reprints; faint origins are "
                      "not named.", note),
        "vconcat": [_river(row, *tree, colours) for row, tree in zip(shown, trees, strict=True)]
        or [blank()],
        "spacing": 24,
        "resolve": {"legend": {"shape": "shared"}},
    }  # fmt: skip


def _copies(links: Iterable[Json], records: Mapping[str, Json]) -> dict[str, str]:
    """Reprint -> the earlier report that it copies, by report id."""
    when = {r["document"]["id"]: r["document"]["published"] or "9999" for r in records.values()}
    found: dict[str, str] = {}
    for link in links:
        if link["kind"] == "copy" and {link["a"], link["b"]} <= set(when):
            first, later = sorted((link["a"], link["b"]), key=lambda r: (when[r], r))
            if later not in found or when[first] < when[found[later]]:
                found[later] = first
    return found


def _tree(
    row: Json, records: Mapping[str, Json], copies: Mapping[str, str]
) -> tuple[list[Json], list[tuple[str, str]], int]:
    """Nodes, edges between their keys, and how many claims had no room.

    "The Post, citing officials", reprinted by the Echo -> officials -> Post -> Echo
    """
    nodes: dict[str, Json] = {}
    edges: dict[tuple[str, str], None] = {}
    held = [records[said["id"]] for said in row["said_by"] if said["id"] in records]
    reports = {record["document"]["id"] for record in held}
    hidden = 0
    spring = {report: _first_copied(report, copies, reports) for report in reports}
    held.sort(key=lambda r: (spring[r["document"]["id"]] != r["document"]["id"],
                             r["document"]["published"] or "9999", r["id"]))  # fmt: skip
    told = 0
    for record in held:
        document = record["document"]
        report = document["id"]
        original = spring[report]
        column = 2 if original == report else 3
        full = told >= (TOLD if column == 2 else NODES) or f"r {original}" not in nodes
        if f"r {report}" not in nodes and full and not (column == 2 and told < TOLD):
            hidden += 1
            continue
        told += f"r {report}" not in nodes
        outlet = one_line(document["outlet"]) or "an unnamed outlet"
        nodes.setdefault(
            f"r {report}",
            {"name": outlet, "column": column, "firm": firmness(record), "known": "named",
             "day": (document["published"] or "")[:10]},
        )  # fmt: skip
        if column == 3:
            edges[f"r {original}", f"r {report}"] = None
            if not _of_its_own(record, held, original):
                continue
        chain = record["chain"] or [
            {"name": outlet if record["quote"] == "narration" else "nobody named",
             "identified": "named" if record["quote"] == "narration" else "unattributed"}
        ]  # fmt: skip
        before = ""
        ends = [chain[-1], chain[0]] if len(chain) > 1 else chain
        for number, link in enumerate(ends):
            node = f"{number} {link.get('id') or one_line(link['name']).casefold()}"
            nodes.setdefault(
                node,
                {"name": one_line(link["name"]), "column": number, "firm": "certain",
                 "known": link["identified"], "day": ""},
            )  # fmt: skip
            if before and before != node:
                edges[before, node] = None
            before = node
        edges[before, f"r {report}"] = None
    _place(nodes, edges)
    drawn = [(a, b) for a, b in edges if a in nodes and b in nodes]
    return [{**node, "key": k} for k, node in nodes.items()], drawn, hidden


def _of_its_own(record: Json, held: Iterable[Json], original: str) -> bool:
    """Whether a claim of a reprint rests on a named source whom the original does not name."""
    if not record["chain"] or record["chain"][-1]["identified"] != "named":
        return False
    return not any(
        other["document"]["id"] == original
        and (
            (other["chain"] and other["chain"][-1]["id"] == record["chain"][-1]["id"])
            or other["content"]["text"] == record["content"]["text"]
        )
        for other in held
    )


def _first_copied(report: str, copies: Mapping[str, str], among: set[str]) -> str:
    """The report at the beginning of a row of copies, among those that carry the claim."""
    seen = {report}
    while copies.get(report) in among and copies[report] not in seen:
        report = copies[report]
        seen.add(report)
    return report


def _place(nodes: Mapping[str, Json], edges: Iterable[tuple[str, str]]) -> None:
    """Give each node its height: reports in order of time, the others amid what flows from them."""
    after: dict[str, list[str]] = {}
    for a, b in edges:
        after.setdefault(a, []).append(b)
    last = [k for k, n in nodes.items() if n["column"] >= 2]
    order = {n: i for i, n in enumerate(sorted(last, key=lambda k: (nodes[k]["day"], k)))}
    first_of: dict[str, float] = {}
    for key in last:  # a reprint stands beside what it copies, in a row of its own
        first_of[key] = float(order[key])
    for column in (1, 0):
        inner = [k for k, n in nodes.items() if n["column"] == column]
        for key in inner:
            rows = [first_of[b] for b in after.get(key, ()) if b in first_of]
            first_of[key] = sum(rows) / len(rows) if rows else 0.0
        taken: list[float] = []
        for key in sorted(inner, key=lambda k: (first_of[k], k)):
            at = first_of[key]
            if taken and at < taken[-1] + 1:
                at = taken[-1] + 1
            first_of[key] = at
            taken.append(at)
    for key, node in nodes.items():
        node["y"] = first_of[key]


def _river(
    row: Json, nodes: list[Json], edges: list[tuple[str, str]], hidden: int, colours: Cast
) -> Spec:
    at = {node["key"]: node for node in nodes}
    height = ROW * (max((node["y"] for node in nodes), default=0.0) + 1.3)
    spring = _springs(nodes, edges)
    for node in nodes:
        node["x"], node["label"] = X[node["column"]], shorten(node["name"], 26)
        node["colour"] = colours.colour(at[spring[node["key"]]]["name"].casefold())
        node["strength"] = STRENGTH[at[spring[node["key"]]]["known"]]
        node["flows"] = node["key"] in {a for a, _ in edges}
        if node["day"]:
            node["label"] = f"{shorten(node['name'], 22)}  {node['day'][5:]}"
    curves = [point for n, (a, b) in enumerate(edges) for point in _curve(n, at[a], at[b])]
    count = f"{bounds(row['origins'], 'origin')}, {bounds(row['texts'], 'text')}"
    more = f"; {hidden} more claims not drawn" if hidden else ""
    y: Spec = {"field": "y", "type": "quantitative", "axis": None,
               "scale": {"domain": [-0.9, height / ROW - 0.4], "reverse": True, "nice": False,
                         "zero": False}}  # fmt: skip
    x: Spec = {"field": "x", "type": "quantitative", "axis": None,
               "scale": {"domain": [0, WIDTH], "nice": False}}  # fmt: skip
    text: Spec = {"type": "text", "fontSize": 11, "baseline": "middle", "color": INK}
    return {
        "title": {"text": f"“{shorten(row['text'], 86)}”", "fontSize": 12.5,
                  "subtitle": count + more},
        "width": WIDTH,
        "height": max(48, height),
        "data": {"values": nodes},
        "layer": [
            {"data": {"values": curves or [{"x": 0, "y": 0, "edge": 0, "step": 0,
                                            "colour": OTHER, "strength": 0}]},
             "mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {"x": x, "y": y, "detail": {"field": "edge", "type": "nominal"},
                          "order": {"field": "step", "type": "quantitative"},
                          "color": exactly("colour"), "opacity": exactly("faint")}},
            {"mark": {"type": "point", "filled": True, "size": 100, "strokeWidth": 0},
             "encoding": {"x": x, "y": y, "shape": shape(), "color": exactly("colour"),
                          "opacity": exactly("strength"),
                          "tooltip": [{"field": "name"}, {"field": "day"}]}},
            {"transform": [{"filter": "datum.column == 0"}],
             "mark": {**text, "align": "right", "dx": -10},
             "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
            {"transform": [{"filter": "datum.column == 1"}],
             "mark": {**text, "align": "center", "dy": -12},
             "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
            {"transform": [{"filter": "datum.column >= 2 && datum.flows"}],
             "mark": {**text, "align": "left", "dx": 8, "dy": -9},
             "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
            {"transform": [{"filter": "datum.column >= 2 && !datum.flows"}],
             "mark": {**text, "align": "left", "dx": 10},
             "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
            {"data": {"values": [{"x": X[n], "words": COLUMNS[n]} for n in
                                 sorted({node["column"] for node in nodes})]},
             "mark": {"type": "text", "fontSize": 9.5, "color": FAINT, "y": -8},
             "encoding": {"x": x, "text": {"field": "words", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _springs(nodes: list[Json], edges: list[tuple[str, str]]) -> dict[str, str]:
    """The first spring of each node, whose colour runs down the river."""
    before: dict[str, str] = {}
    for a, b in edges:
        before.setdefault(b, a)
    found = {}
    for node in nodes:
        key, seen = node["key"], set()
        while key in before and key not in seen:
            seen.add(key)
            key = before[key]
        found[node["key"]] = key
    return found


def _curve(number: int, a: Json, b: Json) -> Iterable[Json]:
    """Points of an S between two nodes, since Vega-Lite draws no curve between two columns."""
    for step in range(13):
        t = step / 12
        ease = t * t * (3 - 2 * t)
        yield {
            "edge": number, "step": step, "x": a["x"] + (b["x"] - a["x"]) * t,
            "y": a["y"] + (b["y"] - a["y"]) * ease, "colour": b["colour"],
            "faint": 0.55 * a["strength"],
        }  # fmt: skip
