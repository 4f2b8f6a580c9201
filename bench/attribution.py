"""Attributions against a PolNeAR-style gold folder (``text/``, ``attributions/``).

    python bench/quality.py attribution --gold ../shared/gold/polnear/dev

The counting is the scorer's own: SAYSO_SCORER, by default ``../shared/score/score_attribution.py``
from here. PolNeAR annotates no attribution inside another one, so nested ones are left out of the
comparison unless SAYSO_NESTED is set.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso import extract
from sayso.records import Attribution
from sayso.settings import DEFAULT
from sayso.spans import Spans

SET = "polnear/dev"
SCORER = "../shared/score/score_attribution.py"
BINS = 10


def load_scorer(path: Path) -> ModuleType:
    """The scorer, a Python file outside the project."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: no scorer here; set SAYSO_SCORER to score_attribution.py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def predict(text: str) -> list[Attribution]:
    """The program's attributions of a text, as PolNeAR would count them."""
    found = extract.attributions(extract.read(text, DEFAULT), DEFAULT)
    nested = bool(os.environ.get("SAYSO_NESTED"))
    return [a for a in found if nested or a.nested_in is None]


def as_record(name: str, found: list[Attribution]) -> dict[str, Any]:
    """A line of the scorer's input."""

    def pairs(spans: Spans) -> list[list[int]]:
        return [[span.start, span.end] for span in spans]

    return {
        "doc": name,
        "attributions": [
            {"source": pairs(a.source), "cue": pairs(a.cue), "content": pairs(a.content)}
            for a in found
        ],
    }


def measure(gold: Path) -> dict[str, float]:
    """The scorer's table, and how well the confidences are calibrated."""
    scorer = load_scorer(Path(os.environ.get("SAYSO_SCORER", SCORER)))
    texts = {path.stem: scorer.read_text(path) for path in sorted((gold / "text").glob("*.txt"))}
    found = {name: predict(text) for name, text in texts.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        lines = (json.dumps(as_record(name, ours)) for name, ours in found.items())
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        rates, _ = scorer.score_documents(gold, scorer.read_predictions(path))
    print(scorer.format_table(rates))
    figures = {name: 100 * float(value) for name, value in rates.items()}
    figures |= calibration(scorer, gold, texts, found)
    return figures


def calibration(
    scorer: ModuleType, gold: Path, texts: dict[str, str], found: dict[str, list[Attribution]]
) -> dict[str, float]:
    """Expected calibration error, precision from 0.9 on, and the reliability diagram as numbers."""
    pairs: list[tuple[float, bool]] = []
    for name, by_annotator in scorer.annotation_files(gold).items():
        document = scorer.Document(texts[name])
        theirs = scorer.to_attributions(
            document, scorer.read_brat(next(iter(by_annotator.values())))
        )
        record = as_record(name, found[name])["attributions"]
        ours = scorer.to_attributions(document, record)
        right = {
            j
            for i, j in scorer.match_attributions(theirs, ours, 0.5)
            if scorer.sources_agree(theirs[i], ours[j])
        }
        known = [a for a, r in zip(found[name], record, strict=True)
                 if document.token_set([tuple(p) for p in r["content"]])]  # fmt: skip
        pairs += [(a.confidence, j in right) for j, a in enumerate(known)]
    error, total = 0.0, max(1, len(pairs))
    for low in range(BINS):
        inside = [
            p for p in pairs if low <= p[0] * BINS < low + 1 or (low == BINS - 1 and p[0] == 1)
        ]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(r for _, r in inside) / len(inside)
            error += abs(mean - share) * len(inside) / total
            print(f"confidence {mean:.3f}  right {share:.3f}  of {len(inside)}")
    sure = [r for c, r in pairs if c >= 0.9]
    figures = {
        "ece": 100 * error,
        "precision_at_0.9": 100 * sum(sure) / max(1, len(sure)),
        "share_at_0.9": 100 * len(sure) / total,
    }
    print("  ".join(f"{name} {value:.1f}" for name, value in figures.items()))
    return figures


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
