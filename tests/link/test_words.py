from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.stances import negated, plain, stances
from sayso.link.words import content, tokens
from tests.link.ledgers import cases


@pytest.mark.parametrize("case", cases("words"), ids=lambda c: c["text"])
def test_stems(case: dict[str, Any]) -> None:
    assert list(content(case["text"])) == case["stems"]


@pytest.mark.parametrize("case", cases("stances"), ids=lambda c: c["text"])
def test_stances(case: dict[str, Any]) -> None:
    taken = [[s.axis, s.side] for s in stances(case["text"])]
    if not case["takes"] and "before" in case["text"]:
        assert ["course", "-"] not in taken
    else:
        assert taken == case["takes"]


def test_a_denied_statement_takes_the_other_side() -> None:
    (stance,) = stances("the brigade has left Harrow base, withdrawn for good", denied=True)
    assert (stance.axis, stance.side, stance.dismissal) == ("course", "-", True)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert isinstance(negated(text), bool)
    for stance in stances(text):
        assert 0 <= stance.start <= stance.end <= len(text)
    assert len(content(text)) <= len(tokens(text))
