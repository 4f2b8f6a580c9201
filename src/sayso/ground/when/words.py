"""The words of time: tables loaded once, and the regular expression fragments made of them.

Every table is a tab-separated file in ``tables/`` whose first lines, starting with ``#``, say what
its columns are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

Row = tuple[str, ...]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of ``tables/NAME.tsv`` without its comments.

    Raises:
        FileNotFoundError: the package has no such table.

    >>> table("weekdays")[0]
    ('Monday', '0')
    """
    text = (resources.files(__package__) / "tables" / f"{name}.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def lookup(name: str, column: int = 1) -> dict[str, str]:
    """A table as first column (lower case) -> another column.

    >>> lookup("months")["sept"]
    '9'
    """
    return {row[0].lower(): row[column] for row in table(name) if len(row) > column}


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first.

    >>> either(["noon", "midnight"])
    '(?:midnight|noon)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " +") for word in ordered) + ")"


def loose(words: Iterable[str]) -> str:
    """The same, in any case."""
    return "(?i:" + either(words) + ")"


def firsts(names: Iterable[str]) -> tuple[str, ...]:
    """The first word of each name, as `TOKEN` finds it; "#" for a number.

    >>> firsts(["right now", "9/11"])
    ('right', '#')
    """
    return tuple(key(match[0]) for name in names if (match := TOKEN.search(name)))


def key(token: str) -> str:
    """How a token is looked up: lower case, "#" for a number, "####" for one of four digits."""
    if token.isdigit():
        return "####" if len(token) == 4 else "#"
    return token.lower()


TOKEN = re.compile(r"[0-9]+|[A-Za-z]+")
"""Words and numbers, apart even where they touch ("1990s", "Q3")."""


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word.upper())]


_MONTHS = [row[0] for row in table("months")]
SHY = {"May", "March", "Mar", "April", "June", "August"}
"""Months that are also verbs, adjectives or first names: never read in lower case."""

MONTH = (
    "(?:"
    + either(
        [
            *_cased(m for m in _MONTHS if len(m) > 4 or m in ("May", "June", "July")),
            *(m.lower() for m in _MONTHS if len(m) > 3 and m not in SHY and m != "Sept"),
        ]
    )
    + "|"
    + either(_cased(m for m in _MONTHS if len(m) < 5 and m not in ("May", "June", "July")))
    + r"\.?)(?![A-Za-z])"
)
_DAYS = [row[0] for row in table("weekdays")]
WEEKDAY = either(d for day in _DAYS if len(day) > 5 for d in (day, day.upper(), day.lower()))
SHORT_DAY = "(?:" + WEEKDAY + "|" + either(d for d in _DAYS if len(d) < 6) + r"\.?)"
UNIT = loose(row[0] for row in table("units"))
LONG_UNIT = loose(row[0] for row in table("units") if row[1] not in ("TS", "TM", "TH", "NI"))
SEASON = loose(row[0] for row in table("seasons"))
PART = loose(row[0] for row in table("dayparts") if row[0] not in ("noon", "midnight", "midday"))
POINT = loose(("noon", "midnight", "midday"))
ZONE = r"(?:" + either(row[0] for row in table("zones")) + r"|[A-Z][a-z]+ time|local time)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
DAY_WORD = loose(row[0] for row in table("ordinals"))
YEAR = r"(?:1[0-9]|20)\d\d(?![\d,]{0,6}\d)"
ORDINAL = loose((*(row[0] for row in table("ordinals")), "1st", "2nd", "3rd", "4th"))
_WORDS = loose(row[0] for row in table("numbers"))
_COUNT = rf"(?:\d{{1,3}},\d{{3}}|\d+(?: \d/\d)?(?:\.\d+)?|{_WORDS}(?:(?:-| and | ){_WORDS}){{0,5}})"
VAGUE = r"(?i:(?:a )?(?:couple(?: of)?|few)|several|many|some|a number of|(?:a )?dozens? of)"
NUMBER = (
    rf"(?:(?i:a|an|one|half an?|a half)(?: and a half)?|{VAGUE}|{_COUNT}"
    rf"(?:(?: to | or |-to-|-){_COUNT})?(?i: and a half)?)"
)
CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?i:a\.m\.|p\.m\.|am\b|pm\b)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?!:?\d)|(?:[01]\d|2[0-3])[0-5]\d(?= (?:GMT|UTC|hours|hrs))"
    rf"|(?:1[0-2]|[1-9]) o'clock|{POINT})"
)

_TENS_ONES = either(row[0] for row in table("numbers") if 0 < int(row[1]) < 100)
SPOKEN_YEAR = rf"(?i:(?:eighteen|nineteen|twenty)[ -]{_TENS_ONES}(?:-{_TENS_ONES})?|two thousand)"


def canonical(text: str) -> str:
    """The text with one plain character for each of its own: single line breaks become spaces,
    typographic marks plain ones, so that patterns stay simple and offsets stay true.

    >>> canonical("today’s\\nnews")
    "today's news"
    """
    plain = text.translate(_PLAIN)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", plain)


_PLAIN = {ord(a): b for a, b in zip("’‘–—‑\u00a0\u2009\u202f\t\r`", "''---     '", strict=True)}


def number(words: str) -> tuple[float, float] | None:
    """The least and the greatest count that the words name; None for a vague one.

    >>> number("twenty four"), number("12 to 18"), number("5 1/2"), number("several")
    ((24.0, 24.0), (12.0, 18.0), (5.5, 5.5), None)
    """
    clean = words.lower().strip()
    if clean in ("a", "an", "one"):
        return (1.0, 1.0)
    if re.fullmatch(r"(?:an?|one) and a half", clean):
        return (1.5, 1.5)
    if re.fullmatch(r"half an?|a half", clean):
        return (0.5, 0.5)
    if clean.startswith("a couple") or clean.startswith("couple"):
        return (2.0, 2.0)
    if re.fullmatch(VAGUE, clean):
        return None
    parts = re.split(r" to | or |-to-|(?<=\d)-(?=\d)", clean)
    counts = [_count(part) for part in parts]
    known = [count for count in counts if count is not None]
    return (min(known), max(known)) if known and len(known) == len(counts) else None


def _count(words: str) -> float | None:
    half = 0.5 if words.endswith("and a half") else 0.0
    words = words.removesuffix("and a half").strip()
    if fraction := re.fullmatch(r"(\d+) (\d)/(\d)", words):
        whole, upper, lower = (int(g) for g in fraction.groups())
        return whole + upper / lower if lower else None
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", words):
        return float(words.replace(",", "")) + half if len(words) < 12 else None
    total, current = 0, 0
    table_ = lookup("numbers")
    for word in re.findall(r"[a-z]+", words):
        if word in ("and", "a", "an"):
            current = current or (1 if word != "and" else 0)
        elif word not in table_:
            return None
        elif int(table_[word]) >= 100 or word == "dozen":
            current = max(1, current) * int(table_[word])
            if word == "thousand":
                total, current = total + current, 0
        else:
            current += int(table_[word])
    return float(total + current) + half


def year_words(words: str) -> int | None:
    """A year in words.

    >>> year_words("nineteen ninety-six"), year_words("two thousand")
    (1996, 2000)
    """
    table_ = lookup("numbers")
    parts = re.findall(r"[a-z]+", words.lower())
    if parts[:2] == ["two", "thousand"]:
        rest = sum(int(table_.get(p, 0)) for p in parts[2:])
        return 2000 + rest if rest < 100 else None
    if not parts or parts[0] not in ("eighteen", "nineteen", "twenty"):
        return None
    rest = sum(int(table_.get(p, 0)) for p in parts[1:])
    return int(table_[parts[0]]) * 100 + rest if 0 < rest < 100 else None
