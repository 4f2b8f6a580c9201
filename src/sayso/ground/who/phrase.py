"""How a report words a source: a name, a pronoun, or a description, with what is said beside it.

"Ann Lee, the city engineer"       ->  name, role "city engineer"
"a Harbour Board spokesman"        ->  description, head "spokesman", indefinite
"she"                              ->  pronoun
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from sayso.ground.who.cast import Cast, Entity
from sayso.ground.who.hits import Hit
from sayso.ground.who.lexicon import Role, tables, word_list
from sayso.ground.who.roles import DETERMINER, PREPOSITION, STOP, core, head_noun
from sayso.ground.who.terms import terms
from sayso.spans import Span, covers, trim

Form = Literal["name", "pronoun", "description", "nothing"]
Article = Literal["the", "a", "owned", "none"]

PRONOUNS: Final = word_list("pronoun")
WORD: Final = re.compile(r"[\w’'./&-]*[\w’']")
DEFINITE: Final = re.compile(r"(the|this|that|these|those|both|said)\s", re.I)
INDEFINITE: Final = re.compile(
    r"(an?|one|another|some|several|many|most|few|a few|other|two|three|four|five|six|dozens of|"
    r"at least \w+|more than \w+|no|any|every|each|all|numerous|various|multiple|a number of)\s",
    re.I,
)
OWNED: Final = re.compile(r"(his|her|their|its|my|our|your)\s", re.I)
VEILED: Final = re.compile(
    r"\b(?:anonymous|unnamed|unidentified|unattributed|undisclosed)\b|"
    r"\b(?:did not|didn[’']t|would not|does not|declined to) (?:name|identify)\b",
    re.I,
)
FAMILIAR: Final = re.compile(
    r"\b(?:familiar with|close to|briefed on|with (?:direct |first-hand |firsthand )?knowledge of|"
    r"involved in|with ties to|who (?:spoke|asked|requested|declined|was not|were not|wished))\b",
    re.I,
)
PEOPLE: Final = word_list("people")
BREAK: Final = re.compile(
    r"\s(?:who|whom|whose|which|that|of|in|at|for|from|with|on|by|to|between|familiar|close)\s"
)
AND: Final = re.compile(r",?\s(?:and|as well as|along with|together with)\s", re.I)
SMALL_WORDS: Final = word_list("small") | word_list("function")
BODY_HEADS: Final = word_list("body_head")
"""Heads that, with a proper name before them, name one body ("the Lee campaign")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One source as worded. ``head`` is the pronoun or head noun in small letters, ``modifiers``
    the other words of the noun phrase, ``words`` the wording without its article.
    """

    span: Span
    form: Form
    words: str
    head: str = ""
    role: Role | None = None
    article: Article = "none"
    modifiers: tuple[str, ...] = ()
    hit: Hit | None = None
    entity: Entity | None = None
    sure: float = 1.0
    title: str | None = None
    affiliation: str | None = None
    anonymity: str | None = None
    body: str | None = None
    body_id: str | None = None
    veiled: bool = False

    @property
    def many(self) -> bool:
        """Whether it is worded as more than one."""
        return bool(self.role and self.role.many)


def parts(text: str, span: Span, cast: Cast) -> tuple[Phrase, ...]:
    """The coordinated sources of a stretch of text, each analysed.

    "Ann Lee and her deputy" -> two phrases; "defence and security officials" -> one.
    """
    span = trim(text, span)
    limit = _first_break(text, span)
    for match in AND.finditer(text, span.start, span.end):
        if match.start() > limit:
            break
        left = analyse(text, Span(span.start, match.start()), cast)
        right = analyse(text, Span(match.end(), span.end), cast)
        inside_name = any(
            hit.span.start < match.start() and match.end() < hit.span.end
            for hit, _, _ in cast.inside(span)
        )
        bare_noun = left.hit and left.hit.sort == "unknown" and len(left.hit.words) == 1
        small = right.form == "description" and right.article == "none"
        if bare_noun and small and right.words[:1].islower():
            # "Developers and supporters", "Federal and state officials": one phrase.
            return (replace(right, span=span, words=span.of(text)),)
        if not inside_name and _whole(left) and right.form != "nothing":
            return left, *parts(text, Span(match.end(), span.end), cast)
    return (analyse(text, span, cast),)


def _whole(phrase: Phrase) -> bool:
    """Whether the left of an "and" can stand alone as a source."""
    if phrase.form == "name":
        return not (phrase.hit and phrase.hit.sort == "place")
    if phrase.form == "pronoun":
        return True
    return bool(phrase.role) and (phrase.article != "none" or phrase.many)


def _first_break(text: str, span: Span) -> int:
    """Where the noun phrase's own words end: a relative clause or a preposition that is no part
    of a name; "and" after it joins something else.
    """
    found = BREAK.search(text[span.start : span.end])
    commas = text.find(", ", span.start, span.end)
    ends = [span.start + found.start() if found else span.end]
    # After a comma the list goes on ("A, B and C"), so a comma ends only an apposition.
    if commas > 0 and re.match(r", (?:the|an?|who|his|her|their)\b", text[commas : span.end]):
        ends.append(commas)
    return min(ends)


def analyse(text: str, span: Span, cast: Cast) -> Phrase:
    """One source as worded; never fails, at worst it is a description of an unknown kind."""
    span = _strip(text, span)
    words = span.of(text)
    if not words:
        return Phrase(span, "nothing", "")
    low = words.lower()
    if low in PRONOUNS and words != "US":
        return Phrase(span, "pronoun", words, low)
    first, *others = low.split()
    if first in ("who", "which", "that") and len(others) == 1 and others[0] in PRONOUNS:
        return Phrase(Span(span.end - len(others[0]), span.end), "pronoun", words, others[0])
    if first == "whose" and others and not low.startswith("whose, "):
        return analyse(text, Span(span.start + len("whose "), span.end), cast)
    if first in ("who", "which", "whose", "whom"):
        return Phrase(Span(span.start, span.start + len(first)), "pronoun", first, first)
    if low.endswith((" of whom", " of which", " of them")):
        last = low.split()[-1]
        return Phrase(Span(span.end - len(last), span.end), "pronoun", words, last)
    if DEFINITE.match(low) and low.split()[0] == "both":
        return analyse(text, Span(span.start + 5, span.end), cast)
    anonymity = terms(words).reason
    inside = cast.inside(span)
    segment = _segment(text, span)
    for short in cast.shorts:
        if covers((span,), (short.span,)) and not text[span.start : short.span.start].lower().strip(
            " the"
        ):
            explained = [x for x in inside if x[0].span.start >= short.span.end]
            if explained and explained[0][0].span.start <= short.span.end + 3:
                return _named(text, span, segment, explained[0], inside[:0], anonymity)
    end = _core_end(text, segment, inside)
    headed = next(
        (x for x in inside if x[0].span.end - 1 <= end <= x[0].span.end + 2 and
         (not x[0].possessive or end >= segment.end - 1)), None,
    )  # fmt: skip
    if headed and not _common(headed[0]) and not _plural_opener(text, span, headed[0]):
        return _named(text, span, segment, headed, inside, anonymity)
    phrase = _described(text, span, segment, end, inside, anonymity)
    publisher = _publisher(text, phrase, inside)
    if publisher:
        return _named(text, span, segment, publisher, inside, anonymity)
    if (phrase.role is None or phrase.role.kind == "person") and not phrase.many and phrase.head:
        beside = _beside(text, segment, span, inside)
        if beside and (_plain_role(phrase) or _full_name(phrase, beside)):
            hit, entity, sure = beside
            role = phrase.words.split(hit.name)[0].strip(" ,")
            return Phrase(
                span, "name", entity.name, phrase.head, phrase.role, phrase.article,
                phrase.modifiers, hit, entity, sure * 0.97, role, phrase.affiliation,
                anonymity,
            )  # fmt: skip
    return phrase


def _plain_role(phrase: Phrase) -> bool:
    return phrase.role is not None and phrase.article != "a"


def _full_name(phrase: Phrase, beside: tuple[Hit, Entity, float]) -> bool:
    """Whether a full name stands beside a noun phrase that holds no other noun it could explain:
    "a retired general, Ann Lee", never "an aide to the mayor, Ann Lee".
    """
    hit, entity, _ = beside
    plain = not any(word.lower() in PREPOSITION for word in phrase.words.split())
    return plain and phrase.article in ("a", "the") and len(hit.words) > 1 and entity.person


LED: Final = re.compile(r"[Ii]n (?=(?:the|a|an|its|his|her|their|this|that)\s)")


def _strip(text: str, span: Span) -> Span:
    """Without quotation marks, brackets and commas at its edges, and "in" before a document."""
    start, end = trim(text, span)
    led = LED.match(text, start, end)
    start = led.end() if led else start
    while start < end and text[start] in "“”\"'‘(,;:—–-[ ":
        start += 1
    while end > start and text[end - 1] in '“”"‘,;:—–-[ ':
        end -= 1
    return Span(start, end)


def _segment(text: str, span: Span) -> Span:
    """Up to the first comma, bracket or relative clause outside a number or a name's suffix."""
    match = re.search(r",\s(?!Jr|Sr|II|III)|\s\((?!\w+\)\s+\w)|\s[—–-]+\s|;", span.of(text))
    end = span.start + match.start() if match else span.end
    relative = STOP.search(text[span.start : end])
    if relative and relative.start() > 0:
        end = span.start + relative.start()
    return Span(span.start, end)


def _core_end(text: str, segment: Span, inside: tuple[tuple[Hit, Entity, float], ...]) -> int:
    """Where the head of the noun phrase ends; prepositions inside names do not end it."""
    spans = [hit.span for hit, _, _ in inside]
    end = segment.start
    for match in WORD.finditer(text, segment.start, segment.end):
        holder = next((s for s in spans if s.start <= match.start() < s.end), None)
        if holder is None and end > segment.start and match.group().lower() in PREPOSITION:
            break
        end = match.end()
    return end


def _common(hit: Hit) -> bool:
    """Whether a capitalised word is a description in truth ("Republicans", "The Coalition")."""
    if len(hit.words) != 1 or hit.title or hit.body:
        return False
    known = tables()
    if hit.name in known.bodies:
        return False
    word = hit.words[0].lower()
    if word in known.roles and hit.sort != "person":
        return True
    singular = hit.words[0].removesuffix("s").split("-")[-1]
    return hit.words[0].endswith("s") and singular in known.demonyms


def _plural_opener(text: str, span: Span, hit: Hit) -> bool:
    """Whether a lone word in -s opens the sentence and more of the source follows it: a noun
    ("Rescuers working there"), not a name.
    """
    alone = len(hit.words) == 1 and hit.sort == "unknown" and hit.words[0].endswith("s")
    opens = text[max(0, hit.span.start - 2) : hit.span.start].strip(' \n“"') in ("", ".")
    return alone and opens and text[hit.span.end : span.end].strip()[:1].islower()


def _publisher(
    text: str, phrase: Phrase, inside: tuple[tuple[Hit, Entity, float], ...]
) -> tuple[Hit, Entity, float] | None:
    """The outlet that its own description follows: "the Gazette newspaper"."""
    if phrase.role is None or phrase.role.kind != "outlet":
        return None
    for found in inside:
        after = text[found[0].span.end :].lstrip(" ").lower()
        if found[0].sort == "outlet" and not found[0].possessive and after.startswith(phrase.head):
            return found
    return None


def _named(
    text: str,
    span: Span,
    segment: Span,
    headed: tuple[Hit, Entity, float],
    inside: tuple[tuple[Hit, Entity, float], ...],
    anonymity: str | None,
) -> Phrase:
    hit, entity, sure = headed
    title = affiliation = None
    own = next(
        (r for r in entity.roles if r.span.start >= span.start and r.span.end <= span.end), None
    )
    own = own or (entity.roles[0] if entity.roles else None)
    if own and entity.person:
        title = own.text
    lead = text[span.start : hit.span.start].strip()
    means = any(hit.title.lower().endswith(title) for title in tables().title_roles)
    if hit.title and means and lead.endswith(hit.title) and "," not in lead and len(lead) < 80:
        article = DETERMINER.match(lead)  # "Harbour Office Minister": more than the bare title
        title = lead[article.end() :] if article else lead
    for other, body, _ in inside if entity.person else ():
        if body.number != entity.number and not body.person and other.sort != "place":
            affiliation = body.name
            break
    if affiliation is None:
        for other, body, _ in inside:
            if (
                other.possessive
                and other.span.end <= hit.span.start
                and body.number != entity.number
            ):
                affiliation = body.name
                break
    return Phrase(
        span, "name", entity.name, hit=hit, entity=entity, sure=sure, title=title,
        affiliation=affiliation, anonymity=anonymity,
    )  # fmt: skip


def _beside(
    text: str, segment: Span, span: Span, inside: tuple[tuple[Hit, Entity, float], ...]
) -> tuple[Hit, Entity, float] | None:
    """The name set after a comma beside a description: ", Ann Lee"."""
    for found in inside:
        hit = found[0]
        before = text[segment.end : hit.span.start]
        if hit.span.start >= segment.end and found[1].person and not hit.possessive:
            lead = before.strip(" ,—–-(")
            return found if lead in ("", hit.title) else None
        # "Minister for the Far North Ann Lee": straight after another name.
        full = found[1].kind == "person" and len(hit.words) > 1 and not hit.possessive
        neighbour = any(x[0].span.end == hit.span.start - 1 for x in inside)
        if full and neighbour and segment.end - hit.span.end <= 1:
            return found
    return None


def _described(
    text: str,
    span: Span,
    segment: Span,
    end: int,
    inside: tuple[tuple[Hit, Entity, float], ...],
    anonymity: str | None,
) -> Phrase:
    words = segment.of(text)
    article: Article = "none"
    start = segment.start
    for pattern, name in ((DEFINITE, "the"), (OWNED, "owned"), (INDEFINITE, "a")):
        match = pattern.match(words)
        if match:
            article = name  # type: ignore[assignment]
            if match.group(1).lower() in ("the", "a", "an", "this", "that", "said"):
                start += match.end()
            break
    if article == "none" and text[max(0, start - 4) : start].lower() == "the ":
        article = "the"  # the wording leaves out the article that stands before it
    phrase = Span(start, max(start, segment.end)).of(text).strip()
    nouns = core(Span(start, max(start, end)).of(text))
    if nouns and nouns[0].lower() in ("his", "her", "their", "its", "my", "our"):
        nouns = nouns[1:]
    found = head_noun(nouns)
    head, role = found if found else ((nouns[-1].lower() if nouns else ""), None)
    modifiers = tuple(nouns[: len(nouns) - len(head.split())])
    if modifiers and modifiers[0].endswith(("’s", "'s", "s’")) and article == "none":
        article = "owned"
    affiliation = next(
        (e.name for h, e, _ in inside if h.span.start < segment.end and
         (not e.person or h.possessive)), None,
    )  # fmt: skip
    veiled = bool(
        anonymity or VEILED.search(span.of(text)) or (role and role.anonymous)
        or (head in PEOPLE and FAMILIAR.search(span.of(text)))
    )  # fmt: skip
    body = None
    ahead = [(h, e) for h, e, _ in inside if h.span.start < end]
    body_id = None
    plain = len(modifiers) <= 4 and not any(m.lower() in SMALL_WORDS for m in modifiers)
    heads = bool(head) and head.split()[-1] in BODY_HEADS and plain
    if heads and article != "a" and ahead:
        bare_words = [re.sub(r"[’']s?$", "", m) for m in modifiers]
        body = body_id = " ".join([*bare_words, head])
        owner, person = ahead[-1]
        if person.kind == "person" or owner.possessive:
            # "Ann Lee's campaign", "the Lee campaign": one name, and the id of the full name.
            body = f"{owner.words[-1] if person.person else person.name} {head}"
            body_id = f"{person.name} {head}"
    return Phrase(
        span, "description", phrase, head, role, article, modifiers, affiliation=affiliation,
        anonymity=anonymity, body=body, body_id=body_id, veiled=veiled,
    )  # fmt: skip
