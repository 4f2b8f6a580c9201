"""PDF: paragraphs in the order of reading. The only door to PDFium.

Lines are found by where their characters stand, columns by the empty space between them (see
`pdf_layout`); heads and feet that repeat from page to page are left out and named in a note.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.collect.formats.decoded import prose
from sayso.collect.formats.pdf_layout import Line, Page, paragraphs
from sayso.collect.metadata import Detail, Field, sound
from sayso.collect.part import Asked, Part, whole
from sayso.collect.top import top
from sayso.errors import UnreadableInput
from sayso.records import Reason

KIND = "application/pdf"
MOST_PAGES = 3000
"""Pages that are read; books end before, and files made to waste time do not."""

MOST_CHARACTERS = 100_000
"""Characters of one page; a page of small print has 10,000."""

LOOSE = 1.15
"""How much higher the box of a letter with all that its font reserves is than its size."""

_GAP = 1.2
"""Widths of a letter between two characters of a line that part it: columns and tabs are wider,
words in justified lines narrower."""


_NAMELESS = {
    0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x15: "–",
    0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0xF0B7: "•",
}  # fmt: skip
"""Letters of fonts that do not name them: where TeX's (OT1, T1) and Symbol's have ligatures and the
like, other fonts have nothing."""


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The document's text, a blank line between paragraphs."""
    import pypdfium2

    data = whole(stream, asked)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "it is locked with a password; unlock it." if locked else (
            "this PDF is cut off or damaged; get it again from its source."
        )  # fmt: skip
        raise UnreadableInput(asked.name, why) from None
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableInput(
            asked.name, f"it has {count:,} pages, more than {MOST_PAGES:,}; split it."
        )
    pages = [_page(document, number) for number in range(count)]
    text, heads = paragraphs(pages)
    if not text.strip() and count:
        raise UnreadableInput(
            asked.name, "this PDF has no text, only images; run text recognition (OCR) on it first."
        )
    notes: tuple[Reason, ...] = tuple(_unread(pages, heads))
    if heads:
        shown = "; ".join(f"“{head}”" for head in heads[:6])
        words = f"Heads and feet of pages were left out of the text: {shown}."
        notes += (Reason(field="text", name="running heads", words=words, weight=0.9),)
    details = sound(_details(document.get_metadata_dict()))
    yield Part(
        text=prose(text, asked), media_type=KIND, details=(*top(text), *details), notes=notes
    )


def _unread(pages: list[Page], heads: list[str]) -> Iterator[Reason]:
    """Which pages gave nothing but their head, or only a part: scans between pages of text are lost
    otherwise.
    """
    for what, name, numbers in (
        ("cannot be read", "damaged", [n for n, p in enumerate(pages, 1) if not p.width]),
        ("have no text, only images or nothing", "images",
         [n for n, p in enumerate(pages, 1)
          if p.width and {line.text for line in p.lines} <= set(heads)]),
        (f"have over {MOST_CHARACTERS:,} characters, and what follows these was not read", "cut",
         [n for n, p in enumerate(pages, 1)
          if sum(len(line.text) for line in p.lines) > 0.8 * MOST_CHARACTERS]),
    ):  # fmt: skip
        if numbers:
            shown = ", ".join(map(str, numbers[:12]))
            more = f" and {len(numbers) - 12} more" if len(numbers) > 12 else ""
            words = f"Pages of the PDF {what}: {shown}{more}."
            yield Reason(field="text", name=name, words=words, weight=-0.5)


def _page(document: Any, number: int) -> Page:
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        lines = tuple(_lines(text.raw))
        text.close()
        page.close()
    except pypdfium2.PdfiumError:
        return Page(0, 0, ())
    return Page(width, height, lines)


def _lines(text: Any) -> Iterator[Line]:
    """Runs of characters on one base line, as they stand in the file."""
    import pypdfium2.raw as raw

    left, right, bottom, top_ = (ctypes.c_double() for _ in range(4))
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    letters: list[str] = []
    box: list[float] = []
    base, size = 0.0, 0.0

    def done() -> Iterator[Line]:
        words = "".join(letters).strip()
        if words and box:
            yield Line(words, box[0], box[1], box[2], box[3], base, size)
        letters.clear()
        box.clear()

    for index in range(min(raw.FPDFText_CountChars(text), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        generated = raw.FPDFText_IsGenerated(text, index) == 1
        if code in (0x0D, 0x0A) and generated:
            yield from done()
            continue
        if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        letter = _NAMELESS.get(code) or ("-" if code in (0x02, 0xAD) else chr(code))
        if letter.isspace() or (generated and letter != "-"):
            if letters:
                letters.append(" ")
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top_)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        # The font size in the file knows nothing of how the page is scaled; the loose box does.
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        height = max(abs(loose.top - loose.bottom) / LOOSE, top_.value - bottom.value, 1.0)
        if box:
            ahead = left.value - box[2]
            off = abs(y.value - base) > 0.5 * size
            if off or ahead > _GAP * size or ahead < -3 * size:
                yield from done()
        if not box:
            box[:] = [left.value, bottom.value, right.value, top_.value]
            base, size = y.value, height
        letters.append(letter)
        box[0], box[1] = min(box[0], left.value), min(box[1], bottom.value)
        box[2], box[3] = max(box[2], right.value), max(box[3], top_.value)
    yield from done()


_ABOUT: tuple[tuple[str, Field], ...] = (
    ("Title", "title"), ("Author", "authors"), ("ModDate", "modified"),
)  # fmt: skip
_FILES = (".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".dvi", ".odt")


def _details(about: dict[str, str]) -> Iterator[Detail]:
    for key, field in _ABOUT:
        value = about.get(key, "").replace("\0", "").removeprefix("Microsoft Word - ")
        if key == "Title" and value.lower().endswith(_FILES):
            continue  # the name of the file that it was made from
        yield Detail(field, value, f"the PDF's {key}")
    if made := about.get("CreationDate"):
        words = f"The PDF was made on {made}, which need not be the day of publication."
        yield Detail("note", words, "the PDF's CreationDate")
