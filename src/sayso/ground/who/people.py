"""Who is on stage at each point of a report: the persons that a pronoun may mean, what stands right
before a relative, and what else could be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from sayso.ground.who import names, sources
from sayso.ground.who.cast import SITED, Cast, Entity
from sayso.ground.who.describe import tie
from sayso.ground.who.hits import Hit
from sayso.ground.who.lexicon import word_list
from sayso.ground.who.phrase import Phrase, analyse
from sayso.ground.who.pronouns import Layout, Seen, Someone
from sayso.ground.who.roles import PRE, PREPOSITION, core, head_noun
from sayso.ground.who.unnamed import unnamed
from sayso.records import Attribution, Reading, Report, Source
from sayso.spans import Span, covers

NOUN_PHRASE: Final = re.compile(
    r"\b(?:the|an?|one|another|his|her|their|its|some|several|many|those|other|two|three|most|all)\s"
    r"(?=[^,;:()“”\"\n.]{1,70}$)|\b[a-z]+s$|\b(?:those|others)$", re.I,
)  # fmt: skip

OPENERS: Final = frozenset(["", "But", "And", "Still", "Yet", "Then", "While", "When", "As"])
GOVERNING: Final = word_list("governing")
LEADING: Final = word_list("function") | {"", "however", "meanwhile", "similarly"}
LIGHT: Final = PRE | frozenset(
    [
        "but",
        "and",
        "still",
        "then",
        "while",
        "when",
        "as",
        "yet",
        "the",
        "a",
        "an",
        "although",
        "though",
        "if",
    ]
)
AFTER: Final = re.compile(
    r"(?: \([^)]{1,20}\))?(?:,| (?!and |or |to |of |in |on |at |with |for |from |by )[a-z])"
)

APPOSED: Final = re.compile(r"(?:the|an?|its|his|her|their)\s([^,]{3,80}),", re.I)
PART: Final = re.compile(rf"(?:{'|'.join(sorted(word_list('part')))}) of\b", re.I)
"""Words that take some out of a group: "most of whom" points back past them."""
LOOK_BACK: Final = 3
"""Sentences back in which the subject that a "they" or "it" takes up is looked for."""
SUBJECT: Final = re.compile(r"The ((?:[\w’'-]+ ){0,2}[\w’'-]+)")
PLURAL_WORD: Final = re.compile(r"\b[a-z]{3,}[^s\W]s\b|\bpeople\b|\bmen\b|\bwomen\b")
NO_PLURAL: Final = word_list("no_plural")


class People:
    """The stage of one report. ``everyone`` are the persons, with the mentions seen so far."""

    def __init__(self, reading: Reading, attributions: tuple[Attribution, ...], cast: Cast) -> None:
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
        self._unnamed: dict[int, Phrase] = {}
        for entity in cast.entities:
            if entity.person and not self._mere_opener(entity):
                someone = Someone(
                    self.key(entity), entity.gender, entity, entity.kind == "unknown", False,
                    [self._seen(hit) for hit in entity.hits],
                )  # fmt: skip
                self.everyone.append(someone)
                self._by_key[someone.key] = someone
        for phrase in unnamed(reading, cast):
            self._describe(phrase)

    def _describe(self, phrase: Phrase) -> None:
        """A description as a mention of the person whom it fits, else of somebody unnamed."""
        tied = tie(phrase, self.cast, [])
        if tied and tied.entity and self.key(tied.entity) in self._by_key:
            someone = self._by_key[self.key(tied.entity)]
        else:
            key = f"unnamed {phrase.head}"
            if phrase.article in ("a", "owned") or key not in self._by_key:
                gender = phrase.role.gender if phrase.role else "u"
                someone = Someone(f"{key} {phrase.span.start}", gender, None, False, True)
                self._by_key[key] = self._by_key[someone.key] = someone
                self._unnamed[id(someone)] = phrase
                self.everyone.append(someone)
            someone = self._by_key[key]
        place = self.layout.place(phrase.span.start)
        first = self.layout.sentence_start(place)
        opens = self.reading.text[first : phrase.span.start].strip(" “\"'") in OPENERS
        after = AFTER.match(self.reading.text, phrase.span.end)
        before = self.reading.text[first : phrase.span.start].split()[-1:]
        governed = bool(before) and before[0].lower() in GOVERNING
        seen = Seen(
            place, phrase.span, opens, False, False, False, False,
            opens and first == self.layout.paragraph_start(place), governed,
            not governed and after is not None,
        )  # fmt: skip
        someone.seen.insert(bisect_right([s.place.at for s in someone.seen], place.at), seen)

    def _mere_opener(self, entity: Entity) -> bool:
        """Whether an unknown word is capitalised only because its sentence begins there, or is
        somewhere in which things are ("in Overby").
        """
        if entity.kind != "unknown":
            return False
        seen = [self._seen(hit) for hit in entity.hits]
        text = self.reading.text
        if any(SITED.search(text[max(0, s.span.start - 9) : s.span.start]) for s in seen):
            return True
        if " " in entity.name:
            return False
        starts = [self.layout.sentence_start(s.place) == s.span.start for s in seen]
        return all(starts) and not any(s.speaks for s in seen)

    @staticmethod
    def key(entity: Entity) -> str:
        """How an entity is known on this stage."""
        return f"entity {entity.number}"

    def sentence(self, at: int) -> Span:
        """The sentence that holds an offset (the whole text if there is none)."""
        number = bisect_right(self._sentences, at) - 1
        return self.reading.sentences[number] if number >= 0 else Span(0, len(self.reading.text))

    def grown(self, span: Span) -> Span:
        """A span that cuts no name in two ("Dae" of "Kim Dae" becomes the whole name)."""
        start, end = span
        text = self.reading.text
        if span.of(text) == "I":
            return span  # "To the people of Vell I say": no part of the name before it
        if text[start : start + 1] == ",":
            # An apposition that lost its name: ", the mayor" of "Ann Lee, the mayor".
            before = self.cast.inside(Span(max(0, start - 60), start))
            named = any(e.person for _, e, _ in self.cast.inside(span))
            if before and before[-1][0].span.end == start and before[-1][1].person and not named:
                start = before[-1][0].span.start
        for hit, _, _ in self.cast.inside(Span(max(0, start - 60), end + 60)):
            if hit.span.overlaps(span):
                start, end = min(start, hit.span.start), max(end, hit.span.end)
        return Span(start, end)

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
        speaks = number >= 0 and covers(self._sources[number : number + 1], (hit.span,))
        words = lead.split()
        opens = len(words) <= 6 and not any(
            w.islower() and w not in LIGHT and not head_noun([w]) for w in words
        )
        beside = APPOSED.fullmatch(lead)
        noun = head_noun(core(beside.group(1))) if beside else None
        opens = opens or (noun is not None and noun[1].kind == "person")
        leads = opens and self.layout.paragraph_start(place) == start
        governed = bool(words) and words[-1].lower() in GOVERNING
        after = AFTER.match(self.reading.text, hit.span.end)
        subject = not governed and not hit.possessive and after is not None
        return Seen(
            place, hit.span, opens, hit.possessive, hit.quoted, speaks, False, leads, governed,
            subject,
        )  # fmt: skip

    def saw(self, key: str | None, phrase: Phrase, source: Source, entity: Entity | None) -> None:
        """Remember that someone has spoken, in whatever wording."""
        if key is None or source.kind not in ("person", "unknown") or phrase.many:
            return
        someone = self._by_key.get(key) or self._seen_at(phrase)
        if someone is not None and someone.entity is None and someone.key not in self._described:
            someone.key = key
            self._by_key[key] = someone
            self._described[key] = source
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

    def _seen_at(self, phrase: Phrase) -> Someone | None:
        """The unnamed person of whom a description that speaks is a mention already."""
        if phrase.form != "description":
            return None
        for someone in self.everyone:
            if someone.entity is None and any(
                s.span.start == phrase.span.start or covers((phrase.span,), (s.span,))
                for s in someone.seen
            ):
                return someone
        return None

    def name(self, someone: Someone) -> str:
        """What to call someone in a reason."""
        if someone.entity:
            return someone.entity.name
        if someone.key in self._described:
            return self._described[someone.key].name
        return self._unnamed[id(someone)].words

    def source(self, someone: Someone, report: Report) -> Source:
        """The source that someone is."""
        if someone.entity:
            return sources.of_entity(someone.entity)
        if someone.key in self._described:
            return self._described[someone.key]
        return sources.of_description(self._unnamed[id(someone)], report)

    def by_label(self, words: str) -> Entity | None:
        """The one person whose name a transcript's label gives ("MR. LEE")."""
        key = names.key(tuple(sources.untitled(words.split(",")[0]).split()))
        if not key:
            return None
        fitting = []
        for entity in self.cast.entities:
            own = names.key(tuple(entity.name.split()))
            if entity.person and (own == key or (len(key) == 1 and own[-1:] == key)):
                fitting.append(entity)
        return fitting[0] if len(fitting) == 1 else None

    def bearer(self, open_: Entity, gender: str) -> Someone | None:
        """The one person of a gender who bears a surname of which it stays open whose it is."""
        surname = names.key((open_.name,))[-1:]
        fitting = [
            someone
            for someone in self.everyone
            if someone.entity is not None
            and someone.entity.number != open_.number
            and names.key(tuple(someone.entity.name.split()))[-1:] == surname
            and someone.gender in (gender, "u")
        ]
        return fitting[0] if len(fitting) == 1 and fitting[0].gender == gender else None

    def before(self, at: int, people: bool) -> Phrase | None:
        """The name or noun phrase that ends right before an offset, in the same sentence; of
        persons, if ``people`` are asked for.
        """
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
        # The nearest noun phrase that reaches up to here; of people if "who" asks.
        starts = list(NOUN_PHRASE.finditer(text[begin:end]))
        for match in sorted(starts, key=lambda m: (" " in m.group(), m.start()), reverse=True):
            found = analyse(text, Span(begin + match.start(), end), self.cast)
            human = found.role is not None and found.role.kind in ("person", "group")
            some = PART.match(found.span.of(text))
            if some is None and found.role and (human or not people):
                return found
        return None

    def leading(self, pronoun: Phrase) -> Phrase | None:
        """The name or description that opens the sentence before the one that a "they" or "it"
        opens, in the same paragraph, past sentences that open with the same pronoun.
        """
        text = self.reading.text
        here = self.layout.place(pronoun.span.start)
        if self.layout.sentence_start(here) != pronoun.span.start:
            return None
        number = here.sentence - 1
        while number >= 0 and here.sentence - number <= LOOK_BACK:
            sentence = self.reading.sentences[number]
            if self.layout.place(sentence.start).paragraph != here.paragraph:
                return None
            if not text[sentence.start :].lower().startswith(f"{pronoun.head} "):
                return self.opening(sentence)
            number -= 1
        return None

    def opening(self, sentence: Span) -> Phrase | None:
        """The name or "the" with a noun that a sentence opens with, where a verb follows."""
        text = self.reading.text
        for hit, _, _ in self.cast.inside(sentence)[:1]:
            if text[sentence.start : hit.span.start] in ("", "The ") and not hit.possessive:
                return analyse(text, Span(sentence.start, hit.span.end), self.cast)
        match = SUBJECT.match(text, sentence.start, sentence.end)
        words = match.group(1).split() if match else []
        for size in range(len(words), 0, -1):
            end = sentence.start + len("The ") + len(" ".join(words[:size]))
            if head_noun(words[:size]) and text[end : end + 1] == " ":
                following = text[end:].split()[0].lower()
                if head_noun([following]) is None and following not in PREPOSITION:
                    return analyse(text, Span(sentence.start, end), self.cast)
        return None

    def parallel(self, start: int, end: int, name: str, many: bool) -> str | None:
        """Why a "they" or "it" at ``end`` takes up what spoke at ``start``; None if it may not.

        Both open neighbouring sentences; or the pronoun follows a quotation's end right after that
        one spoke; or both stand in one sentence and nothing else of their number is between.
        """
        text = self.reading.text
        one, other = self.layout.place(start), self.layout.place(end)
        between = text[start:end]
        opens = self.layout.sentence_start(other) == end
        lead = text[self.layout.sentence_start(one) : start].lower().split()
        opened = len(lead) <= 3 and all(w.strip(",“\"'") in LEADING for w in lead)
        if opens and opened and other.sentence - one.sentence == 1:
            return "both open neighbouring sentences"
        if other.paragraph - one.paragraph > 1:
            return None
        if (
            text[max(0, end - 3) : end].strip(" ,")[-1:] in ("”", '"', "’")
            and other.sentence - one.sentence <= 2
        ):
            return "it stands at the end of a quotation, after that one spoke"
        if other.sentence != one.sentence or self._others(start, end, name, between, many):
            return None
        return "the only one of its number in this sentence before it"

    def _others(self, start: int, end: int, name: str, between: str, many: bool) -> bool:
        own = set(name.lower().split())
        if many:
            found = (m.group() for m in PLURAL_WORD.finditer(between))
            return any(w not in own and w not in NO_PLURAL for w in found)
        return any(
            entity.name != name and not entity.person
            for _, entity, _ in self.cast.inside(Span(start, end))
        )
