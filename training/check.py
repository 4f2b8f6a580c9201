"""Dev figures of the network as it stands, without quantisation or calibration."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch

from sayso.extract import decode, features
from sayso.extract.heads import ROLE_INPUTS, columns
from training import corpora
from training.examples import encode
from training.model import Encoder, Roles


def load_scorer(path: Path) -> ModuleType:
    """The scorer, a Python file outside the project."""
    spec = importlib.util.spec_from_file_location("sayso_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@torch.no_grad()  # type: ignore[untyped-decorator]
def predict(
    encoder: Encoder, roles: Roles, tokenizer: Any, text: str, lift: float = 0.5
) -> list[dict[str, Any]]:
    """The relations of a text as character fragments, each with its validity."""
    units = encode(text, tokenizer)
    found: list[dict[str, Any]] = []
    for window in features.windows(units):
        ids, case, quote = (
            torch.from_numpy(a)[None] for a in (window.ids, window.case, window.quote)
        )
        hidden, scores = encoder(ids, case, quote)
        hidden, scores = hidden[0, window.at], scores[0, window.at]
        cue_scores = scores[:, columns("cue")].float().numpy()
        spans = [(a + window.unit, b + window.unit) for a, b in decode.bio_spans(cue_scores, lift)]
        if not spans:
            continue
        made = features.cues(units, window, spans)
        inputs = [torch.from_numpy(getattr(made, n)) for n in made.__dataclass_fields__]
        role_scores, valid = roles(hidden, scores[:, :ROLE_INPUTS], *inputs)
        for row, (a, b) in enumerate(spans):
            low, high = features.region(units, window, a, b)
            source, content, _ = decode.roles(
                role_scores[row, : high - low].float().numpy(), (a - low, b - low)
            )
            if not content:
                continue

            def chars(runs: list[tuple[int, int]], low: int = low) -> list[tuple[int, int]]:
                return [(int(units.start[x + low]), int(units.end[y - 1 + low])) for x, y in runs]

            found.append(
                {
                    "source": chars([source] if source else []),
                    "cue": chars([(a - low, b - low)]),
                    "content": chars(content),
                    "valid": float(torch.sigmoid(valid[row].float())),
                }
            )
    return found


def quick_check(
    encoder: Encoder, roles: Roles, tokenizer: Any, gold: Path, scorer: Path
) -> dict[str, float]:
    """Relation F1 on dev at several validity thresholds, and the main figures at 0.5."""
    encoder.eval()
    roles.eval()
    module = load_scorer(scorer)
    folder = gold / "polnear" / "dev"
    predicted = {
        d.name: predict(encoder, roles, tokenizer, d.text, 1.0) for d in corpora.polnear(folder)
    }
    figures: dict[str, float] = {}
    for threshold in (0.0, 0.3, 0.4, 0.5, 0.6):
        kept = {n: [r for r in rs if r["valid"] >= threshold] for n, rs in predicted.items()}
        rates, _ = module.score_documents(folder, kept)
        figures[f"relation@{threshold}"] = round(100 * float(np.float64(rates["relation.f1"])), 1)
        if threshold == 0.4:
            for name in (
                "relation.p", "relation.r", "tokens_source.f1", "tokens_cue.f1",
                "tokens_content.f1", "content_exact.f1", "content_j50.f1", "source_accuracy",
                "relation_direct.f1", "relation_mixed.f1", "relation_indirect.f1",
            ):  # fmt: skip
                figures[name] = round(100 * float(rates[name]), 1)
    return figures
