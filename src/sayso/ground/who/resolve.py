"""Each attribution's own source, resolved in the whole report; chains are put together elsewhere.

"he" -> Ann Lee's husband?  nobody: two fit  -> an answer without a speaker, and why
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.ground.who import chains, describe, sources, transcript
from sayso.ground.who.answers import Answer, Found, can_speak, holds_head, pick, start
from sayso.ground.who.cast import Cast, Entity
from sayso.ground.who.lexicon import word_list
from sayso.ground.who.people import People
from sayso.ground.who.phrase import Phrase, parts
from sayso.ground.who.pointing import WRITER, pronoun
from sayso.ground.who.pronouns import GENDER, Asked, Someone, choose
from sayso.ground.who.terms import Terms, terms
from sayso.records import Attribution, Cited, Gap, Kind, Reading, Reason, Report, Source
from sayso.settings import Settings
from sayso.spans import Span, Spans, cut, hull

SELF: Final = re.compile(
    r"^(?:this|our) (?:newspaper|paper|magazine|site|website|network|news agency|reporter)$", re.I
)
OUTER_WORDS: Final = frozenset(["others", "other"])

BODIES: Final[frozenset[Kind]] = frozenset(["organisation", "outlet"])
ACCOUNT: Final = re.compile(r"(?:RT )?(@\w{1,30})")
WHO: Final = re.compile(r"who [^,]{3,200},")
FOR: Final = re.compile(r"For ([^,]{3,60}),")

NOBODY: Final = word_list("nobody")

CONTINUING: Final = re.compile(r"(?:and |also |then |\w+ing\b)", re.I)
"""Cues that need no subject of their own, so that the last speaker goes on ("adding")."""

CONTINUES_HERE: Final = 0.85
CONTINUES_NEXT: Final = 0.7
"""Certainty that a quotation without a source goes on in the voice that spoke last, in the same
paragraph and in the next one."""


class Resolver:
    """Answers for the attributions of one report, one by one in text order; it remembers who has
    spoken, so that later wording can point back.
    """

    def __init__(
        self,
        reading: Reading,
        attributions: tuple[Attribution, ...],
        parents: tuple[int | None, ...],
        cast: Cast,
        report: Report,
        settings: Settings,
    ) -> None:
        self.reading, self.attributions, self.parents = reading, attributions, parents
        self.cast, self.report, self.settings = cast, report, settings
        self.people = People(reading, attributions, cast)
        self.spoken: list[describe.Spoken] = []
        self.last: tuple[int, Answer] | None = None
        self._turns = transcript.turns(reading)

    def asker(self, number: int) -> Answer | None:
        """Who says the turn of a transcript in which an attribution that has a source of its own
        stands: the host who says "The mayor says no", not the mayor.
        """
        one = self.attributions[number]
        if not self._turns or not one.source or one.quote == "narration":
            return None
        own = hull(one.source)
        for paragraph, label in self._turns:
            if paragraph.holds(own) and own.start >= label.end:
                words = label.of(self.reading.text).strip()
                found = transcript.speaker(words, label, self.people, self.report)
                return Answer(
                    found.source, (found.source,), (found.reason,), (), found.sure, found.key
                )
        return None

    def _label(self, one: Attribution) -> Found | None:
        """Whom a source names that is the label of a turn: "JANE DOE, HOST"."""
        own = hull(one.source)
        label = next((label for _, label in self._turns if own.overlaps(label)), None)
        if label is None:
            return None
        words = label.of(self.reading.text).strip()
        return transcript.speaker(words, label, self.people, self.report)

    def all(self) -> dict[int, Answer]:
        """The answers for all attributions, given in the order of the text."""
        answers: dict[int, Answer] = {}
        numbers = range(len(self.attributions))
        for number in sorted(numbers, key=lambda n: (start(self.attributions[n]), n)):
            answers[number] = self.answer(number, answers)
        return answers

    def ranked(self, asked: Asked) -> list[tuple[float, Someone]]:
        """Whom a pronoun may mean, the likeliest first."""
        return choose(asked, self.people.everyone)

    def answer(self, number: int, answers: dict[int, Answer]) -> Answer:
        """The answer for one attribution; ``answers`` holds those already given."""
        if number in answers:
            return answers[number]
        parent = self.parents[number]
        if parent is not None and parent not in answers:
            answers[parent] = self.answer(parent, answers)
        outer = answers[parent] if parent is not None else self.asker(number)
        one = self.attributions[number]
        if one.quote == "narration":
            return self._narration()
        if chains.owned(self.reading, one) or chains.spoken_of(self.reading, one):
            one = replace(one, source=())
        elif one.source and (said_to := self._said_to(one)) is not None:
            if not said_to.source:
                return _nobody(one, cut(self.reading.text, one.source))
            one = said_to
        if not any(c.isalnum() for c in cut(self.reading.text, one.source)):
            found = self._sourceless(one)
        elif (turn := self._label(one)) is not None:
            found = self._combine([turn], one, None)
        else:
            found = self._worded(number, one, outer)
        if one.source or found.speaker:
            self.last = (number, found)
        return found

    def _said_to(self, one: Attribution) -> Attribution | None:
        """The attribution with who speaks for its source, where that is only spoken to."""
        found = chains.addressee(self.reading, one, self.people.sentence(hull(one.source).start))
        return None if found is None else replace(one, source=found)

    def _narration(self) -> Answer:
        outlet = self.outlet()
        if outlet is None:
            gap = Gap(
                field="speaker", text="", reason="The report does not say which outlet it is from."
            )
            return Answer(gaps=(gap,), sure=0.5)
        words = f"told by {outlet.name} in its own voice"
        reason = Reason(field="speaker", name="narration", words=words)
        return Answer(outlet, (), (reason,))

    def outlet(self) -> Source | None:
        """The report's own outlet as a source."""
        name = (self.report.outlet or "").strip()
        return sources.named(sources.outlet_name(name), "outlet") if name else None

    # Without a source ------------------------------------------------------------------------

    def _sourceless(self, one: Attribution) -> Answer:
        text = self.reading.text
        labelled = transcript.label(one, self.people, self.report)
        if labelled:
            return self._combine([labelled], one, None)
        spans = one.cue or one.content
        sentence = self.people.sentence(hull(spans).start) if spans else None
        passed = chains.passed_on(self.reading, one, sentence) if sentence else None
        if passed:
            return self._combine(self._phrases(passed[0], -1, None), one, passed[1])
        said_of = chains.PASSIVE.search(cut(text, one.cue).strip().lower())
        if (said_of or chains.unattributed(self.reading, one)) and (
            one.cue or one.quote == "indirect"
        ):
            words = cut(text, one.cue) or "the wording"
            reason = Reason(
                field="chain", name="unattributed", spans=one.cue,
                words=f"“{words}” says that it is said, not by whom",
            )  # fmt: skip
            cited = self._cited(one, None)
            return Answer(chain=cited[0], speaker=cited[0][0] if cited[0] else None,
                          reasons=(reason, *cited[1]))  # fmt: skip
        if one.quote in ("direct", "mixed") and self.last and spans:
            number, before = self.last
            here = self.people.layout.place(hull(spans).start)
            there = self.people.layout.place(self._at(number))
            apart = here.paragraph - there.paragraph
            ours = cut(text, one.cue).strip()
            open_cue = not ours or CONTINUING.match(ours)
            if before.speaker is not None and 0 <= apart <= 1 and open_cue:
                sure = before.sure * (CONTINUES_HERE if apart == 0 else CONTINUES_NEXT)
                words = f"a quotation without a source, right after {before.speaker.name} spoke"
                reason = Reason(
                    field="speaker", name="quotation goes on", words=words, weight=sure,
                    spans=self.attributions[number].source,
                )  # fmt: skip
                if sure >= self.settings.speaker_threshold:
                    return Answer(
                        before.speaker, before.chain, (reason,), sure=sure, key=before.key
                    )
        gap = Gap(
            field="speaker", text=cut(text, one.cue), spans=one.cue,
            reason="The text names no source here, and nobody's words clearly go on.",
        )  # fmt: skip
        return Answer(gaps=(gap,), sure=0.5)

    def _at(self, number: int) -> int:
        one = self.attributions[number]
        spans = one.content or one.cue or one.source
        return hull(spans).end if spans else 0

    # With a source ---------------------------------------------------------------------------

    def _worded(self, number: int, one: Attribution, outer: Answer | None) -> Answer:
        text = self.reading.text
        fragments = [
            self.people.grown(s) for s in one.source if any(c.isalnum() for c in s.of(text))
        ]
        anchor = hull(one.source or one.cue)
        passed = chains.passed_on(self.reading, one, self.people.sentence(anchor.start))
        if passed:
            teller, quoted = passed
            return self._combine(self._phrases(teller, -1, None), one, self.people.grown(quoted))
        main, cited = chains.cited_in(text, self._best(fragments))
        for other in fragments if cited is None else ():
            cited = cited or chains.citing(text, other)
        said = self._for_whom(main) or main
        return self._combine(self._phrases(said, number, outer), one, cited)

    def _phrases(self, span: Span, number: int, outer: Answer | None) -> list[Found]:
        """The coordinated sources of a stretch of text, each resolved."""
        return [self._phrase(p, number, outer) for p in parts(self.reading.text, span, self.cast)]

    def _best(self, fragments: list[Span]) -> Span:
        """The fragment that names or describes the source: a person before a document."""
        heads = [
            (fragment, phrase)
            for fragment in fragments
            for phrase in parts(self.reading.text, fragment, self.cast)[:1]
            if holds_head(phrase)
        ]
        people = [f for f, p in heads if not (p.role and p.role.kind == "document")]
        return (people or [fragment for fragment, _ in heads] or fragments)[0]

    def _for_whom(self, source: Span) -> Span | None:
        """Whose judgement it is that something "proves" or "shows": "For Ann Lee, the recount"."""
        sentence = self.people.sentence(source.start)
        match = FOR.match(self.reading.text, sentence.start, source.start)
        (own,) = parts(self.reading.text, source, self.cast)[:1]
        if not match or own.role or own.form != "description":
            return None
        span = Span(*match.span(1))
        (whom,) = parts(self.reading.text, span, self.cast)[:1]
        return span if whom.form == "name" and whom.entity and whom.entity.person else None

    def _combine(self, found: list[Found], one: Attribution, cited: Span | None) -> Answer:
        picked = pick(found)
        reasons: tuple[Reason, ...] = tuple(f.reason for f in found)
        gaps = tuple(f.open for f in found if f.open)
        sure = min(f.sure for f in picked)
        source = (
            picked[0].source
            if len(picked) == 1
            else sources.together(tuple(f.source for f in picked))
        )
        source = sources.with_terms(source, *self._terms_near(one))
        key = picked[0].key if len(picked) == 1 else source.id
        tail, more = self._cited(one, cited)
        # An unnamed writer is the report itself, and so no link between it and the origin.
        own = picked[0].reason.name == WRITER and bool(picked[0].open)
        answer = Answer(
            speaker=None if any(f.open for f in picked) else source,
            chain=(*(() if own else (source,)), *(s for s in tail if s.id != source.id)),
            reasons=(*reasons, *more), gaps=gaps, sure=sure, key=key,
        )  # fmt: skip
        return answer

    def _terms_near(self, one: Attribution) -> tuple[Terms, Terms]:
        """The terms on which a source speaks, as its own words state them, and as the rest of its
        sentence does outside the content.
        """
        if not one.source:
            return Terms(), Terms()
        sentence = self.people.sentence(hull(one.source).start)
        outside = sentence.of(self.reading.text)
        for span in one.content:
            words = span.of(self.reading.text)
            # A clause on the source itself that was taken for the beginning of its words.
            clause = WHO.match(words) if span.start - hull(one.source).end in (1, 2) else None
            outside = outside.replace(words, clause.group() if clause else " ")
        return terms(cut(self.reading.text, one.source)), terms(outside)

    def _cited(self, one: Attribution, cited: Span | None) -> tuple[Cited, tuple[Reason, ...]]:
        """The sources that this one cites, in the source itself or in the same sentence."""
        if cited is None:
            anchor = one.source or one.cue
            if not anchor:
                return (), ()
            sentence = self.people.sentence(hull(anchor).start)
            cited = chains.cited_near(self.reading, one, sentence)
        if cited is None or not cited.of(self.reading.text).strip():
            return (), ()
        inner, deeper = chains.cited_in(self.reading.text, cited)
        phrases = [p for p in parts(self.reading.text, inner, self.cast) if can_speak(p)]
        if not phrases:
            return (), ()
        found = pick([self._phrase(p, -1, None) for p in phrases])
        source = (
            found[0].source if len(found) == 1 else sources.together(tuple(f.source for f in found))
        )
        reason = Reason(
            field="chain", name="cites", spans=(cited,), weight=0.9,
            words=f"the source cites “{cited.of(self.reading.text)}”",
        )  # fmt: skip
        more: Cited = ()
        if deeper:
            more = tuple(
                f.source
                for f in pick(
                    [self._phrase(p, -1, None) for p in parts(self.reading.text, deeper, self.cast)]
                )
            )
        return (source, *more), (reason, *(f.reason for f in found))

    def _phrase(self, phrase: Phrase, number: int, outer: Answer | None) -> Found:
        """One phrase resolved; what speaks is remembered."""
        if phrase.form == "pronoun":
            found = pronoun(self, phrase, number, outer)
        elif phrase.form == "name" and phrase.entity:
            found = self.name(phrase, phrase.entity)
        else:
            found = self.description(phrase)
        at = phrase.span.start
        if found.open is None:
            self.spoken.append(
                describe.Spoken(
                    found.source,
                    found.as_worded if phrase.form == "pronoun" else phrase,
                    found.entity,
                    at,
                )
            )
            self.people.saw(found.key, phrase, found.source, found.entity)
        return found

    def name(self, phrase: Phrase, entity: Entity) -> Found:
        """A name, as the entity that bears it."""
        worded = phrase.span.of(self.reading.text)
        source = sources.of_entity(entity, phrase)
        rule = "name" if entity.name in worded else "shorter name"
        words = (
            f"“{worded}” names {entity.name}"
            if rule == "name"
            else f"“{worded}” is {entity.name} in this report"
        )
        first = entity.hits[0].span
        reason = Reason(field="speaker", name=rule, words=words, weight=phrase.sure, spans=(first,))
        if phrase.sure < self.settings.speaker_threshold:
            return self.unsure(phrase, "the report names more than one who may be meant")
        return Found(source, self.people.key(entity), phrase.sure, reason, entity=entity)

    def description(self, phrase: Phrase) -> Found:
        """A description, as whom the report describes so, else as itself."""
        account = ACCOUNT.fullmatch(phrase.span.of(self.reading.text))
        if account:
            return transcript.handle(account.group(1), phrase.span)
        first = phrase.words.lower().split()[:1]
        if first in (["nobody"], ["none"], ["neither"]):
            return self.unsure(phrase, "it says that nobody speaks")
        if all(word in NOBODY for word in phrase.words.lower().split()):
            return self.unsure(phrase, "it names or describes nobody")
        if SELF.match(phrase.span.of(self.reading.text)) and (outlet := self.outlet()):
            reason = Reason(
                field="speaker", name="this outlet", words=f"“{phrase.words}” is {outlet.name}"
            )
            return Found(outlet, outlet.id, 0.9, reason)
        if phrase.body:
            source = sources.of_body(phrase)
            reason = Reason(
                field="speaker", name="named body", spans=(phrase.span,), weight=0.85,
                words=f"“{phrase.words}” names one body",
            )  # fmt: skip
            return Found(source, source.id, 0.85, reason)
        lone = self.people.by_label(phrase.words) if _looks_named(phrase) else None
        if lone:
            words = f"“{phrase.words}” is the surname of {lone.name} alone"
            reason = Reason(field="speaker", name="shorter name", words=words, weight=0.85)
            return Found(
                sources.of_entity(lone), self.people.key(lone), 0.85, reason, entity=lone
            )  # fmt: skip
        tie = describe.tie(phrase, self.cast, self.spoken)
        if tie and tie.sure >= self.settings.speaker_threshold:
            spans: Spans = (tie.span,) if tie.span else ()
            reason = Reason(
                field="speaker", name=tie.rule, words=tie.words, weight=tie.sure, spans=spans
            )
            if tie.entity:
                return Found(
                    sources.of_entity(tie.entity), self.people.key(tie.entity), tie.sure, reason,
                    entity=tie.entity,
                )  # fmt: skip
            if tie.source:
                return Found(tie.source, tie.source.id, tie.sure, reason)
        outlet = self.outlet()
        if outlet and describe.is_publisher(phrase, outlet.name, self.cast):
            reason = Reason(
                field="speaker", name="publisher", weight=0.85, spans=(phrase.span,),
                words=f"“{phrase.words}” is {outlet.name}, which publishes the report",
            )  # fmt: skip
            return Found(outlet, outlet.id, 0.85, reason)
        kind = phrase.role.kind if phrase.role else "unknown"
        earlier = describe.fuller(phrase, self.reading.text) if kind in BODIES else None
        if earlier:
            phrase = replace(phrase, span=earlier, words=earlier.of(self.reading.text))
        source = sources.of_description(phrase, self.report)
        reason = Reason(
            field="speaker", name=source.identified, spans=(phrase.span,),
            words=f"“{source.name}” is named nowhere else in the report as far as can be told",
        )  # fmt: skip
        return Found(source, source.id, 0.9, reason)

    def unsure(self, phrase: Phrase, why: str) -> Found:
        """A link that stays open, with the reason."""
        gap = Gap(
            field="speaker", text=phrase.words, spans=(phrase.span,),
            reason=f"“{phrase.words}” is not resolved: {why}.",
        )  # fmt: skip
        kind: Kind = "person" if phrase.head in GENDER else "unknown"
        source = sources.unresolved(phrase.words, self.report, phrase.span, kind)
        reason = Reason(
            field="speaker", name="open", words=gap.reason, weight=0.0, spans=(phrase.span,)
        )
        return Found(source, None, 0.4, reason, open=gap)


def _nobody(one: Attribution, words: str) -> Answer:
    """The answer for words of which only the addressee is given."""
    gap = Gap(
        field="speaker", text=words, spans=one.source,
        reason=f"“{words}” is who is spoken to; the text does not say who speaks.",
    )  # fmt: skip
    return Answer(gaps=(gap,), sure=0.5)


def _looks_named(phrase: Phrase) -> bool:
    """Whether a description is in truth a name that the cast did not catch (in a headline)."""
    return phrase.role is None and phrase.article == "none" and phrase.words.istitle()
