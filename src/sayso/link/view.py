"""What this room sees of a claim: its words, numbers, places, times, voices and stances, once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from sayso.link.counts import Count, counts
from sayso.link.dates import Days, days, instant
from sayso.link.places import place_names
from sayso.link.stances import NEGATION, TURN, Stance, dismissed, plain, stances
from sayso.link.tables import column
from sayso.link.words import content, stem, tokens
from sayso.records import Claim, Report, Source
from sayso.spans import Spans, cut

__all__ = ["Seen", "see"]

NAME = re.compile(r"(?<![.!?…:“\"'‘(\[])(?<!^)\s[\W_]?([A-Z][\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Seen:
    """One claim as it is compared. ``denied`` are the stems that a negation turns round."""

    id: str
    report: str
    start: int
    text: str
    words: tuple[str, ...]
    bag: frozenset[str]
    denied: frozenset[str]
    denials: tuple[tuple[str, ...], ...]
    asserted: bool
    names: frozenset[str]
    counts: tuple[Count, ...]
    places: frozenset[str]
    about: Days | None
    said: Days | None
    speaker: Source | None
    origin: Source | None
    chain: tuple[str, ...]
    stances: Mapping[str, Stance]
    dismissed: frozenset[str] | None
    stage: str | None
    act: str
    certainty: str
    hearsay: bool
    narration: bool
    direct: bool
    nested: bool
    outlet: str | None
    numbers: frozenset[str] = field(default=frozenset())
    spans: Spans = ()
    context: frozenset[str] = frozenset()
    published: tuple[str, ...] = ()
    neighbours: frozenset[tuple[str, str]] = frozenset()

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
    denials = _denials(text)
    heads = frozenset(clause[0] for clause in denials)
    said = days(claim.said) or ((published[0], published[0]) if published else None)
    return Seen(
        id=claim.id,
        report=claim.report,
        start=claim.content[0].start if claim.content else 0,
        text=text,
        words=words,
        bag=bag,
        denied=bag - heads if deny else bag & heads,
        denials=(words,) if deny else denials,
        asserted=not OPEN.search(text) and claim.firmness.act not in OPEN_ACTS,
        names=frozenset(w for m in NAME.finditer(text) for w in content(m[1])) - _calendar(),
        counts=counts(claim.figures, text),
        places=place_names(claim.places, text),
        about=days(claim.about),
        said=said,
        speaker=speaker,
        origin=chain[-1] if chain else speaker,
        chain=tuple(link.name for link in chain),
        stances={s.axis: s for s in stances(text, deny)},
        dismissed=None if what is None else frozenset(content(what)),
        stage=claim.firmness.stage,
        act=claim.firmness.act,
        certainty=claim.firmness.certainty,
        hearsay=claim.firmness.hearsay,
        narration=claim.quote == "narration",
        direct=claim.quote == "direct",
        nested=claim.nested_in is not None,
        outlet=report.outlet,
        numbers=frozenset(w for w in words if w[:1].isdigit()),
        spans=claim.content,
        published=published,
        neighbours=frozenset(pairwise(words)),
    )


@cache
def _calendar() -> frozenset[str]:
    return frozenset(map(stem, column("calendar.tsv")))


LATER = re.compile(r"\b(?:before|until|till|unless)\b")


def _denials(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems of each negated clause, in text order, five at most.

    >>> _denials("No such order has been signed, and the army did not fire.")
    (('order', 'sign'), ('fir',))
    """
    low = plain(text)
    reached = []
    for match in NEGATION.finditer(low):
        if match.group() == "not" and not CARRIED.search(low[: match.start()][-24:]):
            continue  # "the rain, and not the dam" sets two things side by side
        if EMBEDDED.search(TURN.split(low[: match.start()])[-1]):
            continue  # "she believes that he did not": somebody else's denial
        clause = TURN.split(low[match.end() : match.end() + 80])[0].split(",")[0]
        stems = content(clause)[:REACH]
        if stems and not LATER.search(clause):  # "not before May" sets a date
            reached.append(stems)
    return tuple(reached)


CARRIED = re.compile(
    r"\b(?:am|is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|shall|should|"
    r"may|might|must)(?: \w+)? +$|['’](?:re|s|ve|ll|m|d) +$"
)
EMBEDDED = re.compile(
    r"\b(?:believ|feel|felt|say|said|claim|told|insist|think|thought)\w*\b.* (?:he|she|they|it)\b"
)
REACH = 5
OPEN = re.compile(r"^\W*(?:that )?(?:whether|if|when|how|what|why|who|where|to)\b", re.IGNORECASE)
"""Contents that ask or intend, and assert nothing."""
OPEN_ACTS = frozenset(
    ["ask", "doubt", "demand", "refuse", "order", "propose", "want", "hope", "urge", "wonder"]
)


def generic(seen: Seen) -> bool:
    """Whether the words alone do not say what a claim is about ("we will win").

    Such claims are the same only from the same mouth.
    """
    if any(not count.bare for count in seen.counts):
        return False
    if len(seen.bag) < 3:
        return True
    return len(seen.bag) < 4 and not seen.names and len(tokens(seen.text)) < 12
