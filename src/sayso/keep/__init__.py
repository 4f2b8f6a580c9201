"""Claims <-> SQL: schema, store, queries, verification."""

from sayso.keep.custody import Entry
from sayso.keep.decisions import UNDO, standing
from sayso.keep.parts import Part, part
from sayso.keep.query import Query, fold
from sayso.keep.store import Store
from sayso.keep.verify import Problem, Verdict, verify

__all__ = [
    "UNDO", "Entry", "Part", "Problem", "Query", "Store", "Verdict", "fold", "part", "standing",
    "verify",
]  # fmt: skip
