"""The coreference figure of the field: the mean F1 of MUC, B3 and CEAF-e (CoNLL 2012).

A clustering is a list of sets of mentions. Key and response need not have the same mentions: what
only one of them has counts against it, as in the reference scorer.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

Clusters = Sequence[frozenset[Hashable]]


def conll(key: Clusters, response: Clusters) -> float:
    """The mean F1 in percent.

    >>> conll([frozenset("abc"), frozenset("d")], [frozenset("abc"), frozenset("d")])
    100.0
    """
    scores = [
        _f1(_muc(key, response), _muc(response, key)),
        _f1(_b3(key, response), _b3(response, key)),
        _ceaf(key, response),
    ]
    return 100 * sum(scores) / 3


def _f1(recall: float, precision: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc(key: Clusters, response: Clusters) -> float:
    """The share of the key's links that the response keeps (Vilain et al. 1995)."""
    of = {m: number for number, cluster in enumerate(response) for m in cluster}
    kept = total = 0
    for cluster in key:
        parts = len({of[m] for m in cluster if m in of}) + sum(m not in of for m in cluster)
        kept += len(cluster) - parts
        total += len(cluster) - 1
    return kept / total if total else 0.0


def _b3(key: Clusters, response: Clusters) -> float:
    """The mean over mentions of how much of its cluster stays with it (Bagga and Baldwin 1998)."""
    of = {m: cluster for cluster in response for m in cluster}
    shares = [len(c & of[m]) / len(c) if m in of else 0.0 for c in key for m in c]
    return sum(shares) / len(shares) if shares else 0.0


def _ceaf(key: Clusters, response: Clusters) -> float:
    """F1 of the best one-to-one alignment of clusters, by phi4 (Luo 2005)."""
    if not key or not response:
        return 0.0
    matrix = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
    best = float(_assigned(matrix))
    return _f1(best / len(key), best / len(response))


def _assigned(values: np.ndarray) -> float:
    """The sum of the best assignment, part by part: clusters that share nothing are never tied."""
    left, total = set(np.flatnonzero(values.any(axis=1)).tolist()), 0.0
    while left:
        rows, columns, border = set(), set(), {min(left)}
        while border:
            rows |= border
            columns |= set(np.flatnonzero(values[sorted(border)].any(axis=0)).tolist())
            border = set(np.flatnonzero(values[:, sorted(columns)].any(axis=1)).tolist()) - rows
        total += _best(values[np.ix_(sorted(rows), sorted(columns))])
        left -= rows
    return total


def _best(values: np.ndarray) -> float:
    """The Hungarian method (Kuhn 1955) with potentials, in O(n^3)."""
    cost = -values if values.shape[0] <= values.shape[1] else -values.T
    n, m = cost.shape
    u, v, match = np.zeros(n + 1), np.zeros(m + 1), np.zeros(m + 1, dtype=int)
    for row in range(1, n + 1):
        match[0], column = row, 0
        least, way = np.full(m + 1, np.inf), np.zeros(m + 1, dtype=int)
        used = np.zeros(m + 1, dtype=bool)
        while match[column]:
            used[column] = True
            here = match[column]
            slack = np.r_[np.inf, cost[here - 1] - u[here] - v[1:]]
            better = ~used & (slack < least)
            least[better], way[better] = slack[better], column
            following = int(np.where(used, np.inf, least).argmin())
            delta = least[following]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return float(-sum(cost[match[j] - 1, j - 1] for j in range(1, m + 1) if match[j]))
