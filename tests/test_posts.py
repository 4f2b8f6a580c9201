"""A post that a page shows is its author's word, through that channel, of its own day."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger import Ledger

PAGE = """\
Ada Voss said the ferry row was over.

The ferry sails on Friday. Nobody asked me!

— Ada Voss (@adavoss) May 4, 2031

The quay is rotten.

— Harbour Watch (@harbourwatch) May 6, 2031

Voss said the crane was sold.
"""


def test_each_post_has_its_author_its_day_and_its_channel(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    with Ledger(str(tmp_path / "l.db")) as ledger:
        ledger.read(str(tmp_path / "page.txt"), published="2031-06-01", outlet="Quay News")
        told = [
            (c["chain"][0]["name"], c["content"]["text"], c["channel"], c["said"]["edtf"])
            for c in ledger.claims()
        ]
    assert told == [
        ("Ada Voss", "the ferry row was over", None, "2031-06-01"),
        ("Ada Voss", "The ferry sails on Friday. Nobody asked me!", "tweet", "2031-05-04"),
        ("Harbour Watch", "The quay is rotten.", "tweet", "2031-05-06"),
        ("Ada Voss", "the crane was sold", None, "2031-06-01"),  # not of the post's day
    ]
