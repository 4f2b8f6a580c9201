"""How near two claims are in meaning, word by word, by the table of word vectors that ships.

Each word of one claim looks for the word of the other that is nearest to it. The mean over the
words, the rare ones counting more, is how much of the claim the other says; both ways together
give one number. So it sees what is said in other words, and also what one says beyond the other.

All sums are sums of integers below 2**53: they come out the same in any order, on any machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import shake_128
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sayso import models
from sayso.link.rarity import Rarity

__all__ = ["likeness", "likenesses", "nearest"]

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
    stems = tuple(sorted(bag))
    rows, weights = _vectors(stems)
    return stems, rows, weights, float(weights.sum())


def _vectors(stems: Sequence[str]) -> tuple[Rows, NDArray[np.float64]]:
    """The vectors of stems, and their weights: integers all."""
    table = models.meaning()
    places = [table.places.get(w, 0) for w in stems]
    rows: Rows = table.vectors[places].astype(np.float32)
    for row, stem in enumerate(stems):
        if stem not in table.places:
            rows[row] = _alone(stem)
    return rows, np.fromiter(map(_weight, stems), dtype=np.float64, count=len(stems))


@lru_cache(maxsize=65_536)
def _weight(stem: str) -> int:
    return round(Rarity().of(stem) ** 2)


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
    near = _products(left, right)
    one = float(heavy @ _within(near.max(1))) / (all_left * WHOLE)
    two = float(other @ _within(near.max(0))) / (all_right * WHOLE)
    return _both(one, two)


def _both(one: float, two: float) -> float:
    """The harmonic mean: what both ways say together."""
    return 2 * one * two / (one + two) if one + two else 0.0


def likenesses(bags: Sequence[frozenset[str]], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """`likeness` of many pairs of these bags, the same to the last bit, at a third of the time.

    >>> bags = [frozenset({"meddle", "vote"}), frozenset({"bridge"}), frozenset()]
    >>> found = likenesses(bags, [(0, 1), (0, 2)])
    >>> found == [likeness(bags[0], bags[1]), likeness(bags[0], bags[2])]
    True
    """
    vocabulary = {stem: i for i, stem in enumerate(set().union(*bags))}
    vectors, weights = _vectors(tuple(vocabulary))
    places = [[vocabulary[stem] for stem in bag] for bag in bags]
    totals = [float(weights[some].sum()) * WHOLE for some in places]
    found = [0.0] * len(pairs)
    for one, met in _meetings(pairs, places):
        starts = list(accumulate((len(places[other]) for _, other in met), initial=0))
        stems = [stem for _, other in met for stem in places[other]]
        near = _within(_products(vectors[places[one]], vectors[stems]))
        ones = weights[places[one]] @ np.maximum.reduceat(near, starts[:-1], axis=1)
        twos = np.add.reduceat(weights[stems] * near.max(0), starts[:-1])
        for (place, other), left, right in zip(met, ones.tolist(), twos.tolist(), strict=True):
            found[place] = _both(left / totals[one], right / totals[other])
    return found


def _meetings(
    pairs: Sequence[tuple[int, int]], places: Sequence[Sequence[int]]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Who meets whom: (one, [(place of the pair, other), ...]), each pair with the one of the two
    that meets more, so that the fewest products are needed. Who says nothing meets nobody.
    """
    often = Counter(one for pair in pairs for one in pair)
    met: dict[int, list[tuple[int, int]]] = {}
    size: Counter[int] = Counter()
    for place, (a, b) in enumerate(pairs):
        if places[a] and places[b]:
            one, other = (a, b) if often[a] >= often[b] else (b, a)
            met.setdefault(one, []).append((place, other))
            size[one] += len(places[other])
            if size[one] * len(places[one]) > PRODUCTS:
                yield one, met.pop(one)
                del size[one]
    yield from met.items()


def _products(left: Rows, right: Rows) -> Rows:
    """The product of each of the vectors with each of the others, by one thread."""
    step = max(1, PRODUCTS // len(right))
    if len(left) <= step:
        return left @ right.T
    return np.concatenate([left[at : at + step] @ right.T for at in range(0, len(left), step)])


PRODUCTS = 2_000
"""Products made at once. OpenBLAS shares more of them out to threads of its own, which
cost more than they give beside other processes."""


def nearest(a: frozenset[str], b: frozenset[str], least: float = 0.5) -> list[tuple[str, str]]:
    """The words that only one of the claims has and the other says with another one, nearest first.

    {"meddle", "vote"}, {"interfer", "vote"} -> ``[("meddle", "interfer")]``
    """
    only, others = a - b, b - a
    if not only or not others:
        return []
    (left, one, *_), (right, other, *_) = _placed(only), _placed(others)
    near = _products(one, other) / WHOLE
    found = []
    while near.size and near.max() >= least:
        i, j = divmod(int(near.argmax()), near.shape[1])
        found.append((left[i], right[j]))
        near[i, :] = near[:, j] = 0.0
    return found
