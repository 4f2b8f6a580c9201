"""Proper names in a text: where they stand, what they seem to name, and the titles before them.

    "Sen. Ann Lee met Fox News."  ->  Ann Lee (person, title "Sen."), Fox News (outlet)

Capital letters open a name, tables and neighbours say what it names, and a learned tagger's
mentions, where the reading has them, decide what tables leave open.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from sayso.ground.who.lexicon import Body, Gender, tables, word_list
from sayso.ground.who.names import PARTICLES, bare, gender_of
from sayso.records import Mention, Reading
from sayso.spans import Span, covers

Sort = Literal["person", "organisation", "outlet", "place", "unknown"]

TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?= [^\W\d_])|\w+(?:[-’'&]\w+)*[’'](?= )|\w+(?:[-’'&.]\w+)*"
)
DOTTED: Final = word_list("abbreviated")
FUNCTION: Final = word_list("function")
ORGANISING: Final = word_list("organising")
JOINS_AFTER_HEAD: Final = frozenset(["of", "for", "on", "and", "the", "&", "to", "in"])
MASTHEAD: Final = word_list("masthead")
ALIEN: Final = frozenset(["in", "to", "the"])
"""Small words that a body's name may hold but never begin with."""


class Token(NamedTuple):
    """A word and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One proper name. ``title`` is the title or role before it, as worded; ``sure`` is how
    certain its sort is (0..1); ``quoted`` whether it stands inside a quotation; ``after`` is a
    suffix that is no part of the words ("Jr.").
    """

    span: Span
    words: tuple[str, ...]
    sort: Sort
    sure: float
    title: str = ""
    gender: Gender = "u"
    possessive: bool = False
    quoted: bool = False
    body: Body | None = None
    after: str = ""

    @property
    def name(self) -> str:
        """The words as one string."""
        return " ".join(self.words)


def tokens(text: str, span: Span) -> list[Token]:
    """Words of a stretch of text; abbreviations keep their stop.

    >>> [t.word for t in tokens("Mr. Lee of the U.S. left.", Span(0, 25))]
    ['Mr.', 'Lee', 'of', 'the', 'U.S.', 'left']
    """
    found = []
    for match in TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        word = match.group()
        if text[end : end + 1] == "." and word.lower() in DOTTED and end < span.end:
            end += 1
            word += "."
        found.append(Token(word, start, end))
    return found


def hits(reading: Reading) -> tuple[Hit, ...]:
    """All proper names of a reading, in text order; never overlapping."""
    text = reading.text
    labels = _Labels(reading.mentions)
    quoted = [q.outer for q in reading.quotations]
    found: list[Hit] = []
    headlines: list[Span] = []
    at = 0
    for sentence in reading.sentences:
        if _headline(text, sentence):
            headlines.append(sentence)
            continue
        for run in _runs(text, tokens(text, sentence)):
            if _shouted(run):
                continue
            for hit in _split(text, run, labels):
                while at < len(quoted) and quoted[at].end <= hit.span.start:
                    at += 1
                inside = at < len(quoted) and covers(quoted[at : at + 1], (hit.span,))
                found.append(_with_quote(hit) if inside else hit)
    told = frozenset(hit.words[-1] for hit in found if hit.sort in ("person", "unknown"))
    for sentence in headlines:
        found.extend(_in_headline(text, sentence, told))
    return tuple(sorted(found, key=lambda hit: hit.span)) if headlines else tuple(found)


def _in_headline(text: str, sentence: Span, told: frozenset[str]) -> Iterator[Hit]:
    """Full names in a headline, where every word has a capital: a given name and a surname that
    the body of the report uses too.
    """
    words = tokens(text, sentence)
    for first, second in itertools.pairwise(words):
        last = bare(second.word)
        if _given(first) and last in told and text[first.end : second.start] == " ":
            span = Span(first.start, second.start + len(last))
            name = (first.word, last)
            yield Hit(span, name, "person", 0.9, "", gender_of(name), last != second.word)


def _with_quote(hit: Hit) -> Hit:
    return Hit(
        hit.span, hit.words, hit.sort, hit.sure, hit.title, hit.gender, hit.possessive, True,
        hit.body,
    )  # fmt: skip


class _Labels:
    """What a learned tagger calls a stretch of text."""

    SORTS: Final[dict[str, Sort]] = {
        "PERSON": "person", "PER": "person", "ORGANIZATION": "organisation",
        "ORG": "organisation", "LOCATION": "place", "LOC": "place", "GPE": "place",
        "LITERAL": "place",
    }  # fmt: skip

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = sorted(
            (m.span, self.SORTS[m.label]) for m in mentions if m.label in self.SORTS and
             m.score >= 0.5
        )  # fmt: skip
        self.starts = [span.start for span, _ in self.mentions]
        self.longest = max((span.end - span.start for span, _ in self.mentions), default=0)

    def sort(self, span: Span) -> Sort | None:
        """The sort of the mention that shares most with the span, if it covers half of it."""
        best: Sort | None = None
        most = (span.end - span.start) / 2
        for other, sort in self.mentions[bisect_left(self.starts, span.start - self.longest) :]:
            if other.start >= span.end:
                break
            both = min(other.end, span.end) - max(other.start, span.start)
            if both > most:
                best, most = sort, both
        return best


def _headline(text: str, sentence: Span) -> bool:
    """Whether nearly every longer word is capitalised, so that capitals say nothing."""
    words = [t.word for t in tokens(text, sentence) if len(t.word) > 3]
    capital = sum(1 for w in words if w[0].isupper())
    closed = sentence.of(text).rstrip('”"’ ')[-1:] in ".!?"
    return len(words) >= 5 and capital / len(words) > (0.9 if closed else 0.75)


def _shouted(run: list[Token]) -> bool:
    """Whether a run is a heading in capitals ("THE LAST MILE Back"), not a name."""
    loud = [t for t in run if len(t.word) > 4 and t.word.isupper() and t.word.isalpha()]
    return len(run) > 1 and bool(loud) and not _known(run)


def _runs(text: str, words: list[Token]) -> Iterator[list[Token]]:
    """Stretches of capitalised words, with the small words that names hold inside."""
    run: list[Token] = []
    number = 0
    while number < len(words):
        token = words[number]
        capital = token.word[0].isupper() or (
            token.word[:3].lower() in ("al-", "el-") and token.word[3:4].isupper()
        )
        if run and text[run[-1].end : token.start].strip(" ") not in ("", "&"):
            yield run
            run = []
        if capital:
            run.append(token)
            if token.word != bare(token.word) and not _own_s(token.word, words, number):
                yield run
                run = []
        elif run:
            reach = _joined(text, run, words, number)
            if reach:
                run.extend(words[number:reach])
                number = reach
                continue
            yield run
            run = []
        number += 1
    if run:
        yield run


def _own_s(word: str, words: list[Token], number: int) -> bool:
    """Whether the ending belongs to a name ("People's Daily") - only where a table says so."""
    known = tables()
    pair = " ".join(t.word for t in words[number : number + 2])
    return pair in known.outlets or pair in known.bodies


def _joined(text: str, run: list[Token], words: list[Token], number: int) -> int:
    """How far small words that continue the name reach (exclusive), or 0."""
    token = words[number]
    nearby = words[number + 1 : number + 3]
    if not nearby:
        return 0
    tight = all(
        text[a.end : b.start] == " "
        for a, b in zip([run[-1], token], [token, nearby[0]], strict=False)
    )
    if not tight:
        return 0
    following = nearby[0].word
    small = number
    while small < min(number + 3, len(words)) and words[small].word.lower() in PARTICLES:
        small += 1  # "Ursula von der Lohe"
    if number < small < len(words) and words[small].word[0].isupper() and run[-1].word.isalpha():
        return small
    head = any(t.word in ORGANISING for t in run)
    if token.word in ("of", "for", "on") and head:
        if following[0].isupper():
            return number + 1
        if following == "the" and len(nearby) > 1 and nearby[1].word[0].isupper():
            return number + 2
    inside = any(t.word in ("of", "for", "on") for t in run)
    if token.word == "and" and inside and head and following[0].isupper():
        after = words[number + 2].word if number + 2 < len(words) else ""
        return number + 1 if following in ORGANISING or after[:1].isupper() else 0
    return 0


def _split(text: str, run: list[Token], labels: _Labels) -> Iterator[Hit]:
    """The names of one run: opening small words off, titles apart, known bodies apart."""
    while run and re.split("[’']", run[0].word.lower())[0] in FUNCTION and not _known(run):
        run = run[1:]
    while run and run[-1].word.lower() in FUNCTION and run[-1].word.islower():
        run = run[:-1]
    if not run:
        return
    if len(run) == 1 and DERIVED.search(run[0].word):
        return
    for size in (2, 1):
        known = tables()
        place = " ".join(t.word for t in run[:size])
        placed = place in known.places or place in known.territories or place in known.demonyms
        if placed and len(run) >= size + 2 and _given(run[size]):
            yield _hit(text, run[:size], labels)
            run = run[size:]
            break
    role = tables().roles.get(run[0].word.lower())
    if len(run) > 2 and role and role.kind == "person" and not _title(run[:1]):
        run = run[1:]  # a role that opens the sentence: "Engineer Ann Lee"
    size, body = _body(run)
    if body and size < len(run):
        rest = run[size:]
        if _title(rest) or _given(rest[0]) or not any(t.word in ORGANISING for t in rest):
            lead = rest[0].word.lower() in tables().titles or _title(rest)
            yield _hit(text, run[:size], labels, body=body)
            if len(rest) > 1 or not lead:
                yield from _split(text, rest, labels)
            return
    titled = _title(run)
    if titled and not body:
        start, end = titled
        if end < len(run) and run[end].word not in ORGANISING:
            yield from _split_front(text, run[:start], labels)
            words = text[run[0].start : run[end - 1].end]
            gender = tables().titles[text[run[start].start : run[end - 1].end].lower()]
            yield _hit(text, run[end:], labels, title=words, gender=gender)
            return
        if end == len(run) and start == 0:
            return  # a bare title: "the President"
        if end == len(run) and _adjective(text, run[:start]):
            return
    yield _hit(text, run, labels, body=body)


def _split_front(text: str, front: list[Token], labels: _Labels) -> Iterator[Hit]:
    """What stands before a title: a body or a place, mostly ("White House", "Florida")."""
    if front and not _adjective(text, front):
        yield _hit(text, front, labels, body=_body(front)[1])


def _adjective(text: str, words: list[Token]) -> bool:
    known = tables()
    phrase = text[words[0].start : words[-1].end] if words else ""
    return all(t.word.lower() in FUNCTION for t in words) or phrase in known.demonyms


def _known(run: list[Token]) -> bool:
    """Whether a run begins with a name of the tables ("US", though "us" opens sentences too)."""
    country = run[0].word.isupper() and run[0].word in tables().demonyms
    return country or _body(run)[1] is not None


def _body(run: list[Token]) -> tuple[int, Body | None]:
    """The longest known body or outlet at the start of a run, and its number of words."""
    known = tables()
    for size in range(min(len(run), 8), 0, -1):
        words = " ".join([*(t.word for t in run[: size - 1]), bare(run[size - 1].word)])
        found = known.outlets.get(words) or known.bodies.get(words)
        if found:
            return size, found
        if run[0].word == "The" and size > 1:
            words = words[4:]
            found = known.outlets.get(words) or known.bodies.get(words)
            if found:
                return size, found
    return 0, None


def _given(token: Token) -> bool:
    return token.word.lower() in tables().given


def _title(run: list[Token]) -> tuple[int, int] | None:
    """The last title in a run that is followed by a name, as word numbers ``[start, end)``."""
    known = tables().titles
    for end in range(len(run), 0, -1):
        for start in range(max(0, end - 4), end):
            words = " ".join(t.word for t in run[start:end]).lower()
            if words in known:
                return start, end
    return None


def _hit(
    text: str,
    run: list[Token],
    labels: _Labels,
    *,
    body: Body | None = None,
    title: str = "",
    gender: Gender = "u",
) -> Hit:
    known = tables()
    last = bare(run[-1].word)
    possessive = last != run[-1].word
    span = Span(run[0].start, run[-1].end - (len(run[-1].word) - len(last)))
    words = (*(t.word for t in run[:-1]), last)
    if words[0] == "The" and len(words) > 1 and not body:
        words = words[1:]
        span = Span(run[1].start, span.end)
    if body and _body(run)[0] != len(run):
        body = None
    stray = len(words) > 2 and not title and not body and words[0].lower() not in known.given
    stray = stray and words[0].isalpha() and len(words[0]) > 1 and words[1].lower() in known.given
    if stray and not any(w in ORGANISING for w in words):
        # A capital word that is no name: "Crooked Ann Lee", "Meet Ann Lee".
        span, words = Span(run[1].start, span.end), words[1:]
    name = " ".join(words)
    sort, sure = _sort(text, span, words, name, body, bool(title), labels)
    after = ""
    if sort == "person":
        given = gender_of(words)
        gender = gender if gender != "u" else given
        if words[-1] in known.suffixes and len(words) > 1:
            after, words = words[-1], words[:-1]
    return Hit(span, words, sort, sure, title, gender, possessive, False, body, after)


def _placed(words: tuple[str, ...]) -> bool:
    """Whether a name begins with a country or region ("Iraq War", "Russian Federation")."""
    known = tables()
    for size in (1, 2):
        first = " ".join(words[:size])
        if first in known.places or first in known.demonyms or first in known.territories:
            return True
    return False


DERIVED: Final = re.compile(
    r"\w-(?:led|made|based|backed|held|run|style|born|era|wide|controlled|occupied|dominated|"
    r"owned|related|imposed|sponsored|linked|friendly|funded|trained|speaking)$"
)
"""Adjectives made of names are no names ("Norway-led")."""

DATELINE: Final = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:, [^—\n()]{1,24})?(?: ?\([^)\n]+\))? ?[-–—]")
AFTER_PERSON: Final = re.compile(
    r"\s*(?:, (?:\d\d|[A-Z]\.?-[A-Z]|who |an? |the |his |her )| \([RDI][-–])"
)


def _sort(
    text: str,
    span: Span,
    words: tuple[str, ...],
    name: str,
    body: Body | None,
    titled: bool,
    labels: _Labels,
) -> tuple[Sort, float]:
    """What a name names, and how surely: title, tables, shape, then the tagger's word."""
    known = tables()
    if name.isupper() and DATELINE.match(text, span.start) and text[: span.start][-1:] in "\n":
        return "place", 0.9
    if body:
        return ("outlet" if body.kind == "outlet" else "organisation"), 0.95
    if titled:
        return "person", 0.98
    if len(words) > 1 and words[-1] in MASTHEAD and words[0].lower() not in known.given:
        return "outlet", 0.85
    tagged = labels.sort(span)
    organising = any(w in ORGANISING for w in words)
    if name in known.places or name in known.territories or name in known.demonyms:
        return "place", 0.9
    if len(words) > 1 and not organising and words[0].lower() in known.given:
        return "person", 0.95
    ends = {words[0], words[-1]}  # "Radio Meridian", "Orveth Border Watch"
    if tagged == "person" and len(words) > 1 and ends & ORGANISING:
        return "organisation", 0.85
    if tagged:
        return tagged, 0.85
    if organising:
        return "organisation", 0.85
    spoken = len(words[0]) > 4 and bool(re.search("[AEIOU]", words[0]))  # "LEESON", no initials
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6 and not spoken:
        return "organisation", 0.7
    if len(words) > 1 and _placed(words):
        return "unknown", 0.2
    if re.search(r"\b(?:news agency|newspaper|broadcaster|magazine) $", text[: span.start][-20:]):
        return "outlet", 0.9
    role = re.search(r"(\w+) $", text[max(0, span.start - 24) : span.start])
    if role and (found := known.roles.get(role.group(1))) and found.kind == "person":
        return "person", 0.9
    if 2 <= len(words) <= 4 and all(w[0].isupper() and not w.isupper() for w in words):
        if AFTER_PERSON.match(text, span.end):
            return "person", 0.85
        return "unknown", 0.5
    return "unknown", 0.4
