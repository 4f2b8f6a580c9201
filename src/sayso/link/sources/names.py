"""Names as they are compared across reports. Typography never parts them, spelling always does.

"Haïm al-Sayed" and "Haim Al Sayed" are one full name; "Haim Sayed" is another that may be the same.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from sayso.link.tables import column, rows

__all__ = [
    "alike",
    "bare",
    "given_agree",
    "initials",
    "is_full",
    "is_short",
    "key",
    "looks_like_a_body",
    "site",
    "skeleton",
    "suffix",
]

APART = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss",
                       "æ": "ae", "Æ": "AE", "œ": "oe", "ð": "d", "þ": "th"})  # fmt: skip
POSSESSIVE = re.compile(r"[’'`]s?$")
BETWEEN = re.compile(r"[\s\-‐‑–]+")


@lru_cache(maxsize=65_536)
def key(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "the" and without titles before it.

    >>> key("The Vell Courier"), key("Haïm al-Sayed"), key("Mr. O’Dell’s")
    (('vell', 'courier'), ('haim', 'al', 'sayed'), ('odell',))
    """
    found = [_fold(word) for word in BETWEEN.split(POSSESSIVE.sub("", name.strip()))]
    words = [word for word in found if word]
    while len(words) > 1 and (words[0] == "the" or words[0] in column("honorifics.tsv")):
        words = words[1:]
    return tuple(words)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(APART)).casefold()
    return "".join(c for c in plain if c.isalnum())


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a person's name that are no particles ("al", "van"), and no "Jr." after it.

    >>> bare(("haim", "al", "sayed")), bare(("martin", "lunde", "jr"))
    (('haim', 'sayed'), ('martin', 'lunde'))
    """
    words = words[: -len(suffix(words)) or None]
    kept = tuple(word for word in words if word not in column("particles.tsv"))
    return kept or words


SUFFIXES = frozenset(["jr", "junior", "sr", "senior", "ii", "iii", "iv"])
SAME = {"junior": "jr", "senior": "sr"}


def suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """What tells bearers of one name in a family apart, as the last word of a name of several.

    >>> suffix(key("Martin Lunde Jr.")), suffix(key("Martin Lunde"))
    (('jr',), ())
    """
    last = words[-1:]
    return (SAME.get(last[0], last[0]),) if len(words) > 1 and last[0] in SUFFIXES else ()


def initials(words: tuple[str, ...]) -> frozenset[str]:
    """How a body's name is shortened to its first letters, with its small words and without.

    >>> sorted(initials(key("Ministry of Defence"))), sorted(initials(key("Border Force")))
    (['md', 'mod'], ['bf'])
    """
    whole = [word for word in words if word not in ("of", "the", "for", "and")]
    if len(whole) < 2:
        return frozenset()
    return frozenset("".join(word[0] for word in some) for some in (whole, words))


def is_short(name: str) -> bool:
    """Whether a name of one word looks like first letters ("NATO", "MoD"), and is no plain word.

    >>> is_short("NATO"), is_short("MoD"), is_short("Nato"), is_short("Lunde")
    (True, True, False, False)
    """
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 7 and " " not in name and sum(c.isupper() for c in letters) > 1


def is_full(words: tuple[str, ...]) -> bool:
    """Whether a person's name is more than a surname; an initial is no given name.

    >>> is_full(key("al-Sayed")), is_full(key("J. Voss")), is_full(key("Ada Voss"))
    (False, False, True)
    """
    known = [word for word in bare(words) if len(word) > 1]
    return len(known) > 1


def looks_like_a_body(words: tuple[str, ...]) -> bool:
    """Whether a word marks the name of a body, whatever a tagger took it for.

    >>> looks_like_a_body(key("Fen Border Watch")), looks_like_a_body(key("Ada Voss"))
    (True, False)
    """
    marks = column("body_words.tsv")
    return len(words) > 1 and (words[-1] in marks or words[0] in marks)


def site(words: tuple[str, ...]) -> str:
    """A name as a site would write it, so that "fennews.com" meets "Fen News".

    >>> site(key("fennews.com")), site(key("Fen News"))
    ('fennews', 'fennews')
    """
    joined = "".join(words)
    return re.sub(r"(?:com|org|net|gov|couk|info)$", "", joined) or joined


SOUNDS = (
    ("tch", "ch"), ("sch", "sh"), ("dzh", "j"), ("dj", "j"), ("ph", "f"), ("kh", "h"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("y", "i"),
    ("w", "v"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """What is left of a word in other transliterations: its consonants, each once in a row.

    >>> skeleton("mohammed") == skeleton("muhamad"), skeleton("dmitry") == skeleton("dmitri")
    (True, True)
    """
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    first = "a" if word[:1] in "aeiou" else word[:1]
    rest = "".join(c for c in word[1:] if c not in "aeiou")
    return re.sub(r"(.)\1+", r"\1", first + rest)


def alike(left: str, right: str) -> bool:
    """Whether two words can be one name in two transliterations.

    >>> alike("hussein", "husain"), alike("john", "jane"), alike("voss", "voss")
    (True, False, True)
    """
    if left == right:
        return True
    if min(len(left), len(right)) < 4 or skeleton(left) != skeleton(right):
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.65


def given_agree(left: str, right: str) -> str | None:
    """How two given names can be one person's: in words, None where they cannot.

    >>> given_agree("j", "john"), given_agree("bill", "william"), given_agree("ada", "ruth")
    ('an initial', 'a short form', None)
    """
    if left == right:
        return "the same given name"
    if 1 in (len(left), len(right)) and left[:1] == right[:1]:
        return "an initial"
    if any(left in row and right in row for row in rows("nicknames.tsv")):
        return "a short form"
    return "another transliteration" if alike(left, right) else None
