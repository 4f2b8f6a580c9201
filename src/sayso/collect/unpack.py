"""A named input, as a file or as bytes, becomes reports: one, several, or the reasons why not."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

from sayso.collect import apart
from sayso.collect.choose import HEAD, choose
from sayso.collect.expand import Budget, Expanded, expand
from sayso.collect.metadata import Metadata
from sayso.collect.part import Asked, Part, Reader, as_error, check_size, failed, inside
from sayso.collect.report import build
from sayso.errors import EmptyInput, InputError, OversizedInput
from sayso.records import Reason, Report

Found = tuple[Part, Reason | None]
"""A part that is a text or a failure, and a note on the container that it came out of."""


def reports(
    asked: Asked, given: Metadata, data: bytes | None = None, file: str | None = None
) -> Iterator[Report | InputError]:
    """What is in an input, in its order; entries are named ``asked.name!/entry``.

    Either ``data`` or ``file`` (a path that can be opened) is given.
    """
    for part, note in unpacked(asked, data, file):
        yield made(part, note, asked, given)


def made(part: Part, note: Reason | None, asked: Asked, given: Metadata) -> Report | InputError:
    """The report of a part that is a text, or the error of one that failed."""
    path = inside(asked.name, part.name)
    if part.text is None:
        return as_error(part, path)
    if len(part.text) > (most := asked.settings.longest_text):
        words = f"its text is longer than {most:,} characters, the most that is read; split it."
        return OversizedInput(path, words)
    try:
        return build(
            part.text,
            part.original if part.original is not None else part.text.encode(errors="replace"),
            given,
            part.details,
            (*part.notes, *([note] if note else [])),
            name=path,
            path=path if part.name or asked.path else None,
            media_type=part.media_type or "text/plain",
            encoding=part.encoding,
        )
    except InputError as error:
        return error


def unpacked(asked: Asked, data: bytes | None = None, file: str | None = None) -> Iterator[Found]:
    """The parts of an input, down to texts and failures."""
    try:
        reader, data, asked = _opened(asked, data, file)
    except InputError as error:
        yield failed(error), None
        return
    except OSError as error:
        words = f"the system could not read it ({error.strerror}); check the file."
        yield Part(failure=words), None
        return
    note: Reason | None = None
    for part in _parts(reader, asked, data, file):
        if reader.container and note is None and part.failure is None:
            note = _container(data, file)
        if part.data is None:
            if part.text is not None and part.original is None and data is not None:
                part = replace(part, original=data)
            yield part, note
        else:
            yield from _entry(part, asked, note)


def _entry(part: Part, asked: Asked, note: Reason | None) -> Iterator[Found]:
    within = Asked(
        name=inside(asked.name, part.name),
        path=part.name or asked.path,
        size=len(part.data or b""),
        media_type=part.media_type,
        depth=asked.depth + 1,
        settings=asked.settings,
    )
    if within.depth > asked.settings.most_nested + 2:
        yield Part(name=part.name, failure="it lies too deep in other files; unpack it."), None
        return
    for found, inner in unpacked(within, part.data):
        name = f"{part.name}!/{found.name}" if found.name and part.name else (
            found.name or part.name
        )  # fmt: skip
        details, notes = (*found.details, *part.details), (*found.notes, *part.notes)
        yield replace(found, name=name, details=details, notes=notes), note or inner


def _opened(
    asked: Asked, data: bytes | None, file: str | None
) -> tuple[Reader, bytes | None, Asked]:
    """The reader, and all bytes unless they stay in a file: only containers may be large."""
    if data is not None:
        asked = replace(asked, size=len(data))
        _not_empty(data, asked)
        return choose(data[:HEAD], asked.path, asked.media_type, asked.name), data, asked
    assert file is not None
    with open(file, "rb") as stream:
        head = stream.read(HEAD)
        size = stream.seek(0, io.SEEK_END)
        asked = replace(asked, size=size)
        reader = choose(head, asked.path, asked.media_type, asked.name)
        if reader.container:
            return reader, None, asked
        largest = asked.settings.largest_input
        check_size(asked.name, size, largest)
        stream.seek(0)
        data = stream.read(largest + 1)
        check_size(asked.name, len(data), largest)
        _not_empty(data, asked)
        return reader, data, replace(asked, size=len(data))


def _not_empty(data: bytes, asked: Asked) -> None:
    if not data[:HEAD].strip() and not data.strip():
        raise EmptyInput(asked.name, "it is empty; give a file with text in it.")


def _parts(reader: Reader, asked: Asked, data: bytes | None, file: str | None) -> Iterator[Part]:
    if reader.apart is not None and (asked.size or 0) >= reader.apart:
        yield from apart.parts(asked, data, None if data is not None else file)
        return
    budget = Budget(asked.size or 0, asked.settings)
    try:
        if data is not None:
            yield from expand(io.BytesIO(data), asked, budget, nested=False)
        else:
            assert file is not None
            with open(file, "rb") as stream:
                yield from expand(stream, asked, budget, nested=False)
    except Expanded as error:
        yield Part(failure=error.reason, failed_as="oversized")


def _container(data: bytes | None, file: str | None) -> Reason:
    """The note that ties what came out of a container to its bytes."""
    whole = hashlib.sha256(data or b"")
    if data is None and file is not None:
        with open(file, "rb") as stream:
            while chunk := stream.read(2**20):
                whole.update(chunk)
    words = f"Taken out of a file with the SHA-256 {whole.hexdigest()}."
    return Reason(field="original", name="container", words=words)
