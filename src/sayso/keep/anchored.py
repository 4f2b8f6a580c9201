"""Decisions about claims, found again after their reports' metadata was corrected.

The id of a claim holds its report's, and that changes with a title or a date. The text does not.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.keep.decisions import standing
from sayso.keep.store import Store
from sayso.records import Anchor, Claim, Decision, Gap

__all__ = ["CLAIM_VERBS", "anchor_of", "in_force"]

CLAIM_VERBS = frozenset(["same", "not-same", "not-conflict", "conflict"])

Open = tuple[tuple[int, Gap], ...]


def anchor_of(claim: Claim, sha256: str) -> Anchor:
    """Where a claim stands: its report's text, and the characters of content and source."""
    return Anchor(
        of=claim.id, report=claim.report, sha256=sha256, spans=(*claim.content, *claim.source)
    )


def in_force(store: Store) -> tuple[tuple[Decision, ...], Open]:
    """The decisions that stand, about claims as they are called now; and those on claims that the
    ledger does not hold, each with one sentence.
    """
    found: list[Decision] = []
    open_: list[tuple[int, Gap]] = []
    for decision in standing(store.decisions()):
        if decision.verb not in CLAIM_VERBS:
            found.append(decision)
            continue
        subjects = [_now(store, id_, decision) for id_ in decision.subjects]
        found.append(replace(decision, subjects=tuple(subjects)))
        lost = [id_ for id_ in subjects if not store.who.holds(id_)]
        if lost:
            reason = (
                f"Decision {decision.number} ({decision.verb}, by {decision.by}) is about the "
                f"claim {lost[0]}, which the ledger does not hold (now); it waits until it does."
            )
            open_.append((decision.number, Gap(field="decision", text=lost[0], reason=reason)))
    return tuple(found), tuple(open_)


def _now(store: Store, id_: str, decision: Decision) -> str:
    """The id that a claim has now: its own, or that of the claim at its place in the same text."""
    anchor = next((a for a in decision.anchors if a.of == id_), None)
    if anchor is None or store.who.holds(id_):
        return id_
    here = [
        claim.id
        for report in store.who.with_text(anchor.sha256)
        for claim in store.who.as_read(report)
        if (*claim.content, *claim.source) == anchor.spans
    ]
    return min(here, default=id_)
