"""Scored candidates -> relations: whose words, which words, how surely; then as Attributions.

candidate cue "said"   ->   source "she", content "“We left,” … “It was late.”", 0.97
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from sayso.extract import decode, quotes
from sayso.extract.decode import Run
from sayso.extract.edges import after, announcing, begun, named, stated, tidy
from sayso.extract.features import Units
from sayso.extract.hollow import compares, may_announce, says_something
from sayso.extract.layout import Shown
from sayso.extract.network import Candidate
from sayso.records import Attribution, Quotation, Quote
from sayso.spans import Span, Spans, covers

FEATURES: Final = (
    "bias", "valid", "tagged", "source", "no source", "content", "edges", "length", "quoted",
    "cue quoted", "fragments",
)  # fmt: skip
"""What the confidence is a logistic function of; the weights are in the model's manifest."""

COVERED: Final = 0.5
"""A quotation of which more than this share is content is content as a whole."""

LAID_OUT: Final = 0.7
"""The confidence of a relation that the layout shows: right in 61 of the 124 cases of PolNeAR's
train and dev, where one interview without annotated turns makes up most of the rest."""

POSTED: Final = 0.95
"""The confidence of a post with its author's account under it: 111 of 112 of one day were right."""

ALIKE: Final = 0.6
"""Two relations that share more than this of their contents' union are the same one twice."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation in units of the text. ``evidence`` are the values of FEATURES."""

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    nested: bool
    evidence: tuple[float, ...]
    confidence: float = 0.0
    members: frozenset[int] = field(default=frozenset(), repr=False)


def relations(
    units: Units, candidates: Iterable[Candidate], found: tuple[Quotation, ...],
    laid_out: Iterable[Shown], settings: dict[str, Any], weights: list[float] | None,
) -> list[Relation]:  # fmt: skip
    """The relations that are sure enough, each content once; ``settings`` are the manifest's."""
    marked = quoted_runs(units, found)
    made = [
        relation
        for candidate in candidates
        if (relation := _relation(units, candidate, marked, float(settings["penalty"])))
    ]
    made = [replace(r, confidence=confidence(r.evidence, weights)) for r in made]
    made = [r for r in made if _sure(units, r, settings)]
    turns = [r for shown in laid_out for r in _from_layout(units, shown)]
    return _once(_with_turns(made, turns))


def _with_turns(made: list[Relation], turns: list[Relation]) -> list[Relation]:
    """Both together; where the network found a part of a turn at the turn's own colon, the layout
    says how far it goes and the network how surely.
    """
    kept = []
    for relation in made:
        a, b = relation.cue
        same = [k for k, t in enumerate(turns) if a < t.cue[1] and t.cue[0] < b]
        for k in same:
            if relation.members <= turns[k].members:
                turns[k] = replace(
                    turns[k], confidence=max(turns[k].confidence, relation.confidence)
                )
        if not same or relation.nested:
            kept.append(relation)
    return kept + turns


def _from_layout(units: Units, shown: Shown) -> list[Relation]:
    source, cue = _covered(units, shown.source), _covered(units, shown.cue)
    runs = [_covered(units, span) for span in shown.content]
    content = tuple((a, b) for a, b in runs if b > a)
    if cue[0] == cue[1] or not content:
        return []
    members = frozenset(unit for a, b in content for unit in range(a, b))
    sure = POSTED if shown.post else LAID_OUT
    return [Relation(cue, source, content, False, (), sure, members)]


def _covered(units: Units, span: Span) -> Run:
    a = int(np.searchsorted(units.end, span.start, side="right"))
    return a, max(a, int(np.searchsorted(units.start, span.end, side="left")))


def _sure(units: Units, relation: Relation, settings: dict[str, Any]) -> bool:
    """Whether a relation is kept.

    Annotators part ways on hearsay without a source, so its confidence is low; it is kept all the
    same where the network takes its cue for one, because the ledger has to show it as hearsay.
    """
    if relation.confidence >= float(settings["nested" if relation.nested else "keep"]):
        return True
    a, b = relation.cue
    hearsay = b - a == 1 and int(units.ids[units.first[a]]) in settings["hearsay"]
    return hearsay and relation.evidence[1] > 0


def confidence(evidence: tuple[float, ...], weights: list[float] | None) -> float:
    """The calibrated probability that a relation is right (four decimals, so that the last bits of
    a processor's arithmetic do not show).
    """
    logit = evidence[1] if weights is None else sum(map(float.__mul__, weights, evidence))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 4)


def quoted_runs(units: Units, found: Iterable[Quotation]) -> list[Run]:
    """The units of each quotation, marks included."""
    runs = (_covered(units, quotation.outer) for quotation in found)
    return [(a, b) for a, b in runs if b > a]


def _relation(
    units: Units, candidate: Candidate, marked: list[Run], penalty: float
) -> Relation | None:
    low = candidate.low
    cue = (candidate.first - low, candidate.last - low)
    source, content, logs = decode.roles(candidate.roles, cue, penalty)
    runs = [(a + low, b + low) for a, b in content]
    if not candidate.nested:
        taken = set(range(candidate.first, candidate.last))
        taken |= set(range(source[0] + low, source[1] + low)) if source else set()
        runs = whole_quotations(runs, marked, taken)
    runs = _worded(units, runs)
    if not runs:
        return None
    inside = np.concatenate([np.arange(a, b) for a, b in runs]) - low
    known = inside[(inside >= 0) & (inside < len(logs))]
    log_content = logs[known, decode.CONTENT]
    edges = []
    for a, b in content:
        edges += [logs[a, decode.CONTENT], logs[b - 1, decode.CONTENT]]
        edges += [
            math.log1p(-min(0.999, math.exp(logs[k, decode.CONTENT])))
            for k in (a - 1, b)
            if 0 <= k < len(logs)
        ]
    states = units.quote[np.concatenate([np.arange(a, b) for a, b in runs])]
    evidence = (
        1.0,
        candidate.valid,
        candidate.tagged,
        float(logs[slice(*source), decode.SOURCE].mean()) if source else 0.0,
        0.0 if source else 1.0,
        float(log_content.mean()) if len(log_content) else 0.0,
        float(np.mean(edges)),
        math.log(len(inside)),
        # An inner relation is measured by its parent's words, not by the marks around both.
        0.0 if candidate.nested else float((states != quotes.OUTSIDE).mean()),
        0.0 if candidate.nested else float(units.quote[candidate.first] != quotes.OUTSIDE),
        float(min(len(runs), 4)),
    )
    return Relation(
        (candidate.first, candidate.last),
        (source[0] + low, source[1] + low) if source else None,
        tuple(runs),
        candidate.nested,
        evidence,
        members=frozenset((inside + low).tolist()),
    )


def whole_quotations(runs: list[Run], marked: list[Run], taken: set[int]) -> list[Run]:
    """The runs, with every quotation of which they hold the larger part made whole.

    >>> whole_quotations([(2, 6)], [(1, 7)], set())
    [(1, 7)]
    """
    members = {unit for a, b in runs for unit in range(a, b)}
    for a, b in marked:
        span = set(range(a, b))
        if len(members & span) > COVERED * (b - a) and not span & taken:
            members |= span
    return as_runs(members)


def as_runs(members: Iterable[int]) -> list[Run]:
    """Maximal runs of consecutive numbers: ``{1, 2, 5} -> [(1, 3), (5, 6)]``."""
    runs: list[Run] = []
    for unit in sorted(members):
        if runs and runs[-1][1] == unit:
            runs[-1] = (runs[-1][0], unit + 1)
        else:
            runs.append((unit, unit + 1))
    return runs


def _worded(units: Units, runs: list[Run]) -> list[Run]:
    """The runs that hold more than marks (a unit of one character may be one)."""
    return [(a, b) for a, b in runs if b - a > 2 or any(units.worded[k] for k in range(a, b))]


def _once(made: list[Relation]) -> list[Relation]:
    """Of relations with nearly the same content and source, the surest."""
    kept: list[Relation] = []
    holding: dict[int, list[Relation]] = {}
    for relation in sorted(made, key=lambda r: (-r.confidence, r.cue)):
        near = {id(other): other for unit in relation.members for other in holding.get(unit, ())}
        for other in near.values():
            union = len(relation.members | other.members)
            if relation.nested != other.nested:
                continue
            if len(relation.members & other.members) > ALIKE * union:
                break
        else:
            kept.append(relation)
            for unit in relation.members:
                holding.setdefault(unit, []).append(relation)
    return sorted(kept, key=lambda r: r.cue)


def to_attributions(
    text: str, units: Units, made: list[Relation], blocks: Spans
) -> tuple[Attribution, ...]:
    """The relations as characters, in text order, each nested one with its parent."""

    def chars(runs: Iterable[Run]) -> Spans:
        return tuple(Span(int(units.start[a]), int(units.end[b - 1])) for a, b in runs)

    drafts = []
    for relation in _without_comparisons(text, units, made):
        cue = tuple(announcing(text, s) for s in chars([relation.cue]))
        content = tuple(
            stated(text, begun(text, tidy(text, after(text, s, cue[-1].end))))
            for s in chars(relation.content)
            if not _stray(text, s)
        )
        if not says_something(" ".join(span.of(text) for span in content)):
            continue
        if relation.nested and not may_announce(cue[0].of(text)):
            continue
        if not any(c.isalnum() for c in cue[0].of(text)):
            cue = ()  # the colon after a speaker's name
        drafts.append(
            (
                Attribution(
                    tuple(
                        named(text, s, int(units.start[relation.cue[0]]))
                        for s in chars([relation.source] if relation.source else [])
                    ),
                    cue,
                    content,
                    kind(units, relation),
                    relation.confidence,
                ),
                chars([relation.cue]),
                relation.nested,
            )
        )
    drafts = [d for d in drafts if not d[2] or _parent(d, drafts) is not None]
    drafts.sort(key=lambda d: (min((*d[0].content, *d[0].source, *d[1])), d[1]))
    return tuple(replace(draft[0], nested_in=_parent(draft, drafts)) for draft in drafts)


def _without_comparisons(text: str, units: Units, made: list[Relation]) -> list[Relation]:
    """The relations but those of "three more than earlier reported"; what stood in them stands
    alone.
    """
    empty = [r for r in made if compares(text, int(units.start[r.cue[0]]))]
    inside = frozenset(unit for r in empty for unit in r.members)
    return [
        replace(r, nested=False) if r.nested and r.cue[0] in inside else r
        for r in made
        if r not in empty
    ]


def _stray(text: str, span: Span) -> bool:
    """Whether a fragment is a single letter or mark, as half an abbreviation is."""
    return span.end == span.start + 1 and not text[span.start].isdigit()


Draft = tuple[Attribution, Spans, bool]


def _parent(draft: Draft, drafts: list[Draft]) -> int | None:
    """The attribution with the shortest content that holds this one's cue and content."""
    ours, cue, _ = draft
    best, size = None, 0
    for number, (other, other_cue, _) in enumerate(drafts):
        there = other.content
        if not (there and there[0].start <= cue[0].start < there[-1].end):
            continue  # as most are in a long text
        if other_cue == cue or not covers(other.content, (*cue, *ours.content)):
            continue
        length = sum(span.end - span.start for span in other.content)
        if best is None or length < size:
            best, size = number, length
    return best


def kind(units: Units, relation: Relation) -> Quote:
    """Direct if all words are quoted, or announced by a colon in a paragraph of their own."""
    at = np.concatenate([np.arange(a, b) for a, b in relation.content])
    at = at[units.worded[at]]
    if not len(at):
        return "indirect"
    home = units.paragraph[relation.cue[0]]
    announced = units.leads[home] and bool((units.paragraph[at] > home).all())
    colon = relation.cue[1] - relation.cue[0] == 1 and not units.worded[relation.cue[0]]
    quoted = (units.quote[at] != quotes.OUTSIDE) | announced | colon
    return "direct" if quoted.all() else "mixed" if quoted.any() else "indirect"
