"""Whether a name is likely a place where it stands, and no person, common word or surname."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ground.gazetteer import adjective, entries, short_form
from sayso.ground.gazetteer.fold import fold
from sayso.ground.where.spotted import Spotted, Token
from sayso.ground.where.words import given_names, words

_VERY_BIG = 3_000_000
_BIG = 100_000
"""People: a smaller town needs a sign of place beside it ("in", a state, a tagger's word)."""


def accepted(
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
    plain = all(t.text.title() in _PLAIN for t in toks[spotted.first : spotted.last] if t.word)
    if plain and (single or max(e.population for e in spotted.entries) > 0):
        return False
    if strong and spotted.name not in people:
        return True
    moved = before is not None and before.text.lower() in words("from")
    if moved and single and spotted.name in words("weak") and not qualified:
        return False
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


_PLAIN = words("never") | words("head")
"""A name of only such words ("Eastern District") is none of the gazetteer's places."""


def is_longer(toks: Sequence[Token], spotted: Spotted) -> bool:
    """Whether the capitalised word before belongs to the name, then another one ("Tal Afar").

    Only for smaller places: "Mayor" and the like stand before the large ones.
    """
    if not spotted.first or spotted.how != "name":
        return False
    before = toks[spotted.first - 1]
    if not (before.word and before.capital):
        return False
    if before.text in words("before_town") | words("opener") | words("never") | words("title"):
        return False
    if spotted.span.start - before.end != 1:
        return False
    size = max(e.population for e in spotted.entries)
    return _by_other_name(spotted) or 0 < size < _VERY_BIG


def _by_other_name(spotted: Spotted) -> bool:
    """Whether the gazetteer has the name only among the other names of its places."""
    return all(e.population and fold(e.name) != fold(spotted.name) for e in spotted.entries)


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
