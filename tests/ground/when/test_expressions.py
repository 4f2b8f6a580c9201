from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.when import expressions
from sayso.ground.when.periods import when
from tests.ground.when.cases import cases, label
from tests.strategies import texts


@pytest.mark.parametrize("case", cases("expressions"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    text, published = case["text"], case["published"]
    found = expressions(text, date.fromisoformat(published) if published else None)
    values = [when(found, n, text, open_ended=False) for n in range(len(found))]
    got = [[e.text, e.type, e.value, v.edtf] for e, v in zip(found, values, strict=True)]
    assert got == case["found"]
    for expression in found:
        assert list(expression.readings) == case.get("readings", [])
        assert expression.zone == case.get("zone")


def test_days_of_a_value() -> None:
    found = expressions("He left last week.", date(2018, 12, 19))[0]
    assert (found.start, found.end) == ("2018-12-10", "2018-12-16")


WORDS = st.sampled_from(
    (
        "Monday", "May 5", "Nov. 5,", "1998", "'98", "last", "next", "the", "quarter", "third",
        "a year", "ago", "earlier", "week", "two", "9999", "noon", "5 p.m. EST", "03/04", "1st",
        "2018-13-45", "Feb. 30", "Easter", "weekend", "since", "until", "of", "every", "fall",
        "20th century", "nineties", "fiscal", "Q3", "half", "day", "said", "will", "to be",
        "later", "10-12", "&", "\n\n", "é", "😀",
    )
)  # fmt: skip
_DAY = r"(?:\d{4}(?:-\d\d){0,2}~?|\d{3}X|\d\dXX)"
EDTF = re.compile(rf"{_DAY}|(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)|\[{_DAY},{_DAY}\]")
"""The part of the Extended Date/Time Format (levels 0 and 1, and sets) that is used."""
timely = st.lists(st.one_of(WORDS, texts), max_size=30).map(" ".join)
anchors = st.one_of(st.none(), st.dates())


@given(timely, anchors)
def test_any_text_and_day(text: str, anchor: date | None) -> None:
    found = expressions(text, anchor)
    assert found == expressions(text, anchor)
    end = 0
    for number, expression in enumerate(found):
        assert end <= expression.span.start < expression.span.end <= len(text)
        assert text[expression.span.start : expression.span.end] == expression.text
        end = expression.span.end
        if expression.start and expression.end:
            assert date.fromisoformat(expression.start) <= date.fromisoformat(expression.end)
        value = when(found, number, text)
        assert value.edtf is None or EDTF.fullmatch(value.edtf)
        assert all(text[s.start : s.end] == value.text for s in value.spans)


@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)), anchors)
def test_a_full_date_means_itself_whatever_the_day_of_publication(
    day: date, anchor: date | None
) -> None:
    for form in (
        f"It was signed on {day:%B} {day.day}, {day.year}.",
        f"It was signed on {day.day} {day:%B} {day.year}.",
        f"It was signed on {day.isoformat()}.",
    ):
        assert [e.edtf for e in expressions(form, anchor)] == [day.isoformat()]
