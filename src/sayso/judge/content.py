"""How a content is held, by its first main clause: certainty, polarity, stage.

"although it rained, the march is not over"  ->  certain, negative, ongoing

Cues count where they govern the main clause: not in a relative or adverbial clause, an infinitive,
brackets, or a second main clause. A condition in the same sentence leaves the rest possible only.
Of several sentences the first that says something decides; the stage only where they agree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from sayso.judge.clauses import AUXILIARIES, Place, places
from sayso.judge.cues import Hit, Line, hits, line
from sayso.judge.frames import framed
from sayso.judge.scale import MEANS, Judged, reason, turned, weakest
from sayso.judge.tables import members
from sayso.judge.words import Word, words
from sayso.records import Certainty, Polarity, Reason, Span, Spans, Stage

STRONG: Final = 0.75
"""From this weight on a cue of the stage is words about it (begun, will, remains), and the first of
them governs the others; below it is a tense, which only speaks where nothing else does."""

STAGES: Final[dict[Stage, str]] = {
    "planned": "lies ahead",
    "begun": "has begun",
    "ongoing": "goes on",
    "ended": "is over or done",
    "cancelled": "is called off",
}

LASTING: Final = frozenset({"continue", "remain"})
PASTS: Final = frozenset({"past", "past form"})
BACKSHIFTED: Final = frozenset({"would in the past", "past progressive"})
"""After a past cue they are what "will" and "is doing" are elsewhere; else they say little."""

OWN_NEGATION: Final = frozenset(
    {"no longer", "not any more", "not yet over", "will not go ahead", "no longer plan", "yet to"}
)
ARTICLES: Final = members("articles")
NO_CONDITION: Final = members("no condition")


def content(text: str, spans: Spans, sentences: Spans, past: bool = False) -> Judged:
    """How the words in some spans are held.

    ``sentences`` are those of the whole text; ``past``: an indirect speech after a past cue, in
    which "would" is the future. Nothing to read is unknown.
    """
    judged = [j for part in _parts(spans, sentences) if (j := sentence(text, part, past))]
    if not judged:
        return Judged("unknown", reasons=(reason("certainty", "no words", "Nothing to judge.", 0),))
    first = judged[0]
    if len(judged) == 1:
        return first
    stages = {j.stage for j in judged} - {None}
    if len(stages) < 2:
        told = next((j for j in judged if j.stage), first)
        kept = [r for r in first.reasons if r.field != "stage"]
        kept += [r for r in told.reasons if r.field == "stage"]
        return Judged(first.certainty, first.polarity, told.stage, first.hearsay, tuple(kept))
    mixed = reason("stage", "several stages", "Its sentences are at different stages.", 0.0)
    kept = [r for r in first.reasons if r.field != "stage"]
    return Judged(first.certainty, first.polarity, None, first.hearsay, (*kept, mixed))


def _parts(spans: Spans, sentences: Spans) -> list[Spans]:
    """The spans cut at the ends of sentences; a sentence that goes on behind a gap stays whole."""
    parts: dict[int, list[Span]] = {}
    for span in spans:
        first = bisect_right(sentences, span.start, key=lambda s: s.end)
        last = bisect_left(sentences, span.end, key=lambda s: s.start)
        inside = range(first, last)
        for n in inside or [-1]:
            piece = span
            if n >= 0:
                low = span.start if n == inside[0] else sentences[n].start
                high = span.end if n == inside[-1] else sentences[n].end
                piece = Span(low, high)
            parts.setdefault(n, []).append(piece)
    return [tuple(parts[n]) for n in sorted(parts)]


def sentence(text: str, spans: Spans, past: bool = False) -> Judged | None:
    """How one sentence is held; None if it has no words."""
    found = line(_without_that(words(text, spans)))
    if not any(w.is_word or w.lower[0].isdigit() for w in found.words):
        return None
    frame = framed(found)
    if frame.start >= len(found.words):
        frame = type(frame)(0)
    rest = line(found.words[frame.start :])
    where = places(rest.words)
    main = _main(where)
    governing = [
        hit
        for hit in hits(rest)
        if where[hit.first].is_main
        and where[hit.first].main == main
        and not where[hit.first].infinitive
        and not _in_a_name(rest.words, hit)
        and not (hit.cue.name in PASTS and _is_participle(rest.words, where, hit))
    ]
    certainty, why_certainty = _certainty(rest, where, governing, main, past)
    negations = [h for h in governing if h.cue.negative and h.cue.reach in {"chain", "clause"}]
    stage, why_stage = _stage(rest, governing, negations, past)
    polarity: Polarity = turned("positive", frame.turns + bool(negations))
    degree = weakest((*frame.certainties, certainty))
    reasons = [*frame.reasons, *why_certainty, *why_stage]
    for hit in negations[:2]:
        said = f"“{_shown(rest, hit)}” turns the main clause round."
        reasons.append(reason("polarity", hit.cue.name, said, -hit.cue.weight, hit.span))
    if found.words[-1].lower == "?":
        degree, stage = "unknown", None
        said = "A question asserts nothing."
        reasons.append(reason("certainty", "question", said, 0.9, found.words[-1].span))
    hearsay = [h for h in governing if h.cue.hearsay]
    for hit in hearsay[:1]:
        said = f"“{_shown(rest, hit)}” passes on what somebody else said."
        reasons.append(reason("hearsay", hit.cue.name, said, hit.cue.weight, hit.span))
    return Judged(degree, polarity, stage, bool(hearsay), tuple(reasons))


def _without_that(found: Sequence[Word]) -> Sequence[Word]:
    """The words without the conjunction that joins them to the cue; a capital "That" is a word."""
    at = 0
    while at < len(found) and (
        (found[at].lower == "that" and not found[at].capital) or found[at].lower in {",", ":", "—"}
    ):
        at += 1
    return found[at:] if at < len(found) else found


def _main(where: Sequence[Place]) -> int:
    """The number of the first main clause that has a word."""
    return next((p.main for p in where if p.is_main), -1)


def _in_a_name(found: Sequence[Word], hit: Hit) -> bool:
    """Whether the cue is part of a name ("Will Smith") or an attribute ("the cancelled trip")."""
    if hit.first == 0 or hit.first < hit.last:
        return False
    word, before = found[hit.first], found[hit.first - 1].lower
    attribute = before in ARTICLES and word.lower.endswith(("ed", "ing"))
    return word.capital or (attribute and hit.cue.stage is not None)


def _is_participle(found: Sequence[Word], where: Sequence[Place], hit: Hit) -> bool:
    """Whether a past form belongs to a noun, as its verb is still to come ("the men held are")."""
    main = where[hit.first].main
    for at in range(hit.last + 1, len(found)):
        if where[at].main != main or found[at].lower in {",", "and", "or"}:
            return False
        if where[at].is_main and found[at].lower in AUXILIARIES:
            return True
    return False


def _shown(found: Line, hit: Hit) -> str:
    return " ".join(w.lower for w in found.words[hit.first : hit.last + 1])


def _certainty(
    found: Line, where: Sequence[Place], governing: Sequence[Hit], main: int, past: bool
) -> tuple[Certainty, list[Reason]]:
    degrees: list[Certainty] = []
    reasons = []
    for hit in governing:
        degree = hit.cue.certainty
        if degree is None:
            continue
        degrees.append(degree)
        said = f"With “{_shown(found, hit)}” it {MEANS[degree]}."
        reasons.append(reason("certainty", hit.cue.name, said, hit.cue.weight, hit.span))
    for at, place in enumerate(where):
        if place.kind == "conditional" and (not at or where[at - 1].is_main):
            after = found.words[at + 1].lower if at + 1 < len(found.words) else ""
            before = found.words[at - 1].lower if at else ""
            if (
                after in NO_CONDITION
                or before in {"even", "as"}
                or abs(place.main - main) > 0 <= main
            ):
                continue
            degrees.append("possible")
            said = "It holds only under a condition."
            reasons.append(reason("certainty", "condition", said, 0.8, found.words[at].span))
    if not past and not degrees:
        for hit in governing:
            if hit.cue.name == "would":
                degrees.append("probable")
                said = "“Would” speaks of a case that need not come."
                reasons.append(reason("certainty", "would", said, 0.5, hit.span))
    return weakest(degrees), reasons


def _stage(
    found: Line, governing: Sequence[Hit], negations: Sequence[Hit], past: bool
) -> tuple[Stage | None, list[Reason]]:
    """The first strong cue governs; a negation before it turns an end into going on."""
    told = [h for h in governing if h.cue.stage and (past or h.cue.name not in BACKSHIFTED)]
    strong = [h for h in told if h.cue.weight >= STRONG]
    if strong:
        hit = _governor(strong)
    elif told:
        hit = max(told, key=lambda h: (h.cue.weight, -h.first))
    else:
        return None, []
    stage, shown = hit.cue.stage, _shown(found, hit)
    said = f"By “{shown}” the event {STAGES[stage]}." if stage else ""
    if hit.cue.name not in OWN_NEGATION and any(n.first <= hit.last + 2 for n in negations):
        if stage == "ended" and hit.cue.name in {"over", "end", "end of", "cease doing"}:
            stage, said = "ongoing", f"Not “{shown}”: it goes on."
        elif hit.cue.name in LASTING:
            stage, said = "ended", f"Not “{shown}”: it came to an end."
        else:
            return None, []
    return stage, [reason("stage", hit.cue.name, said, hit.cue.weight, hit.span)]


def _governor(strong: Sequence[Hit]) -> Hit:
    """Of cues inside each other the longest; then the first, but lasting after a future lasts."""
    own = [h for h in strong if h.cue.name in OWN_NEGATION]
    if own:
        return max(own, key=lambda h: h.cue.weight)
    first = strong[0]
    same = [h for h in strong if h.first <= first.last and h.last >= first.first]
    best = max(same, key=lambda h: (h.cue.weight, h.last - h.first))
    if best.cue.stage == "planned" and best.cue.name in {"will", "would in the past"}:
        later = [h for h in strong if best.last < h.first <= best.last + 2]
        if later and (later[0].cue.name in LASTING or later[0].cue.stage == "cancelled"):
            return later[0]
    return best
