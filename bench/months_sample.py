"""A sample of what is called the same, and all conflicts, in nine months of news, to check by eye.

    python bench/months_sample.py --gold ../shared/gold/polnear [--size 60] [--seed 1]

Reads and links the 924 articles of PolNeAR's train and dev parts, with outlet and day, and prints
pairs of claims of two reports in one proposition, in other words, and every conflict of claims.
The question to each pair: do both say one thing? The verdicts are in docs/measured/months.md.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sayso.engines import in_order
from sayso.link import whole
from sayso.pipeline import read_report
from sayso.records import Claim, Proposition, Report, digest
from sayso.spans import cut


def reports(gold: Path) -> dict[str, Report]:
    """The articles as reports by id."""
    with (gold / "metadata.tsv").open(encoding="utf-8", newline="") as lines:
        known = {row["filename"]: row for row in csv.DictReader(lines, delimiter="\t")}
    found = {}
    for path in sorted(gold.glob("*/text/*.txt")):
        text, row = path.read_text("utf-8"), known[path.stem]
        one = Report(
            text=text, sha256_bytes=digest(text), sha256_text=digest(text),
            outlet=row["publisher"], published=row["publication_date"],
        )  # fmt: skip
        found[one.id] = one
    return found


def pairs(
    found: Sequence[Proposition], claims: Mapping[str, Claim], words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Two claims of one proposition, of two reports and in other words; no two words twice."""
    seen = set()
    for proposition in found:
        for a, b in combinations(proposition.claims, 2):
            told = frozenset("".join(filter(str.isalnum, words[c])).lower() for c in (a, b))
            if claims[a].report != claims[b].report and len(told) == 2 and told not in seen:
                seen.add(told)
                yield a, b


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = reports(options.gold)
    read = in_order(read_report, list(texts.values()), workers=2)
    claims = {claim.id: claim for some in read for claim in some}
    run = partial(in_order, workers=2)
    linked = whole(list(claims.values()), texts, (), run).linked
    words = {c.id: " ".join(cut(texts[c.report].text, c.content).split()) for c in claims.values()}

    def shown(id_: str) -> str:
        one = claims[id_]
        by = one.voice.speaker.name if one.voice.speaker else "?"
        cue = cut(texts[one.report].text, one.cue)
        return f"   {texts[one.report].published} {by} | {cue} | {words[id_][:200]}"

    several = list(pairs(linked.propositions, claims, words))
    print(f"{len(texts)} articles, {len(claims)} claims, {len(several)} pairs in other words")
    drawn = random.Random(options.seed).sample(several, min(options.size, len(several)))
    for number, (a, b) in enumerate(drawn, 1):
        print(f"{number}\n{shown(a)}\n{shown(b)}")
    for one in linked.links:
        if one.of == "claims" and one.kind == "conflict":
            print(f"{'; '.join(one.reasons)}\n{shown(one.a)}\n{shown(one.b)}")


if __name__ == "__main__":
    main()
