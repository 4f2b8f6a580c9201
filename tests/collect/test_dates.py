from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.dates import iso, written
from tests.collect.cases import cases, label


@pytest.mark.parametrize("case", cases("dates"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    assert iso(case["text"]) == case["iso"]
    assert written(case["text"]) == case["written"]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_comes_back_from_every_form(day: date) -> None:
    month = day.strftime("%B")
    for form in (
        day.isoformat(),
        day.strftime("%Y%m%d"),
        f"{day.day} {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
    ):
        assert written(form) == day.isoformat()


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))
def test_a_moment_comes_back(moment: datetime) -> None:
    assert iso(moment.isoformat()) == moment.isoformat()


@given(st.text())
def test_no_text_breaks_it_and_results_are_stable(text: str) -> None:
    once = written(text)
    assert once is None or iso(once) == once
