"""Whose a paper or a bare figure is, where the text beside it says so.

"…, the Fen Council said in a study. The study warns …"      the study is the Fen Council's
"The board says 760. That is the number left, as published by the ministry."   so is the figure
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.records import Attribution, Reading, Reason, Source, Voice
from sayso.spans import hull

IN_A_PAPER: Final = re.compile(
    r"\b(?:in|through|via)\s+(?:an?|its|his|her|their|the)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?P<paper>report|statement|study|survey|letter|review|analysis|memo|audit|bulletin|paper|"
    r"communiqué|communique|dossier|assessment)\b",
    re.I,
)
POINTS: Final = re.compile(
    r"\W*(?:that|this|it|which) (?:is|was) (?:the|an?) (?:[\w’'-]+ ){0,2}?"
    r"(?:number|figure|count|total|toll|tally|strength|estimate|share|rate)\b",
    re.I,
)
FAR: Final = 60
"""Characters after "said" within which the paper is named."""


def whose(
    voices: Sequence[Voice], attributions: Sequence[Attribution], reading: Reading
) -> tuple[Voice, ...]:
    """The voices with the owners of papers that are only called "the report", and with who gave
    the figures that the next sentence credits; what the text does not say stays as it was.
    """
    owners = _owners(voices, attributions, reading)
    found = [_owned(v, _start(a), owners) for v, a in zip(voices, attributions, strict=True)]
    starts = [sentence.start for sentence in reading.sentences]
    given: dict[int, int] = {}
    for number, one in enumerate(attributions):
        at = bisect_right(starts, _start(one)) - 1
        if at >= 0 and found[number].chain and POINTS.match(reading.text, starts[at]):
            given.setdefault(at, number)
    for number, one in enumerate(attributions):
        teller = given.get(bisect_right(starts, _start(one)))
        if teller is not None and teller != number and _nobody_s(found[number], one):
            found[number] = _credited(found[teller], attributions[teller])
    return tuple(found)


def _nobody_s(voice: Voice, one: Attribution) -> bool:
    """Whether a sentence is the outlet's own, or that of a thing ("on Friday it showed 760")."""
    if one.quote == "narration":
        return not voice.chain
    return voice.speaker is None and [link.name.lower() for link in voice.chain] == ["it"]


def _start(one: Attribution) -> int:
    return hull(one.content).start if one.content else -1


def _owners(
    voices: Sequence[Voice], attributions: Sequence[Attribution], reading: Reading
) -> list[tuple[int, str, str]]:
    """(where, which kind of paper, whose) for each paper in which somebody is said to speak."""
    starts = [sentence.start for sentence in reading.sentences]
    found = []
    for voice, one in zip(voices, attributions, strict=True):
        speaker = voice.speaker
        if speaker is None or not one.cue or speaker.kind not in ("person", "organisation"):
            continue
        said = hull((*one.source, *one.cue))
        at = bisect_right(starts, said.start) - 1
        end = reading.sentences[at].end if at >= 0 else said.end
        if match := IN_A_PAPER.search(reading.text, said.start, min(end, said.end + FAR)):
            found.append((match.start("paper"), match["paper"].lower(), speaker.name))
    return sorted(found)


def _owned(voice: Voice, at: int, owners: Sequence[tuple[int, str, str]]) -> Voice:
    chain = tuple(_paper(source, at, owners) for source in voice.chain)
    if chain == voice.chain:
        return voice
    speaker = voice.speaker
    if speaker is not None:
        speaker = next((s for s in chain if s.id == speaker.id), speaker)
    return replace(voice, chain=chain, speaker=speaker)


def _paper(source: Source, at: int, owners: Sequence[tuple[int, str, str]]) -> Source:
    if source.kind != "document" or source.affiliation or source.identified != "described":
        return source
    word = source.name.split()[-1].lower() if source.name.split() else ""
    if len(source.name.split()) > 2:
        return source
    told = {name for where, paper, name in owners if paper == word}
    return replace(source, affiliation=told.pop()) if len(told) == 1 else source


def _credited(teller: Voice, one: Attribution) -> Voice:
    last = teller.chain[-1]
    reason = Reason(
        field="chain", name="figure credited", spans=one.source,
        words=f"the next sentence says that it is {last.name}'s figure", weight=teller.confidence,
    )  # fmt: skip
    return replace(
        teller, reasons=(reason, *teller.reasons), gaps=(), confidence=teller.confidence * 0.95
    )
