"""Claims as a person put them right: decisions about one claim, laid over it.

    right CLAIM               checked, as it stands
    not-a-claim CLAIM         nobody says anything here: it leaves the ledger's views, and is a gap
    content|source|cue CLAIM  these characters, not those; what follows from them is read again
    speaker CLAIM             who says it

They come in the order in which they were made; of two about one thing the later wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import msgspec

from sayso.keep import (
    ONE_VERBS,
    ROLES,
    Amended,
    Store,
    base,
    bases,
    in_force,
    lay,
    made_of,
    spans_of,
)  # fmt: skip
from sayso.keep.query import fold
from sayso.link.sources import cited
from sayso.records import (
    Anchor,
    Claim,
    Decision,
    Gap,
    Kind,
    Reason,
    Report,
    Source,
    Word,
    digest,
)  # fmt: skip
from sayso.spans import Spans, cut

__all__ = ["Again", "amend"]

Moved = Mapping[str, Mapping[str, Spans]]
Again = Callable[[Report, Moved], Mapping[str, Claim]]
"""Reads a report again with the characters of some claims moved: claim as read -> that claim."""


def amend(store: Store, changes: int, again: Again, maker: str) -> bool:
    """Lay what stands over the claims, writing only what differs; False if the ledger has changed
    since ``changes``.
    """
    wanted = _wanted(store)
    kept = made_of(store)
    back = [id_ for id_ in kept if id_ not in wanted]
    over: dict[str, Amended] = {}
    for id_, (read, parent, decisions) in wanted.items():
        key = digest("amended", maker, _plain(read), parent, [_plain(d) for d in decisions])
        if kept.get(id_) != key:
            over[id_] = _amended(store, read, parent, decisions, key, again)
    return lay(store, changes, over, back)


Wanted = dict[str, tuple[Claim, str | None, list[Decision]]]


def _wanted(store: Store) -> Wanted:
    """Claim -> as read, inside which claim it stands now, and the decisions about it."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in in_force(store)[0]:
        if decision.verb in ONE_VERBS:
            about[decision.subjects[0]].append(decision)
    found: Wanted = {}
    struck: dict[str, str | None] = {}
    for id_, decisions in about.items():
        read = base(store, id_)
        if read is not None:
            found[id_] = (read, read.nested_in, decisions)
            if _is_struck(decisions):
                struck[id_] = read.nested_in
    for report in sorted({found[id_][0].report for id_ in struck}):
        for one in bases(store, report):  # what is said inside a struck claim moves up
            parent = one.nested_in
            while parent in struck:
                parent = struck[parent]
            if parent != one.nested_in:
                found[one.id] = (one, parent, about.get(one.id, []))
    return dict(sorted(found.items()))


def _is_struck(decisions: Iterable[Decision]) -> bool:
    last = [d.verb for d in decisions if d.verb in ("right", "not-a-claim")]
    return last[-1:] == ["not-a-claim"]


def _amended(
    store: Store, read: Claim, parent: str | None, decisions: list[Decision], key: str,
    again: Again,
) -> Amended:  # fmt: skip
    (report,) = store.reports(read.report)
    if _is_struck(decisions):
        last = [d for d in decisions if d.verb == "not-a-claim"][-1]
        reason = f"Decision {last.number}, by {last.by} on {last.at[:10]}: this is no claim."
        words = cut(report.text, read.content)
        return Amended(read, key, None, Gap(
            field="claim", text=words, reason=reason, spans=read.content))  # fmt: skip
    last_of = {d.verb: d for d in decisions if d.verb != "not-a-claim"}
    spans = {
        role: tuple(s for s in spans_of(last_of[role].value) if s.end <= len(report.text))
        for role in ROLES
        if role in last_of
    }
    claim = _moved(report, read, spans, again) if spans else read
    if "speaker" in last_of:
        claim = _spoken(store, claim, last_of["speaker"])
    said = [
        Word("claim" if verb == "right" else verb, d.number, d.by, d.at)
        for verb, d in last_of.items()
    ]
    in_order = tuple(sorted(said, key=lambda word: word.number))
    claim = replace(claim, read_as=read.id, nested_in=parent, decided=in_order)
    return Amended(read, key, claim)


def _moved(report: Report, read: Claim, spans: Mapping[str, Spans], again: Again) -> Claim:
    """The claim of these characters: read again, where this Sayso reads the same claim there."""
    found = again(report, {read.id: spans}).get(read.id)
    if found is not None:
        return replace(found, confidence=read.confidence, made_by=read.made_by)
    content = spans.get("content", read.content)

    def inside(of: Spans) -> bool:
        return any(s.overlaps(c) for s in of for c in content)

    note = Reason(
        field="claim", name="moved",
        words="its characters were moved by a person; the rest is as it was read",
    )  # fmt: skip
    return replace(
        read, content=content, source=spans.get("source", read.source),
        cue=spans.get("cue", read.cue), reasons=(*read.reasons, note),
        figures=tuple(f for f in read.figures if inside(f.spans)),
        places=tuple(p for p in read.places if inside(p.spans)),
    )  # fmt: skip


def _spoken(store: Store, claim: Claim, decision: Decision) -> Claim:
    """The claim on the word of whom a person named."""
    name, old = decision.value or "", claim.voice.speaker
    source = next(filter(None, (_standing(store, a) for a in decision.anchors[1:])), None)
    if source is None:
        kind: Kind = old.kind if old and old.kind in ("person", "organisation") else "unknown"
        source = Source(
            id=digest("source", "decided", fold(name)), name=name, kind=kind, identified="named"
        )
    if old and old.id == source.id:
        source = old
    reason = Reason(
        field="speaker", name="decided",
        words=f"{decision.by} decided so on {decision.at[:10]} (decision {decision.number})",
    )  # fmt: skip
    rest = claim.voice.chain[1:] if old and claim.voice.chain[:1] == (old,) else ()
    voice = replace(
        claim.voice, speaker=source, chain=(source, *(s for s in rest if s.id != source.id)),
        reasons=(reason, *(r for r in claim.voice.reasons if r.field != "speaker")), gaps=(),
        confidence=1.0,
    )  # fmt: skip
    gaps = tuple(gap for gap in claim.gaps if gap.field != "speaker")
    return replace(claim, voice=voice, gaps=gaps)


def _standing(store: Store, anchor: Anchor) -> Source | None:
    """The source that stands at a place of a text, without what one claim says of its role."""
    for report in store.who.with_text(anchor.sha256):
        for claim in bases(store, report):
            if (claim.source or claim.content) != anchor.spans:
                continue
            for one in cited(claim):
                if one.name == anchor.name:
                    return replace(one, role=None, affiliation=None, anonymity=None, level=None)
    return None


def _plain(record: Claim | Decision) -> str:
    return msgspec.json.encode(record).decode()
