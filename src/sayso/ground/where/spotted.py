"""The words of a text, and the stretches of it that may name a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.ground.gazetteer import Entry
from sayso.spans import Span

How = Literal["name", "adjective", "short", "site"]
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|\d+|[^\w\s]|_")


class Token(NamedTuple):
    """One word or mark with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word of letters."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Spotted:
    """A stretch of text that may name a place: ``first`` to ``last`` (exclusive) of the tokens.

    ``entries`` are all places of that name; ``within`` is the place that follows after a comma
    ("Paris, Texas"), a short form of a state where ``in_state`` ("Paris, Tex."); ``embedded`` says
    that it is part of a longer name ("Boston Globe").
    """

    span: Span
    name: str
    how: How
    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    embedded: bool = False
    within: tuple[Entry, ...] = ()
    in_state: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a text; a possessive 's is a token of its own.

    >>> [t.text for t in tokens("Syria's U.S.-led")]
    ['Syria', "'s", 'U.S.', '-', 'led']
    """
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
