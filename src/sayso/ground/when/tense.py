"""In which direction the words around a date point: the verbs beside it decide."""

from __future__ import annotations

import re

from sayso.ground.when.words import lookup

_WORD = re.compile(r"[A-Za-z]+|['’](?:ll|ve|d|re|s)\b|[,;:]")
_NEAR = 14
"""Words looked at on each side; a cue further away belongs to another clause."""


def direction(before: str, after: str) -> int:
    """-1 if the date between the two halves of a sentence lies in the past, 1 in the future, 0 if
    nothing says so. The nearest cue before it wins, then the nearest after it.

    >>> direction("The council will meet on ", "."), direction("", ", the mayor said he was ill.")
    (1, -1)
    """
    words = [m[0].lower() for m in _WORD.finditer(before)][-_NEAR:]
    for word in reversed(words):
        if side := _side(word):
            return side
    for word in [m[0].lower() for m in _WORD.finditer(after)][:_NEAR]:
        if side := _side(word):
            return side
    return 0


def _side(word: str) -> int:
    listed = lookup("tense").get(word)
    if listed:
        return 1 if listed == "future" else -1
    return -1 if word.endswith("ed") and len(word) > 4 else 0
