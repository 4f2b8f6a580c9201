"""Seconds for linking invented ledgers of 10,000 and 30,000 claims, and how they grow.

A report has ten claims; each claim draws a subject, a doing, a thing, a number, a place and
filler words from vocabularies whose frequencies fall as in news (Zipf); every fifth report reprints
another, so that propositions, copies and conflicts all have work. The same seed always
gives the same ledger. ``growth`` is the exponent between the two sizes: 1.0 is linear, n log n lies
at about 1.1.

No set is needed, and ``gold`` is not looked at.
"""

from __future__ import annotations

import math
import random
import time
from pathlib import Path

from sayso.link import link
from sayso.records import Claim, Figure, Firmness, Report, Source, Span, Voice, digest
from sayso.settings import DEFAULT

SET = "."
SMALL, LARGE = 10_000, 30_000
DOINGS = ("left", "entered", "closed", "repaired", "seized", "counted", "sold", "promised to keep")


def ledger(claims: int, seed: int = 1) -> tuple[list[Claim], dict[str, Report]]:
    """An invented ledger of about so many claims."""
    dice = random.Random(seed)
    words = [f"w{_name(i)}" for i in range(20_000)]
    weights = [1 / (i + 3) for i in range(len(words))]
    things = [f"{_name(i)}s" for i in range(300)]
    sources = [_source(i) for i in range(claims // 20 + 5)]
    reports: dict[str, Report] = {}
    found: list[Claim] = []
    texts: list[list[tuple[str, Source, int, str]]] = []
    for number in range(claims // 10):
        if texts and number % 5 == 0:
            lines = list(texts[dice.randrange(len(texts))])
        else:
            lines = []
            for _ in range(10):
                count, thing = dice.choice((3, 12, 40, 150, 1200)), dice.choice(things)
                filler = dice.choices(words, weights, k=9)
                place = _name(dice.randrange(500)).title()
                head = f"{count} {thing} {dice.choice(DOINGS)} {place}"
                lines.append((f"{head} {' '.join(filler)}", dice.choice(sources), count, thing))
        texts.append(lines)
        found += _report(number, lines, reports)
    return found, reports


def _report(
    number: int, lines: list[tuple[str, Source, int, str]], reports: dict[str, Report]
) -> list[Claim]:
    text, at = "", []
    for words, source, *_ in lines:
        at.append((len(text), len(text) + len(words)))
        text += f"{words}, {source.name} said. "
    report = Report(
        text=text,
        sha256_bytes="",
        sha256_text=digest(text),
        outlet=f"Outlet {number % 97}",
        published=f"2031-{1 + number % 12:02}-{1 + number % 28:02}",
        url=str(number),
    )
    reports[report.id] = report
    return [
        Claim(
            report=report.id,
            content=(Span(start, end),),
            source=(),
            cue=(),
            quote="indirect",
            voice=Voice(speaker=source, chain=(source,)),
            said=None,
            about=None,
            firmness=Firmness(),
            figures=(
                Figure(low=count, high=count, unit=None, modifier="exact", of=thing, place=None),
            ),
            places=(),
            nested_in=None,
            confidence=1.0,
            made_by="bench",
        )
        for (start, end), (_, source, count, thing) in zip(at, lines, strict=True)
    ]


def _source(number: int) -> Source:
    name = f"{_name(number).title()} {_name(number * 7 + 3).title()}"
    kind = "named" if number % 4 else "anonymous"
    return Source(
        id=digest(name),
        name=name,
        kind="person",
        identified="named" if kind == "named" else "anonymous",
    )


def _name(number: int) -> str:
    """A word for a number: 0 -> "bab"."""
    sounds = "bdfgklmnprstvz"
    name = ""
    while True:
        number, rest = divmod(number, len(sounds) * 5)
        name += sounds[rest // 5] + "aeiou"[rest % 5]
        if not number:
            return name + "b"


def measure(gold: Path) -> dict[str, float]:
    """Seconds for each size, and the exponent of growth."""
    seconds = {}
    for size in (SMALL, LARGE):
        claims, reports = ledger(size)
        start = time.process_time()
        link(claims, reports, DEFAULT)
        seconds[size] = time.process_time() - start
    growth = math.log(seconds[LARGE] / seconds[SMALL]) / math.log(LARGE / SMALL)
    return {"seconds.10000": seconds[SMALL], "seconds.30000": seconds[LARGE], "growth": growth}
