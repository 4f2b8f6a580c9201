"""What linking keeps from one report to the next, as the ledger's tables hold it.

`keep.linking` has the tables, `link.update` works on them; here is what passes between the two.
Numbers are the ids of claims and reports as integers (`link.nodes.number_of`), records are bytes
that only linking reads. Everything happens inside one all-or-nothing change of the ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sayso.records import Gap, Link, Proposition, Report
from sayso.speakers import SourceRecord, Tied

__all__ = [
    "DECIDED", "Heard", "Hearings", "Index", "Kept", "Met", "Overlap", "Posting", "Text", "Told",
]  # fmt: skip


class Posting(NamedTuple):
    """A claim in a bucket, in the order of time."""

    bucket: int
    moment: int
    claim: int


class Kept(NamedTuple):
    """A claim as it is compared (see `nodes.Node`)."""

    number: int
    report: int
    moment: int
    twin: int
    said: str | None
    record: bytes


class Met(NamedTuple):
    """A judgement on two claims, the lower number first; ``times`` is in how many buckets they
    meet, ``record`` the reasons and how they clash.
    """

    a: int
    b: int
    times: int
    same: int
    hard: int
    score: float
    record: bytes


class Text(NamedTuple):
    """A report as it is compared; ``size`` is its word sequences without furniture."""

    number: int
    id: str
    outlet: str | None
    size: int
    print: bytes
    credits: str


class Overlap(NamedTuple):
    """How many word sequences two reports share, and what follows from it (empty: nothing)."""

    a: int
    b: int
    shared: int
    reprint: int
    record: bytes


class Index(Protocol):
    """The tables of linking, inside one change of the ledger."""

    def clear(self) -> None:
        """Forget everything but propositions and links."""

    def first(self, bucket: int, count: int) -> list[Posting]:
        """The first so many of a bucket."""

    def before(self, posting: Posting, count: int) -> list[Posting]:
        """The so many before a place in its bucket, the nearest first."""

    def after(self, posting: Posting, count: int) -> list[Posting]:
        """The so many after a place in its bucket."""

    def post(self, postings: Iterable[Posting]) -> None:
        """Put claims into buckets."""

    def unpost(self, postings: Iterable[Posting]) -> None:
        """Take claims out of buckets."""

    def claims(self, numbers: Iterable[int]) -> list[Kept]:
        """The claims of these numbers that there are."""

    def claims_in(self, reports: Iterable[int]) -> list[Kept]:
        """The claims of these reports."""

    def claims_until(self, moment: int) -> list[Kept]:
        """The claims of up to this moment."""

    def reports_after(self, moment: int) -> set[int]:
        """The reports with claims of after this moment."""

    def keep_claims(self, claims: Iterable[Kept]) -> None:
        """Add claims."""

    def drop_claims(self, numbers: Iterable[int]) -> None:
        """Take claims away."""

    def met(self, numbers: Iterable[int], same: bool = False) -> list[Met]:
        """The judgements with one of these claims in them; all, or those of `same` only."""

    def all_met(self) -> Iterator[Met]:
        """Every judgement."""

    def met_pairs(self, pairs: Iterable[tuple[int, int]]) -> list[Met]:
        """The judgements on these pairs that there are."""

    def keep_met(self, rows: Iterable[Met]) -> None:
        """Add or replace judgements."""

    def drop_met(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take judgements away."""

    def tied(self, ties: Iterable[int]) -> list[tuple[int, int]]:
        """The clashing pairs that are folded by one of these ties."""

    def ties(self, pairs: Iterable[tuple[int, int]]) -> list[int]:
        """What these pairs are folded by."""

    def tie(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add (tie, a, b)."""

    def untie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take the ties of these pairs away."""

    def texts(self, numbers: Iterable[int]) -> list[Text]:
        """The reports of these numbers that there are."""

    def keep_texts(self, texts: Iterable[Text]) -> None:
        """Add or replace reports."""

    def sequences(self, number: int) -> bytes:
        """The word sequences of a report, as they were kept."""

    def keep_sequences(self, number: int, sequences: bytes) -> None:
        """Keep the word sequences of a report (64 bits each) beside it."""

    def drop_texts(self, numbers: Iterable[int]) -> None:
        """Take reports away."""

    def outlets(self) -> dict[str, int]:
        """How many reports each outlet has."""

    def report(self, number: int) -> Report | None:
        """A report of the ledger."""

    def naming(self, words: str) -> list[int]:
        """The reports in whose text or metadata these characters stand."""

    def owners(self, sequences: Sequence[int]) -> dict[int, list[int]]:
        """Which reports have each of these word sequences, in order; none for most."""

    def own(self, rows: Iterable[tuple[int, int]]) -> None:
        """Add (word sequence, report)."""

    def disown(self, report: int, sequences: Sequence[int]) -> None:
        """Take a report's word sequences away."""

    def overlaps(self, reports: Iterable[int]) -> list[Overlap]:
        """What these reports share with any other."""

    def keep_overlaps(self, rows: Iterable[Overlap]) -> None:
        """Add or replace overlaps; one of no sequences goes."""

    def drop_overlaps(self, reports: Iterable[int]) -> None:
        """Take all overlaps of these reports away."""

    def replace_all(self, propositions: Sequence[Proposition], links: Sequence[Link]) -> None:
        """Make these all the propositions and links; what is the same stays as it is."""

    def drop_orphans(self) -> None:
        """Take away propositions none of whose claims is in the ledger any more."""

    def replace_propositions(
        self, claims: Collection[int], propositions: Sequence[Proposition]
    ) -> None:
        """Put propositions in the place of those that these claims were in."""

    def replace_links(self, old: Iterable[Link], new: Iterable[Link]) -> None:
        """Put links in the place of others."""

    def links_with(self, ids: Iterable[str], kinds: Sequence[str]) -> list[Link]:
        """The links of these kinds (of all if none is named) with one of these claims."""


class Heard(NamedTuple):
    """A source of one report (see `link.sources.blocks`).

    ``speaks`` are words of what a person speaks for, ``sole`` those of a body's name that no other
    body of the report has; ``unit`` is the appearance as JSON. ``record`` and ``how`` are the
    record that it is and why: empty where it was never told, and `DECIDED` where a person's
    decision bears on it.
    """

    block: str
    report: str
    source: str
    sha256: str
    speaks: str
    sole: str
    unit: str
    record: str = ""
    how: str = ""


DECIDED = "decided"
"""In place of a record: what is decided may be one mention, and not all of an appearance."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is now told of the sources in some blocks, or in all (``blocks`` is None).

    ``heard`` are all appearances in them as they are now, ``was`` the same rows before; ``records``
    all their records, each with its block; ``mentions`` by appearance (report, source); ``marks``
    are (mark, report), where all is told. ``open`` are the decisions that have nothing to
    apply to, None where no decision was looked at.
    """

    blocks: frozenset[str] | None
    was: Sequence[Heard]
    heard: Sequence[Heard]
    records: Sequence[tuple[str, SourceRecord]]
    mentions: Mapping[tuple[str, str], Sequence[Tied]]
    open: Sequence[tuple[int, Gap]] | None
    marks: Sequence[tuple[str, str]] = ()


class Hearings(Protocol):
    """The sources of all reports, inside one change of the ledger."""

    def citing(self) -> int:
        """How many reports have marks."""

    def marks(self, reports: Iterable[str]) -> dict[str, list[str]]:
        """The marks of these reports that have any: whom they cite (see `link.sources.people`)."""

    def often(self, marks: Iterable[str]) -> dict[str, int]:
        """How many reports have each of these marks."""

    def marked(self, marks: Iterable[str]) -> list[str]:
        """The reports that have one of these marks."""

    def put_marks(self, reports: Iterable[str], marks: Iterable[tuple[str, str]]) -> None:
        """Replace the marks of these reports by (mark, report)."""

    def in_reports(self, reports: Iterable[str]) -> list[Heard]:
        """The sources of these reports."""

    def in_blocks(self, blocks: Iterable[str]) -> list[Heard]:
        """The appearances in these blocks."""

    def in_texts(self, sha256: Iterable[str]) -> list[Heard]:
        """The sources of the reports with these texts."""

    def put(self, reports: Iterable[str], rows: Iterable[Heard]) -> None:
        """Replace the sources of these reports."""

    def decided(self) -> list[str]:
        """The blocks on which decisions bear."""

    def blocks_of(self, records: Iterable[str]) -> list[str]:
        """The blocks of these source records."""
