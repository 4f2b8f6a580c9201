"""Groups of claims as propositions, with their origins, texts and first saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.link.families import Family
from sayso.link.origins import origins
from sayso.link.texts import texts
from sayso.link.view import Seen
from sayso.records import Proposition

__all__ = ["proposition"]

FIRMNESS = ("certain", "probable", "possible")


def proposition(members: Sequence[Seen], family: Family, said: Mapping[str, str]) -> Proposition:
    """One proposition of the claims that say it; ``said`` has the EDTF value of each.

    Three claims of two reports -> ``Proposition(claims=(...), origins=Range(1, 2, ...), ...)``
    """
    ordered = sorted(members, key=lambda m: (m.said or ("9999", ""), m.report, m.start, m.id))
    on_word, why_word = origins(members, family)
    in_texts, why_texts = texts(members, family)
    first = next((said[m.id] for m in ordered if m.said and m.id in said), None)
    reasons = (why_word, why_texts, *_drift(ordered))
    return Proposition(
        claims=tuple(m.id for m in ordered),
        origins=on_word,
        texts=in_texts,
        first_said=first,
        reasons=reasons if len(members) > 1 else reasons[:2],
    )


def _drift(ordered: Sequence[Seen]) -> tuple[str, ...]:
    """How firmness changed from the first saying to later ones."""
    first, changes = ordered[0], []
    for later in ordered[1:]:
        pair = (first.certainty, later.certainty)
        if all(c in FIRMNESS for c in pair) and pair[0] != pair[1]:
            firmer = FIRMNESS.index(pair[1]) < FIRMNESS.index(pair[0])
            words = "a hedge is gone" if firmer else "it is hedged"
            changes.append(f"{words} in {later.outlet or 'a later report'} ({' to '.join(pair)})")
    return tuple(dict.fromkeys(changes))
