"""Texts, documents, mails and transcripts."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from bench.shapes.pdf import made as pdf
from bench.shapes.shape import ONE, THREE, TWO, Shape

FILES = Path(__file__).parent / "files"
BLANK = "\n\n"


def texts() -> Iterator[Shape]:
    """Plain text and Markdown, and their encodings."""
    body = BLANK.join(ONE)
    head = "Title: Vell votes\nOutlet: Vell Courier\nPublished: 4 March 2031\n\n"
    day = {"published": "2031-03-04"}
    yield Shape(
        "text",
        "header block",
        "a.txt",
        (head + body).encode(),
        (ONE,),
        {"title": "Vell votes", "outlet": "Vell Courier", **day},
    )
    yield Shape(
        "text",
        "line at the top",
        "a.txt",
        f"Vell votes\nBy Ana Tamm\nPublished: 4 March 2031\n\n{body}".encode(),
        (ONE,),
        {**day, "authors": ("Ana Tamm",)},
    )
    yield Shape("text", "UTF-16", "a.txt", body.encode("utf-16"), (ONE,))
    yield Shape("text", "Windows-1252", "a.txt", body.encode("cp1252"), (ONE,))
    yield Shape(
        "text",
        "agency dateline",
        "a.txt",
        f"VELL, March 4, 2031 (Orsa News) — {body}".encode(),
        (ONE,),
        {**day, "original_outlet": "Orsa News"},
    )
    yield Shape("Markdown", "headings", "a.md", f"# Vell votes\n\n{body}\n".encode(), (ONE,))
    yield Shape(
        "Markdown",
        "front lines",
        "a.md",
        f"# Vell votes\n\n*By Ana Tamm*\n\n*4 March 2031*\n\n{body}".encode(),
        (ONE,),
        {**day, "authors": ("Ana Tamm",)},
    )
    yield Shape(
        "Markdown",
        "front matter",
        "a.md",
        f"---\ntitle: Vell votes\ndate: 2031-03-04\n---\n\n{body}".encode(),
        (ONE,),
        {"title": "Vell votes", **day},
    )
    yield Shape(
        "Markdown",
        "quotation and list",
        "a.markdown",
        f"> {ONE[1]}\n\n- {ONE[0]}\n- {ONE[2]}\n".encode(),
        (ONE,),
    )
    yield Shape("Markdown", "old line ends", "a.md", body.replace("\n", "\r\n").encode(), (ONE,))


def word(paragraphs: Sequence[str], extra: dict[str, str] | None = None) -> bytes:
    """A DOCX of these pieces of WordprocessingML, as small as Word opens."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="xml" ContentType="application/xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        )
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def documents() -> Iterator[Shape]:
    """PDF (from a browser, a typesetter, and by hand) and DOCX."""
    day = {"published": "2031-03-04"}
    for file in sorted(FILES.glob("*.pdf")):
        meta = day if "release" in file.name else {}
        yield Shape(
            "PDF",
            file.stem.replace("-", " "),
            file.name,
            file.read_bytes(),
            ((*ONE, *TWO, *THREE),),
            meta,
        )
    yield Shape("PDF", "two columns by hand", "a.pdf", pdf([[ONE * 3, TWO * 3]]), ((*ONE, *TWO),))
    yield Shape(
        "PDF",
        "running heads and feet",
        "a.pdf",
        pdf([[ONE * 2], [TWO * 2], [THREE * 2]], head="Vell Courier, 4 March", number=True),
        ((*ONE, *TWO, *THREE),),
    )
    yield Shape("PDF", "no text", "a.pdf", pdf([[()]]), (), failures=1)
    office = FILES / "office-release.docx"
    yield Shape(
        "DOCX", "office suite", office.name, office.read_bytes(), ((*ONE, *TWO, *THREE),), day
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Vell votes</dc:title>'
        "<dc:creator>Ana Tamm</dc:creator></c>"
    )
    plain = [_p(s) for s in ONE]
    yield Shape(
        "DOCX",
        "properties",
        "a.docx",
        word(plain, {"docProps/core.xml": core}),
        (ONE,),
        {"title": "Vell votes", "authors": ("Ana Tamm",)},
    )
    runs = [
        f"<w:p><w:r><w:t>{s[:9]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
        f'<w:t xml:space="preserve">{s[9:]}</w:t></w:r></w:p>'
        for s in ONE
    ]
    yield Shape("DOCX", "words in pieces", "a.docx", word(runs), (ONE,))
    table = "<w:tbl>" + "".join(f"<w:tr><w:tc>{p}</w:tc></w:tr>" for p in plain) + "</w:tbl>"
    yield Shape("DOCX", "table", "a.docx", word([table]), (ONE,))
    struck = _p("").replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    yield Shape(
        "DOCX",
        "tracked changes",
        "a.docx",
        word([struck, f"<w:ins>{plain[0]}</w:ins>", *plain[1:]]),
        (ONE,),
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:footnote>{_p(THREE[0])}</w:footnote></w:footnotes>"
    )
    yield Shape(
        "DOCX",
        "footnotes",
        "a.docx",
        word(plain, {"word/footnotes.xml": notes}),
        ((*ONE, THREE[0]),),
    )
    release = [_p("FOR IMMEDIATE RELEASE"), _p("March 4, 2031"), *plain]
    yield Shape("DOCX", "release", "a.docx", word(release), (ONE,), day)


def mails() -> Iterator[Shape]:
    """EML and MBOX."""
    body = BLANK.join(ONE)
    meta = {
        "title": "Vell votes",
        "authors": ("Ana Tamm",),
        "published": "2031-03-04T07:30:00+01:00",
    }
    plain = mail(body)
    yield Shape("EML", "plain", "a.eml", plain, (ONE,), meta)
    both = EmailMessage()
    _head(both)
    both.set_content(body)
    both.add_alternative("".join(f"<p>{s}</p>" for s in ONE), subtype="html")
    yield Shape("EML", "plain and HTML", "a.eml", both.as_bytes(), (ONE,), meta)
    page = EmailMessage()
    _head(page)
    page.set_content("".join(f"<p>{s}</p>" for s in ONE), subtype="html", cte="base64")
    yield Shape("EML", "HTML in base64", "a.eml", page.as_bytes(), (ONE,), meta)
    reply = f"{body}\n\nOn 3 March 2031, Ivo Pell <ivo@orsa.example> wrote:\n" + "".join(
        f"> {s}\n" for s in TWO
    )
    yield Shape("EML", "reply with quotation", "a.eml", mail(reply), (ONE, TWO), meta)
    forward = (
        f"{body}\n\n---------- Forwarded message ---------\nFrom: Ivo Pell <i@orsa.example>\n"
        f"Date: 3 March 2031\nSubject: Ferries\nTo: ana@vell.example\n\n{BLANK.join(TWO)}\n"
    )
    yield Shape("EML", "forwarded in the text", "a.eml", mail(forward), (ONE, TWO), meta)
    attached = EmailMessage()
    _head(attached)
    attached.set_content(body)
    inner = EmailMessage()
    _head(inner)
    inner.set_content(BLANK.join(TWO))
    attached.add_attachment(inner)
    attached.add_attachment(
        pdf([[THREE * 2]]), maintype="application", subtype="pdf", filename="rain.pdf"
    )
    yield Shape(
        "EML", "attached mail and PDF", "a.eml", attached.as_bytes(), (ONE, TWO, THREE), meta
    )
    one, two, three = (mail(BLANK.join(x)) for x in (ONE, TWO, THREE))
    line = b"From ana@vell.example Tue Mar  4 07:30:00 2031\n"
    box = b"".join(line + m + b"\n" for m in (one, two, three))
    yield Shape("MBOX", "three messages", "a.mbox", box, (ONE, TWO, THREE), meta)
    yield Shape(
        "MBOX", "Windows line ends", "a.mbox", box.replace(b"\n", b"\r\n"), (ONE, TWO, THREE), meta
    )
    said = plain + b"\n\n>From the harbour came no answer.\n"
    yield Shape(
        "MBOX",
        "escaped From",
        "a.mbox",
        line + said,
        ((*ONE, "From the harbour came no answer."),),
        meta,
    )
    yield Shape(
        "MBOX", "cut in the middle", "a.mbox", box[: len(box) - 120], (ONE, TWO, THREE[:1]), meta
    )
    yield Shape(
        "MBOX",
        "an empty message",
        "a.mbox",
        line + b"Subject: x\n\n\n" + line + two,
        (TWO,),
        {},
        failures=1,
    )
    yield Shape("MBOX", "by its first line", "inbox", box, (ONE, TWO, THREE), meta)


def _head(message: EmailMessage) -> None:
    message["Subject"] = "Vell votes"
    message["From"] = "Ana Tamm <ana@vell.example>"
    message["Date"] = "Tue, 04 Mar 2031 07:30:00 +0100"


def mail(body: str) -> bytes:
    """A plain message, as it is or in base64."""
    head = (
        "Subject: =?utf-8?q?Vell_votes?=\nFrom: Ana Tamm <ana@vell.example>\n"
        "Date: Tue, 04 Mar 2031 07:30:00 +0100\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    )
    if "wrote:" in body or body == BLANK.join(ONE):
        return (head + "8bit\n\n" + body + "\n").encode()
    return (head + "base64\n\n").encode() + base64.encodebytes(body.encode())


def transcripts() -> Iterator[Shape]:
    """WebVTT and SRT."""
    lines = [f"{n:02}:00.000 --> {n:02}:04.000\n{s}" for n, s in enumerate(ONE)]
    yield Shape(
        "transcript", "WebVTT", "a.vtt", ("WEBVTT\n\n" + BLANK.join(lines)).encode(), (ONE,)
    )
    voices = [
        f"00:{n:02}:00.000 --> 00:{n:02}:04.000\n<v Mira Osk>{s}</v>" for n, s in enumerate(ONE)
    ]
    yield Shape(
        "transcript",
        "voices",
        "a.vtt",
        ("WEBVTT - x\n\nNOTE made\n\n" + BLANK.join(voices)).encode(),
        (ONE,),
    )
    srt = [f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{s}" for n, s in enumerate(ONE, 1)]
    yield Shape("transcript", "SRT", "a.srt", BLANK.join(srt).encode(), (ONE,))
    halves = [
        f"{n}\r\n00:00:{n:02},000 --> 00:00:{n:02},900\r\n{s[:40]}\r\n{s[40:]}"
        for n, s in enumerate((s.replace(s[39:41], s[39:41]) for s in ONE), 1)
    ]
    yield Shape(
        "transcript",
        "lines in two, tags",
        "a.srt",
        "\r\n\r\n".join(h.replace("council", "<i>council</i>") for h in halves).encode("cp1252"),
        (tuple(f"{s[:40].strip()} {s[40:].strip()}" for s in ONE),),
    )
    rolling = [
        f"00:00:{n:02}.000 --> 00:00:{n:02}.990 align:start\n{a}\n{b}"
        for n, (a, b) in enumerate(zip(("", *ONE), (*ONE, ""), strict=True))
    ]
    yield Shape(
        "transcript",
        "rolling captions",
        "a.vtt",
        ("WEBVTT\nKind: captions\n\n" + BLANK.join(rolling)).encode(),
        (ONE,),
    )
