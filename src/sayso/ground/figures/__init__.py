"""How many: the figures in what is said, with unit, modifier, what is counted and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.ground.figures import counted
from sayso.ground.figures.counted import Phrase
from sayso.ground.figures.places import IsPlace, place_of
from sayso.ground.figures.quantities import quantities
from sayso.ground.figures.quantity import Quantity
from sayso.ground.figures.tokens import Token, tokens
from sayso.ground.gazetteer import is_known
from sayso.records import Attribution, Figure, Figures, Gap, Reading, Reason, Report
from sayso.settings import Settings
from sayso.spans import Span, Spans

__all__ = ["figures"]

_PLACE_LABELS = frozenset(("LOCATION", "PLACE_LITERAL"))
_UNTOLD = re.compile(
    r"\b(?:an?\s+)?(?:un(?:known|specified|disclosed|confirmed|determined))\s+"
    r"(?:number|amount|sum|quantity)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with the span of its number, by which it belongs to an attribution."""

    number: Span
    figure: Figure
    reasons: tuple[Reason, ...]


def figures(
    reading: Reading, attributions: tuple[Attribution, ...], report: Report, settings: Settings
) -> tuple[Figures, ...]:
    """One `Figures` for each attribution: the figures whose number stands in its content.

    "at least 16 people were killed in Aleppo" -> low 16, high None, modifier "at least", of
    "people killed", place "Aleppo". Ages, dates, ordinals, scores, names and times of day are no
    figures; "several thousand" is the range that the settings document.
    """
    stated = _stated(reading, settings)
    starts = [item.number.start for item in stated]
    return tuple(_inside(reading.text, a.content, stated, starts) for a in attributions)


def _inside(text: str, content: Spans, stated: Sequence[_Stated], starts: Sequence[int]) -> Figures:
    mine: list[_Stated] = []
    gaps: list[Gap] = []
    for part in content:
        for item in stated[bisect_right(starts, part.start - 1) :]:
            if item.number.start >= part.end:
                break
            if item.number.end <= part.end:
                mine.append(item)
        for match in _UNTOLD.finditer(text, part.start, part.end):
            span = Span(*match.span())
            words = "The text says that there is a number, but not which."
            gaps.append(Gap(field="figures", text=span.of(text), reason=words, spans=(span,)))
    return Figures(
        found=tuple(item.figure for item in mine),
        reasons=tuple(reason for item in mine for reason in item.reasons),
        gaps=tuple(gaps),
    )


def _stated(reading: Reading, settings: Settings) -> list[_Stated]:
    """All figures of the report in text order."""
    length = len(reading.text)
    sentences = reading.sentences or (Span(0, length),)
    is_place = _place_test(reading)
    found: list[_Stated] = []
    for sentence in sentences:
        toks = tokens(reading.text, Span(max(0, sentence.start), min(length, sentence.end)))
        found += _of_sentence(reading.text, toks, settings.vague, is_place)
    return sorted(found, key=lambda item: item.number)


def _place_test(reading: Reading) -> IsPlace:
    """Whether a capitalised name is a place: the gazetteer has it, or the tagger says so."""
    places = [m.span for m in reading.mentions if m.label in _PLACE_LABELS]

    def is_place(span: Span) -> bool:
        name = span.of(reading.text)
        return is_known(name) or any(span.overlaps(place) for place in places)

    return is_place


def _of_sentence(
    text: str, toks: Sequence[Token], vague: Mapping[str, tuple[int, int]], is_place: IsPlace
) -> list[_Stated]:
    found = [q for q in quantities(toks, vague) if q.kind == "figure"]
    stated: list[_Stated] = []
    for at, quantity in enumerate(found):
        until = found[at + 1].start if at + 1 < len(found) else len(toks)
        several = _figures_of(text, toks, quantity, until, is_place)
        if at and stated and several and several[0].figure.of is None:
            gap = [t.lower for t in toks[found[at - 1].last : quantity.start]]
            several = [_continued(stated[-1], item, gap) for item in several]
        stated += several
    return stated


def _continued(before: _Stated, item: _Stated, gap: Sequence[str]) -> _Stated:
    """Give "to 2,000", "from 5 %" and "not 4,000" what the figure before them counts."""
    same = before.figure.unit == item.figure.unit
    short = (len(gap) <= 3 and gap[-1:] in (["to"], ["from"])) or (len(gap) <= 6 and "not" in gap)
    if not (short and same) and gap not in (["to"], [",", "to"]):
        return item
    figure = replace(
        item.figure, of=before.figure.of, place=item.figure.place or before.figure.place
    )
    return replace(item, figure=figure)


def _figures_of(
    text: str, toks: Sequence[Token], quantity: Quantity, until: int, is_place: IsPlace
) -> list[_Stated]:
    span = Span(toks[quantity.start].start, toks[quantity.last - 1].end)
    number = Span(toks[quantity.first].start, span.end)
    phrase, of, spans = _counted(text, toks, quantity)
    after = max(quantity.last, phrase.last if phrase and phrase.first >= quantity.last else 0)
    place = place_of(toks[:until], after, quantity.start, is_place)
    low, high = _bounds(quantity)
    if quantity.change != "from-to" and low is not None and high is not None and low > high:
        return []  # "$ 5-3" is a score or a slip of the pen, and no range
    pairs = [(low, high)]
    if quantity.change == "from-to":
        pairs = [(quantity.low, quantity.low), (quantity.high, quantity.high)]
    reasons = tuple(_reasons(text, toks, quantity, number))
    return [
        _Stated(
            number,
            Figure(
                low=low,
                high=high,
                unit=_unit(quantity),
                modifier=quantity.modifier,
                of=of,
                place=place.of(text) if place else None,
                spans=(span, *spans),
            ),
            reasons if at == 0 else (),
        )
        for at, (low, high) in enumerate(pairs)
    ]


def _unit(quantity: Quantity) -> str | None:
    if quantity.unit is None:
        return "share" if quantity.share else None
    return quantity.unit.plural


def _bounds(quantity: Quantity) -> tuple[float | None, float | None]:
    """The range as a claim states it: open above for "at least", below for "at most"."""
    if quantity.modifier in ("at least", "more than"):
        return quantity.low, None
    if quantity.modifier in ("at most", "less than"):
        return None, quantity.high
    return quantity.low, quantity.high


def _counted(
    text: str, toks: Sequence[Token], quantity: Quantity
) -> tuple[Phrase | None, str | None, Spans]:
    """What is counted, in words, with the spans of words that do not follow the number."""
    phrase = quantity.phrase or _base(toks, quantity)
    if phrase is None and quantity.unit is None:
        phrase = counted.number_of(toks, quantity.start)
    if phrase is None:
        phrase = counted.subject(toks, quantity.start)
    last = phrase.last if phrase and phrase.first >= quantity.last else quantity.last
    how = counted.fate(toks, quantity.start, last) if quantity.unit is None else None
    if phrase is None:
        return None, how[0] if how else None, _spans(toks, how)
    end = counted.relative(toks, phrase.last) if phrase.first >= quantity.last else phrase.last
    phrase = Phrase(phrase.first, end, phrase.plural)
    words = Span(toks[phrase.first].start, toks[end - 1].end)
    of = words.of(text)
    if of in ("more", "less", "fewer", "others'"):
        return None, how[0] if how else None, _spans(toks, how)
    if how and how[0] not in of.lower().split():
        of = f"{of} {how[0]}"
    return phrase, of, (words, *_spans(toks, how))


def _spans(toks: Sequence[Token], how: tuple[str, int] | None) -> Spans:
    return (Span(toks[how[1]].start, toks[how[1]].end),) if how else ()


def _base(toks: Sequence[Token], quantity: Quantity) -> Phrase | None:
    """What a percentage, a sum or a measure is of: "60 percent of its revenue", "a $5 fine"."""
    at = quantity.last
    if at >= len(toks) or quantity.unit is None:
        return None
    word = toks[at].lower
    if word == "worth" and at + 1 < len(toks) and toks[at + 1].lower == "of":
        at, word = at + 1, "of"
    if word == "of" or (word == "in" and quantity.unit.kind == "money"):
        found = counted.noun_phrase(toks, at + 1, many=False, whole=True)
        apart = found and word == "in" and not _is_stuff(toks, found)
        return None if apart else found
    if toks[at].is_word or toks[at].text == "-":
        found = counted.noun_phrase(toks, at, many=False)
        verb = found and toks[found.first].lower.endswith("ing")
        return None if verb else found
    return None


def _is_stuff(toks: Sequence[Token], phrase: Phrase) -> bool:
    """Whether "in ..." after a sum says what it buys ("in aid"), not where or when."""
    head = toks[phrase.last - 1].lower
    timely = head.rstrip("s") in ("year", "month", "week", "day", "quarter", "decade")
    return not (toks[phrase.first].is_capitalised or timely)


def _plain_range(quantity: Quantity) -> str:
    return f"{quantity.low:,.0f} to {quantity.high:,.0f}"


def _reasons(text: str, toks: Sequence[Token], quantity: Quantity, number: Span) -> list[Reason]:
    reasons = [
        Reason(
            field="figures",
            name=f"modifier: {name}",
            words=f"“{Span(toks[a].start, toks[b - 1].end).of(text)}” makes it {name}.",
            spans=(Span(toks[a].start, toks[b - 1].end),),
        )
        for name, a, b in quantity.reasons
    ]
    if quantity.number and quantity.number.form == "vague":
        reasons.append(
            Reason(
                field="figures",
                name="vague number",
                words=f"“{number.of(text)}” is read as {_plain_range(quantity)}.",
                weight=0.5,
                spans=(number,),
            )
        )
    if quantity.trend:
        words = f"“{number.of(text)}” belongs to a change ({quantity.trend})."
        reasons.append(Reason(field="figures", name="change", words=words, spans=(number,)))
    return reasons
