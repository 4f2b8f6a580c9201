"""Who speaks for which body, and which description fits which source.

Narrower than identity: it is asked only between sources of claims that say the same.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.link.tables import rows
from sayso.link.words import content, stem, tokens
from sayso.records import Source

__all__ = ["author", "holds", "mouthpiece", "nested", "speaks_as", "spoken_for"]

OFFICES = {"minister": "ministry"}
"""Who is named after what they lead."""


@cache
def _jobs() -> frozenset[str]:
    return frozenset(stem(word) for row in rows("roles.tsv") for word in row[0].split())


@cache
def _speakers() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("roles.tsv") if row[1] == "spokesperson")


def _stems(words: str) -> frozenset[str]:
    return frozenset(
        stem(OFFICES[w]) if (w := word) in OFFICES else stem(word)
        for word in tokens(words)
        if content(word)
    )


PAPER = re.compile(
    r"\b(?:figures?|data|numbers?|statistics|counts?|tally|survey|poll|study|review|report|estimates?|"
    r"records?)\b|^(?:published|released|compiled|collected|gathered|issued|provided|counted) by\b",
    re.I,
)
UNPLACED = "0" * 16
"""The scope of a body of which no country is told."""


def author(source: Source) -> Source:
    """Whose word a paper is, where it is a named body's; any other source as it is.

    "data compiled by Kestrel Research", "figures from the Harbour Office" -> the body itself
    """
    body = source.affiliation or ""
    paper = source.kind == "document" or (source.kind == "unknown" and PAPER.search(source.name))
    if source.identified != "described" or not paper or not body[:1].isupper():
        return source
    return Source(
        id=f"author {body}", name=body, kind="organisation", identified="named", scope=UNPLACED
    )


def spoken_for(source: Source) -> frozenset[str]:
    """The stems of the body that a person speaks for, empty where none is told.

    "Sarovia's defence minister" -> {sarovia, defence, ministry}; "a Hallmar spokesman" -> {hallmar}
    """
    if source.kind != "person":
        return frozenset()
    words = f"{source.affiliation or ''} {source.role or ''}"
    if source.identified != "named":
        words += f" {source.name}"
    return _stems(words) - _jobs()


def mouthpiece(source: Source) -> frozenset[str]:
    """The body of one who is only described as speaking for it; empty for anybody else.

    "a spokesman for Hallmar Logistics" -> {hallmar, logistic}; "a driver for Hallmar" -> {}
    """
    if source.kind != "person" or source.identified != "described":
        return frozenset()
    if _stems(source.name).isdisjoint(_speakers()):
        return frozenset()
    return _stems(source.name) - _jobs()


def speaks_as(one: Source, body: Source) -> bool:
    """Whether a named person's office is the head of a named body.

    Viktor Ansel, "Sarovia's defence minister", and "the Ministry of Defence" -> True
    """
    if body.kind not in ("organisation", "outlet") or one.kind != "person":
        return False
    name = _stems(body.name)
    return len(name) > 1 and name <= spoken_for(one)


def holds(described: Source, known: Source) -> bool:
    """Whether a description can only mean this named source, of all that say the same.

    "the ministry", and the Ministry of Defence or its spokeswoman -> True
    "the mayor of Vell", and Sefa Marn, "mayor of Vell" -> True
    """
    if described.identified == "anonymous" or described.kind == "group":
        return False
    if body := mouthpiece(described):
        return nested(body, spoken_for(known) or _stems(known.name))
    words = _stems(described.name)
    if described.kind == "organisation":
        names = _stems(known.name) if known.kind != "person" else spoken_for(known)
        return bool(words) and words <= names
    if described.kind == "document":
        owner = _stems(described.affiliation or "")
        return bool(owner) and nested(owner, _stems(known.name))
    if described.kind == "person" and known.kind == "person" and known.role:
        return bool(words) and bool(words & _jobs_of(known)) and words <= _role(known)
    return False


def _jobs_of(source: Source) -> frozenset[str]:
    return _stems(source.role or "") & frozenset(_stems(" ".join(_jobs())) | _jobs())


def _role(source: Source) -> frozenset[str]:
    return _stems(f"{source.role or ''} {source.affiliation or ''}")


def nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name is the other, or a part of it.

    >>> nested(frozenset({"hallmar"}), frozenset({"hallmar", "logistic"}))
    True
    """
    return bool(a and b) and (a <= b or b <= a)
