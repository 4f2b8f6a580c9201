"""When a statement was made whose own sentence does not say: an earlier sentence on the same
statement, the same speaker's last dated words, or at the weakest the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.ground.when.attach import Frame
from sayso.ground.when.words import lookup, table
from sayso.records import Reading, When
from sayso.spans import cut

_WORD = re.compile(r"\w[\w'’-]*")
_PRONOUNS = {"he", "she", "they", "it", "his", "her", "their", "who"}
_SMALL = {"the", "a", "an", "of", "at", "for", "and", "in", "to", "on", "by", "with", "from", "us"}
_PAST = re.compile(r".{2,}ed\Z")
_BACKGROUND = re.compile(
    r"(?i)\b(?:after|before|since|when|while|which|who|although|earlier)\b[^.]*$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """When one statement was made, by which rule, how surely, from whose words."""

    when: When
    name: str
    words: str
    weight: float


UNSAID = ("publication day", "narration")
"""Rules that give a day which the text does not; nothing is carried on from them."""
Earlier = Sequence[tuple[Frame, "Said | None"]]


def carried(frame: Frame, earlier: Earlier, reading: Reading, day: str | None) -> Said | None:
    """The time of an earlier sentence on the same statement.

    Args:
        frame: an attribution whose own sentence gives no time.
        earlier: the attributions before it in the text, with their times, the latest last.
    """
    beside = _beside(frame, earlier, reading.text)
    if beside or frame.attribution.nested_in is not None:
        return beside
    if not _occasion(frame, reading.text) or not _told(frame, reading.text):
        return None
    return _same_source(frame, earlier, reading, day) or _continued(frame, earlier, reading, day)


def recent(when: When, day: str | None) -> bool:
    """Whether a time is precise and near enough to go on being spoken of: at most a month long,
    at most a quarter of a year before publication.
    """
    if not when.start or not when.end:
        return when.edtf is None
    try:
        first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
        now = date.fromisoformat(day) if day else last
    except ValueError:
        return False
    return (last - first).days <= 31 and (now - last).days <= _QUARTER


_QUARTER = 92
_MEMORY = 80
"""Statements back that the same source is looked for."""


def _told(frame: Frame, text: str) -> bool:
    """Whether the cue is in the past tense, as the dated sentence was."""
    return any(_past(word) for word in _cue(frame, text))


def _cue(frame: Frame, text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(cut(text, frame.attribution.cue))]


def _past(word: str) -> bool:
    return bool(_PAST.match(word)) or lookup("tense").get(word) == "past"


def _beside(frame: Frame, earlier: Earlier, text: str) -> Said | None:
    """A second verb of the same sentence: "confirmed on Monday, noting that"."""
    if not _told(frame, text) and not any(w.endswith("ing") for w in _cue(frame, text)):
        return None
    for other, said in reversed(earlier[-_MEMORY:]):
        if other.zone and frame.zone and other.zone[-1].end < frame.zone[0].start:
            return None
        if said is None or other.zone != frame.zone or not frame.zone:
            continue
        if other.attribution.nested_in != frame.attribution.nested_in:
            continue
        mine, theirs = frame.attribution.source, other.attribution.source
        if not mine or mine == theirs or _alike(cut(text, mine), cut(text, theirs)):
            if said.name in UNSAID:
                return said
            words = "another verb of the same sentence is dated"
            return Said(said.when, "same sentence", words, min(0.8, said.weight))
    return None


def _same_source(frame: Frame, earlier: Earlier, reading: Reading, day: str | None) -> Said | None:
    mine = cut(reading.text, frame.attribution.source)
    for other, said in reversed(earlier[-_MEMORY:]):
        theirs = cut(reading.text, other.attribution.source)
        if other.attribution.nested_in is not None or not _alike(mine, theirs):
            continue
        if said is None or _posted(other):
            continue
        if said.name in UNSAID or not recent(said.when, day):
            return None
        words = "the same source was dated before"
        return Said(said.when, "same source", words, min(0.6, said.weight))
    return None


def _posted(frame: Frame) -> bool:
    """Whether a page shows it with its author under it: a post is an occasion of its own."""
    one = frame.attribution
    return not one.cue and bool(one.source) and one.content[-1].end <= one.source[0].start


def _alike(mine: str, theirs: str) -> bool:
    """Whether two sources name the same one: the same last name without clashing first names or
    titles, an acronym that the other explains, or the same words.

    >>> _alike("Hope Arden", "Ms. Arden"), _alike("Lee Arden", "Hope Arden")
    (True, False)
    >>> _alike("a spokesman for Ms. Arden", "Ms. Arden"), _alike("the Bureau (BIG)", "the BIG")
    (False, True)
    """
    left, right = _head(mine), _head(theirs)
    if not left or not right:
        return False
    if set(left) == set(right):
        return True
    acronyms = set(_ACRONYM.findall(mine)) & set(_ACRONYM.findall(theirs))
    if left[-1] in acronyms or right[-1] in acronyms:
        return True
    if left[-1] != right[-1] or not left[-1][:1].isupper():
        return False
    first = {w.rstrip(".") for w in left[:-1] if w[:1].isupper()}
    other = {w.rstrip(".") for w in right[:-1] if w[:1].isupper()}
    if ("Mr" in first) != ("Mr" in other) and (first & _MADAM or other & _MADAM):
        return False
    first, other = first - _MADAM - {"Mr"}, other - _MADAM - {"Mr"}
    return not first or not other or bool(first & other)


_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_MADAM = {"Mrs", "Ms", "Miss"}
_HEAD_END = re.compile(r"(?i),|\(| (?:for|of|at|who|with|to|in|from|on|and|whose|that) ")


@lru_cache(maxsize=4096)
def _head(source: str) -> tuple[str, ...]:
    """The words of the noun that a source is, without possessors and what follows it."""
    head = _HEAD_END.split(source.strip(), maxsplit=1)[0]
    found = _WORD.findall(head)
    kept = [w for w in found[:-1] if not w.endswith(("'s", "’s", "s'", "s’"))] + found[-1:]
    return tuple(w for w in kept if w.lower() not in _SMALL | _PRONOUNS)


def _continued(frame: Frame, earlier: Earlier, reading: Reading, day: str | None) -> Said | None:
    """ "he said" or "the group said" goes on with the statement before it."""
    top = next((pair for pair in reversed(earlier) if pair[0].attribution.nested_in is None), None)
    if top is None or not _nameless(frame, reading.text) or _relative(frame, reading.text):
        return None
    other, said = top
    if said is None or said.name in UNSAID or not frame.cue or not other.cue or _posted(other):
        return None
    if not recent(said.when, day):
        return None
    if _paragraph(frame, reading) - _paragraph(other, reading) > 1:
        return None
    if not frame.attribution.source and frame.attribution.quote != "direct":
        return None
    words = "it goes on with the statement before it, which is dated"
    return Said(said.when, "continued statement", words, min(0.6, said.weight))


def _paragraph(frame: Frame, reading: Reading) -> int:
    at = frame.cue[0].start
    return next((i for i, p in enumerate(reading.paragraphs) if p.start <= at < p.end), -9)


def _relative(frame: Frame, text: str) -> bool:
    """Whether the source is "who" or "which", and so someone named just before."""
    return cut(text, frame.attribution.source).lower() in ("who", "which", "that", "whom")


def _nameless(frame: Frame, text: str) -> bool:
    """Whether the source is a pronoun or a description without a name ("the group")."""
    return not any(
        word[:1].isupper() and word.lower() not in _PRONOUNS
        for word in _WORD.findall(cut(text, frame.attribution.source))
    )


def _occasion(frame: Frame, text: str) -> bool:
    """Whether the cue tells of one act of saying, finished: not "believes", "has often said"."""
    words = _cue(frame, text)
    return bool(words) and not any(lookup("cues").get(word) == "no act" for word in words)


def unanswered(frame: Frame, text: str) -> bool:
    """Whether a cue tells of one past act of saying by a source, so that its day is a question."""
    attribution = frame.attribution
    top = attribution.nested_in is None and bool(attribution.source)
    return top and _occasion(frame, text) and _told(frame, text)


def published(frame: Frame, day: When, words: str, text: str) -> Said | None:
    """The day of publication, for a past or present say-verb of a speaker in a daily report.

    None where the words stand in the background of another event ("came after X reported"), where
    the source is itself a publication, whose own day is not known, or inside another statement.
    """
    attribution = frame.attribution
    if attribution.nested_in is not None or not attribution.source or not _occasion(frame, text):
        return None
    source = {word.lower() for word in _WORD.findall(cut(text, attribution.source))}
    if source & {row[0] for row in table("publications")}:
        return None
    if not any(_past(word) or lookup("cues").get(word) == "act" for word in _cue(frame, text)):
        return None
    first = min(attribution.source[0].start, frame.cue[0].start)
    sentence = next((s for s in frame.zone if s.start <= first < s.end), None)
    contents = attribution.content
    if (
        sentence
        and _BACKGROUND.search(text[sentence.start : first])
        and not any(c.start < first and c.end > sentence.start for c in contents)
    ):
        return None
    return Said(day, "publication day", words, 0.3)
