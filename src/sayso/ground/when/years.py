"""Rules for years, decades and centuries, fiscal ones among them."""

from __future__ import annotations

import re

from sayso.ground.when import words as w
from sayso.ground.when.dates import day_of, year_of
from sayso.ground.when.scene import EDGE, Meaning, Rule, Scene, mod_of, rule

_COUNTED = re.compile(
    r"[ -]?(?:%|percent|million|billion|thousand|hundred|miles?|km|kilomet|feet|foot|met(?:re|er)s?"
    r"|registered|likely|adults?|people|troops|soldiers|dollars?|euros?|pounds?|tons?|tonnes"
    r"|shares|points|votes|men|women|pages|words|times|hours|GMT|UTC|hrs|jobs|homes|students"
    r"|workers|civilians|fighters|barrels|acres|employees|members|children|refugees|cases|deaths"
    r"|others|more|calories|years|voters|respondents"
    r"|(?:[A-Z][a-z]+ )?(?:Street|St|Avenue|Ave|Road|Rd|Blvd))\b|[,.:]\d|\)? ?\d{3}"
)
"""What makes four digits before it a count or an address."""
_NUMBERED = re.compile(
    r"(?i)(?:\b(?:no\.|room|flight|number|section|route|page|about|only|than|some|least|most"
    r"|nearly|over|article|resolution|class|model) |[-/.:@]|\d[ ,])$"
)
"""What makes four digits after it a number of something else."""
_JOINED = re.compile(r"(?:\d{4}-|[a-z]-)$")
_LEAD = re.compile(
    r"(?i)\b(?:in|since|of|by|until|from|during|before|after|through|to|and|the|between|early|late"
    r"|mid|fiscal|year|around) ?-?$"
)
_FUTURE_LEAD = re.compile(r"(?i)\b(?:in|by|until|to|since|year|before) $")
_MODERN = (1850, 2070)
_AGE = re.compile(r"(?i)\b(?:his|her|their|my|your)\b")


def _year(match: re.Match[str], scene: Scene) -> Meaning | None:
    year, behind = int(match["year"]), scene.behind(match)
    if _COUNTED.match(scene.ahead(match)):
        return None
    if _NUMBERED.search(behind) and not _JOINED.search(behind):
        return None
    if scene.anchor and year > scene.anchor.year + 20 and not _FUTURE_LEAD.search(behind):
        return None
    if not _MODERN[0] <= year <= _MODERN[1] and not (_LEAD.search(behind) or match["mod"]):
        return None
    return Meaning(value=f"{year:04d}", mod=mod_of(match))


def _spoken(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = w.year_words(match["words"])
    if year is None or (year > 1999 and not _LEAD.search(scene.behind(match))):
        return None
    return Meaning(value=f"{year:04d}", mod=mod_of(match))


def _fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = year_of(match["year"])
    why = "a fiscal year need not be the calendar year"
    return Meaning(value=f"{year:04d}", edtf=f"{year:04d}~", why=(why,))


_DECADES = {
    "twenties": "2",
    "thirties": "3",
    "forties": "4",
    "fifties": "5",
    "sixties": "6",
    "seventies": "7",
    "eighties": "8",
    "nineties": "9",
}


def _decade(match: re.Match[str], scene: Scene) -> Meaning | None:
    if match["full"]:
        return Meaning(value=match["full"][:3], mod=mod_of(match))
    if _AGE.search(scene.behind(match, 12)):
        return None
    digit = match["short"][0] if match["short"] else _DECADES[match["name"].lower()]
    return Meaning(value=("20" if digit in "01" else "19") + digit, mod=mod_of(match))


def _century(match: re.Match[str], scene: Scene) -> Meaning | None:
    number = day_of(match["nth"])
    return Meaning(value=f"{number - 1:02d}", mod=mod_of(match)) if number and number > 1 else None


_IN_THE = "|".join(f"(?<={lead} the )" for lead in ("in", "of", "since", "during", "from"))

RULES: tuple[Rule, ...] = (
    rule(
        "fiscal year",
        ("fiscal", "fy"),
        rf"(?i:the )?(?i:fiscal(?: year)?|FY) ?(?P<year>{w.YEAR}|'?\d\d)",
        _fiscal,
    ),
    rule("year", ("####",), rf"{EDGE}(?i:the )?(?i:year )?(?P<year>{w.YEAR})", _year),
    rule(
        "year in words",
        ("eighteen", "nineteen", "twenty", "thousand"),
        rf"{EDGE}(?i:the )?(?i:year )?(?P<words>{w.SPOKEN_YEAR})",
        _spoken,
    ),
    rule(
        "decade",
        ("#", "####", *_DECADES),
        rf"{EDGE}(?i:the )?(?:(?i:early|late|mid)[ -])?(?:(?P<full>1[0-9]\d0|20\d0)'?s"
        rf"|(?:'|{_IN_THE})(?P<short>[1-9]0)'?s|(?P<name>{w.loose(_DECADES)}))",
        _decade,
    ),
    rule(
        "century",
        ("century", "centuries"),
        rf"{EDGE}(?i:the )?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{w.DAY_WORD})[ -]"
        r"(?i:century|centuries)",
        _century,
    ),
)
