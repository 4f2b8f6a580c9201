"""Files made to fill the memory or to waste time, each a few megabytes at most on the disk.

``hostile`` gives (what it is, name, how to write it); none of them needs more than a second or two
to be made, whatever it unpacks to.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path

from bench.shapes.packed import packed_zip, page, record
from bench.shapes.pdf import written
from bench.shapes.shape import ONE, TWO

Write = Callable[[Path], None]
GB = 2**30
GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
LONG = b" " * 60_000_000 + b"The mayor said so."
SENTENCE = f"{' '.join(ONE)}\n\n"
LINE = f'{{"text": "{ONE[0]}", "markup": "{"<br>" * 2**18}"}}\n'.encode()


def hostile() -> Iterator[tuple[str, str, Write]]:
    """Every one of them."""
    yield "gzip of 10 GB of zeros", "bomb.txt.gz", lambda p: zeros(p, 10 * GB)
    yield "10 GB of JSON Lines in gzip", "bomb.jsonl.gz", lambda p: zeros(p, 10 * GB, LINE[:-1])
    yield "ZIP in ZIP in ZIP ..., 16 in each", "nested.zip", put(nested)
    yield "ZIP whose 20,000 entries are one", "overlapping.zip", put(overlapping)
    yield "ZIP of 300 texts of 60 MB", "many.zip", put(many)
    yield "DOCX of 4 GB", "bomb.docx", put(document)
    yield "entities of entities (XML)", "laughs.rss", put(laughs)
    yield "PDF, a page of 2 GB", "bomb.pdf", put(page_of_zeros)
    yield "PDF, a million empty pages", "million.pdf", put(million_pages)
    yield "web archive, a body of 2 GB", "bomb.warc", put(crawl)
    yield "web archive cut in the middle", "cut.warc", put(cut)
    yield "2 GB of zeros, as text", "zeros.txt", lambda p: sparse(p, 2 * GB)
    yield "2 GB of zeros, as mailbox", "zeros.mbox", lambda p: sparse(p, 2 * GB)
    yield "100,000 elements in each other", "deep.html", put(lambda: b"<div>" * 100_000 + page(ONE))
    yield "a page of a million links", "links.html", put(links)
    yield "JSON, 100,000 lists deep", "deep.json", put(lambda: b"[" * 100_000 + b"]" * 100_000)
    yield "a table of one line of 60 MB", "line.csv", put(lambda: b"text\n" + b'"' * 60_000_000)
    yield "a mail of 100,000 parts", "parts.eml", put(parts)
    yield "60 MB of one word", "word.txt", put(lambda: b"x" * 60_000_000)
    yield "60 MB of sentences", "long.txt", put(lambda: SENTENCE.encode() * 250_000)
    yield "900,000 characters of sentences", "book.txt", put(lambda: SENTENCE.encode() * 3_750)


def put(make: Callable[[], bytes]) -> Write:
    """How to write what a function makes."""
    return lambda path: (path.write_bytes(make()), None)[1]


def squeezed(blocks: int, byte: bytes = b"\0", first: bytes = b"") -> Iterator[bytes]:
    """Pieces of a raw deflate stream of so many times 16 MB, of which only one is ever packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    yield packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(byte * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    yield from repeat(piece, blocks)
    yield packer.flush()


def zeros(path: Path, size: int, first: bytes = b"") -> None:
    """A gzip file of so many zeros."""
    with path.open("wb") as file:
        file.write(GZIP)
        file.writelines(squeezed(size // 2**24, first=first))


def sparse(path: Path, size: int) -> None:
    """A file of zeros that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)


def nested() -> bytes:
    """16 archives in each, five deep: a million texts."""
    data, name = " ".join(ONE).encode(), "a.txt"
    for _ in range(5):
        data, name = packed_zip({f"{n}-{name}": data for n in range(16)}), "a.zip"
    return data


def overlapping() -> bytes:
    """A directory of 20,000 entries that all point to one packed text of 60 MB."""
    data = packed_zip({"a.txt": LONG})
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    count = 20_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return data[:start] + entry * count + end


def many() -> bytes:
    """Texts that pack to almost nothing, below the limit of each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(LONG) + packer.flush()
    names = [f"{number}.txt" for number in range(300)]
    return _zip_of(packed, zlib.crc32(LONG), len(LONG), names)


def _zip_of(packed: bytes, check: int, size: int, names: Sequence[str]) -> bytes:
    """A ZIP of entries with the same bytes, which are packed already."""
    out, index = bytearray(), bytearray()
    for name in map(str.encode, names):
        about = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, check, len(packed), size, len(name), 0)
        index += struct.pack("<4sH", b"PK\x01\x02", 20) + about
        index += struct.pack("<3H2L", 0, 0, 0, 0, len(out)) + name
        out += b"PK\x03\x04" + about + name + packed
    count = len(names)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(index), len(out), 0)
    return bytes(out + index + end)


def document() -> bytes:
    """A Word document of 4 GB that says it has one."""
    packed = b"".join(squeezed(256, b" ", b"<w:p>"))
    return _zip_of(packed, 0, 2**20, ["word/document.xml"])


def laughs() -> bytes:
    """The billion laughs."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    feed = "<rss><channel><item><title>&a11;</title></item></channel></rss>"
    return f"<!DOCTYPE rss [{entities}]>{feed}".encode()


def page_of_zeros() -> bytes:
    """A page whose content unpacks to 2 GB."""
    content = b"\x78\xda" + b"".join(squeezed(128))
    return written([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ])  # fmt: skip


def million_pages() -> bytes:
    """A million pages with nothing on them, which are one page."""
    return written([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1000000 /Kids [" + b"3 0 R " * 1_000_000 + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ])  # fmt: skip


def crawl() -> bytes:
    """A page before, a body that unpacks to 2 GB, a page after."""
    body = GZIP + b"".join(squeezed(128))
    bomb = record("https://x.example/bomb", body, "Content-Encoding: gzip\r\n")
    return (
        record("https://x.example/1", page(ONE)) + bomb + record("https://x.example/2", page(TWO))
    )


def cut() -> bytes:
    """500 pages, the last of them cut in the middle."""
    whole = b"".join(record(f"https://x.example/{n}", page(ONE)) for n in range(500))
    return whole[:-300]


def links() -> bytes:
    """A page of eight megabytes that is hardly more than links."""
    return b"<html><body>" + b"<a href=/1>x</a>" * 490_000 + b"</body></html>"


def parts() -> bytes:
    """A mail in 100,000 parts."""
    one = b"--x\nContent-Type: text/plain\n\nThe mayor said so.\n"
    return (
        b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + one * 100_000
    )
