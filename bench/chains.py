"""Chains of sources on MPQA: the depth of nesting, and who stands innermost, end to end.

Gold are the explicit speech and attitude expressions of MPQA 2.0 whose chain has somebody besides
the writer. Attributions come from Sayso's own extraction; one is *found* with the gold expression
whose cue it shares most characters with (one to one; an attribution without a cue, and narration,
find nothing). On the found ones:

depth      the voice's chain is as long as the gold chain, in which the writer and the agent
           ``implicit`` do not count and an agent directly inside himself counts once;
innermost  the last of the voice's chain is the last gold agent: its name fits a mention of that
           agent anywhere in the document (same last word, one's words within the other's, or
           half of all words shared; small words do not count), or the source as worded here is
           no pronoun and overlaps a mention of that agent. Agents who only ever appear as a
           pronoun are left out.
both       depth and innermost;
deep.*     depth and both on the expressions whose gold chain has two agents or more.

``plain.*`` is a baseline without resolution: the chain is the source as worded, one deep, a pronoun
fits nobody. ``found`` is the share of gold expressions found. ``tuned`` are the documents with even
number (looked at while building), ``kept`` those with odd number (never looked at).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.coreference import report_of
from sayso import extract
from sayso.ground.who import voices
from sayso.ground.who.names import fold
from sayso.ground.who.phrase import PRONOUNS
from sayso.records import Attribution, Reading, Voice
from sayso.settings import DEFAULT
from sayso.spans import Span, cut, hull

SET = "mpqa/chains.jsonl"
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "s",
        "and",
        "in",
        "for",
        "to",
        "at",
        "on",
        "by",
        "mr",
        "mrs",
        "ms",
        "dr",
        "his",
        "her",
        "their",
        "its",
    ]
)
Row = tuple[dict[str, Any], Attribution, Voice]
"""A gold expression, the attribution that found it, and its voice."""


def words(text: str) -> frozenset[str]:
    """The folded words that tell one name from another."""
    found = (fold(w) for w in re.findall(r"[\w’'.&-]+", re.sub(r"[’']s\b", "", text)))
    return frozenset(w for w in found if w and w not in SMALL)


def last(text: str) -> str:
    """The last telling word before any comma or bracket."""
    found = [fold(w) for w in re.findall(r"[\w’'.&-]+", re.split(r"[,(]", text)[0])]
    return found[-1] if found else ""


def fits(name: str, mention: str) -> bool:
    """Whether a resolved name and a mention name one thing, by their words."""
    left, right = words(name), words(mention)
    if not left or not right:
        return False
    shared = left & right
    return (
        last(name) == last(mention) or shared in (left, right)
        or len(shared) / len(left | right) >= 0.5
    )  # fmt: skip


def pair(
    document: dict[str, Any], attributions: tuple[Attribution, ...]
) -> Iterator[tuple[dict[str, Any], int]]:
    """Gold expressions with the number of the attribution that found each."""
    gold = [s for s in document["speech"] if not s["implicit"] and len(s["chain"]) > 1]
    pairs = []
    for number, one in enumerate(attributions):
        if one.quote == "narration" or not one.cue:
            continue
        for place, expression in enumerate(gold):
            cue = Span(*expression["cue"])
            both = sum(max(0, min(c.end, cue.end) - max(c.start, cue.start)) for c in one.cue)
            if both:
                union = (cue.end - cue.start) + sum(c.end - c.start for c in one.cue) - both
                pairs.append((-both / union, place, number))
    taken: set[int] = set()
    used: set[int] = set()
    for _, place, number in sorted(pairs):
        if place not in used and number not in taken:
            used.add(place)
            taken.add(number)
            yield gold[place], number


def chain_of(expression: dict[str, Any]) -> list[str]:
    """The agents of a gold chain: ["w", "lee", "lee", "city"] -> ["lee", "city"]."""
    found: list[str] = []
    for agent in expression["chain"]:
        if agent not in ("w", "implicit") and agent not in found[-1:]:
            found.append(agent)
    return found


def mentions(document: dict[str, Any], agent: str) -> list[Span]:
    """Where an agent is mentioned in a document."""
    return [
        Span(*a["span"])
        for a in document["agents"]
        if a["span"][1] > a["span"][0] and (a["id"] == agent or a["chain"][-1:] == [agent])
    ]


def judge(
    document: dict[str, Any], expression: dict[str, Any], one: Attribution, name: str, depth: int
) -> Iterator[tuple[str, bool]]:
    """What is right about one found expression, for a chain so deep that ends in this name."""
    agents = chain_of(expression)
    deep = depth == len(agents)
    yield "depth", deep
    if len(agents) > 1:
        yield "deep.depth", deep
    if not agents:
        return
    text = document["text"]
    spans = mentions(document, agents[-1])
    named = [s.of(text) for s in spans if s.of(text).lower() not in PRONOUNS]
    if not named:
        return
    source = hull(one.source) if one.source else None
    worded = cut(text, one.source).strip().lower()
    here = (
        source is not None and worded not in PRONOUNS
        and any(source.overlaps(s) for s in spans)
    )  # fmt: skip
    inner = (name.lower() not in PRONOUNS and any(fits(name, n) for n in named)) or (
        here and bool(name) and name.lower() not in PRONOUNS
    )
    yield "innermost", inner
    yield "both", inner and deep
    if len(agents) > 1:
        yield "deep.both", inner and deep


def documents(path: Path) -> Iterator[tuple[dict[str, Any], Reading, tuple[Attribution, ...]]]:
    """Each document, read by Sayso."""
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        reading = extract.read(document["text"], DEFAULT)
        yield document, reading, extract.attributions(reading, DEFAULT)


def figures(
    read: Iterable[tuple[dict[str, Any], Reading, tuple[Attribution, ...]]],
) -> dict[str, float]:
    """The figures of already read documents, in percent; counts as they are."""
    count: Counter[str] = Counter()
    for number, (document, reading, attributions) in enumerate(read):
        part = "kept" if number % 2 else "tuned"
        count["gold"] += sum(
            1 for s in document["speech"] if not s["implicit"] and len(s["chain"]) > 1
        )
        found = voices(reading, attributions, report_of(reading), DEFAULT)
        for expression, at in pair(document, attributions):
            one, voice = attributions[at], found[at]
            count["found"] += 1
            name = voice.chain[-1].name if voice.chain else ""
            told = cut(document["text"], one.source).strip()
            for key, good in judge(document, expression, one, name, len(voice.chain)):
                for prefix in ("", f"{part}."):
                    count[f"{prefix}{key} of"] += 1
                    count[f"{prefix}{key}"] += good
            for key, good in judge(document, expression, one, told, 1):
                count[f"plain.{key} of"] += 1
                count[f"plain.{key}"] += good
    result = {"found": 100 * count["found"] / max(1, count["gold"])}
    for prefix in ("", "plain.", "tuned.", "kept."):
        for key in ("depth", "innermost", "both", "deep.depth", "deep.both"):
            result[prefix + key] = 100 * count[prefix + key] / max(1, count[f"{prefix}{key} of"])
    result["count"] = float(count["found"])
    result["deep.count"] = float(count["deep.depth of"])
    return result


def measure(gold: Path) -> dict[str, float]:
    """The figures on ``chains.jsonl`` (the file, or the folder that holds it)."""
    return figures(documents(gold if gold.is_file() else gold / "chains.jsonl"))
