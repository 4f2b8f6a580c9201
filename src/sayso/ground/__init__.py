"""Mentions -> things: who speaks and on whose word, when, where, how many.

Each function takes the reading of one report, its attributions and the report, and returns one
record for each attribution, in the same order.
"""

from sayso.ground.figures import figures
from sayso.ground.when import times
from sayso.ground.where import places
from sayso.ground.who import voices

__all__ = ["figures", "places", "times", "voices"]
