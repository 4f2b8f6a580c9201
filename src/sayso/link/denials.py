"""One claim denies what another asserts: by a negation, by calling it false, or by disowning it.

A denial stands against a claim only where it denies what that claim *states*: the words of the
denied clause stand in one statement of the other, which is asserted as a fact. Sharing a topic is
not enough: "he has not released his returns" is no denial of "he should release them".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.link.clash import Clash
from sayso.link.context import ANAPHOR
from sayso.link.features import STANDING, apart_days, opposed, spoken
from sayso.link.negations import Denied, negated
from sayso.link.places import countries
from sayso.link.rarity import Rarity
from sayso.link.stances import plain
from sayso.link.statements import Statement
from sayso.link.view import Seen, kin_of
from sayso.link.voices import named, same_voice, surname
from sayso.link.words import content, stem, tokens

__all__ = ["MONTHS", "called_false", "date_denied", "dated", "denial", "disowned", "one_story"]

CLAUSE = 0.8
"""Share of a denied clause's plain stems (no names) that the other statement must have."""
TELLING = 11.9
"""Weight of the stems that a denial and what it denies share: not two everyday words."""
EACH = 6.2
"""What each further stem must weigh: three everyday words tell no more than two."""
STATED = 0.5
"""Share of the other's statement that a plain "not" must cover: denying a part of what is said, or
it of another subject, denies nothing. "No" and "never" deny every instance and need less."""
DISTANT = re.compile(
    r"\b(?:suspect\w*|alleg\w+|rais(?:e|es|ed|ing)|bring up|brought up|issues?|topics?|refus\w+|"
    r"unlikely|counter\w*|accus\w+|investigat\w+|indict\w*|charges?|probes?|questions?|whether|"
    r"vague|exactly what|sought to|oppos\w+|illusions?|myths?|delusion\w*|misconception\w*|"
    r"pretend\w*)\b"
)
"""“The inquiry into suspected bribes” does not say that there were any."""
DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|disput\w+)\b", re.IGNORECASE)
"""“She denies that he will deny it”: two denials, of which the tables can make nothing."""
POINTING = re.compile(
    r"\b(?:(?:never|not|n't) (?:sa(?:y|id)|promis\w+|order\w*|agree\w*|g(?:i|a)ven?|d(?:o|id|one)|"
    r"ma(?:k|d)e|sign\w*|approv\w+|authori[sz]\w+|happen\w*)|reject\w*|rul\w+|disput\w+)\s"
    r"(?:that|this|it|so)(?: out)?\W*$"
)
GIVEN = r"(?:sa(?:y|id)|told?|sen[dt]|g(?:i|a)ve|report(?:ed)?|promise[d]?|ma(?:k|d)e|provide[d]?)"
NOTHING_GIVEN = re.compile(
    rf"\b(?:never|not|n['’]t)\s+(?:\w+\s+)?{GIVEN}\b|"
    rf"\b{GIVEN}\s+(?:\w+\s+){{0,3}}?(?:no|nothing|none)\b"
)
TELLS = re.compile(
    r"\b(?:had |has |have )?(?:said|told|sent|given|gave|reported|promised|stated|estimated|put)\b"
)


def denial(a: Seen, b: Seen, rarity: Rarity) -> Clash | None:
    """One denies in a clause what the other states.

    "No such order has been signed" against "Voss signed the order on Friday" -> a `conflict`
    """
    if not opposed(a, b) or not (a.asserted and b.asserted):
        return None
    across = a.report != b.report
    if across and not one_story(a, b):
        return None
    apart = across and bool(a.names) and bool(b.names) and not a.names & b.names
    for one, other in ((a, b), (b, a)):
        if not other.clausal or DISTANT.search(other.text.lower()):
            continue
        if one.act == "deny" and (DENIES.search(one.text) or not _deniable(one)):
            continue
        names = one.names | other.names | one.places | other.places
        for clause, said in _stated(one, other):
            plainly = frozenset(clause.stems) - names
            found = plainly & said.stems
            if len(found - LIGHT) < 2 or len(found) < CLAUSE * len(plainly):
                continue
            if rarity.mass(found) < TELLING + EACH * (len(found) - 2):
                continue
            if clause.pointed and not _may_be_of(one, other):
                continue
            if clause.stems[0] not in said.stems or _also_denied(found, other):
                continue
            if any(negated(other.text, word) for word in sorted(found)):
                continue
            if any(_ahead(other.text, w) and not _ahead(one.text, w) for w in sorted(found)):
                continue
            if clause.every and (
                _of_another(clause, one, other) or _of_another_s(clause, one, other)
            ):
                continue
            if TOPIC.search(plain(other.text)[: _first(other.text, found)]):
                continue
            if (
                clause.subject & one.names
                and other.names
                and not (clause.subject & one.names & (other.names | said.stems))
            ):
                continue  # "Orme won nothing" says nothing of what Finch won
            if not clause.every and (apart or not _of_one_subject(clause, said, names, rarity)):
                continue
            words = f"denial: one denies what the other says: “{_phrase(other.text, found)}”"
            return Clash("conflict", f"denial {clause.stems[0]}", 0.9, words)
    return None


def _may_be_of(one: Seen, other: Seen) -> bool:
    """Whether the other may speak of the "he" or "I" of whom ``one`` denies something."""
    if one.report == other.report:
        return not (one.names and other.names) or bool(one.names & other.names)
    return bool((one.names | one.voices) & (other.names | other.voices))


def _of_another(clause: Denied, one: Seen, other: Seen) -> bool:
    """Whether it is denied of a subject of which the other does not speak: "babies have no rights",
    "the right to a trial".
    """
    if one.act == "deny" or not clause.subject:
        return False
    return (clause.subject | kin_of(clause.subject).keys()).isdisjoint(
        other.bag | kin_of(other.bag).keys() | other.voices
    )


def _of_another_s(clause: Denied, one: Seen, other: Seen) -> bool:
    """Whether it is denied of what bears a name that the other does not give: "she never opened
    Orme's letters", "she opened letters of many people".
    """
    owners = {stem for match in OWNER.finditer(one.text) for stem in content(match[1])}
    named = owners.intersection(clause.stems) - one.places - countries()
    return not named <= other.bag | other.names | other.voices


OWNER = re.compile(r"\b([A-Z][\w-]+)['’]s\b")


def _first(text: str, stems: frozenset[str]) -> int:
    """Where the first word of these stems begins."""
    return next((m.start() for m in WORD.finditer(text) if stems & set(content(m[0]))), 0)


TOPIC = re.compile(r"\b(?:about|regarding|concerning|fears?)\b[^.;]{0,30}$")
"""“He did nothing about the meddling”: named, not stated."""


def _deniable(one: Seen) -> bool:
    """Whether what is denied can be so or not: a clause, "having met", "any meeting"."""
    return one.clausal or bool(DENIABLE.match(one.text))


DENIABLE = re.compile(r"\W*(?:\w+ing|any|an?|all|such|every)\b", re.IGNORECASE)


def one_story(a: Seen, b: Seen) -> bool:
    """Whether two reports are likely to speak of one matter: by the claims' own names or places,
    else by most names of the reports, and days not far apart.
    """
    if apart_days(a, b) > STANDING:
        return False
    if a.names & b.names or a.places & b.places:
        return True
    both = len(a.context & b.context)
    return both >= 2 and both >= STORY * min(len(a.context), len(b.context))


STORY = 0.2
"""Share of the names of the report that names fewer, from which two reports tell of one matter."""
LIGHT = frozenset(content("go come get take make see think say know want look give put mean try"))
"""Verbs that say little by themselves: "going to see what happens" affirms no happening."""


def _phrase(text: str, stems: frozenset[str]) -> str:
    """The words of a text that have these stems, with what stands between them if that is short.

    {"order", "sign"} of "He has signed an order to withdraw" -> "signed an order"
    """
    found = [m for m in WORD.finditer(text) if stems.intersection(content(m.group()))]
    parts: list[str] = []
    end = 0
    for number, match in enumerate(found):
        between = text[end : match.start()]
        if number and len(between.split()) <= BETWEEN and not STOP.search(between):
            parts[-1] = " ".join([parts[-1], *between.split(), match.group()])
        else:
            parts.append(match.group())
        end = match.end()
    return " … ".join(parts)


WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
STOP = re.compile(r"[.;:!?“”\"]")
BETWEEN = 3


def _ahead(text: str, head: str) -> bool:
    """Whether a verb stands in the infinitive or the future: "tries to leave" tells no leaving."""
    words = tokens(text)
    return any(stem(word) == head and before in AHEAD for before, word in pairwise(words))


AHEAD = frozenset(["to", "will", "would", "can", "could"])


def _stated(one: Seen, other: Seen) -> Iterator[tuple[Denied, Statement]]:
    for clause in one.denials:
        for said in other.statements:
            if said.firm:
                yield clause, said


def _also_denied(found: frozenset[str], other: Seen) -> bool:
    return any(len(found.intersection(negated.stems)) >= 2 for negated in other.denials)


def _of_one_subject(clause: Denied, said: Statement, names: frozenset[str], rarity: Rarity) -> bool:
    """Whether a plain "not" covers most of what the other states, of a subject it may share."""
    whole = frozenset(clause.stems) | clause.subject
    if clause.subject and not clause.subject & said.stems and clause.subject - names:
        return False
    return rarity.mass(whole & said.stems) >= STATED * rarity.mass(said.stems)


def called_false(a: Seen, b: Seen, rarity: Rarity) -> Clash | None:
    """One calls reports of something false, the other is such a report."""
    for one, other in ((a, b), (b, a)):
        if one.dismissed is None or other.dismissed is not None or FALSE.search(other.text):
            continue
        told = other.hearsay or other.narration or len(other.chain) > 1
        axis = next((x for x in sorted(a.stances.keys() & b.stances.keys()) if x in TOLD_APART), "")
        opposite = axis and a.stances[axis].side != b.stances[axis].side
        words = one.dismissed & other.bag
        covered = len(words) > 1 and rarity.mass(words) >= 0.5 * rarity.mass(one.dismissed) > 0
        if (opposite and told and (words or one.report == other.report)) or covered:
            topic = axis if opposite else "denial " + ", ".join(sorted(words)[:4])
            return Clash("conflict", topic, 1.0, "denial: calls such reports false")
    return None


FALSE = re.compile(r"\b(?:false|untrue|misleading|inaccurate|baseless|fabricat\w+|unfounded)\b")
TOLD_APART = frozenset(
    {"course", "enemy", "life", "office", "control", "fighting", "event", "deal"}
)
"""Axes on which "such reports are false" is told by the side alone."""


def disowned(a: Seen, b: Seen, rarity: Rarity) -> Clash | None:
    """“He never promised that”, of what stands just before; or “I sent no number”, of what others
    say that the speaker sent.
    """
    first, second = (a, b) if a.start < b.start else (b, a)
    for one, other in ((a, b), (b, a)):
        if _gave_nothing(one, other):
            words = f"denial: {one.speaker.name if one.speaker else ''} says that this is not so"
            return Clash("conflict", "denial given", 0.8, words)
    if a.report != b.report or second.start - first.start > ANAPHOR / 2 or first.nested:
        return None
    if len(second.bag) > 4 or second.bag == first.bag or not POINTING.search(plain(second.text)):
        return None
    quoted = first.hearsay or len(first.chain) > 1  # one may disown what others quote
    if second.start <= first.start or (same_voice(a, b) and not quoted):
        return None
    if UTTERED.search(plain(second.text)) and not _put_into_the_mouth(first, second):
        return None
    near = 0.6 - (second.start - first.start) / 10_000
    return Clash("conflict", f"back {second.id}", near, "denial: says that this is not so")


UTTERED = re.compile(r"\b(?:sa(?:y|id)|promis\w+|agree\w*)\s(?:that|this|it|so)\W*$")


def _put_into_the_mouth(first: Seen, second: Seen) -> bool:
    """Whether the first claim is of what the speaker of the second said: it, or its chain, names
    that speaker.
    """
    if second.speaker is None or second.speaker.identified != "named":
        return False
    name = surname(second.speaker.name)
    return name in tokens(" ".join((first.text, *first.chain[1:])))


def _gave_nothing(one: Seen, other: Seen) -> bool:
    """Whether ``one``'s speaker says that they gave no figure, and ``other`` that they gave it."""
    if one.speaker is None or not named(one.speaker) or one.speaker.kind != "person":
        return False
    if NO_FIGURE.isdisjoint(one.bag) or not NOTHING_GIVEN.search(plain(one.text)):
        return False
    name = surname(one.speaker.name)
    place = other.text.casefold().find(name)
    if place < 0 or not TELLS.match(other.text[place + len(name) :].lstrip(" ,")):
        return False
    return bool(other.counts or other.numbers) and not same_voice(one, other)


NO_FIGURE = frozenset(["number", "figure", "count", "estimate", "total"])


def dated(one: Seen) -> bool:
    """Whether a claim denies that a date was set."""
    return any(not DATES.isdisjoint(denied.stems) for denied in one.denials)


def date_denied(a: Seen, b: Seen, rarity: Rarity) -> Clash | None:
    """One denies that a date was set, the other gives that date for what is still to come."""
    for one, other in ((a, b), (b, a)):
        if other.stage != "planned" or other.about is None:
            continue
        if a.report != b.report and len(a.context & b.context) < 2:
            continue
        for clause in one.denials:
            if DATES.isdisjoint(clause.stems) or len(clause.stems) > 5:
                continue
            times = frozenset(clause.stems) & other.bag - other.names
            if named_month := sorted(times & MONTHS):
                month = spoken(other, frozenset(named_month[:1]), rarity).title()
                words = f"denial: one denies a date that the other gives: {month}"
                return Clash("conflict", "denial date", 0.8, words)
    return None


DATES = frozenset(content("date deadline timetable schedule"))
MONTHS = frozenset(
    content(
        "january february march april may june july august september october november december "
        "spring summer autumn winter"
    )
)
