"""Law 2 for workers: the same results in the same order, for any number."""

from __future__ import annotations

import math
import os
import signal
from itertools import count, islice
from pathlib import Path

import pytest

from sayso.engines import FEW, in_order
from sayso.errors import WorkerError


@pytest.mark.parametrize("workers", [1, 2, None])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    items = [5000, 1, 3000, 2, 0, 100] * 4
    assert list(in_order(math.factorial, items, workers)) == [math.factorial(n) for n in items]


@pytest.mark.parametrize("workers", [1, 2, None])
def test_an_endless_input_is_taken_lazily(workers: int) -> None:
    assert list(islice(in_order(abs, count(), workers), 3)) == [0, 1, 2]


def killed_once(item: tuple[int, str]) -> int:
    """Kills its own process the first time that it sees 7; a file remembers."""
    number, mark = item
    if number == 7 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_killed(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_what_a_killed_worker_had_in_hand_is_done_again(tmp_path: Path) -> None:
    items = [(number, str(tmp_path / "mark")) for number in range(20)]
    assert list(in_order(killed_once, items, 2)) == list(range(20))


def test_workers_that_are_always_killed_are_given_up_in_one_sentence() -> None:
    with pytest.raises(WorkerError, match="killed again and again"):
        list(in_order(always_killed, [1], 2))


def test_a_small_input_starts_no_process() -> None:
    def here(number: int) -> int:  # a local function cannot be sent to another process
        return -number

    assert list(in_order(here, range(FEW), None)) == [-n for n in range(FEW)]
