"""Two claims that cannot both hold, or that only look so: one judgement for one pair.

A conflict needs the same scope, time and thing. Where one of them differs the pair is called
`scope` or `time`; where one source says another thing later, `update`.
"""

from __future__ import annotations

import re

from sayso.link.clash import Clash
from sayso.link.compare import Comparison
from sayso.link.dates import apart
from sayso.link.denials import called_false, date_denied, denial, disowned, one_story
from sayso.link.places import elsewhere
from sayso.link.rarity import Rarity
from sayso.link.rivals import figures
from sayso.link.stances import NEGATION, Stance, plain
from sayso.link.view import Seen
from sayso.link.voices import same_voice
from sayso.link.words import content
from sayso.spans import shared

__all__ = ["clash"]

RELATED = 0.2
"""Score of the words alone from which two claims are about one thing across reports."""
NEARLY = 0.5
"""The same where only the words tell what two claims are about."""


def clash(a: Seen, b: Seen, alike: Comparison, rarity: Rarity) -> Clash | None:
    """How two claims stand against each other; None if they do not.

    "No soldier left", "Two soldiers left" by two sources -> ``Clash("conflict", "denial", ...)``;
    "2,000 troops in Arden", "5,000 troops in Bell" -> ``Clash("scope", "figure troop", ...)``
    """
    if a.bag == b.bag and a.denied == b.denied:
        return None  # the same words, read with other dates
    if a.report == b.report and shared(a.spans, b.spans):
        return None  # one is said inside the other
    if _in_one_breath(a, b):
        return None
    counted = figures(a, b, rarity) if a.counts and b.counts else None
    if found := called_false(a, b, rarity) or counted:
        return _placed(a, b, found)
    if _verbatim(a, b):
        return None
    for judge in (_stance, _date, _stage):
        if found := judge(a, b, alike):
            return _placed(a, b, found)
    for other in (denial, date_denied, disowned):
        if found := other(a, b, rarity):
            return _placed(a, b, found)
    return None


def _in_one_breath(a: Seen, b: Seen) -> bool:
    """Whether one report tells both in its own voice: it tells of two things, or means both."""
    return a.report == b.report and a.origin is None and b.origin is None


def _verbatim(a: Seen, b: Seen) -> bool:
    """Whether both give the same words: then they differ in how they were read, not in what."""
    fewer = min(len(a.neighbours), len(b.neighbours))
    if fewer < 4 or len(a.neighbours & b.neighbours) < VERBATIM * fewer:
        return False
    return len(NEGATION.findall(plain(a.text))) == len(NEGATION.findall(plain(b.text)))


VERBATIM = 0.6
"""Share of the neighbouring words of the shorter claim by which both quote one saying."""


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
        if a.report != b.report and apart(a.said, b.said):
            turned = found.topic.startswith("figure ") or found.words.startswith("date")
            why = "the same source later" if turned else "a reversal: the same source later"
            return Clash("update", found.topic, found.weight, f"{why}; {found.words}")
        return None
    return found


def _opposite(a: Seen, b: Seen) -> tuple[Stance, Stance] | None:
    for axis in sorted(a.stances.keys() & b.stances.keys()):
        if a.stances[axis].side != b.stances[axis].side:
            return a.stances[axis], b.stances[axis]
    return None


def _stance(a: Seen, b: Seen, alike: Comparison) -> Clash | None:
    opposite = _opposite(a, b)
    if not opposite or not (a.asserted and b.asserted) or _maxim(a) or _maxim(b):
        return None
    x, y = opposite
    if (
        x.axis == "enemy"
        and _subject(a, x)
        and _subject(b, y)
        and not _subject(a, x) & _subject(b, y)
    ):
        return None  # "Orme still has a chance", "Finch was defeated"; troops have many names
    if a.counts and b.counts:
        return None  # some may leave and others stay; their figures are compared
    shown = frozenset(content(f"{a.text[x.start : x.end]} {b.text[y.start : y.end]}"))
    both = (a.bag & b.bag) - shown
    near = abs(a.start - b.start) < NEAR
    enough = both or a.places & b.places or (near and (_pointing(a) or _pointing(b)))
    if a.report != b.report:
        firm = all(any(s.firm for s in one.statements) for one in (a, b))
        named = bool(a.names & b.names) and (a.names <= b.names or b.names <= a.names)
        brief = max(len(a.bag), len(b.bag)) <= LONG
        enough = firm and named and (alike.alike >= RELATED or (len(both) >= 2 and brief))
    if x.axis not in PLAIN:
        enough = alike.alike >= NEARLY
    if not enough or (a.report != b.report and not one_story(a, b)):
        return None
    denial = (
        x.dismissal or y.dismissal or x.words == f"not {y.words}" or y.words == f"not {x.words}"
    )
    kind = "denial" if denial else "stage"
    weight = 0.6 if a.nested or b.nested else 0.8
    return Clash("conflict", x.axis, weight, f"{kind}: {x.words} against {y.words}")


def _subject(one: Seen, side: Stance) -> frozenset[str]:
    """The name that stands last before the words that take a side, if one does."""
    found = NAMED.findall(one.text, 0, side.start)
    return (
        frozenset(content(found[-1])) & (one.names | one.places | one.context)
        if found
        else frozenset()
    )


NAMED = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


def _maxim(one: Seen) -> bool:
    """Whether a claim is of any of a kind, not of one: "a state that hides will be found".

    "A convoy that left on Monday has come back" is of one convoy, "every soldier who is in the
    valley" of soldiers who can be counted: what points at something is no maxim.
    """
    match = MAXIM.match(one.text)
    if not match or TOLD.match(one.text, match.end()):
        return False
    return not POINTED.search(SENTENCE.split(one.text[match.end() :])[0])


MAXIM = re.compile(
    r"\W*(?:that\s+)?(?:an?|any|every|each|whoever|anyone|everyone|those)\b"
    r"(?:\s+[\w’'-]+){0,3}?(?:\s+(?:that|who|which)\b|(?<=whoever)\b)",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\s+(?:\w+ly\s+)?(?:was|were|had|did|has|have|[a-z]+ed|"
    r"left|went|came|sent|told|said|took|gave|made|saw|fell|began|held|met)\b"
)
POINTED = re.compile(
    r"\s(?:[Tt]h(?:e|is|at|ese|ose)|[Oo]ur|[Mm]y|[Yy]our|[Hh]ere|[Tt]here|\W?[A-Z][\w’'-]+|\W?\d\S*)\b"
)
SENTENCE = re.compile(r"[.!?]")


LONG = 20
"""A claim of more stems than this says too much for two of them to tell what it is about."""
NEAR = 250
"""Characters within which a pronoun of one claim may mean what the other names."""
PLAIN = frozenset({"course", "enemy", "life", "office"})
"""Axes whose words say by themselves what they are about; "rise" and "fall" say it of anything."""
POINTING = frozenset(
    ["its", "their", "it", "they", "them", "he", "she", "these", "those", "here", "there", "group"]
)


def _pointing(one: Seen) -> bool:
    """Whether a claim speaks of something that its report named before ("the group", "its")."""
    return not POINTING.isdisjoint(one.text.casefold().split())


def _date(a: Seen, b: Seen, alike: Comparison) -> Clash | None:
    """Two times for one thing that is still to come."""
    if not apart(a.about, b.about) or not {a.stage, b.stage} <= {"planned", None}:
        return None
    if not (a.asserted and b.asserted):
        return None
    side = any(
        axis in PLAIN and axis in b.stances and b.stances[axis].side == stance.side
        for axis, stance in sorted(a.stances.items())
    )
    if not (a.names & b.names and (side or alike.alike >= NEARLY) and _ahead(a) and _ahead(b)):
        return None
    if a.report != b.report and not one_story(a, b):
        return None
    return Clash("conflict", "date", 0.7, f"date: {_days(a)} against {_days(b)}")


def _ahead(one: Seen) -> bool:
    return bool(one.about and one.said and one.about[1] > one.said[1])


def _days(one: Seen) -> str:
    first, last = one.about or ("", "")
    if not first:
        return f"by {last}"
    return f"from {first}" if last == "9999" else f"{first} to {last}"


def _stage(a: Seen, b: Seen, alike: Comparison) -> Clash | None:
    pair = {a.stage, b.stage}
    if alike.alike < NEARLY or None in pair or len(pair) == 1 or _maxim(a) or _maxim(b):
        return None
    if a.report != b.report and not one_story(a, b):
        return None
    if "cancelled" in pair:
        return Clash("conflict", "stage", 0.6, f"stage: {a.stage} against {b.stage}")
    return None


def _list(words: frozenset[str]) -> str:
    return " ".join(word.title() for word in sorted(words)[:4])
