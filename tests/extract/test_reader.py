from hypothesis import given

import sayso.extract.reader
from sayso import extract
from sayso.extract.hollow import says_something
from sayso.records import Attribution, Reading
from sayso.settings import DEFAULT
from tests.strategies import texts


def read(text: str) -> tuple[Reading, tuple[Attribution, ...]]:
    reading = extract.read(text, DEFAULT)
    return reading, extract.attributions(reading, DEFAULT)


def check(text: str) -> None:
    reading, found = read(text)
    spans = [*reading.paragraphs, *reading.sentences, *reading.tokens]
    spans += [m.span for m in reading.mentions]
    spans += [s for q in reading.quotations for s in (q.outer, q.inner)]
    spans += [s for a in found for s in (*a.source, *a.cue, *a.content)]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    for number, attribution in enumerate(found):
        assert says_something(" ".join(s.of(text) for s in attribution.content))
        assert 0 <= attribution.confidence <= 1
        assert attribution.nested_in != number
        assert attribution.nested_in is None or 0 <= attribution.nested_in < len(found)


@given(texts)
def test_no_text_makes_it_fail_and_spans_are_inside(text: str) -> None:
    check(text)


def test_extreme_texts() -> None:
    for text in ("", "a" * 1_000_000, "“" * 3000, "said " * 2000, "\ud7ff\U0010ffff said “x”."):
        check(text)


def test_what_was_read_before_changes_nothing() -> None:
    story = "“We left,” the mayor said. The ministry denied that anyone was hurt."
    alone = read(story)
    sayso.extract.reader.analyse.cache_clear()
    read("Something else entirely, an aide told reporters on Sunday.")
    assert read(story) == alone


def test_a_text_is_read_alike_at_any_place_of_a_batch_of_windows() -> None:
    story = "“We left,” the mayor said."
    long = "\n".join(["Nothing happened on that day in the valley below."] * 60)
    sources = [
        [s.of(text) for s in a.source]
        for text in (story, f"{story}\n{long}", f"{long}\n{story}")
        for a in read(text)[1]
        if "left" in a.content[0].of(text)
    ]
    assert sources == [["the mayor"]] * 3


def test_a_nested_attribution_names_its_parent() -> None:
    _, found = read("“The ministry stated that the wells were clean,” the inspector said.")
    parents = [a.nested_in for a in found]
    assert sorted(parents, key=str) == [0, None]


def test_an_interrupted_quotation_is_one_content() -> None:
    _, found = read("“We counted twice,” she said. “Nothing was missing.”")
    assert [(len(a.content), a.quote) for a in found] == [(2, "direct")]


def test_a_block_after_a_colon_is_direct() -> None:
    text = "Pike, a spokesman, declared:\nOur aircraft struck two depots. It is over."
    assert [a.quote for a in read(text)[1]] == ["direct"]
