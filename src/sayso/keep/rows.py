"""Rows that a ledger adds to the tables by which its reports are read."""

from __future__ import annotations

import json
import sqlite3

from sayso.keep.database import explained, writing
from sayso.settings import Row


class Rows:
    """The added rows of a ledger, each known by its table and first cell."""

    def __init__(self, sql: sqlite3.Connection, path: str) -> None:
        self._sql, self._path = sql, path

    def all(self) -> tuple[Row, ...]:
        """Every row, by table and name."""
        with explained(self._path):
            found = self._sql.execute("SELECT tab, cells FROM added_row ORDER BY tab, name")
            return tuple((table, tuple(json.loads(cells))) for table, cells in found)

    def add(self, row: Row) -> None:
        """Keep a row; one of the same table and name is replaced."""
        table, cells = row
        values = (table, cells[0], json.dumps(cells, ensure_ascii=False))
        with writing(self._sql, self._path):
            self._sql.execute("INSERT OR REPLACE INTO added_row VALUES (?, ?, ?)", values)

    def remove(self, table: str, name: str) -> bool:
        """Drop a row; False if there is none."""
        with writing(self._sql, self._path):
            gone = self._sql.execute(
                "DELETE FROM added_row WHERE tab = ? AND name = ?", (table, name)
            )
            return gone.rowcount > 0
