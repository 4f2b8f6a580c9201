"""Law 2 for workers: the same results in the same order, for any number."""

from __future__ import annotations

import math
from itertools import count, islice

import pytest

from sayso.engines import in_order


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    items = [5000, 1, 3000, 2, 0, 100] * 4
    assert list(in_order(math.factorial, items, workers)) == [math.factorial(n) for n in items]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_input_is_taken_lazily(workers: int) -> None:
    assert list(islice(in_order(abs, count(), workers), 3)) == [0, 1, 2]
