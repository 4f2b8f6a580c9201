"""Report -> Reading -> Attributions: who is said to have said what, as the text has it.

    "“We left,” the mayor said."   ->   source "the mayor", cue "said", content "“We left,”"
"""

from __future__ import annotations

from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs, sentences, words
from sayso.records import Attribution, Reading
from sayso.settings import Settings

__all__ = ["attributions", "read"]


def read(text: str, settings: Settings) -> Reading:
    """Paragraphs, sentences, words and quotations of a text."""
    blocks = paragraphs(text)
    return Reading(text, blocks, sentences(text, blocks), words(text), quotations(text, blocks), ())


def attributions(reading: Reading, settings: Settings) -> tuple[Attribution, ...]:
    """The attributions of a reading, in text order."""
    return ()
