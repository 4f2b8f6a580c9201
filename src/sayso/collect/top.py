"""What the first lines of a text say about it: "Published: ...", "By ...", credits, a dateline.

Only for metadata; the text stays as it is. A dateline without a year gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.collect.dates import MONTHS, written
from sayso.collect.metadata import Detail, Field
from sayso.collect.tables import rows

LINES = 14
"""Lines with something in them that count as the top: a head, a deck, a byline, dates, a place."""

LONGEST = 200
"""A line longer than this is a paragraph: only its beginning can be a dateline."""

_MONTH = "(?i:" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS) + r"|sept)\.?"
_ISO = r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+\s*(?:Z|[+-]\d\d:?\d\d)?)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_DATE = rf"(?:{_ISO}|{_WEEKDAY}(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH}),?\s+\d{{4}})"
_KEY = (
    r"(?:first\s+|originally\s+)?(?:published|posted|issued|released)|"
    r"(?:last\s+)?(?:updated|modified|revised)|date|for immediate release"
)
_AT = r"(?:\s+(?:on|at))?\s*[:|,—–-]?\s*"
_STATED = re.compile(rf"[\W_]*(?P<key>(?i:{_KEY})){_AT}(?P<date>{_DATE})")
_UPDATED = re.compile(rf"(?i:(?:last\s+)?(?:updated|modified)){_AT}(?P<date>{_DATE})")
_ALONE = re.compile(rf"[\s*_]*(?P<date>{_DATE})[\s*_.]*(?:\d\d?[:.]\d\d.*)?")
_FIRST = r"[A-ZÀ-Þ][\w.'’-]+"
_NEXT = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|al|bin|da|del|der|el)"
_NAME = rf"{_FIRST}(?:\s+{_NEXT}){{1,4}}"
_AND = r"(?:,?\s+and\s+|,\s*|\s*&\s*)"
_BYLINE = re.compile(
    rf"[\s*_]*(?:By|BY)[:\s]\s*(?P<names>{_NAME}(?:{_AND}{_NAME}){{0,4}})(?:\s*[|,·—–(-].*)?[\s*_]*"
)
_PARTED = r"(?:\s*[|·•]\s*|\s+[–—-]\s+|,\s+|\s*\((?=\d))"
_CREDIT = re.compile(
    rf"[\s*_]*(?:(?P<before>[^!?]{{3,90}}?){_PARTED})?(?P<date>{_DATE})\)?"
    rf"(?:,?\s+(?:at\s+)?\d\d?[:.]\d\d[^|·•]{{0,12}})?(?:{_PARTED}(?P<after>[^!?]{{3,90}}))?[\s*_]*"
)
_CREDITED = re.compile(
    r"[A-ZÀ-Þ0-9][\w.&'’-]*(?:\s+(?:(?:of|the|and|for|de)\s+)?[A-ZÀ-Þ0-9][\w.&'’-]*){0,5}"
)
_STAFF = re.compile(
    r"(?i:(?:by\s+)?(?:our\s+)?(?:staff(?:\s+(?:writers?|reporters?))?|correspondents?|reporters?))"
)
_RELEASE = re.compile(r"(?i:(?:press|news|media)\s+(?:release|statement))")
_SECTION = re.compile(
    r"(?:World|Local|National|International|Regional|Politics|Business|Sports?|Latest|Breaking|Top|"
    r"Company|Industry|Press|Other) News|.*\b(?:Release|Conference|Briefing|Update|Square)"
)
"""Of a page, a place or a kind of text, and no outlet's name."""
_PLACE = (
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,30}(?:, ?[A-Z][A-Za-z.' ]{1,24}?)?"
    r"|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})"
)
_DATELINE = re.compile(
    rf"\s*{_PLACE}(?:,?\s+\(?(?P<date>{_DATE})\)?|,?\s+{_MONTH}\s+\d{{1,2}})?\s*"
    rf"(?:\((?P<agency>{_DATE}|[A-Z][\w .&'-]{{1,40}})\)\s*)?(?:[—–]|--|-(?=\s))"
)
_ALONE_ORIGIN = "a date on a line of its own"
_TITLE = re.compile(r"[A-ZÀ-Þ0-9“\"‘'][^\n]{9,149}[^\s.:;,]")


def top(text: str) -> tuple[Detail, ...]:
    """The details in the first lines, the plainest first.

    >>> top("Vell votes\\nBy Ana Tamm\\nPublished: 4 March 2031\\n\\nVELL (Orsa News) — It voted.")
    ... # doctest: +NORMALIZE_WHITESPACE
    (Detail(field='authors', value='Ana Tamm', origin='the line “By Ana Tamm”'),
     Detail(field='published', value='4 March 2031', origin='the line “Published: 4 March 2031”'),
     Detail(field='original_outlet', value='Orsa News', origin='its dateline'))
    """
    found = [*_lines(text)]
    alone = [d for d in found if d.origin == _ALONE_ORIGIN]
    plain = [d for d in found if d.origin != _ALONE_ORIGIN]
    has_day = any(d.field == "published" for d in plain)
    return tuple(plain if has_day else [*plain, *alone[:1]])


def title(text: str) -> tuple[Detail, ...]:
    """The first line as the title, where a line of credits or a date alone follows right after it.

    >>> title("Bridge closed\\n\\nBy Ana Tamm, 4 March 2031\\n\\nIt is.")[0].value
    'Bridge closed'
    """
    lines = [line.strip() for line in text[:1000].splitlines() if line.strip()]
    first, second = (*lines, "", "")[:2]
    if not _TITLE.fullmatch(first) or [*_of_line(first, first, 0)]:
        return ()
    if {"authors", "published"}.isdisjoint(d.field for d in _of_line(second, "", 1)):
        return ()
    return (Detail("title", first, "the line above its credits"),)


def _lines(text: str) -> Iterator[Detail]:
    seen: set[str] = set()
    lines = [line for line in text[:8000].splitlines() if line.strip()][:LINES]
    for number, line in enumerate(lines):
        short = line.strip() if len(line) <= LONGEST else ""
        for detail in _of_line(short, line, number):
            if detail.field not in seen or detail.field == "authors":
                seen.add(detail.field)
                yield detail
        if "original_outlet" in seen or (not short and number > 2):
            return  # the prose has begun


def _of_line(short: str, line: str, number: int) -> Iterator[Detail]:
    origin = f"the line “{short}”"
    if stated := _STATED.match(short):
        changed = re.match(r"(?:last\s+)?(?:upd|mod|rev)", stated["key"], re.I)
        field: Field = "modified" if changed else "published"
        yield Detail(field, stated["date"], origin)
        if (also := _UPDATED.search(short, stated.end())) and field == "published":
            yield Detail("modified", also["date"], origin)
    elif (alone := _ALONE.fullmatch(short)) and written(alone["date"]):
        yield Detail("published", alone["date"], _ALONE_ORIGIN)
    elif credit := _credit(short):
        yield from (Detail(field, value, origin) for field, value in credit)
    elif byline := _BYLINE.fullmatch(short):
        for name in _names(byline["names"]):
            yield Detail("outlet" if _is_outlet(name) else "authors", name, origin)
    elif dateline := _DATELINE.match(line[:160]):
        day = dateline["date"]
        if day is None and dateline["agency"] and written(dateline["agency"]):
            day = dateline["agency"]
        if day and written(day):
            yield Detail("published", day, "its dateline")
        if dateline["agency"] and dateline["agency"] != day:
            yield Detail("original_outlet", dateline["agency"], "its dateline")


def _credit(short: str) -> list[tuple[Field, str]]:
    """What a line of credits with a date says: "By Ana Tamm, Vell Courier, 4 March 2031".

    Other names and a date may be a headline, a caption or whose motto it is, and give nothing.
    """
    line = _CREDIT.fullmatch(short)
    if line is None or not written(line["date"]) or not (line["before"] or line["after"]):
        return []
    found: list[tuple[Field, str]] = []
    for part in filter(None, (line["before"], line["after"])):
        for piece in re.split(_PARTED, part.strip()):
            by = re.fullmatch(r"(?:By|BY|by)[:\s]\s*(.+)", piece)
            names = _names(by[1] if by else piece)
            if _STAFF.fullmatch(piece):
                continue
            if _RELEASE.fullmatch(piece):
                return [("published", line["date"])]
            if not all(_CREDITED.fullmatch(name) for name in names):
                return []
            if by or any(map(_is_outlet, names)):
                found += [("outlet" if _is_outlet(n) else "authors", n) for n in names]
    return [("published", line["date"]), *found] if found else []


def _names(several: str) -> list[str]:
    return re.split(r",?\s+and\s+|,\s*|\s*&\s*", several)


def _is_outlet(name: str) -> bool:
    """Whether a name in a credit line is an outlet's, not a person's.

    >>> _is_outlet("Vell Courier"), _is_outlet("The Orsa Post"), _is_outlet("Anna Post")
    (True, True, False)
    """
    words = name.split()
    if _SECTION.fullmatch(name):
        return False
    kinds = {when for word, when in rows("outlet_words") if word in words}
    return len(words) > 1 and ("sure" in kinds or bool(kinds and words[0] == "The"))
