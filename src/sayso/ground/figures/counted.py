"""What a number counts: the noun phrase after it (or the subject before it), the fate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.ground.figures.modifiers import trends
from sayso.ground.figures.tables import classes, rows
from sayso.ground.figures.tokens import Token

_LONGEST_PHRASE = 6
_ATTRIBUTIVE_PLURALS = classes("cues")["attributive_plurals"]
_SKIPPED = classes("cues")["skipped"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive); ``plural`` says that its head counts many."""

    first: int
    last: int
    plural: bool


@cache
def _stops() -> frozenset[str]:
    return frozenset().union(*classes("words").values()) | frozenset(
        word for word, (_, strength) in trends().items() if strength == "verb"
    )


@cache
def _plurals() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("plurals")}


@cache
def _fates() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("casualties")}


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun.

    >>> is_plural("troops"), is_plural("people"), is_plural("less")
    (True, True, False)
    """
    if word in _plurals():
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))
    )


def singular(word: str) -> str:
    """A plural noun in the singular.

    >>> singular("cities"), singular("boxes"), singular("men")
    ('city', 'box', 'man')
    """
    lower = word.lower()
    if lower in _plurals():
        return _plurals()[lower]
    if not is_plural(lower):
        return word
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def noun_phrase(toks: Sequence[Token], at: int, many: bool, whole: bool = False) -> Phrase | None:
    """The noun phrase that begins at a token; it ends at its first plural noun.

    ``many`` says that the number is not one: without a plural noun, up to the next boundary.
    ``whole`` lets it begin with an article ("half the flats").

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> noun_phrase(tokens("public housing units were sold", Span(0, 30)), 0, True)
    Phrase(first=0, last=3, plural=True)
    """
    first = at
    if at < len(toks) and toks[at].text in "-‐" and toks[at].glued:
        first = at + 1
    if first < len(toks) and toks[first].lower == "of":
        first += 1
    while first < len(toks) and toks[first].lower in _SKIPPED and (first > at or whole):
        first += 1
    end = first
    while end < len(toks) and end - first < _LONGEST_PHRASE:
        token = toks[end]
        if end > first and _joins_parts(toks, end):
            end += 1
            continue
        if many and token.lower == "and" and end > first and _joins_adjectives(toks, end):
            end += 1
            continue
        if not token.is_word or _is_stop(token):
            break
        if end > first and _is_participle(token) and not _noun_follows(toks, end):
            break
        end += 1
        if many and is_plural(token.lower) and not _attributive(toks, end - 1):
            return Phrase(first, end, plural=True)
        if not many and end < len(toks) and toks[end].is_capitalised and not token.is_capitalised:
            break
    while end > first and not toks[end - 1].is_word:
        end -= 1
    return Phrase(first, end, plural=False) if end > first else None


def _joins_parts(toks: Sequence[Token], at: int) -> bool:
    """Whether a mark inside a compound stands here: "Paris-based", "R&D"."""
    if toks[at].text not in "-‐'’&" or not toks[at].glued or at + 1 >= len(toks):
        return False
    return toks[at + 1].glued and toks[at + 1].is_word


def _is_stop(token: Token) -> bool:
    """Function words and verbs; in capitals they are names (US, IT, WHO)."""
    initials = len(token.text) > 1 and token.text.isupper()
    return token.lower in _stops() and not initials


def _joins_adjectives(toks: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two adjectives of one noun: "digital and physical | sales"."""
    for position in range(at + 1, min(at + 4, len(toks))):
        token = toks[position]
        if not token.is_word or _is_stop(token):
            return False
        if is_plural(token.lower):
            return position > at + 1
    return False


def _is_participle(token: Token) -> bool:
    return token.lower.endswith(("ed", "ing")) and len(token.lower) > 4 and not token.is_capitalised


def _noun_follows(toks: Sequence[Token], at: int) -> bool:
    """Whether a plain word that is no function word follows ("recorded songs")."""
    if at + 1 >= len(toks):
        return False
    follower = toks[at + 1]
    return follower.is_word and follower.lower not in _stops() and not follower.lower.endswith("ly")


def _attributive(toks: Sequence[Token], at: int) -> bool:
    """Whether a plural stands before its head noun ("sales staff", "crew members").

    A second plural is such a head: no verb after a plural subject ends in -s.
    """
    if at + 1 >= len(toks) or not _noun_follows(toks, at) or _is_participle(toks[at + 1]):
        return False
    second = is_plural(toks[at + 1].lower) and not toks[at + 1].is_capitalised
    return toks[at].lower in _ATTRIBUTIVE_PLURALS or second


def relative(toks: Sequence[Token], end: int) -> int:
    """Where a contact clause after a noun ends: "territory | it once held" -> after "held"."""
    if end >= len(toks):
        return end
    pronoun = toks[end].lower in ("it", "they", "he", "she", "we")
    follows = toks[end + 1].lower if end + 1 < len(toks) else ""
    if not pronoun and not (toks[end].is_capitalised and follows in classes("cues")["once"]):
        return end
    prepositions = classes("words")["preposition"]
    for at in range(end + 1, min(end + 6, len(toks))):
        if not toks[at].is_word or toks[at].lower in prepositions or toks[at].lower == "and":
            return at if at > end + 1 else end
    return min(end + 6, len(toks))


def fate(toks: Sequence[Token], first: int, last: int) -> tuple[str, int] | None:
    """How the counted people were harmed, with the token that says so.

    Looks before the number ("killed at least 12") and after the phrase ("were wounded", "dead").

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> fate(tokens("12 people were killed", Span(0, 21)), 0, 2)
    ('killed', 3)
    """
    at = last
    while at < len(toks) and at - last < 5 and toks[at].lower in _BEFORE_FATE:
        at += 1
    word = toks[at].lower if at < len(toks) else ""
    if word in _fates() and (word == "missing" or not word.endswith("ing")):
        return _fates()[word], at
    for at in range(first - 1, max(-1, first - 5), -1):
        word = toks[at].lower
        if word in _fates():
            return (_fates()[word], at) if word not in ("dead", "missing", "homeless") else None
        if word not in _AFTER_FATE:
            return None
    return None


_BEFORE_FATE = classes("cues")["before_fate"]
_AFTER_FATE = classes("cues")["after_fate"]


def subject(toks: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase before the verb that leads to a number ("The death toll | rose to 45").

    ``at`` is the first token of the number (or of its modifier).

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> subject(tokens("The death toll rose to 45", Span(0, 25)), 5)
    Phrase(first=1, last=3, plural=False)
    """
    verb = None
    for position in range(at - 1, max(-1, at - 7), -1):
        word = toks[position].lower
        if word in trends() or word in _COPULAS:
            verb = position
            if word not in ("be", "been", "to", "at", "up", "down"):
                break
        elif word not in _TO_NUMBER:
            break
    if verb is None:
        return None
    while verb > 0 and toks[verb - 1].lower in _HELPERS:
        verb -= 1
    return _phrase_before(toks, verb)


_COPULAS = classes("cues")["copulas"]
_TO_NUMBER = classes("cues")["to_number"]
_HELPERS = classes("cues")["helpers"]


def _phrase_before(toks: Sequence[Token], end: int) -> Phrase | None:
    first = end
    while first > 0 and end - first < _LONGEST_PHRASE:
        token = toks[first - 1]
        word = token.lower
        joins = word in ("of", "in", "the", "a", "an", "-", "'", "for") and first < end
        if not joins and (not token.is_word or word in _stops()):
            break
        first -= 1
    while first < end and (toks[first].lower in _stops() or not toks[first].is_word):
        first += 1
    if first >= end:
        return None
    return _tallied(toks, first) or Phrase(first, end, plural=False)


def _tallied(toks: Sequence[Token], first: int) -> Phrase | None:
    """The tally that a phrase only belongs to: "The death toll | from the collapse"."""
    at = first
    while at > 0 and toks[at - 1].lower in ("the", "a", "an", "this", "that"):
        at -= 1
    if at < 2 or toks[at - 1].lower not in _OF_WHAT or toks[at - 2].lower not in _TOLLS:
        return None
    return _phrase_before(toks, at - 1)


_OF_WHAT = frozenset(["from", "at", "after", "on", "by", "among", "following"])
_TOLLS = frozenset(["toll", "tally", "deaths", "fatalities", "casualties", "injuries"])


def number_of(toks: Sequence[Token], at: int) -> Phrase | None:
    """What "the number of NP" before a bare number names, searched back within the clause."""
    for position in range(at - 1, max(-1, at - 16), -1):
        if toks[position].text in ".;:":
            return None
        if toks[position].lower == "of" and position and toks[position - 1].lower in _TALLY:
            return noun_phrase(toks, position + 1, many=True)
    return None


_TALLY = frozenset(["number", "numbers", "total", "count", "toll", "tally"])
