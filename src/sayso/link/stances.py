"""The side that a statement takes on an axis of states that exclude each other.

"has begun pulling out", "no change to its mission": + and - on the axis *course*. The axes and
their expressions are in ``data/stances.tsv``; a negation shortly before an expression turns the
side round, a word of purpose or condition takes it back ("to defeat", "if they withdraw").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.link.tables import rows

__all__ = ["Stance", "dismissed", "negated", "stances"]

GAP = r"(?:[\w’'-]+[ ,]+){0,4}?"
"""What "_" stands for in the table: up to four words; "__" up to eight."""
FAR = GAP.replace("4", "8")
QUOTES = re.compile(r"[“”\"«»„\s]")
DOTTED = re.compile(r"\b(?:\w\.){2,}")

BEFORE = 40
"""Characters before an expression in which a negation reaches it."""

NEGATION = re.compile(
    r"\b(?:not|no(?! (?:fewer|more than|less|later|sooner|doubt|matter|wonder)\b)|"
    r"never|neither|nor|nobody|none|without|\w+n['’]t|cannot|"
    r"den(?:y|ies|ied|ying)|refus\w+ to|fail\w* to|far from|yet to|"
    r"rul\w+ (?:that |this |it )?out|no plans? (?:to|for))\b"
)
UNASSERTED = re.compile(
    r"\b(?:how (?:many|much)|if|unless|whether|until|till|should|could|would have|"
    r"in order to|so as to|goal\w*|aim\w*|"
    r"ensur\w+|hop(?:e|es|ed|ing)|want\w*|wish\w*|help\w*|mission (?:to|of|is)|committed to|"
    r"after|before|once|when|wherever|enduring|lasting|eventual|possible|duration|question\w*)"
    r"(?: (?:that|the|an?|of|we|they|to|for|its|their|\w+ly))*\s*$"
)
LATER = re.compile(r"\b(?:before|until|till|unless)\b")
"""“Will not leave before May” is about leaving, and when."""
PURPOSE = re.compile(r"\bto (?:\w+ly )?$")
INTENDED = re.compile(
    r"\b(?:plan\w*|decision|decid\w+|intend\w*|begun|began|start\w*|beg[iu]n\w*|going|agree\w*|order\w*|"
    r"prepar\w+|expect\w*|set|due|about|promis\w+|pledg\w+|vow\w*|continu\w+)\b[^.;:]{0,25}$"
)
LABEL = re.compile(
    r"\b(?:this|that|these|those) (?:is|was|are|were)(?: not|n['’]t)(?: an?| the)? *$"
)
"""“This is not a withdrawal” says what to call it, not that nobody leaves."""
TURN = re.compile(r"[.;:!?]|\b(?:but|although|though|while|whereas|however|because|since)\b")
WHO = re.compile(r"\b(?:who|which)\b")
"""“Without the mayor, who died in May”: no negation reaches into a relative clause."""
ACCUSED = re.compile(
    r"\b(?:accusations?|allegations?|suggestions?|rumou?rs?)\b(?: (?:by|from|of) [^,.;:]{1,40}?)? "
    r"that\b[^.;:]*$"
)
"""“The firm's accusation that the articles are false” says what the firm says, and no more."""
DISMISSAL = re.compile(
    r"\b(?:reports?|claims?|allegations?|rumou?rs?|accusations?|suggestions?|stor(?:y|ies)|assertions?)\b"
    r"(?P<what>[^.!?]{0,160}?)\b(?:(?:is|are|was|were|as|be|being) (?:\w+ ){0,2}?)"
    r"(?:false|untrue|wrong|baseless|fake|fabricated|incorrect|nonsense|unfounded|misleading|"
    r"inaccurate|invented|lies|a lie|not true|not accurate|not correct|without foundation)\b"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """One side of one axis: ``side`` is "+" or "-", ``words`` what the side means, ``shown`` the
    characters of the content (offsets into it), ``dismissal`` whether it calls reports false.
    """

    axis: str
    side: str
    words: str
    start: int
    end: int
    dismissal: bool = False


@cache
def _axes() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    return tuple(
        (axis, pole, words, re.compile(_expression(shape)))
        for axis, pole, words, shape in rows("stances.tsv")
    )


def _expression(shape: str) -> str:
    return rf"\b(?:{shape.replace(' ', ' +').replace('__', FAR).replace('_', GAP)})"


def plain(text: str) -> str:
    """Lower case of the same length, without quotation marks and the dots of abbreviations.

    >>> plain("The U.S. “will stay”")
    'the us    will stay '
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c) == 1 else "?" for c in map(str.lower, text))
    low = QUOTES.sub(" ", low)
    return DOTTED.sub(lambda m: m.group().replace(".", "").ljust(len(m.group())), low)


def stances(text: str, denied: bool = False) -> tuple[Stance, ...]:
    """The sides that a statement takes, at most one for an axis: the first that it asserts.

    ``denied`` says that the whole statement is denied by its source.

    >>> [(s.axis, s.side) for s in stances("The army has begun pulling its men out of Arden.")]
    [('course', '+')]
    >>> [(s.axis, s.side) for s in stances("There are no plans to withdraw from Arden.")]
    [('course', '-')]
    >>> stances("We will talk about it if they withdraw.")
    ()
    """
    low = plain(text)
    wrong = DISMISSAL.search(low)
    found: dict[str, Stance] = {}
    for axis, pole, words, pattern in _axes():
        for match in pattern.finditer(low):
            before = low[max(0, match.start() - BEFORE) : match.start()]
            before = WHO.split(TURN.split(before)[-1])[-1]
            if _unasserted(before) or LABEL.search(before):
                continue
            if not denied and ACCUSED.search(low[: match.start()]):
                continue
            false = wrong is not None and wrong.start("what") <= match.start() < wrong.end("what")
            later = LATER.search(TURN.split(low[match.end() : match.end() + BEFORE])[0])
            turned = (bool(NEGATION.search(before)) and not later) ^ denied ^ false
            side = ("-" if pole == "+" else "+") if turned else pole
            label = f"not {words}" if turned else words
            known = found.get(axis)
            if known is None or match.start() < known.start:
                found[axis] = Stance(axis, side, label, match.start(), match.end(), false or denied)
            break
    return tuple(found[axis] for axis in sorted(found))


def _unasserted(before: str) -> bool:
    if UNASSERTED.search(before):
        return True
    return bool(PURPOSE.search(before)) and not INTENDED.search(before)


def dismissed(text: str) -> str | None:
    """What a statement says of reports that it calls false, None if it does not.

    >>> dismissed("Any reports of a retreat from Arden are false.")
    ' of a retreat from arden '
    """
    match = DISMISSAL.search(plain(text))
    return match["what"] if match else None


def negated(text: str) -> bool:
    """Whether a statement denies something in its main clause.

    >>> negated("No soldier was hurt."), negated("Two soldiers were hurt.")
    (True, False)
    """
    return bool(NEGATION.search(plain(text)))
