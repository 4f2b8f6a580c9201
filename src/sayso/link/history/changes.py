"""What became of a value: one figure against the values that stood when it was given.

The judges are tried in the order of `JUDGES`; the first that has something to say labels the step.
Where none has, the step is ``unknown``: the value changed, and no words tell how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.link.dates import apart
from sayso.link.history.evidence import Cue, Page, cues, within
from sayso.link.history.records import Change, Evidence, Kept, Measure, Step
from sayso.link.history.things import TOLLS
from sayso.link.voices import named, one_voice
from sayso.records import Source

__all__ = ["State", "agree", "equal", "judge", "same_source"]

HAPPENED = "something happened"
ROSE = "it rose or fell"
SETTLES = 2
"""Days within which another source's value is of the same moment, as for conflicts."""
SURE, LIKELY, FAIR, WEAK = 0.9, 0.75, 0.6, 0.45


@dataclass(frozen=True, slots=True)
class State:
    """The values that stand from a day on (several, where sources differ)."""

    since: str
    steps: tuple[Step, ...]


def judge(new: Measure, state: State, past: bool, pages: Mapping[str, Page]) -> Step:
    """Label one figure against the values that stood; ``past`` if it is about an earlier state.

    1,200 stands; "150 soldiers left. That leaves 1,050" -> ``Step(change="event",
    evidence=("That leaves", ...), ...)``
    """
    old = max(
        enumerate(state.steps),
        key=lambda item: (
            equal(item[1].measure, new), agree(item[1].measure, new),
            same_source(item[1].measure, new), item[1].change != "slip", item[0],
        ),
    )[1]  # fmt: skip
    other = next((s for s in reversed(state.steps) if not agree(s.measure, new)), None)
    found = cues(new, pages)
    for each in reversed(state.steps) if not equal(old.measure, new) else ():
        if (named_ := _difference(new, each, past, pages)) is not None:
            return named_
    for try_ in (_corrected, _restated, _slip, _shown, _other_source, _later):
        verdict = try_(new, old, other, past, found, pages)
        if verdict is not None:
            return verdict
    words = "the same source gives another value" if same_source(new, old.measure) else (
        "another source gives another value later")  # fmt: skip
    reason = f"{words}; nothing tells whether what is counted changed, or the count"
    return _step(new, old, "unknown", WEAK, (reason,))


def same_source(a: Measure, b: Measure) -> bool:
    """Whether two figures are on the word of one source."""
    for x, y in ((a.speaker, b.speaker), (a.origin, b.origin)):
        if x and y and (one_voice(x, y) or _one_name(x, y)):
            return True
    return bool(not a.speaker and not b.speaker and a.outlet and a.outlet == b.outlet)


def _one_name(x: Source, y: Source) -> bool:
    """A body that reports only describe ("the valley council") is one under one name."""
    known = ("named", "described")
    return (
        x.identified in known and y.identified in known and x.name.casefold() == y.name.casefold()
    )


def equal(a: Measure, b: Measure) -> bool:
    """Whether two figures give the same bounds, however they are worded."""
    return (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)


def agree(a: Measure, b: Measure) -> bool:
    """Whether one number may satisfy both; "about 1,200" reaches as far as 1,200 is rounded."""
    if equal(a, b):
        return True
    (a_low, a_high), (b_low, b_high) = _reach(a), _reach(b)
    return a_low <= b_high and b_low <= a_high


def _reach(of: Measure) -> tuple[float, float]:
    """The bounds of a figure; of a rounded one, half of the last digit that is no nought."""
    figure = of.figure
    if figure.modifier != "approximate" or figure.low != figure.high or not figure.low:
        return of.low, of.high
    value = figure.low
    half = 0.5
    while value % (half * 20) == 0 and half * 20 <= abs(value):
        half *= 10
    return max(of.low, value - half), min(of.high, value + half)


def _difference(new: Measure, old: Step, past: bool, pages: Mapping[str, Page]) -> Step | None:
    """The report names the very difference, in a sentence that tells of an event or a recount."""
    here, gap = pages[new.report], abs(_value(new) - _value(old.measure))
    if not gap >= SMALLEST or new.figure.modifier == "approximate":
        return None
    if old.measure.figure.low != old.measure.figure.high or new.figure.low != new.figure.high:
        return None
    told = [
        (cue, here.parts.around(span.start))
        for number, span in here.numbers
        if number == gap and span != new.at
        for cue in within(here, here.parts.around(span.start), 0)
        if cue.kind == "recount" or (cue.kind == "event" and not past and not new.flow)
    ]
    recounted = [(cue, sentence) for cue, sentence in told if cue.kind == "recount"]
    best = recounted or told
    if not best:
        return None
    kind: Change = "recount" if recounted else "event"
    how = best[0][0].name if recounted else "by what happened"
    reason = f"the report explains the difference of {gap:,.10g}: {how}"
    text = here.report.text
    shown = [Evidence(new.report, span, span.of(text)) for _, span in best]
    return _step(new, old, kind, SURE, (reason,), shown)


SMALLEST = 5
"""A smaller difference is named by chance too often."""


def _step(
    new: Measure, old: Step, change: Change, confidence: float, reasons: Sequence[str],
    evidence: Sequence[Evidence] = (),
) -> Step:  # fmt: skip
    if new.assumed:
        confidence, reasons = confidence - 0.1, (*reasons, new.assumed)
    shown = tuple(dict.fromkeys(evidence))
    return Step(
        measure=new, change=change, confidence=round(confidence, 2), reasons=tuple(reasons),
        evidence=shown[:3], against=old.measure.claim,
    )  # fmt: skip


def _corrected(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
               pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """“Corrects … to 1,050, not 10,500”: the report says that the other value was a mistake."""
    if other is None or not (_same_room(new, other.measure) or same_source(new, other.measure)):
        return None
    here = pages[new.report]
    for sentence in here.parts.spans:
        for cue in within(here, sentence, 0):
            if cue.kind != "slip":
                continue
            wrong = here.holds(_value(other.measure), sentence)
            right = here.holds(_value(new), sentence)
            near = abs(here.parts.index(new.at.start) - here.parts.index(sentence.start)) <= 1
            if wrong or (near and right):
                words = "the report corrects the value that it gave before"
                sure = SURE if wrong and right else FAIR
                spans = [Evidence(new.report, sentence, sentence.of(here.report.text))]
                return _step(new, other, "slip corrected", sure, (words,), spans)
    if other.change == "slip" and not past and agree(old.measure, new):
        words = "the same newsroom or source gives the earlier value again, without the odd digit"
        return _step(new, other, "slip corrected", FAIR, (words,))
    return None


def _same_room(a: Measure, b: Measure) -> bool:
    return bool(a.outlet) and a.outlet == b.outlet


def _value(of: Measure) -> float:
    if of.figure.low is not None:
        return of.figure.low
    return of.figure.high if of.figure.high is not None else float("nan")


def _restated(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
              pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """The value stands already, or the two ranges meet: no change."""
    before = old.measure
    if not agree(before, new):
        return None
    who = "by the same source" if same_source(new, before) else "by another source"
    shown = [cue.shown for cue in found if cue.kind == "unchanged" and cue.far == 0]
    if equal(before, new):
        return _step(new, old, "none", SURE, (f"the same value again, {who}",), shown)
    here = pages[new.report]
    if (
        not past
        and new.report != before.report
        and any(
            cue.kind in ("event", "recount")
            and not cue.far
            and (
                here.holds(_value(before), here.parts.around(cue.shown.span.start))
                or (cue.name == ROSE and new.thing in TOLLS.values())
            )
            for cue in found
        )
    ):
        return None  # “17, up from 14”: the report itself says that "at least 14" holds no more
    rounded = "approximate" in (before.figure.modifier, new.figure.modifier)
    single = all(m.figure.low == m.figure.high for m in (before, new))
    if rounded and single:
        return _step(
            new, old, "rounding", SURE, (f"the same value but for rounding, {who}",), shown
        )
    words = f"the ranges meet, so both may hold; {who}"
    return _step(new, old, "overlap", SURE, (words,), shown)


def _slip(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
          pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """The same digits, ten or a hundred times as much."""
    a, b = _value(old.measure), _value(new)
    exact = all(m.figure.low == m.figure.high for m in (old.measure, new))
    if not exact or a <= 0 or b <= 0 or max(a, b) / min(a, b) not in (10.0, 100.0, 1000.0):
        return None
    words = "the same digits, with one more or fewer of them: perhaps a slip"
    return _step(new, old, "slip", FAIR, (words,))


def _shown(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
           pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """What the report says of the change, beside the figure."""
    here = pages[new.report]
    score = {"recount": 0.0, "event": 0.0}
    shown: dict[str, list[Evidence]] = {"recount": [], "event": []}
    told: dict[str, list[str]] = {"recount": [], "event": []}
    alike = same_source(new, old.measure)
    if not alike and new.report == old.measure.report:
        return None  # two sources side by side
    for cue in found:
        if cue.kind not in score:
            continue
        around = here.parts.around(cue.shown.span.start)
        named_old = here.holds(_value(old.measure), around)
        both = bool(named_old and here.holds(_value(new), around))
        far = cue.far and not both  # a headline, and the sentence that tells it whole
        if far and (not alike or cue.kind == "event"):
            continue
        sure = FAIR if far else SURE if named_old else LIKELY
        sure -= 0.0 if alike or named_old else 0.15
        if cue.kind == "event" and (new.flow or (cue.name == HAPPENED and not alike)):
            continue  # the happening itself is counted, or it is told by somebody else
        score[cue.kind] = max(score[cue.kind], sure)
        shown[cue.kind].append(cue.shown)
        told[cue.kind].append(cue.name)
    if past:
        score["event"] = 0.0  # the moment is the same one
    kind: Change = "recount" if score["recount"] >= score["event"] else "event"
    if score[kind] < WEAK:
        return None
    reasons = tuple(dict.fromkeys(told[kind]))[:2]
    return _step(new, old, kind, score[kind], reasons, shown[kind])


def _other_source(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
                  pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """Another source, for the same moment or in the same breath."""
    before = old.measure
    if same_source(new, before) or not (new.speaker or new.origin or new.outlet != before.outlet):
        return None
    sure = LIKELY if named(new.origin) and named(before.origin) else FAIR
    if new.report == before.report or pages[new.report].holds(
        _value(before), pages[new.report].parts.around(new.at.start, 3, 3)
    ):
        return _step(new, old, "source", SURE if sure == LIKELY else sure,
                     ("another source gives another value, side by side",))  # fmt: skip
    if new.flow:
        words = "another source gives another value for the same happening"
        return _step(new, old, "source", sure, (words,))
    if past or (new.about and before.about and not apart(new.about, before.about)):
        return _step(new, old, "source", sure, ("another source, for the same time",))
    if _days_between(before, new) <= SETTLES:
        return _step(new, old, "source", sure, ("another source, within two days",))
    return None


def _later(new: Measure, old: Step, other: Step | None, past: bool, found: list[Cue],
           pages: Mapping[str, Page]) -> Step | None:  # fmt: skip
    """The same source counts another day, and says which."""
    before = old.measure
    if not same_source(new, before) or past:
        return None
    if new.flow or not new.dated:
        return None
    said = before.said[1] if before.said else ""
    last = before.about[1] if before.about and before.about[1] != "9999" else said
    if new.about and last and (new.about[0] > last or new.about[1] > max(last, said) != "9999"):
        text = pages[new.report].report.text
        shown = [Evidence(new.report, span, span.of(text)) for span in new.dated]
        return _step(new, old, "event", FAIR, ("the same source, for a later time",), shown)
    return None


def _days_between(a: Measure, b: Measure) -> int:
    try:
        first = date.fromisoformat(a.said[1] if a.said else a.published)
        second = date.fromisoformat(b.said[0] if b.said else b.published)
    except ValueError:
        return 9999
    return (second - first).days


def is_change(step: Step) -> bool:
    """Whether a step changed the value, or the count of it."""
    return step.change not in Kept and step.change != "first"
