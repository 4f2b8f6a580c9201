"""gzip, bzip2 and xz: what was squeezed, read as what it is."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from sayso.collect.formats.gz import unzipped
from sayso.collect.part import Asked, Part
from sayso.errors import UnreadableInput

SUFFIXES = (".gz", ".bz2", ".xz", ".tgz")
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """One part: what is inside, as a stream, named without the suffix."""
    head = stream.read(6)
    stream.seek(0)
    opened: BinaryIO
    if head.startswith(b"BZh"):
        opened = bz2.BZ2File(stream)  # type: ignore[assignment]
    elif head.startswith(b"\xfd7zXZ"):
        opened = lzma.LZMAFile(stream)  # type: ignore[assignment]  # noqa: SIM115
    else:
        opened = unzipped(stream)
    name = PurePosixPath((asked.path or asked.name).replace("\\", "/"))
    inner = name.stem + (".tar" if name.suffix.lower() == ".tgz" else "")
    try:
        yield Part(name=inner if name.suffix.lower() in SUFFIXES else "content", stream=opened)
    except DAMAGE as error:
        words = str(error)[:80] or type(error).__name__
        raise UnreadableInput(asked.name, f"it is cut off or damaged ({words}).") from None
