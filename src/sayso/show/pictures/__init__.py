"""A picture of each question: origins, conflicts, figures, timeline, who.

Each is a pure function of the rows that its view gives and of the claim records by id, to a
Vega-Lite specification (a dictionary), which `sayso.show.pictures.drawing` makes into SVG or PNG
and a page may draw itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.errors import UsageError
from sayso.show.pictures.conflicts import conflicts
from sayso.show.pictures.drawing import svg, write
from sayso.show.pictures.figures import figures
from sayso.show.pictures.look import Spec
from sayso.show.pictures.origins import origins
from sayso.show.pictures.timeline import timeline
from sayso.show.pictures.who import who
from sayso.show.record import Json

__all__ = ["KINDS", "picture", "svg", "write"]

KINDS = ("origins", "conflicts", "figures", "timeline", "who")


def picture(
    what: str, rows: Sequence[Json], records: Iterable[Json], links: Iterable[Json] = ()
) -> Spec:
    """The specification of one of `KINDS`; ``rows`` are those of its view.

    ``records`` are claim records (at least those that the rows name), ``links`` link records: the
    copies among them are drawn as reprints.

    Raises:
        UsageError: there is no such picture.
    """
    known = {record["id"]: record for record in records}
    if what == "origins":
        return origins(rows, known, links)
    drawn: Mapping[str, Spec] = {}
    if what == "conflicts":
        drawn = conflicts(rows, known)
    elif what == "figures":
        drawn = figures(rows, known)
    elif what == "timeline":
        drawn = timeline(rows, known)
    elif what == "who":
        drawn = who(rows, known)
    else:
        raise UsageError(f"There is no picture of {what!r}; choose one of: {', '.join(KINDS)}.")
    return dict(drawn)
