"""In how many independently written texts a proposition stands, as a range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from sayso.link.families import Family, parts
from sayso.link.view import Seen
from sayso.link.words import content, tokens
from sayso.records import Range

__all__ = ["texts"]

OWN = 8
"""Stems in a row of a newsroom's own that two do not write alike by chance, even of one thing."""
ALONE = 5
"""The same for the whole of a sentence without a quotation."""
ENDS = 2
"""Stems of a newsroom's own before a quotation, and after it, by which a sentence is known again:
"Full interview: “Nobody knows” on the ferry row" is one headline wherever it stands."""
QUOTATION = re.compile(r"[“\"«][^”\"»]*[”\"»]?|(?<!\w)['‘]{1,2}[^'’]{12,}['’]{0,2}")
"""What is quoted, to its end or that of the claim."""
SENTENCE = 5
"""Words from which a quotation is a saying, and not a newsroom's word in quotation marks."""
CLIPPED = re.compile(r"(?:\.\.+|…)\W*$")
"""An excerpt that breaks off: a list of links shows the beginnings of others' texts."""
COPIED = 0.6
"""Share of neighbouring words from which one wording is another's."""
REWORDED = 0.7
"""Share of the stems of the shorter of two sentences of newsrooms' own, `OWN` of them in the same
order, from which one is the other's put a little otherwise: two newsrooms that tell one event share
its names and little else."""
BRIEF, NEARLY = 6, 0.8
"""The same for short sentences, as a share of the longer one."""


def texts(members: Sequence[Seen], family: Family) -> tuple[Range, str]:
    """The range of independently written texts that carry the claims, and why.

    A wire story and two reprints of it -> ``Range(1, 1, ("Northern Wire",))``
    """
    reports = sorted({m.report for m in members})
    high = parts(reports, family.firm)
    loose = parts(reports, _with_sentences(members, family.loose))
    excerpts = {r for r in reports if all(CLIPPED.search(m.text) for m in members if m.report == r)}
    own = [rest for part in loose if (rest := [r for r in part if r not in excerpts])]
    low = max(1, _newsrooms(own, family))
    names = sorted({family.newsroom.get(part[0]) or "an unnamed outlet" for part in high})
    folded = len(reports) - len(high)
    rewritten = _rewritten(members, high)
    most = len(high) + rewritten
    words = f"{_count(low, most)} of {len(reports)} {_plural('report', len(reports))}"
    if folded:
        words += f"; {folded} {_plural('reprint', folded)} folded into what they copy"
    if low < len(high):
        words += "; some took over passages of another, or are of one newsroom"
    if excerpts and len(own) < len(loose):
        words += f"; {len(excerpts)} {'shows' if len(excerpts) == 1 else 'show'} only an excerpt"
    if rewritten:
        words += f"; {rewritten} of the reprints {'words' if rewritten == 1 else 'word'} it anew"
    return Range(low, most, tuple(names)), f"texts: {words}"


def _newsrooms(groups: Sequence[Sequence[str]], family: Family) -> int:
    """How many groups there are of which no two have a text of one newsroom: that is one text."""
    found: list[set[str]] = []
    for part in groups:
        rooms = {_room(family.newsroom.get(report) or report) for report in part}
        one = [other for other in found if other & rooms]
        found = [other for other in found if not other & rooms] + [rooms.union(*one)]
    return len(found)


def _room(name: str) -> str:
    """A newsroom under one name, credited or by its site.

    >>> _room("cnn.com") == _room("CNN"), _room("The Vell Courier") == _room("vellcourier.example")
    (True, True)
    """
    site = name.casefold().removeprefix("the ").removeprefix("www.")
    return SITE.sub("", site).replace(" ", "")


SITE = re.compile(r"(?<=\w)\.[a-z]{2,}(?:\.[a-z]{2})?(?:/.*)?$")


def _with_sentences(
    members: Sequence[Seen], near: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """Who copied whom, with reports that tell it in one row of a newsroom's own words."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for member in members:
        for row in _rows(member):
            holders.setdefault(row, set()).add(member.report)
    for member in members:
        for row in _taken(member):
            if row in holders:
                holders[row].add(member.report)
    among = {member.report for member in members}
    more = {report: near[report] for report in among if report in near}
    for reports in (*holders.values(), *_reworded(members)):
        for report in reports if len(reports) > 1 else ():
            more[report] = more.get(report, frozenset()) | reports
    return more


def _reworded(members: Sequence[Seen]) -> Iterator[set[str]]:
    """The reports of two sentences of which one is the other's, put a little otherwise."""
    told: dict[tuple[str, ...], set[str]] = {}
    for member in members:
        for stems in _pieces(member):
            if len(stems) >= BRIEF:
                told.setdefault(stems, set()).add(member.report)
    for one, other in combinations(sorted(told), 2):
        if len(set(one) & set(other)) < BRIEF or told[one] == told[other]:
            continue
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        both = sum(block.size for block in blocks)
        short, long = sorted((len(one), len(other)))
        if (both >= OWN and both >= REWORDED * short) or both >= max(BRIEF, NEARLY * long):
            yield told[one] | told[other]


def _rows(member: Seen) -> Iterator[tuple[str, ...]]:
    """What shows that another report has this one's text: rows of the newsroom's own stems in the
    sentences that tell it, or the whole of a sentence with a quotation in its midst.
    """
    pieces = _pieces(member)
    for stems in pieces:
        for at in range(len(stems) - OWN + 1):
            yield tuple(stems[at : at + OWN])
    if len(pieces) == 1 and len(pieces[0]) >= ALONE:
        yield ("alone", *pieces[0])
    before, after = member.beside
    whole = content(f"{before}{member.text}{after}")
    if min(map(len, (pieces[0], pieces[-1]))) >= ENDS and len(whole) >= OWN:
        yield ("whole", *whole)


def _taken(member: Seen) -> Iterator[tuple[str, ...]]:
    """Rows of what is quoted with somebody else's words in it: “Voss declared that it was shut and
    left it there”, writes the Courier. They may be a newsroom's own where they come from.
    """
    if member.nested and member.direct:
        before, after = member.beside
        stems = content(f"{before}{member.text}{after}")
        yield from (tuple(stems[at : at + OWN]) for at in range(len(stems) - OWN + 1))


def _pieces(member: Seen) -> list[tuple[str, ...]]:
    """The stems of the sentences that tell a claim, without what is quoted in them."""
    before, after = member.beside
    speech = member.direct and (_opened(member) or not QUOTATION.search(member.text))
    told = f"{before}\n{after}" if speech else f"{before}{member.text}{after}"
    return [content(piece) for piece in QUOTATION.sub(_without, told).split("\n")]


def _opened(member: Seen) -> bool:
    """Whether a claim stands in quotation marks, and not only something in it."""
    return bool(MARK.search(member.beside[0][-1:])) or bool(MARK.match(member.text))


MARK = re.compile(r"[\"“”‘'«„]")


def _without(quotation: re.Match[str]) -> str:
    """A break in place of a quotation; one of few words stays among the newsroom's own."""
    return "\n" if len(tokens(quotation.group())) >= SENTENCE else quotation.group()


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
