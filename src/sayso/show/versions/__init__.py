"""Versions of one document: what was edited, whether it says so, and which claims it touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from sayso.keep import Query, Store
from sayso.records import Claim, Report
from sayso.show.record import Json
from sayso.show.versions.edits import Edit, edits, normal
from sayso.show.versions.statements import Moved, moved
from sayso.spans import Span, cut

__all__ = ["Edit", "Moved", "compared", "edits", "moved", "of_one_document", "versions"]

_NOTE = re.compile(
    r"\b(correct(?:ion|ed|s)|clarif(?:ication|ied|ies)|an (?:earlier|previous) version"
    r"|editor['’]s note|has been (?:updated|amended|changed)|was (?:updated|amended)"
    r"|updated (?:to|with|at|on))\b",
    re.IGNORECASE,
)
_ALIKE = 0.3
"""Share of words that two texts at one path must have in common to be one document."""


def versions(store: Store) -> list[Json]:
    """Every document that was seen with more than one text: each version and what it changed.

    One document is one address (url), or one path whose texts are alike. ``"silent"`` of a change
    is true where neither a note in the text nor a later time of modification owns up to it.
    """
    reports = {report.id: report for report in store.reports()}
    found = []
    told: set[tuple[str, str]] = set()
    for key, ids in store.versions():
        texts = [reports[id_] for id_ in ids if id_ in reports]
        steps = [
            (a, b)
            for a, b in pairwise(texts)
            if (a.id, b.id) not in told and _one_document(key, a, b)
        ]
        told.update((a.id, b.id) for a, b in steps)
        if steps:
            found.append(
                {
                    "document": key,
                    "versions": [_version(r) for r in _unique(r for step in steps for r in step)],
                    "changes": [
                        compared(a, b, _claims(store, a), _claims(store, b)) for a, b in steps
                    ],
                }
            )
    return found


def of_one_document(store: Store) -> list[tuple[str, str]]:
    """(older, newer) for every two versions of one document, by the ids of their reports.

    A page read on Monday, edited and read again on Tuesday -> ``[(monday, tuesday)]``
    """
    groups = list(store.versions())
    reports = store.reports_of({id_ for _, ids in groups for id_ in ids})
    found: dict[tuple[str, str], None] = {}
    for key, ids in groups:
        known = [reports[id_] for id_ in dict.fromkeys(ids) if id_ in reports]
        for older, newer in combinations(known, 2):
            if (newer.id, older.id) not in found and _one_document(key, older, newer):
                found[older.id, newer.id] = None
    return list(found)


def compared(old: Report, new: Report, before: Sequence[Claim], after: Sequence[Claim]) -> Json:
    """From one version to the next: edits and claims, and whether the new version says so."""
    text = edits(old.text, new.text)
    title: list[Json] = []
    if normal(old.title or "") != normal(new.title or ""):
        title = [{"kind": "title", "before": old.title, "after": new.title, "words": []}]
    claims = moved(old, new, before, after)
    notes = [
        new.text[e.after.start : e.after.end]
        for e in text
        if e.after and _NOTE.search(new.text[e.after.start : e.after.end])
    ]
    stamped = bool(new.modified and new.modified > (old.modified or old.published or ""))
    return {
        "from": old.id,
        "to": new.id,
        "edits": [*title, *(_edit(e, old.text, new.text) for e in text)],
        "claims": [_moved(m, old, new) for m in claims],
        "notes": notes,
        "modified": new.modified if stamped else None,
        "silent": bool(text or title) and not notes and not stamped,
    }


def _one_document(key: str, old: Report, new: Report) -> bool:
    if key == old.url == new.url:
        return True
    one, other = Counter(normal(old.text)), Counter(normal(new.text))
    return 2 * (one & other).total() >= _ALIKE * (one.total() + other.total())


def _unique(reports: Iterable[Report]) -> list[Report]:
    return list({report.id: report for report in reports}.values())


def _claims(store: Store, report: Report) -> tuple[Claim, ...]:
    return tuple(store.claims(Query(report=report.id)))


def _version(report: Report) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "modified": report.modified,
        "fetched": report.fetched,
        "sha256": report.sha256_text,
    }


def _edit(edit: Edit, old: str, new: str) -> Json:
    return {
        "kind": edit.kind,
        "before": _words(old, edit.before),
        "after": _words(new, edit.after),
        "words": [list(pair) for pair in edit.words],
    }


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def _moved(one: Moved, old: Report, new: Report) -> Json:
    return {
        "kind": one.kind,
        "before": one.before and one.before.id,
        "after": one.after and one.after.id,
        "text": cut(new.text, one.after.content)
        if one.after
        else cut(old.text, one.before.content if one.before else ()),
        "changes": [
            {"field": c.field, "before": c.before, "after": c.after, "words": c.words}
            for c in one.changes
        ],
    }
