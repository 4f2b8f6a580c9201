from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.copies import copies
from sayso.link.credits import credits
from tests.link.ledgers import cases, report

STORY = (
    "The old harbour of Corwen will be shut for three weeks while divers look for the wreck of the "
    "ferry that went down there in January. The harbour master, Tobias Hale, told the council on "
    "Monday that no ship would be let in, whatever its cargo. Fishermen fear for the herring "
    "season, which begins in nine days and feeds half of the town through the winter months. "
)
OTHER = (
    "A jury in Bellmere found the baker guilty of selling short loaves. She had told the court "
    "that her scales were older than the law, and that nobody had complained before the new "
    "inspector came. The fine is forty crowns, to be paid by Easter, and the scales go to a museum."
)


@pytest.mark.parametrize("case", cases("credits"), ids=lambda c: c["text"][:40])
def test_credits(case: dict[str, Any]) -> None:
    found = credits(report(case["text"]), frozenset(case.get("outlets", ())))
    assert sorted(found) == case["credits"]


def test_a_reprint_is_found_and_what_came_first_stands_in_front() -> None:
    first = report(STORY, "Coast Agency", "2031-03-04")
    later = report("Harbour shut! " + STORY + "More on page two.", "Post", "2031-03-05")
    other = report(OTHER, "Herald", "2031-03-04")
    found = copies({r.id: r for r in (later, other, first)})
    (link,) = found.links()
    assert (link.a, link.b, link.kind, link.of) == (first.id, later.id, "copy", "reports")
    assert "before 2031-03-05" in link.reasons[-1]


def test_two_agencies_are_never_joined() -> None:
    first = report("CORWEN (Reuters) - " + STORY, "Post")
    second = report("CORWEN (AP) - " + STORY, "Herald")
    assert copies({r.id: r for r in (first, second)}).reprints == ()


def test_the_furniture_of_a_site_is_no_evidence() -> None:
    footer = (
        "Sign up for our letter and never miss a story from the coast again, dear reader of ours."
    )
    bodies = [
        "The council of Corwen has bought a snow plough for the winter that may come or not come.",
        "A goat was seen on the roof of the school in Harrow, eating the thatch with great calm.",
        "Three bakers share the prize for the best rye loaf that was ever weighed in the valley.",
        "The choir sings on Sunday at six, and the mayor has promised that he will not join in.",
    ]
    reports = [report(f"{body} {footer}", "Post") for body in bodies]
    assert copies({r.id: r for r in reports}).reprints == ()


def test_a_short_text_is_no_evidence() -> None:
    one, two = report("The bridge is shut.", "Post"), report("The bridge is shut.", "Herald")
    assert copies({r.id: r for r in (one, two)}).reprints == ()


@given(st.lists(st.text(), max_size=4))
def test_any_texts_are_compared(texts: list[str]) -> None:
    reports = [report(text, str(number)) for number, text in enumerate(texts)]
    for pair in copies({r.id: r for r in reports}).reprints:
        assert pair.a != pair.b
        assert 0 < pair.share <= 1
