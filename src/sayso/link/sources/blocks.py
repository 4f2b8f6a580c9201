"""What may be one with what: every appearance is in one block, and one source never in two.

    ada voss             all who are called so in full; all bodies of this name
    voss/REPORT          a name for short, in its report alone
    /SOURCE              whom a report does not name, by the id that it gives

So what comes or goes is told anew in the blocks that it touches (see `telling`), and a source that
is not named is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.index import Heard
from sayso.link.sources.bodies import speaks
from sayso.link.sources.clusters import SMALL, generic, heads_of, sort_of
from sayso.link.sources.facts import Appearance
from sayso.link.sources.names import is_full, key

__all__ = ["IN_REPORT", "block_of", "heard", "is_shared", "short_beside", "short_name", "unit_of"]

IN_REPORT = "/"
"""Stands in no folded name."""

_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Appearance).decode


def block_of(unit: Appearance) -> str:
    """The block of an appearance.

    "Ministry of Ports" -> "ministry ports"; "Voss" of report r -> "voss/r"; "two aides" -> "/ID"
    """
    words, sort = key(unit.name), sort_of(unit)
    name = " ".join(word for word in words if word not in SMALL)
    if unit.identified != "named":
        return f"{IN_REPORT}{unit.source}"
    shared = not generic(unit) if sort == "body" else is_full(words) or unit.kind == "unknown"
    return name if shared and sort != "alone" else f"{name}{IN_REPORT}{unit.report}"


def is_shared(block: str) -> bool:
    """Whether a block may hold appearances of several reports.

    >>> is_shared("ada voss"), is_shared("voss/0123456789abcdef")
    (True, False)
    """
    return IN_REPORT not in block


def short_beside(unit: Appearance) -> str | None:
    """The block of the same name for short in the same report, which a lone word of an unknown kind
    is one with unless it is a body's name; None for all others.
    """
    if sort_of(unit) != "person" or is_full(key(unit.name)) or unit.kind != "unknown":
        return None
    return f"{block_of(unit)}{IN_REPORT}{unit.report}"


def short_name(block: str) -> str:
    """The name of a block that is of one report; empty where it has none.

    >>> short_name("voss/0123456789abcdef"), short_name("/0123456789abcdef"), short_name("voss")
    ('voss', '', '')
    """
    return block.partition(IN_REPORT)[0] if IN_REPORT in block else ""


def heard(units: Sequence[Appearance]) -> list[Heard]:
    """The appearances of one report as they are kept, with what their neighbours need of them."""
    heads = heads_of(units)
    return [
        Heard(
            block_of(unit), unit.report, unit.source, unit.sha256,
            " ".join(sorted(speaks(unit))) if _is_person(unit) else "",
            " ".join(sorted({w for w in key(unit.name) if heads.get((unit.report, w)) == 1}))
            if _is_body(unit)
            else "",
            _write(unit).decode(),
        )
        for unit in sorted(units, key=lambda u: u.source)
    ]  # fmt: skip


def unit_of(row: Heard) -> Appearance:
    """The appearance again."""
    return _read(row.unit)


def _is_person(unit: Appearance) -> bool:
    return sort_of(unit) == "person" and is_full(key(unit.name))


def _is_body(unit: Appearance) -> bool:
    return sort_of(unit) == "body" and not generic(unit)
