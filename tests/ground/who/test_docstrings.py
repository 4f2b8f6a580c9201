"""The examples in the docstrings of this room are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import sayso.ground.who


@pytest.mark.parametrize("name", [m.name for m in pkgutil.iter_modules(sayso.ground.who.__path__)])
def test_examples(name: str) -> None:
    module = importlib.import_module(f"sayso.ground.who.{name}")
    assert doctest.testmod(module).failed == 0
