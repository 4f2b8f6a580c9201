"""Web archives, ZIP, tar and gzip."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from bench.shapes.shape import ONE, THREE, TWO, Shape

ALL = (ONE, TWO, THREE)
TEXTS = ["\n\n".join(x).encode() for x in ALL]


def page(sentences: Sequence[str], head: str = "") -> bytes:
    """A small page of an article."""
    body = "".join(f"<p>{s}</p>" for s in sentences)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Vell votes</title>{head}</head>"
        f"<body><article><h1>Vell votes</h1>{body}</article></body></html>"
    ).encode()


def record(address: str, body: bytes, headers: str = "", kind: str = "response") -> bytes:
    """One WARC record of a page."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: "
        "2031-03-04T07:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def web_archives() -> Iterator[Shape]:
    """WARC and WACZ."""
    pages = [page(x) for x in ALL]
    addresses = [f"https://courier.example/{n}" for n in range(3)]
    meta = {"url": addresses[0], "fetched": "2031-03-04T07:30:00+00:00", "title": "Vell votes"}
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"
    records = [record(a, p) for a, p in zip(addresses, pages, strict=True)]
    plain = info + b"".join(records)
    yield Shape("WARC", "plain", "a.warc", plain, ALL, meta)
    packed = b"".join(gzip.compress(r, mtime=0) for r in (info, *records))
    yield Shape("WARC", "gzip, a member for each record", "a.warc.gz", packed, ALL, meta)
    coded = [
        record(addresses[0], gzip.compress(pages[0], mtime=0), "Content-Encoding: gzip\r\n"),
        record(
            addresses[1],
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(pages[1]), pages[1]),
            "Transfer-Encoding: chunked\r\n",
        ),
        record(addresses[2], zlib.compress(pages[2]), "Content-Encoding: deflate\r\n"),
    ]
    yield Shape("WARC", "chunked and compressed bodies", "a.warc", b"".join(coded), ALL, meta)
    yield Shape(
        "WARC",
        "cut in the middle",
        "a.warc",
        plain[: len(plain) - 300],
        (ONE, TWO),
        meta,
        failures=1,
    )
    yield Shape(
        "WARC",
        "cut in a gzip member",
        "a.warc.gz",
        packed[: len(packed) - 90],
        (ONE, TWO),
        meta,
        failures=1,
    )
    noise = [
        record("https://x.example/a.css", b"p {}").replace(b"text/html", b"text/css"),
        record("https://x.example/b", b"").replace(b"200 OK", b"404 No"),
        record("https://x.example/c", pages[0], kind="request"),
    ]
    yield Shape(
        "WARC",
        "styles, errors, requests between",
        "a.warc",
        noise[0] + records[0] + noise[1] + records[1] + noise[2] + records[2],
        ALL,
        meta,
        failures=1,
    )
    wacz = packed_zip(
        {
            "archive/data.warc.gz": packed,
            "datapackage.json": b"{}",
            "pages/pages.jsonl": b"{}",
            "indexes/index.cdx": b"x",
        }
    )
    yield Shape("WARC", "WACZ", "a.wacz", wacz, ALL, meta, failures=1)


def packed_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def archives() -> Iterator[Shape]:
    """ZIP, tar and gzip of the others."""
    three = {f"a/{n}.txt": t for n, t in enumerate(TEXTS)}
    yield Shape("ZIP", "texts in folders", "a.zip", packed_zip(three), ALL)
    mixed = {"1.html": page(ONE), "2.md": TEXTS[1], "3.txt.gz": gzip.compress(TEXTS[2], mtime=0)}
    yield Shape("ZIP", "page, Markdown, gzip", "a.zip", packed_zip(mixed), ALL)
    inner = packed_zip({"b.txt": TEXTS[1]}, zipfile.ZIP_STORED)
    yield Shape(
        "ZIP", "ZIP in ZIP", "a.zip", packed_zip({"a.txt": TEXTS[0], "b.zip": inner}), ALL[:2]
    )
    mac = {"a.txt": TEXTS[0], "__MACOSX/._a.txt": b"\0\5\7", "photo.jpg": b"\xff\xd8\xff"}
    yield Shape("ZIP", "a Mac's, with photos", "a.zip", packed_zip(mac), (ONE,), {}, failures=1)
    broken = packed_zip(three, zipfile.ZIP_STORED).replace(TEXTS[1], TEXTS[1][:-3] + b"xyz", 1)
    yield Shape("ZIP", "one damaged member", "a.zip", broken, (ONE, THREE), {}, failures=1)
    tweet = {
        "tweet": {
            "id_str": "1",
            "created_at": "Tue Mar 04 07:30:00 +0000 2031",
            "full_text": ONE[0],
        }
    }
    account = [{"account": {"username": "vell", "accountDisplayName": "Town of Vell"}}]
    yield Shape(
        "ZIP",
        "X archive",
        "x.zip",
        packed_zip(
            {
                "data/account.js": f"window.YTD.account.part0 = {json.dumps(account)}".encode(),
                "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps([tweet])}".encode(),
            }
        ),
        ((ONE[0],),),
        {"outlet": "@vell", "authors": ("Town of Vell",)},
        failures=1,
    )
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in three.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    yield Shape("gzip and tar", "tar.gz", "a.tar.gz", gzip.compress(out.getvalue(), mtime=0), ALL)
    yield Shape("gzip and tar", "tar", "a.tar", out.getvalue(), ALL)
    yield Shape("gzip and tar", "text", "a.txt.gz", gzip.compress(TEXTS[0], mtime=0), (ONE,))
    yield Shape("gzip and tar", "page in bzip2", "a.html.bz2", bz2.compress(page(ONE)), (ONE,))
    yield Shape("gzip and tar", "text in xz", "a.txt.xz", lzma.compress(TEXTS[0]), (ONE,))
    yield Shape(
        "gzip and tar",
        "cut off",
        "a.txt.gz",
        gzip.compress(TEXTS[0] * 99, mtime=0)[:-9],
        (),
        failures=1,
    )
