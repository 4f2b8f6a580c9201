"""Claims across reports: the same claim again, its origins, conflicts, and reprints.

    reports --copies--> which texts are reprints
    claims  --see-----> words, figures, places, times, stances
            --pairs---> what is worth comparing (near-linear)
            --compare-> same or not, with reasons
            --stars---> propositions, with origins and texts as ranges
            --against-> conflict, update, scope, time

Everything is a pure function of the claims and reports, whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.link.candidates import pairs
from sayso.link.compare import Comparison, compare
from sayso.link.conflicts import against
from sayso.link.copies import copies
from sayso.link.decided import regrouped, relinked
from sayso.link.groups import stars
from sayso.link.linked import Linked
from sayso.link.origins import families
from sayso.link.propositions import proposition
from sayso.link.rarity import Rarity
from sayso.link.view import Seen, generic, see
from sayso.link.voices import same_voice
from sayso.records import Claim, Decision, Link, Report
from sayso.settings import Settings

__all__ = ["Linked", "link"]


def link(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    settings: Settings,
    decisions: Sequence[Decision] = (),
) -> Linked:
    """Group all claims of a ledger into propositions and link what belongs together.

    ``claims`` in any order, ``reports`` by id; a claim whose report is missing is left out.
    ``decisions`` are a person's that stand, in the order in which they were made. Never raises on
    odd text.

    Two reports, "The bridge is shut, Ada Voss said", "“The bridge is shut,” said Ada Voss" ->
    ``Linked(propositions=(Proposition(claims=(c1, c2), origins=Range(1, 1, ("Ada Voss",)))),
    links=(Link(c1, c2, "same"),))``
    """
    unique = {claim.id: claim for claim in claims if claim.report in reports}
    seen = [see(unique[id_], reports[unique[id_].report]) for id_ in sorted(unique)]
    seen = _in_context(seen)
    rarity = Rarity()
    compared = {(i, j): compare(seen[i], seen[j], rarity) for i, j in pairs(seen, rarity)}
    compared |= _echoes(seen, compared, rarity)
    same = {
        pair: comparison
        for pair, comparison in compared.items()
        if comparison.same and _alone(seen[pair[0]], seen[pair[1]])
    }
    barred = {pair for pair, c in compared.items() if any(f.hard for f in c.features)}
    found = copies(reports)
    outlets = {id_: report.outlet for id_, report in reports.items()}
    family = families(sorted(reports), found, outlets)
    said = {
        one.id: when.edtf
        for one in seen
        if (when := unique[one.id].said) is not None and when.edtf is not None
    }
    for one in seen:
        if one.id not in said and one.said:
            said[one.id] = one.said[0]
    number_of = {one.id: number for number, one in enumerate(seen)}
    groups = regrouped(stars(len(seen), same, barred), decisions, number_of)
    propositions = tuple(
        sorted(
            (proposition([seen[i] for i in group], family, said) for group in groups),
            key=lambda p: p.claims,
        )
    )
    links = [*_same(seen, groups, same), *against(seen, compared, rarity), *found.links()]
    return Linked(propositions, tuple(relinked(links, decisions, number_of)))


def _echoes(
    seen: Sequence[Seen], compared: Mapping[tuple[int, int], Comparison], rarity: Rarity
) -> dict[tuple[int, int], Comparison]:
    """Claims in the very words of another, compared with whatever that other is the same as."""
    near: dict[int, list[int]] = {}
    for (i, j), comparison in compared.items():
        if comparison.same:
            near.setdefault(i, []).append(j)
            near.setdefault(j, []).append(i)
    more: dict[tuple[int, int], Comparison] = {}
    for i, j in sorted(compared):
        if seen[i].words == seen[j].words and compared[i, j].same:
            for echo, first in ((i, j), (j, i)):
                for other in near[first][:ECHOES]:
                    pair = (min(echo, other), max(echo, other))
                    if echo != other and pair not in compared:
                        more[pair] = compare(seen[pair[0]], seen[pair[1]], rarity)
    return more


ECHOES = 24
"""How many of a claim's likes its repetitions are compared with: more of one wording join at the
first of it anyway."""


def _in_context(seen: Sequence[Seen]) -> list[Seen]:
    """Each claim with the names that its report's claims name."""
    names: dict[str, set[str]] = {}
    for one in seen:
        names.setdefault(one.report, set()).update(one.names)
    whole = {report: frozenset(found) for report, found in names.items()}
    return [replace(one, context=whole[one.report]) for one in seen]


def _alone(a: Seen, b: Seen) -> bool:
    """Whether the two may say the same: words that say nothing by themselves need one speaker."""
    if generic(a) or generic(b):
        return same_voice(a, b) and (a.bag == b.bag or min(len(a.bag), len(b.bag)) >= 3)
    return True


def _same(
    seen: Sequence[Seen],
    groups: Sequence[Sequence[int]],
    same: Mapping[tuple[int, int], Comparison],
) -> list[Link]:
    group_of = {i: number for number, group in enumerate(groups) for i in group}
    return [
        Link(
            a=seen[i].id, b=seen[j].id, kind="same", score=round(c.score, 4), reasons=c.reasons[:4]
        )
        for (i, j), c in sorted(same.items())
        if group_of[i] == group_of[j]
    ]  # fmt: skip
