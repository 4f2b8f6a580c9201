"""The river in one page: a report becomes claims.

    Report --extract--> Reading, Attributions
           --ground---> who speaks, when, where, how many
           --judge----> how firmly
           ===========> Claims, ready to keep

Every step is a pure function of its input and the settings, so any number of workers give the same
claims. Steps never import each other; here is the only place where they meet.
"""

from __future__ import annotations

from dataclasses import replace

from sayso import extract, ground, judge
from sayso.models import made_by
from sayso.records import Attribution, Claim, Report, claim_id
from sayso.settings import DEFAULT, Settings


def read_report(report: Report, settings: Settings = DEFAULT) -> tuple[Claim, ...]:
    """All claims of one report, in text order.

    >>> from sayso.collect import from_text
    >>> [c.quote for c in read_report(from_text("“We left,” the mayor said on Friday."))]
    ['direct']
    """
    reading = extract.read(report.text, settings)
    attributions = extract.attributions(reading, settings)

    voices = ground.voices(reading, attributions, report, settings)
    times = ground.times(reading, attributions, report, settings)
    places = ground.places(reading, attributions, report, settings)
    figures = ground.figures(reading, attributions, report, settings)
    firmness = judge.firmness(reading, attributions, voices, settings)

    ids = tuple(claim_id(report.id, a.content, a.source, a.cue) for a in attributions)
    claims = (
        Claim(
            report=report.id,
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            quote=attribution.quote,
            voice=replace(voice, gaps=()),
            said=time.said,
            about=time.about,
            firmness=firm,
            figures=figure.found,
            places=place.found,
            nested_in=_parent(attribution, ids),
            confidence=attribution.confidence,
            made_by=made_by(),
            reasons=(*time.reasons, *place.reasons, *figure.reasons),
            gaps=(*voice.gaps, *time.gaps, *place.gaps, *figure.gaps),
        )
        for attribution, voice, time, place, figure, firm in zip(
            attributions, voices, times, places, figures, firmness, strict=True
        )
    )
    return tuple({claim.id: claim for claim in claims}.values())


def _parent(attribution: Attribution, ids: tuple[str, ...]) -> str | None:
    return None if attribution.nested_in is None else ids[attribution.nested_in]
