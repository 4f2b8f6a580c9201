"""On whose word each claim of a proposition finally rests: its springs, each with its claims.

named      sources told apart by name; a body, and who speaks for it, are one
unnamed    one for each set of people without a name that a newsroom has heard
silent     one for each text that says nobody's name

A source that is only described joins a named one where the claims at hand leave no choice: a body
called so for short ("the ministry"), one who holds the role, or the mouth of the same quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.link.families import Family, heads
from sayso.link.mouths import author, holds, mouthpiece, nested, speaks_as
from sayso.link.view import Seen
from sayso.link.voices import body_of, named, one_voice
from sayso.link.words import content
from sayso.records import Source

__all__ = ["Sort", "Spring", "namesakes", "same_words", "springs"]

Sort = Literal["named", "unnamed", "silent"]
QUOTED = re.compile(r"[“”\"«»]")
UNPLACED = re.compile(r"[0-9a-f]{16}")
"""The scope of a body whose country its report does not tell: the report itself."""
SPOKEN = 3
"""Neighbouring stems of a quotation that all stand in another: the same words of one mouth."""
UTTERED = 8
"""The same where only one of them has quotation marks: a transcript has none."""


@dataclass(slots=True)
class Spring:
    """``sources`` as the claims cite it, its name first; ``claims`` by id; ``why`` in words what
    else was counted here. ``room`` is the newsroom that heard it, where it has no name.
    """

    sort: Sort
    name: str
    room: frozenset[str]
    sources: list[Source] = field(default_factory=list)
    members: list[Seen] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def add(self, member: Seen, source: Source | None) -> None:
        """A claim that rests on this spring, as whose word its report has it."""
        self.members.append(member)
        if source is not None and source not in self.sources:
            self.sources.append(source)


def springs(members: Sequence[Seen], family: Family) -> list[Spring]:
    """Every claim in the spring that it rests on: the named ones in the order of saying, then
    those without a name, then the texts that name nobody.

    A mayor, and "officials" in two newsrooms' reports -> ``[Spring("named", "Ada Voss", ...),
    Spring("unnamed", "officials", ...), Spring("unnamed", "officials", ...)]``
    """
    head_of = heads({m.report for m in members}, family)
    kept, repeated = _first_of_each_wording(members, head_of)
    rooms = _unified({m.id: _room(m, family, head_of) for m in members})
    heard = {rooms[m.id] for m in members if m.origin and not named(author(m.origin))}
    known: list[Spring] = []
    described: list[Seen] = []
    cited: list[Seen] = []
    silent: list[Seen] = []
    for member in kept:
        source = author(member.origin) if member.origin else None
        if source is None or source.identified == "unattributed" or _outlet_s_own(member):
            silent.append(member)
        elif not named(source):
            described.append(member)
        elif any(nested(_name(source.name), room) for room in heard) and _an_outlet(source):
            cited.append(member)
        else:
            _put(known, member, source)
    unnamed = _unnamed(described, known, rooms)
    _hearsay(cited, known, unnamed)
    found = [*known, *unnamed, *_silent(silent, known, rooms)]
    of = {member.id: spring for spring in found for member in spring.members}
    for member, first in repeated:
        of[first.id].add(member, None)
    return found


def _outlet_s_own(member: Seen) -> bool:
    """Whether a newsroom tells it in its own voice; a body that publishes speaks for itself."""
    return member.narration and (member.origin is None or member.origin.kind != "organisation")


def _an_outlet(source: Source) -> bool:
    return source.kind in ("outlet", "organisation", "unknown")


def _put(known: list[Spring], member: Seen, source: Source) -> None:
    for spring in known:
        if any(_one_record(source, other) for other in spring.sources):
            spring.add(member, source)
            return
    spring = Spring("named", source.name, frozenset())
    spring.add(member, source)
    known.append(spring)
    # Two that did not know each other may both speak for a third: a minister, a spokeswoman, and
    # then their ministry.
    for other in [s for s in known[:-1] if any(_one_record(source, o) for o in s.sources)]:
        spring.members += other.members
        spring.sources += [s for s in other.sources if s not in spring.sources]
        known.remove(other)


def _one_record(a: Source, b: Source) -> bool:
    """Whether two sources are one; two records of one name may be two, and both are kept."""
    called = a.kind == b.kind == "organisation" and a.name.casefold() == b.name.casefold()
    same = called or one_voice(a, b) or speaks_as(a, b) or speaks_as(b, a)
    return same and (a.id == b.id or not namesakes(a, b))


def namesakes(a: Source, b: Source) -> bool:
    """Whether two records bear one name: they may be one person or body, or two.

    A body that a report calls by a name of many ("the Ministry of Defence"), and not by its
    country, is the one of that name that says the very same, unless a person told them apart.
    """
    if a.id == b.id or a.kind != b.kind or a.name.casefold() != b.name.casefold():
        return False
    decided = a.scope == a.id or b.scope == b.id
    bare = any(one.scope and UNPLACED.fullmatch(one.scope) for one in (a, b))
    return decided or not bare or a.kind == "person"


def _unnamed(
    described: Iterable[Seen], known: Sequence[Spring], rooms: Mapping[str, frozenset[str]]
) -> list[Spring]:
    """Springs of sources without a name; those that must be a known one are added to it."""
    found: dict[tuple[str, frozenset[str]], Spring] = {}
    for member in described:
        source = member.origin
        assert source is not None
        told = (
            _only(s for s in known if any(same_words(member, other) for other in s.members))
            or _only(s for s in known if any(one_voice(source, other) for other in s.sources))
            or _only(s for s in known if any(holds(source, other) for other in s.sources))
        )
        if told is not None:
            why = f"“{source.name}” counts as {told.name}"
            told.add(member, source)
            if why not in told.why and source.name.casefold() != told.name.casefold():
                told.why.append(why)
            continue
        key = _key(source, rooms[member.id], [s for s in found.values() if s.members])
        twin = next(
            (s for s in found.values() if any(same_words(member, other) for other in s.members)),
            None,
        )
        spring = twin or found.setdefault(key, Spring("unnamed", source.name, rooms[member.id]))
        spring.add(member, source)
    return sorted(found.values(), key=lambda s: (s.name, sorted(s.room)))


def _only(fits: Iterable[Spring]) -> Spring | None:
    """The one spring that fits; None where several do: in doubt it stays apart."""
    some = list(fits)
    return some[0] if len(some) == 1 else None


def _key(
    source: Source, room: frozenset[str], before: Sequence[Spring]
) -> tuple[str, frozenset[str]]:
    """What tells sets of unnamed sources apart: the body that they speak for, else who heard them,
    and one person's description.
    """
    body = mouthpiece(source)
    if body:
        for spring in before:
            other = next((b for s in spring.sources if (b := mouthpiece(s))), None)
            if other and nested(body, other):
                return "body", other
        return "body", body
    if source.kind == "document":
        return "document", room
    return "", room | (_name(source.name) if source.kind == "person" else frozenset())


def _hearsay(cited: Iterable[Seen], known: list[Spring], unnamed: Sequence[Spring]) -> None:
    """An outlet that is cited for what its own report has on others' word is no source of its own;
    one whose sources turned out to be known ones is.
    """
    for member in cited:
        assert member.origin is not None
        name = _name(member.origin.name)
        spring = next((s for s in unnamed if nested(name, s.room)), None)
        if spring is not None:
            spring.add(member, None)
        else:
            _put(known, member, member.origin)


def _silent(
    silent: Iterable[Seen], known: Sequence[Spring], rooms: Mapping[str, frozenset[str]]
) -> list[Spring]:
    """One spring for each newsroom that names nobody, but where it is known as a source itself."""
    found: dict[frozenset[str], Spring] = {}
    for member in silent:
        room = rooms[member.id]
        own = next((s for s in known if any(_name(o.name) == room for o in s.sources)), None)
        spring = own or found.setdefault(room, Spring("silent", "not attributed", room))
        spring.add(member, None)
    return list(found.values())


def _first_of_each_wording(
    members: Sequence[Seen], head_of: Mapping[str, str]
) -> tuple[list[Seen], list[tuple[Seen, Seen]]]:
    """The claims in the order of saying, one of each wording of a text and its reprints; and the
    others, each with the one that stands for it.

    A reprint adds no origin, even where another speaker was read out of the same words; the
    speaker who is named, and most often, is kept.
    """
    copies: dict[tuple[str, tuple[str, ...]], list[Seen]] = {}
    for member in members:
        copies.setdefault((head_of[member.report], member.words), []).append(member)
    kept, repeated = [], []
    for same in copies.values():
        often = Counter(m.origin.id for m in same if m.origin)
        first = min(
            same,
            key=lambda m: (
                not named(m.origin),
                -often[m.origin.id] if m.origin else 0,
                _order(m),
            ),
        )
        own = [m for m in same if m.report == first.report]
        kept += own
        for member in same:
            if member.report != first.report:
                alike = (o for o in own if o.origin and member.origin == o.origin)
                repeated.append((member, next(alike, first)))
    return sorted(kept, key=_order), sorted(repeated, key=lambda pair: _order(pair[0]))


def _order(m: Seen) -> tuple[object, ...]:
    return (m.said or ("9999", ""), m.report, m.start, m.id)


def same_words(a: Seen, b: Seen) -> bool:
    """Whether two claims quote the same words: one mouth has said them, whatever it is called.

    "Half of my till is army pay" of "a stove seller", and of Ivo Senn -> True
    """
    quoted = sum(one.direct or bool(QUOTED.search(one.text)) for one in (a, b))
    less, more = sorted((a.neighbours, b.neighbours), key=len)
    return bool(quoted) and len(less) >= (SPOKEN if quoted == 2 else UTTERED) and less <= more


def _room(member: Seen, family: Family, head_of: Mapping[str, str]) -> frozenset[str]:
    """The newsroom that has heard the origin: the outlet that is cited, else the one that wrote."""
    if len(member.links) > 1:
        return frozenset(body_of(member.links[-2], None))
    head = head_of[member.report]
    return _name(family.newsroom.get(head) or head)


def _unified(rooms: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """A newsroom that is called by part of its name is the one that is called by the whole."""
    names = sorted(set(rooms.values()), key=lambda room: (-len(room), sorted(room)))
    whole: dict[frozenset[str], frozenset[str]] = {}
    for room in names:
        longer = {whole[other] for other in whole if room < other}
        whole[room] = next(iter(longer)) if len(longer) == 1 else room
    return {id_: whole[room] for id_, room in rooms.items()}


def _name(name: str) -> frozenset[str]:
    return frozenset(content(name)) or frozenset([name.casefold()])
