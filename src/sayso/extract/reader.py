"""A text read once: its analysis serves both `read` and `attributions`."""

from __future__ import annotations

import functools

from sayso import models
from sayso.extract import features, quotes, segment
from sayso.extract.layout import shown
from sayso.extract.network import scan
from sayso.extract.relations import relations, to_attributions
from sayso.records import Attribution, Reading


@functools.lru_cache(maxsize=2)
def analyse(text: str) -> tuple[Reading, tuple[Attribution, ...]]:
    """The reading of a text and its attributions.

    The last two are kept, so that a report is read once although two steps ask for it.
    """
    blocks = segment.paragraphs(text)
    sentences = segment.sentences(text, blocks)
    found = quotes.quotations(text, blocks)
    model = models.attribution()
    units = features.units(
        text, model.tokenizer, blocks, sentences, quotes.states(text, blocks, found)
    )
    candidates, mentions = scan(model, units)
    manifest = model.manifest
    made = relations(
        units,
        candidates,
        found,
        shown(text, blocks, found),
        manifest["decoding"],
        manifest["calibration"],
    )
    reading = Reading(text, blocks, sentences, segment.words(text), found, tuple(mentions))
    return reading, to_attributions(text, units, made, blocks)
