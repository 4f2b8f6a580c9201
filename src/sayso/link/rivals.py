"""Two figures for one thing: when they are rivals, and when they only look so.

Figures are rivals where the thing counted, what it does, the place and the time agree, and what
else is said of them does not tell of two different things. A list of figures that all differ from
another list is of another event; a measure without a thing counted ("15 km") needs nearly the same
words around it.
"""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from itertools import product

from sayso.link.clash import Clash
from sayso.link.context import ANAPHOR, EMPTY
from sayso.link.counts import VAGUE, Count, comparable, disjoint, doing_stems
from sayso.link.denials import MONTHS
from sayso.link.features import FORCES
from sayso.link.rarity import Rarity
from sayso.link.view import Seen
from sayso.link.voices import same_voice
from sayso.link.words import content

__all__ = ["figures"]

SETTLES = 2
"""Days after which a figure may be of another moment, unless both say of which."""
RIVALS = 20
"""Figures further apart than this are hardly of one thing ("2 people", "2,000 people")."""
LIST = 3
"""A claim with as many figures is a list: another list of other figures is of another event."""
REFERRED = re.compile(r"\b(?:puts?|putting|sets?|estimates?d?) (?:it|this|that|them) at\b")
"""“The ministry puts it at 200”: what “it” is stands elsewhere."""
THIRD = 1 / 3
POLL = re.compile(r"\b(?:polls?|survey\w*|approval|favou?rab\w+|ratings?)\b", re.IGNORECASE)
SAMPLED = 5
"""Points between two polls that may be chance alone."""


def figures(a: Seen, b: Seen, rarity: Rarity) -> Clash | None:
    """How the figures of two claims stand against each other, if they do.

    "150 soldiers left Vell" against "at least 300 soldiers left Vell" -> a `conflict`;
    "150 soldiers in Vell" against "300 soldiers at the pass" -> `scope`
    """
    pairs = [(x, y, *comparable(x, y)) for x, y in product(a.counts, b.counts)]
    if not any(same or scope for _, _, same, scope in pairs):
        return None
    like = [(x, y) for x, y, same, _ in pairs if same]
    if any(not disjoint(x, y) for x, y in like):
        return None
    listed = min(len(a.counts), len(b.counts)) >= LIST or len({x.head for x, _ in like}) > 1
    wished = FORCES.get(a.act) != FORCES.get(b.act)
    for x, y in like:
        topic = f"figure {x.head or x.unit}"
        if x.nobody or y.nobody:
            if _nobody(a, b, x, y):
                return Clash("conflict", topic, 0.9, f"figure: {x.shown} against {y.shown}")
            continue
        if _parts(a, x) or _parts(b, y):
            continue
        if listed or wished or x.head in VAGUE or not _rivals(x, y) or _sampled(a, b, x, y):
            continue
        if not _anchored(a, b, x, y) or not _one_thing(a, b, x, y, rarity):
            continue
        if x.part != y.part and same_voice(a, b):
            continue  # one source counts first this group, then that
        words = f"figure: {x.shown} against {y.shown}"
        if _slip(x, y):
            return Clash("conflict", topic, 1.0, f"{words}; the same digits: perhaps a slip")
        if _may_have_changed(a, b) and not same_voice(a, b):
            return Clash("time", topic, 0.5, f"said at other times; {words}")
        return Clash("conflict", topic, 0.9, words)
    for x, y, same, scope in pairs:
        if not same and scope and disjoint(x, y) and x.head == y.head and x.unit == y.unit:
            if listed or not _rivals(x, y) or not _near_enough(a, b, x, y, rarity):
                continue
            return Clash("scope", f"figure {x.head}", 0.5, f"{scope}: {x.shown}; {y.shown}")
    return None


def _nobody(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether one says that nobody was hurt and the other, of the same days and story, that some
    were. "Nobody" names no place: the names that their reports have in common tell the story.
    """
    if not x.doing & y.doing or max(x.low, y.low) <= 0 or x.part | y.part:
        return False
    if not (a.asserted and b.asserted) or "planned" in {a.stage, b.stage}:
        return False
    if same_voice(a, b) or _moments(a) ^ _moments(b) or _may_have_changed(a, b):
        return False
    none, other, some = (x, b, y) if x.nobody else (y, a, x)
    told = (other.names | other.places | some.place) & (none.names | a.places & b.places)
    return a.report == b.report or bool(told)


def _parts(one: Seen, count: Count) -> bool:
    """Whether a claim counts the same thing twice: "one bullet in the door; two other bullets"."""
    return len({(c.low, c.high) for c in one.counts if c.head and c.head == count.head}) > 1


def _sampled(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether two shares are of two polls, or of one and near each other: samples of an opinion."""
    polls = sum(bool(POLL.search(" ".join((one.text, *one.chain)))) for one in (a, b))
    return "percent" in x.of and (polls == 2 or (polls == 1 and abs(x.low - y.low) <= SAMPLED))


def _anchored(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether nothing speaks against one subject.

    Across reports both must name something that the other names too: "the margin of error is three
    points" is of a poll that only its own report tells of. A source that speaks of itself
    ("spending half a million") is set only against one that names it.
    """
    if _moments(a) ^ _moments(b) or _contrasted(a, b, x, y):
        return False
    if a.report != b.report and not _slip(x, y):
        places = (a.places | x.place) & (b.places | y.place)
        if not (a.names & b.names or places or a.voices & b.names or b.voices & a.names):
            return False
    if _placed_apart(a, b, x, y):
        return False
    if {_pronoun(a.text), _pronoun(b.text)} == {"he", "she"}:
        return False
    return not any(_of_itself(one, other) for one, other in ((a, b), (b, a)))


def _moments(one: Seen) -> frozenset[str]:
    """The years and months that a claim names, but those in which it is said: what it counts is of
    then.
    """
    now: set[str] = set()
    for day in one.said or ():
        now |= {day[:4], *content(month_name[int(day[5:7])] if day[5:7].isdigit() else "")}
    return frozenset(w for w in one.bag if YEAR.fullmatch(w) or w in MONTHS) - now


YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _contrasted(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether one word stands beside another in each, which the other claim does not have: "recalls
    of state officials", "recalls of local officials".
    """
    for one, other in ((a, b), (b, a)):
        among = {stem for match in AMONG.finditer(one.text) for stem in content(match[1])}
        if among - other.bag:
            return True
    left, right = _attributes(a), _attributes(b)
    return any(
        left[noun].isdisjoint(b.bag - y.of) and right[noun].isdisjoint(a.bag - x.of)
        for noun in sorted(left.keys() & right.keys())
    )


def _attributes(one: Seen) -> dict[str, set[str]]:
    """The lower-case words right before others in a claim, as stems: {official: {state}}."""
    found: dict[str, set[str]] = {}
    for match in ATTRIBUTE.finditer(one.text):
        stems = content(match[1]), content(match[2])
        if all(stems) and stems[0][0] not in doing_stems():
            found.setdefault(stems[1][0], set()).add(stems[0][0])
    return found


AMONG = re.compile(r"\b[Aa]mong (?:the )?(\w+)")
"""“Among women, 54 percent” is of them alone."""
ATTRIBUTE = re.compile(r"(?=\b([a-z]{3,}) ([a-z]{3,}s)\b)")


def _placed_apart(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether one report counts here in one place and there with no place at all, the one figure
    being too small a part: "100 mills in Arden", "1,800 mills in the world".
    """
    if a.report != b.report or bool(x.place) == bool(y.place) or x.doing & y.doing:
        return False
    placed, other = (x, b) if x.place else (y, a)
    return not placed.place & (other.bag | other.places)


def _pronoun(text: str) -> str:
    """ "he" or "she", where a text has only pronouns of the one."""
    he, she = HE.search(text), SHE.search(text)
    return "" if bool(he) == bool(she) else "he" if he else "she"


HE = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is)\b")
SHE = re.compile(r"\b(?:[Ss]he|[Hh]ers?)\b")


def _of_itself(one: Seen, other: Seen) -> bool:
    """Whether a claim counts what its own speaker does or has ("its users"), and the other does
    not name that one.
    """
    own = {stem for match in OWN.finditer(one.text) for stem in content(match[1])}
    if not DOING.match(one.text) and own.isdisjoint(other.bag):
        return False
    if one.narration or same_voice(one, other):
        return False
    name = frozenset(content(one.speaker.name)) if one.speaker else frozenset()
    return not name & (other.bag | other.names)


OWN = re.compile(r"\b(?:[Ii]ts|[Oo]ur|[Mm]y) ([a-z]+)")
DOING = re.compile(r"\W*(?!during|including|regarding|according)[a-z]+ing\b")


def _one_thing(a: Seen, b: Seen, x: Count, y: Count, rarity: Rarity) -> bool:
    """Whether what is said of the things counted is the same, as far as the words go."""
    if x.names and y.names and not x.names & y.names and not x.place & y.place:
        return False  # "54% of Northern voters", "52% of Southern voters"
    if any(REFERRED.search(one.text) and not one.completed for one in (a, b)):
        return False
    share = _share(a, b, x, y, rarity)
    if share and _only_named(a, b, x, y):
        return False
    if share is None:
        near = a.report == b.report and abs(a.start - b.start) < ANAPHOR
        return near and bool(a.completed or b.completed or x.doing & y.doing)
    if x.measured:
        completed = a.completed or b.completed
        return (share >= 2 * THIRD and (completed or _told_alike(a, b, x, y))) or (
            share >= THIRD and completed
        )
    doing = bool(x.doing & y.doing)
    if a.report == b.report:
        near = abs(a.start - b.start) < ANAPHOR and not (a.narration and b.narration)
        return share >= THIRD or (doing and near)
    if not _told_alike(a, b, x, y):
        return False
    placed = bool(a.places & b.places or x.place & y.place) or _slip(x, y)
    return share >= 2 * THIRD or (doing and (placed or share >= THIRD))


def _only_named(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether both say nothing alike but names: these tell the story, not what is counted in it."""
    both = _beside(a, x, y) & _beside(b, x, y)
    return both <= a.names | b.names | a.places | b.places and not x.doing & y.doing


def _near_enough(a: Seen, b: Seen, x: Count, y: Count, rarity: Rarity) -> bool:
    """Whether a difference of scope is worth telling: the two are about one matter."""
    share = _share(a, b, x, y, rarity)
    if a.report == b.report:
        return share is None or share > 0 or bool(x.doing & y.doing)
    return bool(x.doing & y.doing or a.places & b.places) and (share is None or share >= THIRD)


def _share(a: Seen, b: Seen, x: Count, y: Count, rarity: Rarity) -> float | None:
    """How much of what the shorter says beside its figure the longer says too; None for nothing."""
    left, right = _beside(a, x, y), _beside(b, x, y)
    if not left or not right:
        return None
    return rarity.mass(left & right) / min(rarity.mass(left), rarity.mass(right))


def _beside(one: Seen, x: Count, y: Count) -> frozenset[str]:
    """What a claim says beside the figure."""
    return one.bag - one.numbers - x.of - y.of - {x.head, y.head} - EMPTY - doing_stems() - STYLES


STYLES = frozenset(["mr", "mrs", "ms", "dr"])


def _told_alike(a: Seen, b: Seen, x: Count, y: Count) -> bool:
    """Whether two measures are told with two words in common: a name alone says too little."""
    return len(_beside(a, x, y) & _beside(b, x, y)) >= 2 or bool(x.doing & y.doing)


def _rivals(x: Count, y: Count) -> bool:
    ends = [abs(v) for c in (x, y) for v in (c.low, c.high) if abs(v) != float("inf") and v]
    return not ends or max(ends) <= RIVALS * min(ends) or _slip(x, y)


DIGITS = 20
"""“1 killed”, “10 killed”: too small for a zero to have slipped in."""


def _slip(x: Count, y: Count) -> bool:
    if x.low != x.high or y.low != y.high or not x.low or not y.low:
        return False
    less, more = sorted((x.low, y.low))
    ratio = more / less if less >= DIGITS else 0
    return ratio in (10.0, 100.0, 1000.0)


def _may_have_changed(a: Seen, b: Seen) -> bool:
    """Whether the figures were not given for the same days, so that both may have held.

    Two reports of which one is not dated may be of any two days.
    """
    if a.report == b.report or (a.about and b.about):
        return False
    if not a.said or not b.said:
        return True
    try:
        first, second = date.fromisoformat(a.said[1]), date.fromisoformat(b.said[0])
        other, one = date.fromisoformat(a.said[0]), date.fromisoformat(b.said[1])
    except ValueError:
        return True
    return max((second - first).days, (other - one).days) >= SETTLES
