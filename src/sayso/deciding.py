"""A person's judgements through the Python API: kept for ever, applied at once, undone by number.

ledger.merge("Abadi", "Haider al-Abadi", by="me")
ledger.decide("undo", "1", by="me")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sayso import pipeline
from sayso.correcting import Correcting
from sayso.errors import UsageError
from sayso.keep import ONE_VERBS, UNDO, anchor_of, base, standing
from sayso.link import sources
from sayso.link.decided import CONFLICT, NOT_CONFLICT, NOT_SAME, SAME
from sayso.records import Anchor, Claim, Decision, Report
from sayso.speakers import SourceRecord, Suggestion

__all__ = ["Deciding"]

ANCHORS = 3
"""Places in texts that a decision holds on to for each subject: one may go with its report."""

LETTER = re.compile(r"[A-F][1-6]")


class Deciding(Correcting):
    """What a ledger's users can decide; `sayso.ledger.Ledger` is one."""

    def decide(
        self, verb: str, *subjects: str, by: str, note: str = "", value: str | None = None
    ) -> Decision:
        """Keep a person's judgement: "same", "not-same", "not-conflict", "conflict" of two claims;
        "right", "not-a-claim", "content", "source", "cue", "speaker" of one (see `correct`); or
        "undo".

        ``subjects`` are claim ids (or their beginnings), for "undo" numbers of decisions. It is
        applied at once, and to every later reading. For sources: `merge`, `split`, `rename`, ...

        Raises:
            UsageError: no such verb, claim or decision, or a value that does not fit.
        """
        if verb in ONE_VERBS:
            if len(subjects) != 1:
                raise UsageError(f"{verb!r} is about one claim; name it.")
            return self.correct(verb, subjects[0], by=by, note=note, value=value)
        if value:
            raise UsageError(f"{verb!r} takes no value.")
        if verb == UNDO:
            known = {str(decision.number) for decision in self.store.decisions()}
            wrong = [number for number in subjects if number not in known]
            if not subjects:
                raise UsageError("Say which decision to undo, by its number in `sayso decide`.")
            if wrong:
                raise UsageError(f"There is no decision {' '.join(wrong)} to undo.")
            return self._decided(verb, subjects, by=by, note=note)
        if verb in (SAME, NOT_SAME, NOT_CONFLICT, CONFLICT):
            named = tuple(self.identify(subject) for subject in subjects)
            if len(set(named)) != 2 or None in (base(self.store, id_) for id_ in named):
                raise UsageError(f"{verb!r} is about two claims; name both.")
            anchors = [anchor_of(*self._read(id_)) for id_ in named]
            return self._decided(verb, named, by=by, note=note, anchors=anchors)
        verbs = ", ".join((SAME, NOT_SAME, NOT_CONFLICT, CONFLICT, *sorted(ONE_VERBS), UNDO))
        more = "; for sources: sayso who --help" if verb in sources.VERBS else ""
        raise UsageError(f"{verb!r} cannot be decided; choose one of: {verbs}{more}.")

    def decisions(self) -> list[Decision]:
        """Every decision that stands, in the order in which they were made."""
        return list(standing(self.store.decisions()))

    # Sources

    def source(self, name: str) -> SourceRecord:
        """The one source record with this id (or its beginning), or this name.

        Raises:
            UsageError: there is none, or several; the sentence names them.
        """
        self.link()
        found = self.sources_named(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(f"No source of {self.store.path} is called {name!r}.")
        some = ", ".join(f"{r.name} ({r.id[:8]})" for r in found[:6])
        more = f" and {len(found) - 6} more" if len(found) > 6 else ""
        raise UsageError(f"{name!r} may be several sources, name one by its id: {some}{more}.")

    def sources_named(self, name: str) -> list[SourceRecord]:
        """The records with this id (or its beginning), else with this name, else with a part of it;
        the most heard first.
        """
        self.link()
        prefix = name.strip().lower()
        is_id = len(prefix) >= 4 and not set(prefix) - set("0123456789abcdef")
        by_id = [r for r in self.store.who.records() if is_id and r.id.startswith(prefix)]
        if by_id:
            return by_id
        found = self.store.who.named(name.strip()) if name.strip() else []
        return sorted(found, key=lambda r: (-len(r.reports), r.name, r.id))

    def merge(self, one: str, other: str, *, by: str, note: str = "") -> Decision:
        """``other`` is ``one``: one record, with the id and name of ``one``.

        Raises:
            UsageError: a name means no source, or several.
        """
        a, b = self.source(one), self.source(other)
        if a.id == b.id:
            raise UsageError(
                f"{one!r} and {other!r} are one source already: {a.name} ({a.id[:8]})."
            )
        return self._about(sources.MERGE, (a, b), by=by, note=note)

    def apart(self, one: str, other: str, *, by: str, note: str = "") -> Decision:
        """The two are not one: they are suggested no more, and nothing joins them."""
        a, b = self.source(one), self.source(other)
        if a.id == b.id:
            raise UsageError(f"{one!r} and {other!r} are one source; use `sayso who split`.")
        return self._about(sources.APART, (a, b), by=by, note=note)

    def split(
        self, name: str, *, by: str, note: str = "",
        reports: Iterable[str] = (), mentions: Iterable[str] = (),
    ) -> Decision:  # fmt: skip
        """What these ``reports`` (ids), or these ``mentions`` (claim ids), say of a source is of
        somebody else, who becomes a record.

        Raises:
            UsageError: nothing is named, or the source does not stand there, or nowhere else.
        """
        record = self.source(name)
        rows = self.store.who.mentions(record.id)
        chosen = {self.identify(m) for m in mentions}
        whole = {self.identify(r) for r in reports}
        of = {claim: self._claim(claim) for claim, *_ in rows}
        out: list[Anchor] = []
        for claim_id, source, *_ in rows:
            claim, report = of[claim_id]
            if claim_id in chosen or claim.report in whole:
                anchor = self._place(claim, report, source)
                how = sources.MENTION if claim_id in chosen else "report"
                out.append(replace(anchor, of=how))
        strange = (chosen - set(of)) | (whole - {claim.report for claim, _ in of.values()})
        if strange:
            raise UsageError(f"{record.name} does not speak in {', '.join(sorted(strange))}.")
        if not out:
            raise UsageError("Name what to split off: --report ID or --mentions ID.")
        if len(out) == len(rows):
            raise UsageError(f"That is all that {record.name} says; rename the source instead.")
        anchors = [*self._anchors(record)[:1], *out]
        return self._decided(sources.SPLIT, (record.id,), by=by, note=note, anchors=anchors)

    def rename(self, name: str, new: str, *, by: str, note: str = "") -> Decision:
        """What a source is called from now on, in every view and export."""
        words = " ".join(new.split())
        if not words:
            raise UsageError("The new name is empty; give one.")
        return self._about(sources.RENAME, (self.source(name),), value=words, by=by, note=note)

    def admiralty(self, name: str, letter: str, *, by: str, note: str = "") -> Decision:
        """A letter (A-F, the source) and a figure (1-6, the information) that a person gives.

        Sayso never gives one. Raises:
            UsageError: it is no such letter and figure.
        """
        value = letter.strip().upper()
        if not LETTER.fullmatch(value):
            raise UsageError(f"{letter!r} is no Admiralty grading; give one such as B2 (A-F, 1-6).")
        return self._about(sources.ADMIRALTY, (self.source(name),), value=value, by=by, note=note)

    def suggestions(self) -> list[Suggestion]:
        """Pairs of source records that may be one, the likeliest first."""
        self.link()
        return list(pipeline.suggested(self.store))

    def judge(self, suggestion: str, accept: bool, *, by: str, note: str = "") -> Decision:
        """Accept a suggestion (its id, or the beginning of it): a merge; or reject it: apart."""
        found = [s for s in self.suggestions() if s.id.startswith(suggestion.strip().lower())]
        if len(found) != 1 or not suggestion.strip():
            what = "several suggestions" if found else "no suggestion"
            raise UsageError(f"{suggestion!r} is the id of {what}; see `sayso who suggestions`.")
        act = self.merge if accept else self.apart
        return act(found[0].a, found[0].b, by=by, note=note)

    # The rest

    def _about(
        self, verb: str, records: Sequence[SourceRecord], *, by: str, note: str,
        value: str | None = None,
    ) -> Decision:  # fmt: skip
        anchors = [anchor for record in records for anchor in self._anchors(record)]
        ids = tuple(record.id for record in records)
        return self._decided(verb, ids, by=by, note=note, value=value, anchors=anchors)

    def _anchors(self, record: SourceRecord) -> list[Anchor]:
        """Places of a record in its first reports."""
        found: dict[str, Anchor] = {}
        order = {report: n for n, report in enumerate(record.reports)}
        rows = [(self._claim(claim), source) for claim, source, *_ in self._few(record)]
        for (claim, report), source in sorted(
            rows, key=lambda row: (order.get(row[0][1].id, 0), row[0][0].content, row[0][0].id)
        ):
            anchor = self._place(claim, report, source)
            found.setdefault(report.id, replace(anchor, of=record.id))
        return list(found.values())[:ANCHORS]

    def _few(self, record: SourceRecord) -> list[tuple[str, str, str, str]]:
        rows = self.store.who.mentions(record.id)
        first = set(record.reports[:ANCHORS])
        return [row for row in rows if self.store.who.report_of(row[0]) in first]

    def _claim(self, id_: str) -> tuple[Claim, Report]:
        claim = self.store.who.as_read_one(id_)
        (report,) = self.store.reports(claim.report)
        return claim, report

    def _decided(
        self, verb: str, subjects: Sequence[str], *, by: str, note: str,
        value: str | None = None, anchors: Sequence[Anchor] = (), link: bool = True,
    ) -> Decision:  # fmt: skip
        at = datetime.now(UTC).isoformat(timespec="seconds")
        decision = self.store.decide(
            Decision(
                verb=verb, subjects=tuple(subjects), value=value, by=by, at=at, note=note,
                anchors=tuple(anchors),
            )
        )  # fmt: skip
        if link:
            self.link()
        return decision

    def _place(self, claim: Claim, report: Report, source: str) -> Anchor:
        """Where a claim, as it was read, cites a source, and by what name."""
        name = next((s.name for s in sources.cited(claim) if s.id == source), "")
        read = base(self.store, claim.id) or claim
        spans = read.source or read.content
        sha256 = report.sha256_text
        return Anchor(of=claim.id, report=report.id, sha256=sha256, spans=spans, name=name)
