"""The words of a stretch of text as the cues read them: lower case, contractions taken apart.

"They won't say it's over."  ->  they will not say it is over .
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sayso.judge.tables import members
from sayso.spans import Span

_TOKEN: Final = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]", re.UNICODE
)
ACRONYMS: Final = frozenset({"IS", "US", "IT", "WHO", "AM", "MAY", "CAN", "OR", "ARE", "AS"})
"""Names that would be read as common words if their capitals were lost (Islamic State, ...)."""

NEAR: Final = 12
"""Characters looked at on each side for small letters."""

_CLITICS: Final = {
    "ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would",
}  # fmt: skip
_HOSTS: Final = members("hosts of is")
_IRREGULAR: Final = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_QUOTES: Final = frozenset('"“”‘«»„`[]')
_APOSTROPHES: Final = frozenset("'’")


class Word(NamedTuple):
    """One word or mark: ``lower`` as the cues read it, ``span`` its characters in the whole text.

    ``capital``: it begins with a capital letter.
    """

    lower: str
    span: Span
    capital: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.lower[:1].isalpha()


def words(text: str, spans: Iterable[Span]) -> tuple[Word, ...]:
    """The words inside some spans; quotation marks and square brackets are left out.

    >>> [w.lower for w in words("They won't say “it's over”.", (Span(0, 27),))]
    ['they', 'will', 'not', 'say', 'it', 'is', 'over', '.']
    """
    found: list[Word] = []
    for span in spans:
        tokens = list(_TOKEN.finditer(text, span.start, span.end))
        at = 0
        while at < len(tokens):
            token = tokens[at]
            glued = at + 1 < len(tokens) and tokens[at + 1].start() == token.end()
            if token[0] in _APOSTROPHES:
                after = tokens[at + 1] if glued else None
                if after and found and found[-1].span.end == token.start():
                    at += _clitic(found, Span(token.start(), after.end()), after[0].lower())
                at += 1
                continue
            if token[0] not in _QUOTES:
                _plain(found, token, text)
            at += 1
    return tuple(found)


def _plain(found: list[Word], token: re.Match[str], text: str) -> None:
    lower = token[0].lower()
    start, end = token.span()
    if token[0].isupper() and token[0] in ACRONYMS:
        around = text[max(0, start - NEAR) : start] + text[end : end + NEAR]
        # In a line of capitals it is the common word; among small letters it is a name.
        lower = token[0] if any(c.islower() for c in around) else lower
    if lower == "cannot":
        found.append(Word("can", Span(start, start + 3)))
        found.append(Word("not", Span(start + 3, end)))
    else:
        found.append(Word(lower, Span(start, end), token[0][0].isupper()))


def _clitic(found: list[Word], span: Span, after: str) -> int:
    """Add what an apostrophe joins to the word before; returns how many tokens it took."""
    host = found[-1]
    if after == "t" and host.lower == "n":  # a tokenised text: "do n't"
        found[-1] = Word("not", Span(host.span.start, span.end))
    elif after == "t" and host.lower.endswith("n"):
        stem = host.lower[:-1] if host.lower != "can" else "can"
        stem = _IRREGULAR.get(stem, stem)
        cut = host.span.end - (host.lower != "can")
        found[-1] = Word(stem, Span(host.span.start, cut), host.capital)
        found.append(Word("not", Span(cut, span.end)))
    elif after in _CLITICS:
        found.append(Word(_CLITICS[after], span))
    elif after == "s":
        found.append(Word("is" if host.lower in _HOSTS else "'s", span))
    else:
        return 0
    return 1
