"""The figures of all claims as history compares them: what, where, when, how many, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.link.dates import Days, days, instant
from sayso.link.history.antecedents import antecedent, follows
from sayso.link.history.evidence import formerly
from sayso.link.history.records import Measure
from sayso.link.history.things import TOLLS, Thing, doing, thing, toll
from sayso.link.history.whereabouts import Map, chart
from sayso.link.sentences import Sentences, clause, sentences
from sayso.link.words import content
from sayso.records import Claim, Figure, Report
from sayso.spans import Span, hull

__all__ = ["measures"]

FEW = (2.0, 9.0)
"""One, two and "several" of anything but the dead and the hurt are hardly ever counted again."""
ROUND = 0.1
"""How far "about 2,000" reaches: a tenth either way, as in the judgement of conflicts."""
NO_SERIES = frozenset(
    content(
        "second minute hour day week month year decade century time share km kilometre kilometer "
        "metre meter mile foot feet inch degree tonne ton hectare acre fold age thing"
    )
)
"""Units in which anything can be measured; they are hardly ever of one thing counted again."""
NUMBERS = frozenset(content("hundred thousand million billion trillion dozen score half number"))
NOT_SAID = frozenset(["ask", "doubt", "demand", "deny", "wonder", "refuse"])
OPEN = re.compile(r"^\W*(?:that )?(?:whether|if|when|how|what|why|who|where)\b", re.IGNORECASE)
NEGATED = re.compile(r"\bnot (?:the |an? |about |some |just )*$", re.IGNORECASE)
GAP = re.compile(
    r"(?:\b(?:drop|rise|increase|decrease|decline|fall|gain|cut|difference|gap|reduction|jump) of "
    r"(?:about |nearly |almost |some |more than |over |roughly |just )?|\w-)[$€£]?$",
    re.IGNORECASE,
)
""""A drop of 500" is by how much a figure changed, and "mother-of-three" no figure at all."""
NAME = re.compile(r"(?<![.!?…:“\"'‘(\[\n])(?<!^)[^\S\n][\W_]?([A-Z][\w’'-]+)")
COMMON = frozenset(
    content(
        "Mr Mrs Ms Dr President Minister Prime Secretary General Ministry Government State Defence "
        "Defense Foreign Interior Senator Governor Mayor Director Chief Office Department Police "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December North South East West United National"
    )
)
"""Words written as names that stand in the reports of any story."""
AMONG = re.compile(r"\s+of\s+(?:the|those|these|them|whom|which|its|their|his|her|our)\b", re.I)
PART = re.compile(
    r"\b(?:(so far|in total|altogether|in all|overall|since then|to date)|each|daily|monthly|"
    r"weekly|per day|a day|a week|a month|a year)\b",
    re.IGNORECASE,
)


def measures(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Measure, ...]:
    """Every figure that may be a step of a series, in the order of saying.

    "That leaves 1,050 troops in the valley", in a report on the Orveth Valley ->
    ``Measure(thing="soldier", flow="", place="orveth valley", low=1050.0, high=1050.0, ...)``

    Where one claim is said inside another, the figure is that of the inner one.
    One that is asked for, denied or set aside ("not 1,200") is no value of anybody's.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.report in reports:
            by_report.setdefault(claim.report, []).append(claim)
    found: dict[tuple[str, Span], Measure] = {}
    for id_ in sorted(by_report):
        inner_first = sorted(by_report[id_], key=lambda c: (_length(c), c.id))
        for measure in _of_report(reports[id_], inner_first):
            found.setdefault((measure.report, measure.at), measure)
    return tuple(sorted(found.values(), key=lambda m: m.order))


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _of_report(report: Report, claims: Sequence[Claim]) -> Iterable[Measure]:
    if not any(claim.figures for claim in claims):
        return
    where, parts = chart(report, claims), sentences(report.text)
    story = _story(report)
    full: list[Measure] = []
    bare: list[Measure] = []
    for claim in claims:
        if claim.firmness.act in NOT_SAID or not claim.content:
            continue
        if OPEN.search(claim.content[0].of(report.text)):
            continue
        for figure in claim.figures:
            measure = _measure(claim, figure, report, where, parts)
            if measure is not None:
                measure = replace(measure, story=story)
                (full if measure.thing or measure.unit else bare).append(measure)
    full = _of_one_event(sorted(full, key=lambda m: m.at), report.text)
    yield from full
    for measure in bare:
        found = follows(report.text, measure, parts, where) or antecedent(
            report.text, measure, full, where
        )
        if found is not None:
            yield found


def _measure(
    claim: Claim, figure: Figure, report: Report, where: Map, parts: Sentences
) -> Measure | None:
    bounds = _bounds(figure)
    if bounds is None or not figure.spans:
        return None
    at = figure.spans[0]  # the number; what is counted comes after
    holds = [span for span in claim.content if span.start <= at.start and at.end <= span.end]
    inside = holds[0] if holds else parts.around(at.start)
    sentence = parts.around(at.start)
    inner = Span(max(inside.start, sentence.start), min(inside.end, sentence.end))
    if not inner.start <= at.start < at.end <= inner.end:
        inner = at
    before = report.text[inner.start : at.start]
    if NEGATED.search(before) or GAP.search(before):
        return None
    near = clause(report.text, at, inner)
    what = thing(figure) if figure.of else _counted_in(figure)
    unit = " ".join(content(figure.unit or ""))
    if unit in NO_SERIES or (unit and unit.split(" ")[-1] in NO_SERIES) or what.name in NO_SERIES:
        return None
    money = what.money or bool(unit)
    name, flow = toll(what.name, "" if money else doing(near.of(report.text)))
    few = figure.low if figure.high is None else figure.high
    if (few is None or few <= FEW[0] or bounds == FEW) and name not in TOLLS.values():
        return None
    place = where.place(figure.place, near, at, flow)
    published = instant(report.published)
    stems = frozenset(content(inner.of(report.text)))
    digits = frozenset(w for w in stems if w[:1].isdigit())
    own = frozenset(content(figure.of or "")) | frozenset(content(figure.unit or ""))
    return Measure(
        claim=claim.id,
        report=report.id,
        outlet=report.outlet,
        figure=figure,
        low=bounds[0],
        high=bounds[1],
        thing=name,
        wide=what.wide,
        unit=unit,
        kinds=what.kinds - frozenset((place or "").split(" ")),
        flow=flow,
        part=frozenset(
            "total" if m[1] else m[0].lower() for m in PART.finditer(inner.of(report.text))
        )
        | frozenset(["among them"] if not unit and AMONG.match(report.text, at.end) else []),
        place=place,
        near=where.names,
        about=_about(claim, at, report),
        said=days(claim.said) or ((published[0], published[0]) if published else None),
        published=published[0] if published else "",
        speaker=claim.voice.speaker,
        origin=claim.voice.chain[-1] if claim.voice.chain else claim.voice.speaker,
        cited=bool(claim.source),
        words=stems - digits - own - NUMBERS - frozenset((place or "").split(" ")),
        at=at,
        sentence=sentence,
        where=where.written.get(place or "", place or ""),
        dated=claim.about.spans if claim.about else (),
    )


def _story(report: Report) -> frozenset[str]:
    """The stems of the proper names of a report, by which its story is known again."""
    named = (stem for m in NAME.finditer(report.text) for stem in content(m[1]))
    own = content(" ".join((report.outlet or "", *report.authors)))
    return frozenset(named) - frozenset(own) - COMMON


def _of_one_event(found: Sequence[Measure], text: str) -> list[Measure]:
    """The figures of a report; where it gives several tolls, its names do not tell of which."""
    values: dict[tuple[str, frozenset[str]], set[tuple[float, float]]] = {}
    for one in found:
        if not formerly(text, one.at):
            values.setdefault((one.thing, one.part), set()).add((one.low, one.high))
    several = {
        key for key, some in values.items() if max(low for low, _ in some) > min(h for _, h in some)
    }
    return [replace(m, story=frozenset()) if (m.thing, m.part) in several else m for m in found]


def _counted_in(figure: Figure) -> Thing:
    return Thing("", frozenset(), True) if not figure.unit else replace(thing(figure), wide=True)


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """The range of a figure with the reach of its rounding; None where it has none."""
    if figure.low is None and figure.high is None:
        return None
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if not low <= high:
        return None
    if figure.modifier == "approximate" and low == high:
        low, high = low - abs(low) * ROUND, high + abs(high) * ROUND
    return low, high


def _about(claim: Claim, at: Span, report: Report) -> Days | None:
    """The time that this figure is about: that of the claim, unless another figure is nearer it.

    "risen to 340 from 210 in February": February is the time of the 210.
    """
    if claim.about is None or not claim.about.spans:
        return days(claim.about)
    time = hull(claim.about.spans)
    low, high = min(at.end, time.end), max(at.start, time.start)
    others = (figure.spans[0] for figure in claim.figures if figure.spans)
    if any(low <= other.start < other.end <= high for other in others if other != at):
        return None
    if "\n" in report.text[low:high]:
        return None
    return days(claim.about)
