"""Attributions that the layout alone shows: speakers' names in transcripts, credits after a dash.

    "Q: Why now?\nMR. OAKES: I object."        ->   Q / Why now?    MR. OAKES / I object.
    "OAKES: No.\nI object.\nLIND: Why?"         ->   OAKES / No. … I object.    LIND / Why?
    "“No walls.” ― Ana Ruiz"                   ->   Ana Ruiz / “No walls.”
    "No walls.\n— Ana Ruiz (@ruiz) May 4, 2031" ->   Ana Ruiz / No walls.

The network learned from running text, where these are rare; a pattern finds them surely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sayso.extract.hollow import HOLLOW
from sayso.records import Quotation
from sayso.spans import Span, Spans, trim

OPENING: Final = "[\"“'‘«]?"
NAME: Final = r"[A-Z][\w.'’-]*"
LABEL: Final = re.compile(
    rf"{OPENING}(?P<who>{NAME}(?:[ .](?:{NAME}|of|the|de|van|\([^)]*\))){{0,5}})"
    r"(?P<colon>:)\s+(?=\S*\w)"
)
_NOT_SPEAKERS: Final = (
    "watch related read update updated photo photos video note source breaking more also "
    "editor published correction caption credit image contact email phone tel date time where "
    "when who what why how here topics tags subject re fact summary location details from to "
    "by url title headline byline"
)
NOT_SPEAKERS: Final = frozenset(_NOT_SPEAKERS.split())
"""First words of labels that are no speakers ("RELATED: ...")."""

TURNS: Final = 2
"""A transcript has at least so many labelled paragraphs in a row, and speakers in capitals or who
speak so often."""

MOST_PARAGRAPHS: Final = 6
"""Of a turn, after its first; a longer stretch is rather the report between two transcripts."""

QUOTED: Final = re.compile("[\"“”«»„]|``|''")
ASIDE: Final = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")
"""A paragraph that is a stage direction: "(Applause.)"."""

CREDIT: Final = re.compile(
    r"\s*(?P<dash>[―—–‒]|--|-(?= ))\s*"
    rf"(?P<who>(?:{NAME}|de|van|la|von)(?: (?:{NAME}|de|van|la|von|of|the)){{0,6}}"
    r"(?:, [^.\n“\"]{2,60})?)\.?\s*$"
)

SIGNED: Final = re.compile(
    r"(?P<dash>[―—–‒]|--|-(?= ))\s*(?P<who>[^\W\d_][\w .,'’&-]{0,58}[\w.])[^\w()@\n]*"
    r"\(@\w{1,30}\)(?:\s[^\n@]{4,40}\b\d{4}\b[^\n\w]*|\s*)$"
)
"""The line under a post that a page shows: "— Ana Ruiz (@ruiz) May 4, 2031"."""
LINKS: Final = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*$")
LEAST_POSTED: Final = 4
"""Words; "6/n" says nothing."""
LONGEST_POST: Final = 600
"""Characters; a longer paragraph above such a line is rather the report's own."""

LEAST_QUOTED: Final = 3
"""Words in a quotation that a dash credits to somebody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One attribution by layout. ``post``: a page shows it as a post, with its author's account."""

    source: Span
    cue: Span
    content: Spans
    post: bool = False


def shown(text: str, blocks: Spans, found: Iterable[Quotation]) -> list[Shown]:
    """The attributions that the layout of a text shows, in text order."""
    made = [*_turns(text, blocks), *_credits(text, blocks, found), *_posts(text, blocks)]
    return sorted(made, key=lambda s: (s.cue, s.content))


def _turns(text: str, blocks: Spans) -> list[Shown]:
    labelled: dict[int, re.Match[str]] = {}
    for number, block in enumerate(blocks):
        match = LABEL.match(text, block.start, block.end)
        if match and match["who"].split()[0].lower().strip(".") not in NOT_SPEAKERS:
            labelled[number] = match
    if not any(number + 1 in labelled for number in labelled):
        return []
    names = [match["who"] for match in labelled.values()]
    return [
        Shown(
            Span(*match.span("who")),
            Span(*match.span("colon")),
            (
                trim(text, Span(match.end(), blocks[number].end)),
                *_goes_on(text, blocks, number, labelled),
            ),
        )
        for number, match in labelled.items()
        if (match["who"].isupper() or names.count(match["who"]) >= TURNS)
        and re.search("[^\\W\\d_]", text[match.end() : blocks[number].end])
    ]


def _goes_on(
    text: str, blocks: Spans, number: int, labelled: dict[int, re.Match[str]]
) -> Iterator[Span]:
    """The further paragraphs of a turn: those up to the next turn, if nobody else tells them.

    What follows the last turn may be the report again, so nothing is taken there; nor is a stretch
    with a paragraph that names a speaker or quotes somebody, since then the report narrates.
    """
    following = min((k for k in labelled if k > number), default=number)
    between = blocks[number + 1 : following]
    if not 0 < len(between) <= MOST_PARAGRAPHS:
        return
    names = {word.lower() for m in labelled.values() for word in re.findall(r"\w{3,}", m["who"])}
    names -= HOLLOW
    for block in between:
        words = block.of(text)
        if names & set(re.findall(r"\w+", words.lower())) or QUOTED.search(words):
            return
    for block in between:
        words = block.of(text)
        if re.search(r"\w", words) and not ASIDE.fullmatch(words):
            yield block


def _credits(text: str, blocks: Spans, found: Iterable[Quotation]) -> list[Shown]:
    ends = {block.end: number for number, block in enumerate(blocks)}
    starts = sorted(block.start for block in blocks)
    made = []
    for quotation in found:
        if len(re.findall(r"\w+", quotation.inner.of(text))) < LEAST_QUOTED:
            continue
        home = next((b for b in blocks if b.start <= quotation.outer.start < b.end), None)
        if home is None:
            continue
        stop = home.end
        if quotation.outer.end == home.end and ends[home.end] + 1 < len(starts):
            stop = blocks[ends[home.end] + 1].end  # the credit has a line of its own
        match = CREDIT.match(text, quotation.outer.end, stop)
        if match:
            made.append(
                Shown(Span(*match.span("who")), Span(*match.span("dash")), (quotation.outer,))
            )
    return made


def _posts(text: str, blocks: Spans) -> Iterator[Shown]:
    """The posts that stand above a line with their author's account, or before it in one."""
    last = 0
    for number, block in enumerate(blocks):
        match = SIGNED.search(text, block.start, block.end)
        if match is None:
            continue
        above = trim(text, Span(block.start, match.start()))
        if above.start == above.end and number > last:
            above = blocks[number - 1]
        links = LINKS.search(text, above.start, above.end)
        said = trim(text, Span(above.start, links.start() if links else above.end))
        if said.end - said.start <= LONGEST_POST and _posted(said.of(text), match["who"]):
            yield Shown(Span(*match.span("who")), Span(*match.span("dash")), (said,), True)
        last = number + 1


def _posted(words: str, author: str) -> bool:
    """Whether a paragraph can be the post of the author under it. Where a page lost the post (a
    picture, a video), what stands there is the report's own: it announces the post, or tells of its
    author by name.
    """
    if words.endswith(":") or len(re.findall(r"\w+", words)) < LEAST_POSTED:
        return False
    names = [re.escape(name) for name in re.findall(r"\w{4,}", author)]
    return not names or not re.search(rf"(?<![@#\w])(?:{'|'.join(names)})", words, re.IGNORECASE)
