"""Web archives (WARC, WARC.gz): each response that is a page, text or document, as it was crawled.

Written here by the standard (ISO 28500) since what matters is what happens to the rest of an
archive when a record is cut or broken. A WACZ is a ZIP with such archives in it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from typing import BinaryIO
from urllib.parse import urlsplit

from sayso.collect.formats.gz import unzipped
from sayso.collect.metadata import Detail, sound
from sayso.collect.part import Asked, Part
from sayso.records import Reason

_LINE = 2**16
_READ = ("text/", "application/xhtml", "application/pdf", "application/rss", "application/atom",
         "application/json", "application/feed", "application/xml",
         "application/vnd.openxmlformats-officedocument.word")  # fmt: skip
_NOT_READ = ("text/css", "text/javascript", "text/ecmascript")
DAMAGE = (OSError, EOFError, zlib.error, ValueError)


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """Each page, named by its address; what cannot be read of a cut archive is said."""
    if stream.read(2) == b"\x1f\x8b":
        stream.seek(0)
        stream = unzipped(stream)
    else:
        stream.seek(0)
    read, number = 0, 0
    left_out: Counter[str] = Counter()
    try:
        while (line := _next_record(stream)) is not None:
            number += 1
            headers = _headers(stream) if line.startswith(b"WARC/") else {}
            length = headers.get("content-length", "")
            if not length.isdecimal():
                words = "its end is not told" if headers else "it does not begin as a record"
                found = _found_again(stream)
                onward = "went on with the next record" if found else "ended here"
                failure = f"it is damaged ({words}); reading {onward}."
                yield Part(name=f"record {number}", failure=failure)
                if not found:
                    break
                headers = _headers(stream)
                length = headers.get("content-length", "0")
            for part in _record(
                stream, headers, _number(length), asked.settings.largest_input, number, left_out
            ):
                read += 1
                yield part
    except DAMAGE as error:
        words = str(error)[:80] or type(error).__name__
        yield Part(
            name=f"record {number}",
            failure=f"the archive is cut off or damaged here ({words}); what came before was read.",
        )
    counts = ", ".join(f"{what} ({count})" for what, count in left_out.most_common(8))
    said = f"records that are no reports were left out: {counts}." if counts else ""
    if not read:
        words = f"there is no page in this web archive; {said}".removesuffix("; ")
        yield Part(failure=words.rstrip(".") + ".", failed_as="empty")
    elif said:
        yield Part(failure=said, failed_as="left out")


def _number(length: str) -> int:
    return int(length) if length.isdecimal() and len(length) < 19 else 0


def _found_again(stream: BinaryIO) -> bool:
    """Whether another record begins further on: the stream then stands after its first line."""
    while line := stream.readline(_LINE):
        if line.startswith(b"WARC/"):
            return True
    return False


def _next_record(stream: BinaryIO) -> bytes | None:
    for _ in range(1000):  # records are parted by two empty lines
        line = stream.readline(_LINE)
        if not line:
            return None
        if line.strip():
            return line
    return b""


def _headers(stream: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(1000):
        line = stream.readline(_LINE)
        if not line.strip():
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _record(
    stream: BinaryIO, headers: dict[str, str], length: int, largest: int, number: int,
    left_out: Counter[str],
) -> Iterator[Part]:  # fmt: skip
    kind = headers.get("warc-type", "")
    stated = headers.get("content-type", "").lower()
    address = headers.get("warc-target-uri", "").strip("<>")
    name = address or str(number)
    if kind == "response":
        wanted = "http" in stated
    else:  # a "conversion" is the text of a page, as large crawls give it out
        # (What has an address of another kind is the crawler's own: a page's text once more.)
        wanted = kind in ("conversion", "resource") and address.startswith("http")
        wanted = wanted and _is_read(stated)
    if not wanted or length > largest:
        _skip(stream, length)
        if wanted:
            yield Part(name=name, failure="this record is too large.", failed_as="oversized")
        elif kind in ("response", "resource", "conversion", "revisit"):
            left_out[stated.partition(";")[0] if kind != "revisit" else "seen again"] += 1
        return
    data = _exactly(stream, length)
    details = sound([
        Detail("url", address, "the web archive's record"),
        Detail("fetched", headers.get("warc-date", ""), "the web archive's record"),
    ])  # fmt: skip
    status, media_type, body, problem = 200, stated, data, ""
    if kind == "response":
        status, media_type, body, problem = _response(data, largest)
    if problem:
        yield Part(name=name, failure=problem)
    elif not 200 <= status < 300:
        left_out[f"answers with {status}" if status else "no answer"] += 1
    elif _path(address) == "/robots.txt":
        left_out["robots.txt"] += 1
    elif not _is_read(media_type) or not body:
        left_out[media_type.partition(";")[0] if body else "empty"] += 1
    else:
        yield Part(name=name, data=body, media_type=media_type, details=details,
                   notes=_truncated(headers))  # fmt: skip


def _truncated(headers: dict[str, str]) -> tuple[Reason, ...]:
    if not (why := headers.get("warc-truncated", "")):
        return ()
    words = f"The crawler cut this page off ({why[:40]})."
    return (Reason(field="text", name="cut", words=words, weight=-0.5),)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _is_read(kind: str) -> bool:
    return not kind or (kind.startswith(_READ) and not kind.startswith(_NOT_READ))


def _response(data: bytes, largest: int) -> tuple[int, str, bytes, str]:
    """(status, media type, body, what is wrong with it) of an HTTP response as it was recorded."""
    head, parted, body = data.partition(b"\r\n\r\n")
    if not parted:
        head, _, body = data.partition(b"\n\n")
    first, _, rest = head.partition(b"\n")
    found = re.match(rb"HTTP/[\d.]+ (\d{3})", first)
    if not found:
        return 0, "", b"", ""
    headers = BytesHeaderParser().parsebytes(rest)
    try:
        if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
            body = _unchunked(body)
        body = unpacked(body, str(headers.get("Content-Encoding", "")).lower(), largest)
    except (zlib.error, ValueError) as error:
        return int(found[1]), "", b"", f"its body cannot be unpacked ({str(error)[:80]})."
    return int(found[1]), str(headers.get("Content-Type", "")).lower(), body, ""


def unpacked(body: bytes, encoding: str, largest: int) -> bytes:
    """The body of a response without its content encoding, at most ``largest`` bytes.

    Raises:
        ValueError: it is longer, or in an encoding that is not known here.
        zlib.error: it is damaged.
    """
    if encoding in ("", "identity", "utf-8", "none"):
        return body
    if not body:
        return body
    if encoding == "br":
        return _unbrotlied(body, largest)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"it is packed as “{encoding[:20]}”, which is not read")
    for bits in (47, -15):  # with a gzip or zlib header, or raw, as some servers send "deflate"
        try:
            expander = zlib.decompressobj(bits)
            whole = expander.decompress(body, largest + 1)
            break
        except zlib.error:
            if bits < 0 or body[:2] == b"\x1f\x8b":
                if body[:2] != b"\x1f\x8b":
                    return body  # recorders often keep the header, but store what was unpacked
                raise
    if len(whole) > largest:
        raise ValueError("it unpacks to more than is read")
    return whole


def _unbrotlied(body: bytes, largest: int) -> bytes:
    """A body as browsers mostly get it; where the recorder stored it unpacked, as it is."""
    try:
        import brotli
    except ImportError:
        words = "it is packed with Brotli; install it with: pip install 'sayso[brotli]'"
        raise ValueError(words) from None
    expander = brotli.Decompressor()
    try:
        whole = expander.process(body, output_buffer_limit=largest)
        while len(whole) <= largest and not expander.is_finished():
            more = expander.process(b"", output_buffer_limit=largest)
            if not more:
                break
            whole += more
    except brotli.error:
        return body
    if len(whole) > largest:
        raise ValueError("it unpacks to more than is read")
    return bytes(whole)


def _unchunked(body: bytes) -> bytes:
    """A chunked body as one; a body that only claims to be chunked as it is."""
    pieces: list[bytes] = []
    position = 0
    while match := re.compile(rb"\r?\n?([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(
        body, position
    ):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        position = match.end() + size
    return b"".join(pieces) if pieces and position >= len(body) else body


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0:
        chunk = stream.read(min(length, 2**20))
        if not chunk:
            raise EOFError("the record is cut")
        length -= len(chunk)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the record is cut")
    return data
