"""When two sources are one voice: the same source, or a body and the person who speaks for it."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.view import Seen
from sayso.link.words import content, tokens
from sayso.records import Source

__all__ = ["body_of", "named", "one_voice", "same_voice", "surname"]


def named(source: Source | None) -> bool:
    """Whether a source can be told apart from others by its name."""
    return source is not None and source.identified == "named"


def one_voice(a: Source, b: Source) -> bool:
    """Whether both are the same source, or one speaks for the other.

    The spokeswoman Ada Voss (affiliation "Port Authority") and "the Port Authority" -> True
    """
    if a.id == b.id:
        return True
    if not (_known(a) and _known(b)):
        return False
    if a.kind == b.kind == "person":
        return _one_person(a.name, b.name)
    return _speaks_for(a, b) or _speaks_for(b, a)


def _known(source: Source) -> bool:
    """Whether it is known whose word a source is: its name, or whose document it is."""
    return named(source) or (source.kind == "document" and source.identified == "described")


def _one_person(a: str, b: str) -> bool:
    """Whether one name is a shorter form of the other: "Voss", "Ada Voss", "Ada M. Voss"."""
    if surname(a) != surname(b):
        return False
    left, right = (frozenset(w for w in _words(name) if len(w) > 1) for name in (a, b))
    return bool(left and right) and (left <= right or right <= left)


@lru_cache(maxsize=16_384)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name: the same names are compared again and again."""
    return tuple(tokens(name))


@lru_cache(maxsize=16_384)
def _stems(name: str) -> frozenset[str]:
    return frozenset(content(name))


def surname(name: str) -> str:
    """The last word of a name in lower case, the empty string if there is none."""
    words = _words(name)
    return words[-1] if words else ""


def _speaks_for(one: Source, body: Source) -> bool:
    if one.kind not in ("person", "document") or body.kind not in BODIES:
        return False
    for_whom = _stems(f"{one.affiliation or ''} {one.role or ''}")
    name = _stems(body.name)
    if one.kind == "document" and not one.affiliation:
        owner = OWNER.match(one.name)  # "the ministry's own yearbook"
        return owner is not None and bool(whose := _stems(owner[1])) and whose <= name
    return bool(name) and name <= for_whom


BODIES = frozenset(["organisation", "document", "outlet"])
OWNER = re.compile(r"(?:[Tt]he )?([\w .-]{3,60}?)['’]s? ")


def body_of(source: Source | None, outlet: str | None) -> tuple[str, ...]:
    """The stems of the body in whose name something is said; of the name where none is known.

    Ada Voss of the Port Authority -> ``("authority", "port")``
    """
    if source is None:
        return tuple(sorted(set(content(outlet or ""))))
    if source.affiliation and named(source):
        return tuple(sorted(set(content(source.affiliation))))
    owner = OWNER.match(source.name) if source.kind == "document" else None
    name = source.affiliation or (owner[1] if owner else source.name)
    return tuple(sorted(set(content(name)))) or (source.id,)


def same_voice(a: Seen, b: Seen) -> bool:
    """Whether two claims come out of one mouth: the first speakers, or the origins, are one."""
    if a.speaker and b.speaker and one_voice(a.speaker, b.speaker):
        return True
    if a.origin and b.origin:
        return named(a.origin) and one_voice(a.origin, b.origin)
    return _own_word(a, b) or _own_word(b, a)


def _own_word(one: Seen, other: Seen) -> bool:
    """Whether a body says it in a statement of its own, and the other speaks for that body."""
    if one.origin or not one.narration or not one.outlet or not named(other.origin):
        return False
    assert other.origin is not None
    body = _stems(one.outlet)
    whom = _stems(f"{other.origin.affiliation or ''} {other.origin.role or ''}")
    return len(body) > 1 and (body == _stems(other.origin.name) or body <= whom)
