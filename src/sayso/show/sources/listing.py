"""All sources of a ledger, the most heard first; those that nobody could resolve apart."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sayso.records import Claim
from sayso.show.views import UNRESOLVED, Found

__all__ = ["listing"]

Json = dict[str, Any]


def listing(found: Found) -> list[Json]:
    """One row for each speaker: how often heard, where, when and how. Figures only, no scores.

    Speakers that nobody could resolve come last, with ``id`` None, under the words of the reports
    in whatever case: "She" and "she" -> one row "she (unresolved)".
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in found.claims:
        speaker = claim.voice.speaker
        groups[speaker.id if speaker else f"?{found.speaker(claim).casefold()}"].append(claim)
    rows = [_row(claims, found) for claims in groups.values()]
    return sorted(
        rows, key=lambda row: (row["id"] is None, -row["claims"], row["name"], row["id"] or "")
    )


def _row(claims: list[Claim], found: Found) -> Json:
    speaker = claims[0].voice.speaker
    days = sorted(found.day(claim).lstrip("/") for claim in claims if found.day(claim))
    roles = {c.voice.speaker.role for c in claims if c.voice.speaker and c.voice.speaker.role}
    name = speaker.name if speaker else min(_lower(found.speaker(claim)) for claim in claims)
    return {
        "id": speaker.id if speaker else None,
        "name": name or UNRESOLVED,
        "kind": speaker.kind if speaker else None,
        "identified": speaker.identified if speaker else None,
        "roles": sorted(roles),
        "claims": len(claims),
        "direct": sum(c.quote == "direct" for c in claims),
        "denials": sum(c.firmness.act == "deny" for c in claims),
        "hearsay": sum(c.firmness.hearsay for c in claims),
        "channels": sorted({c.firmness.channel for c in claims if c.firmness.channel}),
        "outlets": sorted({o for c in claims if (o := found.reports[c.report].outlet)}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
