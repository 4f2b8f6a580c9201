"""Decisions about claims, found again after their reports were corrected, read again or edited.

The id of a claim holds its report's, and that changes with a title or a date. The text does not: a
decision holds on to the hash of the text and the characters, and to the words there. So it also
stands in other texts of the same document (one path, one address), where the words are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from sayso.keep.amended import base, bases, moved
from sayso.keep.decisions import standing
from sayso.keep.store import Store
from sayso.records import Anchor, Claim, Decision, Gap, Report
from sayso.spans import Span, Spans, cut

__all__ = ["CLAIM_VERBS", "ONE_VERBS", "ROLES", "anchor_of", "in_force", "spans_as", "spans_of"]

CLAIM_VERBS = frozenset(["same", "not-same", "not-conflict", "conflict"])
"""About two claims; linking applies them."""

ROLES = ("content", "source", "cue")
ONE_VERBS = frozenset([*ROLES, "speaker", "right", "not-a-claim"])
"""About one claim; they are laid over it (`sayso.amending`)."""

MENTION = "mention"
"""What an anchor of a split is ``of``, where it takes one mention out of a source."""

Open = tuple[tuple[int, Gap], ...]


def anchor_of(claim: Claim, report: Report) -> Anchor:
    """Where a claim stands, as it was read: its report's text, the characters of content and
    source, and the words.
    """
    return Anchor(
        of=claim.id, report=claim.report, sha256=report.sha256_text,
        spans=(*claim.content, *claim.source), words=_words(claim, report.text),
    )  # fmt: skip


def spans_as(spans: Spans) -> str:
    """Spans as the value of a decision.

    >>> spans_as((Span(1, 4), Span(6, 9)))
    '[[1,4],[6,9]]'
    """
    return json.dumps([[s.start, s.end] for s in spans], separators=(",", ":"))


def spans_of(value: str | None) -> Spans:
    """The spans that a decision's value holds.

    >>> spans_of("[[1,4]]")
    (Span(start=1, end=4),)
    """
    return tuple(Span(int(start), int(end)) for start, end in json.loads(value or "[]"))


def in_force(store: Store) -> tuple[tuple[Decision, ...], Open]:
    """The decisions that stand, about claims as they are called now, once for each text of their
    document; and those that (somewhere) have nothing to apply to, each with one sentence.
    """
    found: list[Decision] = []
    open_: list[tuple[int, Gap]] = []
    places = _Places(store)
    for decision in standing(store.decisions()):
        if decision.verb not in CLAIM_VERBS | ONE_VERBS:
            found.append(places.carried(decision))
            continue
        ends = [places.end(id_, decision) for id_ in decision.subjects]
        found += [
            made
            for each in product(*(end.claims for end in ends))
            if len({claim for claim, _ in each}) == len(each)
            for made in [_about(decision, each)]
        ]
        for end in ends:
            if end.sentence:
                open_.append((decision.number, Gap(
                    field="decision", text=end.words or end.id,
                    reason=f"Decision {decision.number} ({decision.verb}, by {decision.by}) "
                    f"{end.sentence}",
                )))  # fmt: skip
                break
    return tuple(found), tuple(open_)


def _about(decision: Decision, each: tuple[tuple[str, int], ...]) -> Decision:
    value = decision.value
    if decision.verb in ROLES:
        by = each[0][1]
        value = spans_as(tuple(Span(s.start + by, s.end + by) for s in spans_of(value)))
    return replace(decision, subjects=tuple(claim for claim, _ in each), value=value)


@dataclass(slots=True)
class _End:
    """The claims that a subject is now, each with how far its characters moved; what is open."""

    id: str
    claims: list[tuple[str, int]] = field(default_factory=list)
    sentence: str = ""
    words: str = ""


class _Places:
    """Where decisions find their subjects."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[Report, list[Claim]] | None] = {}
        self._others: dict[str, list[str]] = {}
        self._shifts: dict[tuple[str, Spans], Spans] | None = None

    def end(self, id_: str, decision: Decision) -> _End:
        """What a subject of a decision is now."""
        found = _End(id_)
        anchor = next((a for a in decision.anchors if a.of == id_), None)
        home = base(self._store, id_) or (self._by_text(anchor) if anchor else None)
        words = anchor.words if anchor else ()
        start = anchor.spans[0].start if anchor and anchor.spans else 0
        report = home.report if home else anchor.report if anchor else ""
        if home is not None:
            found.claims.append((home.id, 0))
            start = home.content[0].start if home.content else 0
            if not words and (held := self._report(home.report)):
                words = _words(home, held[0].text)
        found.words = words[0] if words else ""
        lost = ""
        for other in self._versions(report) if words else ():
            if home is not None and other == home.report:
                continue
            like = self._like(other, words, start, decision)
            if like is not None:
                found.claims.append(like)
            elif home is None or self._later(other, home.report):
                lost = other
        if lost and found.claims:
            found.sentence = (
                f"is about words that a newer text of the same document ({lost[:8]}) does not "
                "have as a claim; it stands where they are."
            )
        elif not found.claims:
            found.sentence = (
                f"is about the claim {id_}, which the ledger does not hold (now); "
                "it waits until it does."
            )
        return found

    def carried(self, decision: Decision) -> Decision:
        """A decision on sources whose anchors follow claims that a person put right, and mentions
        into other texts of their document.
        """
        if not decision.anchors:
            return decision
        if self._shifts is None:
            self._shifts = {}
            for was, now in moved(self._store):
                held = self._report(was.report)
                old, new = was.source or was.content, now.source or now.content
                if held and old != new:
                    self._shifts[held[0].sha256_text, old] = new
        anchors = [a for one in decision.anchors for a in (one, *self._mentions(one))]
        return replace(decision, anchors=tuple(
            replace(a, spans=self._shifts.get((a.sha256, a.spans), a.spans)) for a in anchors
        ))  # fmt: skip

    def _mentions(self, anchor: Anchor) -> Iterator[Anchor]:
        if anchor.of != MENTION:
            return
        others = [other for other in self._versions(anchor.report) if other != anchor.report]
        held = self._report(anchor.report) if others else None
        home = next((c for c in held[1] if (c.source or c.content) == anchor.spans), None) if (
            held) else None  # fmt: skip
        if held is None or home is None or not home.content:
            return
        words = _words(home, held[0].text)
        for other in others:
            there = self._report(other)
            like = _nearest(there, words, home.content[0].start) if there else None
            if there and like:
                spans = like.source or like.content
                sha256 = there[0].sha256_text
                yield replace(anchor, report=other, sha256=sha256, spans=spans)

    def _by_text(self, anchor: Anchor) -> Claim | None:
        """The claim at an anchor's place in a report of the same text."""
        here = [
            claim
            for report in self._store.who.with_text(anchor.sha256)
            for claim in bases(self._store, report)
            if (*claim.content, *claim.source) == anchor.spans
        ]
        return min(here, key=lambda claim: claim.id, default=None)

    def _like(
        self, report: str, words: tuple[str, ...], start: int, decision: Decision
    ) -> tuple[str, int] | None:
        """The claim of these words in another text, and how far they moved there."""
        held = self._report(report)
        found = _nearest(held, words, start) if held else None
        if held is None or found is None:
            return None
        by = found.content[0].start - start
        if decision.verb in ROLES and len(words) > 3:
            spans = [Span(s.start + by, s.end + by) for s in spans_of(decision.value)]
            inside = all(0 <= s.start < s.end <= len(held[0].text) for s in spans)
            if not inside or cut(held[0].text, spans) != words[3]:
                return None
        return found.id, by

    def _report(self, id_: str) -> tuple[Report, list[Claim]] | None:
        if id_ not in self._seen:
            report = self._store.reports_of([id_]).get(id_)
            self._seen[id_] = (report, bases(self._store, id_)) if report else None
        return self._seen[id_]

    def _versions(self, report: str) -> list[str]:
        """The reports of the same document, by path or address, in the order of their coming."""
        if report not in self._others:
            rows = self._store._rows(
                "WITH seen AS (SELECT c.report AS id FROM custody own JOIN custody c"
                " ON c.path = own.path AND c.action = 'received' WHERE own.report = ?1"
                " AND own.action = 'received' AND own.path NOT LIKE 'id:%'"
                " UNION SELECT id FROM report WHERE url = (SELECT url FROM report WHERE id = ?1))"
                " SELECT r.id FROM seen JOIN report r ON r.id = seen.id ORDER BY (SELECT"
                " min(number) FROM custody WHERE report = r.id AND action = 'received'), r.id",
                report,
            )
            self._others[report] = [id_ for (id_,) in rows]
        return self._others[report]

    def _later(self, other: str, report: str) -> bool:
        order = self._versions(report)
        return report in order and order.index(other) > order.index(report)


def _words(claim: Claim, text: str) -> tuple[str, ...]:
    return tuple(cut(text, getattr(claim, role)) for role in ROLES)


def _nearest(held: tuple[Report, list[Claim]], words: tuple[str, ...], start: int) -> Claim | None:
    """Of a report's claims the one of these words; of several the nearest to a place."""
    report, claims = held
    same = [c for c in claims if c.content and _words(c, report.text)[:2] == words[:2]]
    return min(same, key=lambda c: (abs(c.content[0].start - start), c.id), default=None)
