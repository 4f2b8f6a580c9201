from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect import from_bytes
from sayso.collect.header import header
from sayso.collect.top import title, top
from tests.collect.cases import cases, label
from tests.strategies import texts

BLOCK = "Title: The bridge\nPublished: 2031-03-04\n\n"


@pytest.mark.parametrize("case", cases("headers"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    report = from_bytes(case["text"].encode(), "a.txt")
    assert report.text == case["body"]
    for field, value in case["fields"].items():
        found = getattr(report, field)
        assert found == (tuple(value) if isinstance(value, list) else value)


@given(texts)
def test_the_body_is_what_follows_unchanged(text: str) -> None:
    details, start = header(BLOCK + text)
    assert (BLOCK + text)[start:] == text
    assert [(d.field, d.value) for d in details] == [
        ("title", "The bridge"),
        ("published", "2031-03-04"),
    ]


@given(st.one_of(texts, st.text()))
def test_a_text_without_two_known_keys_is_left_whole(text: str) -> None:
    details, start = header(text)
    assert (start == 0) == (details == ())
    if start:
        block = text[:start].splitlines()
        assert sum(":" in line for line in block) >= 2


@pytest.mark.parametrize("case", cases("credits"), ids=label)
def test_a_line_of_credits(case: dict[str, Any]) -> None:
    found = (*top(case["text"]), *title(case["text"]))
    for field, values in case["fields"].items():
        assert [d.value for d in found if d.field == field] == values
