"""Linking cut into steps by report, bucket, batch and group gives what linking at once gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench.invented import ledger
from sayso import link
from sayso.index import Text
from sayso.link import spread
from sayso.link.nodes import number_of
from sayso.link.packing import judged_of
from sayso.records import Claim

CLAIMS, REPORTS = ledger(1200)
WHOLE = link.whole(CLAIMS, REPORTS, ())


def by_report() -> dict[str, list[Claim]]:
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in CLAIMS:
        of[claim.report].append(claim)
    return of


STOOD = [row for id_, some in by_report().items() for row in spread.stood(some, REPORTS[id_])]


def pairs() -> Counter[tuple[int, int]]:
    """How often whom meets whom, bucket by bucket, each cut off from the others."""
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for kept, _, _ in STOOD:
        rows[kept.twin].append((kept.moment, kept.number))
    found: Counter[tuple[int, int]] = Counter()
    heads = set()
    for row in map(sorted, rows.values()):
        heads.add(row[0][1])
        for (_, one), (_, other) in pairwise(row):
            found[min(one, other), max(one, other)] += 1
    buckets: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for kept, fallen, near in STOOD:
        for other in near:
            found[kept.number, other] += 1
        for bucket in fallen if kept.number in heads else ():
            buckets[bucket].append((kept.moment, kept.number))
    for bucket, members in buckets.items():
        moments, numbers = np.array(members, dtype=np.int64).T
        met = spread.met_in(np.full(len(members), bucket), moments, numbers)
        for a, b, times in zip(*(column.tolist() for column in met), strict=True):
            found[a, b] += times
    return found


def test_claims_are_the_same_report_by_report() -> None:
    again = [kept for kept, _, _ in STOOD]
    assert spread.alike(again, again)
    assert not spread.alike(again, again[1:])
    assert sorted(kept[:5] for kept in again) == sorted(
        (n.number, number_of(n.seen.report), n.moment, n.twin, n.said) for n in WHOLE.nodes
    )


def test_pairs_and_judgements_are_the_same_bucket_by_bucket() -> None:
    found = pairs()
    numbers = [node.number for node in WHOLE.nodes]
    assert found == {(numbers[i], numbers[j]): n for i, j, n in WHOLE.candidates.pairs}
    claims = {kept.number: kept for kept, _, _ in STOOD}
    made = spread.compared(claims, [(a, b, n) for (a, b), n in sorted(found.items())])
    assert [(r.a, r.b, r.times, judged_of(r)) for r, _ in made] == WHOLE.judged


def test_overlaps_and_reprints_are_the_same_group_by_group() -> None:
    texts = dict(map(spread.text_of, (REPORTS[id_] for id_ in sorted(REPORTS))))
    owners: dict[int, list[Text]] = defaultdict(list)
    for text, sequences in texts.items():
        for sequence in sequences.tolist():
            owners[sequence].append(text)
    groups = Counter(tuple(some) for some in owners.values() if len(some) > 1)
    sizes = Counter({text.number: text.size for text in texts})
    counts: Counter[tuple[int, int]] = Counter()
    for group, count in groups.items():
        less, more = spread.weighed(group, count)
        sizes.subtract(dict.fromkeys(less, count))
        counts.update(dict.fromkeys(more, count))
    shared = WHOLE.overlaps
    ids = [number_of(id_) for id_ in shared.ids]
    assert counts == {(ids[i], ids[j]): n for (i, j), n in shared.counts.items()}
    assert [sizes[number] for number in ids] == shared.sizes
    outlets = frozenset(report.outlet for report in REPORTS.values() if report.outlet)
    full = {
        text.number: (
            text._replace(
                size=sizes[text.number], credits=spread.credited(REPORTS[text.id], outlets)
            ),
            REPORTS[text.id],
        )
        for text in texts
    }
    reprints = set()
    for (a, b), count in counts.items():
        if spread.worth_reading(count, sizes[a], sizes[b]):
            row = spread.copied(full[a], full[b], count)
            reprints |= {(row.a, row.b)} if row.reprint else set()
        else:
            assert not spread.copied(full[a][0], full[b][0], count).record
    known = {tuple(sorted((number_of(p.a), number_of(p.b)))) for p in WHOLE.copies.reprints}
    assert reprints == known
    assert reprints


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3), st.integers(-40, 40)), max_size=60),
    st.integers(0, 60),
)
def test_buckets_may_be_cut_apart_anywhere_between_two(
    rows: list[tuple[int, int, int]], at: int
) -> None:
    moments = {claim: moment for _, moment, claim in rows}  # a claim has one moment
    table = sorted({(bucket, moments[claim], claim) for bucket, _, claim in rows})
    while 0 < at < len(table) and table[at][0] == table[at - 1][0]:
        at += 1
    parted: Counter[tuple[int, int]] = Counter()
    for some in (table[:at], table[at:]):
        columns = np.array(some, dtype=np.int64).reshape(-1, 3).T
        for a, b, times in zip(*(c.tolist() for c in spread.met_in(*columns)), strict=True):
            parted[a, b] += times
    columns = np.array(table, dtype=np.int64).reshape(-1, 3).T
    whole = zip(*(c.tolist() for c in spread.met_in(*columns)), strict=True)
    assert parted == {(a, b): times for a, b, times in whole}
