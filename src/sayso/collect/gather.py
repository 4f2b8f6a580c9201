"""Inputs as the user names them become reports, one after the other: files, folders, URLs, "-"."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from sayso.collect.choose import HEAD, choose, in_folders, is_known, plugged, suffixes
from sayso.collect.metadata import Metadata
from sayso.collect.part import Asked, LeftOut, check_size
from sayso.collect.unpack import reports, unpacked
from sayso.collect.web import Fetcher, followed, is_address, reports_at
from sayso.errors import InputError, MissingInput, UnreadableInput
from sayso.records import Report
from sayso.settings import DEFAULT, Settings

STANDARD_INPUT = "-"
_CHUNK = 2**20
_WILD = re.compile(r"[*?\[]")
_BESIDE = re.compile(r"(?:[_-](?:files|Dateien|fichiers|archivos)|\.files)$")
_NAMED = 12
"""How many of the files that were left out are named in one sentence; the rest is counted."""


def gather(
    inputs: Sequence[str], metadata: Metadata | None = None, settings: Settings = DEFAULT
) -> Iterator[Report | InputError]:
    """Each input as reports, or the error that says why not; lazily, one file in memory at a time.

    An input that holds several reports (an archive, a feed, a table) gives one after the other,
    each with a path of its own ("a.zip!/b.html"). A name with ``*``, ``?`` or ``[`` that is no file
    is a pattern; ``**`` goes to all depths.

    A folder is read to its depths, files in the order of their paths; links to folders are not
    followed. Of a folder, only files of a format that holds reports (`choose.suffixes`; no tables)
    that are not hidden are read; the others are named together in one `LeftOut` after the last. A
    file that is named itself is read whatever it is called.

    >>> [str(error) for error in gather(["no-such-file.txt"])]
    ['no-such-file.txt: there is no such file or folder; check the name.']
    """
    yield from plugged()[1]
    fetcher = Fetcher(
        settings.largest_input, settings.fetch_seconds, allow_private=settings.allow_private
    )
    for item in inputs:
        if is_address(item):
            yield from reports_at(item, metadata or Metadata(), fetcher, settings)
        else:
            yield from _one(item, metadata or Metadata(), settings, fetcher)


def _one(
    item: str, metadata: Metadata, settings: Settings, fetcher: Fetcher
) -> Iterator[Report | InputError]:
    if item == STANDARD_INPUT:
        yield from _stream(item, sys.stdin.buffer, metadata, settings)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(item).st_mode)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and _WILD.search(item):
            yield from _pattern(item, metadata, settings)
        else:
            yield _explained(item, error)
        return
    if is_folder:
        yield from _folder(item, metadata, settings)
    elif settings.follow:
        asked = Asked(name=_shown(item), path=_shown(item), settings=settings)
        yield from followed(unpacked(asked, file=item), asked, metadata, fetcher)
    else:
        yield from _file(item, metadata, settings)


def _pattern(pattern: str, metadata: Metadata, settings: Settings) -> Iterator[Report | InputError]:
    """The files that fit, in the order of their names; each counts as named by the user."""
    files = sorted(path for path in glob.iglob(pattern, recursive=True) if os.path.isfile(path))
    if not files:
        yield MissingInput(_shown(pattern), "no file fits this pattern; check the name.")
    for path in files:
        yield from _file(path, metadata, settings)


def _folder(folder: str, metadata: Metadata, settings: Settings) -> Iterator[Report | InputError]:
    left_out: list[str] = []
    read = 0
    for path, reason in walk(folder):
        if reason is None:
            read += 1
            yield from _file(path, metadata, settings)
        elif isinstance(reason, OSError):
            yield _explained(path, reason)
        else:
            left_out.append(f"{os.path.relpath(path, folder)} ({reason})")
    if not read:
        kinds = ", ".join(suffixes())
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


def walk(folder: str) -> Iterator[tuple[str, str | OSError | None]]:
    """Every file below a folder in the order of the names, and why it is not to be read, if so."""
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


def _is_of_a_page(folder: str) -> bool:
    """Whether a browser put it beside a page that it saved: "Vell_files", "Vell-Dateien"."""
    page, mark = _BESIDE.subn("", folder)
    return bool(mark) and any(os.path.isfile(page + suffix) for suffix in (".html", ".htm"))


def _no_report(path: str) -> str | None:
    name = os.path.basename(path)
    if name.startswith((".", "~$")):  # the second: a document that is open in Word
        return "hidden"
    if os.path.isdir(path):
        if os.path.islink(path):
            return "link to a folder"
        return "files of a saved page" if _is_of_a_page(path) else None
    if not in_folders(name):
        return "data, read only if named" if is_known(name) else "not a report"
    return "no ordinary file" if os.path.exists(path) and not os.path.isfile(path) else None


def _file(path: str, metadata: Metadata, settings: Settings) -> Iterator[Report | InputError]:
    name = _shown(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe has no size, and cannot be read twice
            with open(path, "rb") as stream:
                yield from _stream(path, stream, metadata, settings)
            return
        with open(path, "rb"):
            pass  # a file that may not be read is explained here
    except (OSError, ValueError) as error:
        yield _explained(path, error)
        return
    asked = Asked(name=name, path=name, settings=settings)
    yield from reports(asked, metadata, file=path)


def _stream(
    path: str, stream: BinaryIO, metadata: Metadata, settings: Settings
) -> Iterator[Report | InputError]:
    """A pipe cannot be read twice: one that is large and holds many reports waits in a file."""
    name = _shown(path)
    asked = Asked(name=name, path=name, settings=settings)
    try:
        data = _bounded(stream, settings.largest_input)
        if len(data) <= settings.largest_input:
            yield from reports(asked, metadata, data)
            return
        if not choose(data[:HEAD], name, None, name).container:
            check_size(name, len(data), settings.largest_input)
        with NamedTemporaryFile(prefix="sayso-") as file:
            size = file.write(data)
            while chunk := stream.read(_CHUNK):
                check_size(name, size := size + file.write(chunk), settings.most_expanded)
            file.flush()
            del data
            yield from reports(asked, metadata, file=file.name)
    except InputError as error:
        yield error
    except OSError as error:
        yield _explained(path, error)


def _bounded(stream: BinaryIO, largest: int) -> bytes:
    """All of a stream, or a little more than ``largest``."""
    chunks: list[bytes] = []
    size = 0
    while size <= largest and (chunk := stream.read(_CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
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
