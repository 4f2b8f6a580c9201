"""PDF by hand: pages of columns of lines, as small as the format allows."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Sequence


def made(
    pages: Sequence[Sequence[Sequence[str]]], head: str = "", *, number: bool = False
) -> bytes:
    """A PDF; each page has columns, each column sentences; long words are parted at its edge."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids: list[str] = []
    for count, columns in enumerate(pages, 1):
        content = zlib.compress(_content(columns, head, count if number else 0))
        stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
        objects.append(stream % (len(content), content))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    """The file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        start,
    )
    return bytes(out)


def _content(columns: Sequence[Sequence[str]], head: str, number: int) -> bytes:
    width = 90 if len(columns) == 1 else 42
    lines: list[bytes] = []
    if head:
        lines.append(_at(60, 810, head))
    for place, sentences in enumerate(columns):
        y = 760
        for line in _hyphenated(" ".join(sentences), width):
            lines.append(_at(60 + place * 250, y, line))
            y -= 13
    if number:
        lines.append(_at(290, 30, str(number)))
    return b"\n".join(lines)


def _hyphenated(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for line in textwrap.wrap(text, width):
        word = line.rpartition(" ")[2]
        if lines and "~" in lines[-1]:
            lines[-1], rest = lines[-1].split("~")
            line = f"{rest} {line}"
        if len(word) > 7 and word.isalpha():  # part it by hand, as print does
            line = f"{line[: len(line) - len(word) + 4]}-~{word[4:]}"
        lines.append(line)
    if lines and "~" in lines[-1]:
        lines[-1] = lines[-1].replace("-~", "")
    return lines


def _at(x: int, y: int, line: str) -> bytes:
    safe = line.encode("cp1252", "replace").replace(b"\\", b"\\\\")
    safe = safe.replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (x, y, safe)
