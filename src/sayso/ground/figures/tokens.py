"""The words that the number grammar reads: finer than a reading's tokens ("5kW" is two)."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.spans import Span

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)*|\.\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_+|\w"
)


class Token(NamedTuple):
    """One word, number or mark. ``glued``: nothing stands between it and the one before."""

    text: str
    start: int
    end: int
    lower: str
    glued: bool

    @property
    def is_digits(self) -> bool:
        """Whether it is written in figures: 12, 1,200 or .5 (Western digits only)."""
        return self.text[-1] in "0123456789"

    @property
    def is_word(self) -> bool:
        """Whether it is a word of letters."""
        return self.text[0].isalpha()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of one stretch of text, with offsets into the whole text.

    >>> [t.text for t in tokens("a 5kW set, 1,200 U.S. troops", Span(0, 28))]
    ['a', '5', 'kW', 'set', ',', '1,200', 'U.S.', 'troops']
    """
    found = []
    last = -1
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match.group()
        found.append(Token(word, match.start(), match.end(), word.lower(), match.start() == last))
        last = match.end()
    return tuple(found)
