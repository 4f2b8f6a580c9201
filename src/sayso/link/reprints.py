"""What reports share with each other when one comes or goes (see `passages`, `copies`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from sayso.index import Index, Overlap, Text
from sayso.link.copies import Copies, Pair, copy_link, enough, is_reprint, pair_of
from sayso.link.credits import credits
from sayso.link.families import Family, families
from sayso.link.hashing import Hashes
from sayso.link.nodes import number_of
from sayso.link.packing import overlap, pair_from
from sayso.link.passages import CROWD, contribution, fingerprint, furniture, shingles
from sayso.records import Link, Report

__all__ = ["Reprints", "family_of"]


class Reprints:
    """Works on the index as reports come and go; `settle` says what that changes."""

    def __init__(self, index: Index) -> None:
        """``touched`` are reports whose family may have changed."""
        self.index = index
        self.touched: set[int] = set()
        self.counts: Counter[tuple[int, int]] = Counter()
        self.sizes: Counter[int] = Counter()
        self.known: dict[int, Text] = {}
        self.outlets = index.outlets()
        self.links: tuple[list[Link], list[Link]] = ([], [])

    def leave(self, number: int) -> None:
        """A report goes."""
        if not self._texts([number]):
            return
        found = np.frombuffer(self.index.sequences(number), dtype=np.int64).tolist()
        self._weigh(number, found, -1)
        self.index.disown(number, found)
        for row in self.index.overlaps([number]):
            self._unlink(row)
            self.touched |= {row.a, row.b}
        self.index.drop_overlaps([number])
        self.index.drop_texts([number])
        self.known.pop(number, None)
        self.sizes.pop(number, None)
        for pair in [pair for pair in self.counts if number in pair]:
            del self.counts[pair]

    def arrive(self, report: Report) -> None:
        """A report comes."""
        number, prints = number_of(report.id), shingles(report)
        found = prints.astype(np.int64)
        text = Text(number, report.id, report.outlet, len(found), fingerprint(prints).tobytes(), "")
        self.index.keep_texts([text])
        self.index.keep_sequences(number, found.tobytes())
        self.known[number] = text
        self.touched.add(number)
        self._weigh(number, found.tolist(), 1)
        self.index.own((sequence, number) for sequence in found.tolist())

    def _weigh(self, number: int, found: list[int], times: int) -> None:
        """Count what the group of each sequence stands for, with this report and without it."""
        groups: Counter[tuple[int, ...]] = Counter()
        for owners in self.index.owners(found).values():
            groups[tuple(owner for owner in owners if owner != number)] += 1
        groups.pop((), None)
        self._texts({owner for group in groups for owner in group})
        for group, count in groups.items():
            joined = tuple(sorted((*group, number)))
            plain = not self._furniture(group) and not self._furniture(joined)
            if plain and len(joined) <= CROWD:
                for other in group:
                    self.counts[min(other, number), max(other, number)] += count * times
            else:
                self._contribute(joined, count, times)
                if len(group) > 1:
                    self._contribute(group, count, -times)

    def _furniture(self, group: tuple[int, ...]) -> bool:
        if len(group) < 3:
            return False
        prints, outlets = self._columns(group)
        return furniture(tuple(range(len(group))), prints, outlets)

    def _columns(self, group: tuple[int, ...]) -> tuple[Hashes, list[str | None]]:
        texts = [self.known[one] for one in group]
        prints = np.array([np.frombuffer(text.print, dtype=np.uint64) for text in texts])
        return prints, [text.outlet for text in texts]

    def _contribute(self, group: tuple[int, ...], count: int, times: int) -> None:
        less, more = contribution(tuple(range(len(group))), count, *self._columns(group))
        for place in less:
            self.sizes[group[place]] -= count * times
        for i, j in more:
            self.counts[group[i], group[j]] += count * times

    def _texts(self, numbers: Iterable[int]) -> list[Text]:
        wanted = list(numbers)
        missing = [number for number in wanted if number not in self.known]
        self.known |= {text.number: text for text in self.index.texts(missing)}
        return [self.known[number] for number in wanted if number in self.known]

    def settle(self, came: Collection[int]) -> None:
        """Judge again which reports are copies, as far as they, or what they credit, changed."""
        changed = {number for number, less in self.sizes.items() if less} | set(came)
        self._texts(changed)
        self.index.keep_texts(
            self._resized(number) for number in sorted(changed) if number in self.known
        )
        changed |= self._credited(came)
        counts = {pair: count for pair, count in self.counts.items() if count}
        rows = {(row.a, row.b): row for row in self.index.overlaps(changed | _ends(counts))}
        for pair in counts.keys() | {p for p in rows if not changed.isdisjoint(p)}:
            a, b = pair
            row = rows.get(pair, Overlap(a, b, 0, 0, b""))
            self._judge(row, row.shared + counts.get(pair, 0))

    def _resized(self, number: int) -> Text:
        text = self.known[number]
        self.known[number] = text._replace(size=text.size + self.sizes[number])
        return self.known[number]

    def _credited(self, came: Collection[int]) -> set[int]:
        """The reports whose credits changed: those that came, and those that name an outlet that
        the ledger did not have before, or has no more.
        """
        outlets = self.index.outlets()
        names = outlets.keys() ^ self.outlets.keys()
        maybe = {n for name in names for n in self.index.naming(name.removeprefix("The "))}
        changed = set()
        for number in sorted(maybe | set(came)):
            report = self.index.report(number)
            if report is None or not self._texts([number]):
                continue
            found = json.dumps(sorted(credits(report, frozenset(outlets))))
            if found != self.known[number].credits:
                self.known[number] = self.known[number]._replace(credits=found)
                self.index.keep_texts([self.known[number]])
                changed.add(number)
        self.touched |= changed
        return changed

    def _judge(self, row: Overlap, count: int) -> None:
        pair = self._pair(row.a, row.b, count)
        new = overlap(row.a, row.b, count, pair, pair is not None and is_reprint(pair))
        if new == row:
            return
        self._unlink(row)
        self.index.keep_overlaps([new])
        if new.reprint and pair is not None:
            self.links[1].append(copy_link(pair))
        if (bool(row.record), row.reprint) != (bool(new.record), new.reprint):
            self.touched |= {row.a, row.b}

    def _pair(self, a: int, b: int, count: int) -> Pair | None:
        texts = self._texts([a, b])
        if len(texts) < 2 or not enough(count, min(text.size for text in texts)):
            return None
        one, other = self.index.report(a), self.index.report(b)
        if one is None or other is None:
            return None
        return pair_of(one, other, count, min(t.size for t in texts), _credits(texts))

    def _unlink(self, row: Overlap) -> None:
        pair = pair_from(row)
        if row.reprint and pair is not None:
            self.links[0].append(copy_link(pair))


def _ends(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {number for pair in pairs for number in pair}


def _credits(texts: Iterable[Text]) -> Mapping[str, frozenset[str]]:
    return {text.id: frozenset(json.loads(text.credits or "[]")) for text in texts}


def family_of(index: Index, reports: Iterable[int]) -> Family:
    """The family of these reports among each other."""
    texts = {text.number: text for text in index.texts(reports)}
    rows = [r for r in index.overlaps(texts) if r.record and r.a in texts and r.b in texts]
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for row in rows:
        pair = pair_from(row)
        if pair is not None:
            found[not row.reprint].append(pair)
    copied = Copies(tuple(found[0]), tuple(found[1]), _credits(texts.values()))
    outlets = {text.id: text.outlet for text in texts.values()}
    return families(sorted(outlets), copied, outlets)
