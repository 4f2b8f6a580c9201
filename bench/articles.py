"""Invented articles as text files: as many as one likes, of any length, with the skew of news.

    python bench/articles.py FOLDER --reports 500 --sentences 16

Nothing is taken from real reports. The same seed gives the same files, byte for byte. A story has a
place, a day, four sources and eight statements; how many reports it gets falls like Zipf's law
(the largest has a tenth of a percent of all, at least ten; most have one or two). Of ten sentences
of a report four are nobody's word, three are statements of its story, each once, quoted or
reported, some with another figure, and three are statements that stand nowhere else. One report in
eight is a reprint of an earlier one by another outlet.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.invented import name
from sayso.link.tables import rows

__all__ = ["articles", "write"]


def listed(words: str) -> tuple[str, ...]:
    """A list with bars between."""
    return tuple(words.split("|"))


START = date(2031, 1, 1)
THINGS = listed(
    "boats|houses|soldiers|trucks|patients|passengers|farms|schools|barges|cranes|teachers|nurses|"
    "pupils|tents|blankets|cattle|orchards|bridges|wells|pumps|engines|trams|bakers|miners|voters|"
    "judges|letters|parcels|tickets|windows|roofs|cellars|lamps|cables|wagons|sheep|divers|guards|"
    "prisoners|refugees|workers|shops|hotels|beds|drivers|ferries|tractors|witnesses|players|"
    "tourists|pensioners|priests"
)
DOINGS = listed(
    "left {at}|were damaged near {at}|were moved out of {at}|are still in {at}|reached {at}|"
    "were lost on the way to {at}|have been counted in {at}|will be sent back to {at}|"
    "were turned away at {at}|were sold in {at}|came home to {at}|were found below {at}|"
    "had been promised to {at}|are needed in {at}|were hidden in {at}|were stolen from {at}|"
    "will be replaced in {at}|were photographed outside {at}|have been repaired in {at}|"
    "were inspected in {at}|stood empty in {at}|were burned in {at}|passed through {at}|"
    "were blamed for the accident in {at}|were bought for {at}|protested in {at}"
)
TAILS = listed(
    "after the storm|before the weekend|on Monday|since the road was closed|as the water rose|"
    "while the talks went on|in spite of the warning|without any help from the capital|"
    "during the strike|two days after the vote|because nobody had paid the insurance|"
    "when the dam was opened|under the new contract|before the inspectors arrived|"
    "at the request of the governor|although the court had forbidden it|by mistake|"
    "within a single night|as part of the peace plan|for the third time this year|"
    "against the advice of engineers|once the snow had melted|with money from the lottery|"
    "after the factory was shut"
)
ROLES = ("the mayor", "a spokeswoman for the ministry", "the head of the coast guard",
         "a doctor at the hospital", "the minister of transport")  # fmt: skip
BODIES = ("the ministry of health", "the coast guard", "the port authority", "the fire service")
UNNAMED = ("officials", "two residents", "a person familiar with the plan", "witnesses")
SAYING = (
    "{Fact}, {who} said.",
    "“{Fact},” {who} said on {day}.",
    "{Who} told reporters that {fact}.",
    "According to {who}, {fact}.",
    "{Who} denied that {fact}.",
    "“{Fact}. We shall know more on {day},” said {who}.",
)
PLAIN = (
    "The road to {at} was closed for most of {day}, and the buses went round by the old bridge.",
    "{at} lies where the river meets the sea, and has about {count} inhabitants.",
    "The council meets again on {day}; nothing has been put on its list so far.",
    "It had rained for a week, and the fields on both sides of the river were under water.",
    "Nobody had expected so many people at the meeting, which began late and ended in a quarrel.",
    "A small crowd stood in front of the town hall of {at} until the lights went out.",
    "The harbour is the oldest on this coast, and its walls have not been mended for years.",
    "Most shops opened at noon on {day}, when the power came back.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Story:
    """What the reports of one story draw from: (count, thing, doing, tail, source) each."""

    place: str
    day: int
    sayings: tuple[tuple[int, str, str, str, str], ...]


def articles(count: int, sentences: int = 16, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(file name, text) of so many articles; about 17 words a sentence."""
    dice = random.Random(seed)
    largest = max(10, count // 1000)
    earlier: list[tuple[str, int, list[str]]] = []
    left, story = 0, _story(dice)
    for number in range(count):
        if earlier and dice.random() < 0.125:
            title, day, lines = dice.choice(earlier)
            day += dice.randint(0, 2)
        else:
            if not left:
                story, left = _story(dice), min(largest, int(1 / (1 - dice.random() * 0.99)))
            left -= 1
            title, day = f"What is known of {story.place}", story.day + dice.randint(0, 3)
            lines = _lines(dice, story, sentences)
            earlier = [*earlier[-999:], (title, day, lines)]
        outlet = f"The {name(number % 97).title()} Courier"
        published = START + timedelta(day)
        head = f"Title: {title}\nOutlet: {outlet}\nPublished: {published}\n"
        paragraphs = (" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))
        yield f"{number:06}.txt", head + "\n" + "\n\n".join(paragraphs) + "\n"


def _story(dice: random.Random) -> Story:
    place = name(dice.randrange(20_000)).title()
    sources = [_source(dice) for _ in range(4)]
    sayings = tuple(_saying(dice, dice.choice(sources)) for _ in range(8))
    return Story(place, dice.randrange(365), sayings)


def _source(dice: random.Random) -> str:
    chance = dice.random()
    if chance < 0.2:
        return dice.choice(UNNAMED)
    if chance < 0.4:
        return dice.choice(BODIES)
    person = f"{name(dice.randrange(300)).title()} {name(dice.randrange(9000)).title()}"
    return f"{person}, {dice.choice(ROLES)}"


def _saying(dice: random.Random, who: str) -> tuple[int, str, str, str, str]:
    """As many different words as in life, by Zipf's law: else all claims would look alike."""
    count, (words, weights) = dice.choice((3, 12, 40, 150, 1200)), _words()
    drawn = " ".join(dice.choices(words, cum_weights=weights, k=dice.randint(2, 5)))
    tail = f"beside the {drawn} {dice.choice(TAILS)}"
    return count, dice.choice(THINGS), dice.choice(DOINGS), tail, who


@cache
def _words() -> tuple[list[str], list[float]]:
    words = [word for _, line in rows("common_words.tsv") for word in line.split()]
    words += [f"{name(i)}n" for i in range(20_000)]
    return words, list(accumulate(1 / (i + 200) for i in range(len(words))))


def _lines(dice: random.Random, story: Story, count: int) -> list[str]:
    told = dice.sample(story.sayings, min(len(story.sayings), round(count * 0.3)))
    lines = [_told(dice, story.place, saying) for saying in told]
    while len(lines) < count:
        if dice.random() < 4 / 7:
            plain = dice.choice(PLAIN)
            lines.append(
                plain.format(at=story.place, day=dice.choice(DAYS), count=dice.randrange(900, 9999))
            )
        else:
            elsewhere = name(dice.randrange(20_000)).title()
            lines.append(_told(dice, elsewhere, _saying(dice, _source(dice))))
    dice.shuffle(lines)
    return lines


def _told(dice: random.Random, at: str, told: tuple[int, str, str, str, str]) -> str:
    count, thing, doing, tail, who = told
    if dice.random() < 0.125:
        count = dice.choice((5, 20, 60, 300, 2000))
    at_least = dice.choice(("", "", "at least ", "about "))
    fact = f"{at_least}{count:,} {thing} {doing.format(at=at)} {tail}"
    if "," in who:
        who = dice.choice((who, who.split(",")[0]))
    words = {"fact": fact, "Fact": fact[0].upper() + fact[1:], "who": who,
             "Who": who[0].upper() + who[1:], "day": dice.choice(DAYS)}  # fmt: skip
    return dice.choice(SAYING).format(**words)


def write(folder: Path, count: int, sentences: int = 16, seed: int = 1) -> Path:
    """The articles as files of a new folder."""
    folder.mkdir(parents=True)
    for file, text in articles(count, sentences, seed):
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--sentences", type=int, default=16)
    given = parser.parse_args()
    write(given.folder, given.reports, given.sentences)


if __name__ == "__main__":
    main()
