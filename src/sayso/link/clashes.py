"""Two claims that cannot both hold, or that only look so: one judgement for one pair.

A conflict needs the same scope, time and thing. Where one of them differs the pair is called
`scope` or `time`; where one source says another thing later, `update`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product

from sayso.link.compare import Comparison, opposed
from sayso.link.counts import Count, comparable, disjoint
from sayso.link.dates import apart
from sayso.link.places import elsewhere
from sayso.link.rarity import Rarity
from sayso.link.stances import Stance, plain
from sayso.link.view import Seen
from sayso.link.voices import same_voice
from sayso.records import Relation

__all__ = ["Clash", "clash"]

RELATED = 0.2
"""Score of the words alone from which two claims are about one thing across reports."""
NEARLY = 0.5
"""The same for a bare negation: "did not fire" against "fired" needs nearly the same words."""
SETTLES = 2
"""Days after which a figure may be of another moment, unless both say of which."""


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
    if a.bag == b.bag and a.denied == b.denied:
        return None  # the same words, read with other dates
    for judge in (_dismissal, _figure, _stance, _denial, _disowned, _date, _stage):
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
    if same_voice(a, b) and not found.topic.startswith("back "):
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
    for x, y in like:
        topic = f"figure {x.head}"
        if not _rivals(x, y) or not _one_thing(a, b, x, y, rarity):
            continue
        words = f"figure: {x.shown} against {y.shown}"
        if _slip(x, y):
            return Clash("conflict", topic, 1.0, f"{words}; the same digits: perhaps a slip")
        if _may_have_changed(a, b) and not same_voice(a, b):
            return Clash("time", topic, 0.5, f"said at other times; {words}")
        return Clash("conflict", topic, 0.9, words)
    bare = _bare(a, b)
    if bare:
        return bare
    for x, y, same, scope in pairs:
        if not same and scope and disjoint(x, y) and x.head == y.head and x.unit == y.unit:
            return Clash("scope", f"figure {x.head}", 0.5, f"{scope}: {x.shown}; {y.shown}")
    return None


def _bare(a: Seen, b: Seen) -> Clash | None:
    """“The ministry puts the number at 150”: of what was counted last before, by someone else."""
    first, second = (a, b) if a.start < b.start else (b, a)
    near = second.start - first.start
    if a.report != b.report or near > ANAPHOR or len(second.counts) != 1 or same_voice(a, b):
        return None
    if first.nested or second.nested:
        return None
    y = second.counts[0]
    if not y.bare or second.bag - second.numbers - EMPTY:
        return None
    for x in first.counts:
        small, large = sorted((max(x.low, x.high if x.low < 0 else x.low), y.low))
        if disjoint(x, y) and small > 0 and large <= 3 * small:
            words = f"figure: {x.shown} against {y.shown}"
            return Clash("conflict", f"back {second.id}", 0.6 - near / 10_000, words)
    return None


def _one_thing(a: Seen, b: Seen, x: Count, y: Count, rarity: Rarity) -> bool:
    """Whether what is said of the things counted is the same, as far as the words go.

    Beside the head they must share what the things do, or a third of what else is said; bare
    figures ("puts it at 150") are of the last thing counted in their report.
    """
    left = a.bag - a.numbers - {x.head} - x.kinds - set(x.unit.split()) - EMPTY
    right = b.bag - b.numbers - {y.head} - y.kinds - set(y.unit.split()) - EMPTY
    if not left or not right:
        return a.report == b.report and abs(a.start - b.start) < ANAPHOR
    share = rarity.mass(left & right) / min(rarity.mass(left), rarity.mass(right))
    if not x.head and x.unit in SPANS_OF_TIME:
        return share >= 2 * THIRD
    if a.report == b.report:
        return bool(x.doing & y.doing) or share >= THIRD
    placed = bool(a.places & b.places or x.place & y.place) or _slip(x, y)
    return share >= 2 * THIRD or (bool(x.doing & y.doing) and (placed or share >= THIRD))


EMPTY = frozenset(
    [
        "number",
        "figure",
        "total",
        "count",
        "strength",
        "estimate",
        "toll",
        "least",
        "most",
        "fewer",
        "up",
        "see",
        "million",
        "billion",
        "thousand",
        "hundred",
        "dozen",
    ]
)
THIRD = 1 / 3
SPANS_OF_TIME = frozenset(["second", "minut", "hour", "day", "week", "month", "year", "percent"])
"""Units that anything can be measured in: their figures need two thirds of the words in common."""
ANAPHOR = 800
"""Characters within which a bare figure refers back to what was counted."""


def _rivals(x: Count, y: Count) -> bool:
    """Whether two figures may be of one thing: not "2 people" and "2,000 people"."""
    ends = [abs(v) for c in (x, y) for v in (c.low, c.high) if abs(v) != float("inf") and v]
    return not ends or max(ends) <= RIVALS * min(ends) or _slip(x, y)


RIVALS = 20


def _slip(x: Count, y: Count) -> bool:
    if x.low != x.high or y.low != y.high or not x.low or not y.low:
        return False
    ratio = max(x.low, y.low) / min(x.low, y.low) if min(x.low, y.low) > 0 else 0
    return ratio in (10.0, 100.0, 1000.0)


def _may_have_changed(a: Seen, b: Seen) -> bool:
    """Whether the figures were not given for the same days, so that both may have held."""
    if a.about and b.about:
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
    if not opposite or not (a.asserted and b.asserted):
        return None
    x, y = opposite
    if a.counts and b.counts:
        return None  # some may leave and others stay; their figures are compared
    shown = frozenset(f"{a.text[x.start : x.end]} {b.text[y.start : y.end]}".casefold().split())
    both = (a.bag & b.bag) - shown
    enough = both or a.places & b.places or _pointing(a) or _pointing(b)
    if a.report != b.report:
        placed = bool(a.places & b.places or a.names & b.names)
        enough = alike.alike >= RELATED or (len(both) >= 2 and placed)
    if x.axis not in PLAIN:
        enough = alike.alike >= NEARLY
    if not enough:
        return None
    denial = (
        x.dismissal or y.dismissal or x.words == f"not {y.words}" or y.words == f"not {x.words}"
    )
    kind = "denial" if denial else "stage"
    weight = 0.6 if a.nested or b.nested else 0.8
    return Clash("conflict", x.axis, weight, f"{kind}: {x.words} against {y.words}")


PLAIN = frozenset({"course", "enemy", "life", "office"})
"""Axes whose words say by themselves what they are about; "rise" and "fall" say it of anything."""
POINTING = frozenset(
    ["its", "their", "it", "they", "them", "he", "she", "these", "those", "here", "there", "group"]
)


def _pointing(one: Seen) -> bool:
    """Whether a claim speaks of something that its report named before ("the group", "its")."""
    return not POINTING.isdisjoint(one.text.casefold().split())


def _disowned(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """“He never promised that”: a short negation that points back at what stands just before."""
    first, second = (a, b) if a.start < b.start else (b, a)
    if a.report != b.report or second.start - first.start > ANAPHOR / 2 or first.nested:
        return None
    if not BACK.search(plain(second.text)) or len(second.bag) > 4 or second.bag == first.bag:
        return None
    quoted = first.hearsay or len(first.chain) > 1  # one may disown what others quote
    if second.start <= first.start or (same_voice(a, b) and not quoted):
        return None
    near = 0.6 - (second.start - first.start) / 10_000
    return Clash("conflict", f"back {second.id}", near, "denial: says that this is not so")


BACK = re.compile(
    r"\b(?:(?:never|not|n't) \w+|reject\w*|rul\w+|disput\w+)\s"
    r"(?:that|this|it|so)(?: out)?\W*$"
)


def _date(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """Two times for one thing that is still to come."""
    if not apart(a.about, b.about) or {a.stage, b.stage} != {"planned"}:
        return None
    side = any(
        axis in b.stances and b.stances[axis].side == stance.side
        for axis, stance in sorted(a.stances.items())
    )
    if not (a.names & b.names and (side or alike.alike >= NEARLY) and _ahead(a) and _ahead(b)):
        return None
    return Clash("conflict", "date", 0.7, f"date: {_days(a)} against {_days(b)}")


def _ahead(one: Seen) -> bool:
    return bool(one.about and one.said and one.about[1] > one.said[1])


def _days(one: Seen) -> str:
    first, last = one.about or ("", "")
    if not first:
        return f"by {last}"
    return f"from {first}" if last == "9999" else f"{first} to {last}"


def _denial(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """One denies in a clause what the other asserts in nearly the words of that clause."""
    if not (a.asserted and b.asserted) or not opposed(a, b):
        return None
    if a.report != b.report and len(a.context & b.context) < 2 and not a.names & b.names:
        return None
    for one, other in ((a, b), (b, a)):
        for clause in one.denials:
            said = [stem for stem in clause if stem in other.bag]
            share = len(said) / len(clause)
            whole = share >= CLAUSE if a.report == b.report or one.act == "deny" else share == 1
            plainly = frozenset(said) - one.names - other.names - one.places - other.places
            both_deny = any(set(clause) & set(negated) for negated in other.denials)
            if both_deny or DISTANT.search(other.text.lower()):
                continue
            if clause[0] in other.bag and len(plainly) >= 2 and whole and len(other.bag) <= LONG:
                topic = _list(plainly)
                words = f"denial: only one denies {topic}"
                return Clash("conflict", f"denial {clause[0]}", 0.9, words)
    return None


DISTANT = re.compile(
    r"\b(?:suspect\w*|alleg\w+|rais(?:e|es|ed|ing)|bring up|brought up|issues?|topics?|refus\w+|"
    r"unlikely|counter\w*|accus\w+|investigat\w+|indict\w*|charges?|probes?|questions?|whether)\b"
)
"""“The inquiry into suspected bribes” does not say that there were any."""
CLAUSE = 0.6
"""Share of a denied clause that the other must say; all of it in another report, where a mere
negation may be about anything."""
LONG = 16
"""A claim of more stems than this says too much for one clause to deny it."""


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
