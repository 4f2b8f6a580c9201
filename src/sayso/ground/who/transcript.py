"""Transcripts: the speaker's label at the start of a paragraph.

"MR. LEE: No."  ->  Lee;   "Q: Was it safe?"  ->  questioner
"""

from __future__ import annotations

import re
from typing import Final

from sayso.ground.who import sources
from sayso.ground.who.answers import Found
from sayso.ground.who.people import People
from sayso.records import Attribution, Reason, Report
from sayso.spans import Span, hull

LABEL: Final = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|PRESIDENT|SECRETARY|SENATOR|THE PRESIDENT)\.?\s)?"
    r"[A-Z][A-Z.'’\- ]{0,40}:|^(?:Q|A|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})\s?:"
)
PARTS: Final = {"Q": "questioner", "A": "answerer"}


def label(one: Attribution, people: People, report: Report) -> Found | None:
    """Whom the label right before a content names; None where there is no label."""
    if not one.content:
        return None
    text = people.reading.text
    start = hull(one.content).start
    begin = text.rfind("\n", 0, start) + 1
    match = LABEL.match(text[begin : start + 1])
    if not match or text[begin + match.end() : start].strip(' “"\t'):
        return None
    span = Span(begin, begin + match.end() - 1)
    words = span.of(text).strip()
    reason = Reason(field="speaker", name="transcript label", words=f"“{words}:”", spans=(span,))
    if words in PARTS:
        source = sources.unresolved(PARTS[words], report, span)
        return Found(source, source.id, 0.7, reason)
    entity = people.by_label(words)
    if entity:
        return Found(sources.of_entity(entity), people.key(entity), 0.9, reason, entity=entity)
    name = " ".join(w.capitalize() if w.isupper() else w for w in sources.untitled(words).split())
    source = sources.named(name, "person")
    return Found(source, source.id, 0.8, reason)
