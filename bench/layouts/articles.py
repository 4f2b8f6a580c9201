# ruff: noqa: E501  (sentences are easier to read in one line)
"""Invented articles: people, places and events of no world, in the sentences of news."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

PLACES = ("Vell", "Orsa", "Tamm", "Kell Point", "Nordhaven", "Sarrow", "Ilmen", "Dray", "Ostby",
          "Marrick", "Thale", "Upper Renn", "Castra", "Wend", "Lisk")  # fmt: skip
PEOPLE = ("Mira Osk", "Ivo Pell", "Ana Tamm", "Jon Ravel", "Sela Quist", "Otto Brand", "Nadia Ferr",
          "Piet Holm", "Rosa Lind", "Emil Varga", "Ida Storm", "Karl Mott")  # fmt: skip
ROLES = ("the mayor", "a union leader", "the harbour master", "a spokeswoman for the ministry",
         "the fire chief", "a lawyer for the families", "the head of the school board")  # fmt: skip
THINGS = ("bridge", "ferry line", "hospital", "rail link", "dam", "school", "power station",
          "market hall", "airport", "library")  # fmt: skip
ACTS = ("close", "repair", "sell", "rebuild", "reopen", "extend", "inspect")
OUTLETS = ("Vell Courier", "Orsa News", "The Tamm Gazette", "Nordhaven Post", "Coast Daily")
PARTS = (
    "The council of {place} decided on {day} to {act} the {thing}, after {n} hours of talks.",
    "“We have waited {m} years for this,” said {who}, {role}, in front of the town hall.",
    "According to {role2}, at least {n} people work at the {thing}, and {m} live close to it.",
    "{other} told reporters that the cost could reach {n} million crowns by the end of the year.",
    "“Nobody asked the people who live here,” {other} said. “We will go to court.”",
    "The ministry in {place2} did not answer questions about the {thing} on {day}.",
    "Work is to begin in the spring, a statement said, and should take about {m} months.",
    "Officials who asked not to be named said that the plan had been changed {m} times.",
    "In {place2}, where a {thing} was lost in a storm, {n} volunteers offered their help.",
    "A report by the audit office found last week that {n} of {k} contracts had never been signed.",
    "{who} denied that any money was missing, and called the report “a draft of a draft”.",
    "Residents can send their comments until the end of the month, the council said on its site.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True)
class Article:
    """``quotation`` and ``post`` are paragraphs that some layouts set as a block quote or post."""

    slug: str
    title: str
    outlet: str
    author: str
    published: datetime
    paragraphs: tuple[str, ...]
    quotation: str
    post: str


def articles(seed: int, count: int = 15) -> Iterator[Article]:
    """The same articles for the same seed."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        place, place2 = chance.sample(PLACES, 2)
        who, other, author = chance.sample(PEOPLE, 3)
        words = {"place": place, "place2": place2, "who": who, "other": other,
                 "role": chance.choice(ROLES), "role2": chance.choice(ROLES),
                 "thing": chance.choice(THINGS), "act": chance.choice(ACTS)}  # fmt: skip
        lines = list(PARTS[:3]) + chance.sample(PARTS[3:], chance.randrange(3, 9))
        paragraphs = tuple(
            line.format(**words, n=chance.randrange(3, 90), m=chance.randrange(2, 30),
                        k=chance.randrange(91, 300), day=chance.choice(DAYS))
            for line in lines
        )  # fmt: skip
        hour = timezone(timedelta(hours=chance.randrange(-5, 4)))
        when = datetime(2021, chance.randrange(1, 13), chance.randrange(1, 28),
                        chance.randrange(6, 18), chance.randrange(60), tzinfo=hour)  # fmt: skip
        title = f"{place} to {words['act']} its {words['thing']} after long talks"
        yield Article(
            title.lower().replace(" ", "-"), title, chance.choice(OUTLETS), author, when, paragraphs,
            f"“This {words['thing']} is all that we have, and we will keep it,” {who} wrote to us.",
            f"Our statement on the {words['thing']} of {place}: {chance.randrange(5, 99)} homes are "
            "without water, and help is on its way.",
        )  # fmt: skip
