"""Names as people write them: without titles and suffixes, folded, and compared.

"Sen. Søren O’Brien Jr."  ->  words ("Søren", "O’Brien"), key ("soren", "obrien")
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from sayso.ground.who.lexicon import Gender, tables, word_list

APART: Final = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss",
                              "æ": "ae", "Æ": "AE", "œ": "oe", "ð": "d", "þ": "th"})  # fmt: skip
PARTICLES: Final = word_list("particle")
ARTICLE: Final = re.compile(r"^(?:al|el|ul|ad|as|an|ar|at|az|ash)[-’' ](?=\w)", re.I)
ENDING: Final = re.compile(r"(?<=sk)(?:iy|yy|yi|ij|ii|i)$")
POSSESSIVE: Final = re.compile(r"(?:[’'`]s|(?<=[sS])[’'`])$")


@lru_cache(maxsize=2**14)
def fold(word: str) -> str:
    """Lower case, without diacritics, marks and hyphens; the Arabic article off, and the ending
    that is written in many ways from Cyrillic as one.

    >>> fold("Al-Abadi") == fold("Abadi"), fold("Erdoğan"), fold("O’Brien")
    (True, 'erdogan', 'obrien')
    >>> fold("Zelenskyy") == fold("Zelenskiy") == fold("Zelensky")
    True
    """
    plain = ARTICLE.sub("", word.translate(APART))
    if plain.isascii():
        kept = plain
    else:
        kept = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
        )
    return ENDING.sub("y", "".join(c for c in kept.lower() if c.isalnum()))


def bare(word: str) -> str:
    """Without the possessive ending.

    >>> bare("Trump’s"), bare("Sanders’"), bare("Sanders")
    ('Trump', 'Sanders', 'Sanders')
    """
    return POSSESSIVE.sub("", word)


def key(words: tuple[str, ...]) -> tuple[str, ...]:
    """The folded words of a person's name without suffixes, and with particles joined to the
    name they introduce ("van Buren" -> "vanburen"; an Arabic article is dropped).
    """
    known = tables()
    found: list[str] = []
    prefix = ""
    for word in words:
        if word in known.suffixes:
            continue
        low = word.lower().rstrip("-")
        leads = not found and len(words) > 1 and low not in known.given
        if low in PARTICLES and (found or leads):
            prefix += "" if low in ("al", "el", "ul") else fold(word)
            continue
        folded = fold(word)
        if folded:
            found.append(prefix + folded)
            prefix = ""
    return tuple(found)


GENERATIONS = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}


def generation(after: str) -> str:
    """What after a name tells a son from a father; empty for any other suffix.

    >>> generation("Jr"), generation("Ph.D.")
    ('Jr.', '')
    """
    return GENERATIONS.get(after.lower().rstrip("."), "")


def gender_of(words: tuple[str, ...]) -> Gender:
    """What the given name says; "u" for one that both bear or that is not known."""
    known = tables().given
    if len(words) < 2:
        return "u"
    for word in words[:-1]:
        if word.lower() in known:
            return known[word.lower()]
        head = word.split("-")[0].lower()
        if head in known:
            return known[head]
        if len(fold(word)) > 1:
            return "u"
    return "u"


def agree(left: str, right: str) -> bool:
    """Whether two folded given names can be one person's: equal, initial, or a known short form.

    >>> agree("j", "john"), agree("bill", "william"), agree("bill", "hillary")
    (True, True, False)
    """
    if left == right or (1 in (len(left), len(right)) and left[:1] == right[:1]):
        return True
    short = tables().nicknames
    return bool(short.get(left, frozenset()) & short.get(right, frozenset()))


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two keys of at least two words can name one person: surnames equal, given names
    agree.

    >>> same_person(("hillary", "rodham", "clinton"), ("hillary", "clinton"))
    True
    """
    if len(left) < 2 or len(right) < 2:
        return False
    if "".join(left) == right[-1] or "".join(right) == left[-1]:
        return True  # "Van Buren" and "Martin Van Buren", though Van is a given name too
    if left[-1] != right[-1]:
        # Family name first in one and last in the other is one person only if all words are shared.
        return len(left) == len(right) > 1 and sorted(left) == sorted(right)
    if agree(left[0], right[0]):
        return True
    # A first initial and a used middle name: "J. Edgar Hoover", "Edgar Hoover".
    return left[0] in right[1:-1] or right[0] in left[1:-1]
