"""When a statement was made whose own sentence does not say: an earlier sentence on the same
statement, the same speaker's last dated words, or at the weakest the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ground.when.attach import Frame
from sayso.ground.when.words import lookup, table
from sayso.records import Reading, When
from sayso.spans import Spans, cut

_WORD = re.compile(r"\w[\w'’-]*")
_PRONOUNS = {"he", "she", "they", "it", "his", "her", "their", "who"}
_SMALL = {"the", "a", "an", "of", "at", "for", "and", "in", "to", "on", "by", "with", "from", "us"}
_PERFECT = {"has", "have", "had", "'ve", "’ve"}
_AHEAD = {"will", "would", "may", "might", "could", "should", "must", "can", "shall"}
_SAYS = {"says", "tells", "adds", "writes", "notes", "warns", "argues", "explains", "tweets"}
_PAST = re.compile(r".{2,}ed\Z")
_BACKGROUND = re.compile(r"(?i)\b(?:after|before|since|when|while|which|who|although|earlier)\b[^.]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """When one statement was made, by which rule, how surely, from whose words."""

    when: When
    name: str
    words: str
    weight: float


def carried(
    frame: Frame, earlier: Sequence[tuple[Frame, Said | None]], reading: Reading
) -> Said | None:
    """The time of an earlier sentence on the same statement.

    Args:
        frame: an attribution whose own sentence gives no time.
        earlier: the attributions before it in the text, with their times, the latest last.
    """
    if frame.attribution.nested_in is not None or not _occasion(frame, reading.text):
        return _beside(frame, earlier, reading.text)
    return (
        _beside(frame, earlier, reading.text)
        or _same_source(frame, earlier, reading)
        or _continued(frame, earlier, reading)
    )


def _beside(
    frame: Frame, earlier: Sequence[tuple[Frame, Said | None]], text: str
) -> Said | None:
    """A second verb of the same sentence: "confirmed on Monday, noting that"."""
    for other, said in reversed(earlier):
        if said is None or other.zone != frame.zone or not frame.zone:
            continue
        if other.attribution.nested_in != frame.attribution.nested_in:
            continue
        mine, theirs = frame.attribution.source, other.attribution.source
        if not mine or mine == theirs or _names(mine, text) & _names(theirs, text):
            return Said(said.when, "same sentence", "another verb of the same sentence is dated", 0.8)
    return None


def _same_source(
    frame: Frame, earlier: Sequence[tuple[Frame, Said | None]], reading: Reading
) -> Said | None:
    mine = _names(frame.attribution.source, reading.text)
    if not mine:
        return None
    for other, said in reversed(earlier):
        theirs = _names(other.attribution.source, reading.text)
        if other.attribution.nested_in is not None or not _alike(mine, theirs):
            continue
        if said is None:
            continue
        if said.name == "publication day":
            return None
        words = "the same source was dated before"
        return Said(said.when, "same source", words, 0.6)
    return None


def _alike(mine: set[str], theirs: set[str]) -> bool:
    """Whether two sources share a rare word: a name, an acronym, or two words of a description."""
    both = mine & theirs
    names = {word for word in both if word[:1].isupper()}
    acronyms = {word for word in names if word.isupper() and len(word) > 1}
    lesser = min(len(mine), len(theirs))
    return bool(acronyms and not (mine ^ theirs) - _lower(mine ^ theirs) - acronyms) or (
        bool(both) and len(both) * 2 >= lesser and (len(both) > 1 or lesser == 1) and bool(names)
    )


def _lower(words: set[str]) -> set[str]:
    return {word for word in words if not word[:1].isupper()}


def _continued(
    frame: Frame, earlier: Sequence[tuple[Frame, Said | None]], reading: Reading
) -> Said | None:
    """ "he said" or "the group said" goes on with the statement before it."""
    top = [(f, s) for f, s in earlier if f.attribution.nested_in is None]
    if not top or not _nameless(frame, reading.text):
        return None
    other, said = top[-1]
    if said is None or said.name == "publication day" or not frame.cue or not other.cue:
        return None
    if _paragraph(frame, reading) - _paragraph(other, reading) > 1:
        return None
    if not frame.attribution.source and frame.attribution.quote != "direct":
        return None
    words = "it goes on with the statement before it, which is dated"
    return Said(said.when, "continued statement", words, 0.6)


def _paragraph(frame: Frame, reading: Reading) -> int:
    at = frame.cue[0].start
    return next((i for i, p in enumerate(reading.paragraphs) if p.start <= at < p.end), -9)


def _names(source: Spans, text: str) -> set[str]:
    found = set(_WORD.findall(cut(text, source)))
    kept = {word.removesuffix("'s").removesuffix("’s") for word in found}
    return {word for word in kept if word.lower() not in _SMALL | _PRONOUNS}


def _nameless(frame: Frame, text: str) -> bool:
    """Whether the source is a pronoun or a description without a name ("the group")."""
    return not any(word[:1].isupper() and word.lower() not in _PRONOUNS for word in _WORD.findall(cut(text, frame.attribution.source)))


def _occasion(frame: Frame, text: str) -> bool:
    """Whether the cue tells of one act of saying, finished: not "believes", "has often said"."""
    words = {word.lower() for word in _WORD.findall(cut(text, frame.attribution.cue))}
    attitudes = {row[0] for row in table("cues")}
    return bool(words) and not words & (attitudes | _PERFECT | _AHEAD)


def published(frame: Frame, day: When, text: str) -> Said | None:
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
    cue = [word.lower() for word in _WORD.findall(cut(text, attribution.cue))]
    if not any(_PAST.match(w) or lookup("tense").get(w) == "past" or w in _SAYS for w in cue):
        return None
    first = min(attribution.source[0].start, frame.cue[0].start)
    sentence = next((s for s in frame.zone if s.start <= first < s.end), None)
    contents = attribution.content
    if sentence and _BACKGROUND.search(text[sentence.start : first]) and not any(
        c.start < first and c.end > sentence.start for c in contents
    ):
        return None
    return Said(day, "publication day", "no time is given; a daily report tells of its own day", 0.3)
