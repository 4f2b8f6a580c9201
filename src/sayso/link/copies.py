"""Reprints and rewrites of one report, found by the word sequences that two reports share.

Eight words in a row are hardly ever written twice by chance. How much of the shorter report stands
in the longer one (containment) tells a reprint from a shared quotation; what stands in many
reports that share little else is the furniture of a site, and no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.link.changes import changes
from sayso.link.credits import credits
from sayso.link.dates import instant
from sayso.link.passages import Overlaps, overlaps
from sayso.records import Link, Report

__all__ = ["Copies", "Pair", "copies", "copy_link", "enough", "is_reprint", "judged", "pair_of"]

REPRINT = 0.45
"""Share of the shorter report from which one text is a reprint or rewrite of the other."""
BORROWED = 0.2
"""From here a report has taken over passages: whether its text is independent stays open."""
VERSIONS = "the same address: versions of one text"
SHORT = 12
"""Fewer sequences than this (a report of under 20 words) are no evidence of anything."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (ids, a before b) that share ``share`` of the shorter one's word sequences.

    ``differ``: they name different agencies, and only those.
    """

    a: str
    b: str
    share: float
    sequences: int
    reasons: tuple[str, ...]
    directed: bool
    differ: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """Pairs that are reprints, pairs that only borrow passages, and the credits of each report."""

    reprints: tuple[Pair, ...]
    borrowed: tuple[Pair, ...]
    credits: Mapping[str, frozenset[str]]

    def links(self) -> tuple[Link, ...]:
        """One `copy` link for each reprint; ``a`` came first where that is known."""
        return tuple(copy_link(pair) for pair in self.reprints)

    def pairs(self) -> Iterator[tuple[Pair, bool]]:
        """Every pair, with whether it is a reprint."""
        yield from ((pair, True) for pair in self.reprints)
        yield from ((pair, False) for pair in self.borrowed)


def copies(reports: Mapping[str, Report]) -> Copies:
    """Find which reports are reprints or rewrites of one another.

    Two reports that credit different agencies, and only those, are never joined; where they share
    so much that they would be, whether they are independent stays open.

    ``{a: one wire story, b: the same with another headline, c: something else}`` ->
    ``Copies(reprints=(Pair(a, b, 0.94, ...),), borrowed=(), ...)``
    """
    return judged(reports, overlaps(reports))


def judged(reports: Mapping[str, Report], shared: Overlaps) -> Copies:
    """The copies among reports, of which is known how much they share."""
    outlets = frozenset(r.outlet for r in reports.values() if r.outlet)
    credited = {id_: credits(reports[id_], outlets) for id_ in sorted(reports)}
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for (i, j), count in sorted(shared.counts.items()):
        a, b = reports[shared.ids[i]], reports[shared.ids[j]]
        pair = pair_of(a, b, count, min(shared.sizes[i], shared.sizes[j]), credited)
        if pair:
            found[not is_reprint(pair)].append(pair)
    return Copies(tuple(found[0]), tuple(found[1]), credited)


def pair_of(
    a: Report, b: Report, count: int, shorter: int, credited: Mapping[str, frozenset[str]]
) -> Pair | None:
    """How two reports (``a`` of the lower id) that share ``count`` of the shorter one's sequences
    relate; None where that is not enough to speak of.
    """
    if not enough(count, shorter):
        return None
    apart = credited[a.id] and credited[b.id] and not credited[a.id] & credited[b.id]
    if apart and count <= REPRINT * shorter:
        return None
    return _pair(a, b, count, shorter, credited)


def enough(count: int, shorter: int) -> bool:
    """Whether so many sequences of the shorter report are worth speaking of."""
    return shorter >= SHORT and count / shorter >= BORROWED


def is_reprint(pair: Pair) -> bool:
    """Whether the shorter is a reprint or rewrite of the other, not only a borrower."""
    return (pair.share > REPRINT and not pair.differ) or VERSIONS in pair.reasons


def copy_link(pair: Pair) -> Link:
    """The `copy` link of a reprint; ``a`` came first where that is known."""
    return Link(
        a=pair.a, b=pair.b, kind="copy", score=pair.share, reasons=pair.reasons, of="reports"
    )


def _pair(
    a: Report, b: Report, count: int, shorter: int, credited: Mapping[str, frozenset[str]]
) -> Pair:
    """The pair with what came first in front, as far as dates or credits tell."""
    first, why = _direction(a, b, credited)
    if first is b:
        a, b = b, a
    share = min(1.0, count / shorter)
    words = [f"{share:.0%} of the shorter report's 8-word sequences stand in the other ({count})"]
    both = credited[a.id] & credited[b.id]
    if both:
        words.append(f"both credit {' and '.join(sorted(both))}")
    else:
        words += [
            f"{report.outlet or 'one of them'} credits {' and '.join(sorted(credited[report.id]))}"
            for report in (a, b)
            if credited[report.id]
        ]
    if a.url is not None and a.url == b.url:
        words.append(VERSIONS)
    if credited[a.id] and credited[b.id] and not both:
        words.append("they credit different agencies, so the text may be another's")
    if share > REPRINT:
        order = "" if first is not None else "whichever came first, "
        words += [f"{order}{change}" for change in changes(a.text, b.text)]
    words.append(why)
    differ = bool(credited[a.id] and credited[b.id] and not both)
    told = tuple(dict.fromkeys(words))
    return Pair(a.id, b.id, share, count, told, first is not None, differ)


def _direction(
    a: Report, b: Report, credited: Mapping[str, frozenset[str]]
) -> tuple[Report | None, str]:
    for one, other in ((a, b), (b, a)):
        if one.outlet in credited[other.id] and other.outlet != one.outlet:
            return one, f"{other.outlet or 'the other'} credits {one.outlet}"
    early, late = instant(a.published), instant(b.published)
    if early and late:
        if len(early) == len(late) == 2 or early[0] != late[0]:
            if early < late:
                return a, f"published {a.published}, before {b.published}"
            if late < early:
                return b, f"published {b.published}, before {a.published}"
        return None, "published at the same time: which came first is open"
    return None, "not dated: which came first is open"
