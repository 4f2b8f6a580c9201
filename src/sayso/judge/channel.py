"""Through which channel the words came: a statement, an email, a report, a speech ...

"In a statement sent by email, the ministry said:"  ->  email; the next quotation of the same
statement inherits it, with the reason.

Looked for in the cue, in the source, and in the sentence beside the content, never inside what
somebody is quoted to say. A later claim of the same speaker with a plain verb inherits the channel
of the nearest earlier one; so does a quotation in the next paragraph whose source is only a
description or a pronoun. A report that opens as a transcript, an address or a row of posts gives
its channel to the words that it quotes as they were said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.judge.cues import line, pattern
from sayso.judge.scale import reason
from sayso.judge.surroundings import Surroundings
from sayso.judge.tables import members, rows
from sayso.judge.words import words
from sayso.records import Attribution, Reading, Reason, Span, Spans, Voice
from sayso.spans import hull

PARAGRAPHS: Final = 4
"""How many paragraphs a channel lasts without being named again; further on it is another day."""
MEMORY: Final = 80
"""How many claims back the same speaker is looked for."""

PLAIN: Final = re.compile(
    r"(?<!\S)(?:say|says|said|saying|state|states|stated|stating|add|adds|added|adding|note|notes"
    r"|noted|noting|continue|continued|continues|read|reads|declare|declared|wrote|writes|explain"
    r"|explained|went on|concluded|stressed|according to|warned|argued|found|insisted|claimed"
    r"|declares|affirmed|asserted|emphasized|emphasised|observed|reported)(?!\S)"
)
GIVES: Final = {
    "post": re.compile(r"(?<!\S)(?:wrote|writes|posted|replied|replies)(?!\S)"),
    "speech": re.compile(r"(?<!\S)(?:declared|declares)(?!\S)"),
}
"""Verbs with which a report that gives posts or a speech goes on to the next of its passages."""
LEAD: Final = 2
"""Paragraphs in which a report says what it is."""
ANOTHER_TIME: Final = re.compile(
    r"(?<!\S)(?:after|before|since|following|responding to|in response to|reacting to|response to"
    r"|asked about|despite|because of|amid|contrary to|ahead of|wake of)(?: (?!,)\S+){0,6} $"
)
"""What stands before words that name another text than the one quoted here."""
PRONOUNS: Final = members("source pronouns")
TITLES: Final = members("plain names")
DOCUMENTS: Final = frozenset({"report", "filing", "letter", "memo", "book", "article"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel with its reason; ``strength`` is the weight of the words that name it."""

    name: str
    strength: float
    why: Reason


@cache
def _table() -> tuple[tuple[str, re.Pattern[str], float, str], ...]:
    return tuple((n, pattern(p), float(w), where) for n, p, w, where in rows("channels"))


def channels(surroundings: Surroundings, voices: tuple[Voice, ...]) -> tuple[Channel | None, ...]:
    """The channel of each attribution, or None where nothing names one."""
    reading, attributions = surroundings.reading, surroundings.attributions
    own = [_own(surroundings, a) for a in surroundings.attributions]
    found = list(own)
    order = sorted(range(len(attributions)), key=lambda n: _at(attributions[n]))
    for rank, n in enumerate(order):
        if found[n] is None and attributions[n].nested_in is None:
            lately = order[max(0, rank - MEMORY) : rank]
            earlier = [m for m in lately if attributions[m].nested_in is None]
            found[n] = _inherited(reading, attributions, voices, found, n, earlier[::-1])
    whole = _announced(surroundings)
    return tuple(
        whole if whole and channel is None and _given_whole(reading, a, whole.name) else channel
        for a, channel in zip(attributions, found, strict=True)
    )


def _announced(surroundings: Surroundings) -> Channel | None:
    """What a report says at its head that it gives as a whole: "a transcript of an interview"."""
    reading = surroundings.reading
    told = (a for a in surroundings.attributions if a.quote != "narration")
    held = [span for a in told for span in a.content]
    head = reading.paragraphs[:LEAD]
    spans = tuple(s for s in reading.sentences if any(p.start <= s.start < p.end for p in head))
    opening = line(words(reading.text, spans))
    for name, shape, weight, where in _table():
        match = shape.search(opening.text) if where == "lead" else None
        if match is None:
            continue
        span = opening.span(*opening.numbers(match))
        if not any(span.overlaps(one) for one in held):
            why = f"The report opens with “{match[0].strip()}”: {name}."
            return Channel(name, weight, reason("channel", "announced", why, weight, span))
    return None


def _given_whole(reading: Reading, attribution: Attribution, name: str) -> bool:
    """Whether words stand there as they were said: after a speaker's label, or a plain verb."""
    if attribution.quote != "direct" or attribution.nested_in or not attribution.source:
        return False
    cue = line(words(reading.text, attribution.cue)).text
    return not attribution.cue or (name in GIVES and bool(GIVES[name].search(cue)))


ACCOUNT: Final = re.compile(r"[^\w\n(]*(\(@\w{1,30}\))")
"""The account that a page shows with a tweet's author, who stands under the tweet."""


def _tweeted(reading: Reading, attribution: Attribution) -> Channel | None:
    """The channel of a tweet that a page shows as such: "— Ada Voss (@adavoss) May 4, 2031"."""
    if attribution.cue or not attribution.source or not attribution.content:
        return None
    author = attribution.source[-1]
    match = ACCOUNT.match(reading.text, author.end)
    if match is None or attribution.content[-1].end > author.start:
        return None
    span = Span(*match.span(1))
    return Channel(
        "tweet", 0.95, reason("channel", "account", f"shown as a tweet of {match[1]}", 0.95, span)
    )


def _own(surroundings: Surroundings, attribution: Attribution) -> Channel | None:
    reading = surroundings.reading
    if tweet := _tweeted(reading, attribution):
        return tweet
    zones = {
        "cue": line(words(reading.text, attribution.cue)),
        "source": line(words(reading.text, attribution.source)),
        "beside": line(surroundings.beside(attribution)),
    }
    anchor = hull(attribution.cue or attribution.source or (Span(0, 0),))
    best: tuple[tuple[float, int], str, Span, str] | None = None
    for name, shape, weight, where in _table():
        if where == "lead":
            continue
        for match in shape.finditer(zones[where].text):
            if where == "beside" and ANOTHER_TIME.search(zones[where].text[: match.start()]):
                continue
            span = zones[where].span(*zones[where].numbers(match))
            distance = max(0, span.start - anchor.end, anchor.start - span.end)
            rank = (weight, -distance)
            if best is None or rank > best[0]:
                best = rank, name, span, match[0].strip()
    if best is None:
        return None
    (weight, _), name, span, shown = best
    said = f"“{shown}” names the channel: {name}."
    return Channel(name, weight, reason("channel", f"words: {name}", said, weight, span))


def _inherited(
    reading: Reading,
    attributions: tuple[Attribution, ...],
    voices: tuple[Voice, ...],
    found: Sequence[Channel | None],
    number: int,
    earlier: Sequence[int],
) -> Channel | None:
    """The channel of the nearest earlier claim of the same speaker, if these words may go on it."""
    mine = attributions[number]
    cue = line(words(reading.text, mine.cue))
    if mine.quote == "narration" or (mine.cue and not PLAIN.search(cue.text)):
        return None
    here = _paragraph(reading, mine)
    for other in earlier:
        gap = here - _paragraph(reading, attributions[other])
        if gap > PARAGRAPHS:
            return None
        how = _same_speaker(reading, attributions, voices, other, number, gap)
        if how is None:
            continue
        channel = found[other]
        if channel is None or channel.why.name == "account":
            return None
        if mine.quote == "indirect" and channel.name not in DOCUMENTS and gap > 1:
            return None
        weight = round(channel.strength * (0.9 if gap <= 1 else 0.75), 2)
        said = f"It goes on from earlier words of {how}: {channel.name}."
        why = reason("channel", "inherited", said, weight, _first(channel.why.spans))
        return Channel(channel.name, weight, why)
    return None


def _same_speaker(
    reading: Reading,
    attributions: tuple[Attribution, ...],
    voices: tuple[Voice, ...],
    other: int,
    number: int,
    gap: int,
) -> str | None:
    """How the two are known to be one speaker; None if they are not known to be."""
    a, b = attributions[other], attributions[number]
    if a.source and a.source == b.source:
        return "the same source"
    left = voices[other].speaker if other < len(voices) else None
    right = voices[number].speaker if number < len(voices) else None
    if left and right:
        return f"the same speaker, {right.name}" if left.id == right.id else None
    names = _names(reading.text, a.source) & _names(reading.text, b.source)
    if names:
        return f"the same speaker, {min(names)}"
    if gap <= 1 and a.source and b.source and _only_described(reading, b):
        return "a source that is named just before"
    return None


def _names(text: str, spans: Spans) -> frozenset[str]:
    """Capitalised words that tell one source from another: surnames and acronyms."""
    found = [w for w in words(text, spans) if w.capital and len(w.lower) > 1]
    return frozenset(
        "".join(text[w.span.start : w.span.end]) for w in found if w.lower not in TITLES
    )


def _only_described(reading: Reading, attribution: Attribution) -> bool:
    """Whether the source is a pronoun or "the" with common words: it refers back."""
    found = [w for w in words(reading.text, attribution.source) if w.is_word]
    if not found:
        return False
    if len(found) == 1:
        return found[0].lower in PRONOUNS
    return found[0].lower in {"the", "this", "that", "his", "her", "its"} and not any(
        w.capital for w in found[1:]
    )


def _paragraph(reading: Reading, attribution: Attribution) -> int:
    return bisect_right(reading.paragraphs, _at(attribution), key=lambda p: p.end)


def _at(attribution: Attribution) -> int:
    spans = attribution.cue or attribution.source or attribution.content
    return spans[0].start if spans else 0


def _first(spans: Spans) -> Span | None:
    return spans[0] if spans else None
