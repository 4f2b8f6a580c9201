"""When: time expressions found and read, and what each statement was said at and is about.

    "The mayor said last week that the bridge closed in May."   (published 2018-12-19)
    ->   said 2018-12-10/2018-12-16, about 2018-05

A text goes through these files:

    words, almanac          the tables of time words, and calendar arithmetic
    scene                   what a rule of the grammar sees and answers
    dates, years, clock,    the rules, each a pattern and the function that reads its matches
    weekdays, relative,
    quarters, lengths
    tense                   whether the verb beside a date looks back or ahead
    finder                  all rules over one text  ->  `TimeExpression`
    anchor, periods         the day to count from; ranges and open ends  ->  `When`
    attach, carry, said     the time of saying: own sentence, earlier sentence, the usual day
    about, quoted           the time of the content; inside quotation marks from the day of saying
    times                   both, with reasons and gaps  ->  `Times`
"""

from sayso.ground.when.expression import TimeExpression
from sayso.ground.when.finder import expressions
from sayso.ground.when.times import times

__all__ = ["TimeExpression", "expressions", "times"]
