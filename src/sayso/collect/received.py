"""The bytes of one file become a report, or are refused in one sentence."""

from __future__ import annotations

from sayso.collect.metadata import Metadata
from sayso.collect.part import Asked, LeftOut, check_size
from sayso.collect.unpack import reports
from sayso.errors import InputError, UnreadableInput
from sayso.records import Report
from sayso.settings import DEFAULT, Settings

BYTES = "the given bytes"
"""How bytes that came without a path are named when they cannot be read."""


def from_bytes(
    data: bytes,
    path: str | None = None,
    *,
    media_type: str | None = None,
    metadata: Metadata | None = None,
    settings: Settings = DEFAULT,
) -> Report:
    """The report in the bytes of a file that is one report (a text, a page, a PDF, ...).

    The text is what the bytes decode to, unchanged (see `sayso.collect.decode`), without a byte
    order mark and, for text and Markdown, without a header block (see `sayso.collect.header`). Of a
    page it is the article, with a blank line between paragraphs. ``sha256_bytes`` is always of all
    the bytes. ``media_type`` is what the sender said they are; without it the path's suffix and the
    text itself tell. For what may hold several reports, use `sayso.collect.reports`.

    Raises:
        EmptyInput: there is no text in it.
        OversizedInput: it is larger than ``settings.largest_input``, or too large for a page.
        UnreadableInput: it is no text, in no known encoding, a page without an article, or holds
            several reports.

    >>> data = b"Title: Vell votes\\nOutlet: Vell Courier\\n\\nThe town voted."
    >>> report = from_bytes(data, "vell.txt")
    >>> report.text, report.title, report.outlet, report.encoding
    ('The town voted.', 'Vell votes', 'Vell Courier', 'utf-8')
    """
    name = path or BYTES
    check_size(name, len(data), settings.largest_input)
    asked = Asked(name=name, path=path, media_type=media_type, settings=settings)
    found: list[Report] = []
    failures: list[InputError] = []
    for item in reports(asked, metadata or Metadata(), data):
        if isinstance(item, Report):
            found.append(item)
        elif not isinstance(item, LeftOut):
            failures.append(item)
        if len(found) > 1:
            raise UnreadableInput(name, "it holds several reports; read it as a file.")
    if not found:
        raise failures[0] if failures else UnreadableInput(name, "there is no report in it.")
    return found[0]
