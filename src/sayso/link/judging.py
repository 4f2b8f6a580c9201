"""What is kept of the comparison of two claims: whether they say one thing, cannot, or clash.

A judgement depends on the two claims alone, so it is made once and holds for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.link.clash import Clash
from sayso.link.clashes import clash
from sayso.link.compare import Comparison, beyond_reach, compare
from sayso.link.denials import MONTHS, dated
from sayso.link.features import apart_days, figure, same_saying
from sayso.link.meaning import likeness
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, generic, pointing
from sayso.link.voices import same_voice

__all__ = ["Judged", "judge", "looked_at", "worth"]

TOLD = 4
"""Reasons that are kept."""


@dataclass(frozen=True, slots=True)
class Judged:
    """``same``: they say one thing; ``hard``: something forbids that they ever share a group.

    ``clash`` is how they stand against each other, or that one says more than the other: such a
    pair is linked as `same` with that reason, and shares no group for it.
    """

    same: bool
    hard: bool
    score: float
    reasons: tuple[str, ...] = ()
    clash: Clash | None = None


def judge(a: Seen, b: Seen, rarity: Rarity) -> Judged | None:
    """The judgement on two claims, ``a`` the one with the lower id; None if there is none to keep.

    "The bridge is shut", "The bridge was shut, she said" -> ``Judged(same=True, score=0.9, ...)``;
    "The bridge is shut", "The road to Arden is open" -> None
    """
    return looked_at(a, b, likeness(a.bag, b.bag), rarity) if worth(a, b) else None


def looked_at(a: Seen, b: Seen, near: float, rarity: Rarity) -> Judged | None:
    """The judgement on two claims that are worth it, with their `likeness`."""
    strange = near < ALIKE or (near < NEAR and beyond_reach(a, b, near, rarity))
    if strange and not _told(a, b, rarity) and not clash(a, b, STRANGERS, rarity):
        return None
    found = compare(a, b, rarity, near)
    counted = any(f.name == "figure" and f.value > 0 for f in found.features)
    same = found.same and (found.uttered or (_alone(a, b) and (counted or not _names_alone(a, b))))
    hard = any(feature.hard for feature in found.features)
    against = None if found.agree else clash(a, b, found, rarity)
    if found.agree and found.more and _alone(a, b):
        words = f"{found.more}; {'; '.join(found.reasons[:2])}"
        against = Clash("same", f"part {a.id} {b.id}", round(found.score, 4), words)
    if not (same or hard or against):
        return None
    return Judged(same, hard, found.score, found.reasons[:TOLD] if same else (), against)


ALIKE = 0.4
"""Likeness below which two claims can be the same only by one figure of one thing, or as one
source's few words; and bar nothing. They still may clash. Most pairs that meet lie below it, ever
more the larger a ledger is, and looking closely at one takes five times as long. Of 150,000 pairs
of 499 articles of one day, of the demo's and of 100,000 pairs of invented claims, on which it was
chosen, none below it was the same otherwise."""
NEAR = 0.5
"""Likeness below which two claims that cannot be the same do not bar it to others either."""
STRANGERS = Comparison(0.0, 0.0, ())
"""What a clash is told of claims that are hardly alike."""


def _told(a: Seen, b: Seen, rarity: Rarity) -> bool:
    """Whether claims in hardly the same words may be the same for another reason."""
    if not a.numbers.isdisjoint(b.numbers) and (found := figure(a, b, rarity)) and found.value > 0:
        return True
    return same_saying(a, b) is not None


BRIEF = 5
"""Stems up to which two in common are enough. Of 17,500 pairs of longer claims with just two,
of 499 articles of one day, and of 30,000 among invented ones, none was the same, none clashed."""


STANDING = 31
"""Days after which three words in common are not enough for longer claims. Of 22,000 such pairs of
nine months of news 24 were called the same, and nearly all of them were not."""


def worth(a: Seen, b: Seen) -> bool:
    """Whether two claims have enough in common to be looked at closely; the more, the longer they
    are, and where months lie between them.

    Two words in common are enough where the claims take sides on one axis, or count one thing, and
    something that both name tells that they may speak of one matter.
    """
    if a.report == b.report:
        return True
    both, few = len(a.bag & b.bag), min(len(a.bag), len(b.bag))
    if both * 4 >= few and both > 1 and (both > 3 or few <= BRIEF):
        return True
    if both * 4 >= few and both == 3 and apart_days(a, b) <= STANDING:
        return True
    if not both:
        return _one_count(a, b, enough=False)
    if a.dismissed or b.dismissed:
        return True
    if a.stances and b.stances and _sided(a, b):
        return True
    if few <= BRIEF and any(x.stems[0] == y.stems[0] for x in a.denials for y in b.denials):
        return True
    if a.bag & b.bag & MONTHS and any(dated(one) for one in (a, b)):
        return True
    if not a.counts or not b.counts:
        return False
    if both == 2 and _one_count(a, b, enough=True) and _named_alike(a, b):
        return True
    return _one_count(a, b, enough=both > 2)


def _sided(a: Seen, b: Seen) -> bool:
    """Whether claims that name the same take a side on one axis: the two sides, or one side at two
    times; or say the same in other respects.
    """
    axes = a.stances.keys() & b.stances.keys()
    if a.bag == b.bag:
        return bool(axes)
    if not axes or not a.names & b.names:
        return False
    times = a.about is not None and b.about is not None
    return times or any(a.stances[axis].side != b.stances[axis].side for axis in axes)


def _one_count(a: Seen, b: Seen, enough: bool) -> bool:
    """Whether both count one thing that does the same, or have ``enough`` else in common."""
    return any(
        x.head and x.head == y.head and (enough or x.doing & y.doing)
        for x in a.counts
        for y in b.counts
    )


def _named_alike(a: Seen, b: Seen) -> bool:
    """Whether two claims name something in common, or one names who says the other."""
    if a.names & b.names or a.voices & b.names or b.voices & a.names:
        return True
    left, right = (one.places.union(*(count.place for count in one.counts)) for one in (a, b))
    return not left.isdisjoint(right)


def _names_alone(a: Seen, b: Seen) -> bool:
    """Whether all but one word that both have is a name: they tell of one place, not one thing.

    "A detachment at the Harrow Pass would stay", "200 men are at the Harrow Pass", by two -> True
    """
    if same_voice(a, b):
        return False
    names = (a.names | a.places) & (b.names | b.places)
    rest = (a.bag & b.bag) - names
    return bool(names) and len(rest) < 2 and min(len(a.bag), len(b.bag)) > len(names) + 1


def _alone(a: Seen, b: Seen) -> bool:
    """Whether the two may say the same: words that say nothing by themselves need one speaker."""
    if generic(a) or generic(b):
        few = pointing(a) or pointing(b) or min(len(a.bag), len(b.bag)) < 3
        return same_voice(a, b) and (a.bag == b.bag or not few)
    return True
