"""Examples of our own for what the corpora lack, and corpus texts with other marks or case.

Classes: block quotations without marks, statements and releases, attributions nested in other
attributions, transcripts, other quote styles, headlines, posts, and reports without a source.
Every sentence here was written for this file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from training.corpora import Document
from training.markup import parse

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
    "the Office of the Ombudsman", "the election commission", "Veltrix", "the army",
    "the interior ministry", "the European Commission", "the teachers' union", "the White House",
    "the central bank", "Human Rights Monitor", "the alliance", "the State Department", "the FBI",
    "the health agency", "the regional government", "the coalition", "the Kremlin",
)  # fmt: skip
OUTLETS: Final = (
    "Reuters", "the Tribune", "CNN", "the Associated Press", "the Daily Courier", "Al Arabiya",
    "the Harbour Gazette", "the Washington Post", "state television", "Le Monde", "the Guardian",
)  # fmt: skip
GROUPS: Final = (
    "officials", "two people familiar with the matter", "residents", "anonymous sources",
    "witnesses", "several lawmakers", "a senior official", "experts", "U.S. officials", "critics",
    "an aide who was not authorized to speak publicly", "local doctors", "police", "diplomats",
)  # fmt: skip
PLACES: Final = (
    "Arden", "the northern province", "Kirkuk", "Velmora", "Iraq", "the border region", "Odessa",
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
    "we have nothing more to say for now", "we drove them out of {place}",
    "our crews keep to their usual hours", "we stand by every family on our list",
    "I never saw the report", "nobody here is a child", "I would guess we stay until spring",
    "every family must have a roof first", "this is a disgrace", "it is not our war",
    "we will go on with the search", "you cannot build a city on promises",
    "I have nothing to hide", "they lied to us for {n} years", "we need answers, not excuses",
    "our thoughts are with the people of {place}", "the work has only begun", "we were never asked",
    "that is a matter for the lawyers", "we have said all along what we want",
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
CURLY: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
GUILLEMETS: Final = str.maketrans({"“": "«", "”": "»"})
BLOCK: Final = re.compile(r": ([“\"])([^“”\"\n]{80,})([”\"])(?=\s*(?:\n|$))")


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


def block(m: Maker) -> str:
    """A block quotation without marks after a colon."""
    lead = m.pick(("", "", "In a note to staff, ", "On Tuesday, ", "In a release, "))
    start = f"{lead}{tagged_source(m, '1')} <q1>{m.pick(COLON)}</q1>:"
    said = f"<c1>{m.sentences(1, 5)}</c1>"
    if m.rng.random() < 0.2:
        said += f"\n<c1>{m.sentences(1, 3)}</c1>"
        return f"{up(start)}\n{said}"
    tail = m.rng.choice((f"\n{m.narration()}", "", "\n" + indirect(m, "2")))
    return f"{up(start)}\n{said}{tail}"


def indirect(m: Maker, number: str = "1") -> str:
    """A plain sentence with a source, a cue and a content."""
    verb, _, that = m.pick(THAT).partition(" that")
    content = f"{'that ' if that or ' that' in verb else ''}{m.fact()}"
    return up(
        f"{tagged_source(m, number)} <q{number}>{verb}</q{number}> "
        f"<c{number}>{content}</c{number}>."
    )


def quoted(m: Maker) -> str:
    """Direct speech in some style of marks, whole or interrupted."""
    o, c = m.open, m.close
    source, verb = tagged_source(m, "1"), m.rng.choice(SAID)
    one, two = m.sentences(1, 2)[:-1], m.sentences(1, 2)
    kind = m.rng.random()
    if kind < 0.3:
        said = f"<c1>{o}{one},{c}</c1> {source} <q1>{verb}</q1>."
    elif kind < 0.6:
        said = f"<c1>{o}{one},{c}</c1> {source} <q1>{verb}</q1>. <c1>{o}{two}{c}</c1>"
    elif kind < 0.75:
        said = f"{up(source)} <q1>{verb}</q1>: <c1>{o}{two}{c}</c1>"
    elif kind < 0.9:
        said = f"{up(source)} <q1>{verb}</q1>, <c1>{o}{two}{c}</c1>"
    else:
        said = f"<c1>{o}{one},{c}</c1> <q1>{verb}</q1> {source.rstrip(',')}."
    return f"{m.narration()} {said}" if m.rng.random() < 0.3 else said


def nested(m: Maker) -> str:
    """Somebody says that somebody else says something."""
    verb, _, that = m.pick(THAT).partition(" that")
    others = (*ORGS, *OUTLETS, *GROUPS, "a report by {org}", "two letters from {org}")
    inner = (
        f"<sn2>{m.pick(others)}</sn2> <qn2>{verb}</qn2> "
        f"<cn2>{'that ' if that else ''}{m.fact()}</cn2>"
    )
    if m.rng.random() < 0.2:
        inner = f"according to <sn2>{m.pick(ORGS)}</sn2>, <cn2>{m.fact()}</cn2>".replace(
            "according to", "<qn2>according to</qn2>"
        )
    o, c = m.open, m.close
    source = tagged_source(m, "1")
    before = m.sentences(1, 1) + m.rng.choice((" However, ", " But ", " In addition, ", " Then "))
    kind = m.rng.random()
    if kind < 0.3:
        return f"<c1>{o}{before}{inner},{c}</c1> {source} <q1>{m.rng.choice(SAID)}</q1>."
    if kind < 0.5:
        return f"<c1>{o}{up(inner)},{c}</c1> {source} <q1>{m.rng.choice(SAID)}</q1>."
    if kind < 0.6:
        start = (
            f"Although <sn2>{m.pick(ORGS)}</sn2> <qn2>still maintains</qn2> "
            f"<cn2>that {m.fact()}</cn2>, {m.fact()}"
        )
        return f"<c1>{o}{start},{c}</c1> {source} <q1>{m.rng.choice(SAID)}</q1>."
    if kind < 0.8:
        return up(f"{source} <q1>said</q1> <c1>{inner}</c1>.")
    return f"{up(source)} <q1>said</q1>: <c1>{o}{before}{inner}.{c}</c1>"


def transcript(m: Maker) -> str:
    """Questions and answers with the speakers' names."""
    name = m.rng.choice(LAST)
    label = m.rng.choice((f"MR. {name.upper()}", f"MS. {name.upper()}", name, name.upper(), "A"))
    asks = m.rng.choice(("Q", "QUESTION", "REPORTER", m.rng.choice(LAST).upper()))
    question = m.rng.choice(("What happened in {place}?", "Is it true that {fact}?", "Why now?"))
    question = m.pick((question.replace("{fact}", m.fact()),))
    return (
        f"<s1>{asks}</s1><q1>:</q1> <c1>{question}</c1>\n"
        f"<s2>{label}</s2><q2>:</q2> <c2>{m.sentences(1, 4)}</c2>"
    )


def post(m: Maker) -> str:
    """Posts on a network, quoted or bare."""
    o, c = m.open, m.close
    handle = "@" + m.rng.choice(FIRST) + m.rng.choice(LAST)
    source = tagged_source(m, "1")
    said = m.sentences(1, 2)
    if m.rng.random() < 0.3:
        said = said[:-1] + m.rng.choice(("!", " #news", " https://t.co/x1Y2", "!!"))
    return m.rng.choice(
        (
            f"{up(source)} <q1>tweeted</q1>: <c1>{o}{said}{c}</c1>",
            f"<c1>{o}{said}{c}</c1> {source} <q1>wrote on Twitter</q1>.",
            f"{up(source)} <q1>wrote on Twitter</q1>, <c1>{o}{said}{c}</c1>",
            f"<s1>{handle}</s1><q1>:</q1> <c1>{said}</c1>",
            f"{up(source)} <q1>posted</q1>:\n<c1>{said}</c1>\n{m.narration()}",
        )
    )


def credit(m: Maker) -> str:
    """Quotations that a dash credits to somebody."""
    dash = m.rng.choice(("―", "—", "–", "--", "-"))
    return f"<c1>{m.open}{m.sentences(1, 3)}{m.close}</c1> <q1>{dash}</q1> <s1>{m.name()}</s1>"


def unsourced(m: Maker) -> str:
    """Hearsay without a source."""
    word = m.rng.choice(("reportedly", "allegedly", "supposedly", "apparently"))
    plan = m.rng.choice(
        (
            ("The ferry company is", "expected to keep its office in {place}"),
            ("The company is", "planning to close its plant in {place}"),
            ("The divers will", "return to {place} by {month}"),
            ("He was", "paid {n} dollars for the work"),
            ("The rebels have", "retreated to {place}"),
            ("The judge had", "received threats"),
            ("Talks with {org} are", "close to collapse"),
            ("The minister", "met the general in {place}"),
        )
    )  # fmt: skip
    first, second = (m.pick((part,)) for part in plan)
    return m.rng.choice(
        (
            f"<c1>{up(first)}</c1> <q1>{word}</q1> <c1>{second}</c1>.",
            f"<c1>{up(first)}</c1> <q1>{word}</q1> <c1>{second}</c1>. {m.narration()}",
            f"{up(word.join(('<q1>', '</q1>')))}, <c1>{m.fact()}</c1>.",
            f"It <q1>is said</q1> <c1>that {m.fact()}</c1>.",
        )
    )


def relayed(m: Maker) -> str:
    """An outlet that cites others."""
    outlet, group = m.pick(OUTLETS), m.pick(GROUPS)
    return m.rng.choice(
        (
            f"Citing {group}, <s1>{outlet}</s1> <q1>reported</q1> <c1>that {m.fact()}</c1>.",
            f"<s1>{up(outlet)}, citing {group}</s1>, <q1>reported</q1> <c1>that {m.fact()}</c1>.",
            f"<c1>{up(m.fact())}</c1>, <s1>{outlet}</s1> <q1>reported</q1>, citing {group}.",
            f"<c1>{up(m.fact())}</c1>, <q1>according to</q1> <s1>{group}</s1>.",
            f"<q1>According to</q1> <s1>{outlet}</s1>, <c1>{m.fact()}</c1>.",
        )
    )


def headline(m: Maker) -> str:
    """A title line, often in capitals, over a report."""
    who = m.rng.choice(("Minister", "Mayor", "Army", "UN", "Police", "Report", m.rng.choice(LAST)))
    line = m.rng.choice(
        (
            f"<s1>{who}</s1><q1>:</q1> <c1>{up(m.fact())}</c1>",
            f"<s1>{who}</s1> <q1>says</q1> <c1>{m.fact()}</c1>",
            f"<c1>{up(m.fact())}</c1>, <s1>{who.lower()}</s1> <q1>says</q1>",
            f"<s1>{who}</s1> <q1>denies</q1> <c1>{m.fact()}</c1>",
        )
    )
    if m.rng.random() < 0.6:
        line = re.sub(r"(?<![</\w])[^<>]+(?![^<]*>)|(?<=>)[^<>]+", lambda t: t[0].upper(), line)
    return f"{line}\n{m.narration()} {indirect(m, '2')}"


def plain(m: Maker) -> str:
    """Narration only, or speech whose inside holds nothing nested."""
    return m.narration() + " " + indirect(m)


MAKERS: Final[tuple[tuple[Callable[[Maker], str], float], ...]] = (
    (block, 3), (quoted, 4), (nested, 4), (transcript, 1.5), (post, 1.5), (unsourced, 2),
    (relayed, 2), (headline, 1), (credit, 0.7), (plain, 1),
)  # fmt: skip


def examples(count: int, rng: random.Random) -> list[Document]:
    """New examples, each a short report of two to five of the classes above."""
    kinds, weights = zip(*MAKERS, strict=True)
    found = []
    for number in range(count):
        maker = Maker(rng)
        text, relations = "", []
        for _ in range(rng.randint(2, 5)):
            piece, ours = parse(rng.choices(kinds, weights)[0](maker))
            if text:
                text += rng.choice(("\n", "\n\n"))
            for relation in ours:
                for role in (relation.source, relation.cue, relation.content):
                    role[:] = [(a + len(text), b + len(text)) for a, b in role]
            text += piece
            relations += ours
        found.append(Document(f"own-{number}", text, [relations], nested=True))
    return found


def vary(document: Document, rng: random.Random) -> str:
    """The text with other quotation marks or letter case, character for character as long."""
    if document.nested or document.relations is None:
        return document.text
    text, chance = document.text, rng.random()
    if chance < 0.10:
        return text.translate(CURLY)
    if chance < 0.14:
        return text.translate(GUILLEMETS)
    if chance < 0.17:
        return text.replace("“", "‘").replace("”", "’").replace('"', "'")
    if chance < 0.24:
        return BLOCK.sub(lambda m: f":\n {m[2]} ", text)
    if chance < 0.27:
        changed = text.lower() if rng.random() < 0.5 else text.upper()
        return changed if len(changed) == len(text) else text
    if chance < 0.32:
        head, newline, rest = text.partition("\n")
        return (head.upper() if len(head.upper()) == len(head) else head) + newline + rest
    return text
