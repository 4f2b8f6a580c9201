"""Running one pure function over many items, in order, in one process or several.

The results are the same, and in the same order, for any number of workers (law 2).
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from sayso.errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Items in flight for each worker: enough to keep it busy, few enough to keep memory bounded."""

FEW = 8
"""So many items are worked on right here before processes are started: that takes a second or two,
and most readings are small."""

TRIES = 3
"""How often workers that were killed are replaced before giving up."""


def in_order(
    function: Callable[[T], R], items: Iterable[T], workers: int | None = 1, here: int | None = None
) -> Iterator[R]:
    """``function(item)`` for each item, in the order of the items; lazy on both sides.

    ``workers`` None means as many as there are cores. The first ``here`` items (None: `FEW`, or
    none where a number of workers is given) are worked on in this process, and only then others are
    started. Those are spawned, so ``function`` and the items must be picklable. A worker that is
    killed is replaced, and what it had in hand is done again.

    Raises:
        WorkerError: workers were killed again and again.

    >>> list(in_order(abs, [-2, 1]))
    [2, 1]
    """
    waiting = iter(items)
    if workers is None:
        workers, here = cores(), FEW if here is None else here
    if workers > 1:
        yield from map(function, islice(waiting, here or 0))
    if workers <= 1:
        yield from map(function, waiting)
    else:
        yield from _in_processes(function, waiting, workers)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(function: Callable[[T], R], items: Iterator[T], workers: int) -> Iterator[R]:
    first = list(islice(items, 1))
    if not first:
        return  # nothing to do is no reason to start a process
    pool = _pool(workers)
    begun: deque[tuple[T, Future[R]]] = deque((item, pool.submit(function, item)) for item in first)
    killed = 0
    try:
        while begun:
            for item in islice(items, workers * AHEAD - len(begun)):
                begun.append((item, _submit(pool, function, item)))
            try:
                result = begun[0][1].result()
            except BrokenProcessPool:
                killed += 1
                if killed > TRIES:
                    raise WorkerError(
                        "the reading processes were killed again and again (for want of memory?);"
                        " what was read is kept. Run it again with --workers 1."
                    ) from None
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(workers)
                begun = deque((item, pool.submit(function, item)) for item, _ in begun)
                continue
            begun.popleft()
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], item: T) -> Future[R]:
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        future: Future[R] = Future()
        future.set_exception(error)
        return future


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_belong)


def _belong() -> None:
    """Ctrl-C belongs to the parent, which stops the workers; a killed parent takes them along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
