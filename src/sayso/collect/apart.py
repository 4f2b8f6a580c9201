"""The parent's side of reading in a process apart: one bad file costs one entry.

A process is started when the first hostile file comes, kept for the next, and thrown away when it
dies or takes too long. Ordinary texts and pages never come here.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import Timer
from typing import BinaryIO, cast

import msgspec

from sayso.collect.child import Request, read_frame, write_frame
from sayso.collect.part import Asked, Part
from sayso.settings import Settings

FILES = 200
"""Files that one process reads before it is replaced, so that no leak grows for ever."""


class Apart:
    """One process apart."""

    def __init__(self, settings: Settings) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self.settings = settings
        self.files = 0
        self.process = subprocess.Popen(
            # -P: never import what happens to lie in the working folder, which may hold the file.
            [sys.executable, "-P", "-m", "sayso.collect.child", str(settings.most_memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def read(self, request: Request) -> Iterator[Part]:
        """The parts; the last says so if the process died or took too long."""
        self.files += 1
        decoder = msgspec.msgpack.Decoder(Part)
        late = [False]
        try:
            self._within(late, lambda: self._ask(request))
            while (frame := self._within(late, self._answer)) is not None:
                if not frame:
                    return
                yield decoder.decode(frame)
        except (OSError, msgspec.MsgspecError):
            pass
        self.close()
        seconds = f"{self.settings.longest_wait:g}"
        yield Part(
            failure=f"its reader was stopped after {seconds} seconds; split it or leave it out."
            if late[0]
            else "its reader broke down on it, or ran out of memory; the rest of it was not read."
        )

    def _ask(self, request: Request) -> bytes:
        write_frame(cast(BinaryIO, self.process.stdin), msgspec.msgpack.encode(request))
        return b"x"

    def _answer(self) -> bytes | None:
        return read_frame(cast(BinaryIO, self.process.stdout))

    def _within(self, late: list[bool], step: Callable[[], bytes | None]) -> bytes | None:
        def stop() -> None:
            late[0] = True
            self.process.kill()

        timer = Timer(self.settings.longest_wait, stop)
        timer.daemon = True
        timer.start()
        try:
            return step()
        finally:
            timer.cancel()

    @property
    def is_good(self) -> bool:
        """Whether it can read another file."""
        return self.files < FILES and self.process.poll() is None

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self.process.wait()


_idle: list[Apart] = []
_owner = os.getpid()


def parts(asked: Asked, data: bytes | None = None, file: str | None = None) -> Iterator[Part]:
    """The parts of the bytes, or of the file, as read in a process apart."""
    process = _taken(asked.settings)
    done = False
    try:
        yield from process.read(Request(asked=asked, data=data, file=file))
        done = True
    finally:
        if done and process.is_good:
            _idle.append(process)
        else:  # also where the caller wants no more: what the process still says is not wanted
            process.close()


def _taken(settings: Settings) -> Apart:
    global _owner
    if _owner != os.getpid():  # a fork: the processes belong to the parent
        _idle.clear()
        _owner = os.getpid()
    while _idle:
        process = _idle.pop()
        if process.is_good and process.settings.most_memory == settings.most_memory:
            process.settings = settings
            return process
        process.close()
    return Apart(settings)


@atexit.register
def close_all() -> None:
    """End the processes that wait for work."""
    if _owner == os.getpid():
        while _idle:
            _idle.pop().close()
