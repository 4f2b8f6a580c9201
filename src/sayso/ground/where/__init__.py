"""Where: the places in what is said, from the gazetteer, with what could not be placed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ground.gazetteer import Entry
from sayso.ground.where.areas import area, borders, is_kind_only
from sayso.ground.where.resolve import SURE, Resolved
from sayso.ground.where.spotted import Token, tokens
from sayso.ground.where.toponyms import Toponym, toponyms
from sayso.records import Attribution, Gap, Places, Reading, Reason, Report, Where
from sayso.settings import Settings
from sayso.spans import Span, Spans, covers

__all__ = ["places"]


@dataclass(frozen=True, slots=True)
class _Placed:
    """One place with the words that name it, or the gap that it leaves."""

    span: Span
    where: Where
    reason: Reason
    gap: Gap | None = None


def places(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Places, ...]:
    """One `Places` for each attribution: the places that its content names as places.

    "Fighting went on in northeast Syria" -> an area "northeast Syria" in SY. A name that stands
    for a government or a people ("Washington said", "Turkish troops") is no place. A name that the
    gazetteer does not have, or that could mean two places alike, leaves a gap; it has no
    coordinates, or those of its town with precision "area" where the report shows that town.
    ``country`` is an ISO 3166 code.
    """
    toks = tokens(reading.text)
    named = [t for t in toponyms(reading) if t.role == "literal" and not t.outer]
    placed = [found for t in named if (found := _place(reading.text, toks, t))]
    starts = [p.span.start for p in placed]
    return tuple(
        _inside(reading.text, a.content, _between(placed, starts, a.content)) for a in attributions
    )


def _between(placed: Sequence[_Placed], starts: Sequence[int], content: Spans) -> list[_Placed]:
    """The places whose name begins in one of the fragments; ``starts`` are their beginnings."""
    return [
        item
        for part in content
        for item in placed[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
    ]


def _place(text: str, toks: Sequence[Token], toponym: Toponym) -> _Placed | None:
    """The record of one literal toponym, an area where words beside it describe one."""
    if is_kind_only(toks, toponym):
        return None
    entry, resolved = toponym.entry, toponym.resolved
    described = area(toks, toponym)
    span = described.span if described else toponym.span
    shouted = toponym.name.isupper() and len(toponym.name) > 3
    short = shouted or toponym.spotted.how == "short"
    canonical = entry is not None and (entry.kind == "country" or short)
    name = entry.name if entry and canonical and not described else span.of(text)
    point = entry or toponym.near
    if toponym.spotted.how == "site":
        name = toponym.name
    precision = entry.precision if entry else "area" if point else "site"
    if described:
        precision = "area"
    elif entry and toponym.spotted.how == "site":
        precision = "site"
    gap = None
    if entry is None:
        words = _why_not(resolved, toponym.near)
        gap = Gap(field="place", text=toponym.name, reason=words, spans=(toponym.span,))
    facts = "; ".join(resolved.reasons) if resolved and entry else "by its name"
    why = f"{described.why}; " if described else ""
    reason = Reason(
        field="places",
        name=f"place: {toponym.why}",
        words=f"“{span.of(text)}” is a place here ({why}{facts}).",
        weight=min(1.0, resolved.lead / 5) if resolved else 1.0,
        spans=(span,),
    )
    where = Where(
        name=name,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        country=(point.country or None) if point else None,
        precision=precision,
        spans=(span,),
    )
    return _Placed(toponym.span, where, reason, gap)


def _why_not(resolved: Resolved | None, near: Entry | None) -> str:
    """The sentence of a place that has no entry."""
    if near is not None and resolved is None:
        return f"The gazetteer has no place of this name; the point given is that of {near.name}."
    if near is not None:
        return f"No one place of this name is sure; the point given is that of {near.name}."
    if resolved is None:
        return "The gazetteer has no place of this name."
    if resolved.rival is None and resolved.lead < SURE:
        return "The gazetteer has no such place in the state that follows."
    if resolved.rival is not None and resolved.lead < SURE:
        return f"It could be in {_in(resolved.entry)} or in {_in(resolved.rival)}."
    return f"Only a small place in {_in(resolved.entry)} is known, and nothing else points there."


def _in(entry: Entry) -> str:
    return f"{entry.region} ({entry.country})" if entry.region else entry.country


def _inside(text: str, content: Spans, placed: Sequence[_Placed]) -> Places:
    """The places whose name lies in the content, each once, in text order."""
    mine = [p for p in placed if covers(content, (p.span,))]
    found: dict[Where, list[Span]] = {}
    for item in mine:
        found.setdefault(replace(item.where, spans=()), []).extend(item.where.spans)
    where = [replace(key, spans=tuple(spans)) for key, spans in found.items()]
    reasons = [item.reason for item in mine]
    for part in content:
        for span in borders(text, part):
            country = _country_of(span, mine)
            if not any(span.overlaps(s) for w in where for s in w.spans):
                where.append(Where(name=span.of(text), lat=None, lon=None, country=country,
                                   precision="area", spans=(span,)))  # fmt: skip
    gaps = tuple(item.gap for item in mine if item.gap)
    return Places(found=tuple(where), reasons=tuple(reasons), gaps=gaps)


def _country_of(span: Span, placed: Sequence[_Placed]) -> str | None:
    """The one country of the content's other places, None where they name none or several."""
    countries = {p.where.country for p in placed if p.where.country}
    return next(iter(countries)) if len(countries) == 1 else None
