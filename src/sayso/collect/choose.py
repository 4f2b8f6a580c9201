"""Which reader reads what: those of this package, and plug-ins.

A plug-in registers a `Reader` under the entry point group ``sayso.readers`` (docs/guide/readers.md)
and wins over the readers here for its own suffixes, media types and first bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath

from sayso.collect.formats import (
    archive,
    docx,
    feed,
    mail,
    mbox,
    mhtml,
    page,
    pdf,
    records,
    squeezed,
    text,
    transcript,
    warc,
)  # fmt: skip
from sayso.collect.kinds import MARKDOWN, PAGE, TEXT, foreign
from sayso.collect.part import Reader
from sayso.errors import UnreadableInput

GROUP = "sayso.readers"
HEAD = 4096
"""Bytes of a file that are looked at to know it."""

PLAIN = Reader(name="text", parts=text.parts, suffixes=(".txt", ".text", ".md", ".markdown"),
               media_types=(TEXT, MARKDOWN), apart=None)  # fmt: skip
HTML = Reader(name="page", parts=page.parts, suffixes=(".html", ".htm", ".xhtml", ".shtml"),
              media_types=(PAGE, "application/xhtml+xml"))  # fmt: skip
FEED = Reader(name="feed", parts=feed.parts, suffixes=(".rss", ".atom", ".rdf"),
              media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml",
                           "application/xml", "text/xml"))  # fmt: skip
XML = Reader(name="feed", parts=feed.parts, suffixes=(".xml",), in_folders=False)
PDF = Reader(name="PDF", parts=pdf.parts, suffixes=(".pdf",), begins=(b"%PDF-",),
             media_types=(pdf.KIND,), apart=0)  # fmt: skip
MAIL = Reader(name="mail", parts=mail.parts, suffixes=(".eml", ".emlx"), media_types=(mail.KIND,))
SAVED = Reader(
    name="saved page",
    parts=mhtml.parts,
    suffixes=(".mhtml", ".mht"),
    media_types=("multipart/related", "application/x-mimearchive"),
)
MBOX = Reader(name="mailbox", parts=mbox.parts, suffixes=(".mbox", ".mbx"),
              media_types=("application/mbox",), container=True, apart=0)  # fmt: skip
WARC = Reader(name="web archive", parts=warc.parts,
              suffixes=(".warc", ".warc.gz", ".wet", ".wet.gz"), begins=(b"WARC/",),
              media_types=("application/warc",), container=True, apart=0)  # fmt: skip
DOCX = Reader(name="Word document", parts=docx.parts, suffixes=(".docx",),
              media_types=(docx.KIND,), apart=0)  # fmt: skip
ZIP = Reader(name="ZIP archive", parts=archive.parts, suffixes=(".zip", ".wacz"),
             begins=(b"PK\x03\x04", b"PK\x05\x06"), container=True, apart=0,
             media_types=("application/zip", "application/x-zip-compressed"))  # fmt: skip
TAR = Reader(name="tar archive", parts=archive.tar_parts, suffixes=(".tar",), container=True,
             apart=0)  # fmt: skip
SQUEEZED = Reader(name="gzip", parts=squeezed.parts, suffixes=(".gz", ".bz2", ".xz", ".tgz"),
                  begins=(b"\x1f\x8b\x08", b"\xfd7zXZ\0"), container=True, apart=0,
                  media_types=("application/gzip", "application/x-gzip"))  # fmt: skip
JSON = Reader(name="JSON", parts=records.json_parts, in_folders=False, suffixes=(".json", ".js"),
              media_types=("application/json", "application/feed+json",
                           "application/ld+json"))  # fmt: skip
POSTS = Reader(name="posts", parts=records.json_parts,
               suffixes=("tweets.js", "tweet.js", "outbox.json",
                         *(f"tweets-part{n}.js" for n in range(1, 100))))  # fmt: skip
LINES = Reader(name="JSON Lines", parts=records.lines_parts, suffixes=(".jsonl", ".ndjson"),
               container=True, apart=None, in_folders=False,
               media_types=("application/x-ndjson", "application/jsonl"))  # fmt: skip
TABLE = Reader(name="table", parts=records.csv_parts, suffixes=(".csv", ".tsv"), container=True,
               apart=None, in_folders=False, media_types=("text/csv",
               "text/tab-separated-values"))  # fmt: skip
PARQUET = Reader(name="Parquet table", parts=records.parquet_parts, suffixes=(".parquet",),
                 begins=(b"PAR1",), container=True, apart=0, in_folders=False)  # fmt: skip
TRANSCRIPT = Reader(name="transcript", parts=transcript.parts, suffixes=(".vtt", ".srt", ".sbv"),
                    media_types=(transcript.KIND, "application/x-subrip"))  # fmt: skip

BUILT_IN: tuple[Reader, ...] = (
    PDF, WARC, DOCX, ZIP, SQUEEZED, PARQUET, TAR, MBOX, SAVED, MAIL, HTML, FEED, POSTS, LINES,
    TABLE, TRANSCRIPT, JSON, XML, PLAIN,
)  # fmt: skip
"""More particular ones before others."""

_X = re.compile(rb"\s*window\.YTD\.\w+\.part\d+\s*=")
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)\b", re.S,
)  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_MBOX = re.compile(rb"From \S+ .{0,60}\d{4}.{0,9}\r?\n(?:[\w-]+:|>?From )", re.ASCII)
_SAVED = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,9}?"
                    rb"(?:Snapshot-Content-Location:|From: <Saved by )")  # fmt: skip
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}?MIME-Version:", re.I)
_SNIFFED = (
    (_X, POSTS),
    (_FEED, FEED),
    (_PAGE, HTML),
    (_MBOX, MBOX),
    (_SAVED, SAVED),
    (_MAIL, MAIL),
)


@cache
def plugged() -> tuple[tuple[Reader, ...], tuple[UnreadableInput, ...]]:
    """The readers of plug-ins in the order of their names, and why any could not be loaded."""
    readers: list[Reader] = []
    errors: list[UnreadableInput] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            found = point.load()
            if not isinstance(found, Reader):
                raise TypeError(f"it is a {type(found).__name__}, not a Reader")
        except Exception as error:  # somebody else's code
            words = f"this plug-in cannot be used ({error}); mend or uninstall it."
            errors.append(UnreadableInput(f"{GROUP}: {point.name}", words))
        else:
            readers.append(found)
    return tuple(readers), tuple(errors)


def choose(head: bytes, path: str | None, stated: str | None, name: str) -> Reader:
    """The reader for a file that begins with ``head``.

    By what a plug-in claims; by first bytes; by what the sender said; by how a text begins; by the
    suffix; else it is plain text.

    Raises:
        UnreadableInput: it is a known kind that is not read (an image), by its first bytes.

    >>> choose(b"%PDF-1.7", "a.txt", None, "a.txt").name, choose(b"Vell", "a.eml", None, "").name
    ('PDF', 'mail')
    """
    said = (stated or "").partition(";")[0].strip().lower()
    for readers in (plugged()[0], BUILT_IN):
        for reader in readers:
            if reader.begins and head.startswith(reader.begins):
                return DOCX if reader is ZIP and _is_word(head, path, said) else reader
        if readers is not BUILT_IN and (by := _by_suffix(readers, path) or _by_type(readers, said)):
            return by
    if head[257:262] == b"ustar":
        return TAR
    if head.startswith(b"BZh") and b"\0" in head:
        return SQUEEZED
    if known := foreign(head):
        raise UnreadableInput(name, f"it is {known.kind}, which is not read; {known.advice}.")
    start = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, reader in _SNIFFED:
        if pattern.match(start) and not (reader is MAIL and said == TEXT):
            return reader
    by_type = _by_type(BUILT_IN, said)
    if by_type is not None and by_type is not PLAIN:
        return by_type
    if by_type is PLAIN:
        return PLAIN
    return _by_suffix(BUILT_IN, path) or _by_look(start) or PLAIN


_SUBTITLES = re.compile(rb"WEBVTT\b|\s*\d+\r?\n\d\d:\d\d:\d\d[.,]\d{3} -->")
_OBJECTS = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")
_LINES = re.compile(rb"\s*\{\"[^\n]*\}[ \t]*\r?\n\s*\{\s*\"")
_HEADS = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,60}?\r?\n")
_NAMES = re.compile(rb"^([\w-]+):", re.M)


def _by_look(head: bytes) -> Reader | None:
    """The reader for what came without a name that says what it is (standard input, a pipe)."""
    if _SUBTITLES.match(head):
        return TRANSCRIPT
    if _LINES.match(head):
        return LINES
    if _OBJECTS.match(head):
        return JSON
    if letter := _HEADS.match(head):
        names = {name.lower() for name in _NAMES.findall(letter[0])}
        if {b"from", b"date"} <= names and names & {b"to", b"subject", b"message-id"}:
            return MAIL
    first, newline, _ = head.partition(b"\n")
    names_of_columns = re.split(r"[,\t;|]", first.decode("utf-8", "replace").strip().casefold())
    known = sum(name.strip(' "') in records.usual_names() for name in names_of_columns)
    return TABLE if newline and known >= 2 else None


def _is_word(head: bytes, path: str | None, said: str) -> bool:
    return said == docx.KIND or PurePath(path or "").suffix.lower() == ".docx" or b"word/" in head


def _by_suffix(readers: Sequence[Reader], path: str | None) -> Reader | None:
    name = (path or "").lower()
    return next((r for r in readers if r.suffixes and name.endswith(r.suffixes)), None)


def _by_type(readers: Sequence[Reader], said: str) -> Reader | None:
    return next((r for r in readers if said and said in r.media_types), None)


def in_folders(name: str) -> bool:
    """Whether a file is read where only its folder, or an archive that it is in, is named.

    >>> in_folders("a.html"), in_folders("a.json"), in_folders("data/tweets.js")
    (True, False, True)
    >>> in_folders("a.html.gz"), in_folders("a.json.gz"), in_folders("index.cdx.gz")
    (True, False, False)
    """
    found = _by_suffix((*plugged()[0], *BUILT_IN), name)
    if found is SQUEEZED and not name.lower().endswith(".tgz"):
        inner = PurePath(name).with_suffix("")  # "index.cdx.gz" is as little a report as its inside
        return not inner.suffix or in_folders(inner.name)
    return found is not None and found.in_folders


def is_known(name: str) -> bool:
    """Whether there is a reader for files of this name.

    >>> is_known("a.csv"), is_known("a.png")
    (True, False)
    """
    return _by_suffix((*plugged()[0], *BUILT_IN), name) is not None


def suffixes() -> tuple[str, ...]:
    """The suffixes that are read in folders, for messages."""
    readers = (*plugged()[0], *BUILT_IN)
    return tuple(s for reader in readers if reader.in_folders for s in reader.suffixes)
