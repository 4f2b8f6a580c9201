"""Generated inputs shared by the property tests: odd texts, reports, claims."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from sayso.records import (
    Claim,
    Figure,
    Firmness,
    Gap,
    Reason,
    Report,
    Source,
    Span,
    Spans,
    Voice,
    When,
    Where,
)

ODD = (
    "\r\n", "\t", "\u00a0", "\u200b", "\u200d", "e\u0301", "\U0001f600", "\U00010348", "“", "”",
    "‘", "’", '"', "«", "»", "''", "``", "\u2028", "\ufeff", "\u202e", "—", "…", "\x0c", "\n\n",
)  # fmt: skip
WORDS = (
    "said", "the minister", "reportedly", "she added", "2,000 troops", "on Friday", "according to",
    "Dana Okoro", "will not leave", "last week", "in Syria", "denied", "that", "wrote on Twitter",
    "at least several thousand", "“We left", "officials", ", who", ".", "?", ":", "3 percent",
)  # fmt: skip

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
texts = st.lists(pieces, max_size=60).map(
    lambda parts: "".join(part + " " * (len(part) % 2) for part in parts)
)
"""Texts of news words, quotation marks of every style and characters that break offsets."""

days = st.dates().map(lambda day: day.isoformat())


def report_of(text: str, **metadata: Any) -> Report:
    """A report as received in UTF-8."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Report(text=text, sha256_bytes=sha256, sha256_text=sha256, **metadata)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with any metadata."""
    optional = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
    return report_of(
        draw(texts),
        outlet=draw(optional),
        title=draw(optional),
        url=draw(optional),
        path=draw(st.one_of(st.none(), st.from_regex(r"[a-z]{1,9}\.txt", fullmatch=True))),
        published=draw(st.one_of(st.none(), days)),
    )


@st.composite
def spans_in(draw: st.DrawFn, length: int, least: int = 0) -> Spans:
    """Up to three disjoint spans inside a text of this length, in order."""
    edges = draw(
        st.lists(st.integers(0, length), min_size=2 * least, max_size=6, unique=True).map(sorted)
    )
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def claims_of(draw: st.DrawFn, report: Report) -> Claim:
    """Any claim of a report."""
    spans = spans_in(len(report.text))
    number = st.one_of(st.none(), st.floats(0, 1e9, allow_nan=False))
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
    source = st.builds(
        Source,
        id=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
        name=words,
        kind=st.sampled_from(["person", "organisation", "outlet", "group"]),
        identified=st.sampled_from(["named", "described", "anonymous"]),
    )
    chain = draw(st.lists(source, max_size=2).map(tuple))
    reason = st.builds(Reason, field=words, name=words, words=words, spans=spans)
    when = st.builds(When, start=days, end=days, edtf=days, text=words, spans=spans)
    return Claim(
        report=report.id,
        content=draw(spans),
        source=draw(spans),
        cue=draw(spans),
        quote=draw(st.sampled_from(["direct", "indirect", "mixed", "narration"])),
        voice=Voice(speaker=chain[0] if chain else None, chain=chain),
        said=draw(st.one_of(st.none(), when)),
        about=draw(st.one_of(st.none(), when)),
        firmness=draw(
            st.builds(
                Firmness,
                act=st.sampled_from(["say", "deny"]),
                hearsay=st.booleans(),
                reasons=st.lists(reason, max_size=2).map(tuple),
            )
        ),
        figures=draw(
            st.lists(
                st.builds(
                    Figure, low=number, high=number, unit=words, modifier=st.just("exact"),
                    of=words, place=words, spans=spans,
                ),
                max_size=2,
            ).map(tuple)
        ),
        places=draw(
            st.lists(
                st.builds(
                    Where, name=words, lat=number, lon=number, country=words,
                    precision=st.just("city"), spans=spans,
                ),
                max_size=2,
            ).map(tuple)
        ),
        nested_in=None,
        confidence=draw(st.floats(0, 1)),
        made_by="sayso test",
        gaps=draw(
            st.lists(st.builds(Gap, field=words, text=words, reason=words), max_size=1).map(tuple)
        ),
    )  # fmt: skip


@st.composite
def kept(draw: st.DrawFn) -> tuple[Report, tuple[Claim, ...]]:
    """A report with its claims, no two with the same id."""
    report = draw(reports())
    claims = draw(st.lists(claims_of(report), max_size=3))
    return report, tuple({claim.id: claim for claim in claims}.values())
