"""Whose body a name means, where several countries have one of that name.

"the Ministry of Defence" in a report on Britain alone  ->  UK Ministry of Defence
the same words in a report that names no country         ->  the words themselves, this report's own
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sayso.ground.who.hits import Hit
from sayso.ground.who.lexicon import Body, added, tables, word_list
from sayso.settings import Row
from sayso.spans import Span

ANY: Final = "*"
ENOUGH: Final = 3
"""Mentions of a country, the only one of the report, which a body of no named
country is then taken to be of."""

OFFICE_WORDS: Final = word_list("office")
FUNCTION: Final = word_list("function")
SMALL: Final = word_list("small")


def _signs() -> tuple[re.Pattern[str], dict[str, str]]:
    return _signs_with(added())


@lru_cache(maxsize=4)
def _signs_with(_: tuple[Row, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all words that show a country, and the country of each; outlets' names stand
    before them, so that "Washington Post" shows none.
    """
    known = tables()
    country = {**known.places, **known.demonyms}
    for word, body in known.bodies.items():
        if body.country and not body.shared:
            country[word] = body.country
    words = sorted({*country, *known.outlets}, key=lambda w: (-len(w), w))
    pattern = re.compile(rf"(?<![\w.])(?=[A-ZÉ])(?:{'|'.join(map(re.escape, words))})(?![\w])")
    for outlet in known.outlets:
        country[outlet] = ""
    return pattern, country


def evidence(text: str) -> Counter[str]:
    """How often a text shows each country: its name, adjective, capital or a body of it alone.

    >>> sorted(evidence("The U.S. envoy read the Washington Post in Paris.").items())
    [('France', 1), ('United States', 1)]
    """
    pattern, country = _signs()
    found = Counter(country[match.group()] for match in pattern.finditer(text))
    del found[""]
    return found


def settled(found: Iterable[Hit], text: str) -> tuple[tuple[Hit, ...], Counter[str]]:
    """The names, with a known body only where the text shows that its country's is meant; and the
    countries that the text shows.
    """
    countries = evidence(text)
    hits = tuple(found)
    named = {h.body.name for h in hits if h.body and not h.body.shared and not h.body.metonym}
    shared = {h.name: h.body for h in hits if h.body and h.body.shared}
    open_ = {n for n, body in shared.items() if not _means(n, body, text, countries, named)}
    kept = tuple(_own_words(h) if h.body and h.name in open_ else h for h in hits)
    return kept, countries


def _own_words(hit: Hit) -> Hit:
    """The name as worded, without its article and without a known body."""
    if hit.words[0] != "The" or len(hit.words) == 1:
        return replace(hit, body=None)
    span = Span(hit.span.start + len("The "), hit.span.end)
    return replace(hit, body=None, words=hit.words[1:], span=span)


def _means(name: str, body: Body, text: str, countries: Counter[str], named: set[str]) -> bool:
    """Whether a shared name is the table's body in this text."""
    if not countries[body.country]:
        return False
    owners = _owners(name, text)
    if owners:
        return owners == {body.country}
    if body.name in named:
        return True
    others = {country for country in countries if country != body.country}
    return not (others if ANY in body.rivals else others & body.rivals)


def _owners(name: str, text: str) -> set[str]:
    """The countries or lands that the text itself gives as owners: "Norway's Supreme Court"."""
    word = r"((?:[A-Z][\w.]*\s)?[A-Z][\w.]*)"
    body = re.escape(name)
    pattern = rf"{word}[’']s?\s{body}\b|\b{body}\s(?:of|in)\s(?:the\s)?{word}"
    country = _signs()[1]
    found = {_owner(a or b) for a, b in re.findall(pattern, text)}
    before = {_owner(words) for words in re.findall(rf"{word}\s{body}\b", text)}
    return {country.get(w) or w for w in found} | {country[w] for w in before if country.get(w)}


def _owner(words: str) -> str:
    """An owner as worded, without what opens the sentence: "In Norway" -> "Norway"."""
    first, _, rest = words.partition(" ")
    return rest.rstrip(".") if rest and first.lower() in FUNCTION else words


def bears_many(name: str) -> bool:
    """Whether bodies of several countries or towns bear a name: a shared one of the tables, or one
    made of words for offices alone.

    >>> bears_many("Supreme Court"), bears_many("Ministry of Defence"), bears_many("Lee Foundation")
    (True, True, False)
    """
    known = tables().bodies.get(name)
    if known is not None:
        return known.shared
    words = [w for w in name.lower().split() if w not in SMALL]
    return bool(words) and all(w.strip(".,") in OFFICE_WORDS for w in words)


def scope(name: str, text: str, countries: Counter[str]) -> str:
    """The one owner that the text gives to a body that bears many a name, else "".

    >>> text = "Norway's Supreme Court sat."
    >>> scope("Supreme Court", text, evidence(text))
    'Norway'
    """
    owners = _owners(name, text)
    if len(owners) == 1:
        return owners.pop()
    if not owners and len(countries) == 1:
        ((country, times),) = countries.items()
        return country if times >= ENOUGH else ""
    return ""
