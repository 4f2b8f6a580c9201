"""Figures as they are compared: what is counted, of what part, where, and between which bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.link.tables import mapping
from sayso.link.words import content, stem
from sayso.records import Figure
from sayso.spans import Spans, cut

__all__ = ["Count", "comparable", "counts", "disjoint", "doing_stems", "doings"]

MEASURES = frozenset(
    [
        "percent",
        "euro",
        "dollar",
        "pound",
        "km",
        "kilometre",
        "metre",
        "meter",
        "mile",
        "tonne",
        "ton",
        "hectare",
    ]
)
MEASURED = MEASURES | frozenset(
    ["second", "minut", "hour", "day", "week", "month", "year", "season", "point", "magnitude"]
)
"""Units that measure anything: what they measure must be told in so many words."""
VAGUE = frozenset(
    content("case time way thing reason example kind step question point occasion instance")
)
"""“In one case”, “in several cases”: nothing is counted."""
LEAVES = re.compile(
    r"\b[Ll]eav(?:es|ing)\s+(?:about |only |some |just )?(?=\d)|\b(?:are|is|still)\s+left\b"
)
"""\"That leaves 900 men in the fort\" counts those who stay."""
PART = re.compile(
    r"\b(?:(so far|in total|altogether|in all|overall|since then)|first|second|third|fourth|fifth|"
    r"last|other|another|each|daily|monthly|weekly|per day)\b",
    re.IGNORECASE,
)
"""Words that say which part is counted: a sum against one of its parts is another scope."""
FURTHER = frozenset(["more", "further", "additional", "extra"])
"""“5,500 more pages” come on top of what was counted before."""
AT_STAKE = re.compile(
    r"\b(?:takes?|took|needs?|needed|requires?|required)\s+(?=\d)|"
    r"\b(?:at stake|up for grabs|on offer|(?:needed|required) to)\b"
)
"""“It takes 40 votes to win” counts what is wanted, not what anybody has."""
POINTED = re.compile(
    r"\b(?:those|these)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten)\b", re.I
)
"""“In these three towns”: some of those named before."""
AMONG = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
    r"\s+of\s+(?:the|those|these|them|whom|which|its|their|his|her|our)\b",
    re.I,
)
"""“Nine of the injured”: a part of those counted; a share ("one percent of the area") is not."""
NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|none|no (?P<kind>[a-z]+(?:s|men|people)))(?P<rest>(?:\s+[a-z]+){2,4})",
    re.I,
)
"""“Nobody was hurt” counts none; what it is that nobody did is looked up (`doings`)."""
APART = frozenset(["another", "each", "other", "more", "wanted", "these", "among them"])
"""Parts that are not the whole: another value is then of something else, though the other figure
says no part."""


@dataclass(frozen=True, slots=True)
class Count:
    """``head`` is the thing counted, ``kinds`` the words that narrow it, ``doing`` what it does;
    ``of`` are all stems that say what is counted, ``names`` those that its clause names; ``known``
    says that it only points at things known by their number ("the two leaders"). A count of none
    ("nobody was hurt") is of the story that its report names.
    """

    low: float
    high: float
    unit: str
    head: str
    kinds: frozenset[str]
    place: frozenset[str]
    doing: frozenset[str]
    part: frozenset[str]
    shown: str
    at: Spans = ()
    names: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    known: bool = False

    @property
    def nobody(self) -> bool:
        """Whether the words count none without a figure ("nobody was hurt")."""
        return self.high == 0 and not self.at

    @property
    def measured(self) -> bool:
        """Whether it measures something that only other words can tell ("15 percent")."""
        return not self.head or not MEASURED.isdisjoint((*self.unit.split(), self.head))

    @property
    def vague(self) -> bool:
        """Whether an equal one may be of anything: a measure, a case, what it takes to win."""
        return self.measured or self.head in VAGUE or "wanted" in self.part

    @property
    def bare(self) -> bool:
        """Whether the words do not say what is counted ("puts it at 150")."""
        return not self.head and not self.unit


@cache
def _doings() -> dict[str, str]:
    return {stem(word): group for word, group in mapping("doings.tsv").items()}


@cache
def doing_stems() -> frozenset[str]:
    """All stems that say what counted things do."""
    return frozenset(_doings())


def doings(text: str) -> frozenset[str]:
    """What the things counted in a clause do, as groups of ``data/doings.tsv``.

    >>> sorted(doings("how many soldiers have left")), sorted(doings("That leaves 900 men"))
    (['leave'], ['remain'])
    """
    left = LEAVES.sub(" remain ", text)
    return frozenset(_doings()[w] for w in content(left) if w in _doings())


def counts(figures: Sequence[Figure], text: str, whole: str = "") -> tuple[Count, ...]:
    """The figures of a claim, each with what its words say of the thing counted.

    ``text`` are the claim's words, ``whole`` the report's, where the figures' spans lie; what the
    counted things do is read in the figure's own clause.

    ``(Figure(low=16, high=None, of="villagers", ...),)``, "at least 16 villagers were killed" ->
    ``(Count(low=16, high=inf, head="villager", doing={"kill"}, ...),)``
    """
    found = []
    for figure in figures:
        near = _clause(text, cut(whole, figure.spans) if whole else "")
        doing = doings(near)
        part = _part(near, figure.of or "")
        if figure.unit not in MEASURES and AMONG.search(near):
            part |= {"among them"}
        low = float("-inf") if figure.low is None else figure.low
        high = float("inf") if figure.high is None else figure.high
        words = [w for w in content(figure.of or "") if not w[:1].isdigit()]
        head = _head(figure.of or "")
        unit = " ".join(content(figure.unit or ""))
        if low > high:
            continue
        if figure.low is None and figure.high is None:
            continue
        if figure.modifier == "approximate" and low == high:
            low, high = low - abs(low) * ROUND, high + abs(high) * ROUND
        place = frozenset(content(figure.place or ""))
        found.append(
            Count(
                low=low,
                high=high,
                unit=unit,
                head=head,
                kinds=frozenset(HEADS.get(w, w) for w in words) - {head} - KINDLESS,
                place=place,
                doing=doing,
                part=part,
                shown=_shown(figure),
                at=figure.spans,
                names=_names(near),
                of=frozenset(words) | frozenset(unit.split()) | {head},
                known=_known(figure, text, whole),
            )
        )
    return (*found, *_none(text))


def _none(text: str) -> Iterator[Count]:
    """What a claim says that nobody did.

    "No one was hurt" -> ``Count(low=0, high=0, head="wound", doing={"wound"}, shown="nobody")``
    """
    for match in NOBODY.finditer(text):
        doing = doings(match["rest"])
        if doing:
            kinds = frozenset(HEADS.get(w, w) for w in content(match["kind"] or "")) - KINDLESS
            head = min(doing)
            yield Count(
                low=0.0, high=0.0, unit="", head=head, kinds=kinds, place=frozenset(), doing=doing,
                part=frozenset(), shown=f"{match[0].split()[0].lower()} {_done(match['rest'])}",
            )  # fmt: skip


def _done(words: str) -> str:
    return next((word for word in words.split() if doings(word)), words)


def _known(figure: Figure, text: str, whole: str) -> bool:
    """Whether a figure only points at its things: "the two leaders", "a three-day visit", "the
    29-nation pact".
    """
    if figure.low is None or figure.low != figure.high or not figure.spans:
        return False
    start = figure.spans[0].start
    pointer = POINTER.search(whole[max(0, start - 24) : start])
    compound = COMPOUND.match(whole, start)
    return bool(pointer or compound) and figure.low <= (BYNAME if pointer and compound else SMALL)


SMALL = 12
BYNAME = 100
"""A body is known by the number of its members; "the 2,000-man force" tells how many they are."""
COMPOUND = re.compile(r"\w+-(?:[a-z]+)\s+[a-z]")
POINTER = re.compile(
    r"\b(?:the|these|this|that|those|both|our|their|his|her|its|all)\s+(?:\w+\s+)?$", re.I
)


def _part(near: str, of: str) -> frozenset[str]:
    """Which part of the things counted a figure is of, by the words of its clause."""
    found = {"total" if m[1] else m[0].lower() for m in PART.finditer(near)}
    if not FURTHER.isdisjoint(of.lower().split()):
        found.add("more")
    if AT_STAKE.search(near):
        found.add("wanted")
    if POINTED.search(near):
        found.add("these")
    return frozenset(found)


ROUND = 0.1
"""How far "about 2,000" reaches: a tenth either way, the rounding of a newsroom."""


CLAUSE = re.compile(r"[.;:!?]\s|,\s(?!\d)|\s[–—-]{1,2}\s")
NAMED = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w’'-]+|\b[A-Z][\w’'-]+(?= [A-Z][a-z])")
KINDLESS = frozenset(["arm", "man", "person", "people"])
"""Words that narrow nothing: armed men are fighters."""


def _clause(text: str, shown: str) -> str:
    """The clause of a text in which a figure's words stand; the whole text if they do not."""
    if not shown or shown not in text:
        return text
    place = text.index(shown)
    starts = [m.end() for m in CLAUSE.finditer(text, 0, place)]
    after = CLAUSE.search(text, place + len(shown))
    return text[starts[-1] if starts else 0 : after.start() if after else len(text)]


def _names(near: str) -> frozenset[str]:
    return frozenset(stem for m in NAMED.finditer(near) for stem in content(m[0]))


def _head(of: str) -> str:
    """The last word before a preposition: "villagers from Arden" -> villager."""
    kept = re.split(r"\b(?:of|from|in|at|for|on|with|who|that|which|to)\b", of.lower())[0] or of
    words = content(kept) or content(of)
    if not words:
        return ""
    if words[-1] == "man" and "arm" in words:
        return "fighter"  # armed men
    return HEADS.get(words[-1]) or HARMED.get(words[-1], words[-1])


HEADS = {"troop": "soldier", "serviceman": "soldier", "militant": "fighter", "gunman": "fighter"}
"""One name for people who are counted under several."""
HARMED = {"die": "kill", "hurt": "wound"}
"""“14 people injured”, “14 hurt”: what happened to them is the thing counted."""


def _shown(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        words = f"{low:,.10g}" if low == high else f"{low:,.10g}-{high:,.10g}"
    elif low is not None:
        words = f"at least {low:,.10g}"
    else:
        words = f"at most {high:,.10g}"
    about = "about " if figure.modifier == "approximate" and low == high else ""
    return " ".join(w for w in (about + words, figure.unit or "", figure.of or "") if w)


def disjoint(a: Count, b: Count) -> bool:
    """Whether no number satisfies both."""
    return a.high < b.low or b.high < a.low


def comparable(a: Count, b: Count) -> tuple[bool, str]:
    """Whether two figures count the same thing; if not, the scope that sets them apart.

    "2,000 troops in Arden" and "5,000 troops in Bell" -> ``(False, "arden against bell")``
    """
    if a.unit != b.unit and (a.unit in MEASURES or b.unit in MEASURES):
        return False, ""
    if a.bare or b.bare or a.head != b.head or not (a.head or a.unit == b.unit):
        return False, ""
    if a.place and b.place and not a.place & b.place:
        return False, f"{_words(a.place)} against {_words(b.place)}"
    if a.kinds != b.kinds and (a.kinds - b.kinds or b.kinds - a.kinds):
        left, right = a.kinds - b.kinds, b.kinds - a.kinds
        if left and right:
            return False, f"{_words(left)} against {_words(right)}"
        return False, f"only one is of {_words(left or right)}"
    if a.part != b.part and (
        (a.part and b.part)
        or "total" in a.part | b.part
        or (APART & (a.part | b.part) and disjoint(a, b))
    ):
        return False, f"{_words(a.part) or 'not'} against {_words(b.part) or 'not'}"
    if a.doing and b.doing and not a.doing & b.doing:
        return False, f"{_words(a.doing)} against {_words(b.doing)}"
    return True, ""


def _words(stems: frozenset[str]) -> str:
    return " ".join(sorted(stems))
