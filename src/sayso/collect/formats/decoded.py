"""Bytes that hold a text: decoded, checked, with what is to be said about it."""

from __future__ import annotations

import re

from sayso.collect.decode import Decoded, decode
from sayso.collect.part import Asked
from sayso.errors import EmptyInput, UnreadableInput
from sayso.records import Reason

LONGEST_WORD = 500_000
"""Characters without any white space that no report holds; such a file is data, not prose."""

_BLANK = re.compile(r"\s")


def decoded_of(data: bytes, asked: Asked) -> Decoded:
    """The bytes as text.

    Raises:
        EmptyInput: there are none.
        UnreadableInput: they are no text in any known encoding.
    """
    if not data.strip():
        raise EmptyInput(asked.name, "it is empty; give a file with text in it.")
    decoded = decode(data, stated_in(asked.media_type))
    if decoded is None:
        raise UnreadableInput(
            asked.name, "it is a binary file or in an unknown encoding; save it as UTF-8 text."
        )
    return decoded


def stated_in(media_type: str | None) -> str | None:
    """The encoding that a media type names.

    >>> stated_in("text/html; charset=KOI8-R")
    'KOI8-R'
    """
    found = re.search(r"charset=[\"']?([\w.-]{2,40})", media_type or "", re.I)
    return found[1] if found else None


def prose(text: str, asked: Asked) -> str:
    """The text, if it can be a report.

    Raises:
        EmptyInput: it is blank.
        UnreadableInput: it holds a word that is none.
    """
    if not text.strip():
        raise EmptyInput(asked.name, "there is no text in it; give a file with text in it.")
    # One of the blocks that a run of twice the length must cover has no blank.
    for start in range(0, len(text) - LONGEST_WORD + 1, LONGEST_WORD):
        if _BLANK.search(text, start, start + LONGEST_WORD) is None:
            raise UnreadableInput(
                asked.name,
                f"it holds a word of over {LONGEST_WORD:,} characters; give a file with prose.",
            )
    return text


def guessed(decoded: Decoded) -> tuple[Reason, ...]:
    """What is to be said about how the bytes were decoded."""
    if decoded.damaged:
        words = f"{decoded.damaged} damaged places are no UTF-8 and are stored as U+FFFD."
        return (Reason(field="encoding", name="damaged", words=words, weight=-0.5),)
    if decoded.guessed:
        words = f"The file does not say its encoding; {decoded.encoding} gives readable words."
        return (Reason(field="encoding", name="guessed", words=words, weight=0.8),)
    return ()
