"""Bytes become text, exactly: no character is added, replaced or normalised.

In this order: a byte order mark; UTF-8; UTF-16 or UTF-32 without a mark where NUL bytes show one;
the encoding that a page declares; Windows-1252 where its letters make words; else the best guess of
charset-normalizer. What survives none of these is no text.

The one exception: a text that is plainly UTF-8 but for a few damaged bytes keeps everything else,
each damage becomes U+FFFD, and `Decoded.damaged` counts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from charset_normalizer import from_bytes as guess

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Longest first where one is the beginning of another."""

WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
SAMPLE = 2**16
"""Bytes that a guess looks at; the whole must then decode strictly."""

_HEAD = 2048
_CHARSET = re.compile(
    rb"<meta[^>]{1,200}charset=[\"']?"
    rb"(iso-8859-\d{1,2}|latin1|windows-125\d|koi8-[ru]|gbk?|gb2312|gb18030|big5|euc-\w\w|shift_jis)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_WORD = re.compile(r"[^\W\d_]+")
_UNWRITTEN = ("Cc", "Cn", "Co", "Cs")
_HIGH = re.compile(r"[^\x00-\x7f]")


class Decoded(NamedTuple):
    """A text, the encoding it was in (Python's name), whether that had to be guessed, and how many
    places of it were damaged.
    """

    text: str
    encoding: str
    guessed: bool = False
    damaged: int = 0


def decode(data: bytes, stated: str | None = None) -> Decoded | None:
    """The text of ``data``, or None if these bytes are no text in any encoding known here.

    A byte order mark is not part of the text. ``stated`` is the encoding that the sender named.

    >>> decode("“Vell”".encode())
    Decoded(text='“Vell”', encoding='utf-8', guessed=False, damaged=0)
    >>> decode("Café Vell".encode("cp1252"))
    Decoded(text='Café Vell', encoding='cp1252', guessed=True, damaged=0)
    >>> decode(b"\\x00\\x01\\x02\\x03") is None
    True
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            return None if text is None or "\0" in text else Decoded(text, encoding)
    if b"\0" in data:
        return _wide(data)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    return _damaged(data) or _named(stated, data) or _declared(data) or _narrow(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _wide(data: bytes) -> Decoded | None:
    """The text if it is UTF-16 or UTF-32 without a mark: its sample must look written."""
    for encoding in WIDE:
        sample = _strict(data[:SAMPLE], encoding)
        if sample is None and len(data) > SAMPLE:  # the cut may part a surrogate pair
            sample = _strict(data[: SAMPLE - 2], encoding)
        if sample and _written(sample) and (text := _strict(data, encoding)) is not None:
            return None if "\0" in text else Decoded(text, encoding, guessed=True)
    return None


def _written(text: str) -> bool:
    """Whether nearly every character is a letter, digit, mark, blank or punctuation, and the
    letters are of few alphabets: the wrong byte order gives rare characters of many.
    """
    odd = any(unicodedata.category(c) in _UNWRITTEN and c not in "\t\n\r\f\v" for c in text)
    blocks = {ord(c) >> 8 for c in text}
    return not odd and len(blocks) <= 3 + len(text) // 20 and bool(re.search(r"[ \n\r.,]", text))


def _damaged(data: bytes) -> Decoded | None:
    """The text if it is UTF-8 but for a few bytes: letters of other encodings hardly ever look like
    the sequences of two to four bytes that UTF-8 is made of.
    """
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = len(_HIGH.findall(text)) - text.count("\ufffd")
    return Decoded(text, "utf-8", damaged=damaged) if whole > 2 * damaged else None


def _named(stated: str | None, data: bytes) -> Decoded | None:
    """The text in the encoding that its sender named; Latin-1 means Windows-1252 there."""
    name = (stated or "").strip("\"' ").lower()
    if not re.fullmatch(r"[a-z][\w.-]{2,30}", name) or name in ("utf-8", "utf8", "us-ascii"):
        return None
    try:
        text = _strict(data, "cp1252" if name in ("iso-8859-1", "latin1") else name)
    except Exception:  # some names are of codecs that give no text
        return None
    if not isinstance(text, str) or _CONTROL.search(text):
        return None
    return Decoded(text, name)


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that a page names in its head; Latin-1 means Windows-1252 there."""
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    text = _strict(data, "cp1252" if name in ("iso-8859-1", "latin1") else name)
    return None if text is None or _CONTROL.search(text) else Decoded(text, name)


def _narrow(data: bytes) -> Decoded | None:
    text = _strict(data, "cp1252") or _strict(data, "latin-1") or ""
    if not _CONTROL.search(text) and _reads_western(text):
        return Decoded(text, "cp1252", guessed=True)
    for encoding in _guesses(data[:SAMPLE]):
        text = _strict(data, encoding) or ""
        if text and not _CONTROL.search(text):
            return Decoded(text, encoding, guessed=True)
    return None


def _reads_western(text: str) -> bool:
    """Whether the letters beyond ASCII stand one or two to a word, as in Western Europe.

    Another alphabet that is read as Windows-1252 gives whole words of them, and capitals inside.
    """
    words = [word for word in _WORD.findall(text[:SAMPLE]) if _HIGH.search(word)]
    bad = sum(len(_HIGH.findall(w)) * 2 > len(w) and len(w) > 1 for w in words)
    return bad * 10 <= len(words)


def _guesses(sample: bytes) -> Iterable[str]:
    """Never UTF-16 or UTF-32: without a mark and without NUL they are no guess but chance."""
    found = (match.encoding for match in guess(sample))
    return [name for name in found if not name.startswith(("utf_16", "utf_32"))][:3]
