import numpy as np
import pytest

from sayso import models
from sayso.extract import features, quotes, segment


def make(text: str) -> features.Units:
    blocks = segment.paragraphs(text)
    states = quotes.states(text, blocks, quotes.quotations(text, blocks))
    tokenizer = models.attribution().tokenizer
    return features.units(text, tokenizer, blocks, segment.sentences(text, blocks), states)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\u200b", "a" * 200_000, "😀 “hi” 😀", "one\r\ntwo", "e\u0301te\u0301\u00a0x",
        "你好 world", "\x00\x01", "x " * 3000, "Word. " * 2000, "(" * 3000,
    ],
)  # fmt: skip
def test_windows_hold_every_unit_once_and_fit(text: str) -> None:
    units = make(text)
    found = list(features.windows(units))
    assert sum(w.count for w in found) == len(units.start)
    assert [w.unit for w in found] == np.cumsum([0, *(w.count for w in found)])[:-1].tolist()
    for window in found:
        assert len(window.ids) == len(window.case) == len(window.quote) <= features.WINDOW + 2
        assert (window.at < len(window.ids)).all()
    assert (units.start < units.end).all()
    assert (units.end <= len(text)).all()


def test_units_are_code_points() -> None:
    text = "😀 Ünal said “no”."
    units = make(text)
    words = [text[a:b] for a, b in zip(units.start, units.end, strict=True)]
    assert words == ["😀", "Ünal", "said", "“", "no", "”", "."]


def test_a_paragraph_that_announces_stays_with_the_next() -> None:
    filler = "word " * 240
    text = f"{filler}\nShe said:\nWe are well. It is over."
    first, second = features.windows(make(text))
    assert first.count == 240
    assert second.count == 3 + 8


def test_the_region_of_a_cue_is_its_paragraph_and_what_it_announces() -> None:
    text = "Before.\nShe said:\nWe are well.\nAfter."
    units = make(text)
    (window,) = features.windows(units)
    assert features.region(units, window, 3, 4) == (2, 11)
    assert features.region(units, window, 0, 1) == (0, 2)


def test_distances_are_none_inside_the_cue_and_grow_outside() -> None:
    text = "He has long since said that it was over and done with."
    units = make(text)
    (window,) = features.windows(units)
    distance = features.cues(units, window, [(4, 5)]).distance[0].tolist()
    middle = len(features.NEAR)
    assert distance[4] == middle
    assert distance[3] == middle - 1
    assert distance[5] == middle + 1
    assert distance == sorted(distance)
    assert max(distance) < features.DISTANCES
