"""Whether a claim is passed on: nested in somebody else's words, on a chain, or by hearsay words.

"CNN, citing two officials, reported"  ->  passed on, with the words "citing two officials"
"""

from __future__ import annotations

import re
from typing import Final

from sayso.judge.cues import line
from sayso.judge.scale import Judged, reason
from sayso.judge.surroundings import Surroundings
from sayso.judge.tables import members
from sayso.judge.words import words
from sayso.records import Attribution, Reading, Reason, Voice
from sayso.spans import cut, hull

_CITING: Final = re.compile(
    r"(?<!\S)(?:citing|cites|cited|quoting|quotes|quoted|on the word of|based on|relying on"
    r"|attributed to|attributing|learned from|heard from|was told by|were told by|been told"
    r"|told by|passed on by|as reported by|first reported by|according to)(?!\S)"
)
_ABSTRACT: Final = re.compile(
    r" (?:(?!(?:,|officials?|sources?|people|documents?|reports?|records?|data|witness(?:es)?)\b)"
    r"\S+ ){0,5}(?:concerns?|reasons?|fears?|needs?|lack|safety|weather|health|costs?|privacy"
    r"|threats?|risks?|pressure|confidentiality|polic(?:y|ies)|rules?|laws?|article|precedent"
    r"|security|example|examples|case|cases|differences|problems|issues)\b"
)
"""After "citing" these are grounds, not somebody on whose word it rests."""
_EVIDENTIAL: Final = re.compile(
    r"(?<!\S)(?:reportedly|allegedly|supposedly|purportedly|reputedly|rumou?red|said to|alleged to"
    r"|reported to|rumou?rs?|hearsay|is understood to|it is said|word is"
    r"|(?:is|are|was|were|been) (?:[a-z]+ly )?(?:reported|alleged|rumou?red|said|claimed"
    r"|understood)"
    r"|(?:unconfirmed |conflicting )?reports of)(?!\S)"
)
_SELF: Final = members("self")
_HEARD: Final = re.compile(
    r"(?<!\S)(?:heard|hears|was told|were told|been told|has learned|have learned|learned from"
    r"|understands that)(?!\S)"
)


def hearsay(
    surroundings: Surroundings,
    number: int,
    voices: tuple[Voice, ...],
    judged: Judged,
) -> tuple[bool, tuple[Reason, ...]]:
    """Whether one attribution is passed on, and every reason for it."""
    reading, attributions = surroundings.reading, surroundings.attributions
    attribution = attributions[number]
    voice = voices[number] if number < len(voices) else Voice()
    why: list[Reason] = [r for r in judged.reasons if r.field == "hearsay"]
    if len(voice.chain) > 1:
        names = " on the word of ".join(source.name for source in voice.chain)
        why.append(reason("hearsay", "chain", f"{names}.", 0.95))
    why += _nested(reading, attribution, attributions, voices, voice)
    cue = line(words(reading.text, attribution.cue))
    for shape, name in ((_EVIDENTIAL, "evidential"), (_HEARD, "heard")):
        match = shape.search(cue.text)
        if match:
            said = f"“{match[0]}” passes on what somebody else said."
            why.append(reason("hearsay", name, said, 0.9, cue.span(*cue.numbers(match))))
            break
    if attribution.source and attribution.cue:
        beside_it = line(surroundings.beside(attribution, roles=False))
        told = _HEARD.search(beside_it.text)
        if told and attribution.quote == "indirect":
            said = f"“{told[0]}”: the source had it from somebody else."
            span = beside_it.span(*beside_it.numbers(told))
            why.append(reason("hearsay", "heard", said, 0.8, span))
        for near in (beside_it, line(words(reading.text, attribution.source))):
            match = _CITING.search(near.text)
            if match and not _ABSTRACT.match(near.text, match.end()):
                span = near.span(*near.numbers(match))
                said = f"“{match[0]}” names somebody else on whose word it rests."
                why.append(reason("hearsay", "citing", said, 0.85, span))
    return bool(why), tuple(why)


def _nested(
    reading: Reading,
    attribution: Attribution,
    attributions: tuple[Attribution, ...],
    voices: tuple[Voice, ...],
    voice: Voice,
) -> list[Reason]:
    """Said inside somebody else's words, unless it is the same one speaking of himself."""
    outer = attribution.nested_in
    if outer is None or not 0 <= outer < len(attributions):
        return []
    source = [w.lower for w in words(reading.text, attribution.source) if w.is_word]
    if not source or (len(source) == 1 and source[0] in _SELF and source[0] not in {"they", "it"}):
        return []
    teller = voices[outer].speaker if outer < len(voices) else None
    last = voice.chain[-1] if voice.chain else voice.speaker
    if teller and last and teller.id == last.id and len(voice.chain) < 2:
        return []
    inner, told = (cut(reading.text, a.source) for a in (attribution, attributions[outer]))
    if inner.lower() == told.lower():
        return []
    span = hull(attribution.source)
    said = f"“{inner}” is cited inside the words of “{told or 'somebody'}”."
    return [reason("hearsay", "nested", said, 0.9, span)]
