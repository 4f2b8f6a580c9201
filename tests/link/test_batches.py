"""Pairs dealt out in batches, and judged elsewhere, give the same judgements."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from bench.invented import ledger
from sayso import engines, link
from sayso.link.batches import Answer, Batch, batches, judged_in
from sayso.link.candidates import candidates
from sayso.link.nodes import nodes
from sayso.link.rarity import Rarity


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


def backwards(function: Callable[[Batch], Answer], items: Iterable[Batch]) -> Iterator[Answer]:
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
