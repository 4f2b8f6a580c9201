"""One made file, and what must be found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ONE = (
    "The council of Vell voted on Tuesday to keep the old bridge open for another year.",
    "“We heard the people of the harbour,” said Mira Osk, the mayor, after the count.",
    "At least 14 members were in favour, and three abstained, the clerk said.",
)
TWO = (
    "The ferry company of Orsa said on Friday that it would cut four of its nine lines.",
    "Unions called the plan “a blow to every island”, and asked for talks in March.",
    "The ministry did not answer questions about the money that was promised.",
)
THREE = (
    "Rain had damaged 200 homes along the Tamm by noon, according to the fire service.",
    "Nobody was hurt, a spokeswoman for the district said late on Sunday.",
    "Schools in the lower town will stay closed until Wednesday, she added.",
)


@dataclass(frozen=True)
class Shape:
    """``texts``: the sentences of each report in it; ``metadata``: of the first, what must be found
    (attribute of `Report` -> value); ``failures``: entries that must fail with a reason;
    ``without``: what the first report must not hold, being another's words.
    """

    format: str
    name: str
    file: str
    data: bytes
    texts: tuple[tuple[str, ...], ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    failures: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
