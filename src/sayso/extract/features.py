"""Text -> what the encoder sees. The same code feeds training and reading, so it cannot drift.

    "Ann said:\\n“No.”"  ->  windows of sub-words, each with letter case and quotation state

A *unit* is what the tokenizer takes for a word or a punctuation mark; roles are decided for units,
never for parts of words. A *window* is a run of whole paragraphs that the encoder reads at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sayso.extract import quotes
from sayso.spans import Spans

Ints = npt.NDArray[np.int64]

CLS, SEP, BREAK = 101, 102, 1
"""Sub-word ids: of the encoder's vocabulary, BREAK being its first unused entry, which here stands
between two paragraphs."""

WINDOW: Final = 254
"""Most sub-words in a window. 99 % of contents have at most 66."""

PACK: Final = 192
"""Paragraphs are read together up to so many sub-words; one that is longer has a window of its own.
Attention costs the square of the length, and what lies further off helps no more: on PolNeAR's dev
76.7 of 100 relations with 160, 76.8 with 192, 75.9 with 254."""

REGION: Final = 250
"""Units around a cue in which its source and content are looked for."""

LOWER, TITLE, UPPER, MIXED, NUMERAL, MARKER = range(6)
CASES: Final = 6

MAX_CUE: Final = 12
"""Units of a cue that its representation averages."""

NEAR: Final = np.array([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 56])
DISTANCES: Final = 2 * len(NEAR) + 1
SENTENCES: Final = 7
PARAGRAPHS: Final = 4
QUOTES: Final = quotes.STATES


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a text as parallel arrays: where each starts and ends (code points), its
    sentence, its paragraph (number), its quotation state, and its sub-words ``[first, last)``.
    """

    start: Ints
    end: Ints
    sentence: Ints
    paragraph: Ints
    quote: Ints
    first: Ints
    last: Ints
    ids: Ints
    """Sub-word ids of the whole text."""
    case: Ints
    """Letter case of each sub-word's unit."""
    leads: npt.NDArray[np.bool_]
    """For each paragraph, whether it announces the next (ends in a colon)."""
    worded: npt.NDArray[np.bool_]
    """For each unit, whether it is a word or number and not a mark."""


@dataclass(frozen=True, slots=True)
class Window:
    """One run of the encoder. ``at`` is the position of each unit's first sub-word; ``unit`` is
    the number of the first unit, ``count`` how many there are.
    """

    ids: Ints
    case: Ints
    quote: Ints
    at: Ints
    unit: int
    count: int


def units(
    text: str, tokenizer: Any, blocks: Spans, sentences: Spans, states: npt.NDArray[np.uint8]
) -> Units:
    """The units of a text; what no paragraph holds (white space) has none."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    word = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
    keep = (offsets[:, 1] > offsets[:, 0]) & (word >= 0)
    ids, offsets, word = ids[keep], offsets[keep], word[keep]
    if not len(ids):
        none = np.zeros(0, dtype=np.int64)
        return Units(none, none, none, none, none, none, none, none, none, np.zeros(0, bool),
                     np.zeros(0, bool))  # fmt: skip
    begins = np.flatnonzero(np.diff(word, prepend=-1))
    ends = np.append(begins[1:], len(ids))
    start, end = offsets[begins, 0], offsets[ends - 1, 1]
    block_starts = np.array([b.start for b in blocks], dtype=np.int64)
    sentence_starts = np.array([s.start for s in sentences], dtype=np.int64)
    paragraph = np.maximum(np.searchsorted(block_starts, start, side="right") - 1, 0)
    sentence = np.maximum(np.searchsorted(sentence_starts, start, side="right") - 1, 0)
    case = np.array(
        [_case(text[s : min(e, s + 40)]) for s, e in zip(start, end, strict=True)], dtype=np.int64
    )
    worded = np.array([text[s].isalnum() for s in start.tolist()], dtype=bool)
    leads = np.array([text[b.start : b.end].rstrip().endswith(":") for b in blocks], dtype=bool)
    return Units(
        start, end, sentence, paragraph, states[start].astype(np.int64), begins, ends, ids,
        np.repeat(case, ends - begins), leads, worded,
    )  # fmt: skip


def _case(word: str) -> int:
    """The letter case of a word.

    >>> [_case(w) for w in ("of", "White", "ISIS", "McGurk", "2018")] == [0, 1, 2, 3, 4]
    True
    """
    if word.islower():
        return LOWER
    if word[0].isdigit():
        return NUMERAL
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return MIXED if word.isalpha() else LOWER


def windows(
    text: Units, room: int = WINDOW, pack: int = PACK, first_room: int | None = None
) -> Iterator[Window]:
    """Whole paragraphs, packed in order; one that is too long is parted between sentences.

    A paragraph that ends in a colon stays with the next. ``pack`` is how full windows get,
    ``first_room`` makes the first one shorter (training moves the window borders so).
    """
    run: list[tuple[int, int]] = []
    used, limit = 2, first_room or pack
    for group in _groups(text, room - 2):
        size = sum(_length(text, a, b) + 1 for a, b in group) - 1
        if run and used + size + 1 > limit:
            yield _window(text, run)
            run, used, limit = [], 2, pack
        run.extend(group)
        used += size + 1
    if run:
        yield _window(text, run)


def _length(text: Units, first: int, last: int) -> int:
    return int(text.last[last - 1] - text.first[first])


def _groups(text: Units, room: int) -> Iterator[list[tuple[int, int]]]:
    """Pieces ``[first, last)`` of units that should be read together and fit in ``room``."""
    group: list[tuple[int, int]] = []
    for a, b in _runs(text.paragraph, 0, len(text.start)):
        pieces = [(a, b)] if _length(text, a, b) <= room else list(_parts(text, a, b, room))
        for number, piece in enumerate(pieces):
            size = sum(_length(text, *p) + 1 for p in [*group, piece])
            if group and (number or size > room):
                yield group
                group = []
            group.append(piece)
        if not text.leads[text.paragraph[b - 1]]:
            yield group
            group = []
    if group:
        yield group


def _runs(values: Ints, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of equal values: ``[3, 3, 4] -> (0, 2), (2, 3)``."""
    if last > first:
        edges = np.flatnonzero(np.diff(values[first:last])) + first + 1
        yield from zip([first, *edges.tolist()], [*edges.tolist(), last], strict=True)


def _parts(text: Units, first: int, last: int, room: int) -> Iterator[tuple[int, int]]:
    """A long paragraph in pieces that end with a sentence where one ends in time."""
    start = first
    while start < last:
        fits = int(np.searchsorted(text.last[start:last], text.first[start] + room, side="right"))
        stop = start + max(1, fits)
        if stop < last:
            borders = np.flatnonzero(np.diff(text.sentence[start : stop + 1])) + start + 1
            # A border in the last two thirds, so that pieces stay long.
            late = borders[borders > start + (stop - start) // 3]
            stop = int(late[-1]) if len(late) else stop
        yield start, stop
        start = stop


def _window(text: Units, run: list[tuple[int, int]]) -> Window:
    ids, case, quote, at = [CLS], [MARKER], [0], []
    for number, (a, b) in enumerate(run):
        if number:
            ids.append(BREAK)
            case.append(MARKER)
            quote.append(0)
        lo, hi = int(text.first[a]), int(text.last[b - 1])
        shift = len(ids) - lo
        at.append(text.first[a:b] + shift)
        ids.extend(text.ids[lo:hi].tolist())
        case.extend(text.case[lo:hi].tolist())
        quote.extend(np.repeat(text.quote[a:b], text.last[a:b] - text.first[a:b]).tolist())
    ids.append(SEP)
    case.append(MARKER)
    quote.append(0)
    # A unit can have more sub-words than fit (it is then cut): its first one always does.
    length = WINDOW + 2
    where = np.concatenate(at)
    return Window(
        np.array(ids[:length], dtype=np.int64),
        np.array(case[:length], dtype=np.int64),
        np.array(quote[:length], dtype=np.int64),
        np.minimum(where, length - 1),
        run[0][0],
        run[-1][1] - run[0][0],
    )


def region(text: Units, window: Window, first: int, last: int) -> tuple[int, int]:
    """The units in which the cue ``[first, last)`` may have its source and content: its paragraph,
    and the paragraphs that this one announces with a colon, as far as the window goes.
    """
    low, high = window.unit, window.unit + window.count
    number = int(text.paragraph[first])
    final = number
    if text.leads[number]:
        final = number + PARAGRAPHS - 1
    inside = text.paragraph[low:high]
    a = low + int(np.searchsorted(inside, number, side="left"))
    b = low + int(np.searchsorted(inside, final, side="right"))
    if b - a > REGION:
        a = max(a, min(first - REGION // 2, b - REGION))
        b = a + REGION
    return a, b


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one window as the role scorer sees them; all indices count the window's units.

    ``words``/``words_mask`` (cues, MAX_CUE) are the units of each cue; ``where``/``mask``
    (cues, longest region) the units of its region; the rest says how each lies to the cue.
    """

    words: Ints
    words_mask: npt.NDArray[np.float32]
    where: Ints
    mask: npt.NDArray[np.float32]
    distance: Ints
    sentence: Ints
    paragraph: Ints
    quote: Ints


def cues(text: Units, window: Window, spans: list[tuple[int, int]]) -> Cues:
    """The features of the cues ``[first, last)`` (unit numbers of the text; at least one)."""
    regions = [region(text, window, a, b) for a, b in spans]
    width = max(b - a for a, b in regions)
    count = len(spans)
    words = np.zeros((count, MAX_CUE), dtype=np.int64)
    words_mask = np.zeros((count, MAX_CUE), dtype=np.float32)
    where = np.zeros((count, width), dtype=np.int64)
    mask = np.zeros((count, width), dtype=np.float32)
    distance = np.zeros((count, width), dtype=np.int64)
    sentence = np.zeros((count, width), dtype=np.int64)
    paragraph = np.zeros((count, width), dtype=np.int64)
    quote = np.zeros((count, width), dtype=np.int64)
    for row, ((first, last), (a, b)) in enumerate(zip(spans, regions, strict=True)):
        size, stop = b - a, min(last, first + MAX_CUE)
        words[row, : stop - first] = np.arange(first, stop) - window.unit
        words_mask[row, : stop - first] = 1
        here = np.arange(a, b)
        where[row, :size] = here - window.unit
        mask[row, :size] = 1
        before = np.searchsorted(NEAR, first - here, side="right")
        after = np.searchsorted(NEAR, here - last + 1, side="right")
        distance[row, :size] = np.where(here < first, len(NEAR) - before, len(NEAR) + after)
        apart = text.sentence[a:b] - text.sentence[first]
        sentence[row, :size] = np.clip(apart, -3, 3) + 3
        beyond = text.paragraph[a:b] - text.paragraph[first]
        paragraph[row, :size] = np.clip(beyond, 0, PARAGRAPHS - 1)
        quote[row, :size] = text.quote[a:b]
    return Cues(words, words_mask, where, mask, distance, sentence, paragraph, quote)
