"""gzip as a stream that gives all there is before it says that the file is cut or damaged.

(The standard library's raises as soon as its buffer runs into the damage, and loses the buffer.)
"""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO, cast

CHUNK = 2**16
BLANKS = 64
"""Chunks of zeros after which no further member is looked for."""


def unzipped(stream: BinaryIO) -> BinaryIO:
    """The unpacked stream of a gzip file of one member or many.

    Raises (on reading, after what is whole): zlib.error, EOFError.
    """
    return cast(BinaryIO, io.BufferedReader(Unzipped(stream), CHUNK))


class Unzipped(io.RawIOBase):
    """The raw stream; `seek` goes to the beginning only."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._begin()

    def _begin(self) -> None:
        self._stream.seek(0)
        self._packed = b""
        self._place = 0
        self._expander: Any = None

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """To the beginning."""
        return True

    def tell(self) -> int:
        """Bytes given so far."""
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        """To the beginning, or nowhere (the place where it is)."""
        if whence == 0 and offset == 0:
            self._begin()
        elif (whence, offset) not in ((0, self._place), (1, 0)):
            raise io.UnsupportedOperation("a gzip stream is read forwards")
        return self._place

    def readinto(self, buffer: Any) -> int:
        """Some bytes; fewer than asked rather than an error too soon."""
        blanks = 0
        while True:
            self._packed = self._packed or self._stream.read(CHUNK)
            if not self._packed:
                if self._expander is not None:
                    raise EOFError("the file is cut off")
                return 0
            if self._expander is None:
                self._packed = self._packed.lstrip(b"\0")  # tapes and disks fill up with zeros
                if not self._packed:
                    blanks += 1
                    if blanks > BLANKS:
                        raise EOFError("there is nothing but zeros")
                    continue
                self._expander = zlib.decompressobj(31)
            data = self._expander.decompress(self._packed, len(buffer))
            if self._expander.eof:
                self._packed, self._expander = self._expander.unused_data, None
            else:
                self._packed = self._expander.unconsumed_tail
            if data:
                buffer[: len(data)] = data
                self._place += len(data)
                return len(data)
