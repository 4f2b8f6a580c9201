"""The body that somebody heads who is only called its director: "its" is the body told of before.

"Fen Watch counted 152. Its director, Ada Voss, ..."  ->  Ada Voss, affiliation "Fen Watch"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from sayso.ground.who.cast import Cast, Entity
from sayso.records import Reading
from sayso.spans import Span

ITS: Final = re.compile(r"(?:its|their)\s", re.I)
OPENS: Final = 24
"""Characters from the start of a sentence within which a body is what it tells of."""


def posted(reading: Reading, cast: Cast) -> Cast:
    """The cast with the bodies of those who are "its" director, head or spokeswoman.

    Where the sentence before tells of several bodies, the one that opens it is meant; else nobody.
    """
    starts = [sentence.start for sentence in reading.sentences]
    entities = tuple(
        replace(entity, parent=body)
        if entity.person
        and entity.parent is None
        and (body := _body(entity, reading, cast, starts))
        else entity
        for entity in cast.entities
    )
    return replace(cast, entities=entities)


def _body(entity: Entity, reading: Reading, cast: Cast, starts: list[int]) -> str | None:
    for role in entity.roles:
        at = role.span.start
        before = reading.text[max(0, at - 6) : at]
        if not (ITS.match(role.text) or ITS.search(before)):
            continue
        number = bisect_left(starts, at + 1) - 1
        if number < 0:
            continue
        here = reading.sentences[number]
        for sentence in (Span(here.start, at), *reading.sentences[max(0, number - 1) : number]):
            found = [
                (hit.span.start, other.name)
                for hit, other, _ in cast.inside(sentence)
                if other.kind in ("organisation", "outlet") and not other.place
            ]
            if not found:
                continue
            first, name = found[0]
            opens = first - sentence.start <= OPENS
            return name if opens or len({name for _, name in found}) == 1 else None
    return None
