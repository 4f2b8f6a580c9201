"""Examples of our own for what the corpora lack, and corpus texts with other marks or case.

Classes: block quotations without marks, statements and releases, attributions nested in other
attributions (`training.nested`), transcripts, other quote styles, headlines, posts, and reports
without a source. Every sentence was written for this project (`training.maker` has the words).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from training.corpora import Document
from training.maker import (
    COLON,
    FIRST,
    GROUPS,
    LAST,
    OUTLETS,
    SAID,
    Maker,
    indirect,
    tagged_source,
    up,
)  # fmt: skip
from training.markup import parse
from training.nested import nested

CURLY: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
GUILLEMETS: Final = str.maketrans({"“": "«", "”": "»"})
BLOCK: Final = re.compile(r": ([“\"])([^“”\"\n]{80,})([”\"])(?=\s*(?:\n|$))")


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
            ("The ferry company is", "about to close its office in {place}"),
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
    (block, 3), (quoted, 4), (nested, 7), (transcript, 1.5), (post, 1.5), (unsourced, 2),
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
