"""Names of places in a text, found by the gazetteer and by their form; nothing resolved yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.ground.gazetteer import Entry, adjective, entries, short_form
from sayso.ground.where.accept import accepted, is_longer
from sayso.ground.where.spotted import Spotted, Token
from sayso.ground.where.words import words
from sayso.spans import Span

_LONGEST = 6
_SHORTEST = 3
"""Letters: "Us" and "Of" are towns too, but not in a sentence."""
_PARTICLES = words("particle")


def spot(text: str, toks: Sequence[Token]) -> tuple[Spotted, ...]:
    """Every possible place name in text order, the longest at each position.

    >>> from sayso.ground.where.spotted import tokens
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
        if spotted is None or not accepted(toks, spotted, lower, people, sure):
            if spotted is not None and spotted.last > at + 1:
                spotted = _longest(text, toks, at, longest=1)
                if spotted is not None and accepted(toks, spotted, lower, people, sure):
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
        spotted = _of_town(text, toks, spotted)
        found.append(spotted)
        at = spotted.last
    return found


def _of_town(text: str, toks: Sequence[Token], spotted: Spotted) -> Spotted:
    """A town's own site as one name: "Kabul | Airport" keeps the places of Kabul.

    Streets and bridges are left out, for their names tell of other towns ("London Road").
    """
    last = spotted.last
    if last < len(toks) and toks[last].text == "International":
        last += 1
    if spotted.how != "name" or last >= len(toks) or toks[last].text not in words("own_head"):
        return spotted
    span = Span(spotted.span.start, toks[last].end)
    if " ".join(t.text for t in toks[spotted.first : last + 1]) != span.of(text):
        return spotted
    return replace(spotted, span=span, name=span.of(text), how="site", last=last + 1)


def _longest(text: str, toks: Sequence[Token], at: int, longest: int = _LONGEST) -> Spotted | None:
    """The longest run of tokens from here that the gazetteer knows."""
    state = _short(text, toks, at)
    if state is not None:
        return state
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
        else:
            body = toks[at].text in words("institution") and last > at + 2
            known = () if body or len(name) < _SHORTEST else entries(name)
        if known:
            return Spotted(span, name, "name", at, last, known)
    return None


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
        elif token.text not in ("'s", "’s", *"-‐–.’'&") and not (
            token.text == "," and _is_dc(toks, at)
        ):
            return False
    return True


def _is_dc(toks: Sequence[Token], at: int) -> bool:
    return at + 1 < len(toks) and toks[at + 1].text in ("D.C.", "DC")


def _site(text: str, toks: Sequence[Token], at: int) -> Spotted | None:
    """A name whose own form shows a place: "Elm Street", "Lake Placid", "Kerem Crossing"."""
    last = at
    while last < len(toks) and last - at < 5 and toks[last].word and toks[last].capital:
        if last > at and text[toks[last - 1].end : toks[last].start] != " ":
            break
        if toks[last].text in words("opener") | {"By", "Real"}:
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
        in_state = False
        if spotted.last < len(toks) and toks[spotted.last].text == ",":
            index = bisect_left(starts, spotted.last + 1)
            if index < len(found) and found[index].first == spotted.last + 1:
                regions = [e for e in found[index].entries if e.kind in ("country", "region")]
                within = tuple(regions) if found[index].how != "adjective" else ()
                in_state = found[index].how == "short"
        embedded = _embedded(toks, spotted)
        placed.append(replace(spotted, embedded=embedded, within=within, in_state=in_state))
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
    if is_longer(toks, spotted):
        return True
    first = spotted.first
    if first >= 2 and toks[first - 1].text == "of":
        return toks[first - 2].text in words("institution")
    return False
