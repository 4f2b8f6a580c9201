"""The time that a statement is about: the expression inside its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.ground.when.attach import Frame, naming
from sayso.ground.when.expression import TimeExpression, within
from sayso.spans import Span, Spans, covers, cut

_SUBORDINATE = re.compile(
    r"(?i)\b(?:after|before|when|while|who|which|whose|where|because|following|although|though"
    r"|despite|as)\b[^,;]*$"
)
"""Before an expression: it stands in a clause of its own inside the content."""


_ADVERB = re.compile(r"(?i)\w+(?:edly|ently)")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The number of the expression that dates the content, and how many other times it has."""

    number: int
    others: int


def about(
    frame: Frame,
    inner: Iterable[Span],
    found: Sequence[TimeExpression],
    text: str,
) -> Chosen | None:
    """The first time of the content's main clause, else its first time, else None.

    ``inner`` are the spans inside the content that belong to someone else's statement. For "that
    the mine was sold in March, after it had flooded in 2011" it is "March". An adverb
    ("reportedly") passes on its whole sentence, and so its time.
    """
    content, spans = frame.attribution.content, tuple(inner)
    if _ADVERB.fullmatch(cut(text, frame.attribution.cue)):
        content = (*content, *frame.zone)
    inside = [
        number
        for number in within(found, content)
        if (expression := found[number])
        and covers(content, (expression.span,))
        and not covers(spans, (expression.span,))
        and _dated(expression)
        and not naming(expression, text)
    ]
    if not inside:
        return None
    main = [n for n in inside if not _aside(found[n].span, content, text)]
    number = (main or inside)[0]
    return Chosen(number, len({found[n].value for n in inside} - {found[number].value}))


def _dated(expression: TimeExpression) -> bool:
    """Whether an expression can date a content: a duration only if it is tied to a day."""
    if expression.type == "SET" or expression.value.endswith("_REF"):
        return False
    return expression.edtf is not None or expression.type in ("DATE", "TIME")


def _aside(span: Span, content: Spans, text: str) -> bool:
    home = next(c for c in content if c.overlaps(span))
    return bool(_SUBORDINATE.search(text[home.start : span.start]))
