"""The cast of a report: every person and body that it names, each with all its mentions.

    "Ann Lee ... Lee ... Ms. Lee"  ->  one person, named "Ann Lee", gender f

Names are tied to each other only inside the report. A surname that two people share goes to the one
named before it, or named far more often up to there, at a price in certainty; else to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.ground.who import names
from sayso.ground.who.countries import bears_many, scope, settled
from sayso.ground.who.hits import MASTHEAD, Hit, hits
from sayso.ground.who.lexicon import Gender, tables, word_list
from sayso.ground.who.roles import RoleOf, roles
from sayso.ground.who.short import Short, shorts
from sayso.records import Kind, Reading
from sayso.spans import Span

SHARED_SURNAME: Final = 0.75
"""Certainty of a bare surname that two people of the report bear, given to the far commoner."""
OPEN_SURNAME: Final = 0.4
"""The same where it stays open whose it is."""

FAMILY_FIRST: Final = word_list("family_first")
ARABIC: Final = re.compile(r"(?:al|el)(?:-|$)", re.I)
SITED: Final = re.compile(r"(?:^|\s)(?:in|near|outside|across|around)\s\Z", re.I)
NAMES_NOBODY: Final = 0.3
"""Below this an unknown name is no candidate for a person ("Iraq War")."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or body of the report.

    ``name`` is the fullest name, ``hits`` the mentions in text order, ``sure`` how certain each
    mention's tie to it is; ``roles`` what the report says they are; ``parent`` the body of which
    it is an office. ``scope`` is whose body it is, where other countries have one of its name.
    """

    number: int
    kind: Kind
    name: str
    gender: Gender
    hits: tuple[Hit, ...]
    sure: tuple[float, ...]
    roles: tuple[RoleOf, ...] = ()
    parent: str | None = None
    place: bool = False
    scope: str = ""

    @property
    def lone(self) -> bool:
        """Whether one word is all there is of the name: it may be a place's or a body's as well."""
        told = self.roles or self.gender != "u"
        return not told and not any(len(hit.words) > 1 or hit.title for hit in self.hits)

    @property
    def person(self) -> bool:
        """Whether it is, or may be, a person."""
        return self.kind in ("person", "unknown")


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a report, with an index of whose mention stands where."""

    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    index: tuple[tuple[Hit, int, float], ...]
    shorts: tuple[Short, ...]
    text: str = ""

    def inside(self, span: Span) -> tuple[tuple[Hit, Entity, float], ...]:
        """The mentions that lie inside a span, with their entities and certainties."""
        first = bisect_left(self.starts, span.start)
        found = []
        for hit, number, sure in self.index[first:]:
            if hit.span.start >= span.end:
                break
            if hit.span.end <= span.end:
                found.append((hit, self.entities[number], sure))
        return tuple(found)


@dataclass(slots=True)
class _Group:
    """Hits that name one thing, while the cast is being put together."""

    key: tuple[str, ...]
    hits: list[Hit] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    name: str | None = None
    parent: str | None = None

    def add(self, hit: Hit, sure: float) -> None:
        self.hits.append(hit)
        self.sure.append(sure)

    @property
    def first(self) -> int:
        """Where it is first named in full, or as fully as it ever is."""
        full = [h.span.start for h in self.hits if len(h.words) > 1]
        return min(full or [h.span.start for h in self.hits])

    def seen(self, at: int) -> int:
        """How often it is named before an offset."""
        return sum(1 for h in self.hits if h.span.start < at)

    def named(self, at: int) -> int:
        """Where it was last named in full before an offset, -1 if nowhere."""
        return max((h.span.start for h in self.hits
                    if len(h.words) > 1 and h.span.start < at), default=-1)  # fmt: skip

    @property
    def genders(self) -> frozenset[Gender]:
        return frozenset(h.gender for h in self.hits if h.gender != "u")


def cast_of(reading: Reading, report_id: str = "") -> Cast:
    """Who and what a report names; ``report_id`` keeps apart what bears one name elsewhere."""
    found, countries = settled(hits(reading), reading.text)
    explained = shorts(reading.text)
    found = tuple(_sited(_explained(found, explained), reading.text))
    people, rest = _people(found, [block.start for block in reading.paragraphs])
    bodies = _bodies(rest, explained, reading.text)
    groups = sorted(
        [(g, True) for g in people if g.hits] + [(g, False) for g in bodies if g.hits],
        key=lambda pair: min(h.span for h in pair[0].hits),
    )
    told = roles(reading.text, found)
    entities = tuple(
        _scoped(_entity(number, group, person, told), reading.text, countries, report_id)
        for number, (group, person) in enumerate(groups)
    )
    index = sorted(
        ((hit, e.number, sure) for e in entities for hit, sure in zip(e.hits, e.sure, strict=True)),
        key=lambda entry: entry[0].span,
    )
    return Cast(
        entities,
        tuple(hit.span.start for hit, _, _ in index),
        tuple(index),
        explained,
        reading.text,
    )


def _sited(found: list[Hit], text: str) -> list[Hit]:
    """The hits, where a lone name in which things are ("in Overby") is a place's, whatever the
    tagger took it for, unless a person of the report bears it.
    """
    borne = {
        names.fold(word) for hit in found if len(hit.words) > 1 and hit.sort == "person"
        for word in hit.words
    } | {names.fold(hit.words[-1]) for hit in found if hit.title}  # fmt: skip
    places = {
        hit.name for hit in found
        if len(hit.words) == 1 and hit.sort in ("person", "unknown") and not hit.possessive
        and names.fold(hit.name) not in borne
        and SITED.search(text[max(0, hit.span.start - 9) : hit.span.start])
    }  # fmt: skip
    return [
        replace(hit, sort="place", sure=0.8, gender="u")
        if hit.name in places and hit.sort in ("person", "unknown") and not hit.title
        else hit
        for hit in found
    ]


def _explained(found: Iterable[Hit], explained: tuple[Short, ...]) -> list[Hit]:
    """The hits, where a short form that the text explains is a body like its long form.

    The tagger sees the capitals of "HSB" and may take them for a person; the text says better.
    """
    hits_ = list(found)
    people = [hit.span for hit in hits_ if hit.sort == "person"]
    bodies = {s.short for s in explained if not any(s.span.overlaps(span) for span in people)}
    return [
        replace(hit, sort="organisation", sure=max(hit.sure, 0.85))
        if hit.name in bodies and hit.sort in ("person", "unknown")
        else hit
        for hit in hits_
    ]


def _scoped(entity: Entity, text: str, countries: Counter[str], report_id: str) -> Entity:
    if entity.person or entity.place or not bears_many(entity.name):
        return entity
    return replace(entity, scope=scope(entity.name, text, countries) or report_id)


def _people(found: Iterable[Hit], breaks: list[int]) -> tuple[list[_Group], list[Hit]]:
    """Groups of hits that name people, or may; and the hits that name something else. ``breaks``
    are where the paragraphs begin.
    """
    groups: list[_Group] = []
    singles: list[Hit] = []
    rest: list[Hit] = []
    for hit in found:
        if hit.sort not in ("person", "unknown") or hit.sure < NAMES_NOBODY:
            rest.append(hit)
            continue
        key = names.key(hit.words)
        if len(key) < 2:
            singles.append(hit)
            continue
        for group in groups:
            same = names.same_person(group.key, key) or _article(group, hit, key)
            if same and not _clash(group, hit):
                group.add(hit, 0.98)
                if len(key) > len(group.key) and len(key[0]) > 1:
                    group.key = key
                break
        else:
            groups.append(_Group(key, [hit], [0.99]))
    alone: list[_Group] = []
    open_: dict[tuple[str, Gender], _Group] = {}
    # First those that say more than a surname: what they cannot be, a bare surname must not become.
    for hit in sorted(singles, key=lambda h: (not h.title, h.span)):
        key = names.key(hit.words)
        if not key:
            continue
        owner, sure = _owner(hit, key[0], [*groups, *alone], breaks)
        if owner is None and sure < 0:
            open_.setdefault((key[0], hit.gender), _Group(key)).add(hit, OPEN_SURNAME)
            continue
        if owner is None:
            owner, sure = _Group(key), 0.95
            alone.append(owner)
        owner.add(hit, sure)
    for group in (*groups, *alone, *open_.values()):
        order = sorted(range(len(group.hits)), key=lambda n: group.hits[n].span)
        group.hits = [group.hits[n] for n in order]
        group.sure = [group.sure[n] for n in order]
    return [*groups, *alone, *open_.values()], rest


def _article(group: _Group, hit: Hit, key: tuple[str, ...]) -> bool:
    """Whether "Al Abadi" is "Haidar al-Abadi": one of them shows that "Al" is no given name."""
    first = hit.words[0].lower()
    shown = any(ARABIC.match(word) for h in group.hits for word in h.words[1:])
    return first in ("al", "el") and len(key) == 2 and shown and group.key[-1] == key[-1]


def _clash(group: _Group, hit: Hit) -> bool:
    return hit.gender != "u" and bool(group.genders - {hit.gender})


def _precedes(group: _Group, hit: Hit) -> bool:
    """Whether a titled surname comes before the full name is first given, with another title:
    "President Lee ... Ann Lee" are two, as a report gives the full name first.
    """
    if not hit.title or len(group.key) < 2 or hit.gender != "u":
        return False
    titles = {h.title.split()[-1] for h in group.hits if h.title}
    first = min(h.span.start for h in group.hits)
    return hit.span.start < first and hit.title.split()[-1] not in titles


def _owner(
    hit: Hit, word: str, groups: list[_Group], breaks: list[int]
) -> tuple[_Group | None, float]:
    """Whose surname (or, bare, given name) this is, and how surely; -1 if that stays open."""
    fitting = [
        g for g in groups if g.key[-1] == word and not _clash(g, hit) and not _precedes(g, hit)
    ]
    if not fitting and word in FAMILY_FIRST:
        fitting = [g for g in groups if g.key[0] == word and not _clash(g, hit)]
        if len(fitting) == 1:
            return fitting[0], 0.9
        fitting = []
    if not fitting and not hit.title:
        fitting = [g for g in groups if g.key[0] == word and word in tables().given]
    if not fitting:
        return None, 0.0
    if len(fitting) == 1:
        return fitting[0], 0.95
    owner, sure = _shared(hit, [g for g in fitting if g.first < hit.span.start], breaks)
    shown = [g for g in fitting if hit.gender in g.genders]
    if owner is None or (len(shown) == 1 and owner is not shown[0]):
        return None, -1.0
    return owner, sure


def _shared(hit: Hit, before: list[_Group], breaks: list[int]) -> tuple[_Group | None, float]:
    """Whose a name is that several bear, of those named before it; who is first named later never
    is meant.

    The one whom its gender shows, else the one named far oftener so far, unless the same paragraph
    has just named another in full.
    """
    if len(before) == 1:
        return before[0], 0.9
    exact = [g for g in before if hit.gender in g.genders]
    if len(exact) == 1:
        return exact[0], 0.9
    if not before:
        return None, -1.0
    ranked = sorted(before, key=lambda g: -g.seen(hit.span.start))
    often = ranked[0].seen(hit.span.start) >= 2 * ranked[1].seen(hit.span.start)
    at, last = max(((g.named(hit.span.start), g) for g in before), key=lambda pair: pair[0])
    near = bisect_right(breaks, at) == bisect_right(breaks, hit.span.start)
    if not often or (near and last is not ranked[0]):
        return None, -1.0
    return ranked[0], SHARED_SURNAME


def _bodies(found: list[Hit], explained: tuple[Short, ...], text: str) -> list[_Group]:
    """Groups of hits that name bodies, outlets and places."""
    long_forms = {s.short: s for s in explained}
    groups: dict[tuple[str, ...], _Group] = {}
    papers = _papers(found)
    office = {s.short: _office(s, found, text) for s in explained}
    for hit in found:
        name = hit.name
        if hit.body is None and name in long_forms:
            name = long_forms[name].long
        canonical = hit.body.name if hit.body else papers.get(name, name)
        parent = None
        if hit.body is None and hit.name in office and office[hit.name]:
            canonical, parent = office[hit.name] or ("", None)
        key = tuple(names.fold(w) for w in canonical.split() if w.lower() != "the")
        if hit.sort == "place":
            key = ("place", tables().demonyms.get(hit.name, hit.name))
            canonical = key[1]
        group = groups.setdefault(key, _Group(key, name=canonical, parent=parent))
        group.add(hit, 0.95 if hit.body or hit.name in long_forms else 0.98)
    return list(groups.values())


def _papers(found: Iterable[Hit]) -> dict[str, str]:
    """The short names of newspapers that the report names in full once: "the Herald"."""
    full: dict[str, set[str]] = {}
    for hit in found:
        words = hit.words[1:] if hit.words[0] == "The" else hit.words
        if hit.sort == "outlet" and len(words) > 1 and words[-1] in MASTHEAD:
            name = hit.body.name if hit.body else " ".join(words)
            full.setdefault(words[-1], set()).add(name)
    return {last: name for last, (name, *others) in full.items() if not others}


def _office(short: Short, found: list[Hit], text: str) -> tuple[str, str | None] | None:
    """The name of an office that is worded in small letters, with the body whose office it is.

    "office of the tide warden (OTW) at the Harbour Board" -> "Harbour Board Office of the Tide
    Warden": the short form of one body's office must not be another's.
    """
    if short.long[:1].isupper():
        return None
    words = [
        w if w in ("of", "the", "for", "and") else w[:1].upper() + w[1:] for w in short.long.split()
    ]
    own = " ".join(words)
    after = short.span.end + len(short.short) + 3
    for hit in found:
        between = text[after : hit.span.start]
        if hit.span.start >= after and between.strip() in ("at the", "of the", "in the", "for the"):
            parent = hit.body.name if hit.body else hit.name
            return f"{parent} {own}", parent
    return own, None


def _shouted(words: tuple[str, ...]) -> bool:
    """Whether a name stands in capitals ("JANE DOE"), as in a transcript."""
    return any(word.isupper() and len(word) > 2 for word in words)


def _cased(word: str) -> str:
    """A name's word as people write it, where a transcript shouts it ("HOLM" -> "Holm")."""
    return word.capitalize() if len(word) > 3 and word.isupper() and word.isalpha() else word


def _entity(
    number: int, group: _Group, person: bool, told: dict[Span, tuple[RoleOf, ...]]
) -> Entity:
    sorts = [h.sort for h in group.hits]
    kind: Kind
    if person:
        described = any(h.span in told for h in group.hits)
        kind = "person" if "person" in sorts or described else "unknown"
        longest = max(
            group.hits,
            key=lambda h: (
                len(names.key(h.words)),
                not _shouted(h.words),
                len(h.name),
                -h.span.start,
            ),
        )
        name = " ".join(_cased(word) for word in longest.words)
        after = {h.after for h in group.hits if len(h.words) > 1}
        if len(after) == 1 and (told_apart := names.generation(*after)):
            name += f" {told_apart}"  # wherever the whole name stands, a son's or a father's
    else:
        kind = "outlet" if "outlet" in sorts else "organisation"
        name = group.name or group.hits[0].name
    mine = tuple(role for hit in group.hits for role in told.get(hit.span, ()))
    genders = [h.gender for h in group.hits if h.gender != "u"] or [
        r.gender for r in mine if r.gender != "u"
    ]
    gender: Gender = genders[0] if genders and len(set(genders)) == 1 else "u"
    return Entity(
        number, kind, name, gender if person else "u", tuple(group.hits), tuple(group.sure), mine,
        group.parent, "place" in sorts,
    )  # fmt: skip
