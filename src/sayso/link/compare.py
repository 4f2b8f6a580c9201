"""How alike two claims are: the features of `sayso.link.features`, weighted and summed.

The score is the logistic function of the weighted sum. The weights are logistic regressions on the
demo's planted pairs and on two of the four questions of bench/same.py, rounded to where the two
agree; those of place, polarity, stance, stage and force were set by hand (a hard difference forbids
`same` whatever the words share, so data cannot weigh it).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.link.counts import comparable
from sayso.link.features import (
    BRIEF,
    FEATURES,
    OF_LIKENESS,
    TOLD,
    Feature,
    order,
    same_saying,
    same_words,
    spoken,
    wording,
)
from sayso.link.meaning import likeness
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, kin_of

__all__ = ["SAME", "Comparison", "Rarity", "compare"]

SAME = 0.5
BIAS = -7.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """``alike`` is the score of the words alone (0..1), ``score`` with every feature.

    ``more`` says in words that one of the claims states more than the other; empty if neither does.
    """

    alike: float
    score: float
    features: tuple[Feature, ...]
    more: str = ""

    @property
    def same(self) -> bool:
        """Whether the two claims say one thing, and no more than it."""
        return self.agree and not self.more

    @property
    def uttered(self) -> bool:
        """Whether one source says it both times, so that few words are enough."""
        return any(f.name == "utterance" for f in self.features)

    @property
    def agree(self) -> bool:
        """Whether one claim says what the other says, alone or among other things."""
        return self.score >= SAME and not any(f.hard for f in self.features)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for and against, the strongest first."""
        ranked = sorted(self.features, key=lambda f: (-abs(f.value * WEIGHTS[f.name]), f.name))
        return tuple(f.words for f in ranked if f.words)


WEIGHTS = {
    "wording": 2.2,
    "meaning": 6.7,
    "beside": 2.0,
    "names": 0.3,
    "numbers": 2.1,
    "order": 1.8,
    "figure": 2.3,
    "place": 1.5,
    "time": 0.5,
    "speaker": 0.8,
    "subject": 3.0,
    "polarity": 4.0,
    "stance": 3.0,
    "attitude": 3.0,
    "stage": 2.0,
    "force": 2.0,
    "inside": 3.0,
    "utterance": 5.0,
}
"""What a feature of value 1 adds to the sum."""
OF_WORDS = frozenset({"wording", "meaning", "names", "order"})
"""The features that rest on the words alone."""


def compare(a: Seen, b: Seen, rarity: Rarity, near: float | None = None) -> Comparison:
    """Compare two claims, whose `likeness` may be known; symmetric.

    "The bridge was shut on Monday" and "Monday saw the bridge shut" ->
    ``Comparison(score=0.97, features=(wording 1.0 "share bridge, monday, shut", ...))``
    """
    whole = _compared(a, b, rarity, likeness(a.bag, b.bag) if near is None else near)
    if any(f.hard for f in whole.features):
        return whole
    few = min(len(a.bag), len(b.bag)) <= BRIEF
    if (few or not whole.agree) and (said := same_saying(a, b)):
        whole = replace(whole, score=max(SAID, whole.score), features=(*whole.features, said))
    simple = max(map(len, (a.statements, b.statements, a.counts, b.counts))) < 2
    if not whole.agree and simple:
        return whole
    if not whole.agree and whole.alike < PARTLY:
        return whole
    more = says_more(a, b, rarity)
    if not more:
        return whole
    best = whole
    if not whole.agree:
        pieces = (_compared(x, y, rarity, likeness(x.bag, y.bag)) for x, y in _pieces(a, b))
        best = max(pieces, key=lambda c: c.score, default=whole)
    return replace(best, more="" if _one_matter(a, b, best) else more) if best.agree else whole


def _one_matter(a: Seen, b: Seen, found: Comparison) -> bool:
    """Whether claims of which one says more are one still: a shared figure, or one utterance."""
    if max(len(a.statements), len(b.statements)) > FEW:
        return False
    if same_words(a, b):
        return True
    agreed = any(f.name == "figure" and f.value > 0 for f in found.features)
    return agreed and max(len(a.counts), len(b.counts)) <= FEW


def beyond_reach(a: Seen, b: Seen, near: float, rarity: Rarity) -> bool:
    """Whether no feature could make two claims of this `likeness` the same: quicker than comparing.

    Not known of claims that make several statements, whose parts may be alike.
    """
    if max(map(len, (a.statements, b.statements, a.counts, b.counts))) > 1:
        return False
    told = (wording(a, b, rarity), order(a, b, rarity))
    best = BIAS + near * WEIGHTS["meaning"] + sum(WEIGHTS[f.name] * f.value for f in told if f)
    best += WEIGHTS["names"] + WEIGHTS["speaker"] + (WEIGHTS["place"] + WEIGHTS["time"]) * MOST
    if not a.numbers.isdisjoint(b.numbers):
        best += WEIGHTS["numbers"]
    if a.counts and b.counts:
        best += WEIGHTS["figure"]
    return best < 0


MOST = 0.3
"""What the features of place and time are at most."""


def _compared(a: Seen, b: Seen, rarity: Rarity, near: float) -> Comparison:
    looked = [feature(a, b, rarity) for feature in FEATURES]
    looked += [feature(a, b, near) for feature in OF_LIKENESS]
    features = tuple(found for found in looked if found)
    total = BIAS + sum(f.value * WEIGHTS[f.name] for f in features)
    words = BIAS + sum(f.value * WEIGHTS[f.name] for f in features if f.name in OF_WORDS)
    if _logistic(total) >= SAME:
        features = tuple(_told(f, a, b, rarity) if f.name == "wording" else f for f in features)
    return Comparison(_logistic(words), _logistic(total), features)


def _told(found: Feature, a: Seen, b: Seen, rarity: Rarity) -> Feature:
    """The overlap with the words that it rests on, named only where claims agree."""
    if found.value < TOLD:
        return found
    return replace(found, words=f"both say {spoken(a, a.bag & b.bag, rarity, 6)}")


PARTLY = 0.02
"""Score of the words below which no statement of one claim is looked for in the other."""
FEW = 2
"""A claim of more statements or figures never merges with one that says only part of it."""
SAID = 0.8
"""Score of two claims in which one source says the same thing in so few words that the words could
not tell it."""


def says_more(a: Seen, b: Seen, rarity: Rarity) -> str:
    """In words, that one claim holds a statement of which the other says nothing; else empty.

    "Voss signed the order and the first bus could leave Corwen", "Voss signed the order" ->
    ``"one says more: bus, first, leave, corwen"``
    """
    for one, other in ((a, b), (b, a)):
        extra = [c for c in one.counts if not any(comparable(c, d)[0] for d in other.counts)]
        if len(extra) >= FEW and other.counts:
            return f"one also counts {extra[0].shown}"
        if led := _opening(one, other):
            return f"one says more: {spoken(one, led, rarity)}"
        if len(one.statements) < 2:
            continue
        groups = kin_of(other.bag)
        for said in one.statements:
            known = said.stems & other.bag
            known |= {w for g, w in kin_of(said.stems - known).items() if g in groups}
            fresh = said.stems - known
            if len(fresh) >= 2 and rarity.mass(known) < FRESH * rarity.mass(said.stems):
                return f"one says more: {spoken(one, fresh, rarity)}"
    return ""


def _opening(one: Seen, other: Seen) -> frozenset[str]:
    """The stems with which a claim of one sentence opens, where the other has none of so many.

    "He gave no thought to asking Orme to extradite the officers charged with hacking", "the
    officers were charged with hacking" -> {thought, ask, orme, extradite}
    """
    if len(one.words) < len(other.words) or len(one.statements) > 1 or PIECES.search(one.text):
        return frozenset()
    known = kin_of(other.bag)
    led: list[str] = []
    for word in one.words:
        if word in other.bag or not known.keys().isdisjoint(kin_of(frozenset([word]))):
            break
        led.append(word)
    return frozenset(led if len(led) >= OPENING else ())


PIECES = re.compile(r"[\"”’]\s+[\"“‘]")
"""Two pieces of a quotation, one behind the other."""
OPENING = 4
"""So many stems before the first word in common are another main clause, not another wording."""
FRESH = 0.35
"""A statement of which the other claim has less than this share is one that it does not make."""


def _pieces(a: Seen, b: Seen) -> Iterator[tuple[Seen, Seen]]:
    """Each statement of the longer claim beside the shorter one, where that is but one."""
    one, other = (a, b) if len(a.statements) < len(b.statements) else (b, a)
    if len(one.statements) > 1:
        return
    for said in other.statements:
        if len(said.stems) >= 3 and len(said.stems & one.bag) >= 2:
            part = replace(
                other, bag=said.stems, numbers=other.numbers & said.stems,
                names=other.names & said.stems,
                denied=other.denied & said.stems,
                counts=tuple(c for c in other.counts if c.head in said.stems),
                neighbours=frozenset(p for p in other.neighbours if said.stems.issuperset(p)),
            )  # fmt: skip
            yield (one, part) if one is a else (part, one)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
