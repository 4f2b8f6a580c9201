"""Rules for durations, repetitions, and words that only point at the past or the future."""

from __future__ import annotations

import re
from datetime import date

from sayso.ground.when import words as w
from sayso.ground.when.almanac import moved
from sayso.ground.when.scene import Meaning, Rule, Scene, rule


def _code(words: str) -> str:
    return w.lookup("units")[words.lower()]


def duration(low: float | None, unit: str) -> str:
    """A TIMEX3 duration; ``None`` units are X.

    >>> duration(3, "D"), duration(None, "Y"), duration(2, "TH"), duration(2, "E")
    ('P3D', 'PXY', 'PT2H', 'P20Y')
    """
    if unit in ("E", "C", "F", "NI", "WE", "L"):
        factor, letter = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "NI": (1, "D"), "WE": (2, "D"), "L": (1000, "Y")}[unit]
        if low is None:
            return "PX" + ("E" if unit in "E" else "C" if unit == "C" else letter)
        low, unit = low * factor, letter
    if low is not None and low != int(low):
        finer = {"Y": (12, "M"), "TH": (60, "TM"), "W": (7, "D"), "D": (24, "TH")}.get(unit)
        if unit == "TH":
            whole = int(low)
            return f"PT{whole}H{round((low - whole) * 60)}M" if whole else f"PT{round(low * 60)}M"
        if finer and low * finer[0] == int(low * finer[0]):
            low, unit = low * finer[0], finer[1]
    shown = "X" if low is None else f"{low:.10g}"
    return ("PT" + shown + unit[1]) if unit.startswith("T") else f"P{shown}{unit}"


_MODS = {
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN",
    "over": "MORE_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
}  # fmt: skip


def _length(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit, frame = _code(match["unit"]), (match["frame"] or "").lower()
    count = w.number(match["count"])
    if _old(match, scene):
        return None
    if unit == "TS" and (match["count"].lower() in ("a", "one", "an") or match["unit"].lower() == "second"):
        return None
    if match["unit"].lower() in ("quarter", "quarters") and not frame:
        return None
    if match["count"].lower() in ("a", "an") and not frame and re.search(r"(?:\d|cents?|dollars?|percent|%|times?|once|twice|million|billion|tons?|people|barrels|pounds) $", scene.behind(match)):
        return None
    value = duration(count[0] if count else None, unit)
    mod = _MODS.get((match["more"] or "").lower().strip()) or ("APPROX" if match["more"] else None)
    covers: tuple[date, date] | None = None
    if scene.anchor and count and frame and not unit.startswith("T") and unit != "NI":
        ahead = re.search("next|coming", frame)
        if ahead or re.search("last|past|previous|preceding", frame):
            other = moved(scene.anchor, int(count[1]) * (1 if ahead else -1), unit)
            if other:
                covers = (scene.anchor, other) if ahead else (other, scene.anchor)
    edtf = f"{covers[0].isoformat()}/{covers[1].isoformat()}" if covers else None
    why = ("counted from the day of publication",) if covers else ()
    return Meaning(value=value, type="DURATION", mod=mod, covers=covers, edtf=edtf, why=why)


def _old(match: re.Match[str], scene: Scene) -> bool:
    return bool(re.match(r"[ -](?:olds?\b|of age)", scene.ahead(match)))


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit, frame = _code(match["unit"]), (match["frame"] or "").lower()
    if _old(match, scene):
        return None
    if not frame and not re.search(r"(?i)\b(?:for|in|after|within|over|of|the|took|take|takes|spent|lasted?|during) $", scene.behind(match)):
        return None
    if not frame and not re.match(r" (?:before|after|of|to come|ahead|later|now|to|in|and)\b|[.,;]", scene.ahead(match)):
        return None
    if re.search("recent|past|last|these", frame):
        return Meaning(value="PRESENT_REF" if "these" in frame else "PAST_REF")
    return Meaning(value=duration(None, unit), type="DURATION")


def _repeat(match: re.Match[str], scene: Scene) -> Meaning | None:
    word = match["word"].lower()
    if re.match(r" (?:News|Mail|Telegraph|Express|Mirror|Times|Post|Herald|Star|Record|Standard|Show|Beast|Caller)\b", scene.ahead(match)) or match["word"][0].isupper() and scene.behind(match).rstrip()[-1:].isalpha():
        return None
    return Meaning(value=w.lookup("repeats")[word], type="SET")


def _every(match: re.Match[str], scene: Scene) -> Meaning | None:
    unit = _code(match["unit"])
    count = w.number(match["count"]) if match["count"] else (1.0, 1.0)
    if match["other"]:
        count = (2.0, 2.0)
    return Meaning(value=duration(count[0] if count else None, unit), type="SET")


def _reference(match: re.Match[str], scene: Scene) -> Meaning | None:
    word = re.sub(" +", " ", match["word"].lower())
    value = w.lookup("references")[word]
    ahead = scene.ahead(match)
    if word == "future" and re.match(r"s\b|-", ahead):
        return None
    if word in ("the past",) and re.match(r" (?:[\w-]+ ){0,2}(?:years?|months?|weeks?|days?|decades?|hours?|century|quarters?)\b", ahead):
        return None
    if word == "now" and re.search(r"(?i)\b(?:until|till|by|from|before) $", scene.behind(match)):
        return Meaning(value=value)
    if word == "current" and re.match(r" (?:account|affairs)\b", ahead):
        return None
    return Meaning(value=value)


_FRAME = r"(?:(?P<frame>(?i:(?:each of |for |in |over |during |within )?(?:the |these |those )?(?:past|last|next|coming|first|final|previous|preceding|following|latest|recent|additional|another|full|entire)|the|these|those|another|recent|early)) )?"
_MORE = r"(?:(?P<more>(?i:about|around|approximately|roughly|nearly|almost|at least|at most|more than|less than|over|under|up to|no more than|no less than|some|just over|just under|only|within|as (?:much|many|long) as)) )?"

RULES: tuple[Rule, ...] = (
    rule(
        "length",
        rf"{_MORE}{_FRAME}(?:(?i:about|nearly|almost|roughly|at least) )?(?P<count>{w.NUMBER})[ -](?:(?i:more|full|additional|consecutive|straight|trading|business|working|fiscal|calendar|long|whole|solid) )?(?P<unit>{w.UNIT})(?:-long)?(?! (?:ago|earlier)\b)",
        _length,
    ),
    rule(
        "vague length",
        rf"{_FRAME}(?P<unit>(?i:days|weeks|months|years|decades|centuries|hours|minutes))",
        _vague,
    ),
    rule("repeated", rf"(?P<word>{w.loose(row[0] for row in w.table('repeats'))})", _repeat),
    rule("every", rf"(?i:every|each|per) (?:(?P<other>(?i:other)) )?(?:(?P<count>{w.NUMBER}) )?(?P<unit>{w.UNIT})", _every),
    rule("reference", rf"(?P<word>{w.loose(row[0] for row in w.table('references'))})", _reference),
)
