"""Lines on pages become paragraphs: heads and feet out, columns in order, hyphens undone.

Lengths are points, y grows upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

EDGE = 0.12
"""Share of a page's height at its top and at its foot where a line can be a running head."""

LOW = 0.2
"""Share of a page's height at its foot where a number below all else is the page's."""

FEWEST = 2
"""Pages on which a head must stand, or more than two fifths of all."""

GUTTER = 9.0
"""Narrowest empty strip that parts columns: in print it is 12 points or more, and chance rivers of
white between words do not run through whole pages."""

LEADING = 1.85
"""Sizes of a letter from one base line to the next: between lines of a paragraph it is 1.1 to 1.5,
and where every paragraph is one line there is no other measure of a gap."""

AROUND = 4
"""Rows above and below that show where lines end here: a picture beside them makes them short."""

_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I
)
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$|(?<!\d)[.!?:…][\"”’')\]]*\d{1,2}$")
"""A mark of a footnote may stand after the full stop."""


class Line(NamedTuple):
    """Some words on one base line, their box, and the size of their letters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float


class Page(NamedTuple):
    """One page; (0, 0, ()) for one that cannot be read."""

    width: float
    height: float
    lines: tuple[Line, ...]


def paragraphs(pages: Sequence[Page]) -> tuple[str, list[str]]:
    """(the text with a blank line between paragraphs, the heads and feet that were left out)."""
    heads = _heads(pages)
    left_out: list[str] = []
    found: list[str] = []
    for page in pages:
        kept: list[Line] = []
        lowest = min((line.base for line in page.lines), default=0.0)
        for line in page.lines:
            number = _PAGE_NUMBER.fullmatch(line.text)
            if (_at_edge(line, page) and (number or _key(line.text) in heads)) or (
                number and line.base == lowest < LOW * page.height
            ):
                left_out.append(line.text)
            else:
                kept.append(line)
        on_page = [text for block in _ordered(_rows(kept)) for text in _block(block)]
        if on_page and found and _goes_on(found[-1], on_page[0]):
            found[-1] = _joined(found[-1], on_page[0])
            on_page = on_page[1:]
        found += on_page
    return "\n\n".join(found), list(dict.fromkeys(left_out))


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.lower())


def _at_edge(line: Line, page: Page) -> bool:
    return line.base > page.height * (1 - EDGE) or line.base < page.height * EDGE


def _heads(pages: Sequence[Page]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in page.lines if _at_edge(line, page)})
    enough = max(FEWEST, len(pages) * 0.4)
    return frozenset(key for key, count in counts.items() if count >= enough)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines that stand on one base line with hardly a gap are one (bold words, links)."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if (
            last is not None
            and abs(last.base - line.base) < 0.3 * last.size
            and -0.5 * last.size <= line.left - last.right <= 0.6 * last.size
        ):
            space = " " if line.left - last.right > 0.12 * last.size else ""
            rows[-1] = Line(
                last.text + space + line.text, last.left, min(last.bottom, line.bottom),
                line.right, max(last.top, line.top), last.base, last.size,
            )  # fmt: skip
        else:
            rows.append(line)
    return rows


def _ordered(lines: list[Line], depth: int = 0) -> Iterator[list[Line]]:
    """Blocks in the order of reading: cut where a strip is empty, first into columns, then rows."""
    if len(lines) < 2 or depth > 12:
        if lines:
            yield lines
        return
    down = sorted(lines, key=lambda line: (-line.base, line.left))
    columns = _cut_across(lines)
    if columns:
        for column in columns:
            yield from _ordered(column, depth + 1)
        return
    pieces = _cut_down(down)
    if len(pieces) > 1 and any(_cut_across(piece) for piece in pieces):
        for piece in _merged(pieces):
            yield from _ordered(piece, depth + 1)
        return
    yield down


def _merged(pieces: list[list[Line]]) -> list[list[Line]]:
    """Neighbouring pieces that are columns of the same place are one again (paragraphs of equal
    height must not make the reading jump from column to column).
    """
    merged: list[list[Line]] = []
    for piece in pieces:
        if merged and _cut_across(piece) and _cut_across(both := merged[-1] + piece):
            merged[-1] = both
        else:
            merged.append(piece)
    return merged


def _cut_across(lines: list[Line]) -> list[list[Line]]:
    """Columns, or [] where no empty strip runs through all lines and leaves text on both sides."""
    across = sorted(lines, key=lambda line: line.left)
    reach = across[0].right
    for number, line in enumerate(across[1:], 1):
        if line.left - reach >= GUTTER:
            left, right = across[:number], across[number:]
            if _is_column(left) and _is_column(right):
                return [left, right]
        reach = max(reach, line.right)
    return []


def _is_column(lines: list[Line]) -> bool:
    """Two lines or more, of a width that prose has: a row of labels is no column."""
    words = sum(len(line.text.split()) for line in lines)
    return len(lines) >= 2 and words >= 3 * len({round(line.base) for line in lines})


def _cut_down(down: list[Line]) -> list[list[Line]]:
    pieces = [[down[0]]]
    low = down[0].bottom
    for line in down[1:]:
        if line.top < low - 0.1 * line.size:
            pieces.append([line])
        else:
            pieces[-1].append(line)
        low = min(low, line.bottom) if pieces[-1][0] is not line else line.bottom
    return pieces


def _block(lines: list[Line]) -> Iterator[str]:
    """The paragraphs of one block, by the space between lines, indents and lines that end short."""
    rows = _one_row_each(lines)
    # Marks of footnotes stand a little above their line.
    gaps = [a.base - b.base for a, b in pairwise(rows) if a.base - b.base > 0.7 * b.size]
    usual = median(gaps) if gaps else 0.0
    usual = min(usual, min(gaps, default=0.0) * 1.35) if gaps else 0.0
    left = min(r.left for r in rows)
    text = ""
    for number, row in enumerate(rows):
        right = max(r.right for r in rows[max(0, number - AROUND) : number + AROUND])
        if text and _parted(rows[number - 1], row, usual, left, right):
            yield text
            text = ""
        text = _joined(text, row.text) if text else row.text
    if text:
        yield text


def _one_row_each(lines: list[Line]) -> list[Line]:
    rows: list[Line] = []
    for line in lines:
        if rows and abs(rows[-1].base - line.base) < 0.3 * max(line.size, 1):
            last = rows[-1]
            rows[-1] = last._replace(text=f"{last.text} {line.text}", right=line.right)
        else:
            rows.append(line)
    return rows


def _parted(above: Line, row: Line, usual: float, left: float, right: float) -> bool:
    gap = above.base - row.base
    ended = bool(_ENDS.search(above.text))
    short = above.right < right - 0.25 * (right - left)
    if (
        gap > 1.4 * usual
        or gap < 0
        or ((ended or short) and gap > LEADING * row.size)
        or abs(above.size - row.size) > 0.15 * above.size
    ):
        return True
    if row.text[:1] in "•‣▪–—-*" and not above.text.endswith("-"):
        return True
    indented = left + 0.8 * row.size < row.left < left + 4 * row.size and above.left < row.left - 2
    return ended and (indented or short or above.right + _first_word(row) < right)


def _first_word(row: Line) -> float:
    """About how wide the first word of a row is, with the blank before it: where it would have
    had room in the line above, that line was the last of its paragraph.
    """
    return (row.right - row.left) * (len(row.text.split(maxsplit=1)[0]) + 2) / len(row.text)


def _goes_on(above: str, below: str) -> bool:
    """Whether a paragraph goes on over the end of a page or column."""
    return len(above) > 60 and not _ENDS.search(above) and (
        below[:1].islower() or above.endswith((",", "-", " and", " the", " of"))
    )  # fmt: skip


def _joined(text: str, line: str) -> str:
    """Two lines as one; a hyphen at the end of the first is undone before a small letter.

    >>> _joined("the har-", "bour of Vell"), _joined("the Vell-", "Orsa line")
    ('the harbour of Vell', 'the Vell-Orsa line')
    """
    if text.endswith("-") and line[:1].isalpha() and not text.endswith(" -"):
        whole = line[0].islower() and text[-2:-1].islower()
        return (text[:-1] if whole else text) + line
    return f"{text} {line}"
