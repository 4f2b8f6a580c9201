"""Whether two answers say the same (NANCO: 4 questions, answers of many outlets, 3 annotators).

Every pair of answers to one question is a case; it is the same if two of the three annotators put
both into one cluster. Sayso compares the answers as the contents of two claims, with no other
field. The figure is balanced accuracy: the mean of recall on pairs that are the same and on
pairs that are not.

``tuned``      mean over the first and third question: the weights were fitted here too
``untouched``  mean over the others, with the same weights and threshold
``lemma``      the baseline on the untouched: Jaccard overlap of the stems, at its best threshold on
               the tuned questions
``embeddings`` the same for the cosine of sentence embeddings (see `bench.encoder`)
``lead``       by how much `untouched` is above `embeddings` if the answers are drawn again, with
               replacement: the 2.5th and the 97.5th percentile of `DRAWS` draws
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bench import encoder
from sayso.link.compare import compare
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, see
from sayso.records import Claim, Firmness, Report, Span, Voice

SET = "nanco"
PEOPLE = ("cluster_Phil", "cluster_Lidiya", "cluster_Jason")
DRAWS = 2_000
THRESHOLD = 0.0026
"""On bare answers, without source, time or figures, a pair is the same from here on; chosen on
the tuned questions. A ledger asks for 0.5: there a wrong join costs more than a missed one."""


@dataclass(frozen=True)
class Case:
    """Whether people say it is the same, Sayso's score, the overlap of the stems, the cosine of
    the sentence embeddings (0 without an encoder).
    """

    same: bool
    score: float
    overlap: float
    cosine: float


def cases(question: dict[str, Any]) -> list[Case]:
    """All pairs of answers to one question."""
    answers = question["answers"]
    seen = [_seen(str(number), answer["Answer"]) for number, answer in enumerate(answers)]
    rarity = Rarity()
    vectors = [encoder.embedding(a["Answer"]) for a in answers] if encoder.installed() else []
    found = []
    for i, j in combinations(range(len(answers)), 2):
        votes = sum(answers[i][person] == answers[j][person] for person in PEOPLE)
        both, either = seen[i].bag & seen[j].bag, seen[i].bag | seen[j].bag
        overlap = len(both) / max(1, len(either))
        cosine = float(vectors[i] @ vectors[j]) if vectors else 0.0
        found.append(Case(votes >= 2, compare(seen[i], seen[j], rarity).score, overlap, cosine))
    return found


def _seen(number: str, text: str) -> Seen:
    report = Report(text=text, sha256_bytes="", sha256_text=number)
    claim = Claim(
        report=report.id, content=(Span(0, len(text)),), source=(), cue=(), quote="indirect",
        voice=Voice(), said=None, about=None, firmness=Firmness(), figures=(), places=(),
        nested_in=None, confidence=1.0, made_by="bench",
    )  # fmt: skip
    return see(claim, report)


def balanced(verdicts: Sequence[tuple[bool, bool]]) -> float:
    """Balanced accuracy in percent of (gold, answer) pairs."""
    same = [answer for gold, answer in verdicts if gold]
    other = [not answer for gold, answer in verdicts if not gold]
    return 50 * (sum(same) / max(1, len(same)) + sum(other) / max(1, len(other)))


def mean(some: Sequence[Sequence[Case]], value: Callable[[Case], float], least: float) -> float:
    """The mean over questions, if a pair is the same from a value of ``least`` on."""
    scores = [balanced([(case.same, value(case) >= least) for case in q]) for q in some]
    return sum(scores) / len(scores)


def lead(some: Sequence[Sequence[Case]], least: float) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile of Sayso's lead over the sentence embeddings.

    A pair of answers counts as often as both are drawn.
    """
    dice = np.random.default_rng(1)
    leads = np.zeros(DRAWS)
    for cases_ in some:
        same = np.array([case.same for case in cases_])
        ours = np.array([case.score >= THRESHOLD for case in cases_])
        theirs = np.array([case.cosine >= least for case in cases_])
        count = (1 + math.isqrt(1 + 8 * len(cases_))) // 2
        pairs = np.array(list(combinations(range(count), 2)))
        for draw in range(DRAWS):
            often = np.bincount(dice.integers(0, count, count), minlength=count)[pairs].prod(axis=1)
            for part in (same, ~same):
                right = often * part * ((ours == same) * 1.0 - (theirs == same))
                leads[draw] += 50 * right.sum() / max(1, (often * part).sum()) / len(some)
    low, high = np.percentile(leads, (2.5, 97.5))
    return float(low), float(high)


def measure(gold: Path) -> dict[str, float]:
    """Balanced accuracy on the tuned and on the untouched questions."""
    questions = [cases(q) for q in json.loads((gold / "nanco.json").read_text("utf-8"))]
    tuned, untouched = questions[::2], questions[1::2]

    def best(value: Callable[[Case], float]) -> float:
        return max((step / 50 for step in range(1, 51)), key=lambda t: mean(tuned, value, t))

    def overlap(case: Case) -> float:
        return case.overlap

    def cosine(case: Case) -> float:
        return case.cosine

    figures = {
        "tuned": mean(tuned, lambda case: case.score, THRESHOLD),
        "untouched": mean(untouched, lambda case: case.score, THRESHOLD),
        "lemma": mean(untouched, overlap, best(overlap)),
    }
    if encoder.installed():
        least = best(cosine)
        figures["embeddings"] = mean(untouched, cosine, least)
        figures["lead.low"], figures["lead.high"] = lead(untouched, least)
    return figures
