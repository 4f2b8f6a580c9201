"""Mail: a message's own words, and apart from them what it forwards, quotes and attaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import getaddresses
from typing import Any, BinaryIO

from sayso.collect.formats.quoted import MOST as MOST_QUOTED
from sayso.collect.formats.quoted import Piece, pieces
from sayso.collect.formats.quoted_html import text_with_quotes
from sayso.collect.metadata import Detail, sound
from sayso.collect.part import Asked, Part, whole
from sayso.errors import EmptyInput

KIND = "message/rfc822"
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pgp", "application/pkcs7",
            "application/x-pkcs7", "text/calendar", "text/vcard", "text/x-vcard")  # fmt: skip
_LENGTH = re.compile(rb"(\d{1,9})[ \t]*\n(?=[\w-]+:)")
MOST = 500
"""Parts of one message that are looked at."""

STUB = 0.5
"""A plain text of fewer than this share of the HTML's letters only says where to look ("View this
mail in your browser"); a real one differs from its HTML by little."""


class _Bounded(EmailPolicy):
    """Headers are read to ``LONGEST_HEADER``: the library's time grows with their square."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """As `EmailPolicy`."""
        return super().header_fetch_parse(name, value[:LONGEST_HEADER])


LONGEST_HEADER = 8000
"""Characters of one header, some two hundred addresses."""
_BOUNDED = _Bounded()


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The message's own text ("" is its name), then forwarded-1, quoted-1, attachments."""
    yield from parts_of(whole(stream, asked), asked)


def parts_of(data: bytes, asked: Asked, prefix: str = "") -> Iterator[Part]:
    """As `parts`, of the bytes of one message; ``prefix`` begins the names."""
    message = message_from_bytes(_bare(data), policy=_BOUNDED)
    assert isinstance(message, EmailMessage)
    details = sound(_details(message))
    found = False
    attached: list[Part] = []
    left_out: list[str] = []
    texts: list[str] = []
    for number, (part, kind) in enumerate(_leaves(message)):
        if number >= MOST:
            words = f"only its first {MOST} parts were looked at."
            yield Part(name=_at(prefix, "attachments"), failure=words)
            break
        name = _filename(part)
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                inside = inner[0].as_bytes(policy=SMTP)
                attached.append(Part(name=_at(prefix, name or f"forwarded-{number}.eml"),
                                     data=inside, media_type=KIND))  # fmt: skip
        elif name or part.get_content_disposition() == "attachment":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and not kind.startswith(_NO_TEXT):
                attached.append(Part(name=_at(prefix, name or f"attached-{number}"), data=body,
                                     media_type=kind))  # fmt: skip
            else:
                left_out.append(f"{name or 'unnamed'} ({kind})")
        elif kind in ("text/plain", "text/html"):
            texts.append(_text(part, kind))
        elif part.get_payload():
            left_out.append(f"unnamed ({kind})")
    for piece in pieces("\n\n".join(text for text in texts if text.strip())):
        found = True
        if piece.text:
            yield _part(piece, details, prefix, data)
        else:
            words = f"only the first {MOST_QUOTED} of its quotations were read."
            yield Part(name=_at(prefix, "quotations"), failure=words, failed_as="oversized")
    yield from attached
    named = f"left out of this message: {', '.join(left_out[:12])}"
    if len(left_out) > 12:
        named += f" and {len(left_out) - 12} more"
    if not found and not attached:
        words = f"; {named}." if left_out else "."
        raise EmptyInput(asked.name, f"there is no text in this message{words}")
    if left_out:
        yield Part(name=_at(prefix, "attachments"), failure=f"{named}.", failed_as="left out")


def _bare(data: bytes) -> bytes:
    """A message without what Apple Mail puts around it: its length before, a property list after.

    >>> _bare(b"9\\nSubject: <?xml ...")
    b'Subject: '
    """
    if length := _LENGTH.match(data):
        return data[length.end() :][: int(length[1])]
    return data


def _at(prefix: str, name: str) -> str:
    return f"{prefix}/{name}" if prefix else name


def _part(piece: Piece, details: tuple[Detail, ...], prefix: str, data: bytes) -> Part:
    return Part(
        name=_at(prefix, piece.name) if piece.name else prefix,
        text=piece.text,
        media_type=KIND,
        details=sound(piece.details) if piece.name else details,
        original=data,
    )


def _leaves(message: EmailMessage) -> Iterator[tuple[EmailMessage, str]]:
    """The parts that hold something; of alternatives the plain text, else the last."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" or not isinstance(payload, list):
            yield part, kind
            continue
        inner = [p for p in payload if isinstance(p, EmailMessage)]
        if kind == "multipart/alternative" and inner:
            inner = [_best(inner)]
        waiting = inner + waiting


def _best(alternatives: list[EmailMessage]) -> EmailMessage:
    """The plain text, unless it is a stub; else the last that can hold a text."""
    plain = [p for p in alternatives if p.get_content_type() == "text/plain"]
    rich = [p for p in alternatives if p.get_content_type() == "text/html"
            or p.get_content_maintype() == "multipart"]  # fmt: skip
    if plain and rich:
        page = next((p for p in rich[-1].walk() if p.get_content_type() == "text/html"), None)
        full = _letters(page, "text/html") if isinstance(page, EmailMessage) else 0
        return plain[0] if _letters(plain[0], "text/plain") >= STUB * full else rich[-1]
    return (plain or rich[-1:] or alternatives[-1:])[0]


def _letters(part: EmailMessage, kind: str) -> int:
    return sum(map(str.isalpha, _text(part, kind)))


def _text(part: EmailMessage, kind: str) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = body.decode(charset)
    except (LookupError, UnicodeDecodeError, ValueError):
        from sayso.collect.decode import decode

        decoded = decode(body)
        text = decoded.text if decoded else body.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\0", "")
    return text_with_quotes(text) if kind == "text/html" else text


def _filename(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:  # the library trips over some broken headers
        return ""
    return name.replace("/", "_").replace("\\", "_").strip()


def _details(message: EmailMessage) -> Iterator[Detail]:
    for header, field in (("Subject", "title"), ("Date", "published")):
        yield Detail(field, _header(message, header), f"the mail's {header} line")  # type: ignore[arg-type]
    for name, address in getaddresses([_header(message, "From")]):
        yield Detail("authors", name or address, "the mail's From line")
    yield Detail("outlet", _header(message, "Organization"), "the mail's Organization line")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except Exception:  # the library trips over some broken headers
        return ""
