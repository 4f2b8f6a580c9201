from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.conll import _best, conll


def sets(words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words.split()]


def test_a_case_by_hand() -> None:
    """Key abc de f; response ab cd e (f is missing).

    MUC: 1 of 3 links either way round kept: recall 1/3, precision 1/2, F1 0.4.
    B3 recall: a, b 2/3; c 1/3; d, e 1/2; f 0 = 8/18; precision: a, b 1; c, d 1/2; e 1 = 4/5.
    CEAF-e: abc-ab 4/5, de-cd 1/2 or de-e 2/3: 4/5 + 2/3 = 22/15, of 3 and 3 clusters.
    """
    recall, precision = 8 / 18, 4 / 5
    b3 = 2 * recall * precision / (recall + precision)
    expected = 100 * (0.4 + b3 + 22 / 45) / 3
    assert conll(sets("abc de f"), sets("ab cd e")) == pytest.approx(expected)


def test_everything_apart_and_everything_right() -> None:
    assert conll(sets("ab cd"), sets("ab cd")) == pytest.approx(100)
    assert conll(sets("ab cd"), sets("xy")) == 0
    assert conll([], []) == 0


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.floats(0, 1), min_size=n, max_size=n), min_size=1, max_size=4
        )
    )
)
def test_the_assignment_is_the_best(rows: list[list[float]]) -> None:
    values = np.array(rows)
    short = values if values.shape[0] <= values.shape[1] else values.T
    every = permutations(range(short.shape[1]), short.shape[0])
    best = max(sum(short[i, j] for i, j in enumerate(order)) for order in every)
    assert _best(values) == pytest.approx(best)
