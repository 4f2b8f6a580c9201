"""Where a span should really begin and end: no half abbreviation, no bracket left open.

    "The [U].S. army"   ->   "U.S."        "[the Journal (TJ]) said"   ->   "the Journal (TJ)"

The network decides unit by unit; these few edges follow from how text is written.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.spans import Span

DOTTED: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?")
"""An abbreviation with a full stop after each letter."""

REACH: Final = 16
"""Code points around an edge in which such an abbreviation may stand."""

CITING: Final = re.compile(r",\s+(?:citing|quoting)$")
CITED: Final = re.compile(r"\s+[^,;:.\n“”\"]{2,80}(?=,)")

PLACED: Final = re.compile(
    r"\s+(?:in|of|from|at|near) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* "
    r"(?:also |have |has |had )?"
)
"""What may stand between a source and its cue: "traders in Lisbon said"."""

TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt)\.?$")
"""A title at the end of a source: the name that follows it belongs to it."""
TITLED: Final = re.compile(r"\.?(?:\s[A-Z][\w’'-]+){1,3}")

DASH: Final = re.compile(r"[)\]]?\s*[–—-]{1,2}\s+(?=\S)")

LONGEST: Final = 60

RELAYED: Final = re.compile(
    r"as (?:quoted|cited|told|reported|published)(?: (?:by|to|in)(?: the)?(?: [A-Z][\w’'-]*)+)?"
)
"""A cue whose first word is the least of it: "Ann Ruiz, as quoted by the Gazette"."""

ADVERB: Final = re.compile(r"(?:now|also|later|then|still|again|already|since|repeatedly)", re.I)
VERB: Final = re.compile(r"\s+(?:say|says|said|believe|believes|believed|claim|claims|claimed)\b")
"""A cue that stops short of its verb: "officials [now] say"."""

BRACKETS: Final = {"(": ")", "[": "]"}


def tidy(text: str, span: Span) -> Span:
    """The span with whole abbreviations and closed brackets (it never gets shorter).

    >>> tidy("The U.S. said no.", Span(0, 5)).of("The U.S. said no.")
    'The U.S.'
    """
    if not span.end > span.start:
        return span
    start, end = span.start, span.end
    for match in DOTTED.finditer(text, max(0, start - REACH), min(len(text), end + REACH)):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    words = text[start:end]
    for opening, closing in BRACKETS.items():
        balance = words.count(opening) - words.count(closing)
        if balance == 1 and text[end : end + 1] == closing:
            end += 1
        elif balance == -1 and start and text[start - 1] == opening:
            start -= 1
    return Span(start, end)


def begun(text: str, span: Span) -> Span:
    """A content's span without the dash before it, which parts it from a dateline or a cue.

    >>> begun("SKARN, May 4 — Two boats sank.", Span(13, 30)).of("SKARN, May 4 — Two boats sank.")
    'Two boats sank.'
    """
    dash = DASH.match(text, span.start, span.end)
    return Span(dash.end(), span.end) if dash else span


def after(text: str, span: Span, cue: int) -> Span:
    """A content's span without the words of a cue that ends inside it, at ``cue``.

    >>> text = "Officials now say it is shut."
    >>> after(text, Span(14, 28), 17).of(text)
    'it is shut'
    """
    if not span.start < cue < span.end:
        return span
    return Span(cue + len(text[cue : span.end]) - len(text[cue : span.end].lstrip()), span.end)


def stated(text: str, span: Span) -> Span:
    """A content's span without what belongs to the words before it: who the source is, or who was
    told.

    >>> text = "According to a driver, who asked for silence, it left at ten."
    >>> stated(text, Span(23, 60)).of(text)
    'it left at ten'
    >>> text = "She told the board that it was shut."
    >>> stated(text, Span(13, 35)).of(text)
    'that it was shut'
    """
    before = text[max(0, span.start - REACH) : span.start]
    found = None
    if before.rstrip().endswith(","):
        found = RELATIVE.match(text, span.start, span.end)
    elif TELLING.search(before):
        found = TOLD.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found else span


RELATIVE: Final = re.compile(r"(?:who|whom|whose)\s[^,.;:!?“”\"]{3,160},\s+(?=\w|[“\"])")
TOLD: Final = re.compile(r"(?!to )(?:[A-Z]?[\w’'-]+\s){1,4}?(?=(?:that|whether)\s)")
TELLING: Final = re.compile(
    r"\b(?:tell|told|tells|telling|ask(?:s|ed|ing)?|assur(?:es?|ed|ing)|inform(?:s|ed|ing)?|"
    r"remind(?:s|ed|ing)?|warn(?:s|ed|ing)?|notif(?:y|ies|ied))"
    r"\s+(?:(?:the|an?|his|her|their|its|our|my)\s+)?$"
)


def named(text: str, span: Span, cue: int = -1) -> Span:
    """A source's span: tidy, with the name after its title, and with those that it cites or the
    place that alone parts it from its cue (which begins at ``cue``).

    >>> named("Mr Lee told reporters", Span(0, 2)).of("Mr Lee told reporters")
    'Mr Lee'
    >>> text = "The Gazette, citing aides, wrote of a delay."
    >>> named(text, Span(0, 19)).of(text)
    'The Gazette, citing aides'
    """
    made = tidy(text, span)
    if TITLE.search(text, made.start, made.end) and (name := TITLED.match(text, made.end)):
        made = Span(made.start, name.end())
    if CITING.search(text, made.start, made.end) and (cited := CITED.match(text, made.end)):
        return Span(made.start, cited.end())
    if 0 < cue - made.end <= LONGEST and PLACED.fullmatch(text, made.end, cue):
        return Span(made.start, made.end + len(text[made.end : cue].rstrip()))
    return made


def announcing(text: str, span: Span) -> Span:
    """A cue's span: whole where it tells who relayed the words, and with its verb.

    >>> text = "Ann Ruiz, as quoted by the Gazette on Sunday."
    >>> announcing(text, Span(10, 12)).of(text)
    'as quoted by the Gazette'
    >>> text = "Officials now say it is shut."
    >>> announcing(text, Span(10, 13)).of(text)
    'now say'
    """
    if ADVERB.fullmatch(text, span.start, span.end) and (verb := VERB.match(text, span.end)):
        return Span(span.start, verb.end())
    match = RELAYED.match(text, span.start)
    return Span(span.start, max(span.end, match.end())) if match else span
