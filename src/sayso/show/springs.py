"""A proposition as a tree: from the springs (on whose word it rests) down to the reprints.

two officials (anonymous)
  Herald, 2031-03-04
    Northern Wire, citing the Herald
      Evening Post: a reprint, 63% of the shorter report's 8-word sequences stand in the other
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sayso.records import Claim, Link, Source
from sayso.show.record import Json
from sayso.show.views import Found

__all__ = ["drawn", "springs"]

NOBODY = "not attributed"


def springs(claims: Sequence[Claim], found: Found, copies: Iterable[Link]) -> list[Json]:
    """The springs of one proposition in the order of saying, each with the texts that carry it.

    ``copies`` are links among reports. Every claim stands once: ``texts`` hold the first telling,
    their ``reprints`` what copies it, each with ``why`` it is put there; ``again`` are further
    claims of the same source in that report. A second source of a report has a spring of its own.

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
    placed: list[tuple[Claim, Json]] = []
    roots: dict[str, Json] = {}
    for claim in ordered:
        told = next((n for c, n in placed if c.report == claim.report and _one(c, claim)), None)
        if told is not None:
            told["again"].append(claim.id)
            continue
        beside = near.get(claim.report, {})
        first = next(
            ((c, n) for c, n in placed if c.report in beside and _carried(c, claim, found)), None
        )
        node = _node(claim, found, beside[first[0].report] if first else None)
        if first is not None:
            first[1]["reprints"].append(node)
        else:
            last = _last(claim)
            whose, identified = (last.name, last.identified) if last else (NOBODY, None)
            spring = roots.setdefault(
                last.id if last else "", {"origin": whose, "identified": identified, "texts": []}
            )
            spring["texts"].append(node)
        placed.append((claim, node))
    return list(roots.values())


def _one(a: Claim, b: Claim) -> bool:
    """Whether two claims rest on one word: one source, or in both nobody is told."""
    left, right = _last(a), _last(b)
    return (left.id if left else "") == (right.id if right else "")


def _carried(first: Claim, copy: Claim, found: Found) -> bool:
    """Whether a claim of a reprint is a claim of the text that it copies.

    It is another where it is laid in the mouth of another named source and worded anew.
    """
    left, right = _last(first), _last(copy)
    if left is None or right is None or _one(first, copy):
        return True
    if left.name.casefold() == right.name.casefold():
        return "named" not in (left.identified, right.identified)
    if left.identified != "named" and right.identified != "named":
        return True
    return _words(found.text(first)) == _words(found.text(copy))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _day(claim: Claim, found: Found) -> str:
    return (found.day(claim) or "9999").lstrip("/.")


def _last(claim: Claim) -> Source | None:
    """On whose word a claim finally rests: the last of its chain, else its speaker."""
    return claim.voice.chain[-1] if claim.voice.chain else claim.voice.speaker


def _node(claim: Claim, found: Found, copied: Link | None) -> Json:
    report = found.reports[claim.report]
    return {
        "outlet": report.outlet or report.path or report.id[:8],
        "said": found.day(claim) or None,
        "through": [link.name for link in claim.voice.chain[:-1]],
        "id": claim.id,
        "why": list(copied.reasons) if copied else [],
        "again": [],
        "reprints": [],
    }


def drawn(tree: Sequence[Mapping[str, object]]) -> Iterable[str]:
    """The lines of a tree, indented two characters for each step away from the spring.

    >>> text = {"outlet": "Post", "said": "2031-03-04", "through": [], "id": "0123456789abcdef",
    ...         "why": [], "again": [], "reprints": []}
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
        if node["again"]:
            again = ", ".join(id_[:8] for id_ in node["again"])
            yield "  " * depth + f"  · said again in this report: {again}"
        yield from _texts(node["reprints"], depth + 1)
