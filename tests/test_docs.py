"""The docs say what the program says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sayso.cli import main

ROOT = Path(__file__).resolve().parent.parent


def test_the_reference_is_what_make_docs_writes() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    assert page == generate.command_line(), "run `make docs`"


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [name for name in main.commands if f"sayso {name}" not in readme]
