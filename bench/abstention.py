"""How much is answered, and how much of that is right, as the threshold of abstention moves.

    python bench/abstention.py --gold ../shared/gold --out docs/guide

Sources that are a pronoun or a description and whose coreference chain names a person (see
`bench.coreference`) are resolved at every threshold; coverage is the share that is answered, risk
the share of the answered that is wrong. Writes ``abstention.md`` (the table) and
``abstention.svg`` (the curve). At most one answer in twenty may be wrong; the default threshold
keeps a margin to that on the PolNeAR dev part. GUM is not looked at in choosing it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import brat, gum
from bench.coreference import Case, cases, report_of, right
from sayso.ground.who import voices
from sayso.settings import DEFAULT, Settings
from sayso.spans import Span

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
WIDTH, HEIGHT, EDGE = 520, 300, 48
Resolve = Callable[[Settings], list[Case]]


class Point(NamedTuple):
    """What one threshold gives: how many were asked, answered, and answered right."""

    threshold: float
    asked: int
    answered: int
    right: int

    @property
    def coverage(self) -> float:
        """Percent answered."""
        return 100 * self.answered / max(1, self.asked)

    @property
    def risk(self) -> float:
        """Percent of the answered that are wrong."""
        return 100 * (self.answered - self.right) / max(1, self.answered)


def polnear(folder: Path) -> Resolve:
    """The dev part, read once."""
    silver = {
        row["doc"]: row
        for row in map(json.loads, (folder / "silver.jsonl").read_text("utf-8").splitlines())
    }
    held = [one for one in brat.documents(folder) if one[0] in silver]

    def resolve(settings: Settings) -> list[Case]:
        found: list[Case] = []
        for doc, reading, attributions in held:
            row = silver[doc]
            people = [Span(a, b) for a, b, label in row["entities"] if label == "PERSON"]
            chains = [[Span(a, b) for a, b, _ in chain] for chain in row["coreference"]]
            said = voices(reading, attributions, report_of(reading), settings)
            found += cases(doc, reading, attributions, said, people, chains)
        return found

    return resolve


def gum_news(folder: Path) -> Resolve:
    """GUM news, read once."""
    held = list(gum.documents(folder))

    def resolve(settings: Settings) -> list[Case]:
        found: list[Case] = []
        for doc, reading, attributions, people, chains in held:
            said = voices(reading, attributions, report_of(reading), settings)
            found += cases(doc, reading, attributions, said, people, chains)
        return found

    return resolve


def curve(resolve: Resolve, thresholds: Iterable[float] = THRESHOLDS) -> list[Point]:
    """One point for each threshold."""
    points = []
    for threshold in thresholds:
        found = resolve(Settings(speaker_threshold=threshold))
        answered = [
            (held, voice)
            for _, _, _, held, voice in found
            if voice.speaker is not None and voice.speaker.identified == "named"
        ]
        good = sum(right(voice, held) for held, voice in answered)
        points.append(Point(threshold, len(found), len(answered), good))
    return points


def page(curves: dict[str, list[Point]]) -> str:
    """The table as Markdown."""
    names = list(curves)
    lines = [
        "# When nobody is named",
        "",
        "A pronoun or a description whose likeliest person stays below a confidence of"
        f" {DEFAULT.speaker_threshold} is left open, with the reason. What that costs and saves, on"
        " sources whose coreference chain names a person:",
        "",
        "![risk and coverage](abstention.svg)",
        "",
        "| threshold | " + " | ".join(f"{n}: answered | wrong" for n in names) + " |",
        "|---|" + "---|---|" * len(names),
    ]
    for row in zip(*curves.values(), strict=True):
        cells = " | ".join(f"{p.coverage:.1f} % | {p.risk:.1f} %" for p in row)
        mark = "**" if row[0].threshold == DEFAULT.speaker_threshold else ""
        lines.append(f"| {mark}{row[0].threshold:.2f}{mark} | {cells} |")
    asked = ", ".join(f"{points[0].asked} of {name}" for name, points in curves.items())
    lines += [
        "",
        f"Asked: {asked}. PolNeAR's chains are silver (made by a parser), GUM's are annotated by"
        " people; GUM was not looked at when the threshold was chosen. At most one answer in twenty"
        " may be wrong; 0.4 would do on this part, and the default keeps a margin for texts that"
        " are harder. The steps of the curve are the confidences that rules give (0.7: nobody else"
        " fits; 0.75: a subject taken up)."
        " Choose another threshold with `Settings(speaker_threshold=...)`.",
        "",
        "Made by `python bench/abstention.py --gold ../shared/gold --out docs/guide`.",
    ]
    return "\n".join(lines) + "\n"


def drawing(curves: dict[str, list[Point]]) -> str:
    """The curve: coverage to the right, risk upwards; the default threshold is ringed."""
    top = max(5.0, *(p.risk for points in curves.values() for p in points)) * 1.15

    def at(point: Point) -> tuple[float, float]:
        x = EDGE + point.coverage / 100 * (WIDTH - 2 * EDGE)
        return round(x, 1), round(HEIGHT - EDGE - point.risk / top * (HEIGHT - 2 * EDGE), 1)

    text = partial("<text x='{}' y='{}' text-anchor='{}'>{}</text>".format)
    floor = HEIGHT - EDGE
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'"
        " font-family='sans-serif' font-size='11' fill='#333'>",
        f"<path d='M{EDGE} {EDGE / 2}V{floor}H{WIDTH - EDGE}' fill='none' stroke='#999'/>",
        text(WIDTH / 2, HEIGHT - 10, "middle", "answered, %"),
        text(10, 16, "start", "wrong among the answered, %"),
    ]
    for percent in range(0, 101, 20):
        parts.append(text(EDGE + percent / 100 * (WIDTH - 2 * EDGE), floor + 16, "middle", percent))
    for percent in range(0, int(top) + 1, max(1, round(top / 5))):
        y = HEIGHT - EDGE - percent / top * (HEIGHT - 2 * EDGE)
        parts.append(text(EDGE - 6, round(y + 4, 1), "end", percent))
    for number, (name, points) in enumerate(curves.items()):
        dash = " stroke-dasharray='5 4'" if number else ""
        line = " ".join(f"{x},{y}" for x, y in map(at, points) if x > EDGE)
        parts.append(f"<polyline points='{line}' fill='none' stroke='#225ea8'{dash}/>")
        for point in points:
            x, y = at(point)
            ring = point.threshold == DEFAULT.speaker_threshold
            parts.append(f"<circle cx='{x}' cy='{y}' r='{5 if ring else 2}' fill='none' "
                         "stroke='#225ea8'/>")  # fmt: skip
        style = "dashed" if number else "solid"
        parts.append(text(EDGE + 10, EDGE + 14 * number, "start", f"{style}: {name}"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Measure, and write the table and the drawing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of all annotated sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the page")
    options = parser.parse_args()
    curves = {
        "PolNeAR dev": curve(polnear(options.gold / "polnear" / "dev")),
        "GUM news": curve(gum_news(options.gold / "gum")),
    }
    (options.out / "abstention.md").write_text(page(curves), "utf-8")
    (options.out / "abstention.svg").write_text(drawing(curves), "utf-8")


if __name__ == "__main__":
    main()
