"""A proposition as a tree: from the springs (on whose word it rests) down to the reprints.

two officials (anonymous)
  Herald, 2031-03-04
    Northern Wire, citing the Herald
      Evening Post: a reprint, 63% of the shorter report's 8-word sequences stand in the other
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.records import Claim, Link
from sayso.show.record import Json
from sayso.show.views import Found

__all__ = ["drawn", "springs"]

NOBODY = "not attributed"


def springs(claims: Sequence[Claim], found: Found, copies: Iterable[Link]) -> list[Json]:
    """The springs of one proposition in the order of saying, each with the texts that carry it.

    ``copies`` are links among reports. Every claim stands once: ``texts`` hold the first telling,
    their ``reprints`` what copies it, each with ``why`` it is put there.

    Claims of a wire report and of its reprint, both citing Ada Voss ->
    ``[{"origin": "Ada Voss", "identified": "named", "texts": [{..., "reprints": [{...}]}]}]``
    """
    near: dict[str, dict[str, Link]] = {}
    for link in copies:
        near.setdefault(link.a, {})[link.b] = link
        near.setdefault(link.b, {})[link.a] = link
    ordered = sorted(
        claims,
        key=lambda c: (_day(c, found), found.reports[c.report].published or "", c.report, c.id),
    )
    placed: dict[str, Json] = {}
    roots: dict[str, Json] = {}
    for claim in ordered:
        whose, identified = _origin(claim)
        beside = near.get(claim.report, {})
        first = next((r for r in placed if r != claim.report and r in beside), None)
        node = _node(claim, found, beside[first] if first else None)
        if claim.report in placed:
            continue  # said twice in one report
        if first is not None:
            placed[first]["reprints"].append(node)
        else:
            spring = roots.setdefault(
                whose, {"origin": whose, "identified": identified, "texts": []}
            )
            spring["texts"].append(node)
        placed.setdefault(claim.report, node)
    return list(roots.values())


def _day(claim: Claim, found: Found) -> str:
    return (found.day(claim) or "9999").lstrip("/.")


def _origin(claim: Claim) -> tuple[str, str | None]:
    """On whose word a claim finally rests: the last of its chain, else its speaker."""
    last = claim.voice.chain[-1] if claim.voice.chain else claim.voice.speaker
    return (last.name, last.identified) if last else (NOBODY, None)


def _node(claim: Claim, found: Found, copied: Link | None) -> Json:
    report = found.reports[claim.report]
    return {
        "outlet": report.outlet or report.path or report.id[:8],
        "said": found.day(claim) or None,
        "through": [link.name for link in claim.voice.chain[:-1]],
        "id": claim.id,
        "why": list(copied.reasons) if copied else [],
        "reprints": [],
    }


def drawn(tree: Sequence[Mapping[str, object]]) -> Iterable[str]:
    """The lines of a tree, indented two characters for each step away from the spring.

    >>> text = {"outlet": "Post", "said": "2031-03-04", "through": [], "id": "0123456789abcdef",
    ...         "why": [], "reprints": []}
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
        sign = "  " * depth + "└ "
        said = f", {node['said'].lstrip('/')}" if node["said"] else ""
        yield f"{sign}{node['outlet']}{said}{through}  {node['id'][:8]}"
        for reason in node["why"]:
            yield "  " * depth + f"  · {reason}"
        yield from _texts(node["reprints"], depth + 1)
