"""One record for each person or body of a whole ledger, and what may yet be one.

Derived from claims and a person's decisions, and recomputed; the nouns of a single report are in
`sayso.records`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Gap, Identified, Kind, digest

__all__ = ["Held", "Resolved", "SourceRecord", "Suggestion", "Tied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role or affiliation of a source, as worded, with the reports that say so and their days."""

    role: str | None
    affiliation: str | None
    first: str | None
    last: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One person or body in the whole ledger.

    ``names`` are its other names, ``wordings`` what reports call it; ``letter`` an Admiralty letter
    and number, only where a person gave one; ``decisions`` the numbers of those that shaped it.
    """

    id: str
    name: str
    kind: Kind
    identified: Identified
    names: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()
    reports: tuple[str, ...] = ()
    letter: str | None = None
    decisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two source records that may be one: how likely (0..1), and why. Nothing follows from it."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Derived from the pair."""
        return digest("suggestion", *sorted((self.a, self.b)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """One mention: a claim's source (its id in the report), the record that it is, and why.

    ``name``, ``kind`` and ``identified`` are as the report has them; ``name`` is None where its
    claims do not agree.
    """

    claim: str
    source: str
    record: str
    how: str
    name: str | None
    kind: Kind
    identified: Identified


@dataclass(frozen=True, slots=True)
class Resolved:
    """All sources of a ledger. ``mentions`` by claim; ``open`` are the numbers of the decisions
    that have nothing to apply to, and why.
    """

    records: tuple[SourceRecord, ...] = ()
    mentions: tuple[Tied, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    open: tuple[tuple[int, Gap], ...] = ()
