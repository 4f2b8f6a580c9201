"""What a person decided about sources, applied to the clusters in the order of deciding (law 5).

    merge A B      both are one; A keeps its name and id
    split A ...    some of A's appearances or mentions are somebody else
    apart A B      they are two: no suggestion any more, and nothing joins them
    rename A NAME  what A is called
    admiralty A B2 a letter and a figure that a person gave

A decision holds on to places in texts, since ids change with metadata. One whose place is gone is
not lost: it waits, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.link.sources.clusters import Cluster
from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import key
from sayso.records import Anchor, Decision, Gap, digest
from sayso.spans import Spans

__all__ = [
    "ADMIRALTY",
    "APART",
    "MENTION",
    "MERGE",
    "RENAME",
    "SPLIT",
    "VERBS",
    "Bearing",
    "Decided",
    "decided",
]

MERGE, SPLIT, APART, RENAME, ADMIRALTY = "merge", "split", "apart", "rename", "admiralty"
VERBS = (MERGE, SPLIT, APART, RENAME, ADMIRALTY)
MENTION = "mention"
"""What ``Anchor.of`` says where a split takes one mention out, and not a report's whole source."""


class Decided:
    """The clusters while decisions are applied; ``refused`` are pairs of them, ``open`` what no
    decision could be applied to.
    """

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = {cluster.id: cluster for cluster in clusters}
        self.now = {cluster.id: cluster.id for cluster in clusters}
        self.refused: list[tuple[Anchor, Anchor, int]] = []
        self.open: list[tuple[int, Gap]] = []
        self._units: dict[str, list[Appearance]] = defaultdict(list)
        self._where: dict[tuple[str, str], list[str]] = defaultdict(list)
        for cluster in clusters:
            for unit in cluster.units:
                self._units[unit.sha256].append(unit)
                self._where[unit.report, unit.source].append(cluster.id)

    def cluster(self, anchor: Anchor) -> Cluster | None:
        """The cluster that an anchor is about."""
        if (cluster := self._current(anchor.of)) is not None:
            return cluster
        unit = self.unit(anchor)
        return None if unit is None else self._holding(unit, anchor.spans)

    def _current(self, id_: str) -> Cluster | None:
        while self.now.get(id_, id_) != id_:
            id_ = self.now[id_]
        return self.clusters.get(id_)

    def _holding(self, unit: Appearance, spans: Spans) -> Cluster | None:
        held = [
            (not _overlap(place.spans, spans), cluster.id)
            for id_ in self._where[unit.report, unit.source]
            if (cluster := self._current(id_)) is not None
            for one in cluster.units
            if (one.report, one.source) == (unit.report, unit.source)
            for place in one.places
        ]
        return self.clusters[min(held)[1]] if held else None

    def unit(self, anchor: Anchor) -> Appearance | None:
        """The appearance that stands at an anchor; of two the one with its name."""
        here = [
            unit
            for unit in self._units.get(anchor.sha256, ())
            if any(_overlap(place.spans, anchor.spans) for place in unit.places)
        ]
        here = [unit for unit in here if unit.report == anchor.report] or here
        here = [u for u in here if any(p.spans == anchor.spans for p in u.places)] or here
        same = [unit for unit in here if key(unit.name) == key(anchor.name)]
        fitting = same or (here if len({unit.source for unit in here}) == 1 else [])
        return min(fitting, key=lambda unit: unit.key, default=None)

    def merge(self, one: Cluster, other: Cluster, decision: Decision) -> None:
        """``other`` becomes a part of ``one``."""
        if one is other:
            return
        one.units += other.units
        one.decisions += [*other.decisions, decision.number]
        one.letter = one.letter or other.letter
        del self.clusters[other.id]
        self.now[other.id] = one.id

    def take_out(self, anchors: Iterable[Anchor], decision: Decision) -> bool:
        """Appearances, or single mentions of them, become a cluster of their own."""
        out: list[Appearance] = []
        for anchor in anchors:
            unit = self.unit(anchor)
            held = self._holding(unit, anchor.spans) if unit else None
            if unit is None or held is None:
                continue
            for one in [
                u for u in held.units if (u.report, u.source) == (unit.report, unit.source)
            ]:
                leaving = [
                    p for p in one.places if anchor.of != MENTION or _overlap(p.spans, anchor.spans)
                ]
                if not leaving:
                    continue
                held.units.remove(one)
                held.decisions.append(decision.number)
                staying = tuple(p for p in one.places if p not in leaving)
                if staying:
                    held.units.append(replace(one, places=staying))
                out.append(replace(one, places=tuple(leaving)))
            if not held.units:
                del self.clusters[held.id]
        if out:
            out.sort(key=lambda u: u.key)
            places = [[u.sha256, u.report, u.name, [p.spans for p in u.places]] for u in out]
            id_ = digest("source", "split", places)
            self.clusters[id_] = Cluster(
                id_, "alone", out, f"split off by {decision.by} (decision {decision.number})",
                decisions=[decision.number],
            )  # fmt: skip
            self.now[id_] = id_
            for one in out:
                self._where[one.report, one.source].append(id_)
        return bool(out)

    def wait(self, decision: Decision, name: str) -> None:
        """Note that a decision has nothing to apply to."""
        what = f"“{name}” in a text" if name else "something"
        reason = (
            f"Decision {decision.number} ({decision.verb}, by {decision.by}) is about {what} that "
            "the ledger does not hold (any more); it waits until it does."
        )
        self.open.append((decision.number, Gap(field="decision", text=name, reason=reason)))


class Bearing:
    """What decisions on sources may bear on: records of these ``ids``, and what stands at a place
    of these ``texts``. They change nothing else, and nothing else changes what they do.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        about = [decision for decision in decisions if decision.verb in VERBS]
        anchors = [anchor for decision in about for anchor in decision.anchors]
        self.ids = {id_ for decision in about for id_ in decision.subjects}
        self.ids |= {anchor.of for anchor in anchors}
        self.texts: dict[str, list[Spans]] = defaultdict(list)
        for anchor in anchors:
            self.texts[anchor.sha256].append(anchor.spans)

    def on_unit(self, unit: Appearance) -> bool:
        """Whether an appearance stands at one of the places."""
        return any(
            _overlap(place.spans, spans)
            for spans in self.texts.get(unit.sha256, ())
            for place in unit.places
        )

    def on(self, cluster: Cluster) -> bool:
        """Whether a cluster has one of the ids, or stands at one of the places."""
        return cluster.id in self.ids or any(map(self.on_unit, cluster.units))


def decided(clusters: Sequence[Cluster], decisions: Iterable[Decision]) -> Decided:
    """The clusters after a person's decisions that stand; others than those on sources are skipped.

    "A. Voss" and "Ada Voss", merged -> one cluster, named as the first subject
    """
    state = Decided(clusters)
    for decision in decisions:
        if decision.verb not in VERBS:
            continue
        if decision.verb == SPLIT:
            if not state.take_out(decision.anchors[1:], decision):
                state.wait(decision, decision.anchors[0].name if decision.anchors else "")
            continue
        ends = [
            next((c for a in decision.anchors if a.of == id_ and (c := state.cluster(a))), None)
            for id_ in decision.subjects
        ]
        missing = [id_ for id_, end in zip(decision.subjects, ends, strict=True) if end is None]
        if missing:
            names = [a.name for a in decision.anchors if a.of in missing]
            state.wait(decision, names[0] if names else missing[0])
            continue
        _apply(state, decision, [end for end in ends if end is not None])
    return state


def _apply(state: Decided, decision: Decision, ends: Sequence[Cluster]) -> None:
    if decision.verb == MERGE:
        for other in ends[1:]:
            state.merge(ends[0], other, decision)
    elif decision.verb == APART:
        a, b = (next(x for x in decision.anchors if x.of == id_) for id_ in decision.subjects[:2])
        if ends[0] is ends[1]:
            state.take_out([b], decision)
        else:
            for end in ends[:2]:
                end.decisions.append(decision.number)
        state.refused.append((a, b, decision.number))
    elif decision.verb == RENAME:
        ends[0].name = decision.value
        ends[0].decisions.append(decision.number)
    elif decision.verb == ADMIRALTY:
        ends[0].letter = decision.value
        ends[0].decisions.append(decision.number)


def _overlap(left: Spans, right: Spans) -> bool:
    return any(a.start < b.end and b.start < a.end for a in left for b in right)
