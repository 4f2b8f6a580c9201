"""What two claims have in common or not: small named features, each with its reason in words.

A feature is None where it has nothing to say. What each counts for is in `sayso.link.compare`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from sayso.link import dates
from sayso.link.counts import Count, comparable, disjoint
from sayso.link.meaning import likeness
from sayso.link.places import elsewhere
from sayso.link.rarity import Rarity
from sayso.link.tables import column, rows
from sayso.link.view import Seen, kin_of
from sayso.link.voices import named, same_voice
from sayso.link.words import content, stem, tokens
from sayso.spans import shared


@dataclass(frozen=True, slots=True)
class Feature:
    """``value`` is -1..1, ``words`` what it rests on; a ``hard`` difference forbids `same`."""

    name: str
    value: float
    words: str
    hard: bool = False


def wording(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """The cosine of the two sets of stems, each stem weighted by its rarity."""
    both = a.bag & b.bag
    if not both:
        return None
    left, right = rarity.whole(a.bag)[1], rarity.whole(b.bag)[1]
    squares = rarity.squares(both) + _akin(a, b, both, rarity)
    return Feature("wording", min(1.0, squares / math.sqrt(left * right)), "")


def _akin(a: Seen, b: Seen, both: frozenset[str], rarity: Rarity) -> float:
    """What synonyms add to the squares of the stems in common."""
    groups = a.kin & b.kin
    if not groups:
        return 0.0
    left, right = kin_of(a.bag - both), kin_of(b.bag - both)
    pairs = sorted((left[g], right[g]) for g in groups if g in left and g in right)
    return math.fsum(AKIN * rarity.of(x) * rarity.of(y) for x, y in pairs)


AKIN = 0.6
"""A synonym counts this much of the word itself."""


TOLD = 0.2
"""Overlap from which the shared words are named as a reason."""


def meaning(a: Seen, b: Seen, near: float) -> Feature | None:
    """How near they are in meaning, word by word: their `likeness`."""
    if not a.bag or not b.bag:
        return None
    return Feature("meaning", near, "")


def beside(a: Seen, b: Seen, near: float) -> Feature | None:
    """Whether little but names is what they have in common, for all their `likeness`.

    Titles belong to the names: "the Labour candidate Ada Voss was late", "... Ada Voss will win".
    """
    if not a.names & b.names or a.numbers & b.numbers or near < LITTLE:
        return None
    left, right = a.bag - a.names - _titles(a), b.bag - b.names - _titles(b)
    if not left or not right or likeness(left, right) >= LITTLE:
        return None
    return Feature("beside", -1.0, "not much in common but names")


def _titles(one: Seen) -> frozenset[str]:
    """The stems of roles, with what narrows them, next to a name: "the Labour candidate Voss"."""
    jobs, narrower = _roles()
    if jobs.isdisjoint(one.bag):
        return frozenset()
    words = [stem(word) for word in tokens(one.text) if word not in ("the", "a", "an")]
    found: set[str] = set()
    for row in (words, words[::-1]):
        title: set[str] = set()
        at_name = False
        for word in (*row, ""):
            if at_name and word in narrower - one.names:
                title.add(word)
                continue
            found |= title if not jobs.isdisjoint(title) else set()
            title, at_name = set(), word in one.names
    return frozenset(found)


@cache
def _roles() -> tuple[frozenset[str], frozenset[str]]:
    """The stems of roles, and of these and the words that narrow them."""
    jobs = frozenset(stem(w) for row in rows("roles.tsv") for w in row[0].split()) | {"runner"}
    return jobs, jobs | frozenset(map(stem, column("neutral_role_words.tsv")))


LITTLE = 0.55
"""Likeness of what is said beside names, below which two claims say other things. Of
78 pairs newly joined in a part of the Helsinki set, those above were nearly all right, those below
nearly all wrong (docs/decisions/0013)."""


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
        equal = like and not disjoint(left, right)
        if equal and (left.known or right.known or left.nobody):
            continue
        if equal and left.vague and not _of_one(a, b, left, right):
            continue
        if equal:
            part = 1 / max(len(a.counts), len(b.counts))
            agreed.append(Feature("figure", part, f"the same figure: {left.shown}"))
        elif like:
            words = f"{left.shown} against {right.shown}"
            apart.append(Feature("figure", -1.0, words, hard=True))
        elif scope and disjoint(left, right):
            apart.append(Feature("figure", -1.0, f"another scope: {scope}", hard=True))
    return next(iter(agreed + apart), None)


def _of_one(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether what is said beside two equal figures is alike: "15 percent" may be of anything."""
    measure = frozenset(content(f"{x.shown} {y.shown}")) | a.numbers | b.numbers
    left, right = (frozenset(w for w in one.bag - measure if w[0].isalpha()) for one in (a, b))
    return likeness(left, right) >= OF_ONE


OF_ONE = 0.45
"""Likeness of what is said beside a measure from which it is of one thing. Of 50 pairs of nine
months of news that were the same by a measure and lay below, some 45 were not; of 17 of one day's
news half."""


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


def subject(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether two people are reported to speak of "him" or "her": each perhaps of themselves.

    "She would vote for Voss", "that he would vote for Voss" are of two voters.
    """
    if not (SELF.fullmatch(a.text) and SELF.fullmatch(b.text)) or same_voice(a, b):
        return None
    left, right = a.speaker, b.speaker
    if not left or not right or {left.kind, right.kind} != {"person"}:
        return None
    if not (named(left) and named(right)):
        return None
    return Feature("subject", -1.0, f"each perhaps of themselves ({left.name}; {right.name})")


SELF = re.compile(r"\W*(?:that )?(?:he|she)\b[^\"“”]*", re.IGNORECASE)


def polarity(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one denies what the other says; hard."""
    words = opposed(a, b)
    if not words:
        return None
    return Feature(
        "polarity", -1.0, f"only one denies: {spoken(a, frozenset(words), rarity)}", hard=True
    )


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


def attitude(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether only one of two sources turns against what both name; hard.

    "The board proposed a toll on lorries", "Voss decried the toll on lorries"
    """
    if a.against == b.against or same_voice(a, b):
        return None
    return Feature("attitude", -1.0, "only one source is against it", hard=True)


AHEAD = frozenset({"planned"})
HAPPENED = frozenset({"begun", "ongoing", "ended"})


def stage(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one is of a plan and the other of what has happened."""
    pair = {a.stage, b.stage}
    if "cancelled" in pair and pair != {"cancelled"} and None not in pair:
        return Feature("stage", -1.0, f"{a.stage} against {b.stage}", hard=True)
    if pair & AHEAD and pair & HAPPENED:
        hard = "ended" in pair
        return Feature("stage", -1.0, f"{a.stage} against {b.stage}", hard)
    return None


FORCES = {
    "ask": "ask", "demand": "ask", "order": "ask", "urge": "ask", "recommend": "ask",
    "promise": "promise", "threaten": "promise",
}  # fmt: skip


WHETHER = re.compile(r"\W*(?:whether|if)\b", re.IGNORECASE)


def force(a: Seen, b: Seen, rarity: Rarity) -> Feature | None:
    """Whether one states what the other asks for or promises; "asked whether" is hard."""
    if FORCES.get(a.act) == FORCES.get(b.act):
        return None
    asked = any(one.act == "ask" and WHETHER.match(one.text) for one in (a, b))
    return Feature("force", -1.0, f"{a.act} against {b.act}", hard=asked)


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
    wording, names, order, numbers, figure, place, time, speaker, subject, polarity,
    stance, attitude, stage, force, inside,
)  # fmt: skip
OF_LIKENESS: tuple[Callable[[Seen, Seen, float], Feature | None], ...] = (meaning, beside)


def same_saying(a: Seen, b: Seen) -> Feature | None:
    """Whether one source says or denies the same thing, in words too few to be compared as such.

    "There is no order to withdraw from Corwen", "no order had been signed", by one ministry ->
    ``Feature("utterance", 1.0, "both deny: order")``
    """
    both = a.bag & b.bag
    if not both or not same_voice(a, b):
        return None
    if same_words(a, b):
        return Feature("utterance", 1.0, "one source, the same words")
    short, long = sorted((a, b), key=lambda one: len(one.bag))
    heads = {d.stems[0] for d in a.denials} & {d.stems[0] for d in b.denials}
    if not heads or len(short.bag) > BRIEF or len(a.context & b.context) < 2:
        return None
    if len(short.bag - long.bag - set(kin_of(long.bag).values())) > (short.kin <= long.kin):
        return None
    if apart_days(a, b) > STANDING:
        return None
    return Feature("utterance", 1.0, f"one source, which both times denies: {min(heads)}")


BRIEF = 3
"""Stems up to which a denial is taken for what its source denies elsewhere more fully."""
STANDING = 31
"""Days for which a source's denial is taken to be of the same thing."""


def apart_days(a: Seen, b: Seen) -> int:
    """Days between two sayings; 0 where one is not dated."""
    if not a.said or not b.said:
        return 0
    try:
        first, second = (date.fromisoformat(one.said[0]) for one in (a, b) if one.said)
    except ValueError:
        return 0
    return abs((first - second).days)


def same_words(a: Seen, b: Seen) -> bool:
    """Whether one source is quoted with the same words in both, in one of them cut down."""
    if not same_voice(a, b):
        return False
    least = RUN if a.clausal and b.clausal else NAMING
    short, long = sorted((tokens(a.text), tokens(b.text)), key=len)
    if len(short) < least:
        return False
    return _run(short, long) >= max(least, VERBATIM * len(short))


RUN = 4
NAMING = 9
VERBATIM = 0.75
"""Words in a row, and their share of the shorter claim, by which two quotations of one speaker are
one utterance; and in a row without a verb, which may only name somebody with all titles."""


def _run(short: list[str], long: list[str]) -> int:
    """The length of the longest run of words that both have."""
    best = 0
    row = [0] * (len(long) + 1)
    for word in short:
        fresh = [0] * (len(long) + 1)
        for j, other in enumerate(long):
            if word == other:
                fresh[j + 1] = row[j] + 1
                best = max(best, fresh[j + 1])
        row = fresh
    return best


def spoken(one: Seen, stems: frozenset[str], rarity: Rarity, most: int = 5) -> str:
    """Stems as the claim has them, the most telling first.

    {"withdraw", "army"} of "The army was withdrawn" -> "withdrawn, army"
    """
    best = sorted(stems, key=lambda w: (-rarity.of(w), w))[:most]
    surface: dict[str, str] = {}
    for word in tokens(one.text):
        surface.setdefault(stem(word), word)
    return ", ".join(surface.get(w, w) for w in best)
