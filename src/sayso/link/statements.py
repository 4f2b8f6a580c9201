"""The statements that a claim's content holds: one for each sentence and each clause beside it.

A quotation of five sentences says five things; what another report has of it may be one. Which of
them are *firm* (asserted as fact, not asked for, wished or supposed) decides whether a denial
elsewhere can stand against them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.link.tables import column
from sayso.link.words import content

__all__ = ["Statement", "finite", "statements"]

AUXILIARY = (
    r"am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"shall|should|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|won['’]t|didn['’]t|don['’]t|"
    r"doesn['’]t|hasn['’]t|haven['’]t|hadn['’]t|can['’]t|cannot|couldn['’]t|wouldn['’]t"
)
SUBJECT = (
    r"(?:the|an?|this|these|those|he|she|it|they|we|i|you|his|her|its|their|our|my|there|no|"
    r"nobody|some|all|most|many|\d[\d,]*)\b|[A-Z][\w’'-]+"
)
BREAK = re.compile(
    r"(?<=[.!?;])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|;\s+|\s+[–—-]{1,2}\s+|"
    rf",?\s+(?:and|but)\s+(?:that\s+)?(?=(?i:{SUBJECT})(?:\s+[\w’'-]+){{0,5}}?\s+(?:{AUXILIARY})\b)"
    rf"|,?\s+(?:and|but)\s+that\s+"
)
FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|(?-i:[a-z]{{2,}}ed)|i|we|they|you)\b|['’](?:re|ve|ll|m|d)\b|"
    rf"\b(?:he|she|it|that|there|who|what)['’]s\b",
    re.I,
)
OPEN = re.compile(
    r"\b(?:should|must|needs? to|ought|would|could|may|might|let['’]?s|if|unless|whether|"
    r"hop(?:e|es|ed|ing)|want\w*|wish\w*|demand\w*|urg\w+|ask(?:s|ed|ing)?|"
    r"requir\w+|call(?:s|ed|ing)? (?:on|for)|enabl\w+|allow\w*|in order to|"
    r"how many|how much|suppos\w+|imagin\w+|the sooner)\b|\?",
    re.IGNORECASE,
)
"""Words of wishes, duties, conditions and questions: what is said under them is no fact."""
LEAST = 2
"""A piece with fewer stems says nothing by itself and stays with the one before it."""
MOST = 12
"""More statements than this are not told apart (a speech in one block)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``stems`` in text order without repetition; ``firm`` whether it is asserted as a fact."""

    stems: frozenset[str]
    firm: bool


def statements(text: str) -> tuple[Statement, ...]:
    """Split a content into what it states.

    >>> [sorted(s.stems) for s in statements("Voss signed the order and the first bus could go.")]
    [['order', 'sign', 'voss'], ['bus', 'first', 'go']]
    """
    found: list[Statement] = []
    start = 0
    for cut in [*(m.span() for m in BREAK.finditer(text)), (len(text), len(text))]:
        piece = text[start : cut[0]]
        stems = frozenset(content(piece))
        if len(stems) < LEAST and found:
            last = found[-1]
            found[-1] = Statement(last.stems | stems, last.firm)
        elif stems:
            found.append(Statement(stems, finite(piece) and not OPEN.search(piece)))
        start = cut[1]
    if len(found) > 1 and len(found[0].stems) < LEAST:
        second = found[1]
        found[:2] = [Statement(found[0].stems | second.stems, second.firm)]
    if len(found) > MOST:
        rest = frozenset(stem for one in found[MOST - 1 :] for stem in one.stems)
        found[MOST - 1 :] = [Statement(rest, False)]
    return tuple(found)


def finite(text: str) -> bool:
    """Whether a content is a clause, and not a mere name of something.

    Verbs are known by their helpers, their endings and the table of irregular pasts; "that" opens
    a clause whatever follows.

    >>> finite("single mothers"), finite("the bridge was shut"), finite("he left")
    (False, True, True)
    >>> finite("a ban in the United States")
    False
    """
    if re.match(r"\W*that\s", text) or FINITE.search(text):
        return True
    words = re.findall(r"\b\w[\w’'-]*", text)
    if not column("pasts.tsv").isdisjoint(words):
        return True
    verbs = column("doings.tsv")
    return any(w[0].islower() and w.endswith("s") and _base(w) in verbs for w in words[1:])


def _base(word: str) -> str:
    return word[:-2] if word.endswith(("shes", "ches", "sses")) else word[:-1]
