"""On whose word a proposition finally rests, as a range.

A named source counts once; two records of one name may be one, or two. Sources without a name may
be the same people in two reports, or may not: they count nothing towards the low bound while a
named one stands, and one for each set towards the high bound. The springs are those of `springs`:
the high bound is their number.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.link.families import Family
from sayso.link.mouths import nested, spoken_for
from sayso.link.springs import Spring, namesakes, same_words, springs
from sayso.link.view import Seen
from sayso.link.voices import one_voice, surname
from sayso.link.words import content, tokens
from sayso.records import Range, Source

__all__ = ["origins"]

TITLES = frozenset(content("president premier king queen pope chancellor"))
"""Offices that one person holds at a time, by which a text names that person."""
LONG = 4
"""Neighbouring stems of a quotation that two mouths do not say alike."""


def origins(members: Sequence[Seen], family: Family) -> tuple[Range, str]:
    """The range of independent words that the claims rest on, and why.

    A mayor, and "officials" in two newsrooms' reports ->
    ``Range(1, 3, ("Ada Voss", "officials", "officials")), "1-3: one named ...; two sets of ..."``
    """
    found = springs(members, family)
    known = [spring for spring in found if spring.sort == "named"]
    low = max(1, len(_bodies([spring for spring in known if not _rests(spring, known)])))
    names = tuple(spring.name for spring in found)
    return Range(low, len(found), names), _why(found, known, low)


def _rests(spring: Spring, known: Sequence[Spring]) -> bool:
    """Whether all that a source says of it names another of the sources: it may rest on them.

    "The last bus leaves in July, the date that Ada Voss has set" rests on Ada Voss.
    """
    others = [other for other in known if other is not spring]
    return bool(others) and all(
        any(_names(member, source) for other in others for source in other.sources[:1])
        for member in spring.members
    )


def _names(member: Seen, source: Source) -> bool:
    """Whether a claim's words name a source: the surname of a person, the whole name of a body."""
    if source.kind == "person":
        titles = frozenset(content(source.role or "")) & TITLES
        return surname(source.name) in tokens(member.text) or bool(titles & member.bag)
    name = frozenset(content(source.name))
    return len(name) > 1 and name <= member.bag


def _bodies(known: Sequence[Spring]) -> list[Spring]:
    """Springs that cannot be speaking for one another; a document is somebody's."""
    bodies: list[Spring] = []
    people = [spring for spring in known if spring.sources[0].kind != "document"]
    for spring in people or known[:1]:
        if not any(_one_body(spring, other) for other in bodies):
            bodies.append(spring)
    return bodies


def _one_body(a: Spring, b: Spring) -> bool:
    if any(_may_be_one(left, right) for left in a.sources for right in b.sources):
        return True
    return any(
        same_words(left, right) and min(len(left.neighbours), len(right.neighbours)) >= LONG
        for left in a.members
        for right in b.members
    )


def _may_be_one(a: Source, b: Source) -> bool:
    if one_voice(a, b) or namesakes(a, b):
        return True
    if {a.kind, b.kind} <= {"person", "unknown"} and surname(a.name) == surname(b.name):
        return True
    if a.kind == b.kind == "person":
        return nested(spoken_for(a), spoken_for(b))
    affiliation = frozenset(content(a.affiliation or ""))
    return bool(affiliation) and affiliation == frozenset(content(b.affiliation or ""))


def _why(found: Sequence[Spring], known: Sequence[Spring], low: int) -> str:
    parts = []
    if known:
        parts.append(f"{len(known)} named {_plural('source', len(known))}")
    sources = [spring.sources[0] for spring in known]
    twice = sorted({a.name for a in sources for b in sources if namesakes(a, b)})
    if twice:
        parts.append(f"records of one name that may be the same: {', '.join(twice)}")
    elif len(known) > low:
        parts.append("some of them may be one, or speak for one body")
    parts += [why for spring in known for why in spring.why[:2]]
    unnamed = sum(spring.sort == "unnamed" for spring in found)
    if unnamed == 1:
        parts.append("one unnamed source or set of sources")
    elif unnamed:
        parts.append(f"{unnamed} unnamed sources or sets of sources that may be the same")
    silent = sum(spring.sort == "silent" for spring in found)
    if silent:
        names = "names" if silent == 1 else "name"
        parts.append(f"{silent} {_plural('text', silent)} that {names} nobody")
    count = str(low) if low == len(found) else f"{low}-{len(found)}"
    return f"origins: {count}: {'; '.join(parts)}"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"
