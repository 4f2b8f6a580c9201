"""Names of places in a text, found by the gazetteer and by their form; nothing resolved yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from sayso.ground.gazetteer import Entry, adjective, entries, short_form
from sayso.ground.where.words import given_names, words
from sayso.spans import Span

How = Literal["name", "adjective", "short", "site"]
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|\d+|[^\w\s]|_")
_LONGEST = 6
_PARTICLES = words("particle")
_BIG = 100_000
"""People: a smaller town needs a sign of place beside it ("in", a state, a tagger's word)."""


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
    ("Paris, Texas"); ``embedded`` says that it is part of a longer name ("Boston Globe").
    """

    span: Span
    name: str
    how: How
    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    embedded: bool = False
    within: tuple[Entry, ...] = ()


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a text; a possessive 's is a token of its own.

    >>> [t.text for t in tokens("Syria's U.S.-led")]
    ['Syria', "'s", 'U.S.', '-', 'led']
    """
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


def spot(text: str, toks: Sequence[Token]) -> tuple[Spotted, ...]:
    """Every possible place name in text order, the longest at each position.

    >>> found = spot("She flew to Aleppo.", tokens("She flew to Aleppo."))
    >>> [(s.name, s.how) for s in found]
    [('Aleppo', 'name')]
    """
    lower = {t.text for t in toks if t.word and not t.capital}
    sure: set[str] = set()
    for _ in range(2):
        found = _spot(text, toks, lower, sure)
        sure = {s.name for s in found if s.how == "name"}
    return tuple(_placed(toks, found))


def _spot(text: str, toks: Sequence[Token], lower: set[str], sure: set[str]) -> list[Spotted]:
    """One pass; names in ``sure`` were seen as places elsewhere in the text."""
    people: set[str] = set()
    found: list[Spotted] = []
    at = 0
    while at < len(toks):
        token = toks[at]
        if not (token.word and token.capital):
            at += 1
            continue
        spotted = _longest(text, toks, at)
        if spotted is None or not _accepted(toks, spotted, lower, people, sure):
            if spotted is not None and spotted.last > at + 1:
                spotted = _longest(text, toks, at, longest=1)
                if spotted is not None and _accepted(toks, spotted, lower, people, sure):
                    found.append(spotted)
                    at = spotted.last
                    continue
            site = _site(text, toks, at)
            if site is not None:
                found.append(site)
                at = site.last
                continue
            at += 1
            continue
        found.append(spotted)
        at = spotted.last
    return found


def _longest(text: str, toks: Sequence[Token], at: int, longest: int = _LONGEST) -> Spotted | None:
    """The longest run of tokens from here that the gazetteer knows."""
    for last in range(min(len(toks), at + longest), at, -1):
        if not _is_name_run(text, toks, at, last):
            continue
        span = Span(toks[at].start, toks[last - 1].end)
        name = span.of(text)
        entry = adjective(name)
        if entry is not None:
            return Spotted(span, name, "adjective", at, last, (entry,))
        if last == at + 1 and _is_initials(name):
            known = entries(name) if name.replace(".", "") in words("always") else ()
        elif toks[at].text in words("institution") and last > at + 2:
            known = ()
        else:
            known = entries(name)
        if known:
            return Spotted(span, name, "name", at, last, known)
    return _short(text, toks, at)


def _is_initials(name: str) -> bool:
    plain = name.replace(".", "")
    return len(plain) <= 3 and plain.isupper()


def _short(text: str, toks: Sequence[Token], at: int) -> Spotted | None:
    """A state's short form after a comma: ", Ala." or ", TX"."""
    if at < 2 or toks[at - 1].text != "," or not toks[at - 2].capital:
        return None
    for last in (at + 2, at + 1):
        if last <= len(toks):
            span = Span(toks[at].start, toks[last - 1].end)
            entry = short_form(span.of(text))
            if entry is not None:
                return Spotted(span, span.of(text), "short", at, last, (entry,))
    return None


def _is_name_run(text: str, toks: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens form one written name: capitals at both ends, only blanks, hyphens, points."""
    if not toks[last - 1].word or not toks[last - 1].capital:
        return False
    for at in range(first + 1, last):
        gap = text[toks[at - 1].end : toks[at].start]
        token = toks[at]
        if "\n" in gap or len(gap) > 2:
            return False
        if token.word:
            if not token.capital and token.text not in _PARTICLES:
                return False
        elif token.text not in "-‐–.’'&" and not (token.text == "," and _is_dc(toks, at)):
            return False
    return True


def _is_dc(toks: Sequence[Token], at: int) -> bool:
    return at + 1 < len(toks) and toks[at + 1].text in ("D.C.", "DC")


def _accepted(
    toks: Sequence[Token], spotted: Spotted, lower: set[str], people: set[str], sure: set[str]
) -> bool:
    """Whether the name is likely a place here, and no person, common word or surname."""
    if spotted.how == "short":
        return True
    before = toks[spotted.first - 1] if spotted.first else None
    after = toks[spotted.last] if spotted.last < len(toks) else None
    single = spotted.last == spotted.first + 1
    strong = any(e.kind in ("country", "continent", "water") for e in spotted.entries) or (
        spotted.how == "adjective"
    )
    placed = before is not None and before.text.lower() in words("in") | words("from")
    qualified = after is not None and after.text == "," and _region_after(toks, spotted.last + 1)
    if _is_person(toks, spotted, before, after):
        people.update(t.text for t in toks[spotted.first : spotted.last])
        return False
    if single and spotted.name.title() in words("never"):
        return False
    if strong and spotted.name not in people:
        return True
    if placed or qualified:
        return not (single and toks[spotted.first].text.lower() in lower and not qualified)
    if spotted.name in sure and spotted.name not in people:
        return True
    if single and (spotted.name in people or spotted.name in words("weak")):
        return False
    if single and spotted.name.lower() in lower:
        return False
    if single and (spotted.name in given_names()):
        return False
    starts = before is None or before.text in '.!?:"“”' or "\n" in before.text
    size = max((e.population for e in spotted.entries), default=0)
    region = any(e.kind == "region" for e in spotted.entries)
    known = region or size == 0 or size >= (3 * _BIG if starts and single else _BIG)
    return known or (not single and not starts)


def _region_after(toks: Sequence[Token], at: int) -> bool:
    """Whether a state, region or country begins here (after a comma)."""
    if at >= len(toks) or not toks[at].capital:
        return False
    if short_form(toks[at].text) or (at + 1 < len(toks) and short_form(toks[at].text + ".")):
        return True
    for last in (3, 2, 1):
        name = " ".join(t.text for t in toks[at : at + last])
        if any(e.kind in ("country", "region") for e in entries(name)):
            return True
    return False


def _is_person(
    toks: Sequence[Token], spotted: Spotted, before: Token | None, after: Token | None
) -> bool:
    """A title or a given name before it, or a surname after a given name."""
    country = any(e.kind in ("country", "continent") for e in spotted.entries)
    adjacent_before = before is not None and before.capital and before.word
    if adjacent_before and before and spotted.how != "adjective":
        title = before.text.rstrip(".") in words("title") and not country
        given = before.text in given_names() and before.text not in words("direction")
        initial = len(before.text) == 2 and before.text.endswith(".")
        if title or given or initial:
            return True
    if before is not None and before.text == "." and spotted.first > 1:
        earlier = toks[spotted.first - 2]
        titled = earlier.text in words("title") and before.start == earlier.end
        initial = len(earlier.text) == 1 and earlier.capital and before.start == earlier.end
        if titled or (initial and spotted.how != "adjective"):
            return True
    if after is not None and after.word and after.capital and spotted.how == "name":
        named = spotted.name in given_names()
        family = after.text not in words("institution") | words("head")
        return named and family and not country and not adjective(after.text)
    return False


def _site(text: str, toks: Sequence[Token], at: int) -> Spotted | None:
    """A name whose own form shows a place: "Elm Street", "Lake Placid", "Kerem Crossing"."""
    last = at
    while last < len(toks) and last - at < 5 and toks[last].word and toks[last].capital:
        if last > at and text[toks[last - 1].end : toks[last].start] != " ":
            break
        last += 1
    names = [t.text for t in toks[at:last]]
    for size in range(len(names), 1, -1):
        headed = names[size - 1] in words("head") and names[0] not in words("institution")
        headed = headed and names[0] not in words("opener")
        fronted = size == 2 and names[0] in words("before_head")
        if headed or fronted:
            span = Span(toks[at].start, toks[at + size - 1].end)
            name = span.of(text)
            return Spotted(span, name, "site", at, at + size, entries(name))
    return None


def _placed(toks: Sequence[Token], found: Sequence[Spotted]) -> list[Spotted]:
    """Say which names are part of longer ones, and which have their region after a comma."""
    starts = [s.first for s in found]
    placed = []
    for spotted in found:
        within: tuple[Entry, ...] = ()
        if spotted.last < len(toks) and toks[spotted.last].text == ",":
            index = bisect_left(starts, spotted.last + 1)
            if index < len(found) and found[index].first == spotted.last + 1:
                regions = [e for e in found[index].entries if e.kind in ("country", "region")]
                within = tuple(regions) if found[index].how != "adjective" else ()
        embedded = _embedded(toks, spotted)
        placed.append(replace(spotted, embedded=embedded, within=within))
    return placed


def _embedded(toks: Sequence[Token], spotted: Spotted) -> bool:
    """Whether the name is part of a longer one: "Boston Globe", "Bank of England"."""
    after = spotted.last
    for at in range(after, min(after + 3, len(toks))):
        token = toks[at]
        if not (token.word and token.capital) or token.start - toks[at - 1].end != 1:
            break
        if token.text in words("institution"):
            return True
    first = spotted.first
    if first >= 2 and toks[first - 1].text == "of":
        return toks[first - 2].text in words("institution")
    return False
