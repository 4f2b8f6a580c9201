from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.when import times
from sayso.records import Attribution, Quotation, Quote, Reading, Span, Spans, Times
from sayso.settings import DEFAULT
from tests.ground.when.cases import cases, label
from tests.strategies import report_of, texts


def reading_of(text: str) -> Reading:
    """Paragraphs at line breaks, sentences at full stops followed by a space and a capital."""
    paragraphs, sentences, start, at = [], [], 0, 0
    for line in text.split("\n"):
        paragraphs.append(Span(at, at + len(line)))
        start = at
        for i, char in enumerate(line):
            last = i + 1 == len(line)
            if last or (
                char in ".!?" and line[i + 1 : i + 2] == " " and line[i + 2 : i + 3].isupper()
            ):
                if start < at + i + 1:
                    sentences.append(Span(start, at + i + 1))
                start = at + i + 2
        at += len(line) + 1
    quoted = tuple(
        Quotation(Span(*m.span()), Span(m.start() + 1, m.end() - 1))
        for m in re.finditer("“[^”]*”", text)
    )
    return Reading(text, tuple(paragraphs), tuple(sentences), (), quoted)


def located(text: str, words: str, near: Span | None = None) -> Spans:
    """Where the words stand, the nearest to another role and outside it."""
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    found = [Span(at, at + len(words)) for at in starts]
    if near:
        found = [s for s in found if not s.overlaps(near)]
        found.sort(key=lambda s: max(s.start - near.end, near.start - s.end))
    return tuple(found[:1])


def read(case: dict[str, Any]) -> tuple[Times, ...]:
    text, made = case["text"], []
    for item in case["attributions"]:
        content = located(text, item["content"])
        source, cue = (
            located(text, item[role], content[0]) if item[role] else ()
            for role in ("source", "cue")
        )
        assert source
        assert cue or not item["cue"]
        # A turn of a transcript has no verb of saying.
        quote: Quote = "indirect" if cue else "direct"
        made.append(Attribution(source, cue, content, quote, 1.0, item.get("nested_in")))
    report = report_of(text, published=case["published"])
    return times(reading_of(text), tuple(made), report, DEFAULT)


@pytest.mark.parametrize("case", cases("said"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    for item, got in zip(case["attributions"], read(case), strict=True):
        rules = [r.name for r in got.reasons if r.field == "said"]
        assert (got.said.edtf if got.said else None) == item["said"]
        assert (rules[0] if rules else None) == item["said_by"]
        assert (got.about.edtf if got.about else None) == item["about"]
        assert bool(got.said) == bool(rules)


def test_a_relative_date_keeps_its_words_and_says_why() -> None:
    text = "The mayor said on Friday the mine was sold in March."
    made = Attribution(
        located(text, "The mayor"), located(text, "said"),
        located(text, "the mine was sold in March"), "indirect", 1.0,
    )  # fmt: skip
    got = times(reading_of(text), (made,), report_of(text), DEFAULT)[0]
    assert got.said
    assert got.about
    assert (got.said.edtf, got.said.text, got.about.text) == (None, "Friday", "March")
    assert [gap.field for gap in got.gaps] == ["said", "about"]
    assert all("no publication date" in gap.reason for gap in got.gaps)


def test_narration_is_said_on_the_day_of_publication() -> None:
    text = "Some 300 people left the island on Monday."
    made = Attribution((), (), (Span(0, len(text)),), "narration", 0.8)
    got = times(reading_of(text), (made,), report_of(text, published="2019-06-12"), DEFAULT)[0]
    assert got.said
    assert got.about
    assert (got.said.edtf, got.about.edtf) == ("2019-06-12", "2019-06-10")


def test_an_act_of_saying_without_a_day_leaves_a_gap() -> None:
    text = "The mayor said the mine was sold."
    content = located(text, "the mine was sold")
    made = Attribution(located(text, "The mayor"), located(text, "said"), content, "indirect", 1.0)
    got = times(reading_of(text), (made,), report_of(text), DEFAULT)[0]
    assert got.said is None
    assert [(gap.field, gap.text) for gap in got.gaps] == [("said", "said")]


def test_a_supposed_day_weighs_less_than_a_given_one() -> None:
    text = "Jonas Vik said the mine was sold. Ana Roos said on Monday it was not."
    weights = []
    for source, cue, content in (
        ("Jonas Vik", "said", "the mine was sold"),
        ("Ana Roos", "said", "it was not"),
    ):
        where = located(text, source)
        said = located(text, cue, where[0])
        made = Attribution(where, said, located(text, content), "indirect", 1.0)
        got = times(reading_of(text), (made,), report_of(text, published="2019-06-12"), DEFAULT)
        weights.append(got[0].reasons[0].weight)
    assert weights[0] < 0.5 < weights[1]


spans_in = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=2)


@given(texts, st.lists(st.tuples(spans_in, spans_in, spans_in), max_size=5), st.data())
def test_any_attribution(text: str, roles: list[Any], data: st.DataObject) -> None:
    def inside(pairs: list[tuple[int, int]]) -> Spans:
        found = (
            Span(a % (len(text) + 1), min(len(text), a % (len(text) + 1) + n)) for a, n in pairs
        )
        return tuple(sorted(s for s in found if s.start < s.end))

    made = tuple(
        Attribution(
            inside(source), inside(cue), inside(content), "indirect", 0.5, 0 if n == 3 else None
        )
        for n, (source, cue, content) in enumerate(roles)
    )
    published = data.draw(st.sampled_from([None, "2019-06-12", "2019-06-12T23:00:00Z", "soon", ""]))
    report = report_of(text, published=published)
    got = times(reading_of(text), made, report, DEFAULT)
    assert len(got) == len(made)
    assert got == times(reading_of(text), made, report, DEFAULT)
    for one in got:
        for value in (one.said, one.about):
            for span in value.spans if value else ():
                assert span.of(text) == (value.text if value else "")
        for spans in (*(r.spans for r in one.reasons), *(g.spans for g in one.gaps)):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
