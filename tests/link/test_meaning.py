from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.meaning import likeness, nearest
from sayso.link.words import content

WORDS = ("bridg", "shut", "clos", "vote", "elect", "zzyzx", "40", "company", "firm")
bags = st.frozensets(st.sampled_from(WORDS))


def of(one: str, other: str) -> float:
    return likeness(frozenset(content(one)), frozenset(content(other)))


@given(bags, bags)
def test_likeness_is_symmetric_and_whole_for_the_same(a: frozenset[str], b: frozenset[str]) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == (1.0 if a else 0.0)


def test_other_words_for_the_same_are_nearer_than_other_things() -> None:
    said = "The company will cut jobs"
    assert of(said, "The firm is laying off workers") > 2 * of(said, "The bridge was flooded")


def test_a_word_that_the_table_lacks_is_near_to_itself_only() -> None:
    assert likeness(frozenset(["zzyzx"]), frozenset(["zzyzx"])) == 1.0
    assert likeness(frozenset(["zzyzx"]), frozenset(["bridg"])) < 0.4


def test_the_nearest_words_are_named() -> None:
    assert nearest(frozenset(["company", "cut"]), frozenset(["firm", "cut"])) == [
        ("company", "firm")
    ]
