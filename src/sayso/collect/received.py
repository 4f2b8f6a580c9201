"""The bytes of one file become a report, or are refused in one sentence."""

from __future__ import annotations

import re

from sayso.collect import page
from sayso.collect.decode import Decoded, decode
from sayso.collect.header import header
from sayso.collect.kinds import PAGE, foreign, media_type
from sayso.collect.metadata import Detail, Metadata
from sayso.collect.report import build
from sayso.errors import EmptyInput, OversizedInput, UnreadableInput
from sayso.records import Reason, Report
from sayso.settings import DEFAULT, Settings

BYTES = "the given bytes"
"""How bytes that came without a path are named when they cannot be read."""

LONGEST_WORD = 500_000
"""Characters without any white space that no report holds; such a file is data, not prose."""

_BLANK = re.compile(r"\s")


def from_bytes(
    data: bytes,
    path: str | None = None,
    *,
    media_type: str | None = None,
    metadata: Metadata | None = None,
    settings: Settings = DEFAULT,
) -> Report:
    """The report in the bytes of a text, Markdown or HTML file.

    The text is what the bytes decode to, unchanged (see `sayso.collect.decode`), without a byte
    order mark and, for text and Markdown, without a header block (see `sayso.collect.header`). Of a
    page it is the article, with a blank line between paragraphs. ``sha256_bytes`` is always of all
    the bytes. ``media_type`` is what the sender said they are; without it the path's suffix and the
    text itself tell.

    Raises:
        EmptyInput: there is no text in it.
        OversizedInput: it is larger than ``settings.largest_input``, or too large for a page.
        UnreadableInput: it is no text, in no known encoding, or a page without an article.

    >>> data = b"Title: Vell votes\\nOutlet: Vell Courier\\n\\nThe town voted."
    >>> report = from_bytes(data, "vell.txt")
    >>> report.text, report.title, report.outlet, report.encoding
    ('The town voted.', 'Vell votes', 'Vell Courier', 'utf-8')
    """
    name = path or BYTES
    check_size(name, len(data), settings.largest_input)
    if not data.strip():
        raise EmptyInput(name, "it is empty; give a file with text in it.")
    if known := foreign(data):
        raise UnreadableInput(name, f"it is {known.kind}, which is not read; {known.advice}.")
    decoded = decode(data)
    if decoded is None:
        raise UnreadableInput(
            name, "it is a binary file or in an unknown encoding; save it as UTF-8 text."
        )
    return _report(decoded, data, name, path, media_type, metadata or Metadata())


def check_size(name: str, size: int, largest: int) -> None:
    """Refuse what is larger than allowed, before it takes the memory.

    Raises:
        OversizedInput: ``size`` is larger than ``largest`` (both in bytes).
    """
    if size > largest:
        raise OversizedInput(
            name, f"it is larger than {_size(largest)}, the most that is read; split it."
        )


def _report(
    decoded: Decoded, data: bytes, name: str, path: str | None, stated: str | None, given: Metadata
) -> Report:
    kind = media_type(path, stated, decoded.text)
    details: tuple[Detail, ...]
    if kind == PAGE:
        check_size(name, len(data), page.LARGEST)
        found = page.article(decoded.text)
        if found is None:
            raise UnreadableInput(
                name, "no article was found in this page; save its text as a .txt file."
            )
        text, details = found
    else:
        details, start = header(decoded.text)
        text = decoded.text[start:]
    if not text.strip():
        raise EmptyInput(name, "there is no text in it; give a file with text in it.")
    if _is_data(text):
        raise UnreadableInput(
            name, f"it holds a word of over {LONGEST_WORD:,} characters; give a file with prose."
        )
    return build(
        text,
        data,
        given,
        details,
        _guess(decoded),
        name=name,
        path=path,
        media_type=kind,
        encoding=decoded.encoding,
    )


def _is_data(text: str) -> bool:
    """Whether one of the blocks that a run of twice ``LONGEST_WORD`` must cover has no blank."""
    return any(
        _BLANK.search(text, start, start + LONGEST_WORD) is None
        for start in range(0, len(text) - LONGEST_WORD + 1, LONGEST_WORD)
    )


def _guess(decoded: Decoded) -> tuple[Reason, ...]:
    if decoded.damaged:
        words = f"{decoded.damaged} damaged places are no UTF-8 and are stored as U+FFFD."
        return (Reason(field="encoding", name="damaged", words=words, weight=-0.5),)
    if decoded.guessed:
        words = f"The file does not say its encoding; {decoded.encoding} gives readable words."
        return (Reason(field="encoding", name="guessed", words=words, weight=0.8),)
    return ()


def _size(size: int) -> str:
    return f"{size / 2**20:g} MiB" if size >= 2**20 else f"{size:,} bytes"
