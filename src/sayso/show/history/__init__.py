"""Histories as rows: series of figures with their changes, and what claims lost on their way.

The terminal, JSON, the exports, the pictures and the page share these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.link.history import Drift, Evidence, Series, Step, Travel
from sayso.records import Claim, Report
from sayso.show.record import Json
from sayso.show.views import Found, amount
from sayso.spans import cut

__all__ = ["WORDS", "label", "series_rows", "travel_rows"]

WORDS = {
    "first": "first said",
    "none": "said again",
    "rounding": "the same, rounded",
    "overlap": "may be the same",
    "time": "of another time",
    "event": "it changed",
    "recount": "counted anew",
    "scope": "another scope",
    "slip": "perhaps a slip",
    "slip corrected": "slip corrected",
    "source": "another source",
    "unknown": "changed; kind not told",
}
"""What each kind of step is called where people read it."""

FLOWS = {
    "leave": "that left", "arrive": "that came", "kill": "killed", "wound": "wounded",
    "miss": "missing", "arrest": "arrested", "displace": "displaced", "hire": "hired",
    "dismiss": "dismissed", "infect": "infected", "vaccinate": "vaccinated", "rescue": "rescued",
    "destroy": "destroyed", "sell": "sold", "buy": "bought", "protest": "that protested",
    "surrender": "that surrendered", "cost": "spent",
}  # fmt: skip
"""What things do where a happening is counted, in words."""


def series_rows(
    histories: Iterable[Series], found: Found, *, shown: frozenset[str] | None = None
) -> list[Json]:
    """One row for each series, the most changed first; ``shown`` narrows to series that hold one
    of these claims.

    ``{"id", "of", "label", "flow", "unit", "place", "first_said", "changes", "beside",
    "steps": [{"claim", "report", "outlet", "speaker", "speaker_id", "said", "about", "low", "high",
    "unit", "modifier", "value", "spans", "text", "change", "confidence", "reasons", "evidence":
    [{"report", "span", "text"}], "against"}, ...]}``
    """
    claims = {claim.id: claim for claim in found.claims}
    rows = [
        _series(one, claims, found)
        for one in histories
        if shown is None or any(step.measure.claim in shown for step in one.steps)
    ]
    return sorted(rows, key=lambda r: (-r["changes"], -len(r["steps"]), r["label"], r["id"]))


def _series(one: Series, claims: Mapping[str, Claim], found: Found) -> Json:
    steps = [_step(step, claims[step.measure.claim], found) for step in one.steps]
    return {
        "id": one.id,
        "of": one.of or one.unit,
        "label": label(one),
        "flow": one.flow or None,
        "unit": one.unit or None,
        "place": one.where or None,
        "first_said": steps[0]["said"],
        "first_by": steps[0]["speaker"],
        "changes": one.changes,
        "beside": list(one.beside),
        "steps": steps,
    }


TOLD = {
    "death": ("people killed", "dead", "deaths", "died", "fatalities", "killed"),
    "injury": ("people injured", "injuries", "wounded", "hurt", "injured"),
    "missing": ("people missing", "missing"),
    "homeless": ("people homeless", "homeless"),
}
"""How a toll is told: without anybody counted, then as the last word of what is counted."""


def label(one: Series) -> str:
    """What is counted, as the first report words it: "troops in Orveth Valley", "soldiers that
    left (Orveth Valley)". A figure that does not say what it counts has the thing's name.
    """
    figure = one.steps[0].measure.figure
    words = figure.of or (figure.unit if one.unit else None) or one.of or "a number"
    who = words.split()
    if one.of in TOLD and who[-1] not in TOLD[one.of]:
        words = (
            TOLD[one.of][0]
            if words == one.of or who[-1] == "toll"
            else f"{words} {TOLD[one.of][-1]}"
        )
    where = one.where if one.where.casefold() not in words.casefold() else ""
    if one.flow:
        return f"{words} {FLOWS.get(one.flow, one.flow)}" + (f" ({where})" if where else "")
    return f"{words} in {where}" if where else words


def _step(step: Step, claim: Claim, found: Found) -> Json:
    measure, figure = step.measure, step.measure.figure
    speaker = claim.voice.speaker
    return {
        "claim": claim.id,
        "report": claim.report,
        "outlet": measure.outlet,
        "speaker": found.speaker(claim),
        "speaker_id": speaker.id if speaker else None,
        "said": found.day(claim) or None,
        "about": claim.about.edtf if claim.about and measure.about else None,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "modifier": figure.modifier,
        "value": amount(figure),
        "spans": [[span.start, span.end] for span in figure.spans],
        "text": found.text(claim),
        "change": step.change,
        "confidence": step.confidence,
        "reasons": list(step.reasons),
        "evidence": [_evidence(one) for one in step.evidence],
        "against": step.against,
    }


def _evidence(one: Evidence) -> Json:
    return {"report": one.report, "span": [one.span.start, one.span.end], "text": one.words}


def travel_rows(
    travels: Iterable[Travel], found: Found, *, shown: frozenset[str] | None = None
) -> list[Json]:
    """One row for each proposition that drifted, the most drifted first.

    ``{"proposition", "claims", "first_said", "first_by", "text", "drifts": [{"kind", "earlier",
    "later", "from", "to", "said", "words", "before", "after", "confidence"}, ...]}``: ``from`` and
    ``to`` are the outlets, ``before`` and ``after`` the words that differ, with their spans.
    """
    claims = {claim.id: claim for claim in found.claims}
    rows = []
    for one in travels:
        known = [id_ for id_ in one.claims if id_ in claims]
        if not one.drifts or not known or (shown is not None and shown.isdisjoint(known)):
            continue
        first = claims[known[0]]
        rows.append(
            {
                "proposition": one.proposition,
                "claims": list(one.claims),
                "first_said": found.day(first) or None,
                "first_by": found.speaker(first),
                "text": found.text(first),
                "drifts": [_drift(drift, claims, found.reports) for drift in one.drifts],
            }
        )
    return sorted(rows, key=lambda r: (-len(r["drifts"]), r["proposition"]))


def _drift(drift: Drift, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Json:
    earlier, later = claims[drift.earlier], claims[drift.later]
    return {
        "kind": drift.kind,
        "earlier": drift.earlier,
        "later": drift.later,
        "from": reports[earlier.report].outlet,
        "to": reports[later.report].outlet,
        "published": (reports[later.report].published or "")[:10] or None,
        "was": cut(reports[earlier.report].text, earlier.content),
        "is": cut(reports[later.report].text, later.content),
        "words": drift.words,
        "before": [_evidence(one) for one in drift.before],
        "after": [_evidence(one) for one in drift.after],
        "confidence": drift.confidence,
    }
