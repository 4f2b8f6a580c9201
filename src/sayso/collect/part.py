"""What a reader of a format takes and gives: a stream and what is known of it -> parts.

A reader is one function ``(stream, asked) -> parts``. A `Part` is a report's text, or bytes to be
read in turn (a page in an archive), or one sentence that says why an entry could not be read. How
to write one and register it is in docs/guide/readers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from sayso.collect.metadata import Detail
from sayso.errors import EmptyInput, InputError, OversizedInput, UnreadableInput
from sayso.records import Reason
from sayso.settings import DEFAULT, Settings

SEPARATOR = "!/"
"""Between a container and what is in it: ``archive.zip!/a/b.html``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One entry of an input. Exactly one of ``text``, ``data``, ``stream`` and ``failure`` is set.

    ``name`` is the entry's name in its container ("" for the whole input); ``details`` is metadata
    with where each was found; ``original`` are the entry's own bytes where the reader has them;
    ``link`` is the address of the page that the entry stands for (a feed's entry).
    """

    name: str = ""
    text: str | None = None
    data: bytes | None = None
    stream: Any = None
    failure: str | None = None
    failed_as: str = "unreadable"
    media_type: str | None = None
    encoding: str | None = None
    details: tuple[Detail, ...] = ()
    notes: tuple[Reason, ...] = ()
    original: bytes | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of a stream before it is read: its name for messages, its size in bytes if
    known, what its sender said that it is, how deep it is nested.
    """

    name: str
    path: str | None = None
    size: int | None = None
    media_type: str | None = None
    depth: int = 0
    settings: Settings = DEFAULT


Parts = Callable[[BinaryIO, Asked], Iterable[Part]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format: how to know it, and the function that reads it.

    ``suffixes`` with their dot, in small letters; ``begins`` the first bytes of any such file;
    ``container``: it holds reports rather than being one, so its size is not limited by
    ``Settings.largest_input`` (each entry is); ``apart``: bytes from which it is read in a process
    of its own (0 always, None never); ``in_folders``: read where the user names only a folder.
    """

    name: str
    parts: Parts
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    begins: tuple[bytes, ...] = ()
    container: bool = False
    apart: int | None = 2**20
    in_folders: bool = True


def failed(error: InputError, name: str = "") -> Part:
    """The part that stands for an error, for the way through a pipe."""
    kinds = (kind for kind, found in _KINDS.items() if isinstance(error, found))
    return Part(name=name, failure=error.reason, failed_as=next(kinds, "unreadable"))


class LeftOut(UnreadableInput):
    """Files of a folder or archive that were not read because of their names; nothing is wrong."""


def as_error(part: Part, path: str) -> InputError:
    """The error that a failed part stands for."""
    return _KINDS.get(part.failed_as, UnreadableInput)(path, part.failure or "it cannot be read.")


_KINDS: dict[str, type[InputError]] = {
    "left out": LeftOut,
    "unreadable": UnreadableInput,
    "empty": EmptyInput,
    "oversized": OversizedInput,
}


def inside(container: str, name: str) -> str:
    """The path of an entry.

    >>> inside("a.zip", "b/c.html"), inside("a.pdf", "")
    ('a.zip!/b/c.html', 'a.pdf')
    """
    return f"{container}{SEPARATOR}{name}" if name else container


def whole(stream: BinaryIO, asked: Asked, largest: int | None = None) -> bytes:
    """All bytes of a stream.

    Raises:
        OversizedInput: there are more than ``largest`` (else ``Settings.largest_input``).
    """
    most = asked.settings.largest_input if largest is None else largest
    check_size(asked.name, asked.size or 0, most)
    data = stream.read(most + 1)
    check_size(asked.name, len(data), most)
    return data


def check_size(name: str, size: int, largest: int) -> None:
    """Refuse what is larger than allowed, before it takes the memory.

    Raises:
        OversizedInput: ``size`` is larger than ``largest`` (both in bytes).
    """
    if size > largest:
        shown = f"{largest / 2**20:g} MiB" if largest >= 2**20 else f"{largest:,} bytes"
        raise OversizedInput(name, f"it is larger than {shown}, the most that is read; split it.")
