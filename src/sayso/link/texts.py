"""In how many independently written texts a proposition stands, as a range."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.link.families import Family, parts
from sayso.link.view import Seen
from sayso.records import Range

__all__ = ["texts"]

OWN = 8
"""Stems of a sentence in a newsroom's own words that two do not write alike by chance."""
QUOTED = re.compile(r"[“”\"«»]")
COPIED = 0.6
"""Share of neighbouring words from which one wording is another's."""


def texts(members: Sequence[Seen], family: Family) -> tuple[Range, str]:
    """The range of independently written texts that carry the claims, and why.

    A wire story and two reprints of it -> ``Range(1, 1, ("Northern Wire",))``
    """
    reports = sorted({m.report for m in members})
    high = parts(reports, family.firm)
    loose = parts(reports, _with_sentences(members, family.loose))
    low = {family.newsroom.get(part[0]) or part[0] for part in loose}  # one newsroom, one text
    names = sorted({family.newsroom.get(part[0]) or "an unnamed outlet" for part in high})
    folded = len(reports) - len(high)
    rewritten = _rewritten(members, high)
    most = len(high) + rewritten
    words = f"{_count(len(low), most)} of {len(reports)} {_plural('report', len(reports))}"
    if folded:
        words += f"; {folded} {_plural('reprint', folded)} folded into what they copy"
    if len(low) < len(high):
        words += "; some took over passages of another, or are of one newsroom"
    if rewritten:
        words += f"; {rewritten} of the reprints {'words' if rewritten == 1 else 'word'} it anew"
    return Range(len(low), most, tuple(names)), f"texts: {words}"


def _with_sentences(
    members: Sequence[Seen], near: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """Who copied whom, with reports that tell it in one sentence of a newsroom's own words."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for member in members:
        if not (member.direct or QUOTED.search(member.text)) and len(member.words) >= OWN:
            holders.setdefault(member.words, set()).add(member.report)
    more = dict(near)
    for reports in holders.values():
        for report in reports:
            more[report] = more.get(report, frozenset()) | reports
    return more


def _rewritten(members: Sequence[Seen], groups: Sequence[Sequence[str]]) -> int:
    """How many reprints say it in words of their own, which stand in no text that they copy."""
    count = 0
    for part in groups:
        kept: list[Seen] = []
        for report in part:
            said = [m for m in members if m.report == report]
            if kept and said and not any(_worded_alike(m, k) for m in said for k in kept):
                count += 1
            kept += said
    return count


def _worded_alike(a: Seen, b: Seen) -> bool:
    """Whether two claims share most neighbouring words of the shorter, or are too short."""
    fewer = min(len(a.neighbours), len(b.neighbours))
    return fewer < 3 or len(a.neighbours & b.neighbours) >= COPIED * fewer


def _count(low: int, high: int) -> str:
    bounds = str(low) if low == high else f"{low}-{high}"
    return f"{bounds} independent {_plural('text', high)}"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"
