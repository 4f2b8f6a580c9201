"""How alike two claims are: a list of small named features with weights, each saying why.

The score is the logistic function of the weighted sum. The weights are logistic regressions on the
demo's planted pairs and on two of the four questions of bench/same.py, rounded to where the two
agree; those of place, polarity, stance, stage and force were set by hand (a hard difference forbids
`same` whatever the words share, so data cannot weigh it).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from sayso.link import dates
from sayso.link.counts import comparable, disjoint
from sayso.link.places import elsewhere
from sayso.link.rarity import Rarity
from sayso.link.view import Seen
from sayso.spans import shared

__all__ = ["SAME", "Comparison", "Rarity", "compare", "opposed"]

SAME = 0.5
BIAS = -4.4


@dataclass(frozen=True, slots=True)
class Feature:
    """``value`` is -1..1, ``words`` what it rests on; a ``hard`` difference forbids `same`."""

    name: str
    value: float
    words: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """``alike`` is the score of the words alone (0..1), ``score`` with every feature."""

    alike: float
    score: float
    features: tuple[Feature, ...]

    @property
    def same(self) -> bool:
        """Whether the two claims say one thing."""
        return self.score >= SAME and not any(f.hard for f in self.features)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for and against, the strongest first."""
        ranked = sorted(self.features, key=lambda f: (-abs(f.value * WEIGHTS[f.name]), f.name))
        return tuple(f.words for f in ranked if f.words)


WEIGHTS = {
    "wording": 4.2,
    "contained": 1.2,
    "names": 0.3,
    "numbers": 1.5,
    "order": 1.8,
    "figure": 2.3,
    "place": 1.5,
    "time": 0.5,
    "speaker": 0.8,
    "polarity": 4.0,
    "stance": 3.0,
    "stage": 2.0,
    "force": 2.0,
    "inside": 3.0,
}
"""What a feature of value 1 adds to the sum."""


def compare(a: Seen, b: Seen, rarity: Rarity) -> Comparison:
    """Compare two claims; symmetric.

    "The bridge was shut on Monday" and "Monday saw the bridge shut" ->
    ``Comparison(score=0.97, features=(wording 1.0 "share bridge, monday, shut", ...))``
    """
    features = tuple(f for feature in FEATURES if (f := feature(a, b, rarity)) is not None)
    total = BIAS + sum(f.value * WEIGHTS[f.name] for f in features)
    words = BIAS + sum(f.value * WEIGHTS[f.name] for f in features if f.name in OF_WORDS)
    return Comparison(_logistic(words), _logistic(total), features)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


OF_WORDS = frozenset({"wording", "contained", "names", "order"})


def wording(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """The cosine of the two sets of stems, each stem weighted by its rarity."""
    both = a.bag & b.bag
    if not both:
        return None
    left, right = rarity.whole(a.bag)[1], rarity.whole(b.bag)[1]
    value = rarity.squares(both) / math.sqrt(left * right)
    if value < TOLD:
        return Feature("wording", value, "")
    best = sorted(both, key=lambda w: (-rarity.of(w), w))[:6]
    return Feature("wording", value, f"share {', '.join(best)}")


TOLD = 0.2
"""Overlap from which the shared words are named as a reason."""


def contained(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """How much of the shorter claim stands in the longer, beyond the first third."""
    shorter = min(rarity.whole(a.bag)[0], rarity.whole(b.bag)[0])
    if shorter <= 0 or min(len(a.bag), len(b.bag)) < 3:
        return None
    share = rarity.mass(a.bag & b.bag) / shorter
    value = max(0.0, (share - 1 / 3) * 1.5) * _balance(a, b)
    return Feature("contained", value, f"{share:.0%} of the shorter stands in the longer")


def _balance(a: Seen, b: Seen) -> float:
    """How near the two are in length: a part is not the whole."""
    return min(1.0, 1.5 * min(len(a.bag), len(b.bag)) / max(len(a.bag), len(b.bag)))


def names(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether they name the same."""
    if not a.names or not b.names:
        return None
    both = a.names & b.names
    if not both:
        left, right = " ".join(sorted(a.names)[:3]), " ".join(sorted(b.names)[:3])
        return Feature("names", -1.0, f"name others ({left}; {right})")
    return Feature("names", len(both) / min(len(a.names), len(b.names)), "")


def order(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Pairs of neighbouring stems in common, as a share of the shorter claim's."""
    left, right = a.neighbours, b.neighbours
    if not left or not right:
        return None
    share = len(left & right) / min(len(left), len(right)) * _balance(a, b)
    return Feature("order", share, "words in the same order" if share > 0.5 else "")


def numbers(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether the numbers that both state agree."""
    if not a.numbers or not b.numbers:
        return None
    both = a.numbers & b.numbers
    if both:
        return Feature("numbers", 0.5, f"both say {', '.join(sorted(both))}")
    left, right = ", ".join(sorted(a.numbers)), ", ".join(sorted(b.numbers))
    return Feature("numbers", -1.0, f"other numbers ({left}; {right})")


def figure(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether figures of one thing agree; a difference is hard."""
    agreed: list[Feature] = []
    apart: list[Feature] = []
    for left, right in product(a.counts, b.counts):
        like, scope = comparable(left, right)
        if like and not disjoint(left, right):
            part = 1 / max(len(a.counts), len(b.counts))
            agreed.append(Feature("figure", part, f"the same figure: {left.shown}"))
        elif like:
            words = f"{left.shown} against {right.shown}"
            apart.append(Feature("figure", -1.0, words, hard=True))
        elif scope and disjoint(left, right):
            apart.append(Feature("figure", -1.0, f"another scope: {scope}", hard=True))
    return next(iter(agreed + apart), None)


def place(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether the places agree; a difference is hard."""
    if elsewhere(a.places, b.places):
        left, right = " ".join(sorted(a.places)), " ".join(sorted(b.places))
        return Feature("place", -1.0, f"other places ({left}; {right})", hard=True)
    both = a.places & b.places
    return Feature("place", 0.3, f"both in {' '.join(sorted(both))}") if both else None


def time(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether the times that they are about agree; a difference is hard."""
    if a.about is None or b.about is None:
        return None
    if dates.apart(a.about, b.about):
        return Feature("time", -1.0, f"other times ({a.about[0]}; {b.about[0]})", hard=True)
    return Feature("time", 0.3, "about the same time")


def speaker(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one source says both."""
    if a.who and a.who == b.who and a.speaker:
        return Feature("speaker", 1.0, f"both said by {a.speaker.name}")
    return None


def polarity(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one denies what the other says; hard."""
    words = opposed(a, b)
    if not words:
        return None
    return Feature("polarity", -1.0, f"only one denies: {', '.join(words)}", hard=True)


def opposed(a: Seen, b: Seen) -> tuple[str, ...]:
    """The stems that both have and only one of them denies.

    "No soldier left", "Two soldiers left" -> ``("soldier",)``
    """
    both = a.bag & b.bag
    if both & a.denied and both & b.denied:
        return ()
    return tuple(sorted(both & (a.denied | b.denied)))


def stance(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether they take opposite sides on an axis; hard."""
    for axis in sorted(a.stances.keys() & b.stances.keys()):
        left, right = a.stances[axis], b.stances[axis]
        if left.side != right.side:
            return Feature("stance", -1.0, f"{left.words} against {right.words}", hard=True)
    return None


AHEAD = frozenset({"planned"})
HAPPENED = frozenset({"begun", "ongoing", "ended"})


def stage(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one is of a plan and the other of what has happened."""
    pair = {a.stage, b.stage}
    if "cancelled" in pair and pair != {"cancelled"} and None not in pair:
        return Feature("stage", -1.0, f"{a.stage} against {b.stage}", hard=True)
    if pair & AHEAD and pair & HAPPENED:
        return Feature("stage", -1.0, f"{a.stage} against {b.stage}")
    return None


FORCES = {
    "ask": "ask", "demand": "ask", "order": "ask", "urge": "ask", "recommend": "ask",
    "promise": "promise", "threaten": "promise",
}  # fmt: skip


def force(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one states what the other asks for or promises."""
    if FORCES.get(a.act) == FORCES.get(b.act):
        return None
    return Feature("force", -1.0, f"{a.act} against {b.act}")


def inside(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one claim is said inside the other's content: a part, or what is passed on; hard.

    Nearly the same characters are one statement, read twice.
    """
    if a.report != b.report:
        return None
    common = shared(a.spans, b.spans)
    lengths = [sum(s.end - s.start for s in one.spans) for one in (a, b)]
    if not common or common > 0.8 * max(lengths):
        return None
    return Feature("inside", -1.0, "one stands inside the other", hard=True)


FEATURES: tuple[Callable[[Seen, Seen, Rarity], Feature | None], ...] = (
    wording, contained, names, order, numbers, figure, place, time, speaker, polarity, stance,
    stage, force, inside,
)  # fmt: skip
