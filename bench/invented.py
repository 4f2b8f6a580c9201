"""Invented ledgers of any size for measuring speed, with the skew of real ones.

How a ledger of n claims is made (the same seed always gives the same):

* A report has ten claims, in sentences of running text. Of the reports, one in eight is a reprint:
  the text of an earlier one under another outlet and date.
* The others belong to stories. A story has a place, four sources and eight statements; how many
  reports it gets falls like Zipf's law (the largest has a tenth of a percent of all, at least ten;
  most have one or two), spread over days. Six of ten claims of a report are statements of its
  story: half of them word for word, half reworded (up to three words dropped, two others
  added), by any source of the story; one in eight with another figure. The other four are
  told nowhere else.
* Words are drawn by Zipf's law, the commonest from the stems that English has (the table of the
  room), then invented ones. Every second statement has a figure, every fourth a negation.
* One in five sources is unnamed; one of twenty sources is heard in many stories.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from sayso.link.tables import rows
from sayso.records import Claim, Figure, Firmness, Report, Source, Span, Voice, When, digest

__all__ = ["ledger"]

OUTLETS = 97
DAYS = 365
CLAIMS = 10
START = date(2031, 1, 1)
DOINGS = ("left", "entered", "closed", "repaired", "killed", "wounded", "seized", "will leave")


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement: its words, and the figure in them (how many, of what) if any."""

    words: tuple[str, ...]
    count: int | None
    thing: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What reports of one story draw from."""

    day: int
    place: str
    sources: tuple[Source, ...]
    sayings: tuple[Saying, ...]


class Invention:
    """Everything that is drawn from, with one source of chance."""

    def __init__(self, claims: int, seed: int) -> None:
        """Ready for a ledger of about so many claims."""
        self.dice = random.Random(seed)
        common = [word for _, line in rows("common_words.tsv") for word in line.split()]
        self.words = common + [f"{name(i)}n" for i in range(40_000)]
        self.weights = list(accumulate(1 / (i + 8) for i in range(len(self.words))))
        self.things = [f"{name(i)}s" for i in range(400)]
        self.known = [source(i) for i in range(20)]
        self.sources = claims // 15 + 10
        self.stories: list[Story] = []

    def drawn(self, count: int) -> list[str]:
        """So many words, by their frequency."""
        return self.dice.choices(self.words, cum_weights=self.weights, k=count)

    def saying(self) -> Saying:
        """One new statement."""
        count = self.dice.choice((3, 12, 40, 150, 1200)) if self.dice.random() < 0.5 else None
        words = (self.dice.choice(DOINGS), *self.drawn(self.dice.randint(4, 11)))
        return Saying(words, count, self.dice.choice(self.things), self.dice.random() < 0.25)

    def source(self) -> Source:
        """One of the few heard everywhere, or one of many."""
        if self.dice.random() < 0.05:
            return self.dice.choice(self.known)
        return source(20 + self.dice.randrange(self.sources))

    def story(self) -> Story:
        """One new story."""
        return Story(
            self.dice.randrange(DAYS),
            name(self.dice.randrange(3000)).title(),
            tuple(self.source() for _ in range(4)),
            tuple(self.saying() for _ in range(8)),
        )

    def retold(self, told: Saying) -> Saying:
        """A statement again: word for word, reworded, or with another figure."""
        words, count = list(told.words), told.count
        if self.dice.random() < 0.5:
            for _ in range(self.dice.randint(0, min(3, len(words) - 2))):
                words.pop(self.dice.randrange(len(words)))
            for _ in range(self.dice.randint(0, 2)):
                words.insert(self.dice.randint(0, len(words)), self.drawn(1)[0])
        if count is not None and self.dice.random() < 0.125:
            count = self.dice.choice((5, 20, 60, 300, 2000))
        return Saying(tuple(words), count, told.thing, told.negated)


Line = tuple[Saying, Source, str]


def ledger(claims: int, seed: int = 1) -> tuple[list[Claim], dict[str, Report]]:
    """About so many claims, with their reports by id."""
    made = Invention(claims, seed)
    dice, total = made.dice, claims // CLAIMS
    largest = max(10, total // 1000)
    reports: dict[str, Report] = {}
    found: list[Claim] = []
    earlier: list[tuple[int, list[Line]]] = []
    left, story = 0, made.story()
    for number in range(total):
        if earlier and dice.random() < 0.125:
            day, lines = dice.choice(earlier)
            day += dice.randint(0, 2)
        else:
            if not left:
                story, left = made.story(), min(largest, int(1 / (1 - dice.random() * 0.99)))
            left -= 1
            day, lines = story.day + dice.randint(0, 3), _lines(made, story)
            earlier.append((day, lines))
        found += _report(number, START + timedelta(day), lines, reports)
    return found, reports


def _lines(made: Invention, story: Story) -> list[Line]:
    dice = made.dice
    told = dice.sample(story.sayings, 6)
    lines = [(made.retold(saying), dice.choice(story.sources), story.place) for saying in told]
    for _ in range(CLAIMS - len(told)):
        lines.append((made.saying(), made.source(), name(dice.randrange(3000)).title()))
    dice.shuffle(lines)
    return lines


def _report(number: int, day: date, lines: list[Line], reports: dict[str, Report]) -> list[Claim]:
    text, at = "", []
    for saying, by, place in lines:
        count = "" if saying.count is None else f"{saying.count} {saying.thing} "
        never = "never " if saying.negated else ""
        words = f"{count}{never}{' '.join(saying.words)} in {place}"
        at.append((len(text), len(text) + len(words)))
        text += f"{words}, {by.name} said. "
    report = Report(
        text=text, sha256_bytes="", sha256_text=digest(text), outlet=f"Outlet {number % OUTLETS}",
        published=day.isoformat(), url=f"https://news.example/{number}",
    )  # fmt: skip
    reports[report.id] = report
    return [_claim(report, span, line, day) for span, line in zip(at, lines, strict=True)]


def _claim(report: Report, span: tuple[int, int], line: Line, day: date) -> Claim:
    saying, by, place = line
    figures: tuple[Figure, ...] = ()
    if saying.count is not None:
        low = float(saying.count)
        figures = (
            Figure(low=low, high=low, unit=None, modifier="exact", of=saying.thing, place=place),
        )
    said = When(start=day.isoformat(), end=day.isoformat(), edtf=day.isoformat(), text="")
    return Claim(
        report=report.id, content=(Span(*span),), source=(), cue=(), quote="indirect",
        voice=Voice(speaker=by, chain=(by,)), said=said, about=None, firmness=Firmness(),
        figures=figures, places=(), nested_in=None, confidence=0.9, made_by="invented",
    )  # fmt: skip


def source(number: int) -> Source:
    """A person for a number, one in five unnamed."""
    full = f"{name(number).title()} {name(number * 7 + 3).title()}"
    return Source(
        id=digest(full), name=full, kind="person",
        identified="anonymous" if number % 5 == 4 else "named",
    )  # fmt: skip


def name(number: int) -> str:
    """A word for a number.

    >>> name(0), name(71)
    ('bab', 'bebeb')
    """
    sounds = "bdfgklmnprstvz"
    found = ""
    while True:
        number, rest = divmod(number, len(sounds) * 5)
        found += sounds[rest // 5] + "aeiou"[rest % 5]
        if not number:
            return found + "b"
