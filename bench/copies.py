"""Reprints among the 612 articles of one day (Helsinki wire copy), by the text and credits alone.

A pair of articles of two publishers is *asked* if it shares more than half of the 8-word sequences
of the shorter one (lower case, ``\\w+``) and the two do not name different agencies.

``joined``   asked pairs that are linked as copies
``alike``, ``one_sided``, ``uncredited``   the same, by what the two credit
``sound``    linked pairs across publishers that share at least two fifths by the same plain count

The credit lines and the threshold were tuned while looking at misses of this very set.

Also given, not percent: ``seconds`` for the whole set, ``linked`` and ``asked`` pairs.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from sayso.link.copies import Copies, copies
from sayso.records import Report

SET = "helsinki_wirecopy"
WORD = re.compile(r"\w+")
Shares = dict[frozenset[str], float]


def reports(gold: Path) -> dict[str, Report]:
    """The articles as reports by id; paragraphs are parted by " ### " in the set."""
    csv.field_size_limit(sys.maxsize)
    found = {}
    with (gold / "helsinki_articles.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = row["text"].replace(" ### ", "\n\n")
            report = Report(
                text=text,
                sha256_bytes="",
                sha256_text=hashlib.sha256(text.encode()).hexdigest(),
                outlet=row["publisher"],
                published=row["scrape_time"],
                url=row["id"],
            )
            found[report.id] = report
    return found


def shares(articles: dict[str, Report]) -> Shares:
    """How much of the shorter of two articles of two publishers stands in the other: 0..1."""
    sequences = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_, report in articles.items():
        words = WORD.findall(report.text.lower())
        sequences[id_] = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
        for sequence in sequences[id_]:
            holders[sequence].append(id_)
    counts = Counter(frozenset(p) for ids in holders.values() for p in combinations(ids, 2))
    return {
        pair: count / min(len(sequences[id_]) for id_ in pair)
        for pair, count in counts.items()
        if len({articles[id_].outlet for id_ in pair}) == 2
    }


def credit(found: Copies, pair: Iterable[str]) -> str:
    """alike, one_sided, uncredited or different."""
    a, b = (found.credits[id_] for id_ in sorted(pair))
    if a & b:
        return "alike"
    if a and b:
        return "different"
    return "one_sided" if a or b else "uncredited"


def measure(gold: Path) -> dict[str, float]:
    """Percent of the asked pairs that are joined, and of the joined that are sound."""
    articles = reports(gold)
    start = time.process_time()
    found = copies(articles)
    seconds = time.process_time() - start
    linked = {frozenset((pair.a, pair.b)) for pair in found.reprints}
    share = shares(articles)
    asked = {p: credit(found, p) for p, part in share.items() if part > 0.5}
    asked = {pair: kind for pair, kind in asked.items() if kind != "different"}
    figures: dict[str, float] = {"joined": _percent(pair in linked for pair in asked)}
    for kind in ("alike", "one_sided", "uncredited"):
        figures[kind] = _percent(pair in linked for pair, k in asked.items() if k == kind)
    across = [p for p in linked if len({articles[id_].outlet for id_ in p}) == 2]
    figures["sound"] = _percent(share.get(pair, 0.0) >= 0.4 for pair in across)
    return figures | {"asked": len(asked), "linked": len(across), "seconds": seconds}


def _percent(verdicts: Iterable[bool]) -> float:
    found = list(verdicts)
    return 100 * sum(found) / max(1, len(found))
