"""What the outlet says in its own voice: sentences that no attribution touches.

Where such a sentence credits its figures to somebody ("…, as published by the Harbour Office"), it
is not the outlet's own word: the words of the credit are its source and cue.
"""

from __future__ import annotations

import re

from sayso.records import Attribution, Reading
from sayso.spans import Index, Span, trim

LEAST_WORDS = 5
"""Shorter pieces are headings, datelines, credits and list items."""

CREDITED = 0.7
"""The same for a sentence with a credit of its figures."""

_GIVEN = (
    r"(?:published|released|reported|issued|compiled|collected|gathered|provided|counted|"
    r"estimated|recorded)"
)
_PAPER = (
    r"(?:figures?|data|numbers?|statistics|estimates?|records?|the (?:count|tally|figures|data|"
    r"latest figures)|a (?:count|tally|survey|poll|study|review|report|estimate))"
)
_SHOW = r"(?:shows?|showed|found|finds|suggests?|indicates?|says|said)"
_CUES = (
    rf"as {_GIVEN} by",
    rf"(?:citing|quoting|based on|going by) (?:the )?{_PAPER} (?:{_GIVEN} by|from|by|of)",
    rf"{_PAPER} (?:{_GIVEN} by|from|by)(?= [^,;.]{{3,60}} {_SHOW}\b)",
)
_CREDIT = re.compile(rf",?\s+(?P<cue>{'|'.join(_CUES)})\s+(?P<who>[^,;.()“”\"]{{3,60}})", re.I)
_ENDS = re.compile(
    rf"\s+(?:on [A-Z]\w+day|in (?:19|20)\d\d|last|this|late|early|after|before|which|that|who|"
    rf"and|for|over|since|when|as|{_SHOW})\b.*",
    re.S,
)
_PROPER = re.compile(r"(?:[Tt]he |its |[Aa]n? )?(?:[\w’'.-]+ ){0,3}?[A-Z]|the \w+(?: \w+)?$")

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
        _credited(reading.text, sentence)
        or Attribution((), (), (sentence,), "narration", CONFIDENCE)
        for sentence in (trim(reading.text, s) for s in reading.sentences)
        if _is_statement(sentence.of(reading.text))
        and not any(sentence.overlaps(taken[n]) for n in near.near(sentence))
        and not any(quoted[n].holds(sentence) for n in around.near(sentence))
    )


def _is_statement(words: str) -> bool:
    return len(_WORD.findall(words)) >= LEAST_WORDS and bool(_END.search(words))


def _credited(text: str, sentence: Span) -> Attribution | None:
    """The sentence as the word of whom it credits with its figures, where it has any.

    "There were 3,100 arrests, citing figures from the Interior Ministry." -> the ministry's word
    """
    match = _CREDIT.search(text, sentence.start, sentence.end)
    if match is None or not any(c.isdigit() for c in text[sentence.start : match.start()]):
        return None
    start = match.start("who")
    who = trim(text, Span(start, start + len(_ENDS.sub("", match["who"]))))
    if not _PROPER.match(who.of(text)):
        return None
    content = trim(text, Span(sentence.start, match.start()))
    if len(_WORD.findall(content.of(text))) < LEAST_WORDS:
        return None
    return Attribution((who,), (Span(*match.span("cue")),), (content,), "indirect", CREDITED)
