"""The nouns of Sayso, each a frozen record. What they mean is in docs/guide/nouns.md.

Records hold values, never behaviour that needs a file, a model or a clock. Fields that a text does
not have are empty (``()``, ``None``), never made up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from sayso.spans import Span, Spans

__all__ = [
    "Anchor", "Attribution", "Cited", "Claim", "Decision", "Figure", "Figures", "Firmness", "Gap",
    "Link", "Mention", "Places", "Proposition", "Quotation", "Range", "Reading", "Reason", "Report",
    "Source", "Span", "Spans", "Times", "Voice", "When", "Where", "Word", "digest",
]  # fmt: skip

Quote = Literal["direct", "indirect", "mixed", "narration"]
Kind = Literal["person", "organisation", "outlet", "document", "group", "unknown"]
Identified = Literal["named", "described", "anonymous", "unattributed"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Stage = Literal["planned", "begun", "ongoing", "ended", "cancelled"]
Modifier = Literal["exact", "approximate", "at least", "at most", "only", "more than", "less than"]
Relation = Literal["same", "conflict", "update", "scope", "time", "copy"]


def digest(*parts: object) -> str:
    """A content-derived id: 16 hexadecimal digits of the SHA-256 of a JSON list.

    A list, because joining the parts with a separator can make two different keys equal.

    >>> digest("a", "b") == digest("a", "b"), digest("a,b") == digest("a", "b")
    (True, False)
    """
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field has its value: one named cue, its weight, and the characters that show it.

    ``field`` is the record's field ("certainty"), ``name`` the cue or rule ("hedge verb"),
    ``words`` a short sentence for people, ``weight`` how much it counted (-1..1).
    """

    field: str
    name: str
    words: str
    weight: float = 1.0
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that could not be read, dated, placed or resolved, and why (law 3).

    ``field`` is what is missing ("read", "said", "about", "place", "speaker"), ``text`` the words
    that could not be grounded, ``reason`` one sentence.
    """

    field: str
    text: str
    reason: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text with its metadata, as received. ``published`` and ``modified`` are ISO 8601.

    ``sha256_bytes`` is of the bytes as received, ``sha256_text`` of the UTF-8 of ``text``.
    ``original_outlet`` is who published first where this is a syndicated copy. ``notes`` say where
    each piece of metadata came from. ``path`` is how the reader was told where
    to find it; it is custody, not content, and so not part of the id. ``original`` are the bytes,
    on their way from the reader to the ledger; no view has them.
    """

    text: str
    sha256_bytes: str
    sha256_text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    fetched: str | None = None
    original_outlet: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    notes: tuple[Reason, ...] = ()
    original: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Derived from the text and what identifies its publication; the same on any machine."""
        return _report_id(self.sha256_text, self.outlet, self.title, self.published, self.url)


@lru_cache(maxsize=4096)
def _report_id(*named: str | None) -> str:
    """Asked for several times of each report of a page; worked out once."""
    return digest("report", *named)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks: ``inner`` without the marks, ``outer`` with them.

    ``closed`` is false for a quotation that its paragraph leaves open (it goes on in the next).
    """

    outer: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something: a label such as PERSON, ORGANIZATION, LOCATION,
    DATE, and how sure the tagger is (0..1).
    """

    span: Span
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The passing analysis of one report's text; never stored.

    All tuples are in text order. ``tokens`` are words and single punctuation marks.
    """

    text: str
    paragraphs: Spans
    sentences: Spans
    tokens: Spans
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as the text has them; nothing resolved.

    ``nested_in`` is the index of the attribution inside whose content this one is said.
    ``confidence`` is calibrated: of attributions at 0.9, nine in ten are right.
    """

    source: Spans
    cue: Spans
    content: Spans
    quote: Quote
    confidence: float
    nested_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks. ``id`` is the same for the same source throughout the ledger.

    ``role`` as worded ("chief spokesperson at the Pentagon"); ``affiliation`` the body spoken for;
    ``anonymity`` the stated reason for being unnamed, if any; ``level`` the level of attribution
    where it is worded ("on background", "not for attribution"), as worded; ``scope`` whose body it
    is (a country, or the id of the one report that speaks of it) where many bodies bear its name.
    """

    id: str
    name: str
    kind: Kind
    identified: Identified
    role: str | None = None
    affiliation: str | None = None
    anonymity: str | None = None
    level: str | None = None
    scope: str | None = None


Cited = tuple[Source, ...]
"""A chain, from whom this report cites to the origin (the last)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in one attribution, on whose word.

    ``speaker`` is ``chain[0]``, or None where nobody can be named; ``reasons`` say how each was
    tied to the text; ``confidence`` is of the whole resolution; ``gaps`` what stayed open.
    """

    speaker: Source | None = None
    chain: Cited = ()
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time that keeps its own precision.

    ``start`` and ``end`` are ISO 8601 days (inclusive), None where open or unknown; ``edtf`` is
    the Extended Date/Time Format value ("2018-11", "2018-12-10/2018-12-16"), None while relative.
    """

    start: str | None
    end: str | None
    edtf: str | None
    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place, or an area described relative to one. ``precision``: country, region, city, site
    or area; coordinates in WGS 84 degrees, None for a place without a gazetteer entry.
    """

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as a range: "at least 16" is low 16, high None; an exact number has low = high.

    ``of`` is what is counted, ``place`` where, both as worded.
    """

    low: float | None
    high: float | None
    unit: str | None
    modifier: Modifier
    of: str | None
    place: str | None
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When one attribution was said, and the time that its content is about."""

    said: When | None = None
    about: When | None = None
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places in one attribution's content."""

    found: tuple[Where, ...] = ()
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures in one attribution's content."""

    found: tuple[Figure, ...] = ()
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmness:
    """How firmly one attribution is said, each field with its reasons."""

    act: str = "say"
    certainty: Certainty = "unknown"
    polarity: Polarity = "positive"
    stage: Stage | None = None
    hearsay: bool = False
    channel: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word on one field of a claim: "claim" (checked, as it stands), "content",
    "source", "cue" or "speaker" (put right); the decision's number, by whom, and when.
    """

    field: str
    number: int
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The ledger's row: one source's statement in one report.

    ``decided`` is what a person said of it; ``read_as`` the id under which it was read, which it
    keeps when a person moves its characters.
    """

    report: str
    content: Spans
    source: Spans
    cue: Spans
    quote: Quote
    voice: Voice
    said: When | None
    about: When | None
    firmness: Firmness
    figures: tuple[Figure, ...]
    places: tuple[Where, ...]
    nested_in: str | None
    confidence: float
    made_by: str
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()
    decided: tuple[Word, ...] = ()
    read_as: str | None = None

    @property
    def id(self) -> str:
        """Derived from the report and the characters as read; the same on any machine."""
        return self.read_as or claim_id(self.report, self.content, self.source, self.cue)


def claim_id(report: str, content: Spans, source: Spans, cue: Spans) -> str:
    """The id of the claim that these characters of this report make."""
    return digest("claim", report, content, source, cue)


@dataclass(frozen=True, slots=True)
class Range:
    """A count that is only known between two bounds, with the names behind it."""

    low: int
    high: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Claims with the same truth conditions, whoever says them.

    ``origins`` counts on whose word it finally rests, ``texts`` the independently written texts
    that carry it. ``first_said`` is an EDTF value.
    """

    claims: tuple[str, ...]
    origins: Range
    texts: Range
    first_said: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Derived from the ids of its claims."""
        return digest("proposition", sorted(self.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pair of claims (or of reports, for ``copy``), how they relate, how surely, and why."""

    a: str
    b: str
    kind: Relation
    score: float
    reasons: tuple[str, ...] = ()
    of: Literal["claims", "reports"] = "claims"

    @property
    def id(self) -> str:
        """Derived from the pair and the relation."""
        return digest("link", self.of, self.kind, self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a decision is about, in terms that outlast ids: a place in a text.

    ``of`` is the subject's id as it was, ``report`` and ``sha256`` the report and its text,
    ``spans`` the characters, ``name`` the source's name there ("" for a claim); ``words`` what
    stands in a claim's content, source and cue, by which an edited text is known again.
    """

    of: str
    report: str
    sha256: str
    spans: Spans
    name: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's judgement. Kept for ever; what follows from it is recomputed.

    ``verb`` is what was decided ("merge", "split", "rename", "same", "not same", "undo"),
    ``subjects`` the ids it is about, ``value`` the new value where there is one; ``anchors`` say
    what the subjects are once ids have changed.
    """

    verb: str
    subjects: tuple[str, ...]
    value: str | None
    by: str
    at: str
    note: str = ""
    number: int = field(default=0)
    anchors: tuple[Anchor, ...] = ()


def all_spans(claim: Claim) -> Iterable[Span]:
    """Every span that a claim stores, for checking that it lies inside the text."""
    yield from claim.content
    yield from claim.source
    yield from claim.cue
    for when in (claim.said, claim.about):
        yield from when.spans if when else ()
    for figure in claim.figures:
        yield from figure.spans
    for where in claim.places:
        yield from where.spans
    for reason in (*claim.reasons, *claim.voice.reasons, *claim.firmness.reasons):
        yield from reason.spans
    for gap in claim.gaps:
        yield from gap.spans
