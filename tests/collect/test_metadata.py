from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect import Metadata, from_bytes, from_text
from sayso.errors import UsageError

FILE = b"Title: Vell votes\nOutlet: Vell Courier\nPublished: 4 March 2031\nAuthor: Ana Tamm\n\nText"


def notes(metadata: Metadata) -> dict[str, str]:
    report = from_bytes(FILE, "a.txt", metadata=metadata)
    return {f"{note.field}: {note.name}": note.words for note in report.notes}


def test_the_file_is_believed_where_the_user_says_nothing() -> None:
    report = from_bytes(FILE, "a.txt")
    assert (report.title, report.outlet, report.published, report.authors) == (
        "Vell votes", "Vell Courier", "2031-03-04", ("Ana Tamm",),
    )  # fmt: skip
    assert notes(Metadata()) == {
        "title: found in the file": "Found in the header line “Title”: “Vell votes”.",
        "outlet: found in the file": "Found in the header line “Outlet”: “Vell Courier”.",
        "published: found in the file": "Found in the header line “Published”: “4 March 2031”.",
        "authors: found in the file": "Found in the header line “Author”: “Ana Tamm”.",
    }


def test_the_user_wins_and_disagreement_is_noted() -> None:
    given = Metadata(outlet="vell courier", published="2031-03-05", authors=("Bo Lind",))
    report = from_bytes(FILE, "a.txt", metadata=given)
    assert (report.title, report.outlet, report.published, report.authors) == (
        "Vell votes", "vell courier", "2031-03-05", ("Bo Lind",),
    )  # fmt: skip
    found = notes(given)
    assert found["published: given by the user"] == "Given by the user."
    assert found["published: disagreement"] == (
        "“2031-03-05” is used, although the header line “Published” says “4 March 2031”."
    )
    assert "authors: disagreement" in found
    assert "outlet: disagreement" not in found


def test_a_moment_and_its_day_agree() -> None:
    assert "published: disagreement" not in notes(Metadata(published="2031-03-04T07:30Z"))


def test_a_date_that_cannot_be_read_is_noted() -> None:
    report = from_bytes(b"Title: A\nOutlet: B\nPublished: soon\n\nText")
    assert report.published is None
    assert [n.words for n in report.notes if n.name == "unread date"] == [
        "“soon” in the header line “Published” is no date that can be read."
    ]


def test_a_note_is_kept() -> None:
    report = from_bytes(b"Title: A\nOutlet: B\nNote: This report is invented.\n\nText")
    assert [n.words for n in report.notes if n.field == "note"] == ["This report is invented."]


@pytest.mark.parametrize("published", ["yesterday", "2031-13-01", "03/04/2031", "2031", "4 March"])
def test_a_bad_date_is_wrong_usage(published: str) -> None:
    with pytest.raises(UsageError, match="2031-03-04") as caught:
        from_text("Text", published=published)
    assert str(caught.value).startswith(f"“{published}”")


@pytest.mark.parametrize("field", ["outlet", "title", "url", "authors"])
def test_broken_characters_are_wrong_usage(field: str) -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        from_text("Text", **{field: "\udcff"})


def test_empty_values_are_not_given() -> None:
    assert Metadata(outlet="  ", title="", authors=("", " ")) == Metadata()


@given(st.text(), st.text())
def test_metadata_is_a_value_or_wrong_usage(outlet: str, published: str) -> None:
    try:
        report = from_text("Text", outlet=outlet, published=published)
    except UsageError:
        return
    assert report.outlet == (outlet.strip() or None)
    assert report.id
