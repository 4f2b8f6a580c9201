"""What a row of a table must hold, so that users can add rows of their own to a ledger.

("bodies", "Harbour Safety Board", "HSB")  ->  a row of seven cells, the kind "organisation"

The format is that of the tables in this package (tables/README.md, docs/guide/tables.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sayso.errors import UsageError
from sayso.settings import Row

GENDERS: Final = ("m", "f", "u")


@dataclass(frozen=True, slots=True)
class Column:
    """One cell: what it holds, the values it may have (any, where empty), and what an empty one
    means; None where it must be given.
    """

    name: str
    values: tuple[str, ...] = ()
    default: str | None = ""


COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "bodies": (
        Column("name", default=None), Column("other names"),
        Column("kind", ("organisation", "group", "document"), "organisation"),
        Column("metonyms"), Column("country"), Column("shared names"), Column("rivals"),
    ),
    "outlets": (
        Column("name", default=None), Column("other names"),
        Column("kind", ("agency", "paper", "broadcaster", "magazine", "site"), "paper"),
    ),
    "titles": (Column("title", default=None), Column("gender", GENDERS, "u"), Column("role noun")),
    "roles": (
        Column("noun", default=None),
        Column("kind", ("person", "group", "organisation", "outlet", "document"), "person"),
        Column("gender", GENDERS, "u"), Column("number", ("one", "many"), "one"),
        Column("identified", ("described", "anonymous"), "described"),
    ),
    "places": (Column("country", default=None), Column("adjectives")),
    "territories": (Column("name", default=None),),
    "given_names": (Column("name", default=None), Column("gender", GENDERS, "u")),
    "nicknames": (Column("names", default=None),),
    "suffixes": (Column("suffix", default=None),),
}  # fmt: skip
"""The tables to which rows can be added, with their columns in order."""


def row(table: str, cells: Sequence[str]) -> Row:
    """A row of a table with all its cells.

    Raises:
        UsageError: there is no such table, or a cell is missing or has no such value.

    >>> row("outlets", ["Overby Gazette", "Gazette"])
    ('outlets', ('Overby Gazette', 'Gazette', 'paper'))
    """
    columns = COLUMNS.get(table)
    if columns is None:
        raise UsageError(f"{table!r} is no table; choose one of: {', '.join(COLUMNS)}.")
    if len(cells) > len(columns):
        names = ", ".join(column.name for column in columns)
        raise UsageError(f"A row of {table} has at most {len(columns)} cells ({names}).")
    found = []
    for number, column in enumerate(columns):
        cell = cells[number].strip() if number < len(cells) else ""
        value = cell or column.default
        if value is None:
            raise UsageError(f"A row of {table} needs a {column.name}.")
        if any(c in value for c in "\t\n\r"):
            raise UsageError(f"The {column.name} of a row of {table} must be on one line.")
        if column.values and value not in column.values:
            may = ", ".join(column.values)
            raise UsageError(
                f"The {column.name} in {table} is {value!r}; it must be one of: {may}."
            )
        found.append(value)
    if table == "nicknames" and "|" not in found[0]:
        raise UsageError("A row of nicknames needs two names or more, parted by |.")
    return table, tuple(found)


def folder(path: Path) -> Iterator[Row]:
    """The rows of all tables (``bodies.tsv``, ``outlets.tsv``, ...) of a folder.

    Raises:
        UsageError: it is no folder of tables, or a row of it is malformed; file and line are named.
    """
    files = sorted(path.glob("*.tsv")) if path.is_dir() else []
    if not files:
        raise UsageError(f"{path} is no folder with tables such as bodies.tsv.")
    for file in files:
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise UsageError(f"{file} cannot be read as UTF-8 text.") from None
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                yield row(file.stem, line.split("\t"))
            except UsageError as error:
                raise UsageError(f"{file}, line {number}: {error}") from None
