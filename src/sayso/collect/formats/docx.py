"""Word documents (DOCX): paragraphs, lists, tables and notes, as accepted; what was struck is not
text. Heads and feet of pages are left out.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.collect.formats.decoded import prose
from sayso.collect.formats.xml import local, parsed, tree_of
from sayso.collect.metadata import Detail, Field, sound
from sayso.collect.part import Asked, Part, check_size
from sayso.collect.top import top
from sayso.errors import UnreadableInput
from sayso.records import Reason

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SKIPPED = ("del", "movefrom", "fallback", "instrtext", "deltext", "txbxcontent", "ppr", "rpr")
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
MOST_MEMBERS = 10_000
"""Members of a document that are looked at for heads and feet."""
_ABOUT: tuple[tuple[str, Field], ...] = (("title", "title"), ("modified", "modified"))


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The document's text, a blank line between paragraphs."""
    try:
        archive = zipfile.ZipFile(stream)
        body = _member(archive, "word/document.xml", asked)
        notes = [
            _member(archive, name, asked)
            for name in ("word/footnotes.xml", "word/endnotes.xml")
            if name in archive.namelist()
        ]
        about = _member(archive, "docProps/core.xml", asked, needed=False)
        edges = [_member(archive, name, asked) for name in sorted(archive.namelist())[:MOST_MEMBERS]
                 if _EDGE.fullmatch(name)]  # fmt: skip
        remarks = _member(archive, "word/comments.xml", asked, needed=False)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError,
            RuntimeError) as error:  # fmt: skip
        words = str(error).strip("'\"")[:80] or type(error).__name__
        raise UnreadableInput(asked.name, f"this Word document is damaged ({words}).") from None
    if body is None:
        raise UnreadableInput(asked.name, "this Word document has no text part.")
    trees = [parsed(data, asked) for data in (body, *notes) if data]
    paragraphs = [line for tree, _ in trees for line in _paragraphs(tree)]
    text = prose("\n\n".join(paragraphs), asked)
    details = sound(_details(tree_of(about, asked))) if about else ()
    heads = _lines(edges, asked)
    said = [Reason(field="text", name="damaged", words=damage[:1].upper() + damage[1:], weight=-0.5)
            for _, damage in trees if damage]  # fmt: skip
    said += _left_out("Heads and feet of pages", "running heads", heads)
    said += _left_out("Remarks in the margin", "remarks", _lines([remarks], asked))
    yield Part(
        text=text,
        media_type=KIND,
        details=(*top("\n".join([*heads, text])), *details),
        notes=tuple(said),
    )


def _lines(members: list[bytes | None], asked: Asked) -> list[str]:
    """The paragraphs of members beside the body, each once."""
    lines = [line for data in members if data for line in _paragraphs(tree_of(data, asked))]
    return list(dict.fromkeys(lines))


def _left_out(what: str, name: str, lines: list[str]) -> Iterator[Reason]:
    if lines:
        shown = "; ".join(f"“{line[:90]}”" for line in lines[:6])
        words = f"{what} were left out of the text ({len(lines)}): {shown}."
        yield Reason(field="text", name=name, words=words, weight=0.9)


def _member(
    archive: zipfile.ZipFile, name: str, asked: Asked, *, needed: bool = True
) -> bytes | None:
    if name not in archive.namelist():
        if needed:
            raise KeyError(f"no {name} in it")
        return None
    largest = asked.settings.largest_input
    check_size(asked.name, archive.getinfo(name).file_size, largest)
    with archive.open(name) as opened:
        data = opened.read(largest + 1)
    check_size(asked.name, len(data), largest)
    return data


def _paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph: a stack and no recursion, for trees of any depth."""
    words: list[str] = []
    stack: list[tuple[bool, Any]] = [(False, root)]
    boxes: list[Any] = []
    while stack:
        done, element = stack.pop()
        name = local(element)
        if done:
            if text := "".join(words).strip():
                yield text
            words = []
            continue
        if name == "txbxcontent":
            boxes.append(element)
            continue
        if name in _SKIPPED:
            continue
        if name == "t":
            words.append(element.text or "")
        elif name in ("tab", "noBreakHyphen", "br", "cr"):
            words.append("\t" if name == "tab" else "\n")
        elif name == "nobreakhyphen":
            words.append("‑")
        if name == "p":
            stack.append((True, element))
        stack += [(False, child) for child in reversed(element)]
    for box in boxes:  # a box of text stands in the middle of a paragraph that it is no part of
        for paragraph in box:
            yield from _paragraphs(paragraph)


def _details(root: Any) -> Iterator[Detail]:
    for element in root:
        name = local(element)
        value = "".join(element.itertext())
        for wanted, field in _ABOUT:
            if name == wanted:
                yield Detail(field, value, f"the document's {name}")
        if name == "creator":
            yield Detail("authors", value, "the document's creator")
        elif name == "created":
            yield Detail("note", f"The document was made on {value}, which need not be the day of "
                         "publication.", "the document's created")  # fmt: skip
