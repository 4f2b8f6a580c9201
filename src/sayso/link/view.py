"""What this room sees of a claim: its words, numbers, places, times, voices and stances, once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from sayso.link.counts import Count, counts
from sayso.link.dates import Days, days, instant, not_before
from sayso.link.negations import ANY, Denied, denied
from sayso.link.places import place_names
from sayso.link.sentences import beside
from sayso.link.stances import Stance, dismissed, stances
from sayso.link.statements import Statement, finite, statements
from sayso.link.tables import column, mapping
from sayso.link.words import content, stem, tokens
from sayso.records import Claim, Report, Source
from sayso.spans import Spans, cut

__all__ = ["Seen", "see"]

NAME = re.compile(r"(?<![.!?…:“\"'‘(\[])(?<!^)\s[\W_]?([A-Z][\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Seen:
    """One claim as it is compared. ``denied`` are the stems that a negation turns round,
    ``beside`` what else stands in its sentences, before and after it.
    """

    id: str
    report: str
    start: int
    text: str
    words: tuple[str, ...]
    bag: frozenset[str]
    denied: frozenset[str]
    denials: tuple[Denied, ...]
    asserted: bool
    names: frozenset[str]
    counts: tuple[Count, ...]
    places: frozenset[str]
    about: Days | None
    said: Days | None
    speaker: Source | None
    origin: Source | None
    chain: tuple[str, ...]
    voices: frozenset[str]
    links: tuple[Source, ...]
    stances: Mapping[str, Stance]
    dismissed: frozenset[str] | None
    stage: str | None
    act: str
    certainty: str
    hearsay: bool
    narration: bool
    direct: bool
    nested: bool
    parent: str | None
    outlet: str | None
    numbers: frozenset[str] = field(default=frozenset())
    spans: Spans = ()
    context: frozenset[str] = frozenset()
    published: tuple[str, ...] = ()
    neighbours: frozenset[tuple[str, str]] = frozenset()
    statements: tuple[Statement, ...] = ()
    kin: frozenset[str] = frozenset()
    clausal: bool = True
    against: bool = False
    completed: bool = False
    beside: tuple[str, str] = ("", "")

    @property
    def who(self) -> str | None:
        """The name under which the first speaker is told apart; None where nobody is."""
        return self.speaker.id if self.speaker else None


def see(claim: Claim, report: Report) -> Seen:
    """Look at one claim.

    "“No one was hurt”, the mayor said" -> ``Seen(bag={hurt}, denied={hurt}, speaker=mayor, ...)``
    """
    text = cut(report.text, claim.content)
    words = content(text)
    bag = frozenset(words)
    chain = claim.voice.chain
    speaker = claim.voice.speaker or (chain[0] if chain else None)
    deny = claim.firmness.act == "deny"
    published = instant(report.published)
    what = dismissed(text)
    denials = denied(text)
    heads = frozenset(one.stems[0] for one in denials)
    counted = counts(claim.figures, text, report.text)
    said = days(claim.said) or ((published[0], published[0]) if published else None)
    return Seen(
        id=claim.id,
        report=claim.report,
        start=claim.content[0].start if claim.content else 0,
        text=text,
        words=words,
        bag=bag,
        denied=bag - heads if deny else bag & heads,
        denials=(Denied(words, bool(ANY.search(text))),) if deny and words else denials,
        asserted=not OPEN.search(text)
        and claim.firmness.act not in OPEN_ACTS
        and not (speaker and speaker.name.casefold() in ANYBODY),
        names=frozenset(w for m in NAME.finditer(text) for w in content(m[1])) - _calendar(),
        counts=counted,
        places=place_names(claim.places, text),
        about=not_before(claim.about, text) or days(claim.about),
        said=said,
        speaker=speaker,
        origin=chain[-1] if chain else speaker,
        chain=tuple(link.name for link in chain),
        links=chain,
        voices=frozenset(
            w for link in chain if link.identified == "named" for w in content(link.name)
        ),
        stances={s.axis: s for s in stances(text, deny)},
        dismissed=None if what is None else frozenset(content(what)),
        stage=claim.firmness.stage,
        act=claim.firmness.act,
        certainty=claim.firmness.certainty,
        hearsay=claim.firmness.hearsay,
        narration=claim.quote == "narration",
        direct=claim.quote == "direct",
        nested=claim.nested_in is not None,
        parent=claim.nested_in,
        outlet=report.outlet,
        numbers=(frozenset(w for w in words if w[:1].isdigit()) | _exact(claim))
        - _pointed(counted),
        spans=claim.content,
        published=published,
        neighbours=frozenset(pairwise(words)),
        statements=statements(text),
        kin=frozenset(_kin()[w] for w in words if w in _kin()),
        clausal=finite(text),
        against=not finite(text)
        and not _against().isdisjoint(content(cut(report.text, claim.cue))),
        beside=beside(report.text, claim.content[0].start, claim.content[-1].end)
        if claim.content
        else ("", ""),
    )


@cache
def _against() -> frozenset[str]:
    return frozenset(map(stem, column("against.tsv")))


@cache
def _kin() -> dict[str, str]:
    """The group of synonyms of each stem that has one; the last that names it."""
    return {stem(word): group for word, group in mapping("synonyms.tsv").items()}


def _exact(claim: Claim) -> frozenset[str]:
    """The exact figures in digits, for those that are written in words."""
    exact = (f.low for f in claim.figures if f.low is not None and f.low == f.high)
    return frozenset(f"{value:.10g}" for value in exact)


def _pointed(counted: Sequence[Count]) -> frozenset[str]:
    """The numbers by which a claim only points at what is known ("the two leaders"), in digits.

    Two claims that have nothing else in common say nothing alike.
    """
    told = {count.low for count in counted if not count.known}
    return frozenset(f"{c.low:.10g}" for c in counted if c.known and c.low not in told)


def kin_of(stems: frozenset[str]) -> dict[str, str]:
    """The groups of synonyms that stems belong to, each with its first stem.

    >>> kin_of(frozenset({"depart", "army"}))
    {'leave': 'depart'}
    """
    groups = _kin()
    return {groups[w]: w for w in sorted(stems, reverse=True) if w in groups}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(map(stem, column("calendar.tsv")))


OPEN = re.compile(
    r"^\W*(?:that )?(?:whether|if|when|how|what|why|who|where|to|for|of|on|against|about|with|as|"
    r"him|her|them)\b",
    re.IGNORECASE,
)
"""Contents that ask or intend, and assert nothing."""
ANYBODY = frozenset(["you", "one", "nobody", "no one", "anybody", "anyone", "who", "whoever"])
"""“You do not have to believe that they met”: nobody says that they did."""
OPEN_ACTS = frozenset(
    ["ask", "doubt", "demand", "refuse", "order", "propose", "want", "hope", "urge", "wonder"]
)


POINTING = re.compile(
    r"\W*(?:that|this|it|these|those) (?:is|was|are|were|means|makes)\b", re.IGNORECASE
)
"""“That is the number of soldiers left” says nothing without what stands before it."""


def pointing(seen: Seen) -> bool:
    """Whether a claim is of something that only the text before it names ("that is the number")."""
    return len(seen.bag) < 7 and bool(POINTING.match(seen.text))


def generic(seen: Seen) -> bool:
    """Whether the words alone do not say what a claim is about ("we will win").

    Such claims are the same only from the same mouth. "Nobody was hurt" is one of them.
    """
    if any(not (count.bare or count.nobody) for count in seen.counts):
        return False
    if pointing(seen):
        return True
    if not seen.clausal and len(seen.bag) < 6:
        return True
    if len(seen.bag) < 3:
        return True
    return len(seen.bag) < 4 and not seen.names and len(tokens(seen.text)) < 12
