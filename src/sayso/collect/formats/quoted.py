"""A mail's text taken apart: own words, each quoted passage, what is forwarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.collect.metadata import Detail, Field

_MARK = (
    r"[ \t]*+(?:-{2,}+\s{0,9}(?:Forwarded message|Original Message|Forwarded by [^\n-]{1,80})"
    r"\s{0,9}-{2,}"
    r"|Begin forwarded message:)[ \t]*+$"
)
_HEAD = (
    r"[ \t]*+\*?From:[^\n]*\n"
    r"(?:[ \t]*+\*?(?:Sent|Date|To|Cc|Subject|Reply-To|Importance):[^\n]*\n){2}"
)
_FORWARDED = re.compile(
    rf"^(?:(?:{_MARK}\s{{1,9}}|[ \t]*+_{{8,}}+[ \t]*+\n\s{{0,9}})?^(?={_HEAD})|{_MARK})",
    re.I | re.M,
)
"""A mark, or only the lines of a head, as Outlook puts over the message that is answered."""
_HEADER = re.compile(r"^[ \t>*]*(From|Date|Sent|Subject|To|Cc|Reply-To)\s*:\*?[ \t]*(.*)$", re.I)
_MOMENT = (
    r"[^\n]{0,60}(?<!\w)(?:\d{4}|\d\d?/\d\d?/\d\d|\d\d?[:.]\d\d(?:[:.]\d\d)?)\b(?:\s?(?i:[ap]\.?m\b\.?))?"
    r"(?:\s(?:[+-]\d{4}|\(?(?:UTC|GMT|[A-Z]{2,3}T)\b\)?)){0,2}"
)
"""To the last year or time of day in the line, so that the name after it takes nothing along."""
_WROTE = re.compile(
    rf"^[ \t]*+(?:On (?P<date>{_MOMENT}|[^\n\d]{{6,20}}?),?\s{{1,9}}"
    r"(?P<who>[^\n<]{2,80}?)(?:\s{0,9}<[^\n>]{0,99}>)?"
    r"\s{0,9}wrote|(?P<name>[^\s,:<>][^\n,:<>]{1,80}?)(?:\s{0,9}<[^\n>]{0,99}>)?\s{1,9}wrote"
    r"(?:\s{1,9}on\s(?P<day>[^\n]{6,60}))?|(?:Am|Le|El|Il|Op|Den|W dniu)\s[^\n]{6,120}?\s"
    r"(?:schrieb|a écrit|escribió|ha scritto|schreef|skrev|napisał)[^\n]{0,80}?)\s?:[ \t]*$",
    re.M,
)
_FIELDS: dict[str, Field] = {
    "from": "authors", "date": "published", "sent": "published", "subject": "title",
}  # fmt: skip
MOST = 100
"""Quotations of one mail that are read."""
_DEEPEST = 20
"""Marks ">" before a line that are told apart."""


class Piece(NamedTuple):
    """One voice in a mail: "" for its own words, else "quoted-1", "forwarded-1" and so on."""

    name: str
    text: str
    details: tuple[Detail, ...] = ()


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a mail's text, its own words first; an empty one stands for what is too much.

    >>> [p[:2] for p in pieces("Agreed.\\n\\nOn 4 Mar 2031, Ana Tamm wrote:\\n> We leave.\\n")]
    [('', 'Agreed.'), ('quoted-1', 'We leave.')]
    """
    before, *forwarded = _split_forwarded(text)
    own, quoted = _split_quoted(before)
    if own.strip():
        yield Piece("", own.strip("\n"))
    yield from quoted[:MOST]
    if len(quoted) > MOST or len(forwarded) > MOST:
        yield Piece("", "")
    for number, block in enumerate(forwarded[:MOST], 1):
        details, body = _headed(block)
        inner, inner_quoted = _split_quoted(body)
        if inner.strip():
            yield Piece(f"forwarded-{number}", inner.strip("\n"), details)
        for piece in inner_quoted[:MOST]:
            yield piece._replace(name=f"forwarded-{number}/{piece.name}")


def _split_forwarded(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for mark in _FORWARDED.finditer(text):
        if mark.start() == start and start:
            continue  # the head under a mark that was found
        parts.append(text[start : mark.start()])
        start = mark.end()
    return [*parts, text[start:]]


def _headed(block: str) -> tuple[tuple[Detail, ...], str]:
    details: list[Detail] = []
    lines = block.lstrip("\n").splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = _HEADER.match(line.rstrip("\r\n"))
        if not found:
            if not line.strip() and not details:
                continue
            return tuple(details), "".join(lines[number:])
        if field := _FIELDS.get(found[1].lower()):
            value = re.sub(r"\s*<[^<>]*>", "", found[2]).strip("* \"'")
            details.append(Detail(field, value, f"the forwarded {found[1].capitalize()} line"))
    return tuple(details), ""


def _split_quoted(text: str, depth: int = 0) -> tuple[str, list[Piece]]:
    """(the own words, what is quoted)."""
    own: list[str] = []
    quoted: list[Piece] = []
    said: tuple[Detail, ...] = ()
    block: list[str] = []

    def close() -> None:
        nonlocal said
        if "".join(block).strip():
            body = "".join(re.sub(r"^[ \t]*>[ \t]?", "", line) for line in block)
            inner, deeper = _split_quoted(body, depth + 1) if depth < _DEEPEST else (body, [])
            if inner.strip():
                quoted.append(Piece(f"quoted-{len(quoted) + 1}", inner.strip("\n"), said))
            for piece in deeper:
                quoted.append(piece._replace(name=f"quoted-{len(quoted) + 1}"))
        block.clear()
        said = ()

    text, wrote = _marked(text)
    for line in text.splitlines(keepends=True):
        if line.startswith("\0"):
            close()
            said = wrote[int(line[1:])]
        elif re.match(r"[ \t]*>", line):
            block.append(line)
        elif block and not line.strip():
            block.append(">\n")
        else:
            if block:
                close()
            own.append(line)
    close()
    return "".join(own), quoted


def _marked(text: str) -> tuple[str, list[tuple[Detail, ...]]]:
    """Lines "On DATE, NAME wrote:" before a quotation become marks with a number."""
    found: list[tuple[Detail, ...]] = []

    def mark(line: re.Match[str]) -> str:
        if not re.match(r"\s*>", text[line.end() : line.end() + 20]):
            return line[0]
        when = re.sub(
            r"\s+at\s+.*|,?\s+\d\d?[:.]\d\d.*", "", line["date"] or line["day"] or ""
        ).strip(" ,")
        found.append((
            Detail("published", when, "the line before the quotation"),
            Detail("authors", line["who"] or line["name"] or "", "the line before the quotation"),
        ))  # fmt: skip
        return f"\0{len(found) - 1}"

    text = text.replace("\0", " ")
    return _WROTE.sub(mark, text), found
