"""Abbreviations that a text introduces in brackets.

"the office of the inspector general (OIG) at ..."  ->  OIG = "office of the inspector general"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sayso.ground.who.lexicon import word_list
from sayso.spans import Span

BRACKET: Final = re.compile(
    r"\s\((?:the |or )?[\"“]?([A-Z][\w.&-]{1,11}(?:/[A-Z][\w.&-]{1,11})*)[\"”]?\)"
)
WORD: Final = re.compile(r"[\w’'&.]+")
SMALL: Final = word_list("small")
REACH: Final = 90
"""Characters before a bracket in which the long form is looked for."""


@dataclass(frozen=True, slots=True)
class Short:
    """A short form, the long form as worded, and the long form's place."""

    short: str
    long: str
    span: Span


def shorts(text: str) -> tuple[Short, ...]:
    """All abbreviations that a text explains itself, in text order.

    >>> [(s.short, s.long) for s in shorts("the Harbour Safety Board (HSB) said")]
    [('HSB', 'Harbour Safety Board')]
    """
    found: list[Short] = []
    for match in BRACKET.finditer(text):
        start = max(0, match.start() - REACH, text.rfind("\n", 0, match.start()) + 1)
        words = [
            (m.group(), m.start() + start, m.end() + start)
            for m in WORD.finditer(text[start : match.start()])
        ]
        for short in match.group(1).split("/"):
            first = _first(short, words, small=False)
            if first is None:
                first = _first(short, words, small=True)
            if first is not None:
                span = Span(words[first][1], match.start())
                found.append(Short(short, span.of(text), span))
    return tuple(found)


def _first(short: str, words: list[tuple[str, int, int]], small: bool) -> int | None:
    """The word at which the long form begins: its initials spell the short form, backwards. Small
    words are passed over, unless ``small`` lets them give a letter ("DoD").
    """
    letters = [c.lower() for c in short if c.isalnum()]
    number = len(words)
    for letter in reversed(letters):
        number -= 1
        while number >= 0 and words[number][0].lower() in SMALL:
            if small and words[number][0][0].lower() == letter:
                break
            number -= 1
        if number < 0:
            return None
        if words[number][0][0].lower() != letter:
            return None
    while number < len(words) and words[number][0] in SMALL:
        number += 1
    return number if number < len(words) else None
