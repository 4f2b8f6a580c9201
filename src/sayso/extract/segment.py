"""Text -> paragraphs, sentences, words. Plain rules: the reader of attributions learns the rest.

    "He left.\nShe said: \"No.\""   ->   2 paragraphs, 2 sentences

A paragraph is a line, unless the text is hard-wrapped (as mail and old wires are): then it is
what blank lines part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sayso.spans import Span, Spans, trim

LINE: Final = re.compile("[^\n\r\u2028\u2029\x0b\x0c\x85]+")
BLANK: Final = re.compile(r"(?:\r\n?|\n)[ \t\r]*\n\s*")
WORD: Final = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|\w+(?:[’'.-]\w+)*|[^\w\s]")
END: Final = re.compile(r"[.!?\u2026]+[\"\u201d\u2019')\]\u00bb]*(?=\s)")

_ABBREVIATIONS: Final = (
    "mr mrs ms dr prof gen sen sens rep reps gov govs lt col sgt maj capt cmdr adm pres rev "
    "hon st jr sr vs etc inc corp co ltd no nos fig op dept est jan feb mar apr jun jul aug "
    "sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd ft mt atty supt det ofc spc "
    "pfc brig amb insp messrs mme mlle u.s u.k u.n e.u d.c a.m p.m i.e e.g ph.d b.a m.a r d"
)
ABBREVIATIONS: Final = frozenset(_ABBREVIATIONS.split())
"""Words that a full stop follows without ending the sentence. After some of them it may end there
too; then the next word decides."""

_MAY_END: Final = "inc corp co ltd jr sr etc u.s u.k u.n e.u d.c a.m p.m ph.d"
MAY_END: Final = frozenset(_MAY_END.split())
_STARTERS: Final = (
    "the a an he she it they we i this that these those in on at but and his her their its "
    "there when while after before as for if however meanwhile what who"
)
STARTERS: Final = frozenset(_STARTERS.split())


def paragraphs(text: str) -> Spans:
    """The paragraphs, without white space at their edges; blank ones are left out.

    >>> paragraphs("One.\\n\\n Two. \\n")
    (Span(start=0, end=4), Span(start=7, end=11))
    """
    trimmed = (trim(text, Span(*match.span())) for match in LINE.finditer(text))
    lines = [line for line in trimmed if line.end > line.start]
    if not _hard_wrapped(text, lines):
        return tuple(lines)
    blocks: list[Span] = []
    start = 0
    for gap in BLANK.finditer(text):
        blocks.append(trim(text, Span(start, gap.start())))
        start = gap.end()
    blocks.append(trim(text, Span(start, len(text))))
    return tuple(block for block in blocks if block.end > block.start)


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines break inside sentences at a common width.

    Lines of running text end in a full stop or a quotation mark; when most of the longer lines do
    not, and none is much wider than a terminal, somebody's mail program broke them.
    """
    pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if line.end - line.start >= 40 and text.count("\n", line.end, after.start) == 1
    ]
    if len(pairs) < 3 or max(line.end - line.start for line in lines) > 120:
        return False
    broken = sum(
        text[line.end - 1].isalnum() or (text[line.end - 1] == "," and text[after.start].islower())
        for line, after in pairs
    )
    return broken >= 0.5 * len(pairs)


LONGEST: Final = 2_000
"""Code points of a sentence; the longest in 840 articles of annotated news has 979."""


def sentences(text: str, blocks: Spans) -> Spans:
    """The sentences of each paragraph.

    >>> sentences("Mr. Lee left. He ran.", (Span(0, 21),))
    (Span(start=0, end=13), Span(start=14, end=21))
    """
    found: list[Span] = []
    for block in blocks:
        start = block.start
        for match in END.finditer(text, block.start, block.end):
            if match.end() < block.end and _ends(text, match, block):
                found.append(trim(text, Span(start, match.end())))
                start = match.end()
        found.append(trim(text, Span(start, block.end)))
    return tuple(
        piece for span in found for piece in _bounded(text, span) if piece.end > piece.start
    )


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or pieces of it between words where it is longer than any sentence is.

    What looks inside one sentence may then take time that grows with the square of its length.
    """
    start = sentence.start
    while sentence.end - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield trim(text, Span(start, end))
        start = end
    yield trim(text, Span(start, sentence.end))


def _ends(text: str, match: re.Match[str], block: Span) -> bool:
    after = text[match.end() : match.end() + 40].lstrip()
    following = after.lstrip("\"\u201c\u2018'([\u00ab")
    if not following or following[0].islower():
        return False
    if match.group() != ".":
        return True
    head = text[max(block.start, match.start() - 24) : match.start()].split()
    word = head[-1].lower().lstrip("\"\u201c\u2018'([\u00ab") if head else ""
    if len(word) == 1 and word.isalpha():
        return False
    if word not in ABBREVIATIONS:
        return True
    return word in MAY_END and following.split()[0].rstrip(",").lower() in STARTERS


def words(text: str) -> Spans:
    """Words and single punctuation marks.

    >>> [s.of("U.S. troops, 2,000.") for s in words("U.S. troops, 2,000.")]
    ['U.S', '.', 'troops', ',', '2,000', '.']
    """
    return tuple(Span(*match.span()) for match in WORD.finditer(text))
