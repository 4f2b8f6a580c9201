"""In which direction the words around a date point: the verb group beside it decides."""

from __future__ import annotations

import re

from sayso.ground.when.words import lookup

_WORD = re.compile(r"'(?:ll|ve|d|re|s|m)\b|[A-Za-z]+(?:n't)?|[,;:()]|--|\"")
_NEAR = 16
"""Words looked at on each side; a cue further away belongs to another clause."""

_ADJUNCT = re.compile(
    r"(?i)(?:^|[,;:()\"]|--| and| but| that| while| also| then| meanwhile)[ \"']*"
    r"(?:(?:on|in|by|until|late|early|earlier|also|later|over|the|at|since|during|from|and|but"
    r"|as of|only|just|then|meanwhile) )*$"
)
_LIMIT = re.compile(
    r"(?i)\b(?:until|till|by|as early as|as soon as|no later than|before) (?:the )?$"
)
_IS_ON = re.compile(r"(?i)\b(?:is|are) (?:(?:on|set|due|scheduled|for|at|planned|late|early) )*$")
"""Before a date, a present "is": "the match is on Sunday"."""
_MODAL = {"will", "'ll", "shall", "may", "might", "could", "should", "can", "must", "would", "to"}
_ARRANGED = {"planned", "scheduled", "expected", "slated"}
"""What is arranged lies ahead, with an infinitive or without: "scheduled talks for Friday"."""
_NOT_A_VERB = {"the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "my", "about"}
_AHEAD_NOUN = re.compile(r"(?i)(?:'s)? (?:[a-z-]+ )?(?:deadline|elections?|runoff|expiration)\b")


def direction(before: str, after: str) -> int:
    """-1 if the date between the two halves of a sentence lies in the past, 1 in the future, 0 if
    nothing says so. A date at the head of its clause looks at the verb after it, any other at the
    nearest verb group before it.

    >>> direction("The council will meet on ", "."), direction("On ", " the mayor resigned.")
    (1, -1)
    >>> direction("They had been due to leave ", "."), direction("They planned to leave ", ".")
    (-1, 1)
    """
    if _IS_ON.search(before):
        return 1
    left = _words(before[-200:])[-_NEAR:]
    right = _words(after[:200])[:_NEAR]
    if _AHEAD_NOUN.match(after):
        return 1
    if after.startswith("'s"):
        return 0
    heads = bool(_ADJUNCT.search(before))
    side = _after(right) or _before(left) if heads else _before(left) or _after(right)
    if _LIMIT.search(before) and not heads and not {"had", "only"} & set(left):
        return 1
    return side


def _words(text: str) -> list[str]:
    """Lower-case words and marks; names, which are no verbs, become "Name"."""
    found = list(_WORD.finditer(text))
    return [
        "Name" if m[0][0].isupper() and m.start() and text[m.start() - 1] == " " else m[0].lower()
        for m in found
    ]


def _before(words: list[str]) -> int:
    """The direction of the last verb group."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in (";", ":"):
            return 0
        if side := _group(words, at):
            return side
    return 0


def _after(words: list[str]) -> int:
    """The direction of the first verb group."""
    for at, word in enumerate(words):
        if word in (";", ":"):
            return 0
        kind = _kind(word)
        if kind == "future":
            return 1
        if kind == "past" or (word.endswith("ed") and kind is None):
            return -1
        if kind == "toward":
            if words[at + 1 : at + 2] == ["to"] or words[at + 2 : at + 3] == ["to"]:
                return 1
            if word.endswith("ed") or word == "told":
                return -1
    return 0


def _kind(word: str) -> str | None:
    kind = lookup("tense").get(word)
    return kind or ("past" if word.endswith("ed") and len(word) > 4 else None)


def _group(words: list[str], at: int) -> int:
    """What the word says as the last word of a verb group; 0 if it is not a verb of ours."""
    word, back = words[at], words[max(0, at - 4) : at]
    kind = _kind(word)
    if kind == "future":
        return -1 if word in ("would", "could", "might") and "have" in words[at : at + 3] else 1
    if word == "to" and at + 1 < len(words) and words[at + 1] not in _NOT_A_VERB:
        return _infinitive(back)
    if kind == "toward" and not word.endswith("ed") and word not in ("told",):
        if word in ("is", "are", "'re", "'s") and words[at + 1 : at + 2]:
            return 1 if words[at + 1].endswith("ing") else 0
        return 0
    if word in _ARRANGED:
        return -1 if {"had", "previously", "originally"} & set(back) else 1
    if kind in ("past", "toward"):
        if "if" in words[:at] and {"is", "are"} & set(back[-2:]):
            return 1
        return _passive(back) or -1
    return 0


def _passive(back: list[str]) -> int:
    """A past form after a modal or "to be" lies ahead: "will be held", "is to be sold"."""
    near = back[-3:]
    if "have" in near or "had" in near or "has" in near:
        return 0
    if "be" in near and set(back) & _MODAL:
        return _infinitive(back[: back.index("to")]) if "to" in back else 1
    return 0


def _infinitive(back: list[str]) -> int:
    """Whether what governs "to ..." looks ahead."""
    for at in range(len(back) - 1, -1, -1):
        word = back[at]
        kind = _kind(word)
        if kind == "toward":
            earlier = back[:at]
            return -1 if {"had", "previously", "originally"} & set(earlier) else 1
        if kind == "past":
            return -1
        if kind == "future":
            return 1
    return 0
