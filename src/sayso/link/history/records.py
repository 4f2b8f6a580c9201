"""What history is made of: one figure as it is compared, a step of a series, a series, a drift."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.link.dates import Days
from sayso.records import Figure, Source, digest
from sayso.spans import Span, Spans

__all__ = ["Change", "Drift", "Evidence", "Kept", "Measure", "Series", "Step", "Travel"]

Change = Literal[
    "first", "none", "rounding", "overlap", "time", "event", "recount", "scope", "slip",
    "slip corrected", "source", "unknown",
]  # fmt: skip
"""``first``, then what became of the value. ``none``, ``rounding`` and ``overlap`` are no changes;
``unknown`` is a change of which no words tell the kind."""

Kept = frozenset({"none", "rounding", "overlap", "time"})
"""Steps that agree with a value which already stood."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a report that show something: ``report`` is its id, ``span`` lies in its text."""

    report: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of one claim as history compares it.

    ``thing`` is what is counted under one name ("soldier"; empty for a bare measure of a
    ``unit``), ``flow`` what it does where the figure counts a happening ("leave"), empty where it
    counts what is there. ``low`` and ``high`` are the bounds with the reach of a rounding.
    ``dated`` are the words that say which time it is about, ``assumed`` how a bare figure was read.
    ``place`` is where, under one name, and ``where`` as it is written; ``near`` are all places that
    the report names, ``story`` the stems of all its proper names.
    ``cited`` says that the text names whose word it is.
    ``at`` is the span of the figure, ``sentence`` of the sentences around it.
    """

    claim: str
    report: str
    outlet: str | None
    figure: Figure
    low: float
    high: float
    thing: str
    wide: bool
    unit: str
    kinds: frozenset[str]
    flow: str
    part: frozenset[str]
    place: str | None
    near: frozenset[str]
    about: Days | None
    said: Days | None
    published: str
    speaker: Source | None
    origin: Source | None
    cited: bool
    words: frozenset[str]
    at: Span
    sentence: Span
    dated: Spans = ()
    assumed: str = ""
    where: str = ""
    story: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, str, str, str, int, str]:
        """By when it was said, then by the time it is about, then by where it stands."""
        said = self.said[0] if self.said else self.published or "9999"
        about = self.about[1] if self.about else "9999"
        return (said, about, self.published, self.report, self.at.start, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure in its series: what kind of change, how surely, why, and the words that show it.

    ``against`` is the claim whose value it is compared with.
    """

    measure: Measure
    change: Change
    confidence: float
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    against: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One thing counted again and again: its steps in the order in which they were said."""

    of: str
    flow: str
    unit: str
    place: str | None
    where: str
    steps: tuple[Step, ...]
    beside: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Derived from its first figure; it keeps its id as later reports come in."""
        first = self.steps[0].measure
        return digest("series", first.claim, first.at)

    @property
    def changes(self) -> int:
        """How many steps changed the value."""
        return sum(step.change not in Kept and step.change != "first" for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One way in which a later wording of a claim differs from an earlier one.

    ``kind`` is "hedge dropped", "hedge added", "rounding dropped", "figure changed", "quotation
    cut", "attribution dropped", "quotation to paraphrase" or "stage changed"; ``before`` and
    ``after`` are the words of each that differ, as evidence with their spans.
    """

    kind: str
    earlier: str
    later: str
    words: str
    before: tuple[Evidence, ...] = ()
    after: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """One proposition as it travelled: its claims in the order of saying, and every drift."""

    proposition: str
    claims: tuple[str, ...]
    drifts: tuple[Drift, ...] = field(default=())

    @property
    def first(self) -> str:
        """The claim that said it first."""
        return self.claims[0]
