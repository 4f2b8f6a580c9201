"""Numbers that count nothing: dates, clock times, years, names, versions, list numbers, phones."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ground.figures import modifiers
from sayso.ground.figures.counted import is_plural
from sayso.ground.figures.number import Number, plain
from sayso.ground.figures.tables import classes
from sayso.ground.figures.tokens import Token

_YEAR_CUES = classes("cues")["year_cues"]
_BEFORE_YEAR = classes("cues")["before_year"]


def _at(toks: Sequence[Token], at: int) -> Token | None:
    return toks[at] if 0 <= at < len(toks) else None


def why_not(
    toks: Sequence[Token], number: Number, has_unit: bool, counts: bool, has_money: bool = False
) -> str | None:
    """What the number is instead of a figure, or None if it may be one.

    ``has_unit`` says that a unit or currency stands with it, ``has_money`` that a currency stands
    before it, ``counts`` that a plural noun follows.

    >>> from sayso.ground.figures.tokens import tokens
    >>> from sayso.spans import Span
    >>> why_not(tokens("on May 5", Span(0, 8)), Number(5, 5, 2, 3, "digits"), False, False)
    'date'
    """
    if number.form != "digits":
        return _spelled_out(toks, number, has_unit)
    if has_money:
        return None
    if _note_or_degrees(toks, number):
        return "note or coordinate"
    if _inside_word(toks, number) or _compound(toks, number, has_unit):
        return "name"
    if (clock := _clock(toks, number)) is not None:
        return clock
    if has_unit:
        return None
    return _date(toks, number, counts) or _label(toks, number, counts)


def _spelled_out(toks: Sequence[Token], number: Number, has_unit: bool) -> str | None:
    before, after = _at(toks, number.first - 1), _at(toks, number.last)
    if _compound(toks, number, has_unit):
        return "word"
    if number.low == number.high == 1 and number.scale == 1 and not has_unit:
        later = _at(toks, number.last + 1)
        if after and after.lower in ("to", "or") and later and _numeric(later):
            return None
        return _one(before, after)
    titled = before and before.is_capitalised and toks[number.first].is_capitalised
    if titled and before and number.first > 1 and before.lower not in classes("names")["opener"]:
        return "name"
    return None


def _numeric(token: Token) -> bool:
    return token.is_digits or token.lower in ("two", "three", "four", "five", "ten")


def _compound(toks: Sequence[Token], number: Number, has_unit: bool) -> bool:
    """A number hyphened to a word that is no unit: one-on-one, six-speed, 16-bit.

    Digits before a longer noun do count it: a 700-room hotel.
    """
    after, word = _at(toks, number.last), _at(toks, number.last + 1)
    if has_unit or after is None or word is None or number.form == "share":
        return False
    hyphened = after.text in "-‐‑" and after.glued and word.glued and word.is_word
    counted = number.form == "digits" and number.low > 1 and len(word.text) > 3
    if counted and word.text.islower() and word.lower not in ("based", "fold", "only", "time"):
        return False
    return hyphened and word.lower not in ("to", "plus", "odd", "something", "strong", "or")


def _one(before: Token | None, after: Token | None) -> str | None:
    """The pronoun: no one, the one, this one, one another, one day, one's."""
    if before and before.lower in _BEFORE_PRONOUN:
        return "pronoun"
    if after is None or not after.is_word or after.lower in _AFTER_PRONOUN:
        return "pronoun"
    return None


_BEFORE_PRONOUN = classes("cues")["before_pronoun"]
_AFTER_PRONOUN = classes("cues")["after_pronoun"]


def _inside_word(toks: Sequence[Token], number: Number) -> bool:
    """Digits glued to letters on the left (F-16, X6, iPhone14, COVID-19) or to odd letters."""
    before, first = _at(toks, number.first - 1), toks[number.first]
    if before and first.text in "-−–" and (before.text == before.text.upper() and before.is_word):
        return True
    if first.glued and before:
        if before.is_word and before.text not in ("sub", "minus"):
            return True
        if before.text in "_#@&'’":
            return True
        earlier = _at(toks, number.first - 2)
        if before.text in "-‐‑/." and before.glued and earlier and earlier.is_word:
            return earlier.lower not in ("sub", "minus", "mid")
    after = _at(toks, number.last)
    if after and after.glued and after.lower in ("st", "nd", "rd", "th", "s", "'s", "’s", "_", "d"):
        return True
    if after and after.text in "'’" and after.glued:
        follower = _at(toks, number.last + 1)
        return bool(follower and follower.glued and follower.lower == "s")
    return False


def _note_or_degrees(toks: Sequence[Token], number: Number) -> bool:
    """A footnote mark "[3]" or a coordinate (59°10′N)."""
    before, after = _at(toks, number.first - 1), _at(toks, number.last)
    if before and after and before.text == "[" and after.text == "]":
        return True
    if after is None or not after.glued:
        return bool(before and before.text in "°′″" and toks[number.first].glued)
    later = _at(toks, number.last + 1)
    compass = later is not None and later.glued and (later.is_digits or later.text in "NSEW")
    return after.text in "′″" or (after.text == "°" and compass)


def _clock(toks: Sequence[Token], number: Number) -> str | None:
    before, after = _at(toks, number.first - 1), _at(toks, number.last)
    later = _at(toks, number.last + 1)
    if before and before.text == ":" and before.glued and toks[number.first].glued:
        return "time"
    if after and after.text == ":" and after.glued and later and later.is_digits and later.glued:
        return "time"
    if after and after.lower in classes("names")["clock"] and number.low <= 2400:
        return "time"
    if after and after.lower in ("a", "p") and later and later.text == "." and later.glued:
        third = _at(toks, number.last + 2)
        if third and third.lower == "m" and third.glued:
            return "time"
    return None


def _date(toks: Sequence[Token], number: Number, counts: bool) -> str | None:
    names = classes("names")
    before, after = _at(toks, number.first - 1), _at(toks, number.last)
    if before and before.text == "." and number.first > 1:
        before = _at(toks, number.first - 2)
    text = toks[number.first].text
    if before and before.lower in _BEFORE_YEAR and len(text) == 4 and 1500 <= number.low <= 2100:
        return "date"
    whole = number.low == int(number.low) and number.scale == 1 and "," not in text
    if not whole:
        return None
    if before and before.text in names["month"] and 1 <= number.low <= 2100:
        return "date"
    if after and after.text in names["month"] and 1 <= number.low <= 31:
        return "date"
    third = _at(toks, number.last + 2)
    if after and after.text in "-–" and third and third.text in names["month"]:
        return "date"
    slash = before and before.text in "/-–" and before.glued and toks[number.first].glued
    if slash and any(_part_of_date(toks, number.first - back) for back in (2, 4)):
        return "date"
    if _part_of_date(toks, number.first):
        return "date"
    if len(text) == 4 and 1980 <= number.low <= 2040 and not has_modifier(toks, number.first):
        follower = after.lower if after else ""
        if number.low != 2000 or not is_plural(follower):
            return "date"
    if len(text) == 4 and 1000 <= number.low <= 2100 and not counts:
        past_day = (before and before.text == ",") or (before and before.is_digits)
        if number.low >= 1900 or past_day or (before and before.lower in _YEAR_CUES):
            return "date"
        if before and before.lower in ("d", "a.d.", "ad", "bc"):
            return "date"
        if after and after.lower in ("ad", "bc", "bce", "ce", "a.d.", "b.c."):
            return "date"
    if len(text) == 2 and before and before.text in "'’‘" and toks[number.first].glued:
        return "date"
    return None


_OF_YEARS = frozenset(("around", "about", "circa", "over", "below", "above", "under", "beyond"))


def has_modifier(toks: Sequence[Token], at: int) -> bool:
    """Whether a modifier that fits only counts stands before ("some 2000"; "about" fits years)."""
    cue = modifiers.before(toks, at)
    return cue is not None and toks[cue.first].lower not in _OF_YEARS


def _part_of_date(toks: Sequence[Token], at: int) -> bool:
    """Whether digits / digits (/ digits) begins here: 9/11, 3/4/2019, 2018-12-19."""
    if at < 0 or at + 2 >= len(toks):
        return False
    first, mark, second = toks[at : at + 3]
    if not (first.is_digits and second.is_digits and mark.glued and second.glued):
        return False
    if mark.text == "/":
        return True
    third = _at(toks, at + 4)
    chained = bool(third and third.is_digits and third.glued and toks[at + 3].text == mark.text)
    years = (_year(first) and _year(second)) or (_year(first) and len(second.text) == 2)
    return mark.text in "-–" and (chained or years)


def _year(token: Token) -> bool:
    value = plain(token.text)
    return len(token.text) == 4 and value is not None and 1500 <= value <= 2100


def _label(toks: Sequence[Token], number: Number, counts: bool) -> str | None:
    """Names that end in a number (Game 6, Boeing 737, S&P 500), ages after names, list numbers."""
    if number.scale != 1:
        return None
    before, after = _at(toks, number.first - 1), _at(toks, number.last)
    first = toks[number.first]
    if before is None:
        listed = after and after.text in ".)" and after.glued and number.low < 100
        return "list" if listed else None
    earlier = _at(toks, number.first - 2)
    apposed = before.text == "," and (after is None or after.text in ",.)")
    if apposed and 1 <= number.low <= 110 and earlier and earlier.is_capitalised:
        return "age"
    if before.text == "(" and after and after.text == ")" and earlier and earlier.is_capitalised:
        return "age"
    if before.text == "." and earlier and earlier.lower in ("no", "nos"):
        return "label"
    if before.lower in classes("names")["age"] or _of_age(before, earlier):
        return "age"
    if first.text == "911" or _as_young_as(before, earlier):
        return "name"
    if counts:
        return None
    if before.lower in classes("names")["label"] and "," not in first.text:
        return "label"
    opener = before.lower in classes("names")["opener"]
    if before.is_word and before.text != before.lower and not opener and "," not in first.text:
        return "name"
    if _phone(toks, number):
        return "phone"
    return None


def _of_age(before: Token, earlier: Token | None) -> bool:
    return before.lower == "of" and earlier is not None and earlier.lower == "age"


def _as_young_as(before: Token, earlier: Token | None) -> bool:
    return before.lower == "as" and earlier is not None and earlier.lower in ("young", "old")


def _phone(toks: Sequence[Token], number: Number) -> bool:
    after, later = _at(toks, number.last), _at(toks, number.last + 1)
    before = _at(toks, number.first - 1)
    first = toks[number.first]
    if before and before.text in "-+" and first.glued and len(first.text) >= 3:
        return True
    if first.text.startswith("0") and len(first.text) >= 4:
        return True
    grouped = after and later and after.text == "-" and after.glued and later.is_digits
    return bool(grouped and later and len(first.text) == 3 and len(later.text) in (3, 4))
