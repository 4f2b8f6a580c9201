"""What README.md shows is what a newcomer sees."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger import Ledger
from sayso.show.demo import summary

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def test_the_figures_of_the_demo_are_those_of_the_readme(demo: Ledger) -> None:
    shown = README.read_text("utf-8")
    for figure, line in summary(demo):
        assert f"  {figure} " in shown, figure
        assert line[:40].rstrip() in shown, line
