"""Where a name that the gazetteer lacks lies: by the town beside it, or by the report's own area.

A street or a farm has no entry, but "Elm Street in Springfield" lies in Springfield, and most
reports about local events stay in one neighbourhood. On GeoWebNews (the part that was built on) the
town beside the name was within 161 km nine times in ten, the report's area 31 times of 37; the
nearest town of the same sentence only 32 times of 46, so that it is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.ground.gazetteer import Entry
from sayso.ground.where.resolve import distance
from sayso.ground.where.spotted import Token

_TOGETHER = 161.0
_SHARE = 0.6
_FEWEST = 2
"""A report has an area if at least two of its towns, and 60 % of them, lie within 161 km of one."""

_MOST = 200
"""Different towns that are compared; longer lists (a gazette) are cut to their first."""


def beside(toks: Sequence[Token], last: int, towns: Mapping[int, Entry]) -> Entry | None:
    """The town that follows a name at once: "Elm Street in Springfield", "Elm Street, Springfield".

    ``last`` is the position after the name; ``towns`` are keyed by their first token.
    """
    for first in (last + 1, last + 2):
        if first in towns and {t.text for t in toks[last:first]} <= {",", "in", "at", "near"}:
            return towns[first]
    return None


def area_of(entries: Sequence[Entry]) -> Entry | None:
    """The town in the middle of a report's towns, None if they lie far apart.

    >>> towns = [Entry("city", name, "FR", "", lat, 2.0, 0) for name, lat in
    ...          (("A", 48.0), ("B", 48.2), ("C", 48.4))]
    >>> area_of(towns).name, area_of(towns[:1])
    ('A', None)
    """
    if len(entries) < _FEWEST:
        return None
    times = dict(Counter(entries).most_common(_MOST))
    counts = {
        entry: sum(n for other, n in times.items() if distance(entry, other) < _TOGETHER)
        for entry in times
    }
    middle = max(counts, key=lambda entry: counts[entry])
    most = counts[middle]
    return middle if most >= _FEWEST and most >= _SHARE * len(entries) else None
