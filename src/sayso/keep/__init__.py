"""Claims <-> SQL: schema, store, queries, verification."""

from sayso.keep.anchored import CLAIM_VERBS, anchor_of, in_force
from sayso.keep.custody import Entry
from sayso.keep.decisions import UNDO, standing
from sayso.keep.parts import Part, part
from sayso.keep.query import Query, fold
from sayso.keep.store import Store
from sayso.keep.verify import Problem, Verdict, verify
from sayso.keep.whole import Whole, speakers, speakers_of, whole

__all__ = [
    "CLAIM_VERBS", "UNDO", "Entry", "Part", "Problem", "Query", "Store", "Verdict", "Whole",
    "anchor_of", "fold", "in_force", "part", "speakers", "speakers_of", "standing", "verify",
    "whole",
]  # fmt: skip
