"""Text and Markdown: stored as received; a header block, or lines near the top, give metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect.formats.decoded import decoded_of, guessed, prose
from sayso.collect.formats.page import part_of
from sayso.collect.header import front_matter, header
from sayso.collect.kinds import MARKDOWN, PAGE, media_type
from sayso.collect.part import Asked, Part, whole
from sayso.collect.top import title, top


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The text, unchanged, without a byte order mark and without a header block."""
    decoded = decoded_of(whole(stream, asked), asked)
    kind = media_type(asked.path, asked.media_type, decoded.text)
    if kind == PAGE:  # in an encoding in which its first bytes did not tell
        yield part_of(decoded, asked)
        return
    details, start = header(decoded.text)
    if kind == MARKDOWN and not start:
        details, start = front_matter(decoded.text)
    text = prose(decoded.text[start:], asked)
    yield Part(
        text=text,
        media_type=kind,
        encoding=decoded.encoding,
        details=(*details, *top(text), *title(text)),
        notes=guessed(decoded),
    )
