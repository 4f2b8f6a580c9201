from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.changes import changes
from sayso.link.copies import copies
from tests.link.ledgers import report
from tests.link.test_copies import STORY

FIRST = "The ferry of Corwen carried 1,200 people last week and may stop in June, the harbour said."


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (FIRST, ()),
        (FIRST.replace("1,200", "12,000"), ("a number changed: 1,200 became 12,000",)),
        (FIRST.replace("may stop", "will stop"), ("a hedge is gone: may",)),
        ("A goat stood on the roof of the school in Harrow.", ()),
    ],
)
def test_what_a_sentence_lost(later: str, told: tuple[str, ...]) -> None:
    assert changes(FIRST, later) == told


def test_a_quotation_cut_down() -> None:
    whole = 'The mayor said: "If the dam holds, and if it stops raining, we can open the road."'
    short = 'The mayor said: "If it stops raining, we can open the road."'
    assert changes(whole, short) == ("a quotation was shortened",)


def test_a_copy_tells_what_it_changed() -> None:
    first = report(STORY, "Coast Agency", "2031-03-04")
    later = report(STORY.replace("three weeks", "3 weeks").replace("nine days", "19 days"), "Post",
                   "2031-03-05")  # fmt: skip
    slip = report(FIRST + " " + STORY, "Coast Agency", "2031-03-04")
    mended = report(FIRST.replace("1,200", "120") + " " + STORY, "Coast Agency", "2031-03-05")
    (link,) = copies({r.id: r for r in (slip, mended)}).links()
    assert "a number changed: 1,200 became 120" in link.reasons
    assert copies({r.id: r for r in (first, later)}).links()


def test_another_agency_s_credit_leaves_it_open() -> None:
    one = report("CORWEN (Reuters) - " + STORY, "Post")
    other = report("CORWEN (AP) - " + STORY, "Herald")
    found = copies({r.id: r for r in (one, other)})
    assert not found.reprints
    (pair,) = found.borrowed
    assert any("different agencies" in reason for reason in pair.reasons)


@given(st.text(), st.text())
def test_any_texts(first: str, later: str) -> None:
    assert len(changes(first, later)) <= 3
    assert changes(first, first) == ()
