"""The links between claims that stand against each other, folded to one for each pair of voices.

A source that says a thing in three sentences and another that denies it in two are in one
conflict, not in six: of the pairs of one topic and pair of voices the plainest is
kept, and of those the first. Across reports one link stands for each dispute, the
earliest, and none where one report holds both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.link.clash import Clash
from sayso.link.view import Seen
from sayso.link.voices import body_of
from sayso.records import Link

__all__ = ["Found", "folded", "ties"]

Found = tuple[Seen, Seen, Clash]
"""Two claims, the one with the lower id first, and how they stand against each other."""


def folded(found: Iterable[Found]) -> list[Link]:
    """All `conflict`, `update`, `scope` and `time` links of the pairs that clash, sorted.

    Pairs that have no `ties` in common never influence each other.

    Two officials, one "the bridge is open", one "the bridge is shut" ->
    ``[Link(kind="conflict", reasons=("stage: open against closed", ...))]``
    """
    best: dict[tuple[object, ...], Found] = {}
    for one in _innermost(list(found)):
        for key in _keys(*one):
            known = best.get(key)
            if known is None or _rank(one) < _rank(known):
                best[key] = one
    told = {_dispute(one) for one in best.values() if one[0].report == one[1].report}
    kept = [f for f in best.values() if f[0].report == f[1].report or _dispute(f) not in told]
    return sorted(_links(kept), key=lambda link: (link.a, link.b, link.kind))


def ties(found: Found) -> list[tuple[object, ...]]:
    """What a pair that clashes is folded by: pairs that share one of these are folded together.

    "The bridge is open", "The bridge is shut" -> the two voices and their topic, in this report
    and in any
    """
    a, b, what = found
    inside = [
        ("inside", who, other.id, what.topic)
        for one, other in ((a, b), (b, a))
        for who in (one.id, one.parent)
        if who
    ]
    return [
        *(("key", *key) for key in _keys(a, b, what)),
        ("dispute", *_dispute(found)),
        *inside,
    ]


def _innermost(found: Sequence[Found]) -> Iterator[Found]:
    """The clashes without those of a claim inside which another stands that clashes likewise."""
    inner = {
        (one.parent, other.id, what.topic)
        for a, b, what in found
        for one, other in ((a, b), (b, a))
        if one.parent
    }
    for a, b, what in found:
        if (a.id, b.id, what.topic) not in inner and (b.id, a.id, what.topic) not in inner:
            yield a, b, what


def _dispute(found: Found) -> tuple[object, ...]:
    """What a dispute is about and whose it is, wherever it is told."""
    a, b, what = found
    if what.kind != "conflict":
        return a.id, b.id
    return what.topic, *sorted(_voice(one) for one in (a, b))


def _voice(one: Seen) -> tuple[str, ...]:
    """Whose word it is, for telling a dispute once; nobody's is each claim's own."""
    if one.origin is None and not one.outlet:
        return (one.id,)
    if one.origin is not None and one.origin.identified == "unattributed":
        return (one.id,)
    return body_of(one.origin, one.outlet)


def _keys(a: Seen, b: Seen, found: Clash) -> Iterable[tuple[object, ...]]:
    inside = a.report == b.report
    if inside:
        voices = sorted(_speaker(one) for one in (a, b))
    else:
        voices = sorted(_voice(one) for one in (a, b))
    reports = [a.report] if inside else [""]
    if found.topic.startswith("back "):
        yield found.kind, found.topic
        return
    topic = found.topic if found.kind == "conflict" else f"{found.topic} {a.id} {b.id}"
    yield found.kind, topic, *voices, *reports


def _speaker(one: Seen) -> tuple[str, ...]:
    return (one.speaker.id if one.speaker else one.id,)


def _rank(found: Found) -> tuple[object, ...]:
    a, b, what = found
    first, second = sorted((a, b), key=lambda one: (one.said or ("9999", ""), one.start, one.id))
    plain = what.weight if what.topic.startswith("back ") else round(what.weight, 1)
    return (
        -plain, a.nested or b.nested, a.hearsay + b.hearsay,
        *sorted([a.published, b.published]),
        first.said or ("9999", ""), second.said or ("9999", ""), first.start, second.start,
        first.id, second.id,
    )  # fmt: skip


def _links(found: Iterable[Found]) -> Iterable[Link]:
    for a, b, what in found:
        if what.kind == "update":
            a, b = sorted((a, b), key=lambda one: (one.said or ("", ""), one.id))
        else:
            a, b = sorted((a, b), key=lambda one: one.id)
        yield Link(a=a.id, b=b.id, kind=what.kind, score=what.weight, reasons=(what.words,))
