"""Visible text of an article that the extraction dropped: captions, block quotes, posts, lists.

The extracted paragraphs show where on the page the article stands: in the smallest element that
holds nearly all of them. What else is visible there, reads like sentences, and is in none of the
boxes that pages put into articles (data/boxes.tsv), belongs to it and goes back in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sayso.collect.blocks import blocks
from sayso.collect.tables import rows

SHARE = 0.9
"""Part of the extracted characters that the article's element must hold: one stray paragraph (a
teaser outside of it) must not make it the whole page."""

SHORTEST = 30
"""Characters of a lost block: below are labels, buttons and credits."""

NEAR = 20_000
"""Characters after the last block found in which the next one mostly stands."""

LINKS = 0.5
"""Largest part of a block that may be links: more is a list of other stories."""

_SENTENCE = re.compile(r"[.!?…:][\"”’')\]]*(?:\s|$)|[\"”]$")
_PULLED = re.compile(r"pull-?_?quote|quote-?_?(?:box|block|pull)", re.I)
_BOXES = ("nav", "aside", "footer", "form", "menu", "dialog")
_WORDS = re.compile(r"[a-z]+|\d+")


class Whole(NamedTuple):
    """The article with what was lost, the blocks above it (byline, date), how many came back, and
    what reads like sentences in the boxes inside of the article and was left out.
    """

    text: str
    above: str
    found: int
    left_out: tuple[str, ...] = ()


def whole(text: str, tree: Any) -> Whole:
    """The text, paragraphs parted by blank lines, with what it lost of the page ``tree``."""
    paragraphs = text.split("\n\n")
    there = list(blocks(tree))
    plain = [_plain(paragraph) for paragraph in paragraphs]
    kept = _kept(plain, [_plain(block) for _, block in there])
    article = _article(there, kept)
    if article is None:
        return Whole(text, "", 0)
    inside = [_within(element, article) for element, _ in there]
    missing = [
        inside[n] and not kept[n] and _is_prose(element, block)
        for n, (element, block) in enumerate(there)
    ]
    lost = [missing[n] and not _in_box(element, article) for n, (element, _) in enumerate(there)]
    boxed = (block for n, (_, block) in enumerate(there) if missing[n] and not lost[n])
    above = _above(there, kept, tree)
    text = _restored(paragraphs, there, kept, lost)
    return Whole(text, above, sum(lost), tuple(dict.fromkeys(map(_plain, boxed))))


def _kept(paragraphs: Sequence[str], there: Sequence[str]) -> list[bool]:
    """Whether each block stands in the paragraphs. Most are paragraphs, in the same order: only the
    others are looked for in the whole text.
    """
    known, whole_text = frozenset(paragraphs), " ".join(paragraphs)
    found: dict[str, bool] = {}
    place = 0
    for block in there:
        if block in found:
            continue
        if block in known:
            found[block] = True
        else:
            near = whole_text.find(block, place, place + NEAR)
            near = whole_text.find(block) if near < 0 else near
            found[block] = near >= 0
            place = max(place, near)
    return [found[block] for block in there]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _article(there: Sequence[tuple[Any, str]], kept: Sequence[bool]) -> Any:
    """The smallest element that holds ``SHARE`` of what was kept."""
    held: dict[Any, int] = {}
    order: list[Any] = []
    total = 0
    for (element, block), is_kept in zip(there, kept, strict=True):
        if is_kept and len(block) >= SHORTEST:
            total += len(block)
            for holder in (element, *element.iterancestors()):
                if holder not in held:
                    order.append(holder)
                held[holder] = held.get(holder, 0) + len(block)
    enough = [holder for holder in order if held[holder] >= SHARE * total]
    # Of nested elements that all hold it, the one with the most ancestors is the smallest.
    return max(enough, key=lambda holder: sum(1 for _ in holder.iterancestors()), default=None)


def _within(element: Any, article: Any) -> bool:
    return element is article or any(holder is article for holder in element.iterancestors())


def _in_box(element: Any, article: Any) -> bool:
    """Whether it stands in a box of the page; a pull quote is the article's own."""
    for holder in (element, *element.iterancestors()):
        if holder is article or _PULLED.search(f"{holder.get('class') or ''}"):
            break
        if holder.tag in _BOXES or _is_box(holder):
            return True
    return False


def _is_prose(element: Any, block: str) -> bool:
    if len(block) < SHORTEST and not (
        _PULLED.search(f"{element.get('class') or ''}") and len(block) >= SHORTEST // 2
    ):
        return False
    if not _SENTENCE.search(block):
        return False
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "time", "address"):
        return False
    linked = sum(len(_plain("".join(a.itertext()))) for a in element.iter("a"))
    return linked <= LINKS * len(block)


def _is_box(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return not _boxes().isdisjoint(_WORDS.findall(named.lower()))


def _restored(
    paragraphs: list[str], there: Sequence[tuple[Any, str]], kept: Sequence[bool],
    lost: Sequence[bool],
) -> str:  # fmt: skip
    """The paragraphs, each lost block after the last paragraph that stands before it."""
    if not any(lost):
        return "\n\n".join(paragraphs)
    plain = [_plain(paragraph) for paragraph in paragraphs]
    after: dict[int, list[str]] = {}
    place = -1
    for (_, block), is_kept, is_lost in zip(there, kept, lost, strict=True):
        if is_kept and len(block) >= SHORTEST:
            words = _plain(block)
            place = next((n for n in range(max(place, 0), len(plain)) if words in plain[n]), place)
        elif is_lost:
            after.setdefault(place, []).append(block)
    text = list(after.get(-1, ()))
    for number, paragraph in enumerate(paragraphs):
        text += [paragraph, *after.get(number, ())]
    return "\n\n".join(text)


def _above(there: Sequence[tuple[Any, str]], kept: Sequence[bool], tree: Any) -> str:
    """The lines from the heading to the first paragraph of the article, where dates stand."""
    first = next(
        (n for n, (_, block) in enumerate(there) if kept[n] and len(block) > 2 * SHORTEST
         and _SENTENCE.search(block)), 0,
    )  # fmt: skip
    lines = [
        block
        for element, block in there[max(0, first - 8) : first]
        if not any(holder.tag in _BOXES or _is_box(holder)
                   for holder in (element, *element.iterancestors()))
    ]  # fmt: skip
    return "\n".join(lines)


@cache
def _boxes() -> frozenset[str]:
    return frozenset(word for (word,) in rows("boxes"))
