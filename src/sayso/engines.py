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
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol, TypeVar

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
    with shared(workers, here) as run:
        yield from run(function, items)


class Run(Protocol):
    """`in_order` with the number of processes settled."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """``function(item)`` for each item, in the order of the items."""


@contextmanager
def shared(workers: int | None = 1, here: int | None = None) -> Iterator[Run]:
    """`in_order` for several functions one after the other, in the same processes: starting them
    takes a second or two.
    """
    if workers is None:
        workers, here = cores(), FEW if here is None else here
    pool = _Pool(workers)

    def run(function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        waiting = iter(items)
        if workers > 1 and not pool.started:
            yield from map(function, islice(waiting, here or 0))
        yield from _in_processes(function, waiting, pool) if workers > 1 else map(function, waiting)

    try:
        yield run
    finally:
        pool.close()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Pool:
    """Processes that are started when they are first needed, and again when they were killed."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.started: ProcessPoolExecutor | None = None

    def get(self) -> ProcessPoolExecutor:
        """The processes."""
        self.started = self.started or ProcessPoolExecutor(
            self.workers, get_context("spawn"), initializer=_belong
        )
        return self.started

    def close(self, wait: bool = True) -> None:
        """End them."""
        if self.started:
            self.started.shutdown(wait=wait, cancel_futures=True)
            self.started = None


def _in_processes(function: Callable[[T], R], items: Iterator[T], pool: _Pool) -> Iterator[R]:
    begun: deque[tuple[T, Future[R]]] = deque()
    killed = 0
    while True:
        for item in islice(items, pool.workers * AHEAD - len(begun)):
            begun.append((item, _submit(pool.get(), function, item)))
        if not begun:
            return
        try:
            result = begun[0][1].result()
        except BrokenProcessPool:
            killed += 1
            if killed > TRIES:
                raise WorkerError(
                    "the reading processes were killed again and again (for want of memory?);"
                    " what was read is kept. Run it again with --workers 1."
                ) from None
            pool.close(wait=False)
            begun = deque((item, pool.get().submit(function, item)) for item, _ in begun)
            continue
        begun.popleft()
        yield result


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], item: T) -> Future[R]:
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        future: Future[R] = Future()
        future.set_exception(error)
        return future


def _belong() -> None:
    """Ctrl-C belongs to the parent, which stops the workers; a killed parent takes them along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
