"""Time expressions against TimeML, as TempEval-3 counts them; and ``said`` on annotated claims.

For every ``*.tml`` file under the folder: the text of the TEXT element is read with the document's
creation time as day of publication. A found expression matches a gold TIMEX3 if they share a
character (relaxed), each used once. ``f1``, ``precision`` and ``recall`` count matches;
``value.f1`` counts matches whose TIMEX3 value is the same string; ``type.f1`` the same type. The
creation time itself is not scored. Documents whose SHA-1 of the file stem begins with 0, 1, 2 or 3
were never looked at while the grammar was written: ``untouched.*`` is them alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from sayso.ground.when import TimeExpression, expressions


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated expression: where, its type and value, and the words."""

    start: int
    end: int
    type: str
    value: str
    text: str


def untouched(path: Path) -> bool:
    """Whether a document was kept away from the writing of the grammar."""
    return hashlib.sha1(path.stem.encode()).hexdigest()[0] in "0123"


def document(path: Path) -> tuple[str, date | None, list[Gold]]:
    """Text, creation date and gold expressions of one TimeML file."""
    root = ElementTree.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    pieces: list[str] = []
    gold: list[Gold] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            words = "".join(pieces)[start:]
            gold.append(
                Gold(start, start + len(words), node.get("type", ""), node.get("value", ""), words)
            )

    if body is not None:
        walk(body)
    day = (created.get("value") or "")[:10] if created is not None else ""
    try:
        return "".join(pieces), date.fromisoformat(day), gold
    except ValueError:
        return "".join(pieces), None, gold


def pairs(
    found: Iterable[TimeExpression], gold: Iterable[Gold]
) -> list[tuple[TimeExpression | None, Gold | None]]:
    """Each found expression with its gold one; None on the side that has nothing."""
    rest = list(gold)
    matched: list[tuple[TimeExpression | None, Gold | None]] = []
    for item in found:
        mine = next((g for g in rest if item.span.start < g.end and g.start < item.span.end), None)
        if mine:
            rest.remove(mine)
        matched.append((item, mine))
    return [*matched, *((None, g) for g in rest)]


def counts(paths: Iterable[Path]) -> Counter[str]:
    """Sums over documents: found, gold, matches, matches with the value, with the type."""
    total: Counter[str] = Counter()
    for path in paths:
        text, day, gold = document(path)
        for item, mine in pairs(expressions(text, day), gold):
            total["found"] += item is not None
            total["gold"] += mine is not None
            if item and mine:
                total["both"] += 1
                total["value"] += item.value == mine.value
                total["type"] += item.type == mine.type
    return total


def _f1(right: int, found: int, gold: int) -> float:
    return 200 * right / (found + gold) if found + gold else 0.0


def figures(total: Counter[str]) -> dict[str, float]:
    """The sums as percentages."""
    found, gold = total["found"], total["gold"]
    return {
        "f1": _f1(total["both"], found, gold),
        "precision": 100 * total["both"] / max(1, found),
        "recall": 100 * total["both"] / max(1, gold),
        "value.f1": _f1(total["value"], found, gold),
        "type.f1": _f1(total["type"], found, gold),
        "expressions": float(gold),
    }


def measure(gold: Path) -> dict[str, float]:
    """All figures for the TimeML files under a folder."""
    paths = sorted(gold.rglob("*.tml"))
    kept = [path for path in paths if untouched(path)]
    alone = {f"untouched.{key}": value for key, value in figures(counts(kept)).items()}
    return {**figures(counts(paths)), **alone}
