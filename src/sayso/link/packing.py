"""Claims and judgements as bytes, for the tables that linking keeps (see `index`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.index import Kept, Met, Overlap
from sayso.link.clash import Clash
from sayso.link.copies import Pair
from sayso.link.judging import Judged
from sayso.link.nodes import Node, number_of
from sayso.link.view import Seen

__all__ = ["edges_of", "judged_of", "kept", "met", "node_of", "overlap", "pair_from"]

_write = msgspec.msgpack.Encoder().encode
_seen = msgspec.msgpack.Decoder(Seen).decode
_told = msgspec.msgpack.Decoder(tuple[tuple[str, ...], Clash | None]).decode
_pair = msgspec.msgpack.Decoder(Pair).decode


def kept(node: Node) -> Kept:
    """A claim as it is kept."""
    report = number_of(node.seen.report)
    return Kept(node.number, report, node.moment, node.twin, node.said, _write(node.seen))


def node_of(row: Kept) -> Node:
    """The claim again."""
    return Node(row.number, row.moment, row.twin, row.said, _seen(row.record))


def met(a: int, b: int, times: int, judged: Judged) -> Met:
    """A judgement as it is kept."""
    told = _write((judged.reasons, judged.clash))
    return Met(a, b, times, int(judged.same), int(judged.hard), judged.score, told)


def judged_of(row: Met) -> Judged:
    """The judgement again."""
    reasons, clash = _told(row.record)
    return Judged(bool(row.same), bool(row.hard), row.score, reasons, clash)


def overlap(a: int, b: int, count: int, pair: Pair | None, reprint: bool) -> Overlap:
    """What two reports share as it is kept."""
    return Overlap(a, b, count, int(reprint), b"" if pair is None else _write(pair))


def pair_from(row: Overlap) -> Pair | None:
    """The pair of reports again; None where nothing follows from what they share."""
    return _pair(row.record) if row.record else None


def edges_of(rows: Sequence[Met]) -> Mapping[tuple[int, int], Judged]:
    """Judgements by their pair."""
    return {(row.a, row.b): judged_of(row) for row in rows}
