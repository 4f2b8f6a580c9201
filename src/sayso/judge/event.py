"""How one event word of a sentence is held: which cues reach it.

"They did not say that it might close."  at "close"  ->  possible, positive, planned

Where `content` judges a whole content by its main clause, this judges any word, by the reach of
each cue: its clause, what follows in it, what follows through infinitives and that-clauses, or the
next phrase only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.judge.clauses import Place, places
from sayso.judge.cues import Hit, hits, line
from sayso.judge.scale import MEANS, Judged, reason, turned, weakest
from sayso.judge.words import Word
from sayso.records import Certainty, Reason, Span

OPEN: Final = "open question"
"""The reason's name where neither the event nor its opposite is said."""

PHRASE: Final = 6
"""Words that a cue of reach "next" governs: the phrase after it."""


def event(words: Sequence[Word], at: Span) -> Judged:
    """How the event that stands at some characters of one sentence is held.

    >>> from sayso.judge.words import words as read
    >>> text = "If it rains , we may leave"
    >>> sentence = read(text, (Span(0, 26),))
    >>> event(sentence, Span(6, 11)).certainty, event(sentence, Span(21, 26)).certainty
    ('unknown', 'possible')
    """
    target = next((n for n, w in enumerate(words) if w.span.overlaps(at)), None)
    if target is None:
        return Judged("unknown")
    found, where = line(words), places(words)
    reaching = [h for h in hits(found) if _reaches(h, target, words, where)]
    degrees: list[Certainty] = []
    reasons: list[Reason] = []
    if where[target].kind == "conditional":
        degrees.append("unknown")
        reasons.append(reason("certainty", "condition", "It stands in a condition.", 0.9, at))
    if where[target].kind == "open":
        degrees.append("unknown")
        reasons.append(reason("certainty", OPEN, "Whether it is so is left open.", 0.9, at))
    for hit in reaching:
        if hit.cue.certainty is not None:
            degrees.append(hit.cue.certainty)
            said = f"With “{hit.cue.name}” it {MEANS[hit.cue.certainty]}."
            reasons.append(reason("certainty", hit.cue.name, said, hit.cue.weight, hit.span))
    negations = [h for h in reaching if h.cue.negative]
    for hit in negations:
        said = f"“{hit.cue.name}” reaches it."
        reasons.append(reason("polarity", hit.cue.name, said, -hit.cue.weight, hit.span))
    told = [h for h in reaching if h.cue.stage]
    stage = max(told, key=lambda h: (h.cue.weight, h.first)).cue.stage if told else None
    hearsay = any(h.cue.hearsay for h in reaching)
    polarity = turned("positive", bool(negations))
    return Judged(weakest(degrees), polarity, stage, hearsay, tuple(reasons))


def _reaches(hit: Hit, target: int, words: Sequence[Word], where: Sequence[Place]) -> bool:
    """Whether the scope of a cue holds the target."""
    here, there = where[hit.first], where[target]
    same = here.clause == there.clause and here.main == there.main
    if hit.first <= target <= hit.last:
        return hit.cue.stage is not None and not hit.cue.negative
    match hit.cue.reach:
        case "word":
            return False
        case "next":
            return hit.last < target <= hit.last + PHRASE and same
        case "clause":
            return same
        case "ahead":
            return same and target > hit.last
    if target <= hit.last:
        return False
    if hit.cue.negative and not hit.cue.certainty and hit.cue.name in {"not", "never"}:
        return same and not _ends_before(hit.last, target, words, where)
    return same or (there.kind == "complement" and here.main == there.main)


def _ends_before(last: int, target: int, words: Sequence[Word], where: Sequence[Place]) -> bool:
    """Whether a plain negation ends before the target: at a mark, or at an infinitive's own verb
    once the negated verb has passed."""
    between = words[last + 1 : target]
    if any(w.lower in {",", "—", "–", ":", "and", "by"} for w in between):
        return True
    return len(between) > 1 and where[target].infinitive and not where[last + 1].infinitive
