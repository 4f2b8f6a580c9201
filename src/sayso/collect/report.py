"""A text, or the bytes of a file, becomes a `Report`. Nothing in the text is changed."""

from __future__ import annotations

import hashlib
from typing import Any

from sayso.collect.language import language
from sayso.collect.metadata import Detail, Metadata, settle
from sayso.errors import UnreadableInput
from sayso.records import Reason, Report

READ = ("en",)
"""The languages that are read for claims."""

TEXT = "the given text"
"""How a text that came without a path is named when it cannot be read."""


def from_text(text: str, **metadata: Any) -> Report:
    """A report of a text that is already in memory; it is stored exactly as it is.

    Keywords are the fields of `Metadata`. The bytes that are hashed are the UTF-8 of the text, and
    no header block is looked for.

    Raises:
        UnreadableInput: the text holds half a surrogate pair, which no encoding can store.
        UsageError: ``published`` is no date.

    >>> report = from_text("“We left,” she said.", outlet="Vell Courier", published="2031-03-04")
    >>> report.text, report.outlet, report.sha256_bytes == report.sha256_text
    ('“We left,” she said.', 'Vell Courier', True)
    """
    return build(text, text.encode(errors="replace"), Metadata(**metadata), name=TEXT)


def build(
    text: str,
    data: bytes,
    given: Metadata,
    found: tuple[Detail, ...] = (),
    notes: tuple[Reason, ...] = (),
    *,
    name: str,
    path: str | None = None,
    media_type: str = "text/plain",
    encoding: str | None = None,
) -> Report:
    """The report of ``text``, which came as ``data``; ``name`` is for messages."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        raise UnreadableInput(
            name, "it holds half of a surrogate pair; decode the text again from its source."
        ) from None
    settled = settle(given, found)
    spoken = language(text) or (settled.language or "").partition("-")[0].lower() or None
    if spoken not in (None, *READ):
        words = f"The text is in another language ({spoken}): it is kept, and not read for claims."
        notes = (*notes, Reason(field="language", name="not read", words=words))
    return Report(
        text=text,
        sha256_bytes=hashlib.sha256(data).hexdigest(),
        sha256_text=hashlib.sha256(encoded).hexdigest(),
        path=path,
        url=settled.url,
        outlet=settled.outlet,
        title=settled.title,
        authors=settled.authors,
        published=settled.published,
        modified=settled.modified,
        fetched=settled.fetched,
        original_outlet=settled.original_outlet,
        language=spoken,
        media_type=media_type,
        encoding=encoding,
        notes=(*settled.notes, *notes),
        original=data,
    )
