"""Two claims that cannot both hold, or that only look so: one judgement for one pair.

A conflict needs the same scope, time and thing. Where one of them differs the pair is called
`scope` or `time`; where one source says another thing later, `update`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

from sayso.link.compare import Comparison, Rarity, opposed
from sayso.link.counts import Count, comparable, disjoint
from sayso.link.dates import apart
from sayso.link.places import elsewhere
from sayso.link.stances import Stance
from sayso.link.view import Seen
from sayso.link.voices import same_voice
from sayso.records import Relation

__all__ = ["Clash", "clash"]

RELATED = 0.3
"""Score of the words alone from which two claims are about one thing across reports."""
NEARLY = 0.6
"""The same for a bare negation: "did not fire" against "fired" needs nearly the same words."""
SETTLES = 2
"""Days after which a count of what is there now may simply have changed."""
ACCOMPANY = frozenset({"remain"})
"""Doings of a state; all others are events, whose count does not change afterwards."""


@dataclass(frozen=True, slots=True)
class Clash:
    """``topic`` is what it is about ("course", "figure troop"), ``weight`` how plain it is."""

    kind: Relation
    topic: str
    weight: float
    words: str


def clash(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """How two claims stand against each other; None if they do not.

    "No soldier left", "Two soldiers left" by two sources -> ``Clash("conflict", "denial", ...)``;
    "2,000 troops in Arden", "5,000 troops in Bell" -> ``Clash("scope", "figure troop", ...)``
    """
    for judge in (_dismissal, _figure, _stance, _denial, _stage):
        found = judge(a, b, alike, rarity)
        if found:
            return _placed(a, b, found)
    return None


def _placed(a: Seen, b: Seen, found: Clash) -> Clash | None:
    """The clash as another relation, where place, time or speaker explain it."""
    if found.kind != "conflict":
        return found
    if elsewhere(a.places, b.places):
        words = f"other places: {_list(a.places)}; {_list(b.places)}"
        return Clash("scope", found.topic, found.weight, f"{words}; {found.words}")
    if apart(a.about, b.about) and not found.words.startswith("date"):
        return Clash("time", found.topic, found.weight, f"about other times; {found.words}")
    if same_voice(a, b):
        if a.said and b.said and apart(a.said, b.said):
            return Clash(
                "update", found.topic, found.weight, f"the same source later; {found.words}"
            )
        return None
    return found


def _figure(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    pairs = [(x, y, *comparable(x, y)) for x, y in product(a.counts, b.counts)]
    like = [(x, y) for x, y, same, _ in pairs if same]
    if any(not disjoint(x, y) for x, y in like):
        return None
    near = a.report == b.report
    for x, y in like:
        topic = f"figure {x.head}"
        if not (near or alike.alike >= RELATED or _shares(a, b, x)):
            continue
        words = f"figure: {x.shown} against {y.shown}"
        if _slip(x, y):
            return Clash("conflict", topic, 1.0, f"{words}; the same digits: perhaps a slip")
        if _may_have_changed(a, b, x, y):
            return Clash("time", topic, 0.5, f"said at other times; {words}")
        return Clash("conflict", topic, 0.9, words)
    for x, y, same, scope in pairs:
        if not same and scope and disjoint(x, y) and x.head == y.head and x.unit == y.unit:
            return Clash("scope", f"figure {x.head}", 0.5, f"{scope}: {x.shown}; {y.shown}")
    return None


def _shares(a: Seen, b: Seen, count: Count) -> bool:
    """Whether both place the thing, or name it, alike; the figures themselves do not count."""
    both = (a.bag & b.bag) - {count.head} - count.kinds
    return bool(a.places & b.places or count.place) and bool(both)


def _slip(x: Count, y: Count) -> bool:
    if x.low != x.high or y.low != y.high or not x.low or not y.low:
        return False
    ratio = max(x.low, y.low) / min(x.low, y.low) if min(x.low, y.low) > 0 else 0
    return ratio in (10.0, 100.0, 1000.0)


def _may_have_changed(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether the figures are of a state, and were not given for the same days."""
    if a.about and b.about:
        return False
    doing = x.doing | y.doing
    if doing and not doing <= ACCOMPANY:
        return False
    if not a.said or not b.said or a.report == b.report:
        return False
    try:
        first, second = date.fromisoformat(a.said[1]), date.fromisoformat(b.said[0])
        other, one = date.fromisoformat(a.said[0]), date.fromisoformat(b.said[1])
    except ValueError:
        return True
    return max((second - first).days, (other - one).days) >= SETTLES


def _dismissal(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """One calls reports of something false, the other is such a report."""
    for one, other in ((a, b), (b, a)):
        if one.dismissed is None or other.dismissed is not None:
            continue
        told = other.hearsay or other.narration or len(other.chain) > 1
        opposite = _opposite(one, other)
        words = one.dismissed & other.bag
        covered = rarity.mass(words) >= 0.5 * rarity.mass(one.dismissed) > 0
        if (opposite and told and (words or one.report == other.report)) or covered:
            return Clash(
                "conflict", _topic(opposite, words), 1.0, "denial: calls such reports false"
            )
    return None


def _opposite(a: Seen, b: Seen) -> tuple[Stance, Stance] | None:
    for axis in sorted(a.stances.keys() & b.stances.keys()):
        if a.stances[axis].side != b.stances[axis].side:
            return a.stances[axis], b.stances[axis]
    return None


def _topic(opposite: tuple[Stance, Stance] | None, words: frozenset[str]) -> str:
    return opposite[0].axis if opposite else "denial " + _list(words)


def _stance(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    opposite = _opposite(a, b)
    if not opposite:
        return None
    x, y = opposite
    shown = frozenset(f"{a.text[x.start : x.end]} {b.text[y.start : y.end]}".casefold().split())
    both = (a.bag & b.bag) - shown
    enough = both or a.places & b.places or _pointing(a) or _pointing(b)
    if a.report != b.report:
        enough = alike.alike >= RELATED or (len(both) >= 2 and bool(a.places & b.places))
    if not enough:
        return None
    denial = (
        x.dismissal or y.dismissal or x.words == f"not {y.words}" or y.words == f"not {x.words}"
    )
    kind = "denial" if denial else "stage"
    weight = 0.8 + 0.1 * alike.alike - (0.2 if a.nested or b.nested else 0.0)
    return Clash("conflict", x.axis, weight, f"{kind}: {x.words} against {y.words}")


POINTING = frozenset("its their it they them he she these those here there group".split())


def _pointing(one: Seen) -> bool:
    """Whether a claim speaks of something that its report named before ("the group", "its")."""
    return not POINTING.isdisjoint(one.text.casefold().split())


def _denial(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    words = frozenset(opposed(a, b))
    if not words:
        return None
    both = a.bag & b.bag
    shorter = min(rarity.mass(a.bag), rarity.mass(b.bag))
    share = rarity.mass(both) / shorter if shorter else 0.0
    enough = alike.alike >= NEARLY or (share >= NEARLY and len(both) >= 3)
    if "deny" in (a.act, b.act):
        enough = enough or (share >= NEARLY / 2 and len(both) >= 2)
    if not enough:
        return None
    return Clash(
        "conflict", "denial " + _list(words), 0.9, f"denial: only one denies {_list(words)}"
    )


def _stage(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    pair = {a.stage, b.stage}
    if alike.alike < NEARLY or None in pair or len(pair) == 1:
        return None
    if "cancelled" in pair or (
        a.report == b.report and pair in ({"ended", "ongoing"}, {"ended", "planned"})
    ):
        return Clash("conflict", "stage", 0.6, f"stage: {a.stage} against {b.stage}")
    return None


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)[:4])
