"""Source records, and their ids: the same named source has one id in every report; a described or
anonymous one never leaves its report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.ground.who import names
from sayso.ground.who.cast import Entity
from sayso.ground.who.lexicon import tables, word_list
from sayso.ground.who.phrase import Phrase
from sayso.ground.who.terms import Terms
from sayso.records import Identified, Kind, Report, Source, digest
from sayso.spans import Span

LENGTH: Final = 100
"""A description is cut here; its whole wording stays in the claim's source span."""

TAIL: Final = re.compile(
    r",?\s(?:who|whom|whose|which|that|speaking|citing|quoting|requesting|asking|declining|"
    r"on (?:the )?condition|under condition)\b.*$",
    re.S,
)
THAT: Final = re.compile(r"(?:(?:the|an?)\s)?(\w+ that [^,;:\n]{3,80})$", re.I)
SAME: Final = {"u.s.": "united states", "us": "united states", "american": "united states",
               "u.k.": "united kingdom", "uk": "united kingdom", "british": "united kingdom",
               "u.n.": "united nations", "un": "united nations"}  # fmt: skip


def canonical(name: str, kind: Kind) -> str:
    """The name as the id sees it: folded, without articles, "U.S." spelt out for bodies.

    >>> canonical("The U.S. Army", "organisation"), canonical("Zoë Ó Baoill", "person")
    ('united states army', 'zoe o baoill')
    """
    if kind in ("person", "unknown"):
        parts = tuple(name.split())
        after = names.generation(parts[-1]).lower().rstrip(".") if len(parts) > 1 else ""
        return " ".join((*names.key(parts), *([after] if after else [])))
    words = [SAME.get(w.lower(), w) for w in name.split() if w.lower() not in ("the", "of", "a")]
    return " ".join(filter(None, (names.fold(w) for w in " ".join(words).split())))


def named(name: str, kind: Kind, scope: str = "", **more: str | None) -> Source:
    """A source that is named, with its ledger-wide id; ``scope`` tells apart what bears the same
    name elsewhere (a country, or the report).
    """
    key = [canonical(name, kind), *([scope] if scope else [])]
    return Source(
        id=digest("source", kind, *key), name=name, kind=kind, identified="named",
        scope=scope or None, **more,
    )  # fmt: skip


def of_entity(entity: Entity, phrase: Phrase | None = None) -> Source:
    """The source that an entity of the cast is; role and affiliation from where it speaks, else
    from anywhere in the report.
    """
    role = phrase.title if phrase and phrase.title else None
    if role is None and entity.person and entity.roles:
        role = entity.roles[0].text
    affiliation = phrase.affiliation if phrase else None
    kind: Kind = "unknown" if entity.person and entity.lone and not role else entity.kind
    return named(
        entity.name, kind, entity.scope, role=role, affiliation=affiliation or entity.parent,
        anonymity=phrase.anonymity if phrase else None,
    )  # fmt: skip


def of_description(phrase: Phrase, report: Report) -> Source:
    """A source that is only described; its id holds the report and the place in it."""
    kind: Kind = phrase.role.kind if phrase.role else "unknown"
    identified: Identified = "anonymous" if phrase.veiled else "described"
    name = plain(phrase.words) or phrase.head or "unnamed"
    name = _as_inside(name, phrase.span, report.text)
    if kind == "document" and " " not in name:
        # "manual" names no document that another report could mean; "manual that Lee wrote" does.
        told = THAT.match(phrase.span.of(report.text))
        name = told.group(1) if told else name
    return Source(
        id=digest("source", report.id, phrase.span.start, name), name=name, kind=kind,
        identified=identified, affiliation=phrase.affiliation, anonymity=phrase.anonymity,
    )  # fmt: skip


def _as_inside(name: str, span: Span, text: str) -> str:
    """A description that opens its sentence as it reads inside one: "Two officials" -> "two
    officials"; a capital stays where the report may mean it ("Democrats").
    """
    first = name.split()[0] if name.split() else ""
    small = first.lower()
    opens = text[: span.start].rstrip(" “\"‘'")[-1:] in ("", ".", "!", "?", "\n", ":")
    if not opens or not text[span.start :].startswith(first) or first[1:] != small[1:]:
        return name
    meant = re.search(rf"[a-z,;] {re.escape(first)}(?![\w’'-])", text)
    if meant or first in tables().demonyms or small in word_list("proper"):
        return name
    common = small in tables().roles or small in word_list("function")
    if common or re.search(rf"(?<![\w’'-]){re.escape(small)}(?![\w’'-])", text):
        return small + name[len(first) :]
    return name


def of_body(phrase: Phrase) -> Source:
    """A body that is named by a description with a proper name in it ("the Lee campaign")."""
    name = phrase.body or phrase.words
    known = tables().bodies.get(name) or tables().bodies.get(name.replace("The ", ""))
    if known and not known.shared:
        return named(known.name, "organisation")
    full = phrase.body_id or name
    return Source(
        id=digest("source", "organisation", canonical(full, "organisation")), name=name,
        kind="organisation", identified="named",
    )  # fmt: skip


def unresolved(words: str, report: Report, span: Span, kind: Kind = "unknown") -> Source:
    """A link of a chain that stays open ("he"): keeps the chain's length, names nobody."""
    return Source(
        id=digest("source", report.id, span.start, words), name=words, kind=kind,
        identified="described",
    )  # fmt: skip


def together(sources: tuple[Source, ...]) -> Source:
    """Several sources that say one thing: a group of named ones is named by all their names."""
    if all(s.identified == "named" for s in sources):
        kind: Kind = "group"
        ids = sorted(s.id for s in sources)
        name = ", ".join(s.name for s in sources[:-1]) + " and " + sources[-1].name
        return Source(
            id=digest("source", "together", ids), name=name, kind=kind, identified="named"
        )
    first = sources[0]
    names_ = ", ".join(s.name for s in sources[:-1]) + " and " + sources[-1].name
    veil: Identified = (
        "anonymous" if any(s.identified == "anonymous" for s in sources) else "described"
    )
    return Source(
        id=digest("source", "together", [s.id for s in sources]), name=names_, kind="group",
        identified=veil, affiliation=first.affiliation,
        anonymity=next((s.anonymity for s in sources if s.anonymity), None),
        level=next((s.level for s in sources if s.level), None),
    )  # fmt: skip


def outlet_name(name: str) -> str:
    """An outlet's canonical name, where the tables know it.

    >>> outlet_name("The New York Times"), outlet_name("Harbour Gazette")
    ('New York Times', 'Harbour Gazette')
    """
    known = tables().outlets.get(name)
    return known.name if known else name


def untitled(words: str) -> str:
    """A name without the titles before it ("MR. LEE" -> "LEE")."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in tables().titles:
        parts = parts[1:]
    return " ".join(parts)


def plain(words: str) -> str:
    """A description without what follows its noun phrase, cut to a readable length.

    >>> plain("two aides who asked not to be named"), plain("officials")
    ('two aides', 'officials')
    """
    short = TAIL.sub("", " ".join(words.split())) or " ".join(words.split())
    if len(short) <= LENGTH:
        return short
    return short[:LENGTH].rsplit(" ", 1)[0].rstrip(",;") + "…"


def with_terms(source: Source, own: Terms, near: Terms) -> Source:
    """The source with the terms on which it speaks; of a named one only its own words tell."""
    if source.identified == "named":
        return replace(source, level=own.level) if own.level else source
    reason = source.anonymity or own.reason or near.reason
    return replace(
        source,
        anonymity=reason,
        level=source.level or own.level or near.level,
        identified="anonymous" if reason else source.identified,
    )
