"""Annotated examples written as text: tags in, spans out.

    "<s1>Ann</s1> <q1>said</q1> <c1>no</c1>."   ->   "Ann said no.", one relation

Tags: ``s`` source, ``q`` cue, ``c`` content, each with the number of its relation; they may nest
and repeat (fragments). A relation whose number is written with an ``n`` after it (``<cn2>``) is
nested: said inside another one's content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

TAG: Final = re.compile(r"<(/?)([sqc])(n?)(\d)>")
ROLE: Final = {"s": "source", "q": "cue", "c": "content"}

Fragments = list[tuple[int, int]]


@dataclass
class Relation:
    """One relation over a text: fragments by role, and whether it is nested in another."""

    source: Fragments = field(default_factory=list)
    cue: Fragments = field(default_factory=list)
    content: Fragments = field(default_factory=list)
    nested: bool = False


def parse(marked: str) -> tuple[str, list[Relation]]:
    """The text without its tags, and its relations in the order of their numbers."""
    relations: dict[str, Relation] = {}
    opened: dict[str, int] = {}
    text, position = "", 0
    for match in TAG.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        closing, letter, nested, number = match.groups()
        if not closing:
            opened[letter + number] = len(text)
            continue
        relation = relations.setdefault(number, Relation())
        relation.nested |= bool(nested)
        getattr(relation, ROLE[letter]).append((opened.pop(letter + number), len(text)))
    if opened:
        raise ValueError(f"unclosed tag in {marked!r}")
    return text + marked[position:], [relations[number] for number in sorted(relations)]
