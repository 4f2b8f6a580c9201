"""Feeds, tables and posts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from bench.shapes.shape import ONE, THREE, TWO, Shape

BODIES = ["\n\n".join(x) for x in (ONE, TWO, THREE)]
HTML = ["".join(f"<p>{s}</p>" for s in x) for x in (ONE, TWO, THREE)]
ALL = (ONE, TWO, THREE)
MAIL_DAY = "Tue, 04 Mar 2031 07:30:00 +0100"
MOMENT = "2031-03-04T07:30:00+01:00"
LINK = "https://courier.example/2031/03/vell-votes"


def feeds() -> Iterator[Shape]:
    """RSS, RDF, Atom, JSON feeds and sitemaps."""
    meta = {"title": "Vell votes", "url": LINK, "published": MOMENT, "outlet": "Vell Courier"}
    items = "".join(
        f"<item><title>Vell votes</title><link>{LINK}</link><pubDate>{MAIL_DAY}</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>"
        for html in HTML
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Vell Courier</title>{items}'
    yield Shape("feed", "RSS 2.0", "a.rss", f"{rss}</channel></rss>".encode(), ALL, meta)
    yield Shape("feed", "RSS cut off", "a.rss", rss.encode(), ALL, meta, failures=1)
    full = (
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><channel><title>Vell Courier</title><item><title>Vell '
        f"votes</title><link>{LINK}</link><dc:creator>Ana Tamm</dc:creator><dc:date>{MOMENT}"
        f"</dc:date><description>Short.</description><c:encoded><![CDATA[{HTML[0]}]]></c:encoded>"
        "<source url='https://orsa.example/f'>Orsa News</source></item></channel></rss>"
    )
    yield Shape(
        "feed",
        "RSS with full text",
        "feed.xml",
        full.encode(),
        (ONE,),
        {**meta, "authors": ("Ana Tamm",), "original_outlet": "Orsa News"},
    )
    entry = (
        f'<entry><title>Vell votes</title><link rel="self" href="x"/><link href="{LINK}"/>'
        f"<published>{MOMENT}</published><updated>2031-03-05</updated><author><name>Ana Tamm"
        "</name></author>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vell Courier</title>'
        + entry
        + f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML[0]}</div></content>'
        "</entry></feed>"
    )
    yield Shape(
        "feed",
        "Atom, XHTML",
        "a.atom",
        atom.encode(),
        (ONE,),
        {**meta, "modified": "2031-03-05", "authors": ("Ana Tamm",)},
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns='
        '"http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>'
        f"Vell Courier</title></channel><item><title>Vell votes</title><link>{LINK}</link><dc:date>"
        f"{MOMENT}</dc:date><description>{BODIES[0]}</description></item></rdf:RDF>"
    )
    yield Shape("feed", "RSS 1.0 (RDF)", "a.rdf", rdf.encode(), (ONE,), meta)
    js = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Vell Courier",
        "items": [
            {
                "id": "1",
                "url": LINK,
                "title": "Vell votes",
                "content_html": HTML[0],
                "date_published": MOMENT,
                "authors": [{"name": "Ana Tamm"}],
            }
        ],
    }
    yield Shape(
        "feed",
        "JSON feed",
        "feed.json",
        json.dumps(js).encode(),
        (ONE,),
        {"title": "Vell votes", "url": LINK, "published": MOMENT, "authors": ("Ana Tamm",)},
    )
    site = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>'
        + LINK
        + "</loc><lastmod>2031-03-04</lastmod></url></urlset>"
    )
    yield Shape("feed", "sitemap without --follow", "sitemap.xml", site.encode(), (), failures=1)


def tables() -> Iterator[Shape]:
    """CSV, TSV, JSON, JSON Lines and Parquet."""
    rows = [
        {"title": "Vell votes", "date": "2031-03-04", "source": "Vell Courier", "text": body}
        for body in BODIES
    ]
    meta = {"title": "Vell votes", "published": "2031-03-04", "outlet": "Vell Courier"}
    odd = [
        {"kopf": r["title"], "tag": r["date"], "blatt": r["source"], "inhalt": r["text"]}
        for r in rows
    ]
    names = (("text", "inhalt"), ("title", "kopf"), ("published", "tag"), ("outlet", "blatt"))

    def sheet(some: list[dict[str, str]], delimiter: str, encoding: str) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(some[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(some)
        return out.getvalue().encode(encoding)

    yield Shape("CSV", "comma", "a.csv", sheet(rows, ",", "utf-8"), ALL, meta)
    yield Shape(
        "CSV", "semicolon, byte order mark", "a.csv", sheet(rows, ";", "utf-8-sig"), ALL, meta
    )
    yield Shape("CSV", "tabs", "a.tsv", sheet(rows, "\t", "utf-8"), ALL, meta)
    yield Shape("CSV", "Windows-1252", "a.csv", sheet(rows, ",", "cp1252"), ALL, meta)
    yield Shape("CSV", "mapped", "a.csv", sheet(odd, ",", "utf-8"), ALL, meta, columns=names)
    yield Shape(
        "CSV",
        "a row without text",
        "a.csv",
        sheet([*rows, {**rows[0], "text": ""}], ",", "utf-8"),
        ALL,
        meta,
        failures=1,
    )
    lines = "\n".join(json.dumps(row) for row in rows)
    yield Shape("JSON Lines", "usual names", "a.jsonl", lines.encode(), ALL, meta)
    yield Shape(
        "JSON Lines",
        "mapped",
        "a.jsonl",
        "\n".join(map(json.dumps, odd)).encode(),
        ALL,
        meta,
        columns=names,
    )
    yield Shape(
        "JSON Lines",
        "a broken line",
        "a.ndjson",
        f"{lines}\n{{broken\n".encode(),
        ALL,
        meta,
        failures=1,
    )
    crawl = [
        {
            "url": LINK,
            "maintext": b,
            "date_publish": "2031-03-04 07:30:00",
            "title": "Vell votes",
            "source_domain": "courier.example",
            "authors": ["Ana Tamm"],
        }
        for b in BODIES
    ]
    yield Shape(
        "JSON Lines",
        "a crawler's",
        "a.jsonl",
        "\n".join(map(json.dumps, crawl)).encode(),
        ALL,
        {"published": "2031-03-04T07:30:00", "authors": ("Ana Tamm",)},
    )
    yield Shape(
        "JSON Lines",
        "empty lines, Windows",
        "a.jsonl",
        lines.replace("\n", "\r\n\r\n").encode(),
        ALL,
        meta,
    )
    yield Shape("JSON", "a list", "a.json", json.dumps(rows).encode(), ALL, meta)
    api = {
        "status": "ok",
        "articles": [
            {
                "source": {"id": None, "name": "Vell Courier"},
                "title": "Vell votes",
                "publishedAt": MOMENT,
                "content": b,
                "url": LINK,
            }
            for b in BODIES
        ],
    }
    yield Shape(
        "JSON",
        "a news service's answer",
        "a.json",
        json.dumps(api).encode(),
        ALL,
        {"outlet": "Vell Courier", "published": MOMENT, "url": LINK},
    )
    ld = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Vell votes",
        "articleBody": BODIES[0],
        "datePublished": MOMENT,
        "author": {"name": "Ana Tamm"},
        "publisher": {"name": "Vell Courier"},
    }
    yield Shape(
        "JSON",
        "schema.org",
        "a.json",
        json.dumps(ld).encode(),
        (ONE,),
        {"title": "Vell votes", "published": MOMENT, "outlet": "Vell Courier"},
    )
    wp = [
        {
            "date": "2031-03-04T07:30:00",
            "link": LINK,
            "title": {"rendered": "Vell votes"},
            "content": {"rendered": html},
        }
        for html in HTML
    ]
    yield Shape(
        "JSON",
        "a blog's interface",
        "a.json",
        json.dumps(wp).encode(),
        ALL,
        {"title": "Vell votes", "published": "2031-03-04T07:30:00", "url": LINK},
    )
    yield Shape(
        "JSON",
        "seconds since 1970",
        "a.json",
        json.dumps([{"text": b, "timestamp": 1930285800} for b in BODIES]).encode(),
        ALL,
        {"published": "2031-03-03T06:30:00+00:00"},
    )
    yield from _parquet(rows, odd, names, meta)


def _parquet(
    rows: list[dict[str, str]],
    odd: list[dict[str, str]],
    names: tuple[tuple[str, str], ...],
    meta: dict[str, str],
) -> Iterator[Shape]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return

    def file(some: list[Any], **how: object) -> bytes:
        out = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(some), out, **how)
        return out.getvalue()

    yield Shape("Parquet", "usual names", "a.parquet", file(rows), ALL, meta)
    yield Shape("Parquet", "mapped", "a.parquet", file(odd), ALL, meta, columns=names)
    yield Shape("Parquet", "zstd", "a.parquet", file(rows, compression="zstd"), ALL, meta)
    yield Shape("Parquet", "small row groups", "a.parquet", file(rows, row_group_size=1), ALL, meta)
    nested = [{"meta": {"title": r["title"]}, "body": r["text"], "tags": ["a"]} for r in rows]
    yield Shape(
        "Parquet",
        "fields in fields",
        "a.parquet",
        file(nested),
        ALL,
        {"title": "Vell votes"},
        columns=(("title", "meta.title"),),
    )


def posts() -> Iterator[Shape]:
    """The archives of X/Twitter and Mastodon."""
    day = "Tue Mar 04 07:30:00 +0000 2031"
    x = [
        {"tweet": {"id_str": str(n), "created_at": day, "full_text": s.replace("&", "&amp;")}}
        for n, s in enumerate(ONE)
    ]
    meta = {"published": "2031-03-04T07:30:00+00:00"}
    singles = tuple((s,) for s in ONE)
    yield Shape(
        "posts",
        "X archive",
        "tweets.js",
        f"window.YTD.tweets.part0 = {json.dumps(x)}".encode(),
        singles,
        meta,
    )
    repost = [{"tweet": {**x[0]["tweet"], "full_text": f"RT @vell: {ONE[0]}"}}]
    yield Shape(
        "posts",
        "X repost",
        "tweet.js",
        f"window.YTD.tweet.part0 = {json.dumps(repost)}".encode(),
        ((ONE[0],),),
        {**meta, "original_outlet": "@vell"},
    )
    api = [
        {
            "id_str": str(n),
            "created_at": day,
            "text": s,
            "user": {"screen_name": "vell", "name": "Town of Vell"},
        }
        for n, s in enumerate(ONE)
    ]
    yield Shape(
        "posts",
        "X interface",
        "a.json",
        json.dumps(api).encode(),
        singles,
        {**meta, "authors": ("Town of Vell",), "outlet": "@vell"},
    )
    acts = [
        {
            "type": "Create",
            "actor": "https://social.example/users/vell",
            "object": {
                "id": f"https://s/{n}",
                "type": "Note",
                "content": f"<p>{s}</p>",
                "published": "2031-03-04T07:30:00Z",
                "attributedTo": "https://social.example/users/vell",
            },
        }
        for n, s in enumerate(ONE)
    ]
    box = {"type": "OrderedCollection", "orderedItems": acts}
    yield Shape(
        "posts",
        "Mastodon outbox",
        "outbox.json",
        json.dumps(box).encode(),
        singles,
        {**meta, "outlet": "@vell@social.example"},
    )
    warned = [
        {**acts[0], "object": {**acts[0]["object"], "summary": "Politics"}},  # type: ignore[dict-item]
        {"type": "Announce", "object": "https://s/9"},
    ]
    yield Shape(
        "posts",
        "Mastodon, warning and boost",
        "outbox.json",
        json.dumps({**box, "orderedItems": warned}).encode(),
        ((ONE[0],),),
        meta,
        failures=1,
    )
