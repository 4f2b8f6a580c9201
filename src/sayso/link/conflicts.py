"""The links between claims that stand against each other, folded to one for each pair of voices.

A source that says a thing in three sentences and another that denies it in two are in one
conflict, not in six: of the pairs of one report pair, topic and pair of voices the plainest is
kept, and of those the first in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.link.clashes import Clash, clash
from sayso.link.compare import Comparison, Rarity
from sayso.link.view import Seen
from sayso.records import Link

__all__ = ["against"]

Found = tuple[Seen, Seen, Clash]


def against(
    seen: Sequence[Seen], compared: Mapping[tuple[int, int], Comparison], rarity: Rarity
) -> list[Link]:
    """All `conflict`, `update`, `scope` and `time` links, sorted.

    Two officials, one "the bridge is open", one "the bridge is shut" ->
    ``[Link(kind="conflict", reasons=("stage: open against closed", ...))]``
    """
    best: dict[tuple[object, ...], Found] = {}
    for (i, j), comparison in compared.items():
        a, b = seen[i], seen[j]
        found = None if comparison.same else clash(a, b, comparison, rarity)
        if found is None:
            continue
        for key in _keys(a, b, found):
            known = best.get(key)
            if known is None or _rank((a, b, found)) < _rank(known):
                best[key] = (a, b, found)
    return sorted(_links(best.values()), key=lambda link: (link.a, link.b, link.kind))


def _keys(a: Seen, b: Seen, found: Clash) -> Iterable[tuple[object, ...]]:
    voices = sorted((a.who or a.id, b.who or b.id))
    reports = sorted((a.report, b.report))
    topic = found.topic if found.kind == "conflict" else f"{found.topic} {a.id} {b.id}"
    yield found.kind, topic, *voices, *reports


def _rank(found: Found) -> tuple[object, ...]:
    a, b, what = found
    first, second = sorted((a, b), key=lambda one: (one.start, one.id))
    return -round(what.weight, 1), a.nested or b.nested, first.start, second.start, a.id, b.id


def _links(found: Iterable[Found]) -> Iterable[Link]:
    for a, b, what in found:
        if what.kind == "update":
            a, b = sorted((a, b), key=lambda one: (one.said or ("", ""), one.id))
        else:
            a, b = sorted((a, b), key=lambda one: one.id)
        yield Link(a=a.id, b=b.id, kind=what.kind, score=what.weight, reasons=(what.words,))
