"""Make the page's world outline from Natural Earth (public domain), 1:110m.

    npm pack world-atlas@2 && tar xzf world-atlas-2*.tgz     # Natural Earth as TopoJSON, ISC
    python training/build_outline.py package/countries-110m.json

Writes src/sayso/show/page/data/outline.json: ``{"arcs": [[x, y, dx, dy, ...], ...],
"countries": {"FR": [[arc, ...], ...]}}`` in tenths of a degree; arc -n-1 is arc n backwards.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from math import hypot
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ROOT / "src/sayso/ground/gazetteer/data/countries.tsv"
OUT = ROOT / "src/sayso/show/page/data/outline.json"
TOLERANCE = 0.25
"""Degrees a point may be off: a third of a pixel on a map 500 pixels wide."""

Point = tuple[float, float]

OTHER_NAMES = {
    "United States of America": "US", "Dem. Rep. Congo": "CD", "Central African Rep.": "CF",
    "Eq. Guinea": "GQ", "W. Sahara": "EH", "Dominican Rep.": "DO", "Falkland Is.": "FK",
    "Fr. S. Antarctic Lands": "TF", "Solomon Is.": "SB", "Bosnia and Herz.": "BA",
    "S. Sudan": "SS", "Macedonia": "MK", "eSwatini": "SZ", "Antarctica": "AQ",
    "N. Cyprus": "CY", "Somaliland": "SO", "Timor-Leste": "TL", "Côte d'Ivoire": "CI",
    "Congo": "CG", "Czechia": "CZ", "Palestine": "PS",
}  # fmt: skip


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's line: no dropped point is further off than the tolerance."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = hypot(bx - ax, by - ay)

    def off(p: Point) -> float:
        if length == 0:
            return hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """TopoJSON's steps as degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def steps(points: list[Point]) -> list[int]:
    """Degrees as tenths: the first point, then the way from each to the next."""
    whole = [(round(x * 10), round(y * 10)) for x, y in points]
    flat = list(whole[0])
    for (ax, ay), (bx, by) in pairwise(whole):
        flat += [bx - ax, by - ay]
    return flat


def codes() -> dict[str, str]:
    """Country name -> two-letter code."""
    named = dict(OTHER_NAMES)
    for line in COUNTRIES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, _, names = line.split("\t")[:4]
            named.update(dict.fromkeys(names.split("|"), code))
    return {**named, **OTHER_NAMES}


def main(path: str) -> None:
    """Convert one TopoJSON file."""
    world = json.loads(Path(path).read_text("utf-8"))
    arcs = [steps(simplified(decoded(arc, world["transform"]))) for arc in world["arcs"]]
    named = codes()
    countries: dict[str, list[list[int]]] = {}
    left_out = []
    for shape in world["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        rings = (
            shape["arcs"] if shape["type"] == "Polygon" else [r for p in shape["arcs"] for r in p]
        )
        code = named.get(name)
        if code is None:
            left_out.append(name)
        countries.setdefault(code or name, []).extend(rings)
    print("drawn without a code:", ", ".join(left_out) or "none")
    OUT.write_text(json.dumps({"arcs": arcs, "countries": countries}, separators=(",", ":")))
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
