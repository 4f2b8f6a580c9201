"""Who meets whom when a claim comes or goes, and what is judged anew for it.

A claim that comes meets its neighbours in each of its buckets, and parts a few that are no longer
neighbours; one that goes does the opposite. How often two claims meet is counted: they are compared
when they first meet, and the judgement goes when they meet nowhere any more.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.index import Index, Posting
from sayso.link.buckets import FULL, REACH, WINDOW, changed, near
from sayso.link.candidates import within
from sayso.link.conflicts import ties
from sayso.link.hashing import hashed
from sayso.link.judging import Judged, judge
from sayso.link.nodes import Node, keys
from sayso.link.packing import kept, met, node_of
from sayso.link.rarity import Rarity
from sayso.link.view import Seen

__all__ = ["Meetings", "ties_of"]


class Meetings:
    """Works on the index as claims come and go; `settle` says what that touches."""

    def __init__(self, index: Index, rarity: Rarity) -> None:
        """``touched`` are claims whose groups may change, ``folds`` ties whose conflicts may,
        ``parted`` pairs that were judged and meet no more.
        """
        self.index = index
        self.rarity = rarity
        self.changes: Counter[tuple[int, int]] = Counter()
        self.touched: set[int] = set()
        self.folds: set[int] = set()
        self.parted: set[tuple[int, int]] = set()

    def leave(self, found: Sequence[Node]) -> None:
        """Claims go, with every judgement on them."""
        numbers = {node.number for node in found}
        for node in found:
            self._leave(node)
        gone = self.index.met(numbers)
        for row in gone:
            self.touched |= {row.a, row.b}
        self._drop([(row.a, row.b) for row in gone])
        self.index.drop_claims(numbers)
        self.settle()

    def arrive(self, found: Sequence[Node]) -> None:
        """All claims of one report come."""
        self.index.keep_claims(map(kept, found))
        for node in found:
            self._arrive(node)
            self.touched.add(node.number)
        for i, j in within(range(len(found)), found):
            self._count(found[i].number, found[j].number, 1)

    def _arrive(self, node: Node) -> None:
        """A claim takes its place in its row of twins; the first of a row stands in buckets."""
        place = Posting(node.twin, node.moment, node.number)
        before, after = self.index.before(place, 1), self.index.after(place, 1)
        self._chain(node.number, before, after, 1)
        if not before:
            for next_ in after:
                self._stand(self._node(next_.claim), -1)
            self._stand(node, 1)
        self.index.post([place])

    def _leave(self, node: Node) -> None:
        place = Posting(node.twin, node.moment, node.number)
        self.index.unpost([place])
        before, after = self.index.before(place, 1), self.index.after(place, 1)
        self._chain(node.number, before, after, -1)
        if not before:
            self._stand(node, -1)
            for next_ in after:
                self._stand(self._node(next_.claim), 1)

    def _chain(
        self, number: int, before: Sequence[Posting], after: Sequence[Posting], times: int
    ) -> None:
        for other in (*before, *after):
            self._count(number, other.claim, times)
        for one in before:
            for other in after:
                self._count(one.claim, other.claim, -times)

    def _stand(self, node: Node, times: int) -> None:
        """The claim comes to stand in its buckets (1), or leaves them (-1)."""
        for bucket in keys([node.seen], self.rarity)[0].tolist():
            place = Posting(bucket, node.moment, node.number)
            if times < 0:
                self.index.unpost([place])
            beside, start = self._beside(place)
            brought, parted = changed(beside, place, key=tuple, start=start)
            for pairs, more in ((brought, times), (parted, -times)):
                for one, other in pairs:
                    if near(bucket, one.moment, other.moment):
                        self._count(one.claim, other.claim, more)
            if times > 0:
                self.index.post([place])

    def _beside(self, place: Posting) -> tuple[list[Posting], int]:
        """The neighbours that decide what changes at a place (see `buckets.changed`)."""
        first = self.index.first(place.bucket, REACH)
        if len(first) < REACH or bisect(first, place) <= FULL + WINDOW:
            return first, 0
        before = self.index.before(place, WINDOW)
        return [*reversed(before), *self.index.after(place, WINDOW)], FULL

    def _node(self, number: int) -> Node:
        return node_of(self.index.claims([number])[0])

    def _count(self, a: int, b: int, times: int) -> None:
        self.changes[min(a, b), max(a, b)] += times

    def settle(self) -> None:
        """Judge who meets for the first time, and forget who meets no more."""
        pairs = {pair: times for pair, times in self.changes.items() if times}
        self.changes.clear()
        known = {(row.a, row.b): row for row in self.index.met_pairs(pairs)}
        fresh = [p for p, times in pairs.items() if times > 0 and p not in known]
        seen = {
            row.number: node_of(row).seen
            for row in self.index.claims({number for pair in fresh for number in pair})
        }
        kept, dropped = [], []
        for pair, row in known.items():
            times = row.times + pairs[pair]
            if times > 0:
                kept.append(row._replace(times=times))
            else:
                dropped.append(pair)
                if row.same or row.hard:
                    self.touched |= set(pair)
        for a, b in fresh:
            judged = judge(seen[a], seen[b], self.rarity) if a in seen and b in seen else None
            if judged:
                kept.append(met(a, b, pairs[a, b], judged))
                self._tie(a, b, seen[a], seen[b], judged)
                if judged.same or judged.hard:
                    self.touched |= {a, b}
        self._drop(dropped)
        self.index.keep_met(kept)

    def _drop(self, pairs: Sequence[tuple[int, int]]) -> None:
        self.folds.update(self.index.ties(pairs))
        self.index.untie(pairs)
        self.index.drop_met(pairs)
        self.parted.update(pairs)

    def _tie(self, a: int, b: int, one: Seen, other: Seen, judged: Judged) -> None:
        rows = [(tie, a, b) for tie in ties_of(one, other, judged)]
        self.folds.update(tie for tie, _, _ in rows)
        self.index.tie(rows)


def ties_of(a: Seen, b: Seen, judged: Judged) -> Iterable[int]:
    """The ties of a judgement as integers; none where the two do not clash."""
    if judged.clash is None:
        return []
    return sorted({hashed(*tie) for tie in ties((a, b, judged.clash))})
