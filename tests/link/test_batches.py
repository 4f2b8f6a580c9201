"""Pairs dealt out in batches, and judged elsewhere, give the same judgements."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.invented import ledger
from sayso import engines, link
from sayso.link.batches import batches, judged_in, piles, taken_in
from sayso.link.candidates import candidates
from sayso.link.compare import beyond_reach, compare
from sayso.link.judging import judge
from sayso.link.meaning import likeness, likenesses
from sayso.link.nodes import nodes
from sayso.link.rarity import Rarity
from sayso.link.tables import column
from sayso.show.demo.gold import reports as demo_reports
from tests.link.planted import planted

T = TypeVar("T")
R = TypeVar("R")
WORDS = [*sorted(column("calendar.tsv")), *(f"word{i}" for i in range(60))]


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_every_pair_is_in_one_batch_and_judged_the_same(size: int) -> None:
    claims, reports = ledger(300)
    found = nodes(claims, reports)
    pairs = candidates(found, Rarity()).pairs
    dealt = [pickle.loads(pickle.dumps(batch)) for batch in batches(found, pairs, size)]
    ids = [
        (batch.seen[i].id, batch.seen[j].id, times)
        for batch in dealt
        for i, j, times in batch.pairs
    ]
    assert sorted(ids) == sorted((found[i].seen.id, found[j].seen.id, n) for i, j, n in pairs)
    at_once = [row for batch in batches(found, pairs) for row in judged_in(batch).met]
    answers = [pickle.loads(pickle.dumps(judged_in(batch))) for batch in dealt]
    apart = sorted((row for answer in answers for row in answer.met), key=lambda row: row[:2])
    assert apart == sorted(at_once, key=lambda row: row[:2])


def test_many_pairs_at_once_are_judged_as_each_by_itself() -> None:
    claims, reports = ledger(300)
    found = nodes(claims, reports)
    pairs = candidates(found, Rarity()).pairs
    one_by_one = [
        (found[i].number, found[j].number, times, judged)
        for i, j, times in pairs
        if (judged := judge(found[i].seen, found[j].seen, Rarity())) is not None
    ]
    at_once = [row for batch in batches(found, pairs) for row in judged_in(batch).met]
    assert sorted(at_once, key=lambda row: row[:2]) == one_by_one


def test_no_pair_that_is_beyond_reach_says_the_same() -> None:
    claims, reports = ledger(100)
    real = {report.id: report for report in demo_reports().values()}
    found = [*nodes(claims, reports), *nodes(list(planted().values()), real)]
    seen = [node.seen for node in found]
    reach = []
    for a, b in combinations(seen, 2):
        near = likeness(a.bag, b.bag)
        both = compare(a, b, Rarity(), near)
        if not both.uttered:
            reach.append((beyond_reach(a, b, near, Rarity()), both.agree))
    assert (True, True) not in reach
    assert (True, False) in reach
    assert (False, True) in reach


@given(st.lists(st.frozensets(st.sampled_from(WORDS), max_size=60), min_size=2, max_size=9))
def test_many_likenesses_at_once_are_each_the_same_to_the_last_bit(
    bags: list[frozenset[str]],
) -> None:
    pairs = list(combinations(range(len(bags)), 2))
    assert likenesses(bags, pairs) == [likeness(bags[i], bags[j]) for i, j in pairs]


def test_claims_in_piles_are_taken_apart_the_same() -> None:
    claims, reports = ledger(1500)
    dealt = [pickle.loads(pickle.dumps(pile)) for pile in piles(reversed(claims), reports)]
    taken = [pickle.loads(pickle.dumps(taken_in(pile))) for pile in dealt]
    assert all(one == taken_in(pile) for one, pile in zip(taken, dealt, strict=True))
    assert len(dealt) > 1
    apart = sorted((node for one in taken for node in one.nodes), key=lambda node: node.number)
    assert apart == nodes(claims, reports)


def backwards(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    yield from map(function, reversed(list(items)))


def test_who_judges_and_in_what_order_changes_nothing() -> None:
    claims, reports = ledger(1500)
    here = link.whole(claims, reports, ())
    assert here.judged
    for run in (backwards, partial(engines.in_order, workers=2)):
        there = link.whole(claims, reports, (), run)
        assert there.judged == here.judged
        assert there.linked == here.linked


def test_nothing_to_judge() -> None:
    assert list(batches([], [])) == []
    assert link.whole((), {}, ()).judged == []
