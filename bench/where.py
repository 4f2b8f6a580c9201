"""GeoWebNews: places found, told apart and put on the map.

`measure(gold)` takes the folder of the gold sets (or the folder or file of GeoWebNews) and counts,
in percent, on the toponyms of Gritta et al. (2019): literal ones (their types Literal,
Literal_Modifier, Mixed, Coercion, Embedded_Literal) and associative ones (Metonymic,
Non_Literal_Modifier, Embedded_Non_Lit, Demonym, Homonym, Language), never descriptions such as
"the village" nor names of organisations:

detection           precision, recall, F1: a gold and a found toponym that share a character, one
                    to one; ``exact`` the same with equal ends
within_161_given    of the gold toponyms with coordinates that were found, the share whose
                    coordinates lie within 161 km (100 miles) of the gold's
within_161_placed   the same share of those among them that were given coordinates at all: names
                    that the gazetteer lacks get none
within_161          the same, of all gold toponyms with coordinates (end to end)
role                of the found gold toponyms, the share told apart right (literal, associative)

Held out: the articles where the first hexadecimal digit of the SHA-1 of "geowebnews-<file>" is 0,
1, 2 or 3, where <file> is the article's ``file`` attribute; the same as for training the tagger.
The plain keys are of that part; ``built_on`` keys of the rest.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from sayso import extract
from sayso.ground.gazetteer import Entry
from sayso.ground.where.resolve import distance
from sayso.ground.where.toponyms import Toponym, toponyms
from sayso.records import Reading
from sayso.settings import DEFAULT
from sayso.spans import Span

SET = "geo"
LITERAL = frozenset(["Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"])
ASSOCIATIVE = frozenset(
    ["Metonymic", "Demonym", "Homonym", "Language", "Non_Literal_Modifier", "Embedded_Non_Lit"]
)
MILES_100 = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated toponym; ``at`` is None without coordinates."""

    span: Span
    literal: bool
    at: Entry | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its toponyms in text order, each span once."""

    name: str
    text: str
    gold: tuple[Gold, ...]

    @property
    def held_out(self) -> bool:
        """Whether nobody looked at it while building."""
        digest = hashlib.sha1(self.name.encode(), usedforsecurity=False).hexdigest()
        return digest[0] in "0123"


def articles(gold: Path) -> list[Article]:
    """The articles of the set."""
    file = gold if gold.is_file() else next(p for p in gold.rglob("GeoWebNews.xml"))
    found = []
    for node in ET.parse(file).getroot().iter("article"):
        marked: dict[Span, Gold] = {}
        for item in node.iter("toponym"):
            kind = item.findtext("type") or ""
            span = Span(int(item.findtext("start") or 0), int(item.findtext("end") or 0))
            if kind in LITERAL | ASSOCIATIVE:
                old = marked.get(span)
                point = _point(item) or (old.at if old else None)
                marked[span] = Gold(span, kind in LITERAL, point)
        name = f"geowebnews-{node.get('file')}"
        toponyms_ = tuple(sorted(marked.values(), key=lambda g: g.span))
        found.append(Article(name, node.findtext("text") or "", toponyms_))
    return found


def _point(item: ET.Element) -> Entry | None:
    lat, lon = item.findtext("latitude"), item.findtext("longitude")
    if not lat or not lon:
        return None
    return Entry("city", "", "", "", float(lat), float(lon), 0)


def found_in(article: Article, rules_only: bool) -> tuple[Toponym, ...]:
    """What Sayso finds; ``rules_only`` leaves out the tagger's mentions."""
    if rules_only:
        reading = Reading(article.text, (), (), ())
    else:
        reading = extract.read(article.text, DEFAULT)
    return toponyms(reading)


def pairs(gold: tuple[Gold, ...], found: tuple[Toponym, ...]) -> list[tuple[Gold, Toponym]]:
    """Gold and found toponyms that share a character, one to one, most shared first."""
    shared = [
        (min(g.span.end, f.span.end) - max(g.span.start, f.span.start), g, f)
        for g in gold
        for f in found
        if g.span.overlaps(f.span)
    ]
    used: set[Span] = set()
    taken: set[Span] = set()
    matched = []
    for _, g, f in sorted(shared, key=lambda s: (-s[0], s[1].span, s[2].span)):
        if g.span not in used and f.span not in taken:
            used.add(g.span)
            taken.add(f.span)
            matched.append((g, f))
    return matched


def measure(gold: Path, rules_only: bool = False) -> dict[str, float]:
    """All metrics, over the held-out part and over the part that was built on."""
    everything = articles(gold)
    result: dict[str, float] = {}
    for prefix, part in (
        ("", [a for a in everything if a.held_out]),
        ("built_on.", [a for a in everything if not a.held_out]),
    ):
        for key, value in _score(part, rules_only).items():
            result[prefix + key] = round(100 * value, 1)
    return result


def _score(part: list[Article], rules_only: bool) -> dict[str, float]:
    wanted = got = exact = placed = given = near = roles = hits = located = 0
    for article in part:
        found = found_in(article, rules_only)
        matched = pairs(article.gold, found)
        wanted += len(article.gold)
        got += len(found)
        hits += len(matched)
        located += sum(g.at is not None for g in article.gold)
        for g, f in matched:
            exact += g.span == f.span
            roles += g.literal == (f.role == "literal")
            if g.at is not None:
                placed += 1
                point = f.entry or f.near
                given += point is not None
                near += point is not None and distance(g.at, point) <= MILES_100
    return {
        "detection.precision": hits / max(1, got),
        "detection.recall": hits / max(1, wanted),
        "detection.f1": 2 * hits / max(1, got + wanted),
        "detection.exact.f1": 2 * exact / max(1, got + wanted),
        "within_161_given": near / max(1, placed),
        "within_161_placed": near / max(1, given),
        "within_161": near / max(1, located),
        "role": roles / max(1, hits),
    }
