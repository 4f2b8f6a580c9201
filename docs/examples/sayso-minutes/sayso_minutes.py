"""Minutes of meetings: a first line with the body and the day, then items that begin with "§".

Council of Vell, 4 March 2031
§ 1 The bridge
The mayor said that it will stay open.
§ 2 ...
"""

from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect.metadata import Detail
from sayso.collect.part import Asked, Part, Reader, whole
from sayso.errors import UnreadableInput


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """One report for each item, with the body and the day of the meeting."""
    head, *items = whole(stream, asked).decode("utf-8", "replace").split("\n§ ")
    body, comma, day = head.strip().partition(", ")
    if not items or not comma:
        raise UnreadableInput(asked.name, "these minutes have no items; begin each with “§”.")
    for item in items:
        title, _, text = item.partition("\n")
        if not text.strip():
            yield Part(name=title, failure="this item has no text.", failed_as="empty")
            continue
        yield Part(
            name=title.partition(" ")[0],
            text=text.strip(),
            details=(
                Detail("title", title.partition(" ")[2], "the item's heading"),
                Detail("outlet", body, "the head of the minutes"),
                Detail("published", day, "the head of the minutes"),
            ),
        )


READER = Reader(
    name="minutes", parts=parts, suffixes=(".minutes",), media_types=("text/x-minutes",)
)
