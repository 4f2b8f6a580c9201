"""How much each stem tells: rare words of English tell more than common ones.

The table is fixed (``data/common_words.tsv``), not counted over the ledger: so a report that comes
in changes no comparison of others, and what is linked as of a day is what was linked on that day.
It is also no worse: counted over the ledger itself, what a story is about ("bridge", in forty
claims about one bridge) passed for a word that says nothing (demo: F1 of same-pairs 60.2, with the
table 65.4; NANCO's untouched questions 64.1 and 64.8).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache

from sayso.link.tables import rows

__all__ = ["Rarity"]

FLOOR = 1e-4
"""Share of running text below which a rarer word tells no more than another. Between 3e-5 and 1e-3
the benchmarks do not move."""
LENGTH = 3
"""Words of running text for one stem of a claim."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weights of stems, and the sums over sets of them that were asked for before.

    Sums are exact (`math.fsum`), so that the order of a set cannot change them.
    """

    sums: dict[frozenset[str], tuple[float, float]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, stem: str) -> float:
        """The weight of one stem; a number, and what the table does not have, is rarest.

        >>> Rarity().of("bakery") > Rarity().of("army") > Rarity().of("year") > 0
        True
        """
        return _weights().get(stem, RAREST)

    def mass(self, stems: frozenset[str]) -> float:
        """The weight of a set of stems."""
        return math.fsum(map(self.of, stems))

    def squares(self, stems: frozenset[str]) -> float:
        """The sum of the squared weights of a set of stems."""
        return math.fsum(self.of(stem) ** 2 for stem in stems)

    def whole(self, stems: frozenset[str]) -> tuple[float, float]:
        """The mass and the squares of a claim's stems, kept for the next comparison."""
        known = self.sums.get(stems)
        if known is None:
            known = self.sums[stems] = (self.mass(stems), self.squares(stems))
        return known


def _weight(share: float) -> float:
    return round(-math.log(LENGTH * (share + FLOOR)), 6)


RAREST = _weight(0.0)


@cache
def _weights() -> dict[str, float]:
    return {
        stem: _weight(2.0 ** -(int(level) + 0.5))
        for level, stems in rows("common_words.tsv")
        for stem in stems.split()
    }
