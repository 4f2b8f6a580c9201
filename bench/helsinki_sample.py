"""A sample of propositions that several reports carry, to be checked by eye (Helsinki wire copy).

    python bench/helsinki_sample.py --gold ../shared/gold/helsinki_wirecopy [--size 60] [--seed 6]

Reads and links all 612 articles, says how long that took, and prints each sampled proposition: the
bounds of its texts, which reports are folded into one text, what each group credits, how many
8-word sequences the most alike reports of two groups still share, and the words. The question to
each: is a reprint counted as an independent text? The verdicts are in docs/measured/helsinki.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.copies import Shares, reports, shares
from sayso.link import link
from sayso.link.copies import Copies, copies
from sayso.pipeline import read_report
from sayso.records import Claim, Proposition, Report
from sayso.settings import DEFAULT
from sayso.spans import cut


def sample(
    found: Sequence[Proposition], claims: Mapping[str, Claim], size: int, seed: int
) -> list[Proposition]:
    """Propositions that at least two reports carry, drawn at random, in the order of their ids."""
    several = [p for p in found if len({claims[c].report for c in p.claims}) > 1]
    drawn = random.Random(seed).sample(sorted(several, key=lambda p: p.id), min(size, len(several)))
    return sorted(drawn, key=lambda p: p.id)


def folded(ids: Sequence[str], copied: Copies) -> list[list[str]]:
    """The reports in groups that hang together by reprints."""
    groups = [{id_} for id_ in ids]
    for pair in copied.reprints:
        both = [group for group in groups if pair.a in group or pair.b in group]
        if len(both) == 2 and {pair.a, pair.b} <= both[0] | both[1]:
            groups = [g for g in groups if g not in both] + [both[0] | both[1]]
    return sorted(sorted(group) for group in groups)


def shown(
    one: Proposition, claims: Mapping[str, Claim], texts: Mapping[str, Report], copied: Copies,
    share: Shares,
) -> str:  # fmt: skip
    """One proposition with what is needed to judge it."""
    ids = sorted({claims[c].report for c in one.claims})
    groups = folded(ids, copied)
    lines = [f"{one.id[:8]}  texts {one.texts.low}-{one.texts.high} of {len(ids)} reports"]
    for number, group in enumerate(groups):
        credits = sorted({c for r in group for c in copied.credits[r]}) or ["no credit"]
        lines.append(
            f"  {number}: {', '.join(texts[r].outlet or '?' for r in group)} ({'; '.join(credits)})"
        )
        words = {" ".join(cut(texts[r].text, claims[c].content).split())
                 for r in group for c in one.claims if claims[c].report == r}  # fmt: skip
        lines += [f"       {text[:200]}" for text in sorted(words)[:2]]
    for (i, left), (j, right) in combinations(enumerate(groups), 2):
        most = max(share.get(frozenset((a, b)), 0.0) for a in left for b in right)
        if most >= 0.02:
            lines.append(f"  {i}-{j} share {most:.0%}")
    return "\n".join(lines)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    texts = reports(options.gold)
    start = time.perf_counter()
    claims = {c.id: c for report in texts.values() for c in read_report(report)}
    middle = time.perf_counter()
    linked = link(list(claims.values()), texts, DEFAULT)
    end = time.perf_counter()
    print(
        f"{len(texts)} articles, {len(claims)} claims: read in {middle - start:.0f} s, "
        f"linked in {end - middle:.0f} s, one process"
    )
    copied, share = copies(texts), shares(texts)
    for one in sample(linked.propositions, claims, options.size, options.seed):
        print("\n" + shown(one, claims, texts, copied, share))


if __name__ == "__main__":
    main()
