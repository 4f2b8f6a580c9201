"""The cues of a sentence: which rows of the tables its words match, and where.

"They will not leave"  ->  will (planned), not (turns round)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from sayso.judge.tables import rows
from sayso.judge.words import Word
from sayso.records import Certainty, Stage
from sayso.spans import Span

Reach = Literal["clause", "ahead", "chain", "next", "word"]
MARKS: Final = {
    "{be}": "(?:is|are|was|were|am|be|been|being)",
    "{have}": "(?:has|have|had|having)",
    "{adv}": "(?:(?:[a-z]+ly|also|now|already|still|just|soon|even|again|then|never|not|always"
    "|widely|long|since|so|far|too|very|quite|more|most|much|well|all|both|almost|largely) )?",
    "{mid}": "(?:(?!(?:to|of|on|in|at|after|before|about|with|by|from|for|that|and|said|says|was)"
    r"\b)[a-z0-9.'-]+ ){0,5}",
    "{det}": "(?:the|a|an|his|her|its|their|our|my|your|this|that|these|those)",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a cue table. ``polarity`` is true if it turns what it governs round."""

    name: str
    certainty: Certainty | None
    negative: bool
    stage: Stage | None
    hearsay: bool
    weight: float
    reach: Reach


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: the words ``first`` to ``last`` (inclusive) by number."""

    cue: Cue
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence as one string to search, with the way back to the words."""

    words: Sequence[Word]
    text: str
    starts: tuple[int, ...]

    def numbers(self, match: re.Match[str]) -> tuple[int, int]:
        """The first and last word of a match."""
        end = match.start() + len(match[0].rstrip())
        first = bisect_right(self.starts, match.start()) - 1
        return first, max(first, bisect_right(self.starts, max(match.start(), end - 1)) - 1)

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another."""
        return Span(
            self.words[first].span.start, max(w.span.end for w in self.words[first : last + 1])
        )


def line(words: Sequence[Word]) -> Line:
    """The words joined by blanks."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.lower) + 1
    return Line(words, " ".join(w.lower for w in words), tuple(starts))


def pattern(words: str, at_start: bool = False) -> re.Pattern[str]:
    """The compiled pattern of a table, which matches whole words.

    >>> bool(pattern("{be} {adv}over").search("it is nearly over")), pattern("can").search("cancel")
    (True, None)
    """
    for mark, meaning in MARKS.items():
        words = words.replace(mark, meaning)
    return re.compile((r"" if at_start else r"(?<!\S)") + f"(?:{words})" + r"(?:(?!\S)|(?<= ))")


@cache
def _table() -> tuple[tuple[re.Pattern[str], Cue], ...]:
    return tuple(
        (
            pattern(words),
            Cue(
                name=name,
                certainty=certainty_of(certainty),
                negative=polarity == "not",
                stage=next((s for s in get_args(Stage) if s == stage), None),
                hearsay=hearsay == "yes",
                weight=float(weight),
                reach=next(r for r in get_args(Reach) if r == reach),
            ),
        )
        for name, words, certainty, polarity, stage, hearsay, weight, reach in rows("cues")
    )


@cache
def _exceptions() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(words) for words, _ in rows("exceptions"))


def certainty_of(name: str) -> Certainty | None:
    """A table's word for a degree of certainty; None for "-"."""
    return next((c for c in get_args(Certainty) if c == name), None)


def hits(found: Line) -> tuple[Hit, ...]:
    """The cues of a sentence in text order, without those that an exception explains away.

    >>> from sayso.judge.words import words
    >>> text = "They won't stop"
    >>> [h.cue.name for h in hits(line(words(text, (Span(0, 15),))))]
    ['will', 'not']
    """
    result = [
        Hit(cue, *found.numbers(match), found.span(*found.numbers(match)))
        for compiled, cue in _table()
        for match in compiled.finditer(found.text)
    ]
    if not result:
        return ()
    barred = [found.numbers(m) for p in _exceptions() for m in p.finditer(found.text)]
    result = [h for h in result if not any(a <= h.first and h.last <= b for a, b in barred)]
    ordered = sorted(result, key=lambda h: (h.first, -h.last))
    return tuple(h for h in ordered if not any(_inside(h, other) for other in ordered))


def _inside(hit: Hit, other: Hit) -> bool:
    """Whether a longer cue that speaks of certainty too holds this one ("must" in "must be")."""
    return (
        hit.cue.certainty is not None
        and other.cue.certainty is not None
        and other.first <= hit.first
        and hit.last <= other.last
        and other.last - other.first > hit.last - hit.first
    )
