"""Why a source is not named, and on which terms it speaks, where the report says so.

"an aide who was not authorised to speak"           ->  reason "not authorised to speak"
"officials said on background"                      ->  level "on background"
"The aides asked not to be named, fearing reprisals." ->  their reason wherever they speak
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.ground.who import describe
from sayso.ground.who.people import People
from sayso.ground.who.terms import Terms, terms
from sayso.records import Attribution, Reason, Source, Voice
from sayso.spans import Index, Span

THEY: Final = re.compile(r"(?:They|Both|All|Each|He|She)\b")
ONE: Final = frozenset(["He", "She", "Each"])


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of one source: its terms, and the characters that say so."""

    terms: Terms
    spans: tuple[Span, ...]


def told(
    people: People, attributions: Sequence[Attribution], spoken: Sequence[describe.Spoken]
) -> dict[str, Told]:
    """Source id -> its terms, from sentences that tell of the source and let nobody speak."""
    text = people.reading.text
    near = Index((s, n) for n, a in enumerate(attributions) for s in (*a.source, *a.cue))
    found: dict[str, Told] = {}
    for sentence in people.reading.sentences:
        stated = terms(sentence.of(text))
        if not stated:
            continue
        places = [(text.find(w, sentence.start, sentence.end), len(w)) for w in stated if w]
        spans = tuple(Span(at, at + size) for at, size in places if at >= 0)
        speaking = [attributions[n] for n in near.near(sentence)]
        if any(
            any(sentence.holds(s) for s in (*one.source, *one.cue))
            and not any(cue.overlaps(span) for cue in one.cue for span in spans)
            for one in speaking
        ):
            continue
        source = _subject(people, sentence, spoken)
        if source and source.identified != "named":
            found.setdefault(source.id, Told(stated, spans))
    return found


def _subject(people: People, sentence: Span, spoken: Sequence[describe.Spoken]) -> Source | None:
    """The unnamed source of whom a sentence tells: what its opening words take up."""
    before = [s for s in spoken if s.at < sentence.start and s.source.identified != "named"]
    pronoun = THEY.match(people.reading.text, sentence.start, sentence.end)
    if pronoun:
        many = pronoun.group() not in ONE
        kinds = ("group",) if many else ("person",)
        place = people.layout.place(sentence.start)
        lately = [
            s for s in before
            if s.source.kind in kinds
            and place.paragraph - people.layout.place(s.at).paragraph <= 1
        ]  # fmt: skip
        return lately[-1].source if lately else None
    phrase = people.opening(sentence)
    if phrase is None or phrase.form != "description":
        return None
    tie = describe.tie(phrase, people.cast, list(before))
    return tie.source if tie else None


def explained(voices: Iterable[Voice], known: dict[str, Told]) -> tuple[Voice, ...]:
    """The voices, with the terms of each unnamed source wherever it speaks, and the reason why."""
    found = tuple(voices)
    for voice in found:
        for source in voice.chain:
            if (source.anonymity or source.level) and source.identified != "named":
                known.setdefault(source.id, Told(Terms(source.anonymity, source.level), ()))
    return tuple(_with(voice, known) for voice in found)


def _with(voice: Voice, known: dict[str, Told]) -> Voice:
    reasons = list(voice.reasons)
    chain = []
    for source in voice.chain:
        told_ = known.get(source.id)
        if told_ and source.identified != "named":
            reason, level = told_.terms
            source = replace(
                source,
                anonymity=source.anonymity or reason,
                level=source.level or level,
                identified="anonymous" if source.anonymity or reason else source.identified,
            )
        chain.append(source)
        for what, words in (("anonymity", source.anonymity), ("level", source.level)):
            if words:
                spans = told_.spans if told_ else ()
                said = f"{source.name}: “{words}”"
                reasons.append(Reason(field="chain", name=what, words=said, spans=spans))
    if not voice.chain:
        return voice
    speaker = chain[0] if voice.speaker and voice.speaker.id == chain[0].id else voice.speaker
    return replace(voice, chain=tuple(chain), speaker=speaker, reasons=tuple(reasons))
