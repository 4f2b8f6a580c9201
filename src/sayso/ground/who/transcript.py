"""Transcripts and posts: the speaker's label at the start of a paragraph.

"MR. LEE: No."  ->  Lee;   "Q: Was it safe?"  ->  questioner;   "RT @lee: No."  ->  @lee
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.ground.who import sources
from sayso.ground.who.answers import Found
from sayso.ground.who.people import People
from sayso.records import Attribution, Reading, Reason, Report
from sayso.spans import Span, hull

LABEL: Final = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|PRESIDENT|SECRETARY|SENATOR|THE PRESIDENT)\.?\s)?"
    r"[A-Z][A-Z.'’\- ]{0,40}(?:, [A-Z][A-Z ]{1,30})?:|"
    r"^(?:Q|A|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})\s?:"
)
PARTS: Final = {"Q": "questioner", "A": "answerer"}


REPOST: Final = re.compile(r"RT (@\w{1,30})\b")
TURNS: Final = 3
"""Labelled paragraphs that make a text a transcript."""


def turns(reading: Reading) -> tuple[tuple[Span, Span], ...]:
    """The paragraphs of a transcript with their labels; none where the text is no transcript.

    "MR. LEE: No." -> the paragraph, and "MR. LEE"
    """
    found = []
    for paragraph in reading.paragraphs:
        match = LABEL.match(paragraph.of(reading.text))
        if match:
            label_ = Span(paragraph.start, paragraph.start + match.end() - 1)
            found.append((paragraph, label_))
    names = [_short(label_.of(reading.text)) for _, label_ in found]
    spoken = len(names) >= TURNS and len(set(names)) < len(names)
    return tuple(found) if spoken else ()


def _short(label_: str) -> str:
    """What later labels call the same one: "GRANT" of "ODILE GRANT, HOST"."""
    words = sources.untitled(label_.split(",")[0]).split()
    return words[-1] if words else label_


def speaker(words: str, span: Span, people: People, report: Report) -> Found:
    """Whom a label names."""
    reason = Reason(field="speaker", name="transcript label", words=f"“{words}:”", spans=(span,))
    if words in PARTS:
        source = sources.unresolved(PARTS[words], report, span)
        return Found(source, source.id, 0.7, reason)
    name = _full(sources.untitled(words.split(",")[0]), people.reading)
    entity = people.by_label(words)
    if entity and len(entity.name.split()) >= len(name.split()):
        source = sources.of_entity(entity)
        if name.isupper() and entity.person and " " in name:  # "JANE DOE" is no abbreviation
            source = replace(source, name=" ".join(map(_capital, source.name.split())))
        return Found(source, people.key(entity), 0.9, reason, entity=entity)
    name = " ".join(w.capitalize() if w.isupper() else w for w in name.split())
    source = sources.named(name, "person")
    return Found(source, source.id, 0.8, reason)


def _capital(word: str) -> str:
    return word.capitalize() if word.isupper() and len(word) > 2 else word


def _full(name: str, reading: Reading) -> str:
    """The full name that another label gives: "GRANT" after "ODILE GRANT, HOST"."""
    longer = {
        words
        for _, label_ in turns(reading)
        if (words := sources.untitled(label_.of(reading.text).split(",")[0])) != name
        and words.split()[-1:] == [name]
    }
    return longer.pop() if len(longer) == 1 else name


def handle(words: str, span: Span) -> Found:
    """Somebody by the name of an account: "@harbourwatch"."""
    source = sources.named(words, "unknown")
    reason = Reason(field="speaker", name="account", words=f"“{words}”", spans=(span,))
    return Found(source, source.id, 0.9, reason)


def label(one: Attribution, people: People, report: Report) -> Found | None:
    """Whom the label right before a content names; None where there is no label."""
    if not one.content:
        return None
    text = people.reading.text
    start = hull(one.content).start
    begin = text.rfind("\n", 0, start) + 1
    passed = REPOST.match(text, begin, start)
    if passed and not text[passed.end() : start].strip(' “"\t:'):
        return handle(passed.group(1), Span(*passed.span(1)))
    match = LABEL.match(text[begin : start + 1])
    if not match or text[begin + match.end() : start].strip(' “"\t'):
        return None
    span = Span(begin, begin + match.end() - 1)
    words = span.of(text).strip()
    return speaker(words, span, people, report)
