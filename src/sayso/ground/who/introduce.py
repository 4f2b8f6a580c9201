"""What a report lets its reader gather about its people, without setting it beside their names.

"Ann Lee takes her tea standing."                            ->  Ann Lee is a woman
"Ann Lee opened the door. She has been the mayor since May." ->  role "mayor"
"The chief engineer left.\n“I am tired,” Ann Lee told us."      ->  role "chief engineer"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sayso.ground.who.cast import Cast, Entity
from sayso.ground.who.lexicon import Gender
from sayso.ground.who.phrase import Phrase, analyse
from sayso.ground.who.pronouns import GENDER, Layout
from sayso.ground.who.roles import RoleOf, core, head_noun, read_role
from sayso.ground.who.unnamed import unnamed
from sayso.records import Attribution, Reading
from sayso.spans import Span, hull

PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]imself|[Hh]erself)\b")
OPENS: Final = re.compile(r"[“\"]?(He|She|His|Her)\b")
IS: Final = re.compile(
    r"(He|She) (?:is|was|has been|had been|became) (?:the|an?) ([^,;:()“”\"\n.]{3,80})"
)
HERSELF: Final = re.compile(r"(?:that )?(he|she)\b", re.I)
OPENING: Final = re.compile(r"(?:[^\n.]{0,70} [-–—] )?((?:The|[A-Z]\w+[’']s)(?: [\w’'-]+){1,9})")
WORDS: Final = 12
"""A shorter paragraph at the head of a report is a heading, a credit or a date."""
LEDE: Final = 0.8
"""Certainty that a person described at the head of a report is the one whom the next paragraph
names first; times that of a described role, so that it stays below a role worded beside a name."""


def introduced(reading: Reading, attributions: tuple[Attribution, ...], cast: Cast) -> Cast:
    """The cast with the genders and roles that can be gathered."""
    unnamed_ = sorted(p.span.start for p in unnamed(reading, cast))
    lone = _lone(reading, cast, unnamed_)
    votes: dict[int, set[Gender]] = defaultdict(set)
    told: dict[int, list[RoleOf]] = defaultdict(list)
    for number, whose, gender in _pronouns(reading, cast, lone):
        votes[whose].add(gender)
        role = _is(reading, reading.sentences[number])
        if role:
            told[whose].append(role)
    for whose, gender in _of_themselves(reading, attributions, cast):
        votes[whose].add(gender)
    entities = []
    for entity in cast.entities:
        found = votes.get(entity.number, set())
        if entity.person and entity.gender == "u" and len(found) == 1:
            entity = replace(entity, gender=next(iter(found)))
        if entity.person and told.get(entity.number) and entity.gender in ("u", *found):
            entity = replace(entity, roles=(*entity.roles, *told[entity.number]))
        entities.append(entity)
    known = replace(cast, entities=tuple(entities))
    return _lede(reading, attributions, known)


def _lone(reading: Reading, cast: Cast, unnamed_: list[int]) -> dict[int, tuple[Entity, Span]]:
    """The sentences in which one person is named, near the beginning, and nobody described."""
    found: dict[int, tuple[Entity, Span]] = {}
    at = 0
    for number, sentence in enumerate(reading.sentences):
        while at < len(unnamed_) and unnamed_[at] < sentence.start:
            at += 1
        described = at < len(unnamed_) and unnamed_[at] < sentence.end
        people = [
            (e, h) for h, e, _ in cast.inside(sentence)
            if (e.kind == "person" and reading.text[: h.span.start][-4:] != " of ")
            or (e.person and " " in e.name)
        ]  # fmt: skip
        if described or len({e.number for e, _ in people}) != 1:
            continue
        entity, hit = people[0]
        lead = reading.text[sentence.start : hit.span.start].removesuffix(f"{hit.title} ")
        if not hit.possessive and not hit.quoted and len(lead.split()) <= 2:
            found[number] = entity, hit.span
    return found


def _pronouns(
    reading: Reading, cast: Cast, lone: dict[int, tuple[Entity, Span]]
) -> Iterator[tuple[int, int, Gender]]:
    """(sentence, entity, gender) where a "he" or "she" can mean one person alone: after a subject
    in its own sentence, or at the head of the next one of the paragraph.
    """
    text = reading.text
    layout = Layout(reading)
    quotes = [q.outer for q in reading.quotations]
    for number, (entity, span) in lone.items():
        sentence = reading.sentences[number]
        match = PRONOUN.search(text, span.end, sentence.end)
        if match and not any(q.start < match.start() < q.end for q in quotes):
            yield number, entity.number, GENDER[match.group().lower()]
        if number + 1 >= len(reading.sentences):
            continue
        following = reading.sentences[number + 1]
        near = layout.place(sentence.start).paragraph == layout.place(following.start).paragraph
        opening = OPENS.match(text, following.start, following.end)
        if near and opening and opening.group(0)[0] not in '“"':
            yield number + 1, entity.number, GENDER[opening.group(1).lower()]


def _of_themselves(
    reading: Reading, attributions: tuple[Attribution, ...], cast: Cast
) -> Iterator[tuple[int, Gender]]:
    """Whose indirect words begin with "he" or "she": "Ann Lee said she was tired"."""
    for one in attributions:
        if one.quote != "indirect" or not one.source or not one.content:
            continue
        match = HERSELF.match(reading.text, one.content[0].start, one.content[0].end)
        people = {e.number for _, e, _ in cast.inside(hull(one.source)) if e.person}
        if match and len(people) == 1 and hull(one.source).end <= match.start():
            yield people.pop(), GENDER[match.group(1).lower()]


def _is(reading: Reading, sentence: Span) -> RoleOf | None:
    match = IS.match(reading.text, sentence.start, sentence.end)
    return read_role(reading.text, Span(*match.span(2))) if match else None


def _lede(reading: Reading, attributions: tuple[Attribution, ...], cast: Cast) -> Cast:
    """A report that opens with somebody's role names him in the next paragraph."""
    sources = (hull(a.source) for a in attributions if a.source)
    opening = [span for span in (_subject(reading), min(sources, default=None)) if span]
    phrases = [analyse(reading.text, span, cast) for span in opening]
    phrase = next((p for p in phrases if _definite(p)), None)
    if phrase is None:
        return cast
    where = Layout(reading).place(phrase.span.start).paragraph
    here = _named_in(reading, cast, where)
    if where > 1 or any(span.start > phrase.span.end for _, span in here):
        return cast
    nearby = _named_in(reading, cast, where + 1)
    if len(nearby) != 1:
        return cast
    entity = nearby[0][0]
    own = [role for role in entity.roles if role.text != _title(entity)]
    role = read_role(reading.text, phrase.span)
    fits = role is not None and (role.gender == "u" or entity.gender in ("u", role.gender))
    if own or role is None or not fits or entity.kind != "person" or len(entity.name.split()) < 2:
        return cast
    how = f"the next paragraph names {entity.name} and nobody else"
    role = replace(role, sure=LEDE, how=how)
    entities = list(cast.entities)
    entities[entity.number] = replace(entity, roles=(*entity.roles, role))
    return replace(cast, entities=tuple(entities))


def _subject(reading: Reading) -> Span | None:
    """The description that the report's first sentence opens with, behind a dateline."""
    text = reading.text
    body = next((p for p in reading.paragraphs if len(p.of(text).split()) >= WORDS), None)
    match = OPENING.match(text, body.start, body.end) if body else None
    words = match.group(1).split() if match else []
    for size in range(len(words), 1, -1):
        if match and head_noun(core(" ".join(words[:size]))):
            return Span(match.start(1), match.start(1) + len(" ".join(words[:size])))
    return None


def _definite(phrase: Phrase) -> bool:
    """Whether a phrase describes one certain person by more than a bare noun."""
    one = phrase.role is not None and phrase.role.kind == "person" and not phrase.role.many
    told = len(phrase.words.split()) > 1 and not phrase.veiled
    return phrase.form == "description" and one and told and phrase.article in ("the", "owned")


def _title(entity: Entity) -> str:
    return next((hit.title for hit in entity.hits if hit.title), "")


def _named_in(reading: Reading, cast: Cast, paragraph: int) -> list[tuple[Entity, Span]]:
    """The people whom a paragraph names as the first in the report, outside quotations."""
    if not 0 <= paragraph < len(reading.paragraphs):
        return []
    block = reading.paragraphs[paragraph]
    found: dict[int, tuple[Entity, Span]] = {}
    for hit, entity, _ in cast.inside(block):
        new = entity.hits[0].span == hit.span
        if entity.kind == "person" and not hit.quoted and new:
            found[entity.number] = entity, hit.span
    return list(found.values())
