"""Whole claim records on fully annotated reports: the share of claims, and of fields, right.

The set is a folder with ``gold.json`` (reports with outlet, date and claims) and the report texts;
the counting is the scorer's (``score_claims.py``, found through SAYSO_SCORERS, by default
``../../score`` beside the set).
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import tempfile
from pathlib import Path

from sayso.ledger import Ledger
from sayso.show import export

SET = "syria"


def measure(gold: Path) -> dict[str, float]:
    """Found claims and right fields in percent, with the scorer's own counts printed."""
    scorers = Path(os.environ.get("SAYSO_SCORERS", gold.parent.parent / "score"))
    spec = importlib.util.spec_from_file_location("score_claims", scorers / "score_claims.py")
    if spec is None or spec.loader is None or not (scorers / "score_claims.py").exists():
        raise SystemExit(f"{scorers}: no score_claims.py here; set SAYSO_SCORERS to its folder.")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reports = json.loads((gold / "gold.json").read_text("utf-8"))["reports"]
    with tempfile.TemporaryDirectory() as folder, Ledger(":memory:") as ledger:
        for report in reports:
            ledger.read(
                str(gold / report["file"]),
                published=report.get("published"),
                outlet=report.get("outlet"),
                title=report["doc"],
            )
        ledger.link()
        paths = []
        for what in ("claims", "links"):
            paths.append(Path(folder) / f"{what}.jsonl")
            with paths[-1].open("wb") as stream:
                export.write(export.rows(ledger.store, what), "jsonl", stream)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            scorer.main([str(gold / "gold.json"), str(paths[0]), "--links", str(paths[1])])
    print(out.getvalue())
    counts = re.findall(r"^(.+?)\s+(\d+)/(\d+)", out.getvalue(), re.M)
    return {name.strip(): 100 * int(right) / max(1, int(of)) for name, right, of in counts}
