"""NewsQuant: how well quantities are found and normalised, in the set's own published metric.

`measure(gold)` takes the folder of the gold sets (or of NewsQuant, or its JSON file) and counts:

value               a gold quantity whose value equals a found one's (1e-5 relative); a gold range
                    ("1-2") needs both ends. Every found quantity of a sentence is compared until
                    one also has the unit; a sentence cannot have more hits than gold quantities
value_unit          ... and the normalised unit is the same, lower-cased
value_modifier      a found quantity with the value has the gold's change sign (= exact, ~ about,
                    > more, < less, up, down)
strict.*            the same three, one to one: every found quantity answers for one gold quantity

Each gives precision, recall and F1 in percent, micro over all sentences; `published` counting is
that of the evaluation script of Almasian et al. (EMNLP 2023). Three differences of convention are
translated, none of them by looking at the gold: the set's ranges for vague words are handed over
as settings ("thousands" = 1,000 to 10,000), ages, scores and times that Sayso keeps out of a
claim's figures count here because the set counts them, and a from-to change is one range here.

`held_out` keys are of the sentences with index % 3 == 0, which nobody looked at while building.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.ground.figures.counted import singular
from sayso.ground.figures.quantities import quantities
from sayso.ground.figures.quantity import Quantity
from sayso.ground.figures.tokens import Token, tokens
from sayso.spans import Span

SET = "newsquant"
VAGUE = {
    "dozens": (12, 120),
    "hundreds": (100, 1_000),
    "thousands": (1_000, 10_000),
    "tens of thousands": (10_000, 100_000),
    "hundreds of thousands": (100_000, 1_000_000),
    "millions": (1_000_000, 10_000_000),
    "tens of millions": (10_000_000, 100_000_000),
    "hundreds of millions": (100_000_000, 1_000_000_000),
    "billions": (1_000_000_000, 10_000_000_000),
}
"""What the set means by vague words; words that it does not count are left out."""

SIGNS = {
    "exact": "=", "only": "=", "approximate": "~", "more than": ">", "at least": ">",
    "less than": "<", "at most": "<",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One quantity in the set's terms: one value or two, unit, sign."""

    values: tuple[float, ...]
    unit: str
    sign: str

    def same_value(self, other: Item) -> bool:
        """Whether both have the same value, or the same two ends."""
        return len(self.values) == len(other.values) and all(
            math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)
            for a, b in zip(self.values, other.values, strict=True)
        )


def gold_items(sentence: dict[str, Any]) -> list[Item]:
    return [
        Item(_values(str(q["value"])), q["normalized_unit"].lower(), q["change"])
        for q in sentence["quantities"]
    ]


def _values(text: str) -> tuple[float, ...]:
    if "-" in text and "E" not in text and not text.startswith("-"):
        low, high = text.split("-")[:2]
        return float(low), float(high)
    return (float(text),)


def found_items(text: str) -> list[Item]:
    """What Sayso finds in one sentence, in the set's terms."""
    toks = tokens(text, Span(0, len(text)))
    return [item for q in quantities(toks, VAGUE) for item in _items(toks, q)]


def _items(toks: Sequence[Token], quantity: Quantity) -> Iterable[Item]:
    vague = quantity.number is not None and quantity.number.form == "vague"
    sign = "=" if vague and not quantity.reasons else SIGNS[quantity.modifier]
    if (quantity.trend and sign == "=" and quantity.change == "") or (
        quantity.trend and sign == "~" and quantity.verb
    ):
        sign = quantity.trend
    unit = _unit(toks, quantity)
    if quantity.change == "either":
        yield Item((quantity.low,), unit, sign)
        yield Item((quantity.high,), unit, sign)
    elif quantity.low == quantity.high and quantity.kind != "score":
        yield Item((quantity.low,), unit, sign)
    else:
        yield Item((quantity.low, quantity.high), unit, sign)


def _unit(toks: Sequence[Token], quantity: Quantity) -> str:
    if quantity.unit:
        return quantity.unit.singular
    if quantity.kind == "age":
        return "year of age"
    if quantity.phrase is None:
        return "% -" if quantity.share else "-"
    words = [t.text for t in toks[quantity.phrase.first : quantity.phrase.last] if t.is_word]
    words[-1] = singular(words[-1])
    return ("% " if quantity.share else "") + " ".join(words).lower()


def published(gold: list[Item], found: list[Item]) -> dict[str, int]:
    """The set's own counting for one sentence."""
    left = sorted(found, key=lambda item: item.unit)
    room = len(gold)
    counts = {"value": 0, "value_unit": 0, "value_modifier": 0}
    for wanted in sorted(gold, key=lambda item: item.unit):
        for got in list(left):
            if not wanted.same_value(got):
                continue
            if room:
                counts["value"] += 1
                room -= 1
            counts["value_modifier"] += wanted.sign == got.sign
            if wanted.unit == got.unit:
                counts["value_unit"] += 1
                left.remove(got)
                break
    return counts


def strict(gold: list[Item], found: list[Item]) -> dict[str, int]:
    """One to one: the best partner first, each found quantity used once."""
    counts = {"value": 0, "value_unit": 0, "value_modifier": 0}
    left = list(found)
    for wanted in gold:
        partners = [got for got in left if wanted.same_value(got)]
        if partners:
            best = max(partners, key=lambda g: (g.unit == wanted.unit) + (g.sign == wanted.sign))
            left.remove(best)
            counts["value"] += 1
            counts["value_unit"] += best.unit == wanted.unit
            counts["value_modifier"] += best.sign == wanted.sign
    return counts


def measure(gold: Path) -> dict[str, float]:
    """All metrics over all sentences, over the part used for building and over the held-out part.

    >>> sorted(measure(Path("/gold")))[:2]  # doctest: +SKIP
    ['all.strict.value.f1', 'all.strict.value_modifier.f1']
    """
    sentences = json.loads(find(gold).read_text(encoding="utf-8"))
    parts = {
        "": [s for i, s in enumerate(sentences) if i % 3 == 0],
        "built_on.": [s for i, s in enumerate(sentences) if i % 3],
        "all.": sentences,
    }
    return {key: value for name, part in parts.items() for key, value in _score(name, part).items()}


def find(gold: Path) -> Path:
    """The set's JSON file in a folder of gold sets."""
    candidates = (gold, gold / "newsquant.json", gold / "newsquant" / "newsquant.json")
    return next(path for path in candidates if path.is_file())


def _score(prefix: str, sentences: list[dict[str, Any]]) -> dict[str, float]:
    result: dict[str, float] = {}
    pairs = [(gold_items(s), found_items(s["text"])) for s in sentences]
    wanted = sum(len(gold) for gold, _ in pairs)
    got = sum(len(found) for _, found in pairs)
    for way, count in (("", published), ("strict.", strict)):
        totals = {"value": 0, "value_unit": 0, "value_modifier": 0}
        for gold, found in pairs:
            for key, added in count(gold, found).items():
                totals[key] += added
        for key, hits in totals.items():
            right = float(hits)
            precision, recall = right / max(got, 1), right / max(wanted, 1)
            f1 = 2 * precision * recall / (precision + recall) if right else 0.0
            for name, value in (("precision", precision), ("recall", recall), ("f1", f1)):
                result[f"{prefix}{way}{key}.{name}"] = round(100 * value, 1)
    return result
