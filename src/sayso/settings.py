"""Everything that can be chosen, in one explicit frozen object handed down the river.

Nothing here is read from the environment: the command line and the Python API build a `Settings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[str, tuple[str, ...]]
"""A row that a user adds to a table of sources: the table ("bodies") and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to read. The defaults are what the measurements in bench/ were taken with."""

    narration: bool = True
    """Keep the outlet's own sentences that carry a figure, as claims with quote = narration."""

    min_confidence: float = 0.0
    """Attributions below this calibrated probability are left out of the ledger."""

    speaker_threshold: float = 0.6
    """Below this confidence a pronoun or description stays unresolved and says so."""

    tables: tuple[Row, ...] = ()
    """Rows beside those of the package by which sources are known; a ledger adds its own."""

    largest_input: int = 64 * 2**20
    """Bytes; a larger file is refused by name, so that one file cannot take the memory."""

    longest_text: int = 1_000_000
    """Characters; a longer text (a thick book) is refused by name: reading takes memory and time
    that grow with it."""

    fetch_seconds: float = 30.0
    """As long as the fetching of one URL may take, with all its redirects."""

    allow_private: bool = False
    """Fetch from this machine and private networks too, where the user names such a URL."""

    columns: tuple[tuple[str, str], ...] = ()
    """Which field of a table holds what: (("text", "body"), ("published", "date")). Fields that are
    not named are found by their usual names (collect/data/columns.tsv)."""

    follow: bool = False
    """Fetch the pages that a feed or sitemap links to."""

    most_nested: int = 4
    """How deep containers may lie in each other (a gzipped web archive in a ZIP is three)."""

    most_entries: int = 10_000_000
    """Entries read of one input; what is beyond is named as left out."""

    most_expanded: int = 16 * 2**30
    """Bytes that one input may unpack to; also no more than 200 times its size, or 256 MiB."""

    longest_wait: float = 60.0
    """Seconds that one entry of a hostile format may take, in its own process."""

    most_memory: int = 1024 * 2**20
    """Bytes of address space of the process that reads hostile formats."""

    originals: bool = True
    """Keep the bytes as received in the ledger; else only their hash and path."""

    workers: int | None = 1
    """Reading processes; None: as many as there are cores, where there is much to read. The ledger
    is the same for any number."""

    vague: dict[str, tuple[int, int]] = field(
        default_factory=lambda: {
            "a couple": (2, 3),
            "a few": (2, 9),
            "several": (2, 9),
            "dozens": (24, 99),
            "scores": (40, 199),
            "hundreds": (200, 999),
            "thousands": (2_000, 9_999),
            "tens of thousands": (20_000, 99_999),
            "hundreds of thousands": (200_000, 999_999),
            "millions": (2_000_000, 9_999_999),
        }
    )
    """Vague number words as documented ranges, never a single number ("several thousand" is the
    range of "several" times a thousand: 2,000 to 9,999)."""


DEFAULT = Settings()
