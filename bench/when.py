"""Time expressions against TimeML, as TempEval-3 counts them; and ``said`` on annotated claims.

For every ``*.tml`` file under the folder: the text of the TEXT element is read with the document's
creation time as day of publication. A found expression matches a gold TIMEX3 if they share a
character (relaxed), each used once. ``f1``, ``precision`` and ``recall`` count matches;
``value.f1`` counts matches whose TIMEX3 value is the same string; ``type.f1`` the same type. The
creation time itself is not scored. Documents whose SHA-1 of the file stem begins with 0, 1, 2 or 3
were never looked at while the grammar was written: ``untouched.*`` is them alone.

``said`` (a folder with ``gold.json``): of the annotated claims that say when they were said, those
whose EDTF text is the same, read with the gold spans. ``gum.*`` (GUM's XML): of the dates in news
that have a ``when``, those found, and those that cover exactly these days.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from sayso import extract
from sayso.ground.when import TimeExpression, expressions, times
from sayso.ground.when.almanac import covered
from sayso.records import Attribution, Report
from sayso.settings import DEFAULT
from sayso.spans import Span, Spans

SET = "tempeval3"


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
    """All figures for what lies under a folder: TimeML files, claims, GUM's XML."""
    result: dict[str, float] = {}
    if paths := sorted(gold.rglob("*.tml")):
        kept = [path for path in paths if untouched(path)]
        alone = {f"untouched.{key}": value for key, value in figures(counts(kept)).items()}
        result |= {**figures(counts(paths)), **alone}
    for path in sorted(gold.rglob("gold.json")):
        result |= said(path)
    if pages := sorted(gold.rglob("GUM_news_*.xml")):
        result |= gum(pages)
    return result


def said(path: Path) -> dict[str, float]:
    """``said`` of annotated claims, read with their gold spans, as EDTF text."""
    right: list[bool] = []
    for report in json.loads(path.read_text("utf-8"))["reports"]:
        text = (path.parent / report["file"]).read_text("utf-8")
        claims = report["claims"]
        numbers = {claim["id"]: number for number, claim in enumerate(claims)}
        made = tuple(
            Attribution(
                _spans(claim["source"]),
                _spans(claim["cue"]),
                _spans(claim["content"]),
                claim["quote"],
                1.0,
                numbers.get(claim.get("nested_in")),
            )
            for claim in claims
        )
        whole = Report(text=text, sha256_bytes="", sha256_text="", published=report["published"])
        got = times(extract.read(text, DEFAULT), made, whole, DEFAULT)
        for claim, one in zip(claims, got, strict=True):
            if claim.get("said"):
                right.append(one.said is not None and one.said.edtf == claim["said"])
    return {"said": 100 * sum(right) / max(1, len(right)), "said.claims": float(len(right))}


def _spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


_GLUED = re.compile(r" (?=[,.;:?!%)\]”’]|'s\b|n't\b)|(?<=[(\[$£“‘]) ")


def gum(paths: Iterable[Path]) -> dict[str, float]:
    """Dates of GUM's news that have a full ``when``: found, and covering exactly those days."""
    total: Counter[str] = Counter()
    for path in paths:
        root = ElementTree.parse(path).getroot()
        pieces: list[str] = []
        dates: list[tuple[str, int, int]] = []
        _walk(root, pieces, dates)
        created = date.fromisoformat(root.get("dateCreated", ""))
        for value, start, end in dates:
            head = _GLUED.sub("", " ".join(pieces[:start]))
            words = _GLUED.sub("", " ".join(pieces[start:end]))
            tail = _GLUED.sub("", " ".join(pieces[end:]))
            text, low = f"{head} {words} {tail}", len(head) + 1
            hits = [
                e
                for e in expressions(text, created)
                if e.span.start < low + len(words) and low < e.span.end
            ]
            total["gold"] += 1
            total["found"] += bool(hits)
            total["right"] += any(covered(value) == _days(e) for e in hits)
    return {
        "gum.found": 100 * total["found"] / max(1, total["gold"]),
        "gum.right": 100 * total["right"] / max(1, total["gold"]),
        "gum.dates": float(total["gold"]),
    }


def _walk(node: ElementTree.Element, words: list[str], dates: list[tuple[str, int, int]]) -> None:
    """Collect the words below a node, and the dates as (when, first word, word after)."""
    start = len(words)
    words.extend(line.split("\t")[0] for line in (node.text or "").splitlines() if line)
    for child in node:
        _walk(child, words, dates)
        words.extend(line.split("\t")[0] for line in (child.tail or "").splitlines() if line)
    if node.tag == "date" and node.get("when"):
        dates.append((node.get("when", ""), start, len(words)))
    if node.tag in ("p", "head"):
        words.append("\n\n")


def _days(found: TimeExpression) -> tuple[date, date] | None:
    if not found.start or not found.end:
        return None
    return date.fromisoformat(found.start), date.fromisoformat(found.end)
