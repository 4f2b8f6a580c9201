"""Sources across reports: one record for one person or body, and what may yet be one.

    claims of a report --appearances--> facts, kept
    facts of all       --clusters-----> who is one, in doubt nobody; each in a block of its own
                       --decided------> a person's merges, splits, names and letters
                       --resolve------> records, whose each mention is, suggestions, open decisions

Everything is a pure function of the facts and the decisions, whatever the order of reading (law 2):
`tell_all` computes it for a whole ledger, `tell` in the blocks that what came and went touches.
"""

from sayso.link.sources.blocks import unit_of
from sayso.link.sources.decided import ADMIRALTY, APART, MENTION, MERGE, RENAME, SPLIT, VERBS
from sayso.link.sources.facts import Appearance, Place, appearances, as_json, cited, from_json
from sayso.link.sources.resolve import resolve
from sayso.link.sources.telling import tell, tell_all

__all__ = [
    "ADMIRALTY",
    "APART",
    "MENTION",
    "MERGE",
    "RENAME",
    "SPLIT",
    "VERBS",
    "Appearance",
    "Place",
    "appearances",
    "as_json",
    "cited",
    "from_json",
    "resolve",
    "tell",
    "tell_all",
    "unit_of",
]  # fmt: skip
