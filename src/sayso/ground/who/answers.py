"""What resolving yields: an answer for an attribution, what was found for each phrase of its
source, and which of several phrases speak for the record.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.ground.who.cast import Entity
from sayso.ground.who.lexicon import families
from sayso.ground.who.phrase import Phrase
from sayso.records import Attribution, Cited, Gap, Reason, Source
from sayso.spans import hull


@dataclass(frozen=True, slots=True)
class Answer:
    """What one attribution's own source is. ``key`` is whose it is for later pronouns."""

    speaker: Source | None = None
    chain: Cited = ()
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sure: float = 1.0
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase resolved: the source, whose it is, how surely, and why. ``as_worded`` is how
    later wording may take it up, where the phrase itself does not say ("one of them").
    """

    source: Source
    key: str | None
    sure: float
    reason: Reason
    open: Gap | None = None
    entity: Entity | None = None
    as_worded: Phrase | None = None


def holds_head(phrase: Phrase) -> bool:
    """Whether a fragment of a source holds its head, and is no stray piece ("of the")."""
    return phrase.form in ("name", "pronoun") or bool(phrase.role or phrase.body)


def can_speak(phrase: Phrase) -> bool:
    """Whether what is cited is a source at all ("citing security concerns" cites none)."""
    if phrase.form == "description":
        if phrase.role and phrase.role.kind == "document":
            return any(phrase.head in family for family in families("cited"))
        return bool(phrase.role or phrase.body) or phrase.veiled
    return phrase.form == "pronoun" or (phrase.form == "name" and phrase.entity is not None)


def pick(found: list[Found]) -> list[Found]:
    """Which of several coordinated sources speak for the record: the named ones, if any is named
    ("the Gazette and other papers"), else all that are resolved.
    """
    named = [f for f in found if f.open is None and f.source.identified == "named"]
    solved = [f for f in found if f.open is None]
    unique: dict[str, Found] = {}
    for one in named or solved or found[:1]:
        unique.setdefault(one.source.id, one)
    picked = list(unique.values())
    documents = [f for f in picked if f.source.kind == "document"]
    if documents and len(documents) < len(picked):
        picked = [f for f in picked if f.source.kind != "document"]
    return picked


def start(attribution: Attribution) -> int:
    """Where the source stands; without one, its cue or content."""
    spans = attribution.source or attribution.cue or attribution.content
    return hull(spans).start if spans else 0
