"""The export contract: one JSON object for each claim, link, report and proposition.

The keys and their meaning are fixed by docs/guide/record.md; whatever changes inside, these stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.records import Claim, Figure, Gap, Link, Proposition, Reason, Report, When, Where, Word
from sayso.spans import Spans, cut

Json = dict[str, Any]


def claim_record(claim: Claim, report: Report, proposition: str | None) -> Json:
    """A claim as the export contract lays it out; ``report`` is the report it comes from."""
    return {
        "id": claim.id,
        "document": _document(report),
        **claim_body(claim, report.text),
        "proposition": proposition,
        "confidence": round(claim.confidence, 4),
        "made_by": claim.made_by,
    }


def claim_body(claim: Claim, text: str) -> Json:
    """What a claim says of itself, without its id, its report and what linking makes of it."""
    firm, voice = claim.firmness, claim.voice
    return {
        "content": _words(claim.content, text),
        "source": _words(claim.source, text),
        "cue": _words(claim.cue, text),
        "quote": claim.quote,
        "speaker": voice.speaker
        and {
            "id": voice.speaker.id,
            "name": voice.speaker.name,
            "kind": voice.speaker.kind,
            "role": voice.speaker.role,
        },
        "chain": [
            {
                "id": link.id,
                "name": link.name,
                "kind": link.kind,
                "identified": link.identified,
                "anonymity": link.anonymity,
                "level": link.level,
            }
            for link in voice.chain
        ],
        "channel": firm.channel,
        "said": _when(claim.said),
        "about": _when(claim.about),
        "act": firm.act,
        "certainty": firm.certainty,
        "polarity": firm.polarity,
        "stage": firm.stage,
        "hearsay": firm.hearsay,
        "figures": [_figure(figure) for figure in claim.figures],
        "places": [_where(place) for place in claim.places],
        "nested_in": claim.nested_in,
        "checked": next((_word(one) for one in claim.decided if one.field == "claim"), None),
        "corrected": [
            {"field": one.field, **_word(one)} for one in claim.decided if one.field != "claim"
        ],
    }


def _word(word: Word) -> Json:
    """Who said so, and when."""
    return {"by": word.by, "at": word.at, "decision": word.number}


def why_record(claim: Claim) -> Json:
    """The reasons behind a claim's fields, and what could not be grounded."""
    reasons: Iterable[Reason] = (*claim.voice.reasons, *claim.reasons, *claim.firmness.reasons)
    return {
        "reasons": [
            {
                "field": reason.field,
                "name": reason.name,
                "words": reason.words,
                "weight": round(reason.weight, 4),
                "spans": _pairs(reason.spans),
            }
            for reason in reasons
        ],
        "unresolved": [gap_record(gap) for gap in claim.gaps],
    }


def gap_record(gap: Gap) -> Json:
    """What could not be grounded, and why."""
    return {
        "field": gap.field,
        "text": gap.text,
        "reason": gap.reason,
        "spans": _pairs(gap.spans),
    }


def report_record(report: Report, claims: int) -> Json:
    """A report's metadata and custody, without its text; ``claims`` is how many it holds."""
    return {
        **_document(report),
        "authors": list(report.authors),
        "modified": report.modified,
        "fetched": report.fetched,
        "original_outlet": report.original_outlet,
        "language": report.language,
        "media_type": report.media_type,
        "encoding": report.encoding,
        "sha256_bytes": report.sha256_bytes,
        "characters": len(report.text),
        "claims": claims,
        "metadata_from": [{"field": n.field, "words": n.words} for n in report.notes],
    }


def link_record(link: Link) -> Json:
    """How two claims (or two reports, for copies) relate, and why."""
    return {
        "a": link.a,
        "b": link.b,
        "kind": link.kind,
        "of": link.of,
        "score": round(link.score, 4),
        "reasons": list(link.reasons),
    }


def proposition_record(proposition: Proposition) -> Json:
    """Claims that say the same, with on whose word they rest and in how many texts they stand."""
    return {
        "id": proposition.id,
        "claims": list(proposition.claims),
        "origins": {
            "low": proposition.origins.low,
            "high": proposition.origins.high,
            "sources": list(proposition.origins.names),
        },
        "texts": {
            "low": proposition.texts.low,
            "high": proposition.texts.high,
            "outlets": list(proposition.texts.names),
        },
        "first_said": proposition.first_said,
        "reasons": list(proposition.reasons),
    }


def _document(report: Report) -> Json:
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "sha256": report.sha256_text,
    }


def _words(spans: Spans, text: str) -> Json:
    return {"spans": _pairs(spans), "text": cut(text, spans)}


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    return {
        "start": when.start,
        "end": when.end,
        "edtf": when.edtf,
        "text": when.text,
        "spans": _pairs(when.spans),
    }


def _where(where: Where) -> Json:
    return {
        "name": where.name,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "precision": where.precision,
        "spans": _pairs(where.spans),
    }


def _figure(figure: Figure) -> Json:
    return {
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "modifier": figure.modifier,
        "of": figure.of,
        "place": figure.place,
        "spans": _pairs(figure.spans),
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point.

    >>> _number(2000.0), _number(0.5)
    (2000, 0.5)
    """
    return int(value) if value is not None and float(value).is_integer() else value
