"""The closed word lists of this room, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one class of ``data/words.tsv``.

    >>> "near" in words("in")
    True
    """
    text = files("sayso.ground.where").joinpath("data", "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {row[0]: frozenset(row[1].split()) for row in rows}[kind]


@cache
def given_names() -> frozenset[str]:
    """Frequent given names, by which a following or preceding word is a person's.

    >>> "Michael" in given_names()
    True
    """
    path = files("sayso.ground.where").joinpath("data", "given_names.txt")
    return frozenset(path.read_text(encoding="utf-8").splitlines()[1:])
