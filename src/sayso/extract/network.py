"""Text -> scores: runs the two networks over a text, window by window.

    "“We left,” she said."   ->   units, one candidate cue ("said") with the role scores around it

A window is run alone, without padding, so that its scores are the same whatever else is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.extract import decode, features
from sayso.extract.heads import ENTITIES, PLACES, ROLE_INPUTS, TIMES, columns
from sayso.models import AttributionModel
from sayso.records import Mention
from sayso.spans import Span

Floats = npt.NDArray[np.float32]

MENTIONS: Final = (("entities", ENTITIES), ("times", TIMES), ("places", PLACES))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue, ``[first, last)`` in units of the text, with what was scored for it.

    ``roles`` are the scores of the units from ``low`` on; ``tagged`` is the mean log-probability
    of its tags, ``valid`` the role scorer's own doubt (a logit).
    """

    first: int
    last: int
    low: int
    roles: Floats
    tagged: float
    valid: float
    nested: bool


def scan(model: AttributionModel, units: features.Units) -> tuple[list[Candidate], list[Mention]]:
    """The candidate cues and the mentions of a text, in text order."""
    lift = float(model.manifest["decoding"]["lift"])
    candidates: list[Candidate] = []
    mentions: list[Mention] = []
    for window in features.windows(units):
        hidden, scores = model.encode(
            {"ids": window.ids[None], "case": window.case[None], "quote": window.quote[None]}
        )
        hidden, scores = hidden[window.at], scores[window.at]
        mentions += _mentions(units, window, scores)
        candidates += _candidates(model, units, window, hidden, scores, lift)
    return candidates, sorted(mentions, key=lambda m: (m.span, m.label))


def _candidates(
    model: AttributionModel, units: features.Units, window: features.Window,
    hidden: Floats, scores: Floats, lift: float,
) -> list[Candidate]:  # fmt: skip
    plain, inner = scores[:, columns("cue")], scores[:, columns("nested")]
    spans = [(a, b, False) for a, b in decode.bio_spans(plain, lift)]
    spans += [
        (a, b, True)
        for a, b in decode.bio_spans(inner)
        if not any(a < y and x < b for x, y, _ in spans)
    ]
    if not spans:
        return []
    spans.sort()
    tags = {False: decode.log_softmax(plain), True: decode.log_softmax(inner)}
    found = [(a + window.unit, b + window.unit) for a, b, _ in spans]
    made = features.cues(units, window, found)
    roles, valid = model.score(
        {
            "hidden": hidden, "scores": scores[:, :ROLE_INPUTS],
            "words": made.words, "words_mask": made.words_mask, "where": made.where,
            "mask": made.mask, "distance": made.distance, "sentence": made.sentence,
            "paragraph": made.paragraph, "quote": made.quote,
        }
    )  # fmt: skip
    candidates = []
    for row, ((a, b, nested), (first, last)) in enumerate(zip(spans, found, strict=True)):
        low, high = features.region(units, window, first, last)
        inside = np.logaddexp(tags[nested][a:b, decode.BEGIN], tags[nested][a:b, decode.IN])
        candidates.append(
            Candidate(
                first, last, low, roles[row, : high - low], float(inside.mean()),
                float(valid[row]), nested,
            )
        )  # fmt: skip
    return candidates


def _mentions(units: features.Units, window: features.Window, scores: Floats) -> list[Mention]:
    found = []
    for head, names in MENTIONS:
        ours = scores[:, columns(head)]
        spans = decode.typed_spans(ours)
        if not spans:
            continue
        sure = 1 - np.exp(decode.log_softmax(ours)[:, 0])
        for a, b, kind in spans:
            span = Span(int(units.start[window.unit + a]), int(units.end[window.unit + b - 1]))
            found.append(Mention(span, names[kind], round(float(sure[a:b].mean()), 3)))
    return found
