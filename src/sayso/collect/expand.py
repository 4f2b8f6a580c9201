"""A stream and its reader -> parts; what lies in what is opened in turn, within limits.

The same function runs here and in the process apart (`sayso.collect.child`). Nothing is raised: an
entry that cannot be read is a part that says why, and the others go on.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.collect.choose import HEAD, PARQUET, ZIP, choose
from sayso.collect.part import Asked, Part, Reader, failed, inside, whole
from sayso.errors import InputError, OversizedInput
from sayso.settings import Settings

DAMAGE = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
FREE = 256 * 2**20
"""Bytes that any input may unpack to."""
FREE_ENTRIES = 20_000
"""Entries that any input may have, and one for five of its bytes: archives in archives, the same in
each, hold a million in 25 kB; rows that are much alike take some ten bytes each in gzip."""
RATIO = 200
"""How many times its size an input may unpack to. Prose packs to a fifth, logs and markup to a
thirtieth; a file made to fill the memory, to a thousandth."""


MOST_FAILURES = 1000
"""Entries that fail before a container is given up in which hardly any is read."""


class Expanded(OversizedInput):
    """All that an input may unpack to is used up."""


class Budget:
    """How many bytes and entries are left for one input."""

    def __init__(self, size: int, settings: Settings) -> None:
        self.bytes = min(max(FREE, size * RATIO), settings.most_expanded)
        self.most = self.entries = min(settings.most_entries, max(FREE_ENTRIES, size // 5))

    def spend(self, size: int) -> None:
        """Take ``size`` bytes.

        Raises:
            Expanded: they are not left.
        """
        self.bytes -= size
        if self.bytes < 0:
            raise Expanded("", "it unpacks to far more than its size; the rest was left out.")


def expand(
    stream: BinaryIO, asked: Asked, budget: Budget, *, nested: bool = True
) -> Iterator[Part]:
    """The parts of a stream; with ``nested``, containers in it are opened too.

    What is left are texts, failures, and bytes (``Part.data``) of what is no container. An input of
    which hardly anything can be read is given up.
    """
    read = failures = 0
    for part in _expand(stream, asked, budget, nested=nested):
        read += part.failure is None
        failures += part.failure is not None and part.failed_as != "left out"
        if failures > MOST_FAILURES and failures > 10 * read:
            yield Part(failure=f"{failures:,} of its entries cannot be read; it was given up.")
            return
        yield part


def _expand(stream: BinaryIO, asked: Asked, budget: Budget, *, nested: bool) -> Iterator[Part]:
    try:
        reader = choose(_head(stream), asked.path, asked.media_type, asked.name)
        for part in reader.parts(stream, asked):
            budget.entries -= 1
            if budget.entries < 0:
                raise Expanded("", f"only its first {budget.most:,} entries were read.")
            if part.text is not None or part.failure is not None:
                yield part
            else:
                yield from _inner(part, asked, budget, nested)
    except Expanded:
        raise
    except InputError as error:
        yield failed(error)
    except MemoryError:
        yield Part(failure="it needs more memory than allowed; split it.", failed_as="oversized")
    except RecursionError:
        yield Part(failure="it is nested too deep.")
    except Exception as error:  # whatever a broken file does to a reader costs this file only
        yield Part(failure=f"it is damaged ({_words(error)}).")


def _inner(part: Part, asked: Asked, budget: Budget, nested: bool) -> Iterator[Part]:
    """What is in an entry that is bytes."""
    name = inside(asked.name, part.name)
    within = replace(
        asked, name=name, path=part.name or asked.path, size=None, media_type=part.media_type,
        depth=asked.depth + 1,
    )  # fmt: skip
    try:
        stream: Any = part.stream
        if stream is None:
            budget.spend(len(part.data or b""))
            stream = io.BytesIO(part.data or b"")
        else:
            stream = io.BufferedReader(Counted(stream, budget), 2**16)
        reader = choose(_head(stream), within.path, within.media_type, name)
        if not (nested and reader.container):
            data = part.data if part.data is not None else whole(stream, within)
            yield replace(part, stream=None, data=data)
            return
        if within.depth > asked.settings.most_nested:
            words = f"it lies more than {asked.settings.most_nested} archives deep; unpack it."
            yield Part(name=part.name, failure=words)
            return
        if _needs_all(reader):
            stream = io.BytesIO(whole(stream, within))
        for found in _expand(stream, within, budget, nested=True):
            joined = f"{part.name}!/{found.name}" if found.name and part.name else (
                found.name or part.name
            )  # fmt: skip
            yield replace(
                found, name=joined, details=(*found.details, *part.details),
                notes=(*found.notes, *part.notes),
            )  # fmt: skip
    except Expanded:
        raise
    except InputError as error:
        yield failed(error, part.name)
    except DAMAGE as error:
        yield Part(name=part.name, failure=f"it is cut off or damaged ({_words(error)}).")


def _needs_all(reader: Reader) -> bool:
    """Whether a container is read to and fro, which packed streams do slowly."""
    return reader is ZIP or reader is PARQUET


def _head(stream: BinaryIO) -> bytes:
    read = getattr(stream, "read1", stream.read)
    head: bytes = read(HEAD)
    stream.seek(0)
    return head


def _words(error: Exception) -> str:
    lines = str(error).strip("'\" ").splitlines() or [type(error).__name__]
    return lines[0][:100] or type(error).__name__


class Counted(io.RawIOBase):
    """A stream whose bytes are counted as they are read, against the budget of the input."""

    def __init__(self, inner: Any, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: packed streams begin again."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any stream."""
        return int(self._inner.seek(offset, whence))

    def tell(self) -> int:
        """As of any stream."""
        return int(self._inner.tell())

    def readinto(self, buffer: Any) -> int:
        """As of any stream; raises `Expanded` where the budget is used up."""
        # read1: of a stream that is cut, what comes before the cut must come through.
        read = getattr(self._inner, "read1", self._inner.read)
        data = read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
