"""On whose word a proposition finally rests, and in how many independently written texts it stands.

Both are ranges. A named source counts once; two records of one name may be one, or two. Sources
without a name may be the same people in two reports, or may not: they count nothing towards the low
bound while a named one stands, and one for each set towards the high bound. Whom two newsrooms cite
from the same third one is one set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.copies import Copies
from sayso.link.view import Seen
from sayso.link.voices import body_of, named, one_voice, surname
from sayso.link.words import content, tokens
from sayso.records import Range, Source

__all__ = ["Family", "families", "origins", "texts"]


@dataclass(frozen=True, slots=True)
class Family:
    """Which reports are texts of one origin: `of` maps a report to its family's first member.

    ``firm`` joins reprints only, ``loose`` also reports that took over passages.
    """

    firm: Mapping[str, frozenset[str]]
    loose: Mapping[str, frozenset[str]]
    newsroom: Mapping[str, str | None] = field(default_factory=dict)


def families(reports: Iterable[str], copies: Copies, outlets: Mapping[str, str | None]) -> Family:
    """Who copied whom, as neighbours: neighbours of neighbours are not assumed to be copies."""
    firm: dict[str, set[str]] = {r: {r} for r in reports}
    for pair in copies.reprints:
        firm[pair.a].add(pair.b)
        firm[pair.b].add(pair.a)
    loose = {r: set(near) for r, near in firm.items()}
    for pair in copies.borrowed:
        loose[pair.a].add(pair.b)
        loose[pair.b].add(pair.a)
    rooms = {
        r: next(iter(copies.credits[r])) if len(copies.credits[r]) == 1 else outlets[r]
        for r in firm
    }
    return Family(
        {r: frozenset(near) for r, near in firm.items()},
        {r: frozenset(near) for r, near in loose.items()},
        rooms,
    )


def texts(members: Sequence[Seen], family: Family) -> tuple[Range, str]:
    """The range of independently written texts that carry the claims, and why.

    A wire story and two reprints of it -> ``Range(1, 1, ("Northern Wire",))``
    """
    reports = sorted({m.report for m in members})
    high = _parts(reports, family.firm)
    loose = _parts(reports, _with_sentences(members, family.loose))
    low = {family.newsroom.get(part[0]) or part[0] for part in loose}  # one newsroom, one text
    names = sorted({family.newsroom.get(part[0]) or "an unnamed outlet" for part in high})
    folded = len(reports) - len(high)
    rewritten = _rewritten(members, high)
    most = len(high) + rewritten
    words = f"{_count(len(low), most)} of {len(reports)} {_plural('report', len(reports))}"
    if folded:
        words += f"; {folded} {_plural('reprint', folded)} folded into what they copy"
    if len(low) < len(high):
        words += "; some took over passages of another, or are of one newsroom"
    if rewritten:
        words += f"; {rewritten} of the reprints {'words' if rewritten == 1 else 'word'} it anew"
    return Range(len(low), most, tuple(names)), f"texts: {words}"


def _with_sentences(
    members: Sequence[Seen], near: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """Who copied whom, with reports that tell it in one sentence of a newsroom's own words."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for member in members:
        if not (member.direct or QUOTED.search(member.text)) and len(member.words) >= OWN:
            holders.setdefault(member.words, set()).add(member.report)
    more = dict(near)
    for reports in holders.values():
        for report in reports:
            more[report] = more.get(report, frozenset()) | reports
    return more


OWN = 8
"""Stems of a sentence in a newsroom's own words that two do not write alike by chance."""
QUOTED = re.compile(r"[“”\"«»]")


def _rewritten(members: Sequence[Seen], parts: Sequence[Sequence[str]]) -> int:
    """How many reprints say it in words of their own, which stand in no text that they copy."""
    count = 0
    for part in parts:
        kept: list[Seen] = []
        for report in part:
            said = [m for m in members if m.report == report]
            if kept and said and not any(_worded_alike(m, k) for m in said for k in kept):
                count += 1
            kept += said
    return count


def _worded_alike(a: Seen, b: Seen) -> bool:
    """Whether two claims share most neighbouring words of the shorter, or are too short."""
    fewer = min(len(a.neighbours), len(b.neighbours))
    return fewer < 3 or len(a.neighbours & b.neighbours) >= COPIED * fewer


COPIED = 0.6


def _parts(reports: Sequence[str], near: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The reports in groups that hang together by copying."""
    left, parts = list(reports), []
    while left:
        part, border = [left.pop(0)], 0
        while border < len(part):
            joined = [r for r in left if r in near.get(part[border], frozenset())]
            left = [r for r in left if r not in joined]
            part += joined
            border += 1
        parts.append(sorted(part))
    return parts


def origins(members: Sequence[Seen], family: Family) -> tuple[Range, str]:
    """The range of independent words that the claims rest on, and why.

    A mayor, and "officials" in two newsrooms' reports ->
    ``Range(1, 3, ("Ada Voss", "officials", "officials")), "1-3: one named ...; two sets of ..."``
    """
    heads = {
        report: part[0]
        for part in _parts(sorted({m.report for m in members}), family.firm)
        for report in part
    }
    rooms = {m.id: _room(m, family, heads) for m in members}
    heard = {rooms[m.id] for m in members if m.origin and not named(m.origin)}
    known: list[Source] = []
    unnamed: dict[tuple[str, str], str] = {}
    papers: dict[tuple[str, str], Source] = {}
    silent: set[str] = set()
    for member in _first_of_each_wording(members, heads):
        source = member.origin
        if source is None or source.identified == "unattributed" or member.narration:
            silent.add(rooms[member.id])
        elif not named(source):
            key = (rooms[member.id], _name(source.name) if source.kind == "person" else "")
            if source.kind == "document":
                papers[key] = source  # a body's paper is the body's word
            else:
                unnamed.setdefault(key, source.name)
        elif source.kind == "outlet" and _name(source.name) in heard:
            continue  # the outlet's own report says on whose word it says so
        elif not any(_one_record(source, other) for other in known):
            known.append(source)
    silent -= {_name(source.name) for source in known}
    for key, source in sorted(papers.items()):
        if not any(one_voice(source, other) for other in known):
            unnamed.setdefault(key, source.name)
    bodies = _bodies([source for source in known if not _rests(source, known, members)])
    low = max(1, len(bodies))
    high = max(low, len(known) + len(unnamed) + len(silent))
    names = [s.name for s in known] + sorted(unnamed.values()) + ["not attributed"] * len(silent)
    return Range(low, high, tuple(names)), _why(known, low, unnamed, silent, high)


def _one_record(a: Source, b: Source) -> bool:
    """Whether two sources are one; two records of one name may be two, and both are kept."""
    return one_voice(a, b) and (a.id == b.id or not _namesakes(a, b))


def _namesakes(a: Source, b: Source) -> bool:
    """Whether two records bear one name: they may be one person or body, or two."""
    return a.id != b.id and a.kind == b.kind and a.name.casefold() == b.name.casefold()


def _first_of_each_wording(members: Sequence[Seen], heads: Mapping[str, str]) -> list[Seen]:
    """The claims in the order of saying, one of each wording of a text and its reprints.

    A reprint adds no origin, even where another speaker was read out of the same words; the
    speaker who is named, and most often, is kept.
    """
    copies: dict[tuple[str, tuple[str, ...]], list[Seen]] = {}
    for member in members:
        copies.setdefault((heads[member.report], member.words), []).append(member)
    kept = []
    for same in copies.values():
        often = Counter(m.origin.id for m in same if m.origin)
        kept.append(
            min(
                same,
                key=lambda m: (
                    not named(m.origin),
                    -often[m.origin.id] if m.origin else 0,
                    m.said or ("9999", ""),
                    m.report,
                    m.start,
                    m.id,
                ),
            )
        )
    return sorted(kept, key=lambda m: (m.said or ("9999", ""), m.report, m.start, m.id))


def _room(member: Seen, family: Family, heads: Mapping[str, str]) -> str:
    """The newsroom that has heard the origin: the outlet that is cited, else the one that wrote."""
    if len(member.links) > 1:
        return " ".join(body_of(member.links[-2], None))
    return _name(family.newsroom.get(heads[member.report]) or heads[member.report])


def _name(name: str) -> str:
    return " ".join(sorted(set(content(name)))) or name.casefold()


def _rests(source: Source, known: Sequence[Source], members: Sequence[Seen]) -> bool:
    """Whether all that a source says of it names another of the sources: it may rest on them.

    "The last bus leaves in July, the date that Ada Voss has set" rests on Ada Voss.
    """
    said = [m for m in members if m.origin and one_voice(m.origin, source)]
    others = [other for other in known if other is not source and not one_voice(other, source)]
    return bool(said) and all(any(_names(m, other) for other in others) for m in said)


def _names(member: Seen, source: Source) -> bool:
    """Whether a claim's words name a source: the surname of a person, the whole name of a body."""
    if source.kind == "person":
        titles = frozenset(content(source.role or "")) & TITLES
        return surname(source.name) in tokens(member.text) or bool(titles & member.bag)
    name = frozenset(content(source.name))
    return len(name) > 1 and name <= member.bag


TITLES = frozenset(content("president premier king queen pope chancellor"))
"""Offices that one person holds at a time, by which a text names that person."""


def _bodies(known: Sequence[Source]) -> list[Source]:
    """Named sources that cannot be speaking for one another; a document is somebody's."""
    bodies: list[Source] = []
    people = [source for source in known if source.kind != "document"]
    for source in people or known[:1]:
        affiliation = frozenset(content(source.affiliation or ""))
        same = any(
            (affiliation and affiliation == frozenset(content(b.affiliation or "")))
            or (source.kind == b.kind == "person" and surname(source.name) == surname(b.name))
            or _namesakes(source, b)
            for b in bodies
        )
        if not same:
            bodies.append(source)
    return bodies


def _why(
    known: Sequence[Source],
    low: int,
    unnamed: Mapping[tuple[str, str], str],
    silent: set[str],
    high: int,
) -> str:
    parts = []
    if known:
        parts.append(f"{len(known)} named {_plural('source', len(known))}")
    twice = sorted({a.name for a in known for b in known if _namesakes(a, b)})
    if twice:
        parts.append(f"records of one name that may be the same: {', '.join(twice)}")
    elif len(known) > low:
        parts.append("some of them may be one, or speak for one body")
    if len(unnamed) == 1:
        parts.append("one unnamed source or set of sources")
    elif unnamed:
        parts.append(f"{len(unnamed)} unnamed sources or sets of sources that may be the same")
    if silent:
        names = "names" if len(silent) == 1 else "name"
        parts.append(f"{len(silent)} {_plural('text', len(silent))} that {names} nobody")
    return f"origins: {_count_range(low, high)}: {'; '.join(parts)}"


def _count_range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _count(low: int, high: int) -> str:
    return f"{_count_range(low, high)} independent {_plural('text', high)}"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"
