"""What a claim lost or gained on its way: hedges, roundings, quoted words, the source itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from sayso.link.dates import days, instant
from sayso.link.history.records import Drift, Evidence, Travel
from sayso.link.tables import rows
from sayso.link.voices import one_voice
from sayso.records import Claim, Figure, Proposition, Report
from sayso.spans import Span

__all__ = ["drifts", "travels"]

WORD = re.compile(r"\w[\w’'-]*")
FIRM = ("certain", "probable", "possible")
CUT = 0.8
"""A later quotation that has less than this of the earlier one's words, and hardly any others, was
cut; of the words that it has, this share must stand in the earlier one."""
HALF = 0.5
"""Share of the words of the shorter one from which the outlet repeats what a source said."""
EARLIER = 24
"""How many earlier claims a later one is compared with, to find where it comes from."""


def travels(
    propositions: Iterable[Proposition], claims: Iterable[Claim], reports: Mapping[str, Report]
) -> tuple[Travel, ...]:
    """Each proposition that stands in several reports, in the order of saying, with its drifts.

    Each claim is compared with the earlier one of another report whose words it shares most.

    "The bridge may be shut", then "The bridge is shut" ->
    ``(Travel(claims=(c1, c2), drifts=(Drift("hedge dropped", c1, c2, ...),)),)``
    """
    known = {claim.id: claim for claim in claims if claim.report in reports}
    found = []
    for proposition in propositions:
        members = [known[id_] for id_ in proposition.claims if id_ in known]
        ordered = sorted(members, key=lambda c: _order(c, reports[c.report]))
        if len({claim.report for claim in ordered}) < 2:
            continue
        drifted: list[Drift] = []
        for number, later in enumerate(ordered):
            earlier = [
                c for c in ordered[max(0, number - EARLIER) : number] if c.report != later.report
            ]
            if earlier:
                drifted += drifts(_nearest(later, earlier, reports), later, reports)
        ids = tuple(claim.id for claim in ordered)
        found.append(Travel(proposition=proposition.id, claims=ids, drifts=tuple(drifted)))
    return tuple(sorted(found, key=lambda t: (t.claims, t.proposition)))


def _order(claim: Claim, report: Report) -> tuple[str, tuple[str, ...], str, int, str]:
    published = instant(report.published)
    said = days(claim.said)
    day = said[0] if said else published[0] if published else "9999"
    return (day, published, claim.report, claim.content[0].start if claim.content else 0, claim.id)


def _nearest(later: Claim, earlier: Sequence[Claim], reports: Mapping[str, Report]) -> Claim:
    """The earlier claim with the most words in common; of two, the one said first."""
    own = {w.casefold() for w, _ in _words(later, reports)}

    def shared(claim: Claim) -> float:
        words = {w.casefold() for w, _ in _words(claim, reports)}
        return len(own & words) / max(1, len(own | words))

    return max(earlier, key=shared)


def drifts(a: Claim, b: Claim, reports: Mapping[str, Report]) -> tuple[Drift, ...]:
    """Every way in which a later claim tells an earlier one otherwise; ``a`` is the earlier.

    "“It could be perhaps in May, if it rains,” he said", then "“It could be in May,” he said" ->
    ``(Drift("quotation cut", ...), Drift("hedge dropped", ...), Drift("condition dropped", ...))``
    """
    left, right = _words(a, reports), _words(b, reports)
    if [w.casefold() for w, _ in left] == [w.casefold() for w, _ in right] and a.quote == b.quote:
        left_out: tuple[list[Span], list[Span]] = ([], [])
    else:
        left_out = _differ(left, right)
    lost, more = left_out
    found = [
        *_cut(a, b, left, right, lost, reports),
        *_hedges(a, b, left, right, reports),
        *_firmer(a, b, reports),
        *_figures(a, b, reports),
        *_attribution(a, b, reports),
        *_stage(a, b),
    ]
    kinds = {drift.kind for drift in found}
    if not found and (lost or more) and len(left) > 3:
        words = "worded otherwise"
        found.append(_drift("wording", a, b, words, lost, more, reports, 0.5))
    if "hedge dropped" in kinds:
        found = [d for d in found if d.kind != "firmer"]
    return tuple(found)


Token = tuple[str, Span]


def _words(claim: Claim, reports: Mapping[str, Report]) -> list[Token]:
    text = reports[claim.report].text
    return [
        (m[0].replace("’", "'"), Span(*m.span()))
        for span in claim.content
        for m in WORD.finditer(text, span.start, min(span.end, len(text)))
    ]


def _differ(a: list[Token], b: list[Token]) -> tuple[list[Span], list[Span]]:
    """The stretches that only the one and only the other has, as spans of their texts."""
    matcher = SequenceMatcher(
        None, [w.casefold() for w, _ in a], [w.casefold() for w, _ in b], autojunk=False
    )
    lost, more = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            lost += [Span(a[i][1].start, a[j - 1][1].end)] if j > i else []
            more += [Span(b[k][1].start, b[m - 1][1].end)] if m > k else []
    return lost, more


def _drift(kind: str, a: Claim, b: Claim, words: str, before: Iterable[Span],
           after: Iterable[Span], reports: Mapping[str, Report], sure: float) -> Drift:  # fmt: skip
    shown = [
        tuple(
            Evidence(claim.report, span, span.of(reports[claim.report].text)[:120])
            for span in list(spans)[:4]
        )
        for claim, spans in ((a, before), (b, after))
    ]
    return Drift(kind=kind, earlier=a.id, later=b.id, words=words, before=shown[0],
                 after=shown[1], confidence=sure)  # fmt: skip


def _cut(a: Claim, b: Claim, left: list[Token], right: list[Token], lost: list[Span],
         reports: Mapping[str, Report]) -> Iterable[Drift]:  # fmt: skip
    if a.quote not in ("direct", "mixed") or not left or not right:
        return
    if b.quote in ("direct", "mixed"):
        earlier = {w.casefold() for w, _ in left}
        quoted = _quoted(b, right, reports) if b.quote == "mixed" else right
        kept = sum(w.casefold() in earlier for w, _ in quoted) / max(1, len(quoted))
        if kept >= CUT and 0 < len(quoted) < CUT * len(left) and lost:
            words = f"the quotation has {len(quoted)} of {len(left)} words left"
            yield _drift("quotation cut", a, b, words, lost, (), reports, 0.85)
    elif b.quote == "indirect":
        yield _drift("paraphrased", a, b, "quoted there, told in other words here",
                     a.content, b.content, reports, 0.7)  # fmt: skip


MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def _quoted(claim: Claim, words: list[Token], reports: Mapping[str, Report]) -> list[Token]:
    """Of half-quoted words those between quotation marks."""
    text = reports[claim.report].text
    inside = [
        Span(*match.span())
        for span in claim.content
        for match in MARKED.finditer(text, span.start, min(span.end, len(text)))
    ]
    return [(w, at) for w, at in words if any(span.holds(at) for span in inside)]


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((k, tuple(p.split("_"))) for k, words in rows("hedges.tsv") for p in words.split())


def _hedges(a: Claim, b: Claim, left: list[Token], right: list[Token],
            reports: Mapping[str, Report]) -> Iterable[Drift]:  # fmt: skip
    """Hedges and conditions that only one of them has, where the other says the rest too."""
    shared = {w.casefold() for w, _ in left} & {w.casefold() for w, _ in right}
    if len(shared) < 3:
        return
    for kind in ("hedge", "condition"):
        before, after = _said(kind, left), _said(kind, right)
        names = {name for name, _ in before}, {name for name, _ in after}
        lost = [s for name, s in before if name not in names[1] and _held(s, left, shared)]
        more = [s for name, s in after if name not in names[0] and _held(s, right, shared)]
        if lost and len(before) > len(after):
            yield _drift(f"{kind} dropped", a, b, f"a {kind} is gone", lost, (), reports, 0.8)
        elif more and len(after) > len(before):
            yield _drift(f"{kind} added", a, b, f"a {kind} is new", (), more, reports, 0.8)


def _held(hedge: Span, words: list[Token], shared: set[str]) -> bool:
    """Whether the other says what the hedge holds back: one of the three words after it."""
    after = [w.casefold() for w, span in words if span.start >= hedge.end][:3]
    return any(word in shared for word in after)


def _said(kind: str, words: list[Token]) -> list[tuple[str, Span]]:
    low = [w.casefold() for w, _ in words]
    return [
        (" ".join(phrase), Span(words[i][1].start, words[i + len(phrase) - 1][1].end))
        for k, phrase in _table()
        if k == kind
        for i in range(len(low) - len(phrase) + 1)
        if tuple(low[i : i + len(phrase)]) == phrase
    ]


def _firmer(a: Claim, b: Claim, reports: Mapping[str, Report]) -> Iterable[Drift]:
    first, last = a.firmness.certainty, b.firmness.certainty
    if first == last or first not in FIRM or last not in FIRM:
        return
    kind = "firmer" if FIRM.index(last) < FIRM.index(first) else "softer"
    shown = [
        [span for r in c.firmness.reasons if r.field == "certainty" for span in r.spans]
        for c in (a, b)
    ]
    if not shown[0 if kind == "firmer" else 1]:
        return
    words = f"said as {first} there, as {last} here"
    yield _drift(kind, a, b, words, shown[0], shown[1], reports, 0.65)


def _figures(a: Claim, b: Claim, reports: Mapping[str, Report]) -> Iterable[Drift]:
    """ "About 500" told as "500": the same number without its rounding or bound."""
    for old in a.figures:
        for new in b.figures:
            if _value(old) != _value(new) or _value(old) is None or old.modifier == new.modifier:
                continue
            if new.modifier == "exact":
                kind, words = "rounding dropped", f"“{old.modifier}” is gone"
            elif old.modifier == "exact":
                kind, words = "rounding added", f"“{new.modifier}” is new"
            else:
                kind, words = "rounding changed", f"{old.modifier} became {new.modifier}"
            yield _drift(kind, a, b, words, old.spans[:1], new.spans[:1], reports, 0.85)


def _value(figure: Figure) -> float | None:
    return figure.low if figure.low is not None else figure.high


def _attribution(a: Claim, b: Claim, reports: Mapping[str, Report]) -> Iterable[Drift]:
    """The source that was named there is not named here."""
    chain = [link.name for link in a.voice.chain]
    if a.quote == "narration" or not chain:
        return
    shared = _share(_words(a, reports), _words(b, reports))
    if b.quote == "narration" and shared >= HALF and not _speaks(a, b):
        words = f"{chain[0]} said it there; here the outlet says it in its own voice"
        yield _drift("attribution dropped", a, b, words, a.source, (), reports, 0.8)
    elif len(chain) > 1 and b.voice.chain and chain[-1] not in [c.name for c in b.voice.chain]:
        gone = b.voice.chain[-1].name in chain[:-1]
        if gone:
            words = f"the origin, {chain[-1]}, is no longer named"
            yield _drift("origin dropped", a, b, words, a.source, b.source, reports, 0.7)


def _share(left: list[Token], right: list[Token]) -> float:
    one, two = ({w.casefold() for w, _ in words} for words in (left, right))
    return len(one & two) / max(1, min(len(one), len(two)))


def _speaks(a: Claim, b: Claim) -> bool:
    """Whether the outlet is the source itself: a ministry's own statement."""
    voices = [v for v in (a.voice.speaker, b.voice.speaker) if v]
    return len(voices) == 2 and one_voice(*voices)


def _stage(a: Claim, b: Claim) -> Iterable[Drift]:
    first, last = a.firmness.stage, b.firmness.stage
    if first == "planned" and last in ("begun", "ongoing", "ended"):
        words = f"{first} there, {last} here"
        yield Drift(kind="plan told as done", earlier=a.id, later=b.id, words=words, confidence=0.5)
