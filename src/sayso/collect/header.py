"""A header block at the top of a text file: lines such as "Outlet: Vell Courier".

An ordinary text must never lose its first lines, so a block counts only where every line of it has
a known key (data/headers.tsv), at least two different fields are given, none but authors and
notes twice, and a blank line parts it from a body. The stored text is what comes after that
blank line, unchanged.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from sayso.collect.metadata import Detail, Field
from sayso.collect.tables import rows

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_PAIR = re.compile(r"([A-Za-z][A-Za-z ]{1,30}):(?:[ \t]+(\S.*?))?[ \t]*", re.DOTALL)
_LONGEST_LINE = 10_000
_MOST_LINES = 40
_MANY: tuple[Field, ...] = ("authors", "note")


def header(text: str) -> tuple[tuple[Detail, ...], int]:
    """What the header block says, and where the body starts: ``((), 0)`` without a block.

    >>> header("Title: Vell votes\\nOutlet: Vell Courier\\n\\nVELL — The town voted.")[1]
    40
    >>> header("Source: the mayor\\nThe town voted.\\n\\nMore follows.")
    ((), 0)
    """
    details: list[Detail] = []
    position = 0
    for _ in range(_MOST_LINES):
        line = _LINE.match(text, position, position + _LONGEST_LINE)
        if line is None or not line[2]:
            return (), 0
        position = line.end()
        if not line[1].strip():
            return (tuple(details), position) if _is_header(details) else ((), 0)
        pair = _PAIR.fullmatch(line[1])
        field = _fields().get(pair[1].casefold()) if pair else None
        if pair is None or field is None:
            return (), 0
        details.append(Detail(field, pair[2] or "", f"the header line “{pair[1]}”"))
    return (), 0


_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,8000}?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"([\w-]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*")


def front_matter(text: str) -> tuple[tuple[Detail, ...], int]:
    """The front matter of a Markdown file, as site generators write it, and where the body starts.

    >>> front_matter("---\\ntitle: Vell votes\\ndate: 2031-03-04\\n---\\nThe town voted.")[1]
    43
    """
    block = _FRONT.match(text)
    if block is None:
        return (), 0
    details: list[Detail] = []
    for line in block[1].splitlines():
        pair = _FRONT_LINE.fullmatch(line)
        if pair and (field := _fields().get(pair[1].casefold())) and pair[2]:
            details.append(Detail(field, pair[2], f"the front matter's “{pair[1]}”"))
    return (tuple(details), block.end()) if details else ((), 0)


def _is_header(details: list[Detail]) -> bool:
    fields = [detail.field for detail in details if detail.field not in _MANY]
    given = {detail.field for detail in details if detail.value and detail.field != "note"}
    return len(given) >= 2 and len(fields) == len(set(fields))


@cache
def _fields() -> dict[str, Field]:
    return {key: cast(Field, field) for key, field in rows("headers")}
