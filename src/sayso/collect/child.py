"""The process apart, in which hostile formats are read: little memory, no files written.

It is asked and answers in frames on its pipes: eight bytes of length, then MessagePack (never
pickle: what comes from here is not trusted). It ends with its parent.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from sayso.collect.part import Asked, Part


class Request(msgspec.Struct):
    """Read this: the bytes, or the file at ``file``."""

    asked: Asked
    data: bytes | None = None
    file: str | None = None


def read_frame(stream: BinaryIO) -> bytes | None:
    """One frame, or None where the other side has ended."""
    head = _exactly(stream, 8)
    return None if head is None else _exactly(stream, int.from_bytes(head, "big"))


def write_frame(stream: BinaryIO, frame: bytes) -> None:
    """One frame."""
    stream.write(len(frame).to_bytes(8, "big"))
    stream.write(frame)
    stream.flush()


def _exactly(stream: BinaryIO, length: int) -> bytes | None:
    data = stream.read(length)
    return data if len(data) == length else None


def main(most_memory: int) -> None:
    """Answer requests until the parent is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)  # whatever a library prints must not get between the frames
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    _limit(most_memory)
    requests = msgspec.msgpack.Decoder(Request)
    encoder = msgspec.msgpack.Encoder()
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        for part in _answer(requests.decode(frame)):
            write_frame(answers, encoder.encode(part))
        write_frame(answers, b"")


def _answer(request: Request) -> Iterator[Part]:
    from sayso.collect.expand import Budget, Expanded, expand

    asked = request.asked
    try:
        with (
            open(request.file, "rb") if request.file is not None
            else io.BytesIO(request.data or b"")
        ) as stream:  # fmt: skip
            budget = Budget(asked.size or 0, asked.settings)
            yield from expand(stream, asked, budget)
    except Expanded as error:
        yield Part(failure=error.reason, failed_as="oversized")
    except OSError as error:
        yield Part(failure=f"the system could not read it ({error.strerror}); check the file.")


def _limit(most_memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such thing on Windows; the limit on time holds there too
        return
    for what, limit in (
        (resource.RLIMIT_AS, most_memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            hard = resource.getrlimit(what)[1]
            soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):
            continue


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
