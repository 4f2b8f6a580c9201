"""Pronoun and description sources tied to the right person, given the attributions of people.

Two sets. PolNeAR dev: annotated attributions (first annotator); whose a source is comes from
silver coreference chains (made by a parser, not by people). GUM news: annotated coreference;
attributions are clauses whose verb has a clausal complement (or quoted speech set beside it) and
a subject.

Asked are sources that are a pronoun (he, she, and their forms; counted as ``pronoun``) or begin
with a determiner or possessive and hold no name (``description``), and whose chain holds the name
of a person. A source is answered if the speaker is named; it is right if the speaker's last name
is the last word of a name in the chain, or the speaker's words are all in it. precision = right /
answered, coverage = answered / asked; ``right`` = right / asked.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import brat, gum
from sayso.ground.who import voices
from sayso.ground.who.names import fold
from sayso.records import Attribution, Reading, Report, Voice
from sayso.settings import DEFAULT, Settings
from sayso.spans import Span, covers, cut, hull

SET = "."
PRONOUNS = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
DETERMINER = re.compile(r"^(?:the|this|that|a|an|his|her|their|its)\s", re.I)
NAME = re.compile(r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|al|bin|la))*")

Case = tuple[str, str, Span, frozenset[str], Voice]
"""Document, kind of source, its place, the names of its chain, and what Sayso says."""


def report_of(reading: Reading) -> Report:
    """A report that says nothing about itself but its text."""
    return Report(text=reading.text, sha256_bytes="", sha256_text=reading.text[:64])


def kind(words: str) -> str | None:
    """``pronoun``, ``description`` or None (not asked)."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    rest = DETERMINER.sub("", words)
    if rest != words and not re.search(r"[A-Z]", rest):
        return "description"
    return None


def polnear(folder: Path, settings: Settings = DEFAULT) -> Iterator[Case]:
    """Every asked source of a PolNeAR part."""
    silver = {
        row["doc"]: row
        for row in map(json.loads, (folder / "silver.jsonl").read_text("utf-8").splitlines())
    }
    for doc, reading, attributions in brat.documents(folder):
        if doc not in silver:
            continue
        people = [Span(a, b) for a, b, label in silver[doc]["entities"] if label == "PERSON"]
        chains = [[Span(a, b) for a, b, _ in chain] for chain in silver[doc]["coreference"]]
        found = voices(reading, attributions, report_of(reading), settings)
        yield from cases(doc, reading, attributions, found, people, chains)


def cases(
    doc: str,
    reading: Reading,
    attributions: tuple[Attribution, ...],
    found: tuple[Voice, ...],
    people: list[Span],
    chains: list[list[Span]],
) -> Iterator[Case]:
    """The asked sources of one document whose chain holds a person's name."""
    text = reading.text
    seen: set[Span] = set()
    for attribution, voice in zip(attributions, found, strict=True):
        if not attribution.source:
            continue
        span = hull(attribution.source)
        what = kind(cut(text, attribution.source).strip())
        if what is None or span in seen:
            continue
        seen.add(span)
        for chain in chains:
            if span not in chain:
                continue
            held = {
                p.of(text)
                for p in people
                for m in chain
                if covers((m,), (p,))
                and m.end - p.end <= 2
                and m.end - m.start <= p.end - p.start + 30
            }
            if held:
                yield doc, what, span, frozenset(held), voice


def right(voice: Voice, held: frozenset[str]) -> bool:
    """Whether the speaker's name fits a name of the chain."""
    own = [fold(w) for w in voice.speaker.name.split()] if voice.speaker else []
    for name in held:
        words = [fold(re.sub(r"[’']s?$", "", w)) for w in name.split()]
        if own and (own[-1] == words[-1] or set(own) <= set(words) or words[-1] in own):
            return True
    return False


def figures(found: list[Case], prefix: str) -> dict[str, float]:
    """Precision and coverage by kind of source."""
    count: Counter[str] = Counter()
    for _, what, _, held, voice in found:
        for group in (what, "all"):
            count[f"{group} asked"] += 1
            if voice.speaker is not None and voice.speaker.identified == "named":
                count[f"{group} answered"] += 1
                count[f"{group} right"] += right(voice, held)
    result: dict[str, float] = {}
    for group in ("all", "pronoun", "description"):
        asked, answered, good = (count[f"{group} {x}"] for x in ("asked", "answered", "right"))
        if asked:
            result[f"{prefix}.{group}.precision"] = 100 * good / max(1, answered)
            result[f"{prefix}.{group}.coverage"] = 100 * answered / asked
            result[f"{prefix}.{group}.right"] = 100 * good / asked
            result[f"{prefix}.{group}.asked"] = float(asked)
    return result


def measure(gold: Path) -> dict[str, float]:
    """The figures on each set that is below ``gold`` (or is ``gold``), in percent, with counts."""
    result: dict[str, float] = {}
    for folder in (gold, gold / "polnear" / "dev"):
        if (folder / "silver.jsonl").exists():
            result |= figures(list(polnear(folder)), "polnear")
    for folder in (gold, gold / "gum"):
        if (folder / "coref").exists():
            result |= figures(list(gum_cases(folder)), "gum")
    return result


def gum_cases(folder: Path, settings: Settings = DEFAULT) -> Iterator[Case]:
    """Every asked source of GUM news."""
    for doc, reading, attributions, people, chains in gum.documents(folder):
        found = voices(reading, attributions, report_of(reading), settings)
        yield from cases(doc, reading, attributions, found, people, chains)
