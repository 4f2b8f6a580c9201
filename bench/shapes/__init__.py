"""Files of every format in the shapes of real life, all invented, with what must be found in them.

`all_shapes` makes them; `bench/formats.py` prints the table, the tests hold every row to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.shapes.awkward import awkward
from bench.shapes.packed import archives, web_archives
from bench.shapes.prose import documents, mails, texts, transcripts
from bench.shapes.saved import saved
from bench.shapes.shape import Shape
from bench.shapes.structured import feeds, posts, tables


def all_shapes() -> Iterator[Shape]:
    """Every shape, by format."""
    for made in (
        texts,
        feeds,
        documents,
        mails,
        web_archives,
        tables,
        posts,
        transcripts,
        archives,
        saved,
        awkward,
    ):
        yield from made()


__all__ = ["Shape", "all_shapes"]
