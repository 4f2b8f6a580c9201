"""Versions: trivial edits are none; what matters is named in words; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

import sayso
from sayso.show.record import Json
from sayso.show.versions import edits
from tests.strategies import texts

FIRST = """Title: Ferry sinks off Vell
Outlet: Vell Courier
Published: 2031-03-04

At least 40 people may have drowned when a ferry sank off Vell on Monday, the coast guard said.

“We are still looking,” said Mirela Okoro, a spokeswoman for the coast guard.

The owner denied that the ferry was overloaded. Ivo Senn, a fisherman, said the sea was calm.
"""


@given(texts)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert edits(text, text) == []


@given(texts, texts)
def test_spans_lie_inside_and_no_text_fails(old: str, new: str) -> None:
    for edit in edits(old, new):
        assert edit.before is None or 0 <= edit.before.start < edit.before.end <= len(old)
        assert edit.after is None or 0 <= edit.after.start < edit.after.end <= len(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We left,” she said.", '"We left", she  said.'),
        ("It cost 2,000 crowns.", "It cost 2000 crowns."),
        ("The Port Is Shut.", "The port is shut."),
        ("One.\n\nTwo.", "One. Two."),
    ],
)
def test_trivial_edits_are_none(old: str, new: str) -> None:
    assert edits(old, new) == []


def read_twice(folder: Path, first: str, second: str) -> list[Json]:
    path = folder / "ferry.txt"
    with sayso.open(str(folder / "l.db")) as ledger:
        for text in (first, second):
            path.write_text(text)
            ledger.read(str(path))
        assert ledger.verify().problems == ()
        return ledger.versions()


def test_a_silent_edit_is_shown(tmp_path: Path) -> None:
    second = FIRST.replace("At least 40 people may have", "More than 60 people")
    second = second.replace("The owner denied that the ferry was overloaded. ", "")
    (document,) = read_twice(tmp_path, FIRST, second)
    (change,) = document["changes"]
    assert change["silent"]
    assert [edit["kind"] for edit in change["edits"]] == ["changed", "removed"]
    changed, vanished = change["claims"]
    fields = {one["field"]: one for one in changed["changes"]}
    assert set(fields) == {"hedge dropped", "figures"}
    assert (fields["hedge dropped"]["before"], fields["hedge dropped"]["after"]) == (
        "possible",
        "certain",
    )
    assert "“may have” went" in fields["hedge dropped"]["words"]
    assert "“At least 40” became “More than 60”" in fields["figures"]["words"]
    assert vanished["kind"] == "vanished"
    assert "overloaded" in vanished["text"]


def test_an_edit_that_owns_up_is_not_silent(tmp_path: Path) -> None:
    second = FIRST.replace("40", "30") + "\nCorrection: an earlier version gave another number.\n"
    (document,) = read_twice(tmp_path, FIRST, second)
    assert not document["changes"][0]["silent"]
    assert document["changes"][0]["notes"] == [
        "Correction: an earlier version gave another number."
    ]


def test_another_text_at_the_same_path_is_no_version(tmp_path: Path) -> None:
    other = "The council of Brenn raised the price of water, the mayor said.\n" * 4
    assert read_twice(tmp_path, FIRST, other) == []


def test_the_same_address_is_one_document_whatever_its_path(tmp_path: Path) -> None:
    with sayso.open(str(tmp_path / "l.db")) as ledger:
        for name, text in (("a.txt", FIRST), ("b.txt", FIRST.replace("calm", "rough"))):
            (tmp_path / name).write_text("URL: https://courier.example/ferry\n" + text)
            ledger.read(str(tmp_path / name))
        (document,) = ledger.versions()
    assert document["document"] == "https://courier.example/ferry"
    assert [edit["words"] for edit in document["changes"][0]["edits"]] == [[["calm", "rough"]]]


def test_an_edited_page_says_a_thing_once(tmp_path: Path) -> None:
    page = tmp_path / "ferry.txt"
    with sayso.open(":memory:") as ledger:
        for text in (FIRST, FIRST.replace("At least 40", "At least 60")):
            page.write_text(text, "utf-8")
            ledger.read(str(page))
        assert ledger.origins() == []
        other = tmp_path / "other.txt"
        other.write_text(
            "Title: Calm\nOutlet: Port Mail\nPublished: 2031-03-05\n\n"
            "Ivo Senn, a fisherman, told this newspaper that the sea was calm on that day, and "
            "that nobody in the harbour had warned the crew.\n", "utf-8",
        )  # fmt: skip
        ledger.read(str(other))
        for row in ledger.origins():
            assert sorted(len(said["again"]) for said in row["said_by"]) == [0, 1]
            assert row["texts"]["high"] == 2
