"""Each attribution's firmness from its cue, its content, its voice and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.judge.acts import Act, act
from sayso.judge.channel import Channel, channels
from sayso.judge.content import content
from sayso.judge.hearsay import hearsay
from sayso.judge.scale import Judged, reason, turned, weakest
from sayso.judge.surroundings import Surroundings
from sayso.records import Attribution, Firmness, Reading, Reason, Voice
from sayso.settings import Settings
from sayso.spans import cut, hull

CLASSING: Final = re.compile(
    r"^(?:(?!that\b)\S+ ){1,8}as (?!if|though|long|soon|well|it|he|she|they)\w"
)
"""A content such as "the story as nonsense"."""

AHEAD: Final = frozenset({"promise", "threaten", "plan"})
"""Acts whose bare infinitive ("promised to go") is ahead of them, and meant to come."""


def firmness(
    reading: Reading,
    attributions: tuple[Attribution, ...],
    voices: tuple[Voice, ...],
    settings: Settings,
) -> tuple[Firmness, ...]:
    """How firmly each attribution is said, with the reasons of every field.

    ``voices`` are those of the attributions, in the same order; where they are unresolved the text
    alone speaks. Never raises.

    "The ministry denied that the dam had burst."  ->  deny, certain, negative, ended
    """
    surroundings = Surroundings(reading, attributions)
    by_channel = channels(surroundings, voices)
    return tuple(
        _one(surroundings, number, voices, by_channel[number])
        for number in range(len(attributions))
    )


def _one(
    surroundings: Surroundings,
    number: int,
    voices: tuple[Voice, ...],
    channel: Channel | None,
) -> Firmness:
    reading, attribution = surroundings.reading, surroundings.attributions[number]
    how = act(reading.text, attribution.cue)
    past = how.past and attribution.quote in {"indirect", "mixed"}
    judged = content(reading.text, attribution.content, reading.sentences, past)
    how = _asked(_classed(how, cut(reading.text, attribution.content)), judged)
    passed_on, why_hearsay = hearsay(surroundings, number, voices, judged)
    stage, certainty = judged.stage, weakest((how.certainty, judged.certainty))
    words = cut(reading.text, attribution.content).split(maxsplit=1)
    ahead: tuple[Reason, ...] = ()
    infinitive = words[:1] == ["to"] or (how.name == "predict" and " to " in words[-1])
    if how.name in {*AHEAD, "predict"} and stage is None and words and infinitive:
        stage = "planned"
        said = f"To {how.name} something puts it ahead."
        ahead = (reason("stage", f"cue: {how.name}", said, 0.8, hull(attribution.cue)),)
    reasons = (
        *how.reasons,
        *(r for r in judged.reasons if r.field != "hearsay"),
        *ahead,
        *why_hearsay,
        *((channel.why,) if channel else ()),
    )
    return Firmness(
        act=how.name,
        certainty=certainty,
        polarity=turned(judged.polarity, how.turns),
        stage=stage,
        hearsay=passed_on,
        channel=channel.name if channel else None,
        reasons=reasons,
    )


def _classed(how: Act, content_words: str) -> Act:
    """Who dismisses something as something says just that; nothing is turned round."""
    if how.turns and CLASSING.search(content_words):
        return replace(how, turns=False, reasons=how.reasons[:2])
    return how


def _asked(how: Act, judged: Judged) -> Act:
    """A question that is only said is asked."""
    asks = any(r.name == "question" for r in judged.reasons)
    return replace(how, name="ask") if asks and how.name == "say" else how
