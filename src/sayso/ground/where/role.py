"""Whether a name stands for the place itself, or for its government, its people or an adjective."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sayso.ground.where.spotted import Spotted, Token
from sayso.ground.where.words import words

Role = Literal["literal", "associative"]


def role(toks: Sequence[Token], spotted: Spotted) -> tuple[Role, str]:
    """The role of a place name, and the rule that said so.

    "in Russia" is literal; "Russian police", "Washington said", "the Boston Globe", "with Russia"
    are associative.
    """
    before = toks[spotted.first - 1].text.lower() if spotted.first else ""
    after = toks[spotted.last] if spotted.last < len(toks) else None
    joined = after is not None and after.word and after.start - spotted.span.end == 1
    if joined and after is not None and after.text in words("place_noun"):
        return "literal", "a part or kind of place follows"
    if spotted.how == "adjective":
        return "associative", "adjective or people"
    if spotted.embedded:
        return "associative", "part of a longer name"
    if after is not None and after.text in "-‐" and after.start == spotted.span.end:
        return _hyphened(toks, spotted)
    if spotted.how in ("short", "site"):
        return "literal", "a site or a state after its town"
    if spotted.within and spotted.entries and spotted.entries[0].kind != "country":
        return "literal", "its region follows"
    if after is not None and after.text in ("'s", "’s"):
        return _possessed(toks, spotted)
    if joined and after is not None and after.capital:
        return "associative", "stands before a name or title"
    if before in words("in") | words("from") | words("direction"):
        return "literal", "a word of place before it"
    if before == "of" and _ruled(toks, spotted.first - 2):
        return "associative", "whose office or people it is"
    if after is not None and after.text.lower() in words("says") and before not in ("of", "and"):
        return "associative", "acts or speaks"
    if before in words("actor"):
        return "associative", "an actor that others deal with"
    if after is not None and joined and _modifies(after):
        starts = before in ("", ".", "“", '"', "\n", "but", "and", ",", "that")
        return "associative", "acts at the head of its clause" if starts else "modifies a noun"
    return "literal", "no sign of another use"


def _ruled(toks: Sequence[Token], at: int) -> bool:
    """Whether an office or a people ends here: "president | of", "King Karl | of"."""
    if at < 0:
        return False
    named = at > 0 and toks[at].capital and toks[at - 1].text.lower() in _RULERS
    return toks[at].text.lower() in _RULERS or named


def _hyphened(toks: Sequence[Token], spotted: Spotted) -> tuple[Role, str]:
    """ "London-based" is about the place, "Iran-backed" about its government."""
    part = toks[spotted.last + 1].text.lower() if spotted.last + 1 < len(toks) else ""
    if part in ("based", "born", "bound", "area") or part[:1].isupper():
        return "literal", "joined to where"
    return "associative", "joined by a hyphen"


def _possessed(toks: Sequence[Token], spotted: Spotted) -> tuple[Role, str]:
    """ "Syria's north" is the place, "Syria's government" is not."""
    owned = toks[spotted.last + 1].text.lower() if spotted.last + 1 < len(toks) else ""
    if owned in words("direction") | words("city_head") | words("region_head") | {
        "coast",
        "border",
    }:
        return "literal", "owns a part of itself"
    return "associative", "owns something"


def _modifies(after: Token) -> bool:
    """Whether a lower-case noun or verb follows at once ("Iowa voters"), no function word."""
    word = after.text.lower()
    return not after.capital and word not in _FUNCTION and not word.endswith("ly")


_RULERS = words("ruler")
_FUNCTION = (
    words("in") | words("from") | words("actor") | words("region_head") | words("city_head")
    | words("function")
)  # fmt: skip
