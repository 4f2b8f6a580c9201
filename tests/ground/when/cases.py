"""The cases of this room: one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "cases" / "when"


def cases(name: str) -> list[Any]:
    """All cases of ``tests/cases/when/NAME.jsonl``."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def label(case: Any) -> str:
    """What pytest shows for a case."""
    return str(case.get("name") or case["text"])[:50]
