"""What the room of figures knows, as documented tab-separated tables, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one table, without comments and empty lines.

    >>> rows("casualties")[0]
    ('killed', 'killed')
    """
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """A table of word classes: each class with its words, as written.

    >>> "Monday" in classes("names")["weekday"]
    True
    """
    return {row[0]: frozenset(row[1].split()) for row in rows(name)}
