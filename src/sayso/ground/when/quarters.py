"""Rules for parts of a year: quarters, halves, seasons, its end; and the quarter that a business
report compares with ("a year earlier")."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.dates import year_of
from sayso.ground.when.scene import EDGE, UNDATED, Meaning, Rule, Scene, mod_of, rule

_NTH = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "final": 4, "last": 4,
}  # fmt: skip
_PERIODS = ("quarter", "the quarter", "fiscal year", "end of the year")
_TOPIC = 600
"""Characters over which a quarter stays what a business report speaks of."""


def same_quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "a year earlier" after a quarter: that quarter of the year before, else None."""
    period = next((e for e in reversed(scene.before) if e.rule in _PERIODS), None)
    if period is None or not re.fullmatch(r"\d{4}-Q[1-4]", period.value):
        return None
    if match.start() - period.span.end > _TOPIC:
        return None
    value = f"{int(period.value[:4]) - 1:04d}{period.value[4:]}"
    return Meaning(value=value, why=(f"the quarter a year before “{period.text}”",))


def _year_before(match: re.Match[str], scene: Scene) -> Meaning | None:
    if quarter := same_quarter(match, scene):
        return quarter
    return Meaning(value=f"{scene.anchor.year - 1:04d}" if scene.anchor else "XXXX")


def _the_quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    before = next((e for e in reversed(scene.before) if e.rule == "quarter"), None)
    if before is None:
        return None
    return Meaning(value=before.value, why=(f"the quarter named before, “{before.text}”",))


def _quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    half = not match["q"] and match["unit"].lower() == "half"
    nth = int(match["q"]) if match["q"] else _NTH[match["nth"].lower()]
    if half and nth > 2 and match["nth"].lower() not in ("last", "final"):
        return None
    nth, code = (min(nth, 2), "H") if half else (nth, "Q")
    why = ("a fiscal quarter need not be the calendar quarter",) if match["fiscal"] else ()
    if given := match["year"] or match["year2"]:
        year = year_of(given)
    elif scene.anchor is None:
        return Meaning(value=f"XXXX-{code}{nth}", why=(UNDATED,))
    else:
        which = (match["which"] or match["which2"] or match["which3"] or "").lower()
        year = scene.anchor.year
        if which:
            year += 1 if which.startswith("next") else 0 if which.startswith("this") else -1
        else:
            now = (scene.anchor.month - 1) // (6 if half else 3) + 1
            year -= nth - now > 1 and scene.side(*match.span()) <= 0
    return Meaning(value=f"{year:04d}-{code}{nth}", mod=mod_of(match), why=why)


_SEASON_LEAD = re.compile(
    r"(?i)\b(?:in|by|until|since|during|before|after|through|of|from|for|over)(?: the)? $"
)
_FALL_LEAD = re.compile(r"(?i)\b(?:in|by|until|since) the $")
_NOT_A_SEASON = re.compile(r" (?:of|in|from|into|short|to|out|back|by|below|as|on|off)\b")


def _season(match: re.Match[str], scene: Scene) -> Meaning | None:
    row = next(r for r in w.table("seasons") if r[0] == match["season"].lower())
    name, suffix, which = row[0], row[1], (match["which"] or "").lower()
    year = int(match["year"]) if match["year"] else None
    if match["spoken"]:
        year = w.year_words(match["spoken"])
    if year is None and which in ("every", "each"):
        return Meaning(value=f"XXXX-{suffix}", type="SET")
    if year is None and not which and not _plainly_season(match, scene, name):
        return None
    if year is None and scene.anchor is None:
        return Meaning(value=f"XXXX-{suffix}", why=(UNDATED,))
    if year is None and scene.anchor:
        side = 0 if which == "this" else scene.side(*match.span())
        year = _season_year(scene.anchor, int(row[3]), int(row[4]), which, side)
    return Meaning(value=f"{year:04d}-{suffix}", mod=mod_of(match))


def _plainly_season(match: re.Match[str], scene: Scene, name: str) -> bool:
    """Whether a season without "last" or "this" is one: "fall" and "spring" are also verbs."""
    behind = scene.text[max(0, match.start() - 20) : match.start("season")]
    if match["season"][0].isupper() and re.match(r" [A-Z]", scene.ahead(match)):
        return False
    if name in ("fall", "spring") and _NOT_A_SEASON.match(scene.ahead(match)):
        return False
    if name == "fall" and not match["mod"]:
        return bool(_FALL_LEAD.search(behind))
    return bool(match["mod"] or _SEASON_LEAD.search(behind))


def _season_year(anchor: date, first: int, last: int, which: str, side: int) -> int:
    side = {"last": -1, "this past": -1, "past": -1}.get(which, side)
    side = 1 if which in ("next", "coming", "this coming") else side
    if side < 0:
        running = which == "last" and first <= anchor.month <= first + 2
        return anchor.year - (running or date(anchor.year, first, 1) > anchor)
    return anchor.year + (side > 0 and last < anchor.month and last > 2)


def _year_end(match: re.Match[str], scene: Scene) -> Meaning | None:
    return Meaning(value=f"{scene.anchor.year:04d}" if scene.anchor else "XXXX", mod="END")


_YEAR_BEFORE = r"(?:(?P<which3>(?i:year-ago|year-earlier)) )?"
_OF_YEAR = (
    rf"(?:,? (?:of )?(?:(?i:fiscal )?(?P<year2>{w.YEAR}|'\d\d)|(?P<which2>"
    r"(?i:last|this|next) (?i:year)|(?i:a year (?:ago|earlier))))| (?i:of (?:the|this) year))?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        ("quarter", "half", "q"),
        rf"{EDGE}(?:(?i:the|its|their|a|an|in)(?i: flat| current| latest)? )?{_YEAR_BEFORE}"
        rf"(?:(?:(?P<which>(?i:last|this|next) (?i:year))'s )|(?P<year>{w.YEAR})(?:'s)? )?"
        rf"(?P<fiscal>(?i:fiscal) )?(?:(?P<nth>{w.loose(_NTH)})[ -](?:(?i:fiscal|calendar)[ -])?"
        rf"(?P<unit>(?i:quarter|half))|Q(?P<q>[1-4]))(?!-?final|er){_OF_YEAR}",
        _quarter,
    ),
    rule(
        "the quarter",
        ("quarter", "period"),
        rf"{EDGE}(?i:the (?:(?:latest|reported) (?:quarter|period)|quarter)(?! ending| of))",
        _the_quarter,
    ),
    rule(
        "a year before",
        ("year",),
        r"(?i:the |the comparable |the corresponding )?(?i:year[- ](?:ago|earlier|before))"
        r"(?i: period| quarter)?",
        _year_before,
    ),
    rule(
        "season",
        w.lookup("seasons"),
        rf"{EDGE}(?:(?P<which>(?i:last|next|this past|this coming|this|past|coming|every|each)) )?"
        rf"(?i:the )?(?P<season>{w.SEASON})(?: (?:of )?(?:(?P<year>{w.YEAR})"
        rf"|(?P<spoken>{w.SPOKEN_YEAR})))?",
        _season,
    ),
    rule(
        "end of the year",
        ("year",),
        r"(?i:(?:around |by |at )?(?:the )?(?:year[- ]end|year's end|end of (?:the|this) year))",
        _year_end,
    ),
)
