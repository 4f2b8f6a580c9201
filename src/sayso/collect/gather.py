"""Inputs as the user names them become reports, one after the other: files, folders, URLs, "-"."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sayso.collect.kinds import SUFFIXES
from sayso.collect.metadata import Metadata
from sayso.collect.received import check_size, from_bytes
from sayso.collect.web import Fetcher, from_url, is_address
from sayso.errors import InputError, MissingInput, UnreadableInput
from sayso.records import Report
from sayso.settings import DEFAULT, Settings

STANDARD_INPUT = "-"
_CHUNK = 2**20
_NAMED = 12
"""How many of the files that were left out are named in one sentence; the rest is counted."""


class LeftOut(UnreadableInput):
    """Files of a folder that were not read because of their names; nothing is wrong with them."""


def gather(
    inputs: Sequence[str], metadata: Metadata | None = None, settings: Settings = DEFAULT
) -> Iterator[Report | InputError]:
    """Each input as a report, or the error that says why not; lazily, one file in memory at a time.

    A folder is read to its depths, files in the order of their paths; links to folders are not
    followed. Of a folder, only files with a suffix of `kinds.SUFFIXES` that are not hidden are
    read; the others are named together in one `LeftOut` after the last. A file that is named
    itself is read whatever it is called.

    >>> [str(error) for error in gather(["no-such-file.txt"])]
    ['no-such-file.txt: there is no such file or folder; check the name.']
    """
    fetcher = Fetcher(
        settings.largest_input, settings.fetch_seconds, allow_private=settings.allow_private
    )
    for item in inputs:
        if is_address(item):
            yield _fetched(item, fetcher, metadata or Metadata(), settings)
        else:
            yield from _one(item, metadata or Metadata(), settings)


def _fetched(
    url: str, fetcher: Fetcher, metadata: Metadata, settings: Settings
) -> Report | InputError:
    try:
        return from_url(url, metadata, fetcher, settings)
    except InputError as error:
        return error


def _one(item: str, metadata: Metadata, settings: Settings) -> Iterator[Report | InputError]:
    if item == STANDARD_INPUT:
        yield _read(item, sys.stdin.buffer, metadata, settings)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(item).st_mode)
    except (OSError, ValueError) as error:
        yield _explained(item, error)
        return
    if is_folder:
        yield from _folder(item, metadata, settings)
    else:
        yield _file(item, metadata, settings)


def _folder(folder: str, metadata: Metadata, settings: Settings) -> Iterator[Report | InputError]:
    left_out: list[str] = []
    read = 0
    for path, reason in _walk(folder):
        if reason is None:
            read += 1
            yield _file(path, metadata, settings)
        elif isinstance(reason, OSError):
            yield _explained(path, reason)
        else:
            left_out.append(f"{os.path.relpath(path, folder)} ({reason})")
    if not read:
        kinds = ", ".join(SUFFIXES)
        reason = f"there is no report in this folder ({kinds})"
        yield MissingInput(_shown(folder), "; ".join([reason, *_names(left_out)]) + ".")
    elif left_out:
        yield LeftOut(_shown(folder), "; ".join(_names(left_out)) + ".")


def _names(left_out: list[str]) -> list[str]:
    if not left_out:
        return []
    count = "1 file was" if len(left_out) == 1 else f"{len(left_out)} files were"
    more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
    names = _shown(", ".join(left_out[:_NAMED]))
    return [f"{count} left out: {names}{more}", "name a file itself to have it read"]


def _walk(folder: str) -> Iterator[tuple[str, str | OSError | None]]:
    """Every file below a folder in the order of the names, and why it is not to be read."""
    waiting = [folder]  # a list and no recursion: folders can be nested deeper than Python's stack
    while waiting:
        path = waiting.pop()
        if path != folder and (reason := _no_report(path)):
            yield path, reason
        elif os.path.isdir(path):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield path, error
            else:
                waiting += [os.path.join(path, name) for name in names]
        else:
            yield path, None


def _no_report(path: str) -> str | None:
    name = os.path.basename(path)
    if name.startswith("."):
        return "hidden"
    if os.path.isdir(path):
        return "link to a folder" if os.path.islink(path) else None
    if os.path.splitext(name)[1].lower() not in SUFFIXES:
        return "not a text or page"
    return "no ordinary file" if os.path.exists(path) and not os.path.isfile(path) else None


def _file(path: str, metadata: Metadata, settings: Settings) -> Report | InputError:
    try:
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            check_size(_shown(path), size, settings.largest_input)
            return _read(path, stream, metadata, settings)
    except InputError as error:
        return error
    except (OSError, ValueError) as error:
        return _explained(path, error)


def _read(
    path: str, stream: BinaryIO, metadata: Metadata, settings: Settings
) -> Report | InputError:
    name = _shown(path)
    try:
        data = _bounded(stream, settings.largest_input)
        return from_bytes(data, name, metadata=metadata, settings=settings)
    except InputError as error:
        return error
    except OSError as error:
        return _explained(path, error)


def _bounded(stream: BinaryIO, largest: int) -> bytes:
    """All of a stream, or a little more than ``largest``: a pipe has no size to ask for."""
    chunks: list[bytes] = []
    while sum(map(len, chunks)) <= largest and (chunk := stream.read(_CHUNK)):
        chunks.append(chunk)
    return b"".join(chunks)


def _explained(path: str, error: Exception) -> InputError:
    name = _shown(path)
    if isinstance(error, FileNotFoundError):
        return MissingInput(name, "there is no such file or folder; check the name.")
    if isinstance(error, PermissionError):
        return UnreadableInput(name, "it may not be read; give yourself permission.")
    if isinstance(error, ValueError):
        return MissingInput(name, "this cannot be the name of a file; check the name.")
    words = getattr(error, "strerror", None) or type(error).__name__
    return UnreadableInput(name, f"the system could not read it ({words}); check the file.")


def _shown(path: str) -> str:
    """A path that any file, database and terminal can hold: broken bytes as escapes."""
    return path.encode(errors="backslashreplace").decode()
