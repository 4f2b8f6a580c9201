"""Documents -> labelled windows -> batches of tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from sayso.extract import decode, features, quotes, segment
from sayso.extract.heads import ENTITIES, PLACES, TIMES, TOKEN_HEADS
from training.corpora import Document, Mentions
from training.markup import Fragments, Relation

IGNORE = -100
WRONG = 4
"""At most so many wrong cues of a window are learned from as negatives."""

WIDTHS = (32, 48, 72, 112, 256)
"""Cues are stacked with others whose regions are about as long."""
Ints = npt.NDArray[np.int64]


@dataclass
class Gold:
    """The relation of one cue: units of its cue, source and content."""

    cue: tuple[int, int]
    source: Ints
    content: Ints
    nested: bool


@dataclass
class Example:
    """A window of a document with its labels (per unit of the window, by token head)."""

    units: features.Units
    window: features.Window
    labels: dict[str, Ints]
    gold: list[Gold] = field(default_factory=list)
    annotated: bool = False


def encode(text: str, tokenizer: Any) -> features.Units:
    """The units of a text."""
    blocks = segment.paragraphs(text)
    states = quotes.states(text, blocks, quotes.quotations(text, blocks))
    return features.units(text, tokenizer, blocks, segment.sentences(text, blocks), states)


def covered(units: features.Units, fragments: Fragments) -> Ints:
    """The units that share a character with the fragments."""
    found = [
        np.arange(
            np.searchsorted(units.end, start, side="right"),
            np.searchsorted(units.start, end, side="left"),
        )
        for start, end in fragments
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def mark(labels: Ints, where: Ints, kind: int = 0) -> None:
    """Write begin and inside labels over runs of units."""
    if len(where):
        breaks = np.diff(where, prepend=where[0] - 2) > 1
        labels[where] = 2 + 2 * kind
        labels[where[breaks]] = 1 + 2 * kind


def typed(units: features.Units, mentions: Mentions | None, names: tuple[str, ...]) -> Ints:
    """Labels of mentions; everything is ignored where there was no annotation."""
    if mentions is None:
        return np.full(len(units.start), IGNORE)
    labels = np.zeros(len(units.start), dtype=np.int64)
    for start, end, name in mentions:
        mark(labels, covered(units, [(start, end)]), names.index(name))
    return labels


def examples(
    document: Document,
    units: features.Units,
    relations: list[Relation] | None,
    first_room: int | None = None,
) -> list[Example]:
    """The windows of a document with their labels."""
    count = len(units.start)
    labels = {
        "entities": typed(units, document.entities, ENTITIES),
        "times": typed(units, document.times, TIMES),
        "places": typed(units, document.places, PLACES),
    }
    fill = IGNORE if relations is None else 0
    for head in ("cue", "source", "content", "nested"):
        labels[head] = np.full(count, fill)
    gold: list[Gold] = []
    for relation in relations or []:
        cue = covered(units, relation.cue)
        source, content = covered(units, relation.source), covered(units, relation.content)
        if not len(cue) or not len(content):
            continue
        gold.append(Gold((int(cue[0]), int(cue[-1]) + 1), source, content, relation.nested))
        head = "nested" if relation.nested else "cue"
        mark(labels[head], np.arange(cue[0], cue[-1] + 1))
        if not relation.nested:
            mark(labels["source"], source)
            mark(labels["content"], content)
    if relations is not None and not document.nested:
        # What is said inside a content was not annotated there.
        labels["nested"][labels["content"] > 0] = IGNORE
    found = []
    for window in features.windows(units, pack=features.WINDOW, first_room=first_room):
        low, high = window.unit, window.unit + window.count
        found.append(
            Example(
                units,
                window,
                {head: values[low:high] for head, values in labels.items()},
                [g for g in gold if low <= g.cue[0] and g.cue[1] <= high],
                relations is not None,
            )
        )
    return found


@dataclass
class Batch:
    """Padded windows; labels are over all units of all windows, one after the other."""

    items: list[Example]
    ids: Tensor
    case: Tensor
    quote: Tensor
    mask: Tensor
    rows: Tensor
    at: Tensor
    labels: dict[str, Tensor]


def batch(items: list[Example]) -> Batch:
    """Stack windows."""
    width = max(len(item.window.ids) for item in items)
    padded = np.zeros((4, len(items), width), dtype=np.int64)
    for row, item in enumerate(items):
        size = len(item.window.ids)
        padded[0, row, :size] = item.window.ids
        padded[1, row, :size] = item.window.case
        padded[2, row, :size] = item.window.quote
        padded[3, row, :size] = 1
    ids, case, quote, mask = torch.from_numpy(padded)
    rows = np.concatenate([np.full(item.window.count, row) for row, item in enumerate(items)])
    at = np.concatenate([item.window.at for item in items])
    labels = {
        head: torch.from_numpy(np.concatenate([item.labels[head] for item in items]))
        for head in TOKEN_HEADS
    }
    return Batch(
        items, ids, case, quote, mask, torch.from_numpy(rows), torch.from_numpy(at), labels
    )


@dataclass
class CueBatch:
    """The cues of a batch: inputs of the role scorer, role labels (or IGNORE), validity."""

    inputs: tuple[Tensor, ...]
    roles: Tensor
    valid: Tensor


def cue_batches(
    made: Batch, cue_scores: npt.NDArray[np.float32], lift: float, rng: random.Random
) -> list[CueBatch]:
    """Gold cues, and what the model now takes for cues (right ones with the roles of the gold cue
    that they overlap, wrong ones as negatives).
    """
    waiting: dict[int, list[tuple[Example, int, tuple[int, int], Gold | None]]] = {}
    shift = 0
    for item in made.items:
        count = item.window.count
        if item.annotated:
            chosen: list[tuple[tuple[int, int], Gold | None]] = [(g.cue, g) for g in item.gold]
            wrong: list[tuple[int, int]] = []
            for a, b in decode.bio_spans(cue_scores[shift : shift + count], lift):
                span = (a + item.window.unit, b + item.window.unit)
                match = next(
                    (g for g in item.gold if g.cue[0] < span[1] and span[0] < g.cue[1]), None
                )
                if match is None:
                    wrong.append(span)
                elif span != match.cue:
                    chosen.append((span, match))
            rng.shuffle(wrong)
            chosen += [(span, None) for span in wrong[:WRONG]]
            for span, gold in chosen:
                low, high = features.region(item.units, item.window, *span)
                width = next(w for w in WIDTHS if high - low <= w)
                waiting.setdefault(width, []).append((item, shift, span, gold))
        shift += count
    return [_stack(group) for _, group in sorted(waiting.items())]


def _stack(group: list[tuple[Example, int, tuple[int, int], Gold | None]]) -> CueBatch:
    parts = [(features.cues(i.units, i.window, [span]), shift) for i, shift, span, _ in group]
    width = max(part.where.shape[1] for part, _ in parts)

    def stack(name: str, move: bool = False) -> Tensor:
        rows = []
        for part, by in parts:
            values = getattr(part, name)
            if move:
                values = values + by
            if name not in ("words", "words_mask"):
                values = np.pad(values, ((0, 0), (0, width - values.shape[1])))
            rows.append(values)
        return torch.from_numpy(np.concatenate(rows))

    roles = np.full((len(group), width), IGNORE)
    for row, (item, _, span, gold) in enumerate(group):
        if gold is not None:
            low, high = features.region(item.units, item.window, *span)
            roles[row, : high - low] = decode.NONE
            for units, role in ((gold.content, decode.CONTENT), (gold.source, decode.SOURCE)):
                roles[row, units[(units >= low) & (units < high)] - low] = role
    inputs = (
        stack("words", True), stack("words_mask"), stack("where", True), stack("mask"),
        stack("distance"), stack("sentence"), stack("paragraph"), stack("quote"),
    )  # fmt: skip
    valid = np.array([gold is not None for *_, gold in group], dtype=np.float32)
    return CueBatch(inputs, torch.from_numpy(roles), torch.from_numpy(valid))
