"""Sources across reports: one record for one person or body, and what may yet be one.

    claims of a report --appearances--> facts, kept
    facts of all       --clusters-----> who is one, in doubt nobody
                       --decided------> a person's merges, splits, names and letters
                       --resolve------> records, whose each mention is, suggestions, open decisions

Everything is a pure function of the facts and the decisions, whatever the order of reading (law 2).
"""

from sayso.link.sources.decided import ADMIRALTY, APART, MENTION, MERGE, RENAME, SPLIT, VERBS
from sayso.link.sources.facts import (
    VERSION,
    Appearance,
    Place,
    appearances,
    as_json,
    cited,
    from_json,
)  # fmt: skip
from sayso.link.sources.resolve import resolve

__all__ = [
    "ADMIRALTY",
    "APART",
    "MENTION",
    "MERGE",
    "RENAME",
    "SPLIT",
    "VERBS",
    "VERSION",
    "Appearance",
    "Place",
    "appearances",
    "as_json",
    "cited",
    "from_json",
    "resolve",
]  # fmt: skip
