"""Claims <-> SQL: schema, store, queries, verification."""

from sayso.keep.amended import Amended, base, bases, lay, made_of, struck
from sayso.keep.anchored import (
    CLAIM_VERBS,
    ONE_VERBS,
    ROLES,
    anchor_of,
    in_force,
    spans_as,
    spans_of,
)  # fmt: skip
from sayso.keep.custody import Entry
from sayso.keep.decisions import UNDO, standing
from sayso.keep.parts import Part, part
from sayso.keep.query import Query, fold
from sayso.keep.store import Store
from sayso.keep.verify import Problem, Verdict, verify
from sayso.keep.whole import Whole, speakers, speakers_of, whole

__all__ = [
    "CLAIM_VERBS", "ONE_VERBS", "ROLES", "UNDO", "Amended", "Entry", "Part", "Problem", "Query",
    "Store", "Verdict", "Whole", "anchor_of", "base", "bases", "fold", "in_force", "lay", "made_of",
    "part", "spans_as", "spans_of", "speakers", "speakers_of", "standing", "struck", "verify",
    "whole",
]  # fmt: skip
