"""What the learned tagger says about places, where a reading has its mentions.

The tagger sees the sentence, the gazetteer knows the names: names that only the tagger saw are
added, persons' names that look like places are dropped, and where the rules have no strong sign of
how a name is used, the tagger's word counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ground.gazetteer import adjective, entries
from sayso.ground.where.role import Role
from sayso.ground.where.spotted import How, Spotted, Token
from sayso.ground.where.words import words
from sayso.records import Mention
from sayso.spans import Span, covers

_ROLES: dict[str, Role] = {"PLACE_LITERAL": "literal", "PLACE_ASSOCIATIVE": "associative"}
_SURE = 0.6
"""The score from which a place that only the tagger saw is taken."""
_SURE_PERSON = 0.9
_PLAIN = words("never") | words("head")


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tagger's mentions of a report, ordered, for looking up what overlaps a span."""

    mentions: tuple[Mention, ...]
    ends: tuple[int, ...]

    def over(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that share a character with a span."""
        first = bisect_right(self.ends, span.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.span.start >= span.end + _WINDOW:
                break
            if mention.span.overlaps(span):
                found.append(mention)
        return tuple(found)


_WINDOW = 200
"""Mentions are ordered by their end; one that begins so far behind a span ends the search."""


def tagged(mentions: Sequence[Mention]) -> Tagged:
    """The mentions in the order of their ends."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.span.end, m.span.start, m.label)))
    return Tagged(ordered, tuple(m.span.end for m in ordered))


def role_of(tags: Tagged, span: Span) -> Role | None:
    """The role that the tagger gives a name, None without a word from it.

    >>> role_of(tagged([Mention(Span(3, 9), "PLACE_LITERAL", 0.9)]), Span(3, 9))
    'literal'
    """
    weights: dict[Role, float] = {}
    for mention in tags.over(span):
        if mention.label in _ROLES:
            shared = min(mention.span.end, span.end) - max(mention.span.start, span.start)
            given = _ROLES[mention.label]
            weights[given] = weights.get(given, 0.0) + mention.score * shared
    literal, other = weights.get("literal", 0.0), weights.get("associative", 0.0)
    if not weights:
        return None
    return "literal" if literal > other else "associative"


def is_person(tags: Tagged, spotted: Spotted) -> bool:
    """Whether the tagger is sure of a person here, and sees no place.

    Countries and regions are dropped only inside a longer name ("Georgia May").
    """
    over = tags.over(spotted.span)
    if any(m.label in _ROLES or m.label == "LOCATION" for m in over):
        return False
    town = spotted.how == "name" and all(e.kind == "city" for e in spotted.entries)
    return any(
        m.label == "PERSON"
        and m.score >= _SURE_PERSON
        and covers((m.span,), (spotted.span,))
        and (town or m.span != spotted.span)
        for m in over
    )


def unseen(
    text: str, toks: Sequence[Token], tags: Tagged, spotted: Sequence[Spotted]
) -> list[Spotted]:
    """Names that the tagger takes for places and the rules did not spot, in whole words.

    Only literal ones, and of those that the gazetteer lacks, only where the tagger sees a location
    too, and nowhere in the report a body or a person of that name: of the others more were wrong
    than right.
    """
    starts = [t.start for t in toks]
    taken = sorted(s.span for s in spotted)
    bodies = {m.span.of(text) for m in tags.mentions if m.label in ("ORGANIZATION", "PERSON")}
    places = sorted(
        (m for m in tags.mentions if m.label in _ROLES and m.score >= _SURE), key=lambda m: m.span
    )
    found: list[Spotted] = []
    for first, last, literal in _runs(text, toks, starts, places):
        span = Span(toks[first].start, toks[last - 1].end)
        name = span.of(text)
        if _overlapped(span, taken) or name.title() in _PLAIN:
            continue
        entry = adjective(name)
        known = (entry,) if entry else entries(name)
        located = any(m.label == "LOCATION" for m in tags.over(span)) and name not in bodies
        located = located and any(char.islower() for char in name)
        if not (literal and (known or located)) or not any(t.capital for t in toks[first:last]):
            continue
        how: How = "adjective" if entry else "name"
        found.append(Spotted(span, name, how, first, last, known))
        insort(taken, span)
    return found


def _overlapped(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span meets one of the others, which are ordered and apart."""
    at = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1])


def _runs(
    text: str, toks: Sequence[Token], starts: Sequence[int], places: Sequence[Mention]
) -> list[tuple[int, int, bool]]:
    """Runs of tokens from neighbouring mentions ("New" + "Haven"), with whether one is literal."""
    runs: list[tuple[int, int, bool]] = []
    for mention in places:
        first = max(0, bisect_right(starts, mention.span.start) - 1)
        last = max(first + 1, bisect_left(starts, mention.span.end))
        literal = _ROLES[mention.label] == "literal"
        if runs and _continues(text, toks, runs[-1][1], first):
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]), runs[-1][2] or literal)
        else:
            runs.append((first, last, literal))
    return [
        (first, last, literal)
        for first, last, literal in runs
        if last <= len(toks) and toks[first].word and toks[last - 1].word
    ]


def _continues(text: str, toks: Sequence[Token], last: int, first: int) -> bool:
    """Whether only a blank or nothing stands between two runs of one name."""
    if first < last:
        return True
    between = text[toks[last - 1].end : toks[first].start]
    return first == last and between in ("", " ") and toks[first].capital
