"""What a person says of single claims, and the same said of cases that are alike.

ledger.decide("right", "3f2a", by="me")
ledger.decide("content", "3f2a", value="the ferries will stop", by="me")
ledger.decide("speaker", "3f2a", value="Ada Voss", by="me")
ledger.alike(3)                         # where decision 3 would fit too
ledger.as_decided(3, by="me")           # there too, each a decision of its own
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from sayso.errors import UsageError
from sayso.keep import (
    CLAIM_VERBS,
    ROLES,
    Store,
    anchor_of,
    base,
    fold,
    spans_as,
    standing,
)  # fmt: skip
from sayso.link.tables import column
from sayso.records import Anchor, Claim, Decision, Report
from sayso.spans import Span, Spans, cut
from sayso.speakers import SourceRecord

__all__ = ["ALIKE", "Correcting", "found_spans"]

ALIKE = frozenset([*CLAIM_VERBS, "speaker", "not-a-claim"])
"""Verbs that can be said of alike cases; where characters end is each text's own."""

MOST = 200
"""Alike cases that are looked up; what has more is a rule, and no decision."""

AT = re.compile(r"\s*\d{1,9}\s*-\s*\d{1,9}\s*(,\s*\d{1,9}\s*-\s*\d{1,9}\s*){0,19}")


class Correcting:
    """Decisions about single claims; `sayso.deciding.Deciding` is one."""

    store: Store

    def link(self) -> None:
        """Bring all that follows from decisions up to date."""
        raise NotImplementedError

    def identify(self, prefix: str) -> str:
        """The full id that begins with these characters."""
        raise NotImplementedError

    def sources_named(self, name: str) -> list[SourceRecord]:
        """The records of this id or name."""
        raise NotImplementedError

    def _anchors(self, record: SourceRecord) -> list[Anchor]:
        raise NotImplementedError

    def _decided(
        self, verb: str, subjects: Sequence[str], *, by: str, note: str,
        value: str | None = None, anchors: Sequence[Anchor] = (), link: bool = True,
    ) -> Decision:  # fmt: skip
        raise NotImplementedError

    def correct(
        self, verb: str, subject: str, *, by: str, note: str = "", value: str | None = None
    ) -> Decision:
        """One claim is "right" or "not-a-claim", has another "content", "source" or "cue" (words
        of its report, or places such as "120-180,200-210"; empty for none), or another "speaker".

        Raises:
            UsageError: it is no claim, or the value does not fit.
        """
        id_ = self.identify(subject)
        if base(self.store, id_) is None:
            raise UsageError(
                f"{subject!r} is no claim of {self.store.path}; {verb!r} is about one."
            )
        claim, report = self._read(id_)
        anchor = anchor_of(claim, report)
        kept: str | None = None
        more: tuple[Anchor, ...] = ()
        if verb in ROLES:
            spans = found_spans(report.text, value or "", getattr(claim, verb) or claim.content)
            if not spans and verb == "content":
                raise UsageError("A claim says something; give the words that it says.")
            kept = spans_as(spans)
            anchor = replace(anchor, words=(*anchor.words, cut(report.text, spans)))
        elif verb == "speaker":
            kept, more = self._named(value or "")
        elif value:
            raise UsageError(f"{verb!r} takes no value.")
        return self._decided(verb, (id_,), by=by, note=note, value=kept, anchors=(anchor, *more))

    def _named(self, name: str) -> tuple[str, tuple[Anchor, ...]]:
        """The name of a speaker, and where the one record of this name stands in texts."""
        words = " ".join(name.split())
        if not words:
            raise UsageError("Say who says it; the name is empty.")
        found = self.sources_named(words)
        exact = [r for r in found if fold(words) in map(fold, (r.name, *r.names))]
        exact = exact or [r for r in found if r.id.startswith(words.lower())]
        alike = [r for r in exact if fold(r.name) == fold(words)] or exact
        if len(alike) > 1:
            some = ", ".join(f"{r.name} ({r.id[:8]})" for r in alike[:6])
            raise UsageError(
                f"Several sources are called {words!r}: {some}; rename or merge them first."
            )
        if not alike:
            return words, ()
        return alike[0].name, tuple(self._anchors(alike[0]))

    # Alike cases

    def alike(self, number: int) -> list[tuple[str, ...]]:
        """The subjects of which a decision could be said too, one tuple of claim ids each.

        A speaker: the same source words, resolved to the same (or to nobody); a word such as "he"
        only in the same report. No claim: the same words, content and source. A pair: claims that
        say what the two say word for word, and of which the opposite is held now.

        Raises:
            UsageError: no such decision stands, or it is none that fits other cases.
        """
        decision = self._standing(number)
        self.link()
        seen = {
            frozenset(d.subjects) for d in standing(self.store.decisions())
            if _kind(d.verb) == _kind(decision.verb)
        }  # fmt: skip
        found = self._like_one(decision) if len(decision.subjects) == 1 else self._pairs(decision)
        return list(islice((ids for ids in found if frozenset(ids) not in seen), MOST))

    def words_of(self, claim: str) -> str:
        """What a claim says, as it was read; empty for one that the ledger has not."""
        if base(self.store, claim) is None:
            return ""
        one, report = self._read(claim)
        return cut(report.text, one.content)

    def as_decided(self, number: int, *, by: str, note: str = "") -> list[Decision]:
        """Say the same of every alike case; each is a decision of its own, that says after which.

        Raises:
            UsageError: as `alike`.
        """
        decision = self._standing(number)
        note = (
            f"as decided for {' and '.join(s[:8] for s in decision.subjects)} (decision {number})"
        )
        own = set(decision.subjects)
        made = []
        for ids in self.alike(number):
            places = [self._read(id_) for id_ in ids]
            anchors = [anchor_of(*place) for place in places]
            anchors += [anchor for anchor in decision.anchors if anchor.of not in own]
            made.append(self._decided(
                decision.verb, ids, by=by, note=note, value=decision.value, anchors=anchors,
                link=False,
            ))  # fmt: skip
        self.link()
        return made

    def _standing(self, number: int) -> Decision:
        found = [d for d in standing(self.store.decisions()) if d.number == number]
        if not found:
            raise UsageError(f"No decision {number} stands; `sayso decide` lists those that do.")
        if found[0].verb not in ALIKE:
            raise UsageError(f"Decision {number} ({found[0].verb}) is about its own case alone.")
        return found[0]

    def _like_one(self, decision: Decision) -> Iterator[tuple[str, ...]]:
        id_ = decision.subjects[0]
        if base(self.store, id_) is None:
            return
        claim, report = self._read(id_)
        source, content = cut(report.text, claim.source), cut(report.text, claim.content)
        if decision.verb == "not-a-claim":
            yield from ((one,) for one in self._holding(content, source) if one != id_)
            return
        own = fold(source).strip() in column("pronouns.tsv")
        for one in self._holding(None, source) if source.strip() else ():
            like, where = self._read(one)
            same = _speaker(like) == _speaker(claim)
            if one != id_ and same and (not own or where.id == report.id):
                yield (one,)

    def _pairs(self, decision: Decision) -> Iterator[tuple[str, ...]]:
        sides = []
        for id_ in decision.subjects:
            if base(self.store, id_) is None:
                return
            claim, report = self._read(id_)
            sides.append(self._holding(cut(report.text, claim.content), None))
        of = self.store.proposition_of(id_ for side in sides for id_ in side)
        clashing = {
            frozenset((link.a, link.b)) for link in self.store.links() if link.kind == "conflict"
        } if decision.verb in ("conflict", "not-conflict") else set()  # fmt: skip
        done = set()
        for a, b in product(*sides):
            pair = frozenset((a, b))
            if len(pair) < 2 or pair in done:
                continue
            done.add(pair)
            together = of.get(a) is not None and of.get(a) == of.get(b)
            open_ = {"same": not together, "not-same": together}.get(
                decision.verb, pair in clashing
            )  # fmt: skip
            if open_:
                yield (a, b)

    def _holding(self, content: str | None, source: str | None) -> list[str]:
        """Claims of exactly these words, but for the case of letters."""
        asked = [(name, words) for name, words in (("content", content), ("source", source))
                 if words is not None]  # fmt: skip
        where = " AND ".join(f"c.{name} = ? COLLATE NOCASE" for name, _ in asked)
        rows = self.store._rows(
            "SELECT c.id FROM claim c JOIN report r ON r.id = c.report"
            f" WHERE {where} ORDER BY r.published IS NULL, r.published, c.id",
            *(words for _, words in asked),
        )
        return [id_ for (id_,) in rows]

    def _read(self, id_: str) -> tuple[Claim, Report]:
        """A claim as it was read, and its report."""
        claim = base(self.store, id_)
        assert claim is not None, "looked up before"
        (report,) = self.store.reports(claim.report)
        return claim, report


def _kind(verb: str) -> str:
    """Verbs of one kind answer one question."""
    if verb in ("same", "not-same"):
        return "same"
    return "conflict" if verb in ("conflict", "not-conflict") else verb


def _speaker(claim: Claim) -> str | None:
    return claim.voice.speaker.name if claim.voice.speaker else None


def found_spans(text: str, value: str, near: Spans) -> Spans:
    """The characters that a person means: places, or words of the text, the nearest ones.

    >>> found_spans("so so so", "so", (Span(6, 8),)), found_spans("so so", "0-2, 3-5", ())
    ((Span(start=6, end=8),), (Span(start=0, end=2), Span(start=3, end=5)))

    Raises:
        UsageError: they are not in the text.
    """
    words = value.strip()
    if not words:
        return ()
    if AT.fullmatch(words):
        pairs = [part.split("-") for part in words.split(",")]
        spans = [Span(int(start), int(end)) for start, end in pairs]
        return checked(text, spans)
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, text)]
    if not found:
        raise UsageError("These words do not stand in the report; give them as it has them.")
    start = near[0].start if near else 0
    return (min(found, key=lambda s: (abs(s.start - start), s)),)


def checked(text: str, spans: Sequence[Span]) -> Spans:
    """Spans that lie in the text, in its order, apart from one another.

    Raises:
        UsageError: they do not.
    """
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= len(text) or not span.of(text).strip():
            raise UsageError(
                f"{span.start}-{span.end} are no characters of this report (it has {len(text):,}), "
                "or not in its order."
            )
        end = span.end
    return tuple(spans)
