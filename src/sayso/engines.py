"""Running one pure function over many items, in order, in one process or several.

The results are the same, and in the same order, for any number of workers (law 2).
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Items in flight for each worker: enough to keep it busy, few enough to keep memory bounded."""


def in_order(function: Callable[[T], R], items: Iterable[T], workers: int = 1) -> Iterator[R]:
    """``function(item)`` for each item, in the order of the items; lazy on both sides.

    Worker processes are spawned, so ``function`` and the items must be picklable.

    >>> list(in_order(abs, [-2, 1]))
    [2, 1]
    """
    if workers <= 1:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_ignore_interrupt) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _ignore_interrupt() -> None:
    """Ctrl-C belongs to the parent, which stops the workers after the item in hand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
