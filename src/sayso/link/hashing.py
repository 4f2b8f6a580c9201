"""Hashes that are the same on every machine and in every run: of words, word sequences and sets."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

__all__ = ["Hashes", "hashed", "leasts", "sequences", "signatures", "word_hash"]

Hashes = NDArray[np.uint64]
ODD = 0x9E3779B97F4A7C15
MASK = 2**64 - 1


def hashed(*parts: object) -> int:
    """A signed 64-bit integer for some values, by how they are written.

    >>> hashed("rare", "arden") == hashed("rare", "arden"), hashed("a") == hashed("b")
    (True, False)
    """
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little", signed=True)


@lru_cache(maxsize=262_144)
def word_hash(word: str) -> int:
    """64 bits of a word, well mixed.

    >>> word_hash("bridge") == word_hash("bridge"), word_hash("bridge") == word_hash("bridges")
    (True, False)
    """
    return _mix(zlib.crc32(word.encode("utf-8", "surrogatepass")) + len(word) * ODD)


def _mix(value: int) -> int:
    value &= MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def sequences(words: Sequence[str], length: int) -> Hashes:
    """The distinct hashes of all sequences of ``length`` words, sorted; empty for a shorter text.

    >>> len(sequences("a b c d e".split(), 4)), len(sequences(["a"], 4))
    (2, 0)
    """
    count = len(words) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.fromiter((word_hash(w) for w in words), dtype=np.uint64, count=len(words))
    total = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            total = total * np.uint64(ODD) + hashes[offset : offset + count]
        total ^= total >> np.uint64(29)
        total *= np.uint64(0xBF58476D1CE4E5B9)
        total ^= total >> np.uint64(32)
    return np.unique(total)


def signatures(sets: Sequence[Iterable[int]], width: int) -> Hashes:
    """The MinHash signature of each set of 64-bit values: an array of (sets, width).

    Two sets agree in each column with the probability of their Jaccard overlap (Broder 1997). An
    empty set has a signature that agrees with nothing but another empty set.

    >>> a, b, c = signatures([[1, 2, 3], [3, 2, 1], [7, 8]], 8)
    >>> bool((a == b).all()), bool((a == c).any())
    (True, False)
    """
    found = np.full((len(sets), width), MASK, dtype=np.uint64)
    for row, values in enumerate(sets):
        items = np.fromiter(values, dtype=np.uint64)
        if items.size:
            found[row] = _mixed(items, width).min(axis=0)
    return found


def leasts(values: Iterable[int], width: int) -> list[int]:
    """The place of the value that makes each column of the signature; empty for no values.

    >>> leasts([5], 3), len(leasts([1, 2, 3], 8))
    ([0, 0, 0], 8)
    """
    items = np.fromiter(values, dtype=np.uint64)
    found: list[int] = _mixed(items, width).argmin(axis=0).tolist() if items.size else []
    return found


def _mixed(items: Hashes, width: int) -> Hashes:
    keys = _keys(width)
    with np.errstate(over="ignore"):
        mixed = (items[:, None] ^ (keys >> np.uint64(7))) * keys
    found: Hashes = mixed ^ (mixed >> np.uint64(32))
    return found


@cache
def _keys(width: int) -> Hashes:
    return np.array([_mix((i + 1) * ODD) | 1 for i in range(width)], dtype=np.uint64)
