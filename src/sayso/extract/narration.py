"""What the outlet says in its own voice: sentences that no attribution touches."""

from __future__ import annotations

import re

from sayso.records import Attribution, Reading
from sayso.spans import Index, trim

LEAST_WORDS = 5
"""Shorter pieces are headings, datelines, credits and list items."""

CONFIDENCE = 0.8
"""A plain prior that an untouched sentence is the outlet's own; not fitted to any set yet."""

_END = re.compile(r"[.!…][\"”’')\]]*$")
_WORD = re.compile(r"\w+")


def narration(reading: Reading, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """One attribution without source and cue for each sentence of the outlet's own.

    >>> from sayso.extract import read
    >>> from sayso.settings import DEFAULT
    >>> reading = read("Some 300 people left the island on Monday.", DEFAULT)
    >>> [a.quote for a in narration(reading, ())]
    ['narration']
    """
    taken = [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    near = Index((span, number) for number, span in enumerate(taken))
    quoted = [quotation.outer for quotation in reading.quotations]
    around = Index((outer, number) for number, outer in enumerate(quoted))
    return tuple(
        Attribution((), (), (sentence,), "narration", CONFIDENCE)
        for sentence in (trim(reading.text, s) for s in reading.sentences)
        if _is_statement(sentence.of(reading.text))
        and not any(sentence.overlaps(taken[n]) for n in near.near(sentence))
        and not any(quoted[n].holds(sentence) for n in around.near(sentence))
    )


def _is_statement(words: str) -> bool:
    return len(_WORD.findall(words)) >= LEAST_WORDS and bool(_END.search(words))
