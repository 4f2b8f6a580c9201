"""What a pronoun points at: first person in quoted words, relatives, he and she, they and it.

"“We left,” said Ann Lee. They had waited, she added."  ->  she: Ann Lee
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.ground.who.answers import Answer, Found, start
from sayso.ground.who.lexicon import tables, word_list
from sayso.ground.who.phrase import Phrase
from sayso.ground.who.pronouns import GENDER, Asked
from sayso.records import Kind, Reason, Source, digest

if TYPE_CHECKING:
    from sayso.ground.who.resolve import Resolver

WRITER: Final = "the report itself"
"""The name of the reason for a first person outside all quoted words."""
FIRST: Final = frozenset(["i", "we", "me", "us", "my", "our", "mine", "ours"])
RELATIVE: Final = frozenset(["who", "whom", "whose", "which", "that"])
PLURAL: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
NEUTER: Final = frozenset(["it", "its", "itself"])

PART_OF: Final = re.compile(rf"\b(?:{'|'.join(sorted(word_list('part')))}) of \Z", re.I)
SURE_OF_GENDER: Final = 0.8
"""Above this a resolved "he" or "she" also says which of the two its person is."""


def pronoun(resolver: Resolver, phrase: Phrase, number: int, outer: Answer | None) -> Found:
    """Whom one pronoun means, or why that stays open."""
    if phrase.head in FIRST:
        return _first_person(resolver, phrase, outer)
    if phrase.head in RELATIVE:
        return _relative(resolver, phrase)
    if phrase.head in GENDER:
        return _third_person(resolver, phrase, number, outer)
    if phrase.head in PLURAL and PART_OF.search(resolver.reading.text[: phrase.span.start][-12:]):
        return _member(resolver, phrase)
    if phrase.head in PLURAL or phrase.head in NEUTER:
        return _collective(resolver, phrase)
    return resolver.unsure(phrase, f"“{phrase.words}” does not say whom it means")


def _first_person(resolver: Resolver, phrase: Phrase, outer: Answer | None) -> Found:
    reason = Reason(
        field="speaker",
        name="first person",
        words=f"“{phrase.words}” inside quoted words is their speaker",
        weight=0.9,
    )
    if outer is not None:
        if outer.speaker and phrase.head in ("i", "me", "my", "mine"):
            last = outer.chain[-1] if outer.chain else outer.speaker
            return Found(last, outer.key, outer.sure, reason)
        if outer.speaker:  # "we" is the speaker and others; the speaker stands for it
            last = outer.chain[-1] if outer.chain else outer.speaker
            return Found(last, outer.key, outer.sure * 0.85, replace(reason, weight=0.8))
        return resolver.unsure(phrase, "who says the words around it is open")
    if not resolver.people.quoted(phrase.span):
        words = f"“{phrase.words}” outside quoted words is the report's own voice"
        own = replace(reason, name=WRITER, words=words)
        if outlet := resolver.outlet():
            return Found(outlet, outlet.id, 0.8, own)
        return replace(resolver.unsure(phrase, "the report does not say who wrote it"), reason=own)
    return resolver.unsure(phrase, "nobody is known to say the words around it")


def _relative(resolver: Resolver, phrase: Phrase) -> Found:
    before = resolver.people.before(phrase.span.start, phrase.head in ("who", "whom"))
    if before is None:
        return resolver.unsure(phrase, "it follows no name or description")
    antecedent = before
    if antecedent.form == "name" and antecedent.entity:
        found = resolver.name(antecedent, antecedent.entity)
    else:
        found = resolver.description(antecedent)
    words = f"“{phrase.words}” follows “{antecedent.words}”"
    reason = Reason(
        field="speaker", name="relative", words=words, weight=0.9, spans=(antecedent.span,)
    )
    return replace(found, reason=reason, sure=found.sure * 0.95)


def _third_person(resolver: Resolver, phrase: Phrase, number: int, outer: Answer | None) -> Found:
    previous = resolver.last
    place = resolver.people.layout.place(phrase.span.start)
    parent = resolver.parents[number] if number >= 0 else None
    before = None
    if previous:
        before = resolver.people.layout.place(start(resolver.attributions[previous[0]]))
    asked = Asked(
        place=place,
        gender=GENDER[phrase.head],
        quoted=resolver.people.quoted(phrase.span),
        previous=previous[1].key if previous else None,
        previous_place=before,
        outer=outer.key if outer else None,
        outer_direct=parent is not None and resolver.people.quoted(phrase.span),
        content=resolver.attributions[number].content if number >= 0 else (),
        opens=resolver.people.layout.sentence_start(place) == phrase.span.start,
        direct=number >= 0 and resolver.attributions[number].quote == "direct",
    )  # fmt: skip
    ranked = resolver.ranked(asked)
    if not ranked:
        return resolver.unsure(phrase, "no person named before it fits")
    sure, someone = ranked[0]
    name = resolver.people.name(someone)
    if sure < resolver.settings.speaker_threshold:
        others = " or ".join(f"{resolver.people.name(s)} ({p:.2f})" for p, s in ranked[:2])
        return resolver.unsure(phrase, f"it could be {others}")
    if someone.entity and max(someone.entity.sure) < resolver.settings.speaker_threshold:
        bearer = resolver.people.bearer(someone.entity, asked.gender)
        if bearer:
            source = resolver.people.source(bearer, resolver.report)
            words = f"“{phrase.words}” is {name}, and {source.name} alone of that name fits"
            reason = Reason(
                field="speaker", name="pronoun", weight=round(sure * 0.9, 3), words=words,
                spans=(someone.seen[0].span,),
            )  # fmt: skip
            return Found(source, bearer.key, sure * 0.9, reason, entity=bearer.entity)
        return resolver.unsure(phrase, f"it is {name}, of whom the report names more than one")
    span = someone.seen[0].span
    reason = Reason(
        field="speaker", name="pronoun", weight=round(sure, 3), spans=(span,),
        words=f"“{phrase.words}” is {name}, by place and gender",
    )  # fmt: skip
    if someone.gender == "u" and sure >= SURE_OF_GENDER:
        someone.gender = asked.gender
    source = resolver.people.source(someone, resolver.report)
    return Found(source, someone.key, sure, reason, entity=someone.entity)


def _collective(resolver: Resolver, phrase: Phrase) -> Found:
    """For "they" and "it": the group or body that spoke last, if both stand in parallel."""
    many = phrase.head in PLURAL
    kinds: tuple[Kind, ...] = ("group",) if many else ("organisation", "outlet", "document")
    for one in reversed(resolver.spoken[-2:]):
        if one.source.kind not in kinds:
            continue
        rule = resolver.people.parallel(one.at, phrase.span.start, one.source.name, many)
        if rule is None:
            break
        reason = Reason(
            field="speaker", name="pronoun", weight=0.75,
            words=f"“{phrase.words}” takes up {one.source.name}: {rule}",
        )  # fmt: skip
        if resolver.settings.speaker_threshold <= 0.75:
            return Found(one.source, one.source.id, 0.75, reason, entity=one.entity)
        break
    lead = resolver.people.leading(phrase)
    if lead is not None and resolver.settings.speaker_threshold <= 0.75:
        if lead.form == "name" and lead.entity:
            found = resolver.name(lead, lead.entity)
        else:
            found = resolver.description(lead)
        if found.open is None and found.source.kind in kinds:
            words = f"“{phrase.words}” opens the sentence after one that “{lead.words}” opens"
            reason = Reason(
                field="speaker", name="pronoun", weight=0.75, words=words, spans=(lead.span,)
            )
            return replace(found, reason=reason, sure=0.75)
    return resolver.unsure(phrase, "no single group or body that spoke before it fits")


def _member(resolver: Resolver, phrase: Phrase) -> Found:
    """Somebody of the group that spoke last: "one of them"."""
    layout = resolver.people.layout
    here = layout.place(phrase.span.start)
    for one in reversed(resolver.spoken[-2:]):
        near = here.paragraph == layout.place(one.at).paragraph
        if one.source.kind != "group" or not near or one.phrase is None:
            continue
        head = one.phrase.head.removesuffix("s")
        name = f"one of {one.source.name}"
        known = one.source.identified
        source = Source(
            id=digest("source", resolver.report.id, phrase.span.start, name), name=name,
            kind="person", identified="anonymous" if known == "anonymous" else "described",
            anonymity=one.source.anonymity, level=one.source.level,
        )  # fmt: skip
        reason = Reason(
            field="speaker", name="one of a group", weight=0.8, spans=(phrase.span,),
            words=f"one of “{one.source.name}”, who spoke just before",
        )  # fmt: skip
        role = tables().roles.get(head)
        as_worded = replace(
            phrase, form="description", words=name, head=head, role=role, article="a"
        )
        return Found(source, source.id, 0.8, reason, as_worded=as_worded)
    return resolver.unsure(phrase, "no group spoke just before")
