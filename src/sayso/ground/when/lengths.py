"""Rules for durations, repetitions, and words that only point at the past or the future."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import moved
from sayso.ground.when.scene import Meaning, Rule, Scene, rule

_LARGE = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "NI": (1, "D")}
_LARGE["WE"] = (2, "D")
_FINER = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS")}
_MODS = {
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN",
    "over": "MORE_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
}  # fmt: skip
_RATE = re.compile(
    r"(?:\d(?: [a-z]+)?|cents?|dollars?|percent|%|times?|once|twice|million|billion|tons?"
    r"|people|barrels|pounds|flights|seats|hours|days) $"
)
"""Before "a year", what makes it a rate ("$5 a year") and no time."""
_OLD = re.compile(r"[ -](?:olds?\b|of age)")
_SOME_DAY = re.compile(r"(?i)\b(?:will|would|may|might|could|can|to|hopes?|that) $")
_VAGUE_LEAD = re.compile(
    r"(?i)\b(?:for|in|after|within|over|of|the|took|take|takes|spent|lasted?|during) $"
)
_VAGUE_AHEAD = re.compile(r" (?:before|after|of|to come|ahead|later|now|to|in|and)\b|[.,;]")
_PAPERS = re.compile(
    r" (?:News|Mail|Telegraph|Express|Mirror|Times|Post|Herald|Star|Record|Standard|Show|Beast"
    r"|Caller)\b"
)
_UNIT_AHEAD = re.compile(
    r" (?:[\w-]+ ){0,2}(?:years?|months?|weeks?|days?|decades?|hours?|century|quarters?)\b"
)


def duration(count: float | None, unit: str) -> str:
    """A TIMEX3 duration; None units are X.

    >>> duration(3, "D"), duration(None, "Y"), duration(1.5, "TH"), duration(2, "E")
    ('P3D', 'PXY', 'PT1H30M', 'P20Y')
    """
    if unit in _LARGE:
        if count is None:
            return f"PX{unit if unit in ('E', 'C') else _LARGE[unit][1]}"
        count, unit = count * _LARGE[unit][0], _LARGE[unit][1]
    if unit == "TH" and count is not None and count != int(count) and count > 1:
        return f"PT{int(count)}H{round(count % 1 * 60)}M"
    if count is not None and count != int(count) and unit in _FINER:
        count, unit = round(count * _FINER[unit][0]), _FINER[unit][1]
    shown = "X" if count is None else f"{count:.10g}"
    return f"PT{shown}{unit[1]}" if unit.startswith("T") else f"P{shown}{unit}"


def _length(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit, words = w.lookup("units")[match["unit"].lower()], match["count"].lower()
    frame, single = (match["frame"] or "").lower(), match["unit"].lower()
    if _OLD.match(scene.ahead(match)) or single == "second":
        return None
    if unit == "Q" and not re.search("last|past|next|coming|first", frame):
        return None
    if words in ("a", "an") and not frame and _RATE.search(scene.behind(match)):
        return None
    if words == "one" and single == "day" and _SOME_DAY.search(scene.behind(match)):
        return Meaning(value="FUTURE_REF")
    count = w.number(words + (match["half"] or ""))
    more = (match["more"] or "").lower().strip()
    mod = _MODS.get(more) or ("APPROX" if more and more != "within" else None)
    covers = _covered(scene.anchor, frame, count[1] if count else None, unit)
    edtf = f"{covers[0].isoformat()}/{covers[1].isoformat()}" if covers else None
    return Meaning(
        value=duration(count[0] if count else None, unit),
        type="DURATION",
        mod=mod,
        covers=covers,
        edtf=edtf,
        why=("counted from the day of publication",) if covers else (),
    )


def _covered(
    anchor: date | None, frame: str, count: float | None, unit: str
) -> tuple[date, date] | None:
    """The days of "the past three months", or of the next; None for a length without a place."""
    ahead = bool(re.search("next|coming", frame))
    if anchor is None or count is None or unit.startswith("T") or not 0 < count < 10**5:
        return None
    if not ahead and not re.search("last|past", frame):
        return None
    other = moved(anchor, int(count) * (1 if ahead else -1), unit)
    if other is None or count != int(count):
        return None
    return (anchor, other) if ahead else (other, anchor)


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    frame, ahead = (match["frame"] or "").lower(), scene.ahead(match)
    if _OLD.match(ahead) or (match["unit"].lower() == "quarters" and "recent" not in frame):
        return None
    if not frame and not (_VAGUE_LEAD.search(scene.behind(match)) and _VAGUE_AHEAD.match(ahead)):
        return None
    if "these" in frame:
        return Meaning(value="PRESENT_REF")
    if re.search("recent|past|last", frame):
        return Meaning(value="PAST_REF")
    unit = w.lookup("units")[match["unit"].lower()]
    return Meaning(value=duration(None, unit), type="DURATION")


def _repeated(match: re.Match[str], scene: Scene) -> Meaning | None:
    named = match["word"][0].isupper() and scene.behind(match).rstrip()[-1:].isalpha()
    if named or _PAPERS.match(scene.ahead(match)):
        return None
    return Meaning(value=w.lookup("repeats")[match["word"].lower()], type="SET")


def _every(match: re.Match[str], scene: Scene) -> Meaning | None:
    count = w.number(match["count"]) if match["count"] else (1.0, 1.0)
    unit = w.lookup("units")[match["unit"].lower()]
    low = 2.0 if match["other"] else count[0] if count else None
    return Meaning(value=duration(low, unit), type="SET")


def _reference(match: re.Match[str], scene: Scene) -> Meaning | None:
    word, ahead = re.sub(" +", " ", match["word"].lower()), scene.ahead(match)
    if word == "the past" and _UNIT_AHEAD.match(ahead):
        return None
    if word == "current" and re.match(r" (?:account|affairs)\b", ahead):
        return None
    return Meaning(value=w.lookup("references")[word])


_FRAME = (
    r"(?:(?P<frame>(?i:(?:each of |for |in |over |during |within )?(?:the |these |those )?"
    r"(?:past|last|next|coming|first|final|previous|preceding|following|latest|recent|additional"
    r"|another|full|entire)|the|these|those|early)) )?"
)
_MORE = (
    r"(?:(?P<more>(?i:about|around|approximately|roughly|nearly|almost|at least|at most|more than"
    r"|less than|over|under|up to|no more than|no less than|some|just over|just under|only|within"
    r"|as (?:much|many|long) as)) )?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "length",
        w.lookup("units"),
        rf"{_MORE}{_FRAME}(?:(?i:about|nearly|almost|roughly|at least) )?(?P<count>{w.NUMBER})[ -]"
        r"(?:(?i:more|full|additional|consecutive|straight|trading|business|working|fiscal"
        rf"|calendar|long|whole|solid) )?(?P<unit>{w.UNIT})(?:-long)?"
        r"(?P<half>(?i: and a half))?(?![ -](?:ago|earlier)\b)",
        _length,
    ),
    rule(
        "vague length",
        w.lookup("units"),
        rf"{_FRAME}(?P<unit>(?i:days|weeks|months|quarters|years|decades|centuries|hours|minutes))",
        _vague,
    ),
    rule(
        "repeated",
        w.lookup("repeats"),
        rf"(?P<word>{w.loose(row[0] for row in w.table('repeats'))})",
        _repeated,
    ),
    rule(
        "every",
        ("every", "each", "per"),
        rf"(?i:every|each|per) (?:(?P<other>(?i:other)) )?(?:(?P<count>{w.NUMBER}) )?"
        rf"(?P<unit>{w.UNIT})",
        _every,
    ),
    rule(
        "reference",
        w.firsts(row[0] for row in w.table("references")),
        rf"(?P<word>{w.loose(row[0] for row in w.table('references'))})",
        _reference,
    ),
)
