"""Fit the weights by which a pronoun finds its person (sayso.ground.who.pronouns).

    python training/pronouns.py POLNEAR/train OUT.tsv

Cases are the pronoun sources of annotated attributions whose silver coreference chain holds a
person's name. A candidate is right if one of its mentions ends a mention of that chain; if none is,
the right answer is "nobody". The model is a conditional logit with a small ridge penalty, fitted by
Adam with a fixed seed. The weight of ``described`` is not learned, because only chains with a name
are cases, so that it would learn that descriptions are never meant.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench import brat
from bench.coreference import report_of
from sayso.ground.who import chains
from sayso.ground.who.cast import cast_of
from sayso.ground.who.introduce import introduced
from sayso.ground.who.pronouns import GENDER, Asked, Someone, candidates
from sayso.ground.who.resolve import Resolver
from sayso.settings import DEFAULT
from sayso.spans import Span, covers

Floats = npt.NDArray[np.float64]
Case = tuple[list[dict[str, float]], list[int]]
"""The features of each candidate, and the numbers of those that are right."""

EPOCHS, RATE, DECAY, RIDGE, SEED = 16, 0.01, 0.97, 2e-4, 0
DESCRIBED = -1.5


class Watching(Resolver):
    """A resolver that keeps every question it puts about a pronoun."""

    seen: list[tuple[Asked, list[tuple[Someone, dict[str, float]]]]]

    def ranked(self, asked: Asked) -> list[tuple[float, Someone]]:
        """As always, but the question is kept."""
        self.seen.append((asked, candidates(asked, self.people.everyone)))
        return super().ranked(asked)


def cases(folder: Path) -> Iterator[Case]:
    """Every pronoun source whose chain names somebody."""
    lines = (folder / "silver.jsonl").read_text("utf-8").splitlines()
    silver = {row["doc"]: row for row in map(json.loads, lines)}
    for doc, reading, attributions in brat.documents(folder, tagged=False):
        if doc not in silver:
            continue
        people = [Span(a, b) for a, b, label in silver[doc]["entities"] if label == "PERSON"]
        named: dict[int, list[Span]] = {}
        for chain in silver[doc]["coreference"]:
            mentions = [Span(a, b) for a, b, _ in chain]
            if any(_names(m, p) for m in mentions for p in people):
                for mention in mentions:
                    if mention.of(reading.text).lower() in GENDER:
                        named[mention.start] = mentions
        parents = chains.parents(attributions, reading)
        resolver = Watching(
            reading,
            attributions,
            parents,
            introduced(reading, attributions, cast_of(reading)),
            report_of(reading),
            DEFAULT,
        )
        resolver.seen = []
        resolver.all()
        for asked, found in resolver.seen:
            if asked.place.at in named and found:
                chain_ = named[asked.place.at]
                good = [n for n, (who, _) in enumerate(found) if _right(who, chain_)]
                yield [features for _, features in found], good


def _names(mention: Span, person: Span) -> bool:
    return covers((mention,), (person,)) and mention.end - person.end <= 2


def _right(someone: Someone, chain: list[Span]) -> bool:
    spans = [s.span for s in someone.seen if not s.pronoun]
    if someone.entity is None:
        return any(m.start == s.start for s in spans for m in chain)
    return any(_names(m, s) for s in spans for m in chain)


def fit(found: list[Case]) -> dict[str, float]:
    """The weights by feature, with that of ``nobody``."""
    names = sorted({name for features, _ in found for f in features for name in f})
    at = {name: number for number, name in enumerate(names)}
    matrices: list[tuple[Floats, list[int]]] = []
    for features, good in found:
        matrix = np.zeros((len(features), len(names)))
        for row, values in enumerate(features):
            for name, value in values.items():
                matrix[row, at[name]] = value
        matrices.append((matrix, good))
    weights = np.zeros(len(names) + 1)
    weights[-1] = -1.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    random, step = np.random.default_rng(SEED), 0
    for epoch in range(EPOCHS):
        for number in random.permutation(len(matrices)):
            matrix, good = matrices[number]
            shares = _shares(np.append(matrix @ weights[:-1], weights[-1]))
            target = np.zeros_like(shares)
            if good:
                target[good] = shares[good] / shares[good].sum()
            else:
                target[-1] = 1.0
            off = shares - target
            slope = np.append(matrix.T @ off[:-1] + 2 * RIDGE * weights[:-1], off[-1])
            step += 1
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            scale = np.sqrt(second / (1 - 0.999**step)) + 1e-8
            weights -= RATE * DECAY**epoch * first / (1 - 0.9**step) / scale
    return {**dict(zip(names, weights[:-1].tolist(), strict=True)), "nobody": float(weights[-1])}


def _shares(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


def main() -> None:
    """Read the cases, fit, write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    found = list(cases(options.folder))
    weights = {**fit(found), "described": DESCRIBED}
    lines = [
        "# feature\tweight; written by training/pronouns.py from silver coreference of the PolNeAR"
        " training part"
    ]
    lines += [f"{name}\t{value:.3f}" for name, value in sorted(weights.items())]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(found)} cases, {len(weights)} weights")


if __name__ == "__main__":
    main()
