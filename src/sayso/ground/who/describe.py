"""Descriptions tied to whom the report names or introduced: "the spokesman", "the alliance".

    "Ann Lee, the city engineer, ..." then "the engineer said"   ->  Ann Lee

Only definite descriptions are tied, only where the role, the number, the gender and every telling
modifier fit, and only if nobody else fits as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.ground.who import names
from sayso.ground.who.cast import Cast, Entity
from sayso.ground.who.hits import MASTHEAD
from sayso.ground.who.lexicon import added, families, tables, word_list
from sayso.ground.who.phrase import Phrase
from sayso.ground.who.roles import PRE, PREPOSITION, RoleOf
from sayso.records import Source
from sayso.settings import Row
from sayso.spans import Span

FAMILIES: Final = families("person")
"""Head nouns that can take each other's place for one person."""

BODY_FAMILIES: Final = families("body")
PARTIES: Final = frozenset(
    ["republican", "democratic", "conservative", "liberal", "progressive", "independent"]
)
GENERIC: Final = (PRE - PARTIES) | frozenset(
    ["the", "a", "an", "own", "said", "such", "same", "very", "long-time"]
)
OFFICE_WORDS: Final = word_list("office")
DEPUTY: Final = re.compile(r"\b(?:vice|deputy|assistant|associate|co)\b|running mate", re.I)
ENDED: Final = re.compile(r"\b(?:former|ex|then|late|onetime|one-time|past)\b", re.I)


@dataclass(frozen=True, slots=True)
class Tie:
    """Whose a wording is: an entity of the cast or an earlier described source; how surely, by
    which rule, and the characters that show it.
    """

    entity: Entity | None
    source: Source | None
    sure: float
    rule: str
    words: str
    span: Span | None = None


@dataclass(slots=True)
class Spoken:
    """A source as it has spoken so far: what later wording may point back to."""

    source: Source
    phrase: Phrase | None
    entity: Entity | None
    at: int


def tie(phrase: Phrase, cast: Cast, spoken: list[Spoken]) -> Tie | None:
    """Whom a definite description means, or None."""
    kind = phrase.role.kind if phrase.role else None
    owned = phrase.article == "owned" and kind == "person" and bool(telling_words(phrase))
    bare_body = phrase.article == "none" and phrase.head in BODY_WORDS
    if phrase.article != "the" and not owned and not bare_body:
        return None
    if owned:
        return _person(phrase, cast)
    if kind == "person" and phrase.role and not phrase.role.many:
        return _person(phrase, cast) or _back(phrase, spoken)
    if kind in ("organisation", "outlet") or phrase.head in BODY_WORDS:
        return _body(phrase, cast, spoken) or _back(phrase, spoken)
    return _back(phrase, spoken)


BODY_WORDS: Final = frozenset(word for family in BODY_FAMILIES for word in family)


def alike(left: str, right: str) -> bool:
    """Whether two head nouns can name one thing ("secretary", "press secretary").

    >>> alike("spokeswoman", "spokesperson"), alike("mayor", "deputy mayor")
    (True, False)
    """
    if left == right or any(left in family and right in family for family in FAMILIES):
        return True
    # A shorter head may drop what stands before it, but never a deputy's or a vice's "deputy".
    lead = right.split()[:-1]
    return bool(lead) and left == right.split()[-1] and not {"vice", "deputy", "co"} & set(lead)


def _person(phrase: Phrase, cast: Cast) -> Tie | None:
    telling = telling_words(phrase)
    gender = phrase.role.gender if phrase.role else "u"
    found: list[tuple[float, Entity, RoleOf]] = []
    for entity in cast.entities:
        if not entity.person or (gender != "u" and entity.gender not in ("u", gender)):
            continue
        fitting = [r for r in entity.roles if _fits(phrase, telling, r)]
        if not fitting:
            continue
        before = [r for r in fitting if r.span.start < phrase.span.start]
        if not before and not telling:
            continue  # a bare "the lawyer" does not look ahead
        role = max(before or fitting, key=lambda r: r.sure)
        found.append(((0.9 if telling else 0.8) * role.sure, entity, role))
    if len(found) > 1:
        # Two bear the role: the last one named, if the other was not named near.
        near = [f for f in found if _distance(f[1], phrase.span.start) < 600]
        found = near if len(near) == 1 else []
    if len(found) != 1:
        return None
    sure, entity, role = found[0]
    words = f"“{phrase.words}” is how the report describes {entity.name} (“{role.text}”)"
    words = f"“{phrase.words}” is {entity.name}: {role.how}" if role.how else words
    return Tie(entity, None, sure, "role", words, role.span)


def telling_words(phrase: Phrase) -> frozenset[str]:
    """The words of a description that single someone out, folded; bodies by their full name."""
    text = " ".join(phrase.modifiers)
    words = {names.fold(names.bare(w)) for w in text.split() if w.lower() not in GENERIC}
    tail = (
        phrase.words.split(phrase.head, 1)[1] if phrase.head and phrase.head in phrase.words else ""
    )
    words |= {names.fold(names.bare(w)) for w in tail.split() if w[:1].isupper()}
    return frozenset(w for w in words if w)


def _content(phrase: Phrase) -> frozenset[str]:
    """All words of a description but its head and small or general ones."""
    words = re.findall(r"[\w’'-]+", plain_words(phrase.words).lower())
    heads = set(phrase.head.split())
    return frozenset(
        names.fold(names.bare(w))
        for w in words
        if w not in GENERIC and w not in PREPOSITION and w not in heads
    ) - {""}


def plain_words(words: str) -> str:
    """A description up to its first comma or relative clause."""
    return re.split(r",| who | that | which ", words)[0]


def _fits(phrase: Phrase, telling: frozenset[str], role: RoleOf) -> bool:
    if not alike(phrase.head, role.head):
        return False
    for differing in (ENDED, DEPUTY):
        if bool(differing.search(phrase.words)) != bool(differing.search(role.text)):
            return False
    return telling <= _expanded(role.text)


def _expanded(text: str) -> frozenset[str]:
    """The folded words of a role, with the canonical names of the bodies in it."""
    return _expanded_with(text, added())


@lru_cache(maxsize=2**12)
def _expanded_with(text: str, _: tuple[Row, ...]) -> frozenset[str]:
    known = tables().bodies
    words = [names.bare(w.strip(",;()")) for w in text.split()]
    found = {names.fold(w) for w in words}
    for word in words:
        if word in known:
            found |= {names.fold(w) for w in known[word].name.split()}
        if word in ("GOP", "G.O.P."):
            found.add("republican")
        place = tables().demonyms.get(word)
        if place:
            found |= {names.fold(w) for w in place.split()}
    return frozenset(found)


def _distance(entity: Entity, at: int) -> int:
    return min((at - h.span.start for h in entity.hits if h.span.start < at), default=10**9)


def _body(phrase: Phrase, cast: Cast, spoken: list[Spoken]) -> Tie | None:
    family = [phrase.head, *(w for f in BODY_FAMILIES if phrase.head in f for w in f)]
    telling = telling_words(phrase) | {
        names.fold(m) for m in phrase.modifiers if m.lower() in OFFICE_WORDS
    }  # "the foreign ministry" is no Ministry of Defence
    candidates: dict[str, tuple[int, Entity | None, Source | None, str, Span | None]] = {}
    for entity in cast.entities:
        if entity.person or entity.place or entity.name.lower() in tables().roles:
            continue
        before = [h for h in entity.hits if h.span.start < phrase.span.start and not h.quoted]
        if before and (_is_a(entity.name, family, telling) or _publishes(entity.name, phrase.head)):
            last = before[-1]
            candidates[entity.name] = (last.span.start, entity, None, entity.name, last.span)
    for one in spoken:
        body = one.source.kind in ("organisation", "outlet") and one.entity is None
        named = one.source.identified == "named"
        if body and named and _is_a(one.source.name, family, telling):
            span = one.phrase.span if one.phrase else None
            candidates[one.source.name] = (one.at, None, one.source, one.source.name, span)
    if not candidates:
        return None
    last_at, entity_, source, name, span = max(candidates.values(), key=lambda c: c[0])
    if any(
        one.at > last_at and one.phrase and one.phrase.form == "description"
        and one.source.identified == "described" and one.phrase.head in family
        for one in spoken
    ):  # fmt: skip
        return None  # another of its kind, only described, spoke since
    fuller_ = fuller(phrase, cast.text)
    if fuller_ and fuller_.start > last_at:
        return None  # another of its kind was described since
    latest = spoken[-1] if spoken else None
    speaking = latest is not None and latest.source.name == name
    if len(candidates) > 1 and not speaking:
        return None
    sure = 0.85 if len(candidates) == 1 else 0.7
    words = f"“{phrase.words}” follows {name}, " + (
        "the only one of its kind in the report so far"
        if len(candidates) == 1
        else "who spoke last"
    )
    return Tie(entity_, source, sure, "definite description", words, span)


def fuller(phrase: Phrase, text: str) -> Span | None:
    """The fuller wording that a bare "the council" takes up: the last "the valley council" before
    it; None where the last mention is bare too, or there is none.
    """
    if phrase.article != "the" or phrase.modifiers or " " in phrase.head or not phrase.head:
        return None
    found = None
    words = rf"\b(?:the|its|their|an?|own) ((?:[a-z][\w-]+ ){{0,2}}){re.escape(phrase.head)}\b"
    for match in re.finditer(words, text[: phrase.span.start], re.I):
        modifiers = match.group(1).lower().split()
        telling = [
            w for w in modifiers
            if (w not in GENERIC or w in OFFICE_WORDS) and w not in PREPOSITION
        ]  # fmt: skip
        if telling and len(telling) == len(modifiers) and modifiers[-1].isalpha():
            found = Span(match.start(1), match.end())
    return found


def is_publisher(phrase: Phrase, outlet: str, cast: Cast) -> bool:
    """Whether a bare "the Office" is the body that publishes the report: "Office of the Auditor".

    Not so where the report names or describes another such body.
    """
    if phrase.article != "the" or phrase.modifiers or phrase.head not in BODY_WORDS:
        return False
    words = outlet.removeprefix("The ").lower().split()
    if not words or phrase.head not in (words[0], words[-1]) or len(words) < 2:
        return False
    own = (phrase.head, outlet.lower())
    others = (e for e in cast.entities if not e.person and e.name.lower() not in own)
    named = any(_is_a(entity.name, [phrase.head], frozenset()) for entity in others)
    return not named and fuller(phrase, cast.text) is None


def _publishes(name: str, head: str) -> bool:
    """Whether an outlet of the tables is of the sort that the head noun names."""
    known = tables().outlets.get(name)
    paper = " " in name and name.split()[-1] in MASTHEAD
    sort = known.sort if known else "paper" if paper else ""
    return bool(sort) and any(head in f for f in families(f"outlet {sort}"))


def _is_a(name: str, family: Iterable[str], telling: frozenset[str]) -> bool:
    words = [w.lower().strip(".") for w in name.split()]
    if not any(w in words[-2:] or w in words for w in family):
        return False
    return telling <= {names.fold(w) for w in words}


def _back(phrase: Phrase, spoken: list[Spoken]) -> Tie | None:
    """An earlier source that was only described, if one alone fits: "the aide" after "an aide"."""
    telling = telling_words(phrase)
    fitting: dict[str, Spoken] = {}
    looked_at: set[tuple[str, str, str]] = set()
    for one in reversed(spoken):
        before = one.phrase
        if before is None or (key := (one.source.id, before.form, before.words)) in looked_at:
            continue  # a long report names the same few again and again
        looked_at.add(key)
        if before.form != "description" or one.source.identified == "named":
            continue
        if before.words.istitle() and " " in before.words:
            continue  # a headline's wording introduces nobody
        if before.many != phrase.many or not alike(phrase.head, before.head):
            continue
        if not telling <= (telling_words(before) | _expanded(before.words)):
            continue
        if not _content(phrase) <= _expanded(before.words):
            continue
        fitting.setdefault(one.source.id, one)
    if len(fitting) != 1:
        return None
    (one,) = fitting.values()
    span = one.phrase.span if one.phrase else None
    words = f"“{phrase.words}” takes up “{one.source.name}”, the only one so described so far"
    return Tie(None, one.source, 0.8, "same description", words, span)
