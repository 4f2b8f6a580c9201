"""Pages as browsers and tools save them, and crawls as crawlers write them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from bench.shapes.packed import packed_zip, page
from bench.shapes.prose import FILES
from bench.shapes.shape import ONE, THREE, TWO, Shape

DAY = (
    "<meta property='article:published_time' content='2031-03-04T07:30:00Z'>"
    "<meta property='og:site_name' content='Vell Courier'>"
)
META = {
    "title": "Vell votes", "outlet": "Vell Courier", "url": "https://courier.example/vell",
    "published": "2031-03-04T07:30:00+00:00",
}  # fmt: skip
OTHER = "Buy boots now, they are cheap this week, our shop says."


def saved() -> Iterator[Shape]:
    """MHTML, SingleFile, complete pages; WARC and WACZ of real crawlers."""
    plain = page(ONE, DAY)
    mhtml = (FILES / "saved-by-browser.mhtml").read_bytes()
    meta = {**META, "authors": ("Ana Tamm",), "fetched": "2026-11-30T23:27:53+00:00"}
    yield Shape("saved page", "MHTML of a browser", "a.mhtml", mhtml, ((*ONE, *TWO),), meta, 1,
                without=(OTHER,))  # fmt: skip
    old = (
        b"From: <Saved by Windows Internet Explorer 11>\r\nSubject: Vell votes\r\n"
        b"Date: Tue, 4 Mar 2031 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary=x\r\n\r\n--x\r\n'
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n'
        b"Content-Location: https://courier.example/vell\r\n\r\n" + plain + b"\r\n--x--\r\n"
    )
    meta = {**META, "authors": (), "fetched": "2031-03-04T10:00:00+00:00"}
    yield Shape("saved page", "MHTML without a name", "-", old, (ONE,), meta)
    mark = (
        b"<html><!--\n Page saved with SingleFile \n url: https://courier.example/vell \n"
        b" saved date: Wed Mar 05 2031 10:00:00 GMT+0000 (UTC)\n-->"
    )
    single = plain.replace(b"<html>", mark, 1)
    picture = b"<img src='data:image/png;base64," + b"QUJD" * 2_500_000 + b"'>"
    meta = {**META, "fetched": "2031-03-05"}
    yield Shape("saved page", "SingleFile, 10 MB of pictures", "a.html",
                single.replace(b"<h1>", picture + b"<h1>", 1), (ONE,), meta)  # fmt: skip
    mark = b"<!-- saved from url=(0028)https://courier.example/vell --><html>"
    complete = plain.replace(b"<html>", mark, 1)
    yield Shape("saved page", "by a browser, complete", "Vell.html", complete, (ONE,), META)
    wide = complete.decode().replace("<meta charset=utf-8>", "").encode("utf-16")
    yield Shape("saved page", "in UTF-16", "a.htm", wide, (ONE,), META)
    meta = {"url": "https://courier.example/0", "fetched": "2031-03-04T07:30:00+00:00"}
    wacz = (FILES / "crawl.wacz").read_bytes()
    yield Shape("WARC", "WACZ of py-wacz", "a.wacz", wacz, (ONE, TWO), meta, failures=2)
    crawl = (FILES / "crawl-brotli.warc.gz").read_bytes()
    if find_spec("brotli"):
        yield Shape("WARC", "warcio, Brotli", "a.warc.gz", crawl, (ONE, TWO, THREE), meta, 1)
    files = {
        "outbox.json": b"{}",
        "page.html": plain,
        "index.cdx.gz": b"\x1f\x8b\x08",
        "a.log": b"x",
    }
    yield Shape("ZIP", "what is beside a crawl", "a.zip", packed_zip(files), (ONE,), {}, failures=2)
