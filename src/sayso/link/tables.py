"""The tables of this room, read once. Lines that begin with # say what a table holds and why."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["column", "mapping", "rows"]


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/name``, split at tabs; comments and empty lines are left out.

    Raises:
        FileNotFoundError: the package has no such table.

    >>> rows("agencies.tsv")[0][0]
    'Associated Press'
    """
    text = files("sayso.link").joinpath("data", name).read_text("utf-8")
    return tuple(
        tuple(line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def column(name: str) -> frozenset[str]:
    """All words of a table.

    >>> "the" in column("function_words.tsv")
    True
    """
    return frozenset(word for row in rows(name) for cell in row for word in cell.split())


@cache
def mapping(name: str) -> dict[str, str]:
    """A table of ``form TAB words that become it`` as word -> form.

    >>> mapping("forms.tsv")["withdrawal"]
    'withdraw'
    """
    return {word: row[0] for row in rows(name) for cell in row[1:] for word in cell.split()}
