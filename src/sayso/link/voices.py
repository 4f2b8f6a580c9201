"""When two sources are one voice: the same source, or a body and the person who speaks for it."""

from __future__ import annotations

from sayso.link.view import Seen
from sayso.link.words import content, tokens
from sayso.records import Source

__all__ = ["named", "one_voice", "same_voice", "surname"]


def named(source: Source | None) -> bool:
    """Whether a source can be told apart from others by its name."""
    return source is not None and source.identified == "named"


def one_voice(a: Source, b: Source) -> bool:
    """Whether both are the same source, or one speaks for the other.

    The spokeswoman Ada Voss (affiliation "Port Authority") and "the Port Authority" -> True
    """
    if a.id == b.id:
        return True
    if not (named(a) and named(b)):
        return False
    if a.kind == b.kind == "person":
        return _one_person(a.name, b.name)
    return _speaks_for(a, b) or _speaks_for(b, a)


def _one_person(a: str, b: str) -> bool:
    """Whether one name is a shorter form of the other: "Voss", "Ada Voss", "Ada M. Voss"."""
    left, right = (frozenset(w for w in tokens(name) if len(w) > 1) for name in (a, b))
    return bool(left and right) and surname(a) == surname(b) and (left <= right or right <= left)


def surname(name: str) -> str:
    """The last word of a name in lower case, the empty string if there is none."""
    words = tokens(name)
    return words[-1] if words else ""


def _speaks_for(person: Source, body: Source) -> bool:
    if person.kind != "person" or body.kind not in ("organisation", "document", "outlet"):
        return False
    for_whom = frozenset(content(f"{person.affiliation or ''} {person.role or ''}"))
    name = frozenset(content(body.name))
    return bool(name) and name <= for_whom


def same_voice(a: Seen, b: Seen) -> bool:
    """Whether two claims come out of one mouth: the first speakers, or the origins, are one."""
    if a.speaker and b.speaker and one_voice(a.speaker, b.speaker):
        return True
    return bool(a.origin and b.origin and named(a.origin) and one_voice(a.origin, b.origin))
