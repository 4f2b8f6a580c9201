"""What bytes are: a text, a page, or something that is no text and is refused by its name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from sayso.collect.tables import rows

TEXT, MARKDOWN, PAGE = "text/plain", "text/markdown", "text/html"

SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
}
"""What the suffix of a text says of its kind."""

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEAD = 4096


class Foreign(NamedTuple):
    """A file that is no text: what it is, and what the user can do."""

    kind: str
    advice: str


def media_type(path: str | None, stated: str | None, text: str) -> str:
    """The kind of a decoded text: as stated, by the suffix, or a page by how it begins.

    >>> media_type("a.md", None, "# Vell"), media_type(None, None, "<!DOCTYPE html><p>Vell")
    ('text/markdown', 'text/html')
    """
    stated = (stated or "").partition(";")[0].strip().lower()
    if stated == "application/xhtml+xml" or _PAGE.match(text[:_HEAD]):
        return PAGE
    if stated in SUFFIXES.values():
        return stated
    return SUFFIXES.get(PurePath(path or "").suffix.lower(), TEXT)


def foreign(data: bytes) -> Foreign | None:
    """What kind of file this is if it is plainly no text, by its first bytes.

    >>> foreign(b"Rar!\\x1a\\x07\\x01").kind, foreign(b"Vell, 4 March")
    ('a RAR archive', None)
    """
    for offset, start, found, needs_nul in _signatures():
        if data.startswith(start, offset) and not (needs_nul and b"\0" not in data[:_HEAD]):
            return found
    return None


@cache
def _signatures() -> tuple[tuple[int, bytes, Foreign, bool], ...]:
    return tuple(
        (int(offset), bytes.fromhex(start), Foreign(kind, advice), when == "with NUL")
        for offset, start, kind, advice, when in rows("signatures")
    )
