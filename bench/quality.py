"""Quality on annotated sets, in the sets' own metrics, against floors that only rise.

    python bench/quality.py attribution --gold ../shared/gold/polnear/dev
    python bench/quality.py all --gold ../shared/gold
    python bench/quality.py when --gold DIR --raise      # keep a better figure as the new floor

Each measurement is a module of this folder with ``SET`` (where its set lies below the folder of all
sets), ``measure(gold: Path) -> dict[str, float]`` (percent) and a docstring that says what counts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT.parent))

FLOORS = ROOT / "floors.json"
NAMES = (
    "attribution", "attribution_cases", "claims", "chains", "coreference", "when", "where",
    "figures", "firmness", "copies", "same", "same_event", "demo",
    "linking",
)  # fmt: skip


def measure(name: str, gold: Path) -> dict[str, float]:
    """The figures of one measurement; ``gold`` is its set, or the folder of all sets."""
    module = importlib.import_module(f"bench.{name}")
    inside = gold / module.SET if (gold / module.SET).exists() else ROOT.parent / module.SET
    figures: dict[str, float] = module.measure(inside if inside.exists() else gold)
    return figures


def report(name: str, figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print the figures with their floors; returns the names of those below."""
    below = [key for key, floor in floors.items() if figures.get(key, 0.0) < floor]
    print(f"\n{name}")
    for key, value in figures.items():
        floor = f"floor {floors[key]:.1f}" if key in floors else ""
        print(f"  {key:<32}{value:8.1f}  {floor}{'  BELOW' if key in below else ''}")
    return [f"{name}.{key}" for key in below]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; exit code 1 if a figure is below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", choices=[*NAMES, "all"])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated set")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    options = parser.parse_args(arguments)
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    below: list[str] = []
    for name in NAMES if options.name == "all" else [options.name]:
        figures = measure(name, options.gold)
        if options.json:
            print(json.dumps({name: figures}))
        else:
            below += report(name, figures, floors.get(name, {}))
        if options.raised:
            kept = floors.setdefault(name, {})
            for key in kept:  # a figure gets a floor by hand; here it only rises
                kept[key] = max(kept[key], int(figures.get(key, 0.0) * 10) / 10)
            FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    if below:
        print(f"\nBelow the floor: {', '.join(below)}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
