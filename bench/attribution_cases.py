"""Our own attribution cases: what share of each class is found, in percent.

    python -m bench.attribution_cases tests/cases/attribution

An attribution is found if the content's words agree by at least half (Jaccard), and so do the
source's (or neither has one). Nested ones must come out as nested. Every attribution that is not
in the case counts against precision.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sayso import extract
from sayso.records import Attribution
from sayso.settings import DEFAULT
from training.markup import Fragments, Relation, parse

SET = "tests/cases/attribution"
LEAST = 0.5
WORD = re.compile(r"\w+")


def cases(path: Path) -> list[tuple[str, list[Relation]]]:
    """The cases of one class: texts with their relations."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [parse(line.replace("⏎", "\n")) for line in lines if line and not line.startswith("#")]


def agree(text: str, left: Fragments, right: Fragments) -> bool:
    """Whether two spans share at least half of the words of their union."""
    one, two = _words(text, left), _words(text, right)
    return len(one & two) >= LEAST * len(one | two)


def _words(text: str, fragments: Fragments) -> set[int]:
    return {
        match.start()
        for start, end in fragments
        for match in WORD.finditer(text)
        if start < match.end() and match.start() < end
    }


def found(text: str, relations: list[Relation]) -> tuple[int, int]:
    """How many of a case's relations the program finds, and how many it makes."""
    ours: list[Attribution] = list(extract.attributions(extract.read(text, DEFAULT), DEFAULT))
    made = len(ours)
    hits = 0
    for relation in relations:
        for attribution in ours:
            if (
                agree(text, relation.content, [(s.start, s.end) for s in attribution.content])
                and agree(text, relation.source, [(s.start, s.end) for s in attribution.source])
                and relation.nested == (attribution.nested_in is not None)
            ):
                ours.remove(attribution)
                hits += 1
                break
    return hits, made


def measure(gold: Path) -> dict[str, float]:
    """Recall of each class, and recall and precision of all."""
    figures: dict[str, float] = {}
    hits = made = wanted = 0
    for path in sorted(gold.glob("*.txt")):
        counts = [(*found(text, relations), len(relations)) for text, relations in cases(path)]
        right, ours, theirs = (sum(column) for column in zip(*counts, strict=True))
        figures[path.stem] = 100 * right / max(1, theirs)
        hits, made, wanted = hits + right, made + ours, wanted + theirs
    figures["recall"] = 100 * hits / max(1, wanted)
    figures["precision"] = 100 * hits / max(1, made)
    return figures


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1] if sys.argv[1:] else SET)).items():
        print(f"{name:<16}{value:6.1f}")
