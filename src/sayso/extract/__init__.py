"""Report -> Reading -> Attributions: who is said to have said what, as the text has it.

"“We left,” the mayor said."   ->   source "the mayor", cue "said", content "“We left,”"
"""

from __future__ import annotations

from sayso.extract.reader import analyse
from sayso.records import Attribution, Reading
from sayso.settings import Settings

__all__ = ["attributions", "read"]


def read(text: str, settings: Settings) -> Reading:
    """Paragraphs, sentences, words, quotations and mentions of a text."""
    return analyse(text)[0]


def attributions(reading: Reading, settings: Settings) -> tuple[Attribution, ...]:
    """The attributions of a reading, in text order."""
    return analyse(reading.text)[1]
