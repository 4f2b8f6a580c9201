"""What a figure counts, under one name: "service members" and "troops" are soldiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.link.tables import mapping, rows
from sayso.link.words import NEGATIONS, content, stem, tokens
from sayso.records import Figure

__all__ = ["Thing", "doing", "thing"]

PLAIN = frozenset(
    [
        "additional",
        "more",
        "other",
        "another",
        "further",
        "first",
        "second",
        "third",
        "last",
        "least",
        "total",
    ]
)
"""Words before a counted noun that say which part is meant, not which kind."""
HEAD_ENDS = re.compile(r"\b(?:of|from|in|at|for|on|with|who|that|which|to|by|and)\b|,")
LEAVES = re.compile(
    r"\b(?:leav(?:es|ing)|left)\s+(?:about |some |only |just |around )?(?=\d)|"
    r"\b(?:are|is|still|were|was)\s+left\b|"
    r"(?<!had )(?<!have )(?<!has )\bleft (?=in|at|on|there|here|behind)",
    re.IGNORECASE,
)
"""\"That leaves 900 men in the fort\" and "soldiers left in the fort" count those who stay."""
STAYS = frozenset({"remain"})
TOLLS = {"kill": "death", "wound": "injury", "miss": "missing", "homeless": "homeless"}
FATES = {
    "killed": "kill", "died": "kill", "dead": "kill", "slain": "kill", "injured": "wound",
    "wounded": "wound", "hurt": "wound", "missing": "miss", "homeless": "homeless",
}  # fmt: skip
"""What befell those counted, as the last word of what a figure is of: "people missing"."""
LOST = re.compile(r"\blost (?:their|his|her) homes?\b", re.IGNORECASE)
LOOSE = frozenset({"order", "fire", "add", "cut", "return"})
"""Words of the table of doings that mean too much else to tell what counted things do."""


@dataclass(frozen=True, slots=True)
class Thing:
    """``name`` of the thing, its narrowing ``kinds``; ``wide`` if the name says little alone."""

    name: str
    kinds: frozenset[str]
    wide: bool
    money: bool = False


@cache
def _names() -> dict[tuple[str, ...], tuple[str, str]]:
    """Phrases in lower case -> the thing's name, and its mark in the table."""
    found = {}
    for name, phrases in rows("counted_things.tsv"):
        for phrase in phrases.split():
            found[tuple(phrase.split("_"))] = (name.lstrip("*$"), name[:1])
    return found


def thing(figure: Figure) -> Thing:
    """The thing that a figure counts.

    ``of="American service members"`` -> ``Thing("soldier", kinds={"usa"}, wide=False)``;
    a figure that does not say what it counts -> ``Thing("", {}, True)``
    """
    whole = (figure.of or "").casefold()
    words = tokens(HEAD_ENDS.split(whole)[0]) or tokens(whole)
    words = [w for w in words if not w[:1].isdigit() and w not in NEGATIONS]
    if not words:
        return Thing("", frozenset(), True)
    if len(words) > 1 and words[-1] in FATES and tuple(words[-2:]) not in _names():
        who = _thing(words[:-1])
        fate = TOLLS[FATES[words[-1]]]
        return Thing(fate, who.kinds | {who.name} - {"person"}, False)
    return _thing(words)


def _thing(words: Sequence[str]) -> Thing:
    for length in (3, 2, 1):
        known = _names().get(tuple(words[-length:])) if length <= len(words) else None
        if known:
            kinds = frozenset(content(" ".join(words[:-length]))) - PLAIN
            return Thing(known[0], kinds, known[1] in ("*", "$"), known[1] == "$")
    kinds = frozenset(content(" ".join(words[:-1]))) - PLAIN
    return Thing(stem(words[-1]), kinds, False)


@cache
def _doings() -> dict[str, str]:
    table = mapping("doings.tsv").items()
    return {stem(word): group for word, group in table if word not in LOOSE}


def doing(clause: str) -> str:
    """What the counted things do in a clause, the empty string where they are only there.

    >>> doing("150 soldiers had been moved to barracks"), doing("That leaves 1,050 troops")
    ('leave', '')
    """
    told = LOST.sub(" homeless ", LEAVES.sub(" remain ", clause))
    groups = [_doings()[w] for w in content(told) if w in _doings()]
    return "" if not groups or groups[0] in STAYS else groups[0]


def toll(name: str, flow: str) -> tuple[str, str]:
    """A count of people who were killed, hurt or lost is a toll: something that stands and grows.

    >>> toll("person", "kill"), toll("soldier", "leave")
    (('death', ''), ('soldier', 'leave'))
    """
    if name == "person" and flow in TOLLS:
        return TOLLS[flow], ""
    if name in TOLLS.values():
        return name, ""
    return name, flow
