"""Figures as they are compared: what is counted, of what part, where, and between which bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.link.words import content, stem, tokens
from sayso.records import Figure

__all__ = ["Count", "comparable", "counts", "disjoint"]

MEASURES = frozenset(
    "percent euro dollar pound km kilometre metre meter mile tonne ton hectare".split()
)
GATHERED = frozenset("people person human individual total number figure other member".split())
"""Heads that count anything: what sets them apart is said by the verb ("killed", "wounded")."""
ADJECTIVES_OF_SCOPE = frozenset("new more additional extra further least first last".split())
NEAR = re.compile(r"[.;]")


@dataclass(frozen=True, slots=True)
class Count:
    """``head`` is the thing counted, ``kinds`` the words that narrow it, ``doing`` what it does."""

    low: float
    high: float
    unit: str
    head: str
    kinds: frozenset[str]
    place: frozenset[str]
    doing: frozenset[str]
    shown: str


DOINGS = frozenset(
    "kill die wound miss arrest displace flee arrive leave withdraw return deploy remain stay send "
    "capture hire dismiss infect vaccinate rescue trap evacuate stand keep destroy damage sell buy "
    "protest march strand release surrender injure hospitalise drown add cut".split()
)
DOING_STEMS = frozenset(stem(word) for word in DOINGS)
AMONG = {
    stem(word): stem(group)
    for word, group in (
        ("stay", "remain"), ("keep", "remain"), ("deploy", "remain"), ("stand", "remain"),
        ("return", "leave"), ("withdraw", "leave"), ("evacuate", "leave"), ("depart", "leave"),
        ("die", "kill"), ("drown", "kill"), ("send", "arrive"), ("hospitalise", "wound"),
        ("injure", "wound"),
    )
}  # fmt: skip


def counts(figures: Sequence[Figure], text: str) -> tuple[Count, ...]:
    """The figures of a claim that say what they count; the others cannot be compared.

    ``(Figure(low=16, high=None, of="villagers", ...),)``, "at least 16 villagers were killed" ->
    ``(Count(low=16, high=inf, head="villager", doing={"kill"}, ...),)``
    """
    doing = frozenset(AMONG.get(w, w) for w in content(text) if w in DOING_STEMS)
    found = []
    for figure in figures:
        low = float("-inf") if figure.low is None else figure.low
        high = float("inf") if figure.high is None else figure.high
        words = [w for w in content(figure.of or "") if not w[:1].isdigit()]
        unit = " ".join(content(figure.unit or ""))
        if low > high or (not words and not unit):
            continue
        if figure.low is None and figure.high is None:
            continue
        if figure.modifier == "approximate" and low == high:
            low, high = low - abs(low) * ROUND, high + abs(high) * ROUND
        place = frozenset(stem(w) for w in tokens(figure.place or ""))
        head = _head(figure.of or "")
        found.append(
            Count(
                low,
                high,
                unit,
                head,
                frozenset(words) - {head},
                place,
                doing,
                _shown(figure),
            )  # fmt: skip
        )
    return tuple(found)


ROUND = 0.1
"""How far "about 2,000" reaches: a tenth either way, the rounding of a newsroom."""


def _head(of: str) -> str:
    """The last word before a preposition: "villagers from Arden" -> villager."""
    kept = re.split(r"\b(?:of|from|in|at|for|on|with|who|that|which|to)\b", of.lower())[0] or of
    words = content(kept) or content(of)
    return words[-1] if words else ""


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
    if a.head != b.head or not a.head:
        return False, ""
    if a.place and b.place and not a.place & b.place:
        return False, f"{_words(a.place)} against {_words(b.place)}"
    if a.kinds != b.kinds and (a.kinds - b.kinds or b.kinds - a.kinds):
        left, right = a.kinds - b.kinds, b.kinds - a.kinds
        if left and right:
            return False, f"{_words(left)} against {_words(right)}"
        return False, f"only one is of {_words(left or right)}"
    if a.doing and b.doing and not a.doing & b.doing:
        return False, f"{_words(a.doing)} against {_words(b.doing)}"
    return True, ""


def _words(stems: frozenset[str]) -> str:
    return " ".join(sorted(stems))
