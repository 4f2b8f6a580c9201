"""Scores -> spans of units. Used in reading and, to find hard negatives, in training.

cue scores (units, 3) for outside, begin, inside   ->   cue spans
role scores (units, 3) for none, source, content   ->   one source, content fragments
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Run = tuple[int, int]

NONE, SOURCE, CONTENT = range(3)
OUT, BEGIN, IN = range(3)


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def bio_spans(scores: Floats, lift: float = 0.0) -> list[Run]:
    """Maximal spans of a begin/inside tagging; ``lift`` is added to whatever is not outside.

    >>> bio_spans(np.array([[0, 2, 0], [0, 0, 2], [2, 0, 0], [0, 1, 0]], dtype=np.float32))
    [(0, 2), (3, 4)]
    """
    if not len(scores):
        return []
    raised = scores.copy()
    raised[:, OUT] -= lift
    label = raised.argmax(axis=1)
    spans: list[Run] = []
    start = last = -1
    for position in np.flatnonzero(label).tolist():
        fresh = label[position] == BEGIN or start < 0 or position != last + 1
        if fresh:
            if start >= 0:
                spans.append((start, last + 1))
            start = position
        last = position
    if start >= 0:
        spans.append((start, last + 1))
    return spans


def typed_spans(scores: Floats) -> list[tuple[int, int, int]]:
    """Spans with their type (0, 1 ...) of a tagging with classes O, B-0, I-0, B-1 ...

    Where a span starts and ends is decided over all types together, its type over its whole
    length, so that one doubtful word does not part it.
    """
    if not len(scores):
        return []
    shares = np.exp(log_softmax(scores))
    begin, inside = shares[:, 1::2], shares[:, 2::2]
    outline = np.stack([shares[:, 0], begin.sum(axis=1), inside.sum(axis=1)], axis=1)
    return [
        (a, b, int((begin[a:b] + inside[a:b]).sum(axis=0).argmax())) for a, b in bio_spans(outline)
    ]


def best_run(gain: Floats) -> Run | None:
    """The contiguous run with the largest sum, if that is positive.

    >>> best_run(np.array([-1, 2, -1, 3, -5], dtype=np.float32))
    (1, 4)
    """
    best, found, total, start = 0.0, None, 0.0, 0
    for position, value in enumerate(gain.tolist()):
        if total <= 0:
            total, start = 0.0, position
        total += value
        if total > best:
            best, found = total, (start, position + 1)
    return found


def smooth(gain: Floats, penalty: float) -> list[Run]:
    """The runs that together have the largest sum, each costing ``2 * penalty``.

    >>> smooth(np.array([2, -1, 2, -9, 1], dtype=np.float32), 1.0)
    [(0, 3)]
    """
    # Two states, outside and inside; a change of state costs ``penalty``.
    values = gain.tolist()
    outside, inside = 0.0, -penalty
    back: list[tuple[bool, bool]] = []
    for value in values:
        from_in = inside - penalty > outside
        from_out = outside - penalty >= inside
        outside, inside = (
            inside - penalty if from_in else outside,
            (outside - penalty if from_out else inside) + value,
        )
        back.append((from_in, from_out))
    state = inside - penalty > outside
    runs: list[Run] = []
    end = len(values) if state else -1
    for position in range(len(values) - 1, -1, -1):
        from_in, from_out = back[position]
        if state and from_out:
            runs.append((position, end))
            state = False
        elif not state and from_in:
            end, state = position, True
    if state:
        runs.append((0, end))
    return runs[::-1]


def roles(scores: Floats, cue: Run, penalty: float = 1.0) -> tuple[Run | None, list[Run], Floats]:
    """Source run, content runs and log-probabilities of one cue, from its region's role scores.

    ``cue`` counts the region's units; no unit of the cue gets a role.
    """
    logs = log_softmax(scores)
    blocked = slice(*cue)
    gain = logs[:, SOURCE] - np.logaddexp(logs[:, NONE], logs[:, CONTENT])
    gain[blocked] = -1e3
    source = best_run(gain)
    gain = logs[:, CONTENT] - np.logaddexp(logs[:, NONE], logs[:, SOURCE])
    gain[blocked] = -1e3
    if source:
        gain[slice(*source)] = -1e3
    return source, smooth(gain, penalty), logs
