"""ZIP and tar: each file in it that can be a report, in the order of their names."""

from __future__ import annotations

import json
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.collect.formats import docx
from sayso.collect.metadata import Detail
from sayso.collect.part import Asked, Part
from sayso.errors import UnreadableInput

OTHERS = {
    "xl/workbook.xml": "a spreadsheet; save it as .csv",
    "ppt/presentation.xml": "a presentation; save its text as a .txt file",
    "mimetype": "an OpenDocument file or an e-book; save its text as a .txt or .docx file",
}
_NAMED = 12
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet")


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The files in a ZIP; a Word document is read as one."""
    try:
        archive = zipfile.ZipFile(stream)
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        words = "it is cut off or damaged" if "zip file" in str(error).lower() else str(error)[:80]
        raise UnreadableInput(asked.name, f"this ZIP archive cannot be opened ({words}).") from None
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        stream.seek(0)
        yield from docx.parts(stream, asked)
        return
    for name, kind in OTHERS.items():
        if name in names:
            raise UnreadableInput(asked.name, f"it is {kind}.")
    if not members:
        raise UnreadableInput(asked.name, "this ZIP archive is empty.")
    owner = _owner(archive, names)
    files = [member for member in members if not member.is_dir()]
    yield from _chosen(files, archive, asked, owner)


def _chosen(
    files: list[zipfile.ZipInfo], archive: zipfile.ZipFile, asked: Asked, owner: tuple[Detail, ...]
) -> Iterator[Part]:
    left_out: list[str] = []
    # Tables are data, mostly; but where nothing else is there, or the user mapped columns, not.
    tables = bool(asked.settings.columns) or all(is_left_out(m.filename) for m in files)
    for member in files:
        if owner and not _is_posts(member.filename):  # the rest of such an archive is its machinery
            left_out.append(member.filename)
            continue
        if is_left_out(member.filename) and not (tables and _is_table(member.filename)):
            left_out.append(member.filename)
            continue
        try:
            with archive.open(member) as opened:
                yield Part(name=safe(member.filename), stream=opened, details=owner)
        except RuntimeError:  # what zipfile raises for a password
            yield Part(
                name=safe(member.filename), failure="it is locked with a password; unlock it."
            )
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
                NotImplementedError) as error:  # fmt: skip
            words = str(error)[:80] or type(error).__name__
            yield Part(
                name=safe(member.filename), failure=f"it is damaged in the archive ({words})."
            )
    yield from told(left_out, len(files))


def is_left_out(name: str) -> bool:
    """Whether a file in an archive or folder is none that reports come in.

    >>> is_left_out("a/b.html"), is_left_out("__MACOSX/._b.html"), is_left_out("media/x.jpg")
    (False, True, True)
    """
    from sayso.collect.choose import in_folders

    return _is_hidden(name) or not in_folders(name)


def _is_hidden(name: str) -> bool:
    pieces = [piece for piece in name.split("/") if piece not in (".", "..")]
    return any(piece.startswith((".", "__MACOSX")) for piece in pieces)


def _is_posts(name: str) -> bool:
    from sayso.collect.choose import POSTS

    return name.lower().endswith(POSTS.suffixes)


def _is_table(name: str) -> bool:
    return not _is_hidden(name) and name.lower().endswith(_TABLES)


def told(left_out: list[str], files: int) -> Iterator[Part]:
    """One part that names the files that were left out."""
    if not left_out:
        return
    more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
    names = ", ".join(safe(name) for name in left_out[:_NAMED])
    count = "1 file was" if len(left_out) == 1 else f"{len(left_out)} files were"
    sentence = f"{count} left out: {names}{more}; unpack it and name a file to have it read."
    nothing = len(left_out) == files
    yield Part(
        failure=f"there is no report in this archive; {sentence}" if nothing else sentence,
        failed_as="unreadable" if nothing else "left out",
    )


def safe(name: str) -> str:
    """A member's name for showing: nothing of it is ever used to open or write a file."""
    return name.encode(errors="backslashreplace").decode().replace("\0", "") or "unnamed"


def _owner(archive: zipfile.ZipFile, names: set[str]) -> tuple[Detail, ...]:
    """Whose posts an archive of X/Twitter or Mastodon holds."""
    for name, keys in (
        ("data/account.js", ("accountDisplayName", "username")),
        ("account.js", ("accountDisplayName", "username")),
        ("actor.json", ("name", "preferredUsername")),
    ):
        if name in names:
            try:
                with archive.open(name) as opened:
                    text = opened.read(2**20).decode("utf-8", "replace")
                data: Any = json.loads(
                    text[min(i for i in (text.find("{"), text.find("[")) if i >= 0) :]
                )
                found = data[0]["account"] if isinstance(data, list) else data
                named, account = (str(found.get(key) or "") for key in keys)
            except (KeyError, ValueError, IndexError, TypeError, AttributeError, RecursionError,
                    RuntimeError, zipfile.BadZipFile, zlib.error, OSError):  # fmt: skip
                return ()
            origin = f"the archive's {name}"
            return (
                Detail("authors", named or account, origin),
                *([Detail("outlet", f"@{account}", origin)] if account else []),
            )
    return ()


def tar_parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The files in a tar archive, in its order, read as they come."""
    left_out: list[str] = []
    files = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isfile():
                    continue
                files += 1
                mapped = bool(asked.settings.columns) and _is_table(member.name)
                if is_left_out(member.name) and not mapped:
                    left_out.append(member.name)
                elif member.size > asked.settings.largest_input:
                    words = "it is too large in the archive; unpack it."
                    yield Part(name=safe(member.name), failure=words, failed_as="oversized")
                elif opened := archive.extractfile(member):
                    yield Part(name=safe(member.name), data=opened.read())
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        words = str(error)[:80] or type(error).__name__
        failure = f"this tar archive is cut off or damaged here ({words}); the rest is lost."
        yield Part(name="the rest", failure=failure)
    yield from told(left_out, files)
