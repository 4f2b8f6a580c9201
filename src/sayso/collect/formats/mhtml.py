"""Pages that a browser saved with all that belongs to them in one file (MHTML): their article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from typing import BinaryIO

from sayso.collect.formats import page
from sayso.collect.formats.decoded import decoded_of
from sayso.collect.metadata import Detail, sound
from sayso.collect.part import Asked, Part, whole
from sayso.errors import UnreadableInput


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The article of the page; the frames in it, mostly advertisements, are named."""
    message = message_from_bytes(whole(stream, asked))
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise UnreadableInput(asked.name, "there is no page in this saved page.")
    kind = f"text/html; charset={pages[0].get_content_charset('')}"
    body = pages[0].get_payload(decode=True)
    data = body if isinstance(body, bytes) else b""
    found = page.part_of(decoded_of(data, replace(asked, media_type=kind)), asked)
    yield replace(found, details=(*found.details, *sound(_details(message, pages[0]))))
    if frames := [_address(part) or "unnamed" for part in pages[1:]]:
        words = f"frames of the page were left out: {', '.join(frames[:6])}"
        more = f" and {len(frames) - 6} more" if len(frames) > 6 else ""
        yield Part(failure=f"{words}{more}.", failed_as="left out")


def _details(message: Message, first: Message) -> Iterator[Detail]:
    address = str(message.get("Snapshot-Content-Location") or "") or _address(first)
    if address.startswith(("http://", "https://")):
        yield Detail("url", address, "the saved page's Content-Location")
    yield Detail(
        "fetched", str(message.get("Date") or ""), "the saved page's Date, when it was saved"
    )


def _address(part: Message) -> str:
    return str(part.get("Content-Location") or "")
