import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import decode

gains = st.lists(st.floats(-5, 5, width=32), min_size=1, max_size=8)


def worth(values: list[float], chosen: tuple[bool, ...], penalty: float) -> float:
    runs = sum(1 for k, on in enumerate(chosen) if on and not (k and chosen[k - 1]))
    return sum(v for v, on in zip(values, chosen, strict=True) if on) - 2 * penalty * runs


@given(gains)
def test_smoothing_finds_the_best_runs(values: list[float]) -> None:
    runs = decode.smooth(np.array(values, dtype=np.float32), 1.0)
    chosen = tuple(any(a <= k < b for a, b in runs) for k in range(len(values)))
    best = max(worth(values, c, 1.0) for c in itertools.product((False, True), repeat=len(values)))
    assert worth(values, chosen, 1.0) >= best - 1e-3


@given(gains)
def test_the_best_run_is_the_best(values: list[float]) -> None:
    run = decode.best_run(np.array(values, dtype=np.float32))
    sums = [sum(values[a:b]) for a in range(len(values)) for b in range(a + 1, len(values) + 1)]
    assert max(sums) <= (sum(values[slice(*run)]) if run else 0.0) + 1e-4


def test_spans_of_tags() -> None:
    scores = np.eye(3, dtype=np.float32)[[0, 1, 2, 1, 0, 2]]
    assert decode.bio_spans(scores) == [(1, 3), (3, 4), (5, 6)]


def test_lift_finds_what_is_nearly_a_span() -> None:
    scores = np.array([[1.0, 0.5, 0.0]], dtype=np.float32)
    assert decode.bio_spans(scores) == []
    assert decode.bio_spans(scores, 1.0) == [(0, 1)]


def test_typed_spans_have_one_type_each() -> None:
    scores = 9 * np.eye(5, dtype=np.float32)[[1, 2, 2, 3, 4, 0]]
    assert decode.typed_spans(scores) == [(0, 3, 0), (3, 5, 1)]
    scores[1] = [0, 0, 3, 0, 4]  # doubtful, but inside the first span
    assert decode.typed_spans(scores) == [(0, 3, 0), (3, 5, 1)]


def test_a_cue_has_no_role_and_source_no_content() -> None:
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[:, decode.CONTENT] = 5
    scores[0] = [0, 9, 0]
    source, content, _ = decode.roles(scores, (1, 2))
    assert source == (0, 1)
    assert content == [(2, 4)]
