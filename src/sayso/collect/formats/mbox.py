"""MBOX: messages one after the other, each read as a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from sayso.collect.formats import mail
from sayso.collect.part import Asked, Part, failed
from sayso.errors import InputError, UnreadableInput

_FROM = re.compile(rb"From \S+ .{0,60}?\d:\d\d.{0,30}?\d{4}", re.ASCII)
"""With a time in it: "From the harbour came ..." after an empty line is a sentence."""
_HEADER = re.compile(rb"[\w-]+:")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The parts of each message; their names begin with the message's number."""
    for number, data in enumerate(_messages(stream, asked.name, asked.settings.largest_input), 1):
        name = str(number)
        if data is None:
            yield Part(name=name, failure="this message is too large.", failed_as="oversized")
            continue
        try:
            yield from mail.parts_of(data, replace(asked, name=f"{asked.name}!/{name}"), name)
        except InputError as error:
            yield failed(error, name)
        except Exception as error:
            yield Part(name=name, failure=f"this message is damaged ({type(error).__name__}).")


def _messages(stream: BinaryIO, name: str, largest: int) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is larger than allowed."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    following = stream.readline(2**16)
    while line := following:
        following = stream.readline(2**16)
        # Some programs leave out the empty line before: then only a header after it tells.
        if _FROM.match(line) and (blank or _HEADER.match(following)):
            if begun:
                yield _joined(lines, size, largest)
            lines, size, begun = [], 0, True
        elif not begun and line.strip():
            raise UnreadableInput(name, "it is no mailbox: it does not begin with a “From ” line.")
        elif begun:
            size += len(line)
            if size <= largest:
                lines.append(line)
        blank = line in (b"\n", b"\r\n")
    if begun:
        yield _joined(lines, size, largest)


def _joined(lines: list[bytes], size: int, largest: int) -> bytes | None:
    return None if size > largest else _ESCAPED.sub(rb"\1", b"".join(lines))
