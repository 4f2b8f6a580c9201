"""How much there is to read, before it is read: the files of inputs, with their sizes."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from sayso.collect.gather import STANDARD_INPUT, walk
from sayso.collect.part import SEPARATOR
from sayso.collect.web import is_address

__all__ = ["file_of", "listing"]


def listing(inputs: Sequence[str]) -> Iterator[tuple[str, int] | None]:
    """(path, bytes) of each file that `gather` would read, as far as can be known without reading;
    None for an input of unknown size (an address, standard input, a pipe). Never raises.

    >>> list(listing(["-", "no-such-file.txt"]))
    [None]
    """
    for item in inputs:
        if item == STANDARD_INPUT or is_address(item):
            yield None
            continue
        if os.path.isdir(item):
            found: Iterable[str] = (path for path, reason in walk(item) if reason is None)
        else:
            found = [item] if os.path.lexists(item) else glob.iglob(item, recursive=True)
        for path in found:
            try:
                told = os.stat(path)
            except (OSError, ValueError):
                continue  # the reading will say why
            if stat.S_ISREG(told.st_mode):
                yield path, told.st_size
            elif not stat.S_ISDIR(told.st_mode):
                yield None


def file_of(path: str) -> str:
    """The file in which an entry stands.

    >>> file_of("a.zip!/b/c.html"), file_of("a.txt")
    ('a.zip', 'a.txt')
    """
    return path.partition(SEPARATOR)[0]
