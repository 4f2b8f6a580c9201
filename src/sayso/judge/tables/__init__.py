"""The tables of this room, each read once. Every table says at its head what its columns mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``NAME.tsv``, without comments and the line of column names.

    >>> rows("frames")[0][0]
    'I do not think'
    """
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])


@cache
def members(name: str) -> frozenset[str]:
    """The words of one closed class of ``classes.tsv``; raises KeyError for an unknown name.

    >>> "unless" in members("conditional")
    True
    """
    return {kind: frozenset(words.split()) for kind, _, words in rows("classes")}[name]
