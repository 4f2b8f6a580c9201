"""Who a pronoun means: every person named or described before it is scored, and the best wins.

    "Ann Lee met Bob Ray. She said ..."   ->  Ann Lee 0.97

A conditional logit: each candidate has a few plain features, one weight each (pronoun_weights.tsv),
and the probability of a candidate is its share of the exponentials. The weights were fitted by
training/pronouns.py; below the threshold nobody is named.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from sayso.ground.who.cast import Entity
from sayso.ground.who.lexicon import Gender, rows
from sayso.records import Reading
from sayso.spans import Span, Spans, covers

GENDER: Final[dict[str, Gender]] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip


SHARPER: Final = 2.0
"""A probability is raised to this power before it is a confidence, so that 0.6 asks for 0.77. On
the PolNeAR dev part the plain probability at 0.6 gave 94 % agreement with silver coreference, this
95.6 at 83 % coverage; a wrong name costs more than an open one."""

CLEAR: Final = 0.7
"""Confidence in the likeliest person, where the only doubt is whether it is somebody unnamed:
nobody else fits at all, or the paragraph opens with them and speaks of nobody else."""
LONE: Final = 0.03
"""Share of the likeliest below which another candidate is no rival."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its offset, and the numbers of its sentence and paragraph."""

    at: int
    sentence: int
    paragraph: int


@dataclass(slots=True)
class Someone:
    """A person whom a pronoun may mean. ``seen`` are the mentions so far, in text order; those
    made by a resolved pronoun or description count as mentions too.
    """

    key: str
    gender: Gender
    entity: Entity | None
    unknown: bool
    described: bool
    seen: list[Seen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: where, whether it opens its sentence or paragraph, is a possessive, stands in a
    quotation or after a preposition, reads like a subject, or is a source that speaks there.
    """

    place: Place
    span: Span
    opens: bool = False
    possessive: bool = False
    quoted: bool = False
    speaks: bool = False
    pronoun: bool = False
    leads: bool = False
    governed: bool = False
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The pronoun: its place, gender, and what is known around it.

    ``previous`` is the key of the last speaker and ``previous_place`` where that was; ``outer`` the
    key of who says the content that the pronoun stands in; ``outer_direct`` whether it is quoted;
    ``content`` what the pronoun's own attribution says; ``opens`` whether it opens its sentence.
    """

    place: Place
    gender: Gender
    quoted: bool
    previous: str | None
    previous_place: Place | None
    outer: str | None
    outer_direct: bool
    content: Spans = ()
    direct: bool = False
    opens: bool = False


class Layout:
    """Sentence and paragraph numbers of offsets, for one reading."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = [s.start for s in reading.sentences]
        self._paragraphs = [p.start for p in reading.paragraphs]

    def place(self, at: int) -> Place:
        """Where an offset lies."""
        return Place(
            at, bisect_right(self._sentences, at) - 1, bisect_right(self._paragraphs, at) - 1
        )

    def paragraph_start(self, place: Place) -> int:
        """Where the paragraph of a place begins."""
        return self._paragraphs[place.paragraph] if place.paragraph >= 0 else 0

    def sentence_start(self, place: Place) -> int:
        """Where the sentence of a place begins."""
        return self._sentences[place.sentence] if place.sentence >= 0 else 0


def features(asked: Asked, someone: Someone, rank: int) -> dict[str, float] | None:
    """The features of one candidate, or None where it cannot be meant (gender; not seen yet; the
    speaker of a quotation is not "he" inside it).
    """
    before = [s for s in someone.seen if s.span.end <= asked.place.at]
    if not before or (someone.gender != "u" and someone.gender != asked.gender):
        return None
    if asked.outer_direct and asked.outer == someone.key:
        return None
    away = [s for s in before if not _within(s.span, asked.content)]
    told = [s for s in away if not s.quoted]
    last = before[-1] if asked.quoted else (told or away or before)[-1]
    sentences = asked.place.sentence - last.place.sentence
    paragraphs = asked.place.paragraph - last.place.paragraph
    found = {
        f"sentences {min(sentences, 4)}": 1.0,
        f"paragraphs {min(paragraphs, 3)}": 1.0,
        f"rank {min(rank, 3)}": 1.0,
        "opens": float(last.opens),
        "opens paragraph": float(last.leads),
        "after preposition": float(last.governed),
        "subject": float(last.subject),
        "possessive": float(last.possessive),
        "only quoted": float(not told),
        "in own quoted words": float(asked.direct and len(away) < len(before)),
        "in own words": float(not asked.direct and len(away) < len(before)),
        "speaks": float(last.speaks),
        "pronoun": float(last.pronoun),
        "gender known": float(someone.gender != "u"),
        "unknown kind": float(someone.unknown),
        "described": float(someone.described),
        "count": math.log1p(len(before)),
        "outer": float(asked.outer == someone.key),
    }
    if someone.key == asked.previous and asked.previous_place:
        since = asked.place.paragraph - asked.previous_place.paragraph
        found[f"spoke last {min(since, 3)}"] = 1.0
        if asked.place.sentence == asked.previous_place.sentence:
            found["spoke last here"] = 1.0
    lately = [s for s in told if s.place.sentence >= asked.place.sentence - 1]
    found["opened lately"] = float(any(s.opens for s in lately))
    found["subject lately"] = float(any(s.subject for s in lately))
    if told:
        since = asked.place.paragraph - told[0].place.paragraph
        if since <= 1:
            found[f"new {since}"] = 1.0
        found["leads here"] = float(
            any(s.leads and s.place.paragraph == asked.place.paragraph for s in told)
        )
    return {name: value for name, value in found.items() if value}


def _within(span: Span, content: Spans) -> bool:
    return covers(content, (span,))


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature."""
    return {name: float(value) for name, value in rows("pronoun_weights.tsv")}


def candidates(asked: Asked, people: Sequence[Someone]) -> list[tuple[Someone, dict[str, float]]]:
    """Everyone whom the pronoun may mean, the last seen first, with their features."""
    near = []
    for someone in people:
        before = [s for s in someone.seen if s.span.end <= asked.place.at]
        told = [s for s in before if not s.quoted and not _within(s.span, asked.content)] or before
        if told:
            near.append((told[-1].span.end, someone))
    near.sort(key=lambda pair: -pair[0])
    found = []
    rank = 0
    for _, someone in near:
        ours = features(asked, someone, rank)
        if ours is not None:
            found.append((someone, ours))
            rank += 1
    sure = [ours for someone, ours in found if someone.gender != "u" and not someone.described]
    if len(sure) == 1:
        sure[0]["only one of its gender"] = 1.0
    return found


def choose(asked: Asked, people: Sequence[Someone]) -> list[tuple[float, Someone]]:
    """All candidates with their probabilities, the likeliest first."""
    known = weights()
    scored = [
        (sum(known.get(name, 0.0) * value for name, value in ours.items()), someone)
        for someone, ours in candidates(asked, people)
    ]
    if not scored:
        return []
    top = max(score for score, _ in scored)
    shares = [(math.exp(score - top), someone) for score, someone in scored]
    # One more, of fixed weight: somebody whom the cast does not know.
    total = sum(share for share, _ in shares) + math.exp(known.get("nobody", -2.0) - top)
    ranked = sorted((((share / total) ** SHARPER, s) for share, s in shares), key=lambda p: -p[0])
    sure, best = ranked[0]
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    known_ = best.gender == asked.gender and best.entity is not None
    alone = (known_ or best.described) and _stage_is_theirs(asked, best, people)
    if alone or (known_ and rival < LONE * sure):
        ranked[0] = max(sure, CLEAR), best
    subject = _subject_before(asked, people)
    if subject and asked.opens and subject in (someone for _, someone in ranked[:2]):
        ranked = [(CLEAR, subject), *((p, s) for p, s in ranked if s is not subject and p < CLEAR)]
    return ranked


def _subject_before(asked: Asked, people: Sequence[Someone]) -> Someone | None:
    """Who is the subject of the sentence before, in the same paragraph, and alone of the gender."""
    there = [
        (someone, s) for someone in people
        if someone.entity and someone.gender in ("u", asked.gender)
        for s in someone.seen
        if s.place.paragraph == asked.place.paragraph
        and s.place.sentence == asked.place.sentence - 1 and not s.quoted
    ]  # fmt: skip
    if len({id(someone) for someone, _ in there}) != 1:
        return None
    someone, seen = there[0]
    return someone if seen.opens and seen.subject and someone.gender == asked.gender else None


def _stage_is_theirs(asked: Asked, someone: Someone, people: Sequence[Someone]) -> bool:
    """Whether the paragraph opens with them and names or describes nobody else that fits."""
    here = [
        (s, one) for one in people if one.gender in ("u", asked.gender)
        for s in one.seen
        if s.place.paragraph == asked.place.paragraph and s.span.end <= asked.place.at
    ]  # fmt: skip
    shown = any(s.leads or (s.subject and s.speaks) for s, _ in here)
    return shown and all(one is someone for _, one in here)
