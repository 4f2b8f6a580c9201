"""The terms on which a source speaks, as some words state them; the patterns are a table's.

"speaking on background because she was not authorised to talk" -> (reason, level)
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sayso.ground.who.lexicon import tables

AFTER: Final = re.compile(
    r",? (?:said|says|told|tells|added|adds|reported|confirmed|described|but)\b|"
    r", (?:and|who|it|he|she|they) "
)
"""Words with which the sentence goes on behind the terms."""


class Terms(NamedTuple):
    """Why a source is not named, and the level of attribution; None where not stated."""

    reason: str | None = None
    level: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is stated."""
        return bool(self.reason or self.level)


def terms(words: str) -> Terms:
    """The terms that some words state, as worded.

    >>> terms("an aide who was not authorized to speak publicly")
    Terms(reason='not authorized to speak publicly', level=None)
    >>> terms("an aide, speaking on background,")
    Terms(reason=None, level='on background')
    """
    found: dict[str, str] = {}
    for pattern, what in tables().anonymity:
        match = pattern.search(words)
        if match:
            found.setdefault(what, AFTER.split(match.group(1))[0].strip(" ,"))
    return Terms(found.get("reason"), found.get("level"))
