"""Who is on stage at each point of a report: the persons that a pronoun may mean, what stands right
before a relative, and what else could be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from sayso.ground.who import names, sources
from sayso.ground.who.cast import Cast, Entity
from sayso.ground.who.hits import Hit
from sayso.ground.who.phrase import Phrase, analyse
from sayso.ground.who.pronouns import Layout, Seen, Someone
from sayso.records import Attribution, Reading, Source
from sayso.spans import Span

NOUN_PHRASE: Final = re.compile(
    r"(?:^|[\s“\"(—–-])((?:the|an?|one|another|his|her|their|its|some|several|many|those|other|two|three|"
    r"most|all)\s[^,;:()“”\"\n.]{1,70}|[a-z]+s|[Tt]hose|[Oo]thers)$", re.I,
)  # fmt: skip


class People:
    """The stage of one report. ``everyone`` are the persons, with the mentions seen so far."""

    def __init__(
        self, reading: Reading, attributions: tuple[Attribution, ...], cast: Cast
    ) -> None:
        self.reading, self.cast = reading, cast
        self.layout = Layout(reading)
        self._sentences = [s.start for s in reading.sentences]
        self._quotes = [q.outer for q in reading.quotations]
        self._quote_starts = [q.start for q in self._quotes]
        spoken = sorted(s for a in attributions for s in a.source)
        self._sources = spoken
        self._source_starts = [s.start for s in spoken]
        self.everyone: list[Someone] = []
        self._by_key: dict[str, Someone] = {}
        self._described: dict[str, Source] = {}
        for entity in cast.entities:
            if entity.person:
                someone = Someone(
                    self.key(entity), entity.gender, entity, entity.kind == "unknown", False,
                    [self._seen(hit) for hit in entity.hits],
                )  # fmt: skip
                self.everyone.append(someone)
                self._by_key[someone.key] = someone

    @staticmethod
    def key(entity: Entity) -> str:
        """How an entity is known on this stage."""
        return f"entity {entity.number}"

    def sentence(self, at: int) -> Span:
        """The sentence that holds an offset (the whole text if there is none)."""
        number = bisect_right(self._sentences, at) - 1
        return self.reading.sentences[number] if number >= 0 else Span(0, len(self.reading.text))

    def quoted(self, span: Span) -> bool:
        """Whether a span stands inside quotation marks."""
        number = bisect_right(self._quote_starts, span.start) - 1
        return number >= 0 and span.start < self._quotes[number].end

    def _seen(self, hit: Hit) -> Seen:
        place = self.layout.place(hit.span.start)
        start = self.layout.sentence_start(place)
        lead = self.reading.text[start : hit.span.start].strip(" “\"'‘")
        lead = lead.removesuffix(hit.title).strip()
        number = bisect_right(self._source_starts, hit.span.start) - 1
        speaks = number >= 0 and hit.span in self._sources[number]
        opens = not lead or lead.lower() in ("but", "and", "still", "then", "while", "when", "as", "yet")
        return Seen(place, hit.span, opens, hit.possessive, hit.quoted, speaks)

    def saw(self, key: str | None, phrase: Phrase, source: Source, entity: Entity | None) -> None:
        """Remember that someone has spoken, in whatever wording."""
        if key is None or source.kind not in ("person", "unknown") or phrase.many:
            return
        someone = self._by_key.get(key)
        if someone is None:
            gender = phrase.role.gender if phrase.role else "u"
            someone = Someone(key, gender, entity, source.kind == "unknown", True)
            self._by_key[key] = someone
            self._described[key] = source
            self.everyone.append(someone)
        if phrase.form == "name" and someone.entity:
            return  # its mentions are all known from the cast
        place = self.layout.place(phrase.span.start)
        opens = self.layout.sentence_start(place) == phrase.span.start
        new = Seen(
            place, phrase.span, opens, False, self.quoted(phrase.span), True,
            phrase.form == "pronoun",
        )  # fmt: skip
        at = bisect_right([s.place.at for s in someone.seen], place.at)
        someone.seen.insert(at, new)

    def name(self, someone: Someone) -> str:
        """What to call someone in a reason."""
        return someone.entity.name if someone.entity else self._described[someone.key].name

    def source(self, someone: Someone) -> Source:
        """The source that someone is."""
        if someone.entity:
            return sources.of_entity(someone.entity)
        return self._described[someone.key]

    def by_label(self, words: str) -> Entity | None:
        """The one person whose name a transcript's label gives ("MR. LEE")."""
        key = names.key(tuple(sources.untitled(words).split()))
        if not key:
            return None
        fitting = []
        for entity in self.cast.entities:
            own = names.key(tuple(entity.name.split()))
            if entity.person and (own == key or (len(key) == 1 and own[-1:] == key)):
                fitting.append(entity)
        return fitting[0] if len(fitting) == 1 else None

    def before(self, at: int) -> Phrase | None:
        """The name or noun phrase that ends right before an offset, in the same sentence."""
        text = self.reading.text
        sentence = self.sentence(at)
        end = at
        while end > sentence.start and text[end - 1] in " ,(–—-":
            end -= 1
        nearby = self.cast.inside(Span(sentence.start, end))
        if nearby and nearby[-1][0].span.end == end and not nearby[-1][0].possessive:
            hit = nearby[-1][0]
            phrase = analyse(text, hit.span, self.cast)
            if phrase.form == "name" and phrase.entity and not phrase.entity.place:
                return phrase
        begin = max(sentence.start, end - 80)
        match = NOUN_PHRASE.search(text[begin:end])
        if not match:
            return None
        found = analyse(text, Span(begin + match.start(1), end), self.cast)
        return found if found.form in ("name", "description") and found.role else None

    def rivals(self, start: int, end: int, many: bool, name: str) -> bool:
        """Whether another body was named between two offsets outside quotations."""
        for hit, entity, _ in self.cast.inside(Span(start, end)):
            if not entity.person and not hit.quoted and entity.name != name and not many:
                return True
        return False
