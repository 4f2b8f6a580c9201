"""What stands around each attribution of a report, outside what anybody is quoted to say.

"In a statement on Monday, Ann Lee said: “No.”"  ->  in a statement on monday , ann lee said :
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from sayso.judge.words import Word, words
from sayso.records import Attribution, Reading
from sayso.spans import Index, Span, Spans, hull, shared


class Surroundings:
    """The attributions of a reading, and which of them lie near a place."""

    def __init__(self, reading: Reading, attributions: tuple[Attribution, ...]) -> None:
        self.reading, self.attributions = reading, attributions
        roles = ((a.content, a.source, a.cue) for a in attributions)
        self._index = Index((s, n) for n, all_ in enumerate(roles) for role in all_ for s in role)

    def beside(self, attribution: Attribution, roles: bool = True) -> tuple[Word, ...]:
        """The words of the sentence of the cue (or source) outside every content.

        Without ``roles`` its own source and cue are left out as well.
        """
        anchor = attribution.cue or attribution.source
        if not anchor:
            return ()
        zone = self._zone(attribution, anchor)
        # Where source and cue stand inside another's content, that content is their sentence.
        shut: list[Span] = []
        first, last = zone[0].start, zone[-1].end
        for number in self._index.near(Span(first, last)):
            other = self.attributions[number]
            if not any(
                s.start < last and first < s.end
                for s in (*other.content, *other.source, *other.cue)
            ):
                continue
            if not shared(other.content, anchor):
                shut += other.content
            if not roles and not shared(other.content, attribution.content):
                shut += [*other.source, *other.cue]
        if not roles:
            shut += [*attribution.source, *attribution.cue]
        open_ = open_parts(zone, shut)
        return tuple(word for part in open_ for word in words(self.reading.text, (part,)))

    def _zone(self, attribution: Attribution, anchor: Spans) -> list[Span]:
        low = min(s.start for s in (*attribution.source, *anchor))
        high = max(s.end for s in (*attribution.source, *anchor))
        zone = self._sentences(Span(low, max(high, low + 1)))
        if len(zone) > 2 or not zone:
            zone = self._sentences(hull(anchor)) or [hull(anchor)]
        # A "sentence" longer than any is a list or a text without stops: only what is near counts.
        return [Span(max(s.start, low - REACH), min(s.end, high + REACH)) for s in zone]

    def _sentences(self, span: Span) -> list[Span]:
        """The sentences that share a character with a span."""
        first = bisect_right(self.reading.sentences, span.start, key=lambda s: s.end)
        return list(takewhile(lambda s: s.start < span.end, self.reading.sentences[first:]))


REACH = 1_000
"""Characters around source and cue that are looked at, at most."""


def open_parts(zone: Sequence[Span], shut: Sequence[Span]) -> list[Span]:
    """What is left of some spans without others.

    >>> open_parts([Span(0, 9)], [Span(2, 4)])
    [Span(start=0, end=2), Span(start=4, end=9)]
    """
    parts = list(zone)
    for hole in shut:
        if not any(hole.overlaps(part) for part in parts):
            continue
        cut_up = []
        for part in parts:
            if hole.overlaps(part):
                pieces = (Span(part.start, hole.start), Span(hole.end, part.end))
                cut_up += [piece for piece in pieces if piece.start < piece.end]
            else:
                cut_up.append(part)
        parts = cut_up
    return parts
