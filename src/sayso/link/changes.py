"""What a reprint changed on the way: a number, a hedge that is gone, a quotation cut down.

Sentences of the later text are laid beside the sentence of the earlier one that shares most of
their words. Only differences in nearly equal sentences are told; a sentence that is new, or that
was left out, changes nothing that was said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.link.words import tokens

__all__ = ["changes"]

SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
QUOTED = re.compile(r"[“\"]([^“”\"]{12,600})[”\"]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
HEDGES = frozenset(
    [
        "may", "might", "could", "perhaps", "possibly", "probably", "likely", "reportedly",
        "allegedly", "apparently", "appears", "appear", "seems", "suggests", "expected",
        "roughly", "nearly", "almost", "about", "around", "approximately",
    ]
)  # fmt: skip
NEAR = 0.6
"""Share of the words of two sentences (Jaccard of pairs) from which one is the other, edited."""
LONGEST = 400
"""Sentences of a text that are looked at."""
MOST = 3
"""Changes that are told of one pair of texts."""


def changes(first: str, later: str) -> tuple[str, ...]:
    """What the later text changed, in words; three changes at most, in the order of the text.

    >>> first = "The army said that 1,200 men could leave the fort of Corwen by Friday."
    >>> changes(first, "The army said that 12,000 men will leave the fort of Corwen by Friday.")
    ('a number changed: 1,200 became 12,000', 'a hedge is gone: could')
    """
    told: list[str] = []
    for before, after in _edited(_sentences(first), _sentences(later)):
        told += _numbers(before, after)
        told += _hedges(before, after)
        told += _quotations(before, after)
    return tuple(dict.fromkeys(told))[:MOST]


def _sentences(text: str) -> list[str]:
    return [s for s in (part.strip() for part in SENTENCE.split(text)) if s][:LONGEST]


def _edited(first: Sequence[str], later: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences of the later text with the one of the first that they change."""
    same = {" ".join(tokens(s)) for s in first}
    words = [frozenset(tokens(s)) for s in first]
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(words):
        for word in sorted(bag):
            holders.setdefault(word, []).append(number)
    for sentence in later:
        line = tokens(sentence)
        if len(line) < 4 or " ".join(line) in same:
            continue
        bag = frozenset(line)
        shared = Counter(n for word in sorted(bag) for n in holders.get(word, ()))
        if not shared:
            continue
        best = max(sorted(shared), key=lambda n: shared[n] / len(bag | words[n]))
        if shared[best] >= NEAR * len(bag | words[best]):
            yield first[best], sentence


def _numbers(before: str, after: str) -> Iterator[str]:
    old, new = Counter(NUMBER.findall(before)), Counter(NUMBER.findall(after))
    gone, came = sorted((old - new).elements()), sorted((new - old).elements())
    if len(gone) == len(came) == 1 and gone[0].replace(",", "") != came[0].replace(",", ""):
        yield f"a number changed: {gone[0]} became {came[0]}"


def _hedges(before: str, after: str) -> Iterator[str]:
    gone = sorted((HEDGES & set(tokens(before))) - set(tokens(after)))
    if gone and not HEDGES & set(tokens(after)) - set(tokens(before)):
        yield f"a hedge is gone: {', '.join(gone)}"


def _quotations(before: str, after: str) -> Iterator[str]:
    whole = [" ".join(tokens(m[1])) for m in QUOTED.finditer(before)]
    for match in QUOTED.finditer(after):
        cut = " ".join(tokens(match[1]))
        if any(cut != full and cut in full for full in whole):
            yield "a quotation was shortened"
            return
