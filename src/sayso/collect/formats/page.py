"""HTML: the article of a page, with what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect import page
from sayso.collect.decode import Decoded
from sayso.collect.formats.decoded import decoded_of, guessed, prose
from sayso.collect.kinds import PAGE
from sayso.collect.part import Asked, Part, check_size, whole
from sayso.errors import UnreadableInput

_PICTURE = re.compile(rb"data:[\w.+-]{1,20}/[\w.+-]{1,40};base64,[\w+/=\s]{99,}", re.ASCII)


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The article, with a blank line between paragraphs."""
    data = whole(stream, asked)
    if len(data) > page.LARGEST:  # pictures in the page's own text, where a tool saved it whole
        data = _PICTURE.sub(b"", data)
    check_size(asked.name, len(data), page.LARGEST)
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
