"""Where a figure is counted, by the words of its report: "the valley" is the Orveth Valley."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.link.tables import column
from sayso.link.words import stem, tokens
from sayso.records import Claim, Report
from sayso.spans import Span

__all__ = ["Map", "chart", "one_place", "place_key"]

PROPER = re.compile(r"\b((?:[A-Z][\w’'-]+ ){1,3})([A-Z][a-z]+)\b")
LOWER = re.compile(r"\bthe ([a-z]+)\b")
POINTS = re.compile(
    r"\bit (?=at \d|at about)|\b(?:here|there)\b(?! (?:is|are|was|were|has|have|had|will|would)\b)",
    re.I,
)
RELATIVE = re.compile(r"\s*(?:which|where|that)\b")
TOPIC = re.compile(r"\s*(?:At|In|On)(?: the)? ?")
STOP = re.compile(r"[.!?][\"”’']?\s")
OPENING = re.compile(r"^(?:near|outside|around|inside|the|in|at|The|Near|In|At)\s+")
TOWARDS = re.compile(r"\b(?:to|near|towards?|into|for|outside)\s+(?:the\s+|[\w’'-]+\s+near\s+)?$")
OUTSIDE = re.compile(r"\b(?:outside|beyond|far from)\s+(?:the\s+)?$")
"""What lies outside a town is not in it, so "here" is not that town."""


@dataclass(frozen=True, slots=True)
class Map:
    """The places that a report names, each time it does: (start, end, name), in text order."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]
    titled: frozenset[str] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Every place under one name."""
        return frozenset(name for _, _, name in self.mentions) | self.titled

    def place(self, worded: str | None, clause: Span, at: Span, flow: str) -> str | None:
        """The one place where something is counted; None where the words do not say.

        ``worded`` is the place as the figure has it, ``clause`` the words around it, ``at`` the
        figure. Where things leave for somewhere, the goal is not where they are counted.
        """
        inside = [m for m in self.mentions if clause.start <= m[0] and m[1] <= clause.end]
        if worded:
            name = self._known(worded)
            start = self.text.find(worded, clause.start, clause.end)
            if start < 0 or not (flow and TOWARDS.search(self.text[:start][-24:])):
                return name
        for start, _, name in sorted(inside, key=lambda m: (m[0] < at.start, abs(m[0] - at.end))):
            if not (flow and TOWARDS.search(self.text[:start][-24:])):
                return name
        words = clause.of(self.text)
        relative = RELATIVE.match(words)
        if relative or POINTS.search(words):
            reach = self.text.rfind("\n", 0, at.start) + 1
            before = [m for m in self.mentions if reach <= m[0] and m[1] <= at.start
                      and not OUTSIDE.search(self.text[max(0, m[0] - 24) : m[0]])]  # fmt: skip
            if before and not relative and (opening := self._opening(before, at)):
                return opening
            stops = len(STOP.findall(self.text[before[-1][1] : at.start])) if before else 9
            return before[-1][2] if stops <= (0 if relative else 1) else None
        generic = [m for m in LOWER.finditer(words) if m[1] in column("place_nouns.tsv")]
        return stem(generic[0][1]) if generic and not flow else None

    def _opening(self, before: list[tuple[int, int, str]], at: Span) -> str | None:
        """The place that opens the sentence before: "At the pass, a post guards the road"."""
        ends = [m.end() for m in STOP.finditer(self.text, 0, at.start)]
        start = max(ends[-2] if len(ends) > 1 else 0, self.text.rfind("\n", 0, at.start) + 1)
        for first, _, name in before:
            if start <= first and TOPIC.fullmatch(self.text[start:first]):
                return name
        return None

    def _known(self, worded: str) -> str:
        """The name in this report that a wording stands for."""
        key = place_key(worded)
        last = key.split(" ")[-1]
        full = {name for name in self.names if name.split(" ")[-1] == last} - {key}
        if key == last and last in column("place_nouns.tsv") and len(full) == 1:
            return full.pop()
        return key


def one_place(a: str, b: str) -> bool:
    """Whether two names may be of one place: "valley" is the valley that another report names.

    >>> one_place("orveth valley", "valley"), one_place("orveth valley", "kellin pass")
    (True, False)
    """
    short, long = sorted((a, b), key=len)
    return a == b or (short in column("place_nouns.tsv") and long.split(" ")[-1] == short)


def place_key(name: str) -> str:
    """A place under one name: "the Orveth Valley", "Orveth valley" -> "orveth valley".

    >>> place_key("near Tarnhaven"), place_key("Syrian") == place_key("Syria")
    ('tarnhaven', True)
    """
    words = tokens(OPENING.sub("", name.strip()))
    return " ".join(stem(word) for word in words if word != "the")


def chart(report: Report, claims: Iterable[Claim]) -> Map:
    """Find every mention of a place in a report, also as "the valley".

    "The Orveth Valley is quiet. 90 men hold the valley." -> mentions "orveth valley", twice
    """
    text, nouns = report.text, column("place_nouns.tsv")
    names: dict[str, str] = {}
    titled: set[str] = set()
    for claim in claims:
        for where in claim.places:
            for words in (where.name, *(span.of(text) for span in where.spans)):
                if key := place_key(words):
                    names.setdefault(OPENING.sub("", words.strip()), key)
    for match in (*PROPER.finditer(report.title or ""), *PROPER.finditer(text)):
        if match[2].casefold() in nouns:
            words = OPENING.sub("", match[0])
            if " " in words:
                names.setdefault(words, place_key(words))
                if match.string is not text:
                    titled.add(place_key(words))
    found: dict[int, tuple[int, int, str]] = {}
    listed = sorted((w for w in names if w and not w[0].islower()), key=lambda w: (-len(w), w))
    if listed:
        either = "|".join(map(re.escape, listed))
        for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text):
            found[match.start()] = (match.start(), match.end(), names[match[0]])
    ends: dict[str, set[str]] = {}
    for key in {key for _, _, key in found.values()} | titled:
        ends.setdefault(key.split(" ")[-1], set()).add(key)
    for match in LOWER.finditer(text):
        full = ends.get(stem(match[1]), set()) if match[1] in nouns else set()
        if len(full) == 1:
            found[match.start()] = (match.start(), match.end(), next(iter(full)))
    written = {key: words for words, key in sorted(names.items(), key=lambda i: (len(i[0]), i[0]))}
    return Map(text, tuple(found[start] for start in sorted(found)), frozenset(titled), written)
