"""The look of every picture: colour is the source, shape how firmly, opacity how it is identified.

No colour means true or false, and nothing is told by colour alone: names stand beside the marks,
and the shapes differ without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, cos, pi, sin
from typing import Any

from sayso.show.record import Json
from sayso.show.words import one_line, shorten

__all__ = [
    "CONFIG",
    "FIRM",
    "SHAPES",
    "Cast",
    "Spec",
    "base",
    "blank",
    "cast",
    "day",
    "days",
    "exactly",
    "firmness",
    "key",
    "left_out",
    "name",
    "shape",
    "strength",
]  # fmt: skip

Spec = dict[str, Any]
"""A Vega-Lite specification (or a part of one)."""

PALETTE = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#332288", "#882255",
    "#117733", "#AA4499", "#999933", "#6B4E2E",
)  # fmt: skip
"""Okabe and Ito's colours (2008, without yellow and black), then Tol's muted ones: they differ for
every common kind of colour blindness."""
OTHER = "#8A8F98"
INK, FAINT, RULE = "#1F2328", "#5B626C", "#D9DCE1"
FIRM = ("certain", "planned", "denied", "hearsay", "expected")
STRENGTH = {"named": 1.0, "described": 0.75, "anonymous": 0.5, "unattributed": 0.4}
FONT = "Inter, Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"


def _ring(radius: float, *, back: bool = False) -> str:
    sweep = 0 if back else 1
    r = f"{radius:.3f}"
    return f"M-{r},0A{r},{r},0,1,{sweep},{r},0A{r},{r},0,1,{sweep},-{r},0Z"


def _dots() -> str:
    parts = []
    for number in range(7):
        x, y = 0.78 * cos(2 * pi * number / 7), 0.78 * sin(2 * pi * number / 7)
        parts.append(f"M{x - 0.24:.3f},{y:.3f}a0.24,0.24,0,1,1,0.48,0a0.24,0.24,0,1,1,-0.48,0Z")
    return "".join(parts)


SHAPES = {
    "certain": _ring(0.95),
    "planned": _ring(1.0) + _ring(0.58, back=True),
    "denied": "M-1,-.62L-.62,-1L0,-.38L.62,-1L1,-.62L.38,0L1,.62L.62,1L0,.38L-.62,1L-1,.62L-.38,0Z",
    "hearsay": _dots(),
    "expected": "M-1.2,.15C-.8,-.95,-.3,-.95,0,-.25C.25,.3,.65,.3,1.2,-.65L1.2,-.05"
    "C.7,1,.15,1,-.1,.35C-.35,-.25,-.75,-.2,-1.2,.75Z",
}
"""One filled outline for each way of saying: solid, ring, cross, ring of dots, wave."""

CONFIG: Spec = {
    "background": "#FFFFFF",
    "font": FONT,
    "padding": 16,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "frame": "group", "fontSize": 15, "fontWeight": 600, "color": INK,
        "subtitleFontSize": 11, "subtitleColor": FAINT, "subtitlePadding": 4, "offset": 12,
    },
    "axis": {
        "labelColor": FAINT, "titleColor": FAINT, "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "gridColor": "#EEF0F2", "domainColor": RULE,
        "tickColor": RULE, "labelLimit": 220,
    },
    "legend": {
        "labelColor": FAINT, "titleColor": FAINT, "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "symbolSize": 90, "labelLimit": 200,
    },
    "text": {"font": FONT, "color": INK},
}  # fmt: skip
"""What all pictures share, as a Vega-Lite ``config``."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The colour of each source in one picture, by its name."""

    colours: Mapping[str, str]

    def colour(self, key: str | None) -> str:
        """Its colour; grey for whoever has none of their own."""
        return self.colours.get(key or "", OTHER)


def cast(keys: Iterable[str | None]) -> Cast:
    """Colours for the sources of a picture, the most heard first; beyond twelve they are grey, as
    is whoever is not named at all.

    >>> cast(["a", "b", "a"]).colour("a") != cast(["a", "b", "a"]).colour("b")
    True
    """
    often = Counter(key for key in keys if key and not key.startswith("("))
    ranked = sorted(often, key=lambda key: (-often[key], key))
    return Cast(dict(zip(ranked, PALETTE, strict=False)))


def firmness(record: Json) -> str:
    """How firmly a claim is said, as one of `FIRM`."""
    if record["act"] == "deny":
        return "denied"
    if record["hearsay"]:
        return "hearsay"
    if record["stage"] == "planned":
        return "planned"
    return "expected" if record["certainty"] in ("probable", "possible") else "certain"


def strength(record: Json) -> float:
    """Opacity: how the origin of a claim is identified."""
    if record["chain"]:
        return STRENGTH[record["chain"][-1]["identified"]]
    return STRENGTH["named" if record["speaker"] else "unattributed"]


def key(record: Json) -> str:
    """Under what a claim's source has its colour."""
    return name(record).casefold()


def name(record: Json) -> str:
    """The source of a claim as people read it."""
    if record["speaker"]:
        return one_line(record["speaker"]["name"])
    return "(not resolved)" if record["source"]["text"] else "(nobody named)"


def shape() -> Spec:
    """The encoding of firmness as a shape, with its legend."""
    return {
        "field": "firm",
        "type": "nominal",
        "scale": {"domain": list(FIRM), "range": [SHAPES[firm] for firm in FIRM]},
        "legend": {
            "title": "how firmly said", "orient": "bottom", "direction": "horizontal",
            "symbolFillColor": FAINT, "symbolStrokeColor": "transparent",
        },
    }  # fmt: skip


def base(words: str, *lines: str) -> Spec:
    """What every picture begins with: its title says what is seen, the lines below it how to read
    it and what was left out.
    """
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        "title": {"text": shorten(words, 110), "subtitle": [line for line in lines if line]},
    }


def blank() -> Spec:
    """What stands where there is nothing to draw."""
    return {"data": {"values": [{}]}, "mark": {"type": "text", "text": ""}, "width": 400,
            "height": 20}  # fmt: skip


def exactly(field: str) -> Spec:
    """An encoding whose data are already what is drawn (a colour, an opacity)."""
    kind = "nominal" if field == "colour" else "quantitative"
    return {"field": field, "type": kind, "scale": None, "legend": None}


def days(shown: Sequence[str]) -> Spec:
    """An axis of time with whole days, months or years, by how long it is."""
    first, last = date.fromisoformat(min(shown)), date.fromisoformat(max(shown))
    length = max(1, (last - first).days)
    if length <= 90:
        ticks, form = {"interval": "day", "step": max(1, ceil(length / 5))}, "%-d %b %Y"
    elif length <= 1500:
        ticks, form = {"interval": "month", "step": max(1, ceil(length / 150))}, "%b %Y"
    else:
        ticks, form = {"interval": "year", "step": max(1, ceil(length / 1825))}, "%Y"
    return {
        "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 24},
        "axis": {"format": form, "tickCount": ticks, "labelOverlap": True, "grid": False},
    }  # fmt: skip


DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def day(edtf: str | None) -> str | None:
    """The first full day of an EDTF value, for an axis of time; None where it has none.

    >>> day("/2031-03-04"), day("2031-02"), day("2031-22"), day("..")
    ('2031-03-04', '2031-02-01', '2031-01-01', None)
    """
    match = DAY.search(edtf or "")
    if not match or match[1] == "0000":
        return None
    month = match[2] if match[2] and "01" <= match[2] <= "12" else "01"
    try:
        return date.fromisoformat(f"{match[1]}-{month}-{match[3] or '01'}").isoformat()
    except ValueError:
        return f"{match[1]}-{month}-01"


def left_out(number: int, noun: str, many: str | None = None) -> str:
    """A note of what a picture leaves out; empty where it leaves nothing out.

    >>> left_out(3, "event"), left_out(1, "series", "series"), left_out(0, "event")
    ('3 more events left out', '1 more series left out', '')
    """
    word = noun if number == 1 else many or f"{noun}s"
    return f"{number:,} more {word} left out" if number > 0 else ""
