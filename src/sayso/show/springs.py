"""A proposition as a tree: from the springs (on whose word it rests) down to the reprints.

two officials (anonymous)
  Herald, 2031-03-04
    Northern Wire, citing the Herald
      Evening Post: a reprint, 63% of the shorter report's 8-word sequences stand in the other
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.link.families import Family
from sayso.link.springs import Spring
from sayso.link.springs import springs as traced
from sayso.link.view import see
from sayso.records import Claim, Link, Source
from sayso.show.record import Json
from sayso.show.views import Found

__all__ = ["drawn", "springs"]

NOBODY = "not attributed"


def springs(
    claims: Sequence[Claim], found: Found, copies: Iterable[Link], family: Family
) -> list[Json]:
    """The springs of one proposition, as many as its origins have at most, each with the texts that
    carry it: the named ones first, in the order of saying.

    ``copies`` are links among reports. Every claim stands once: ``texts`` hold the first telling,
    their ``reprints`` what copies it, each with ``why`` it is put there; ``again`` are further
    claims of that spring in that report. ``also`` are other names under which the spring is cited;
    ``as`` is the one of a text.

    Claims of a wire report and of its reprint, both citing Ada Voss ->
    ``[{"origin": "Ada Voss", "identified": "named", "texts": [{..., "reprints": [{...}]}]}]``
    """
    near: dict[str, dict[str, Link]] = {}
    for link in copies:
        near.setdefault(link.a, {})[link.b] = link
        near.setdefault(link.b, {})[link.a] = link
    by_id = {claim.id: claim for claim in claims}
    seen = [see(claim, found.reports[claim.report]) for claim in claims]
    return [
        _root(spring, [by_id[member.id] for member in spring.members], near, found)
        for spring in traced(seen, family)
    ]


def _root(
    spring: Spring, claims: Iterable[Claim], near: Mapping[str, Mapping[str, Link]], found: Found
) -> Json:
    """One spring with its texts."""
    texts: list[Json] = []
    placed: list[tuple[Claim, Json]] = []
    for claim in sorted(
        claims,
        key=lambda c: (_day(c, found), found.reports[c.report].published or "", c.report, c.id),
    ):
        told = next((node for c, node in placed if c.report == claim.report), None)
        if told is not None:
            told["again"].append(claim.id)
            continue
        beside = near.get(claim.report, {})
        first = next(((c, node) for c, node in placed if c.report in beside), None)
        node = _node(claim, spring, found, beside[first[0].report] if first else None)
        (first[1]["reprints"] if first else texts).append(node)
        placed.append((claim, node))
    names = dict.fromkeys(source.name for source in spring.sources if source.name != spring.name)
    return {
        "origin": spring.name,
        "identified": spring.sources[0].identified if spring.sources else None,
        "also": list(names),
        "texts": texts,
    }


def _day(claim: Claim, found: Found) -> str:
    return (found.day(claim) or "9999").lstrip("/.")


def _last(claim: Claim) -> Source | None:
    """On whose word a claim finally rests: the last of its chain, else its speaker."""
    return claim.voice.chain[-1] if claim.voice.chain else claim.voice.speaker


def _node(claim: Claim, spring: Spring, found: Found, copied: Link | None) -> Json:
    report = found.reports[claim.report]
    last = _last(claim)
    other = last is not None and last.name != spring.name and spring.sort != "silent"
    return {
        "outlet": report.outlet or report.path or report.id[:8],
        "said": found.day(claim) or None,
        "through": [link.name for link in claim.voice.chain[:-1]],
        "as": last.name if last is not None and other else None,
        "named": last is not None and last.identified == "named",
        "id": claim.id,
        "why": list(copied.reasons) if copied else [],
        "again": [],
        "reprints": [],
    }


def drawn(tree: Sequence[Mapping[str, object]]) -> Iterable[str]:
    """The lines of a tree, indented two characters for each step away from the spring.

    >>> text = {"outlet": "Post", "said": "2031-03-04", "through": [], "as": None,
    ...         "id": "0123456789abcdef", "why": [], "again": [], "reprints": []}
    >>> list(drawn([{"origin": "Ada Voss", "identified": "named", "texts": [text]}]))
    ['Ada Voss (named)', '  └ Post, 2031-03-04  01234567']
    """
    for spring in tree:
        sort = f" ({spring['identified']})" if spring["identified"] else ""
        yield f"{spring['origin']}{sort}"
        yield from _texts(spring["texts"], 1)


def _texts(nodes: object, depth: int) -> Iterable[str]:
    assert isinstance(nodes, list)
    for node in nodes:
        through = f", citing {' ← '.join(node['through'])}" if node["through"] else ""
        if node["as"]:
            through += f", through {node['as']}" if node["named"] else f", as “{node['as']}”"
        sign = "  " * depth + "└ "
        said = f", {node['said'].lstrip('/')}" if node["said"] else ""
        yield f"{sign}{node['outlet']}{said}{through}  {node['id'][:8]}"
        for reason in node["why"]:
            yield "  " * depth + f"  · {reason}"
        if node["again"]:
            again = ", ".join(id_[:8] for id_ in node["again"])
            yield "  " * depth + f"  · said again in this report: {again}"
        yield from _texts(node["reprints"], depth + 1)
