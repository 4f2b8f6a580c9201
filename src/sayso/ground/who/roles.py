"""What a report says that its people are: words before the name, and words set beside it.

"city engineer Ann Lee"            ->  role "city engineer"
"Ann Lee, the city engineer,"      ->  role "city engineer"
"the city engineer, Ann Lee,"      ->  role "city engineer"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.ground.who.hits import DOTTED, Hit
from sayso.ground.who.lexicon import Gender, Role, tables, word_list
from sayso.spans import Span

DETERMINER: Final = re.compile(
    r"(?:as )?(?:the|an?|his|her|their|its|our|this|that|one of the)\s+", re.I
)
BESIDE: Final = re.compile(
    r"\s?,\s((?:[^,;:()“”\"\n.]|\.(?=[^\s”\"])|(?<=\b[A-Z])\.|(?<=Mr|Ms|St|Dr)\.|(?<=Mrs|Sen|Rep)\.){3,160})"
)
COPULA: Final = re.compile(
    r"\s(?:is|was|has been|became|remains),? (?:the|an?|his|her) ([^,;:()“”\"\n.]{3,80})"
)
BEFORE: Final = re.compile(r"(?:[\w’'.&/-]+ ){1,7}$")
BEFORE_COMMA: Final = re.compile(
    r"((?:the|an?|his|her|their|its|[\w’'.]+[’']s?)\s[^,;:()“”\"\n]{3,80}),\s$", re.I
)
SENTENCE_END: Final = re.compile(
    r"(?<=[a-z]{2})(?<!Gen)(?<!Sen)(?<!Gov)(?<!Rep)(?<!Col)(?<!Mrs)(?<!Sgt)(?<!Capt)(?<!Prof)"
    r"[.!?][”\"’']?\s+(?=[A-Z“\"])"
)
PRE: Final = word_list("before_role")
STOP: Final = re.compile(
    r"\s(?:who|whom|whose|which|that|said|says|told|tells|added|where|when|while|but|and\s(?:said|told)|"
    r"has|have|had|is|was|were|are|will|would|wrote|tweeted)\b"
)


@dataclass(frozen=True, slots=True)
class RoleOf:
    """A role as worded without its article, where it stands, its head noun, and its gender; how
    surely it is meant, and why, where it does not stand beside the name.
    """

    text: str
    span: Span
    head: str
    gender: Gender
    sure: float = 1.0
    how: str = ""


def head_noun(words: list[str]) -> tuple[str, Role] | None:
    """The longest known head noun at the end of a noun phrase.

    >>> head_noun(["harbour", "press", "secretary"])[0]
    'press secretary'
    """
    known = tables().roles
    for size in (4, 3, 2, 1):
        phrase = " ".join(words[-size:]).lower()
        if len(words) >= size and phrase in known:
            return phrase, known[phrase]
    return None


PREPOSITION: Final = word_list("preposition")
CONTACT: Final = frozenset(["it", "he", "she", "they", "we", "I"])
"""They open a clause that tells of the noun before it: "two aides it did not name"."""


def core(text: str) -> list[str]:
    """The words of a noun phrase up to its first preposition or relative: where its head is.

    >>> core("chief engineer of the harbour")
    ['chief', 'engineer']
    """
    found: list[str] = []
    for word in re.findall(r"[\w’'./&-]+", text):
        if found and (word.lower() in PREPOSITION or word in CONTACT):
            break
        found.append(word)
    return found


def read_role(text: str, span: Span) -> RoleOf | None:
    """A stretch of text as a role, or None if its head noun is no person's.

    "a harbour engineer for the city" -> text "harbour engineer for the city", head "engineer"
    """
    words = span.of(text)
    cutoff = STOP.search(words)
    if cutoff:
        span = Span(span.start, span.start + cutoff.start())
        words = span.of(text)
    article = DETERMINER.match(words)
    if article:
        span = Span(span.start + article.end(), span.end)
        words = span.of(text)
    stripped = words.rstrip()
    span = Span(span.start, span.start + len(stripped))
    found = head_noun(core(stripped))
    if not found or found[1].kind != "person" or len(stripped) > 160:
        return None
    return RoleOf(stripped, span, found[0], found[1].gender)


def roles(text: str, found: Iterable[Hit]) -> dict[Span, tuple[RoleOf, ...]]:
    """For each name that may be a person's, the roles that the text gives there."""
    told: dict[Span, tuple[RoleOf, ...]] = {}
    for hit in found:
        if hit.sort not in ("person", "unknown") or hit.possessive:
            continue
        mine = [r for r in (_before(text, hit), _beside(text, hit), _is(text, hit)) if r]
        if hit.title:
            start = text.rfind(
                hit.title, max(0, hit.span.start - len(hit.title) - 4), hit.span.start
            )
            low = hit.title.lower()
            noun = next((low[n:] for n in range(len(low)) if low[n:] in tables().title_roles), None)
            named = head_noun(tables().title_roles[noun].split()) if noun else None
            if start >= 0 and named:
                span = Span(start, start + len(hit.title))
                mine.append(RoleOf(hit.title, span, named[0], named[1].gender))
        if mine:
            told[hit.span] = tuple(mine)
    return told


def _beside(text: str, hit: Hit) -> RoleOf | None:
    match = BESIDE.match(text, hit.span.end)
    return read_role(text, Span(*match.span(1))) if match else None


def _is(text: str, hit: Hit) -> RoleOf | None:
    match = COPULA.match(text, hit.span.end)
    return read_role(text, Span(*match.span(1))) if match else None


def _before(text: str, hit: Hit) -> RoleOf | None:
    """Role words that run straight up to the name, or up to a comma before it."""
    begin = max(0, hit.span.start - 100)
    front = text[begin : hit.span.start]
    if hit.title and front.rstrip().endswith(hit.title):
        return None
    ended = [m.end() for m in SENTENCE_END.finditer(front)]
    begin, front = (begin + ended[-1], front[ended[-1] :]) if ended else (begin, front)
    comma = BEFORE_COMMA.search(front)
    if comma:
        return read_role(text, Span(begin + comma.start(1), begin + comma.end(1)))
    match = BEFORE.search(front)
    if not match:
        return None
    words = front[match.start() :].split(" ")[:-1]
    found = head_noun(words)
    if not found or found[1].kind != "person":
        return None
    take = len(found[0].split())
    while take < len(words):
        word = words[-take - 1]
        low = word.lower()
        if word.endswith(".") and low.rstrip(".") not in DOTTED and "." not in word[:-1]:
            break
        if low in PRE or (word[:1].isupper() and low not in _OPENERS) or head_noun([low]):
            take += 1
        else:
            break
    size = len(" ".join(words[-take:])) + 1
    return read_role(text, Span(hit.span.start - size, hit.span.start - 1))


_OPENERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "but",
        "and",
        "in",
        "on",
        "at",
        "for",
        "as",
        "when",
        "while",
        "after",
        "before",
    ]
)
