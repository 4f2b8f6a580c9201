"""How near two claims are in meaning, word by word, by the table of word vectors that ships.

Each word of one claim looks for the word of the other that is nearest to it. The mean over the
words, the rare ones counting more, is how much of the claim the other says; both ways together
give one number. So it sees what is said in other words, and also what one says beyond the other.

All sums are sums of integers below 2**53: they come out the same in any order, on any machine.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import shake_128

import numpy as np
from numpy.typing import NDArray

from sayso import models
from sayso.link.rarity import Rarity

__all__ = ["likeness", "nearest"]

Rows = NDArray[np.float32]


@lru_cache(maxsize=65_536)
def _alone(stem: str) -> Rows:
    """The vector of a word that the table lacks: one of its own, near to no other word's."""
    width = models.meaning().vectors.shape[1]
    drawn = shake_128(stem.encode("utf-8", "surrogatepass")).digest(-(-width // 8))
    signs = 2.0 * np.unpackbits(np.frombuffer(drawn, dtype=np.uint8))[:width] - 1
    return np.asarray(signs * np.ceil(models.LENGTH / np.sqrt(width)), dtype=np.float32)


@lru_cache(maxsize=8_192)
def _placed(bag: frozenset[str]) -> tuple[tuple[str, ...], Rows, NDArray[np.float64], float]:
    """A claim's stems in order, their vectors, their weights and the sum of these."""
    table = models.meaning()
    stems = tuple(sorted(bag))
    places = [table.places.get(w, 0) for w in stems]
    rows: Rows = table.vectors[places].astype(np.float32)
    for row, stem in enumerate(stems):
        if stem not in table.places:
            rows[row] = _alone(stem)
    weights = np.array([round(_rarity().of(w) ** 2) for w in stems], dtype=np.float64)
    return stems, rows, weights, float(weights.sum())


@cache
def _rarity() -> Rarity:
    return Rarity()


WHOLE = float(models.LENGTH**2)
"""The product of two vectors that are one."""


def _within(near: Rows) -> Rows:
    return np.minimum(np.maximum(near, np.float32(0)), np.float32(WHOLE))


@lru_cache(maxsize=64)
def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """0..1: 1 where each word of one claim stands in the other; symmetric.

    {"meddle", "vote"}, {"interfer", "election"} -> 0.6; {"meddle", "vote"}, {"bridge"} -> 0.1
    """
    if not a or not b:
        return 0.0
    _, left, heavy, all_left = _placed(a)
    _, right, other, all_right = _placed(b)
    near = left @ right.T
    one = float(heavy @ _within(near.max(1))) / (all_left * WHOLE)
    two = float(other @ _within(near.max(0))) / (all_right * WHOLE)
    return 2 * one * two / (one + two) if one + two else 0.0


def nearest(a: frozenset[str], b: frozenset[str], least: float = 0.5) -> list[tuple[str, str]]:
    """The words that only one of the claims has and the other says with another one, nearest first.

    {"meddle", "vote"}, {"interfer", "vote"} -> ``[("meddle", "interfer")]``
    """
    only, others = a - b, b - a
    if not only or not others:
        return []
    (left, one, *_), (right, other, *_) = _placed(only), _placed(others)
    near = (one @ other.T) / WHOLE
    found = []
    while near.size and near.max() >= least:
        i, j = divmod(int(near.argmax()), near.shape[1])
        found.append((left[i], right[j]))
        near[i, :] = near[:, j] = 0.0
    return found
