"""Python's collector of cycles, held off where millions of records are made and none is a cycle.

It looks through every living object again and again, the more of them there are the longer: it took
two thirds of the time of unpacking claims, and more of everything else the larger the ledger.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector off, and leave it as it was.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
