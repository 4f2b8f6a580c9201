"""What one can ask for: a frozen question, and its translation to SQL.

User words never become SQL or full-text syntax: values are bound, search terms are quoted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

BY = (
    "c.id IN (SELECT claim FROM mention WHERE record IN"
    " (SELECT id FROM source WHERE id >= ? AND id < ? UNION"
    " SELECT id FROM source WHERE name_key LIKE ? ESCAPE '\\')"
    " UNION ALL SELECT id FROM claim WHERE speaker_key LIKE ? ESCAPE '\\'"
    " UNION ALL SELECT k.id FROM claim k WHERE k.speaker >= ? AND k.speaker < ?"
    " AND NOT EXISTS (SELECT 1 FROM mention WHERE claim = k.id))"
)
"""Claims by a source: its record's id or names, or what the report itself calls it."""
ID = re.compile(r"[0-9a-fA-F]{6,64}")
"""An id, or enough of its beginning not to be a word."""
WORDS = "c.words IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)"
OF = "(c.id = ? OR c.report = ? OR c.id IN (SELECT claim FROM member WHERE proposition = ?))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which claims. Every field narrows; None asks nothing. Days are ISO 8601 ("2018-12-19").

    ``of`` is the id of a claim, or of a report or proposition for all its claims; ``by`` is part of
    a source's name or a source id; ``text`` words that the claim must hold;
    ``since`` and ``until`` bound when it was said (its report's day where that is not known);
    ``as_of`` shows only what had been published and said by then. ``limit`` and ``offset`` choose
    a page of what is found.
    """

    by: str | None = None
    outlet: str | None = None
    report: str | None = None
    of: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    text: str | None = None
    act: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    stage: str | None = None
    quote: str | None = None
    hearsay: bool | None = None
    least_confidence: float | None = None
    limit: int | None = None
    offset: int = 0

    def where(self) -> tuple[str, list[object]]:
        """An SQL condition over ``claim c JOIN report r``, and its bound values.

        >>> Query(act="deny").where()
        ('c.act = ?', ['deny'])
        """
        conditions: list[str] = []
        values: list[object] = []

        def add(condition: str, *bound: object) -> None:
            conditions.append(condition)
            values.extend(bound)

        if self.by is not None:
            ids, words = beginning(self.by), part(self.by)
            add(BY, *ids, words, words, *ids)
        if self.outlet is not None:
            add("r.outlet_key LIKE ? ESCAPE '\\'", part(self.outlet))
        if self.report is not None:
            add("c.report = ?", self.report)
        if self.of is not None:
            add(OF, self.of, self.of, self.of)
        if self.since is not None:
            add("coalesce(c.said_end, substr(r.published, 1, 10)) >= ?", self.since)
        if self.until is not None:
            add("coalesce(c.said_start, substr(r.published, 1, 10)) <= ?", self.until)
        if self.as_of is not None:
            add("(r.published IS NOT NULL AND substr(r.published, 1, 10) <= ?)", self.as_of)
            add("(c.said_start IS NULL OR c.said_start <= ?)", self.as_of)
        for name in ("act", "certainty", "polarity", "stage", "quote"):
            if (value := getattr(self, name)) is not None:
                add(f"c.{name} = ?", value)
        if self.hearsay is not None:
            add("c.hearsay = ?", int(self.hearsay))
        if self.least_confidence is not None:
            add("c.confidence >= ?", self.least_confidence)
        if self.text is not None:
            add(WORDS, match(self.text))
        return " AND ".join(conditions) or "1", values


def match(words: str) -> str:
    """A full-text query that finds all the words, whatever characters they hold.

    Words in double quotation marks stay together. No word at all finds nothing.

    >>> match('95.1% "so he"')
    '"95.1%" "so he"'
    """
    pieces = words.replace("\0", " ").split('"')
    terms = [
        term
        for number, piece in enumerate(pieces)
        for term in ([piece] if number % 2 else piece.split())
    ]
    kept = [term.strip() for term in terms if any(c.isalnum() for c in term)]
    return " ".join(f'"{term}"' for term in kept) or '""'


def fold(words: str) -> str:
    """Letters without case and diacritics, for looking names up.

    >>> fold("Müller")
    'muller'
    """
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def beginning(words: str) -> tuple[str, str]:
    """The bounds between which ids begin so; none lies between them where the words can be no id.

    >>> beginning("59E1AEF2"), beginning("Dana [Okoro]")
    (('59e1aef2', '59e1aef2g'), ('', ''))
    """
    first = words.lower() if ID.fullmatch(words) else ""
    return first, first and f"{first}g"


def part(words: str) -> str:
    """A pattern for LIKE that finds the words, folded, anywhere.

    >>> part("50%")
    '%50\\\\%%'
    """
    escaped = fold(words).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
