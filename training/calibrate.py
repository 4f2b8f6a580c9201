"""Fit confidences and thresholds on the PolNeAR training documents that were kept out.

    python -m training.calibrate --gold GOLD --scorer SCORER --artefacts src/sayso/artefacts

A relation's confidence is a logistic function of the evidence that the extractor keeps with it
(`sayso.extract.relations.FEATURES`). What counts as right is the scorer's test: content Jaccard at
least 0.5 and the source right. The threshold to keep a relation is the one with the best F1.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso import models
from sayso.extract import features, quotes, segment
from sayso.extract.network import Candidate, scan
from sayso.extract.relations import FEATURES, Relation, relations
from sayso.records import Quotation
from sayso.spans import Spans
from training import corpora
from training.check import load_scorer
from training.corpora import Document
from training.export import write_manifest

Floats = npt.NDArray[np.float64]

LIKELY = 0.3
"""Relations below this confidence are never kept."""


class Scanned:
    """A document with everything that does not depend on thresholds."""

    def __init__(self, model: models.AttributionModel, document: Document, scorer: Any) -> None:
        self.text = document.text
        self.blocks: Spans = segment.paragraphs(self.text)
        self.found: tuple[Quotation, ...] = quotes.quotations(self.text, self.blocks)
        states = quotes.states(self.text, self.blocks, self.found)
        sentences = segment.sentences(self.text, self.blocks)
        self.units = features.units(self.text, model.tokenizer, self.blocks, sentences, states)
        self.candidates: list[Candidate] = scan(model, self.units)[0]
        self.document = scorer.Document(self.text)
        self.gold = scorer.to_attributions(
            self.document,
            [vars(r) for r in (document.relations or [[]])[0]],
        )
        self.scorer = scorer

    def relations(self, decoding: dict[str, Any], weights: list[float] | None) -> list[Relation]:
        """The relations under some settings."""
        return [
            r
            for r in relations(self.units, self.candidates, self.found, (), decoding, weights)
            if not r.nested
        ]

    def right(self, made: list[Relation]) -> list[bool]:
        """Which of them the scorer counts as right."""
        records = []
        for relation in made:
            chars = [
                [(int(self.units.start[a]), int(self.units.end[b - 1])) for a, b in runs]
                for runs in ([relation.source] if relation.source else [], relation.content)
            ]
            records.append({"source": chars[0], "cue": [], "content": chars[1]})
        ours = [self.document.attribution(record) for record in records]
        known = [k for k, o in enumerate(ours) if o.content]
        pairs = self.scorer.match_attributions(self.gold, [ours[k] for k in known], 0.5)
        good = {
            known[j] for i, j in pairs if self.scorer.sources_agree(self.gold[i], ours[known[j]])
        }
        return [k in good for k in range(len(made))]


def fit(evidence: Floats, right: Floats, ridge: float = 1.0) -> list[float]:
    """Logistic regression by Newton's method, with a ridge on standardised evidence."""
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-6
    mean[0], spread[0] = 0.0, 1.0
    x = (evidence - mean) / spread
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - right) + penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        weights = weights - np.linalg.solve(hessian, gradient)
    plain = weights / spread
    plain[0] = weights[0] - float((weights[1:] * mean[1:] / spread[1:]).sum())
    return [round(float(w), 5) for w in plain]


def sharpen(weights: list[float], evidence: Floats, right: Floats) -> list[float]:
    """The weights after Platt scaling on the relations that may be kept: among those that are
    dropped anyway it does not matter how well the confidence fits.
    """
    logits = evidence @ np.array(weights)
    kept = logits > np.log(LIKELY / (1 - LIKELY))
    pair = np.stack([np.ones(int(kept.sum())), logits[kept]], axis=1)
    shift, factor = fit(pair, right[kept], ridge=0.0)
    scaled = [factor * w for w in weights]
    scaled[0] += shift
    return [round(float(w), 5) for w in scaled]


def score(documents: list[Scanned], made: list[list[Relation]]) -> tuple[float, float, float]:
    """Relation precision, recall and F1."""
    hits = sum(sum(d.right(r)) for d, r in zip(documents, made, strict=True))
    found, gold = sum(map(len, made)), sum(len(d.gold) for d in documents)
    return hits / max(1, found), hits / max(1, gold), 2 * hits / max(1, found + gold)


def calibrate(gold: Path, scorer_path: Path, artefacts: Path) -> None:
    """Fit, choose, and write both into the manifest."""
    model = models.load(artefacts)
    manifest = model.manifest
    decoding = manifest["decoding"]
    scorer = load_scorer(scorer_path)
    kept_out = [
        d for d in corpora.polnear(gold / "polnear" / "train") if corpora.for_calibration(d.name)
    ]
    documents = [Scanned(model, d, scorer) for d in kept_out]
    everything = {**decoding, "keep": 0.0}
    weights: list[float] | None = None
    for _ in range(2):  # the order by confidence decides which of two alike relations stays
        made = [d.relations(everything, weights) for d in documents]
        evidence = np.array([r.evidence for ours in made for r in ours])
        right = np.array(
            [x for d, ours in zip(documents, made, strict=True) for x in d.right(ours)], dtype=float
        )
        weights = fit(evidence, right)
    weights = sharpen(weights or [], evidence, right)
    print(dict(zip(FEATURES, weights or [], strict=True)))
    thresholds = np.arange(0.2, 0.6, 0.02)
    made = [d.relations(everything, weights) for d in documents]
    curve = []
    for threshold in thresholds:
        ours = [[r for r in found if r.confidence >= threshold] for found in made]
        precision, recall, f1 = score(documents, ours)
        print(f"{threshold:.2f} P {precision:.3f} R {recall:.3f} F1 {f1:.4f}")
        curve.append(f1)
    # The middle of the best stretch of five: single thresholds differ by chance.
    stretch = np.convolve(curve, np.ones(5) / 5, mode="valid")
    decoding["keep"] = round(float(thresholds[int(stretch.argmax()) + 2]), 2)
    manifest["calibration"] = weights
    write_manifest(artefacts, manifest)


def main() -> None:
    """Read the arguments and calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--artefacts", type=Path, required=True)
    options = parser.parse_args()
    calibrate(options.gold, options.scorer, options.artefacts)


if __name__ == "__main__":
    main()
