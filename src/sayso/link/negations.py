"""What a claim says is not so: the clauses that its negations turn round.

"No such order has been signed" denies every signing of an order; "the army did not fire" denies one
thing of one subject. Which of the two it is decides what can stand against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.link.stances import LABEL, NEGATION, TURN, plain
from sayso.link.words import content

__all__ = ["Denied", "denied", "negated"]


@dataclass(frozen=True, slots=True)
class Denied:
    """``stems`` of the denied clause in text order; ``every`` whether no instance of it is let
    stand; ``subject`` the stems before the negation, of whom it is denied; ``pointed`` whether a
    pronoun says of whom.
    """

    stems: tuple[str, ...]
    every: bool = False
    subject: frozenset[str] = frozenset()
    pointed: bool = False


CARRIED = re.compile(
    r"\b(?:am|is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|shall|should|"
    r"may|might|must)(?: \w+)? +$|['’](?:re|s|ve|ll|m|d) +$"
)
OWN = re.compile(r"\b(?:i|we)(?: \w+)? *$")
GERUND = re.compile(r"^ +\w+ing\b")
EMBEDDED = re.compile(
    r"\b(?:believ|feel|felt|say|said|claim|told|insist|think|thought)\w*\b.* (?:he|she|they|it)\b"
)
SUPPOSED = re.compile(
    r"\b(?:if|unless|whether)\b[^,;:.]*$|\b(?:should|could|might|may|to(?: \w+)?)(?: \w+)? *$"
)
"""“Enable someone to pay no tax”, “should not be sold”, “if it is not paid”: wished or supposed,
and not denied."""
WOULD = re.compile(r"\bwould(?: \w+)? *$")
IF = re.compile(r"[\"“”‘]|(?:^|\s)'|\b(?:if|unless|were|had|otherwise)\b")
"""“That he would not pay” tells of “I will not pay”; “it would not pay if ...” supposes, and so may
a quotation."""
LIKE = re.compile(r"\b(?:like|as) *$")
MODAL = re.compile(r"(?:sho|co)uldn|mightn|mustn")
AGAIN = re.compile(r"\b(?:i|we) (?:have |had |once )?(?:said|say|promised)[ ,'’‘]*$")
"""“When I said: no raise” comes back to a denial, and makes none."""
EVERY = re.compile(r"^(?:no|never|neither|nor|nobody|none|without|rul\w+|no plans?)\b|^den")
ANY = re.compile(r"^\W*(?:that )?(?:any|anyone|anybody|ever)\b|\b(?:any|ever) ")
LATER = re.compile(r"\b(?:before|until|till|unless)\b")
LIGHT = re.compile(r"^\W*(?:going|ready|willing|prepared|about)\W+to\b(?: ever\b)?")
"""“Not going to pay”: what is denied is the paying."""
POINTED = re.compile(
    r"\b(?:i|he|she|we|they|you)(?: \w+){0,2} *$|\b(?:i|he|she|we|they|you)['’]\w+ *$"
)
REACH = 5
"""Stems after a negation that it reaches."""


def negated(text: str, stem: str) -> bool:
    """Whether a negation stands before a stem in its sentence, whoever's denial it is.

    >>> negated("He feels strongly that they did not meddle.", "meddl")
    True
    """
    low = plain(text)
    return any(
        stem in content(TURN.split(low[match.end() : match.end() + 120])[0])
        for match in NEGATION.finditer(low)
    )


def denied(text: str) -> tuple[Denied, ...]:
    """The negated clauses of a text, in text order.

    >>> [(d.stems, d.every) for d in denied("No such order was signed; the army did not fire.")]
    [(('order', 'sign'), True), (('fir',), False)]
    """
    low = plain(text)
    found = []
    for match in NEGATION.finditer(low):
        before, after = TURN.split(low[: match.start()])[-1], low[match.end() :]
        if match.group() == "not" and not (CARRIED.search(before[-24:]) or GERUND.match(after)):
            continue  # "the rain, and not the dam" sets two things side by side
        if match.group().startswith("den") and not OWN.search(before[-24:]):
            continue  # "he knows that they will deny it"
        if MODAL.match(match.group()) or AGAIN.search(before):
            continue
        if match.group() == "without" or EMBEDDED.search(before) or SUPPOSED.search(before[-80:]):
            continue  # "she believes that he did not": somebody else's denial
        would = match.group().startswith("wouldn") or WOULD.search(before[-24:])
        if would and IF.search(text.lower()):
            continue
        if LABEL.search(f"{before}{match.group()}") or LIKE.search(before):
            continue  # "like nobody ever saw" is praise or blame
        clause = LIGHT.sub("", TURN.split(after[:80])[0].split(",")[0])
        stems = content(clause)[:REACH]
        if stems and not LATER.search(clause):  # "not before May" sets a date
            every = bool(EVERY.match(match.group()) or ANY.search(clause))
            subject = frozenset(content(before.split(",")[-1]))
            found.append(Denied(stems, every, subject, bool(POINTED.search(before))))
    return tuple(found)
