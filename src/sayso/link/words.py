"""Words of a claim as they are compared: lower case, light stems, numbers as digits, one name each.

The stemmer is deliberately small: it only has to send the inflections of one word to one form, and
it is wrong on the side of keeping words apart. What it cannot know stands in ``data/forms.tsv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sayso.link.tables import column, mapping

__all__ = ["NEGATIONS", "content", "number", "stem", "tokens"]

WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|(?:[^\W\d_]\.){2,}|\w+(?:[’'](?!s\b)\w+)?")
ASCII_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
NEGATIONS = frozenset(
    ["not", "no", "never", "none", "nobody", "nothing", "nor", "neither", "without", "cannot"]
)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; dots leave abbreviations, commas leave numbers.

    >>> tokens("U.S. troops won't leave the 2,000 villages' fields.")
    ['usa', 'troops', "won't", 'leave', 'the', '2000', 'villages', 'fields']
    """
    return list(_tokens(text))


@lru_cache(maxsize=8_192)
def _tokens(text: str) -> tuple[str, ...]:
    found = []
    for match in WORD.finditer(text.replace("’", "'")):
        word = match.group()
        # The country must not become the pronoun.
        word = "usa" if word in ("US", "U.S.", "U.S", "USA", "U.S.A.") else word.casefold()
        if word[0].isdigit():
            word = word.replace(",", "")
        elif "." in word:
            word = word.replace(".", "")
        found.append(word)
    return tuple(found)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """One form for the inflections of one word, and one name for a country and its people.

    >>> [stem(w) for w in ("troops", "pulled", "pulling", "planned", "begun", "withdrawal")]
    ['troop', 'pull', 'pull', 'plan', 'begin', 'withdraw']
    """
    forms = mapping("forms.tsv")
    if word in forms:
        return forms[word]
    base = _strip(word)
    return forms.get(base) or _heads().get(base, base)


@cache
def _heads() -> dict[str, str]:
    """The first column of the forms, as the stemmer cuts it: "leav" -> "leave"."""
    return {_strip(head): head for head in sorted(set(mapping("forms.tsv").values()))}


def _strip(word: str) -> str:
    if len(word) < 4 or not word.isascii() or word.isdigit():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and re.search(r"[aeiouy]", word[: -len(ending)]):
            base = word[: -len(ending)]
            if len(base) < 3:
                return word
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            word = base
            break
    if word.endswith("i"):
        return word[:-1] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in text order, repeated where repeated.

    >>> content("The mayor said that twelve of the buses were burned.")
    ('mayor', '12', 'bus', 'burn')
    """
    empty = _empty()
    return tuple([stem(word) for word in _tokens(text) if word not in empty])


@cache
def _empty() -> frozenset[str]:
    """The words that carry no meaning of their own."""
    return column("function_words.tsv") | NEGATIONS


def number(word: str) -> bool:
    """Whether a token is a plain number.

    >>> number("2000"), number("co2")
    (True, False)
    """
    return ASCII_NUMBER.fullmatch(word) is not None
