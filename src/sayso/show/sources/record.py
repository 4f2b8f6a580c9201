"""The export contract of sources: one JSON object for each person or body of the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.keep import Store
from sayso.records import Claim
from sayso.spans import cut
from sayso.speakers import Held, SourceRecord

__all__ = ["role_record", "source_record", "source_records"]

Json = dict[str, Any]


def source_records(store: Store) -> Iterator[Json]:
    """Every source with its mentions, by id."""
    mentions: dict[str, list[Json]] = defaultdict(list)
    of = {(claim, source): (record, how) for claim, source, record, how in store.who.mentions()}
    for report in store.reports():
        for claim in sorted(store.who.as_read(report.id), key=lambda c: (c.content, c.id)):
            for place, source in enumerate(_cited(claim)):
                if (claim.id, source) in of:
                    record, how = of[claim.id, source]
                    mentions[record].append(_mention(claim, report.text, place, how))
    for one in store.who.records():
        yield source_record(one, mentions[one.id])


def source_record(record: SourceRecord, mentions: Iterable[Json]) -> Json:
    """One source as the export lays it out; ``mentions`` are in the order of reports and texts."""
    return {
        "id": record.id,
        "name": record.name,
        "names": list(record.names),
        "wordings": list(record.wordings),
        "kind": record.kind,
        "identified": record.identified,
        "roles": [role_record(held) for held in record.roles],
        "reports": list(record.reports),
        "mentions": list(mentions),
        "admiralty": record.letter,
        "decisions": list(record.decisions),
    }


def role_record(held: Held) -> Json:
    """A role or affiliation, with the days and the reports that say so."""
    return {
        "role": held.role,
        "affiliation": held.affiliation,
        "first": held.first,
        "last": held.last,
        "reports": list(held.reports),
    }


def _cited(claim: Claim) -> list[str]:
    ids = [source.id for source in claim.voice.chain]
    if claim.voice.speaker and claim.voice.speaker.id not in ids:
        ids.insert(0, claim.voice.speaker.id)
    return list(dict.fromkeys(ids))


def _mention(claim: Claim, text: str, place: int, how: str) -> Json:
    """``place`` 0 is the speaker, 1 whom the speaker cites, and so on to the origin."""
    tied = [r for r in claim.voice.reasons if r.field in ("speaker", "chain", "source")]
    return {
        "claim": claim.id,
        "report": claim.report,
        "place": place,
        "spans": [[span.start, span.end] for span in claim.source],
        "text": cut(text, claim.source),
        "record": how,
        "reasons": [reason.words for reason in tied],
    }
