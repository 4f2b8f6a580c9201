"""Persons whom a report describes without naming them there: "the woman", "a port official".

They matter where they are no source themselves: "he" may mean them, so that leaving them out would
give their words to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.ground.who.cast import Cast
from sayso.ground.who.lexicon import tables
from sayso.ground.who.phrase import Phrase, analyse
from sayso.ground.who.roles import PREPOSITION
from sayso.records import Reading
from sayso.spans import Span

START: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir)((?: [\w’'.-]+){1,5})"
)
SAYS_WHAT: Final = re.compile(
    r"(?:\b(?:is|was|be|been|being|become|became|as|remains?|for|like)|\w,|\))\s$", re.I
)
AFTER: Final = re.compile(
    r"[-’']|\s[A-Z(]|,\s[A-Z]|\s(?:of|for|at|in|to)\s[^,.;:()“”\"\n]{2,60},\s[A-Z][a-z]+\s[A-Z]"
)


def unnamed(reading: Reading, cast: Cast) -> Iterator[Phrase]:
    """The descriptions of one person each, outside quotations, in text order.

    Left out are those that say what somebody is ("Ann Lee, an engineer", "she was the mayor").
    """
    text = reading.text
    quotes = [q.outer for q in reading.quotations]
    at = 0
    for match in START.finditer(text):
        size = _noun(match.group(1).split())
        if not size:
            continue
        end = match.start(1) + len(" " + " ".join(match.group(1).split()[:size]))
        span = Span(match.start(), end)
        while at < len(quotes) and quotes[at].end <= span.start:
            at += 1
        if (at < len(quotes) and span.overlaps(quotes[at])) or AFTER.match(text, end):
            continue
        if SAYS_WHAT.search(text[max(0, span.start - 12) : span.start]):
            continue
        phrase = analyse(text, span, cast)
        if phrase.form == "description" and phrase.role and phrase.role.kind == "person":
            yield phrase


def _noun(words: list[str]) -> int:
    """How many words reach to the first head noun of one person, or 0.

    >>> _noun(["young", "port", "official", "who"]), _noun(["end", "of", "war"])
    (3, 0)
    """
    known = tables().roles
    for size in range(1, len(words) + 1):
        word = words[size - 1].lower()
        if word in PREPOSITION or word in ("and", "said", "says", "told"):
            return 0
        role = known.get(word)
        if role and role.kind == "person" and not role.many:
            following = words[size].lower() if size < len(words) else ""
            if following in known:  # "the police chief", "a campaign manager"
                continue
            return size
    return 0
