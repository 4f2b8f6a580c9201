"""Whether two answers say the same (NANCO: 4 questions, answers of many outlets, 3 annotators).

Every pair of answers to one question is a case; it is the same if two of the three annotators put
both into one cluster. Sayso compares the answers as the contents of two claims, with no other
field. The figure is balanced accuracy: the mean of recall on pairs that are the same and on
pairs that are not.

``tuned``      mean over the first and third question: the weights were fitted here too
``untouched``  mean over the others, with the same weights and threshold
``lemma``      the baseline on the untouched: Jaccard overlap of the stems, at its best threshold on
               the tuned questions
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.link.compare import compare
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, see
from sayso.records import Claim, Firmness, Report, Span, Voice

SET = "nanco"
PEOPLE = ("cluster_Phil", "cluster_Lidiya", "cluster_Jason")
THRESHOLD = 0.05
"""On bare answers, without source, time or figures, a pair is the same from here on; chosen on
the tuned questions. A ledger asks for 0.5: there a wrong join costs more than a missed one."""

Case = tuple[bool, float, float]
"""Whether people say it is the same, Sayso's score, and the overlap of the stems."""


def cases(question: dict[str, Any]) -> list[Case]:
    """All pairs of answers to one question."""
    answers = question["answers"]
    seen = [_seen(str(number), answer["Answer"]) for number, answer in enumerate(answers)]
    rarity = Rarity()
    found = []
    for i, j in combinations(range(len(answers)), 2):
        votes = sum(answers[i][person] == answers[j][person] for person in PEOPLE)
        both, either = seen[i].bag & seen[j].bag, seen[i].bag | seen[j].bag
        overlap = len(both) / max(1, len(either))
        found.append((votes >= 2, compare(seen[i], seen[j], rarity).score, overlap))
    return found


def _seen(number: str, text: str) -> Seen:
    report = Report(text=text, sha256_bytes="", sha256_text=number)
    claim = Claim(
        report=report.id, content=(Span(0, len(text)),), source=(), cue=(), quote="indirect",
        voice=Voice(), said=None, about=None, firmness=Firmness(), figures=(), places=(),
        nested_in=None, confidence=1.0, made_by="bench",
    )  # fmt: skip
    return see(claim, report)


def balanced(verdicts: list[tuple[bool, bool]]) -> float:
    """Balanced accuracy in percent of (gold, answer) pairs."""
    same = [answer for gold, answer in verdicts if gold]
    other = [not answer for gold, answer in verdicts if not gold]
    return 50 * (sum(same) / max(1, len(same)) + sum(other) / max(1, len(other)))


def measure(gold: Path) -> dict[str, float]:
    """Balanced accuracy on the tuned and on the untouched questions."""
    questions = [cases(q) for q in json.loads((gold / "nanco.json").read_text("utf-8"))]
    tuned, untouched = questions[::2], questions[1::2]
    steps = [step / 50 for step in range(50)]
    best = max(steps, key=lambda t: sum(balanced([(g, o > t) for g, _, o in q]) for q in tuned))
    figures = {}
    for name, part in (("tuned", tuned), ("untouched", untouched)):
        scores = [balanced([(g, s >= THRESHOLD) for g, s, _ in q]) for q in part]
        figures[name] = sum(scores) / len(scores)
    lemma = [balanced([(g, o > best) for g, _, o in q]) for q in untouched]
    return figures | {"lemma": sum(lemma) / len(lemma)}
