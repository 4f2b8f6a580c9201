"""When: time expressions found and read, and what each statement was said at and is about.

"The mayor said last week that the bridge closed in May."   (published 2018-12-19)
->   said 2018-12-10/2018-12-16, about 2018-05
"""

from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.finder import expressions
from sayso.ground.when.times import times

__all__ = ["TimeExpression", "expressions", "times"]
