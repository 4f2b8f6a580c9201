"""What became of each claim between two versions of a report: gone, new, or said otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.records import Claim, Report
from sayso.show.versions.edits import changed_words, likeness, normal
from sayso.show.views import amount
from sayso.spans import cut

FIRMER = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a claim that is not what it was, with the words that went and came."""

    field: str
    before: str
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim that is gone, new or changed; ids of the claim before and after."""

    kind: Literal["vanished", "new", "changed"]
    before: Claim | None
    after: Claim | None
    changes: tuple[Change, ...] = ()


def moved(old: Report, new: Report, before: Sequence[Claim], after: Sequence[Claim]) -> list[Moved]:
    """Every claim that vanished, came or changed from the version ``old`` to ``new``.

    Claims are paired by their content, the most alike first; a claim that says the same in all
    fields, but for trivial edits, is not told of.
    """
    pairs = _pairs(
        [normal(cut(old.text, c.content)) for c in before],
        [normal(cut(new.text, c.content)) for c in after],
    )
    found: list[Moved] = []
    for i, claim in enumerate(before):
        if i not in pairs:
            found.append(Moved("vanished", claim, None))
        elif changes := tuple(_changes(old, new, claim, after[pairs[i]])):
            found.append(Moved("changed", claim, after[pairs[i]], changes))
    came = set(range(len(after))) - set(pairs.values())
    return found + [Moved("new", None, after[j]) for j in sorted(came)]


def _pairs(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        same[words].append(j)
    for i, words in enumerate(old):
        if same[words]:
            pairs[i] = same[words].pop(0)
    left = [j for js in same.values() for j in js]
    scored = sorted(
        (-likeness(old[i], new[j]), i, j) for i in range(len(old)) if i not in pairs for j in left
    )
    taken: set[int] = set()
    for score, i, j in scored:
        if score < 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _changes(old: Report, new: Report, one: Claim, other: Claim) -> list[Change]:
    was, now = cut(old.text, one.content), cut(new.text, other.content)
    # The hedge often stands outside the content ("may have", "reportedly"): look at the sentence.
    words = "; ".join(map(worded, changed_words(_around(old.text, one), _around(new.text, other))))
    found = []
    for field, before, after in (
        ("speaker", _speaker(old, one), _speaker(new, other)),
        ("figures", _figures(one), _figures(other)),
        ("quotation", one.quote, other.quote),
        ("act", one.firmness.act, other.firmness.act),
        ("certainty", one.firmness.certainty, other.firmness.certainty),
        ("polarity", one.firmness.polarity, other.firmness.polarity),
        ("stage", one.firmness.stage or "none", other.firmness.stage or "none"),
        ("hearsay", _yes(one.firmness.hearsay), _yes(other.firmness.hearsay)),
    ):
        if before != after:
            found.append(Change(_named(field, before, after), before, after, words))
    if normal(was) != normal(now) and not found:
        found.append(Change("wording", was, now, words))
    return found


def _named(field: str, before: str, after: str) -> str:
    """ "certainty" says which way it went: a hedge that is gone is what readers look for."""
    if field == "certainty":
        firmer = FIRMER.get(after, 0) > FIRMER.get(before, 0)
        return "hedge dropped" if firmer else "hedge added"
    if field == "hearsay":
        return "hearsay mark dropped" if after == "no" else "hearsay mark added"
    return field


def _around(text: str, claim: Claim) -> str:
    spans = (*claim.source, *claim.cue, *claim.content)
    return text[min(s.start for s in spans) : max(s.end for s in spans)] if spans else ""


def _speaker(report: Report, claim: Claim) -> str:
    speaker = claim.voice.speaker
    return speaker.name if speaker else cut(report.text, claim.source) or "nobody named"


def _figures(claim: Claim) -> str:
    return ", ".join(sorted(f"{amount(f)} {f.of}" if f.of else amount(f) for f in claim.figures))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def worded(words: tuple[str, str]) -> str:
    """One place where words went or came.

    >>> worded(("500", "800")), worded(("may", ""))
    ('“500” became “800”', '“may” went')
    """
    went, came = words
    if went and came:
        return f"“{went}” became “{came}”"
    return f"“{went}” went" if went else f"“{came}” came"
