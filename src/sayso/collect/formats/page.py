"""HTML: the article of a page, with what the page says about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect import page
from sayso.collect.decode import Decoded
from sayso.collect.formats.decoded import decoded_of, guessed, prose
from sayso.collect.kinds import PAGE
from sayso.collect.part import Asked, Part, whole
from sayso.errors import UnreadableInput


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The article, with a blank line between paragraphs."""
    data = whole(stream, asked, min(page.LARGEST, asked.settings.largest_input))
    yield part_of(decoded_of(data, asked), asked)


def part_of(decoded: Decoded, asked: Asked) -> Part:
    """The article of a page that is decoded already.

    Raises:
        UnreadableInput: there is no article in it.
    """
    found = page.article(decoded.text)
    if found is None:
        raise UnreadableInput(asked.name, page.missing(decoded.text))
    return Part(
        text=prose(found.text, asked),
        media_type=PAGE,
        encoding=decoded.encoding,
        details=found.details,
        notes=(*guessed(decoded), *found.notes),
    )
