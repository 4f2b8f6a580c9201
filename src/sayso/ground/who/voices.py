"""One voice for each attribution: who speaks, and the chain to the origin.

"Citing port officials, the Gazette said ..."  ->  speaker Gazette, chain Gazette <- port officials
"""

from __future__ import annotations

from dataclasses import replace

from sayso.ground.who import chains
from sayso.ground.who.anonymity import explained, told
from sayso.ground.who.answers import Answer
from sayso.ground.who.cast import cast_of
from sayso.ground.who.introduce import introduced
from sayso.ground.who.lexicon import using
from sayso.ground.who.posts import posted
from sayso.ground.who.resolve import Resolver
from sayso.ground.who.whose import whose
from sayso.records import Attribution, Cited, Gap, Reading, Reason, Report, Source, Voice
from sayso.settings import Settings
from sayso.spans import cut


def voices(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Voice, ...]:
    """One `Voice` for each attribution, in their order.

    A source said inside another's words has that one's chain before its own. A pronoun or a
    description whose best reading stays below ``settings.speaker_threshold`` has no speaker and a
    gap that says so. Never raises.
    """
    with using(settings.tables):
        return _voices(reading, attributions, report, settings)


def _voices(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Voice, ...]:
    parents = chains.parents(attributions, reading)
    cast = posted(reading, introduced(reading, attributions, cast_of(reading, report.id)))
    resolver = Resolver(reading, attributions, parents, cast, report, settings)
    answers = resolver.all()
    made: dict[int, Voice] = {}
    tellers = [resolver.asker(n) if p is None else None for n, p in enumerate(parents)]
    answers = {n: _told(a, tellers[n]) for n, a in answers.items()}
    found = [
        _voice(number, attributions, parents, answers, made, reading)
        for number in range(len(attributions))
    ]
    found = list(whose(found, attributions, reading))
    return explained(found, told(resolver.people, attributions, resolver.spoken))


def _voice(
    number: int,
    attributions: tuple[Attribution, ...],
    parents: tuple[int | None, ...],
    answers: dict[int, Answer],
    made: dict[int, Voice],
    reading: Reading,
) -> Voice:
    if number in made:
        return made[number]
    answer = answers[number]
    parent = parents[number]
    reasons, gaps, sure = answer.reasons, answer.gaps, answer.sure
    chain: Cited = answer.chain
    speaker = answer.speaker
    if parent is not None and attributions[number].quote != "narration":
        outer = _voice(parent, attributions, parents, answers, made, reading)
        told = cut(reading.text, attributions[parent].source) or "another source"
        if answer.speaker is None and chain and chain[0].name.lower() in OPEN:
            chain = chain[1:]  # a pronoun that stays open names no further link
        chain = _joined(outer.chain, chain)
        speaker = outer.speaker
        if outer.chain:
            reasons = (
                *reasons,
                Reason(
                    field="chain", name="said inside another's words",
                    words=f"this is said inside what “{told}” says", weight=0.9,
                    spans=attributions[parent].source,
                ),
            )  # fmt: skip
        sure *= outer.confidence
        if outer.speaker is None and not gaps:
            gaps = (
                Gap(
                    field="speaker", text=told,
                    reason="Who says the words around this one could not be told.",
                    spans=attributions[parent].source,
                ),
            )  # fmt: skip
    made[number] = Voice(
        speaker=speaker, chain=chain, reasons=reasons, gaps=gaps, confidence=round(sure, 4)
    )
    return made[number]


OPEN = frozenset(["he", "she", "it", "they", "who", "which", "that", "one", "and"])
"""Words that, unresolved, name nobody."""


def _told(answer: Answer, teller: Answer | None) -> Answer:
    """What is said in a labelled turn of a transcript is told by the one who has the turn."""
    if teller is None or teller.chain[0] in answer.chain[:1]:
        return answer
    reasons = (*answer.reasons, *teller.reasons)
    chain = _joined(teller.chain, answer.chain)
    return replace(answer, speaker=teller.speaker, chain=chain, reasons=reasons)


def _joined(outer: Cited, own: Cited) -> Cited:
    """The outer chain and then the own one; a source that quotes itself stands once.

    [Gazette, Lee] and [Lee] -> [Gazette, Lee]
    """
    known: list[Source] = list(outer)
    for source in own:
        if not known or known[-1].id != source.id:
            known.append(source)
    return tuple(known)
