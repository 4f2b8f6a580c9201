"""Which language a text is in, by its little words; None where that is not plain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from sayso.collect.tables import rows

SAMPLE = 20_000
"""Characters looked at."""
FEWEST_WORDS = 8
"""Below this, names alone can look like a language."""
SHARE = 0.12
"""Smallest share of little words. English news has about 0.35; a list of names or figures hardly
any."""
LEAD = 1.3
"""How many times as many little words the first language must have as the second (Spanish and
Portuguese, or Russian and Ukrainian, share many)."""

WITH_WORDS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "MATHEMATICAL", "FULLWIDTH", "MODIFIER")
SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HALFWIDTH": "ja", "HANGUL": "ko",
    "HEBREW": "he", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "DEVANAGARI": "hi",
    "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """The ISO 639-1 code of one of the languages in data/languages.tsv, or None.

    >>> language("The mayor said that the bridge would be closed to all in the week.")
    'en'
    >>> language("Le maire a dit que le pont serait fermé dans la semaine pour les travaux.")
    'fr'
    >>> language("Vell 3, Orsa 1 (Tamm 12, 44)") is None
    True
    """
    if (code := _by_script(text[:SAMPLE])) is not None:
        return code
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    if len(words) < FEWEST_WORDS:
        return None
    scores = sorted(
        ((sum(word in little for word in words) / len(words), code) for code, little in _little()),
        reverse=True,
    )
    (best, code), (second, _) = scores[:2]
    return code if best >= SHARE and best >= LEAD * second else None


def _by_script(text: str) -> str | None:
    """The language where most letters are of a script that hardly any other is written in, None
    where the words must tell, "und" for other scripts of which no words are known here.

    >>> _by_script("市長は火曜日に述べた。"), _by_script("Vell 3, Orsa 1")
    ('ja', None)
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < FEWEST_WORDS:
        return None
    counts = Counter(map(_script, letters))
    script, most = counts.most_common(1)[0]
    if script in WITH_WORDS or most + counts["CJK"] < len(letters) / 2:
        return None
    if script == "CJK" and counts["HIRAGANA"] + counts["KATAKANA"] > len(letters) / 10:
        return "ja"
    return SCRIPTS.get(script, "und")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].partition("-")[0]


@cache
def _little() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(words.split())) for code, words in rows("languages"))
