"""Contents that say nothing: "that", "so", "calls", and cues that announce nothing.

Such contents are cut off or point elsewhere, or are about being named.

    says_something("that it")           ->   False
    says_something("that it rained")    ->   True

One word is enough ("forgiveness", "no") if it is neither a function word nor a mere name of a
speech act, which tells that something was said and not what. A clause is no such piece, whatever
its words ("he would not answer questions").
"""

from __future__ import annotations

import re
from typing import Final

_FUNCTION: Final = (
    "a an the this that these those it its he him his she her they them their i me my we us our "
    "you your one who whom whose which what when where why how if whether as so such and or but "
    "nor than then there here of to in on at by for from with about into over under between "
    "after before until while because although though is are was were be been being am do does "
    "did has have had having will would shall should can could may might must not s t re ve ll d m "
    "very more most much many some any other others another each both all same own also just only"
)
_SPEECH_ACTS: Final = (
    "call calls called calling claim claims comment comments remark remarks statement statements "
    "question questions answer answers word words speech speeches report reports reported say says "
    "said saying tell tells told announcement announcements assertion assertions message messages "
    "interview interviews testimony quote quotes"
)
FUNCTION: Final = frozenset(_FUNCTION.split())
HOLLOW: Final = FUNCTION | frozenset(_SPEECH_ACTS.split())
MOST_WORDS: Final = 4
"""More words are a clause, and so are two in quotation marks (“It’s me.”)."""

UNNAMED: Final = re.compile(
    r"\W*(?:(?:not to be (?:named|identified|quoted)|(?:on condition of )?anonymity|"
    r"to (?:remain|stay|be kept) (?:anonymous|unnamed)|"
    r"(?:that )?(?:his|her|their|its) (?:full |last |real )*names? (?:not )?be "
    r"(?:used|published|printed|given|disclosed|revealed|withheld|released|mentioned))"
    r"(?:,? (?:because|as|since|out of|for fear|for security|due to|so that|in order)\b.*)?|"
    r"(?:to |an? |our |several |repeated |multiple |immediate(?:ly)? )*(?:requests?|calls|e-?mails|"
    r"messages|questions) (?:for|seeking|requesting) (?:a |an )?(?:comments?|interviews?|response)"
    r"(?:,? (?:on|by|from|sent|made|left|about|late|early|before|after|via)\b[^.]{0,60})?)\W*",
    re.I | re.S,
)
"""“Who asked not to be named” tells how somebody spoke, not what about; “did not respond to a
request for comment” that nobody did."""

COMPARED: Final = re.compile(
    r"\bthan\s+(?:(?:at|earlier|previously|first|initially|originally|before|had|has|have|been|was|"
    r"were|what|the|figures?|numbers?|those|widely|generally|once|so|far)\s+)*$"
)

QUOTED: Final = re.compile('["“”«»„]|``')
WORD: Final = re.compile(r"[^\W_]+")


def says_something(content: str) -> bool:
    """Whether a content has at least one word that tells something.

    >>> [says_something(text) for text in ("the", "calls", "“That”", "forgiveness", "“No.”")]
    [False, False, False, True, True]
    """
    words = WORD.findall(content)
    if UNNAMED.fullmatch(content):
        return False
    if len(words) > MOST_WORDS or (len(words) > 1 and QUOTED.search(content)):
        return True
    return any(word.lower() not in HOLLOW for word in words)


def may_announce(cue: str) -> bool:
    """Whether a cue inside another content can be one: auxiliaries alone announce nothing there.

    >>> [may_announce(text) for text in ("had", "had said", "according to")]
    [False, True, True]
    """
    return any(word.lower() not in FUNCTION for word in WORD.findall(cue))


def compares(text: str, cue: int) -> bool:
    """Whether the cue that begins at ``cue`` only says what a value is set against.

    >>> compares("It was three more than earlier reported.", 31)
    True
    """
    return bool(COMPARED.search(text, max(0, cue - 60), cue))
