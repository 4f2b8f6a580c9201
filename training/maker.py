"""Word banks and the maker of pieces that the written examples are put together from.

Every name is invented or public, every sentence was written for this project. `training.echo`
lists what the examples share with given texts.
"""

from __future__ import annotations

import random
import re
from typing import Final

_FIRST: Final = (
    "Maria Amir Joan Tomas Leila Peter Ingrid Samuel Noor Victor Elena David Aisha Karl Mina "
    "Omar Ruth Pavel Grace Hassan Lucia Daniel Yara Stefan Nadia George Helen Ivan Sofia "
    "Martin"
)
FIRST: Final = tuple(_FIRST.split())
_LAST: Final = (
    "Okafor Lindqvist Haddad Brennan Castellano Novak Whitfield Rahimi Duarte Petrov Kimura "
    "Salazar Ferreira Albright Nkemelu Sorensen Vasquez Horvat Delacroix Mbeki Tanaka Yilmaz "
    "Fitzgerald Kowalski Abbasi Moreau Lundgren Osei Marchetti Grant"
)
LAST: Final = tuple(_LAST.split())
ROLES: Final = (
    "the ministry's press officer", "the mayor of {place}", "a senior analyst at {org}",
    "the deputy commander of the mission", "a lawyer for the families", "the head of {org}",
    "the delegate for {place}", "chairwoman of the committee", "a retired general",
    "the agency's director", "a spokesman for the coalition", "the governor's press secretary",
    "who leads the inquiry", "an economist with {org}", "the foreign minister",
)  # fmt: skip
TITLES: Final = (
    "President", "Sen.", "Gen.", "Minister", "Gov.", "Dr.", "Prime Minister", "Secretary",
    "Ambassador", "Mayor", "Col.", "Judge", "Rep.", "Mr.", "Ms.", "Spokeswoman",
)  # fmt: skip
ORGS: Final = (
    "the Ministry of Transport", "the United Nations", "the World Bank", "the Harbour Authority",
    "Northgate Energy", "the Red Crescent", "the Defense Department", "the audit office",
    "the Ombudsman's office", "the election commission", "Veltrix", "the army",
    "the interior ministry", "the European Commission", "the teachers' union", "the White House",
    "the central bank", "Human Rights Monitor", "the league", "the State Department", "the FBI",
    "the health agency", "the regional government", "the coalition", "the Kremlin",
)  # fmt: skip
OUTLETS: Final = (
    "Reuters", "the Tribune", "CNN", "the Associated Press", "the Daily Courier", "Al Arabiya",
    "the Harbour Gazette", "the Washington Post", "state television", "Le Monde", "the Guardian",
)  # fmt: skip
GROUPS: Final = (
    "officials", "two people familiar with the matter", "residents", "unnamed aides",
    "witnesses", "several lawmakers", "a senior official", "experts", "European officials",
    "critics", "an aide who was not authorized to speak publicly", "local doctors", "police",
    "diplomats",
)  # fmt: skip
PLACES: Final = (
    "Arden", "the northern province", "Kirkuk", "Velmora", "Iraq", "the lake district", "Odessa",
    "Lisbon", "the capital", "Mosul", "eastern Ukraine", "Nairobi", "the valley", "Deir ez-Zor",
)  # fmt: skip
FACTS: Final = (
    "the bridge will stay closed until {month}", "at least {n} people were killed in {place}",
    "the gang still has dozens of members in {place}", "talks will resume next week",
    "the engineers will leave {place} by {month}", "prices rose by {n} percent last year",
    "the shipment had been inspected twice", "there was no evidence of fraud",
    "the new law would hurt small farms", "{org} had ignored repeated warnings",
    "the fire started in the basement", "about {n} houses were destroyed", "the vote was postponed",
    "the plan lacks the money it needs", "the suspect had acted alone", "water levels are falling",
    "the company is planning to cut {n} jobs", "the prisoners were released on Sunday",
    "the search for the missing is far from done", "the ceasefire is holding in {place}",
    "the attack was carried out by a drone", "the budget will be balanced within {n} years",
    "no decision has been made", "the timetable stays as it is", "the border is secure",
    "the epidemic is under control in {place}", "the tests were flawed from the start",
    "the chairman knew of the plan to close the plant", "schools in {place} will reopen",
    "the smugglers work in small crews and only at night", "the dam is safe",
    "rebels seized an airfield near {place}", "the minister would resign over the affair",
    "the contract was awarded without a tender", "more than {n} families had fled {place}",
    "its first aim is clean water for every street", "the pipeline is leaking",
)  # fmt: skip
WE: Final = (
    "there is nothing more to say for now", "we drove them out of {place}",
    "our crews keep to their usual hours", "we stand by every family on our list",
    "I never saw the report", "nobody here is a child", "I would guess we stay until spring",
    "every family must have a roof first", "this is a disgrace", "it is not our war",
    "we will go on with the search", "you cannot build a city on promises",
    "I have nothing to hide", "they lied to us for {n} years", "we need answers, not excuses",
    "our thoughts are with the people of {place}", "the work has only begun", "we were never asked",
    "that is a matter for the lawyers", "all along we said what we want",
    "whoever says otherwise was not there", "I am proud of what we achieved in {place}",
    "our engineers were the first to arrive", "let me be clear", "it was a mistake",
)  # fmt: skip
NARRATION: Final = (
    "The hearing lasted four hours.", "Traffic was light on Monday morning.",
    "The town lies on a river, two hours from {place}.", "Her visit had been planned for weeks.",
    "The decision follows months of protest in {place}.", "It was the second such case this year.",
    "The building was finished in 1974.", "A trial date has been set for {month}.",
    "The remarks drew a crowd of reporters.", "Shares in the company fell by {n} percent.",
)  # fmt: skip
SAID: Final = (
    "said", "said", "said", "told reporters", "added", "stated", "noted", "declared", "announced",
    "insisted", "warned", "claimed", "argued", "wrote", "explained", "confirmed", "acknowledged",
    "stressed", "responded", "recalled", "concluded", "testified",
)  # fmt: skip
THAT: Final = (
    "said", "said that", "stated that", "reported that", "denied that", "believes", "warned that",
    "confirmed that", "claimed that", "acknowledged that", "told investigators that",
    "reiterated that", "announced that", "estimates that", "insisted that", "concluded that",
)  # fmt: skip
COLON: Final = (
    "declared", "said", "said in a statement", "wrote", "issued the following statement", "added",
    "told the newspaper", "responded", "wrote in an email", "posted on Facebook", "said on Friday",
    "stated", "put it this way", "explained", "wrote on Twitter", "said in a news release",
)  # fmt: skip
STYLES: Final = (
    ("“", "”"), ("\"", "\""), ("«", "»"), ("‘", "’"), ("'", "'"), ("``", "''"), ("„", "“"),
    ("« ", " »"),
)  # fmt: skip
MONTHS: Final = ["January", "March", "April", "June", "July", "September", "October", "December"]


class Maker:
    """Writes one example from a source of chance."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.open, self.close = rng.choice(STYLES) if rng.random() < 0.6 else STYLES[0]

    def pick(self, choices: tuple[str, ...] | list[str]) -> str:
        """One of the choices with its slots filled."""
        return (
            self.rng.choice(choices)
            .replace("{place}", self.rng.choice(PLACES))
            .replace("{org}", self.rng.choice(ORGS))
            .replace("{month}", self.rng.choice(MONTHS))
            .replace("{n}", str(self.rng.choice((3, 7, 12, 16, 40, 120, 2000))))
        )

    def name(self) -> str:
        """A person's full name."""
        return f"{self.rng.choice(FIRST)} {self.rng.choice(LAST)}"

    def source(self) -> str:
        """Whoever may speak."""
        kind = self.rng.random()
        if kind < 0.2:
            return f"{self.name()}, {self.pick(ROLES)},"
        if kind < 0.35:
            return self.name()
        if kind < 0.5:
            return f"{self.rng.choice(TITLES)} {self.rng.choice(LAST)}"
        if kind < 0.7:
            return self.pick(ORGS)
        if kind < 0.8:
            return self.pick(OUTLETS)
        if kind < 0.93:
            return self.pick(GROUPS)
        return self.rng.choice(("he", "she", "they"))

    def fact(self) -> str:
        """A clause."""
        return self.pick(FACTS)

    def sentences(self, low: int, high: int) -> str:
        """Some sentences that somebody may say."""
        bank = [self.pick(WE if self.rng.random() < 0.7 else FACTS)
                for _ in range(self.rng.randint(low, high))]  # fmt: skip
        return " ".join(f"{up(text)}." for text in bank)

    def narration(self) -> str:
        """A sentence of the outlet's own."""
        return up(self.pick(NARRATION))


def up(text: str) -> str:
    """The text with its first letter, after any tags, in upper case."""
    match = re.match(r"(?:<[^>]*>)*", text)
    start = match.end() if match else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def tagged_source(m: Maker, number: str) -> str:
    """A source in tags, with the comma after its apposition outside."""
    source = m.source()
    comma = "," if source.endswith(",") else ""
    return f"<s{number}>{source.removesuffix(',')}</s{number}>{comma}"


def indirect(m: Maker, number: str = "1") -> str:
    """A plain sentence with a source, a cue and a content."""
    verb, that, _ = m.pick(THAT).partition(" that")
    content = f"{'that ' if that else ''}{m.fact()}"
    return up(
        f"{tagged_source(m, number)} <q{number}>{verb}</q{number}> "
        f"<c{number}>{content}</c{number}>."
    )
