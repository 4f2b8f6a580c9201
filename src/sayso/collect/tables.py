"""The tables of this room, each read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/NAME.tsv``, without its comments and its line of column names.

    >>> rows("headers")[0]
    ('title', 'title')
    """
    text = files(__package__).joinpath("data", f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])
