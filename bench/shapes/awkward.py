"""Shapes in which words are easily lost, or taken for somebody else's, without a sign of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

from bench.shapes.packed import packed_zip, page, record
from bench.shapes.shape import ONE, THREE, TWO, Shape

HEAD = (
    "From: Ana Tamm <ana@vell.example>\nTo: desk@vell.example\nSubject: Re: Bridge\n"
    "Date: Tue, 4 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: "
)
OUTLOOK = (
    "From: Ben Osk <b@x.example>\nSent: Monday, March 3, 2031 9:00 AM\nTo: Ana\nSubject: Bridge\n"
)
META = {"authors": ("Ana Tamm",), "published": "2031-03-04T10:00:00+00:00"}


def answers() -> Iterator[Shape]:
    """Mails in which programs mark what is quoted in their own ways."""
    one, two = "".join(f"<p>{x}</p>" for x in ONE), "".join(f"<p>{x}</p>" for x in TWO)

    def shape(name: str, kind: str, body: str, failures: int = 0, other: bool = True) -> Shape:
        data = f"{HEAD}{kind}; charset=utf-8\n\n{body}".encode()
        texts = (ONE, TWO) if other else (ONE,)
        return Shape("EML", name, "a.eml", data, texts, META, failures, without=TWO)

    cited = f"<div>On Mon, 3 Mar 2031, Ben Osk wrote:<br></div><blockquote>{two}</blockquote>"
    yield shape("quotation in HTML", "text/html", f"<div>{one}</div>{cited}")
    marked = f"<blockquote type='cite'>{two}</blockquote>"
    yield shape("quotation marked as cited", "text/html", one + marked)
    bold = OUTLOOK.replace("\n", "<br>").replace("<b@x.example>", "")
    yield shape("Outlook, HTML", "text/html", f"{one}<div><p>{bold}</p></div>{two}")
    plain, quoted = "\n\n".join(ONE), "\n\n".join(TWO)
    rule = "_" * 32
    yield shape("Outlook, plain", "text/plain", f"{plain}\n\n{rule}\n{OUTLOOK}\n{quoted}\n")
    yield shape("Outlook, no rule", "text/plain", f"{plain}\n\n{OUTLOOK}\n{quoted}\n")
    german = "Am 3. M\u00e4rz 2031 um 09:00 schrieb Ben Osk <b@x.example>:\n"
    marks = "".join(f"> {x}\n" for x in TWO)
    yield shape("answered in German", "text/plain", f"{plain}\n\n{german}{marks}")
    cut = "--x\nContent-Type: {}; charset=utf-8\n\n{}\n"
    stub = cut.format("text/plain", "See it in your browser: https://vell.example/1")
    full = cut.format("text/html", one)
    kind = "multipart/alternative; boundary=x"
    yield shape("a stub beside the HTML", kind, f"{stub}{full}--x--\n", other=False)
    meeting = cut.format("text/calendar", "BEGIN:VCALENDAR")
    yield shape("HTML beside a calendar", kind, f"{full}{meeting}--x--\n", other=False)
    picture = cut.format("image/png; name=a.png", "x")
    mixed = f"{cut.format('text/plain', plain)}{picture}--x--\n"
    yield shape("a picture attached", "multipart/mixed; boundary=x", mixed, 1, other=False)
    mbox = (
        f"From ana@x.example Tue Mar  4 07:30:00 2031\n{HEAD}text/plain; charset=utf-8\n\n"
        f"{plain}\n\n"
        f"From the harbour came the news of 2031\n{THREE[0]}\n"
    )
    letter = f"{HEAD}text/plain; charset=utf-8\n\n{plain}".encode()
    apple = b"%d\n%s<?xml version='1.0'?>" % (len(letter), letter)
    yield Shape("EML", "of Apple Mail", "a.emlx", apple, (ONE,), META, without=("<?xml",))
    invitation = cut.format("text/calendar; name=a.ics", "BEGIN:VCALENDAR")
    tnef = cut.format("application/ms-tnef; name=winmail.dat", "eJ8+Ig==").replace(
        "charset=utf-8", "charset=utf-8\nContent-Transfer-Encoding: base64"
    )
    mixed = f"{cut.format('text/plain', plain)}{invitation}{tnef}--x--\n"
    yield shape(
        "an invitation, Outlook's own", "multipart/mixed; boundary=x", mixed, 2, other=False
    )
    box = f"From 17@xxx Tue Mar 04 10:00:00 +0000 2031\n{HEAD}text/plain; charset=utf-8\n\n"
    boxes = f"{box}{plain}\n{box}{quoted}\n".encode()
    yield Shape("MBOX", "no empty line between", "a.mbox", boxes, (ONE, TWO), META)
    yield Shape(
        "MBOX", "a line that begins with From", "a.mbox", mbox.encode(), ((*ONE, THREE[0]),)
    )


def spoken() -> Iterator[Shape]:
    """Subtitles that break the rules."""
    first, second = "00:00:01,000 --> 00:00:03,000", "00:00:04,000 --> 00:00:06,000"
    srt = f"1\n{first}\n{ONE[0]}\n\n{ONE[1]}\n\n2\n{second}\n{ONE[2]}\n"
    yield Shape("transcript", "a blank line in a cue", "a.srt", srt.encode(), (ONE,))
    vtt = (
        "WEBVTT - Council of Vell\nLanguage: en\n\nNOTE by hand\n\n00:01.000 --> 00:03.000\n"
        f"{ONE[0]}\n\n00:nn --> 00:12.0\n{ONE[1]}\n\nlast\n00:15.000 --> 00:16.000\n{ONE[2]}\n"
    )
    yield Shape("transcript", "times that cannot be read", "a.vtt", vtt.encode(), (ONE,),
                {"title": "Council of Vell"}, without=("by hand", "-->"))  # fmt: skip
    sbv = f"0:00:01.000,0:00:03.000\n{ONE[0]}\n\n0:00:04.000,0:00:05.000\n{ONE[1]}\n{ONE[2]}\n"
    yield Shape("transcript", "SBV", "a.sbv", sbv.encode(), (ONE,), without=("0:00",))


def nameless() -> Iterator[Shape]:
    """What comes over a pipe, without a name that says what it is."""
    rows = [{"title": "Vell votes", "text": " ".join(x), "date": "2031-03-04 07:30:00 UTC"}
            for x in (ONE, TWO)]  # fmt: skip
    meta = {"title": "Vell votes", "published": "2031-03-04T07:30:00+00:00"}
    yield Shape("JSON", "no name", "-", json.dumps(rows, indent=1).encode(), (ONE, TWO), meta)
    lines = "\n".join(map(json.dumps, rows))
    yield Shape("JSON Lines", "no name", "-", lines.encode(), (ONE, TWO), meta)
    table = f'title,date,text\nVell votes,2031-03-04 07:30:00 UTC,"{" ".join(THREE)}"\n'
    yield Shape("CSV", "no name", "-", table.encode(), (THREE,), meta)
    heads = "From: Ana <a@x.example>\nTo: b@x.example\nDate: Tue, 4 Mar 2031 10:00:00 +0000\n"
    letter = f"{heads}\n{ONE[0]}\n"
    yield Shape("EML", "no name", "-", letter.encode(), ((ONE[0],),), {"authors": ("Ana",)})
    srt = f"1\r\n00:00:01,000 --> 00:00:03,000\r\n{ONE[0]}\r\n"
    yield Shape("transcript", "no name", "-", srt.encode(), ((ONE[0],),), without=("-->",))
    numbered = {"a1": rows[0], "a2": rows[1]}
    yield Shape("JSON", "objects by their numbers", "a.json", json.dumps(numbered).encode(),
                (ONE, TWO), meta)  # fmt: skip
    passages = [{"body": [ONE[0], {"type": "quote", "text": ONE[1]}, {"text": ONE[2]}]}]
    yield Shape("JSON", "passages as objects", "a.json", json.dumps(passages).encode(), (ONE,))


def crawled() -> Iterator[Shape]:
    """Web archives and feeds with damage inside, and texts in unusual elements."""
    pages = [page(x) for x in (ONE, TWO, THREE)]
    good = [record(f"https://courier.example/{n}", p) for n, p in enumerate(pages)]
    broken = good[1].replace(b"WARC/1.0", b"XXXX/1.0", 1)
    yield Shape("WARC", "a damaged record between", "a.warc", good[0] + broken + good[2],
                (ONE, THREE), failures=1)  # fmt: skip
    text = "\n".join(ONE).encode()
    wet = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://courier.example/0\r\n"
        b"WARC-Date: 2031-03-04T07:30:00Z\r\nContent-Type: text/plain\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(text), text)
    )
    meta = {"url": "https://courier.example/0", "fetched": "2031-03-04T07:30:00+00:00"}
    yield Shape("WARC", "texts of a crawl (WET)", "a.warc.wet.gz", gzip.compress(wet, mtime=0),
                (ONE,), meta)  # fmt: skip
    item = (
        f"<item><title>Vell&nbsp;votes</title><link>/v</link><description>{' '.join(ONE)}"
        "</description><c:encoded xmlns:c='c'>Read on.</c:encoded></item><item><title>Film</title>"
        "<m:group xmlns:m='http://search.yahoo.com/mrss/'><m:description>"
        f"{TWO[0]}</m:description></m:group></item>"
    )
    rss = f"<rss><channel><title>Vell Courier</title><link>https://courier.example/</link>{item}"
    meta = {"title": "Vell votes", "url": "https://courier.example/v"}
    yield Shape("feed", "teasers, entities, films", "a.rss", f"{rss}</channel></rss>".encode(),
                (ONE, (TWO[0],)), meta)  # fmt: skip


def archived() -> Iterator[Shape]:
    """Archives of posts in several files, and a ZIP of tables."""
    note = {
        "noteTweetId": "9",
        "createdAt": "2031-03-04T07:30:00.000Z",
        "core": {"text": " ".join(ONE)},
    }
    tweet = {"id_str": "2", "created_at": "Tue Mar 04 07:30:00 +0000 2031", "full_text": TWO[0]}
    files = {
        "data/note-tweet.js": f"window.YTD.note.part0 = {json.dumps([{'noteTweet': note}])}",
        "data/tweets-part1.js": f"window.YTD.tweets.part1 = {json.dumps([{'tweet': tweet}])}",
    }
    data = packed_zip({name: text.encode() for name, text in files.items()})
    yield Shape("posts", "X archive, long posts and parts", "x.zip", data, (ONE, (TWO[0],)),
                {"published": "2031-03-04T07:30:00+00:00"})  # fmt: skip
    poll = {"type": "Question", "content": f"<p>{ONE[0]}</p>", "oneOf": [{"name": "Keep it"}],
            "attachment": [{"name": ONE[1]}]}  # fmt: skip
    box = {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object": poll}]}
    yield Shape("posts", "Mastodon, poll and caption", "outbox.json", json.dumps(box).encode(),
                ((ONE[0], "Keep it", ONE[1]),))  # fmt: skip
    table = f'title,text\nVell votes,"{" ".join(ONE)}"\n'.encode()
    yield Shape("ZIP", "only a table", "a.zip", packed_zip({"a.csv": table}), (ONE,),
                {"title": "Vell votes"})  # fmt: skip


def awkward() -> Iterator[Shape]:
    """All of them."""
    for made in (answers, spoken, nameless, crawled, archived):
        yield from made()
