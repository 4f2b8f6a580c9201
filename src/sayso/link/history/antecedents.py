"""What a bare figure counts: "puts the number at 150", of what was spoken of just before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.link.history.records import Measure
from sayso.link.history.things import doing, thing, toll
from sayso.link.history.whereabouts import Map
from sayso.link.sentences import Sentences
from sayso.link.words import content
from sayso.spans import Span

__all__ = ["antecedent", "follows"]

REACH = 600
"""Characters within which a bare figure refers back to what was counted."""
TIMES = 3.0
"""How many times larger or smaller the two may be: beyond that they are hardly of one thing."""
COUNTS = re.compile(
    r"\b(?:puts?|number|figure|count(?:ed|s)?|found|saw|seen|toll|total|strength|estimates?|"
    r"reported|speaks?|says?|said|at least|claims?)\b",
    re.IGNORECASE,
)
SET_APART = re.compile(
    r"\b(?:differences?|gap|rise|fall|drop|increase|decrease|by|aged?|page|paragraph|article|"
    r"no\.|chapter|at \d+(?: this|$)|over|off)\b[^.]{0,12}$",
    re.IGNORECASE,
)
HOW_MANY = re.compile(
    r"\b(?:how many|the (?:number|count) of)\s+((?:[a-z’'-]+\s+){0,2}?[a-z’'-]+)\s+"
    r"((?:who|that|which|in|at|left|leave|leaving|were|was|are|is|had|have|has)\b"
    r"(?:(?! because | as )[^,.;?!])*)",
    re.IGNORECASE,
)
THE_NUMBER = re.compile(r"\s*the (?:number|count|total) of ([^,.;]+)", re.IGNORECASE)
AFTER_HEAD = re.compile(
    r"\b(?:left|leave|leaving|who|that|which|in|at|were|was|are|is|had|have|has|of)\b"
)
ANSWERED = re.compile(r"\b(?:is|was) $")
"""\"That is the number of\" tells of a figure, and asks for none."""
THAT_IS = re.compile(
    r"^\s*(?:that|this|it) (?:is|was) (?:the|how many) (?:(?:number|count|total) of )?"
    r"([^,.;]+)",
    re.IGNORECASE,
)


def follows(text: str, bare: Measure, parts: Sentences, where: Map) -> Measure | None:
    """The figure with what the next sentence says that it counts.

    "On Friday it said 760. That is the number of soldiers left in the valley" -> soldiers there;
    "that brings to 25 the number of people charged" -> people charged
    """
    beside = THE_NUMBER.match(text, bare.at.end)
    if beside:
        return _given(text, bare, Span(*beside.span(1)), where)
    number = parts.index(bare.at.start)
    if number + 1 >= len(parts.spans):
        return None
    after = parts.spans[number + 1]
    match = THAT_IS.match(after.of(text))
    if not match or after.start - bare.at.end > REACH:
        return None
    return _given(text, bare, Span(after.start + match.start(1), after.start + match.end(1)), where)


def antecedent(text: str, bare: Measure, full: Sequence[Measure], where: Map) -> Measure | None:
    """The figure with what was counted last before it; None where nothing fits.

    "At least 300 soldiers left, he said. The ministry puts the number at 150" -> soldiers, left
    """
    own = text[bare.sentence.start : bare.sentence.end]
    if not COUNTS.search(own) or SET_APART.search(text[bare.sentence.start : bare.at.start]):
        return None
    asked = [
        m
        for m in HOW_MANY.finditer(text, max(0, bare.at.start - REACH), bare.at.start)
        if not ANSWERED.search(text[: m.start()][-12:])
    ]
    before = [
        m
        for m in full
        if 0 <= bare.at.start - m.at.end <= REACH and m.thing and _rivals(m, bare) and not m.assumed
    ]
    agreeing = [m for m in before if m.low <= bare.high and bare.low <= m.high]
    fitting = agreeing or before
    last = fitting[-1] if fitting else None
    if asked and (last is None or (asked[-1].start() > last.at.start and not agreeing)):
        found = _given(text, bare, Span(asked[-1].start(1), asked[-1].end(2)), where)
        return found if found and (found.flow or found.place) else None
    if last is None:
        return None
    return replace(
        bare,
        thing=last.thing,
        wide=last.wide,
        unit=last.unit,
        kinds=last.kinds,
        flow=last.flow,
        part=last.part,
        place=last.place,
        where=last.where,
        about=bare.about or (last.about if last.flow else None),
        words=bare.words | last.words,
        assumed=f"read as a count of what came just before: “{_few(text, last.at)}”",
    )


def _given(text: str, bare: Measure, words: Span, where: Map) -> Measure | None:
    """The figure as one of what these words name, with what it does and where."""
    phrase = words.of(text)
    head = AFTER_HEAD.split(phrase)[0]
    what = thing(replace(bare.figure, of=head.strip() or phrase))
    if not what.name:
        return None
    flow = doing(phrase)
    name, flow = toll(what.name, flow)
    head_at = Span(words.start, words.start + len(head))
    place = where.place(None, words, head_at, flow) or bare.place
    own = frozenset(content(head)) | frozenset((place or "").split(" "))
    return replace(
        bare,
        thing=name,
        wide=what.wide,
        kinds=what.kinds,
        flow=flow,
        place=place,
        where=where.written.get(place or "", place or ""),
        words=frozenset(content(phrase)) - own,
        assumed=f"read as a count of “{' '.join(phrase.split())[:60]}”",
    )


def _rivals(a: Measure, b: Measure) -> bool:
    ends = [abs(v) for m in (a, b) for v in (m.low, m.high) if v and abs(v) != float("inf")]
    return bool(ends) and max(ends) <= TIMES * min(ends)


def _few(text: str, at: Span) -> str:
    words = text[at.start : at.end + 40].split()
    return " ".join(words[:-1] if len(words) > 2 else words)
