"""The trained artefacts that ship with the package: found, checked against their digests, loaded.

    attribution()  ->  the tokenizer and the two networks of the reader of attributions
    meaning()      ->  the vectors of words, by which linking knows other words for the same thing
    made_by()      ->  "sayso 0.1.0, model 3f2a9c01d4e5", which every claim carries

A file that is missing or is not the one that was measured ends in one `ModelError`.
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sayso.errors import ModelError
from sayso.version import __version__

MANIFEST: Final = "attribution.json"
MEANING: Final = "meaning.json"
FORMAT: Final = 1
REMEDY: Final = "install Sayso again to get it back"

SLOW: Final = ["SkipLayerNormFusion"]
"""Rewritings of onnxruntime that make the networks slower: its sum and normalisation in one takes
ten times as long on a CPU as the two one after the other."""

LENGTH: Final = 256
"""The length of each vector of a word, at least."""

Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """The reader's parts. ``manifest`` holds labels, thresholds and calibration."""

    manifest: dict[str, Any]
    tokenizer: Any
    encoder: Any
    roles: Any

    def encode(self, arrays: Arrays) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """One window -> hidden states and token scores, without the batch axis."""
        hidden, scores = self.encoder.run(None, arrays)
        return hidden[0], scores[0]

    def score(self, arrays: Arrays) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Some cues -> role scores and validity."""
        roles, valid = self.roles.run(None, arrays)
        return roles, valid


@dataclass(frozen=True, slots=True)
class Meanings:
    """``places`` has the row of each stem in ``vectors`` (int8, each `LENGTH` long or a little
    more, so that a word is at least as near to itself as can be).
    """

    places: dict[str, int]
    vectors: npt.NDArray[np.int8]


def folder() -> Path:
    """Where the artefacts are."""
    return Path(str(resources.files("sayso") / "artefacts"))


def read_manifest(where: Path, name: str = MANIFEST) -> dict[str, Any]:
    """The manifest of a model in a folder of artefacts.

    Raises:
        ModelError: there is none, or it is of another version.
    """
    path = where / name
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"the model file {path} is missing; {REMEDY}") from None
    except (OSError, ValueError):
        raise ModelError(f"the model file {path} cannot be read; {REMEDY}") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(f"the model file {path} is for another version of Sayso; {REMEDY}")
    return manifest


def checked(where: Path, manifest: dict[str, Any], role: str) -> bytes:
    """The bytes of one artefact, after comparing their SHA-256 with the manifest's.

    Raises:
        ModelError: it is missing or damaged.
    """
    entry = manifest["files"][role]
    path = where / entry["name"]
    try:
        data: bytes = path.read_bytes()
    except OSError:
        raise ModelError(f"the model file {path} is missing; {REMEDY}") from None
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise ModelError(f"the model file {path} is damaged; {REMEDY}")
    return data


def load(where: Path) -> AttributionModel:
    """The reader of attributions from a folder of artefacts.

    Raises:
        ModelError: an artefact is missing or damaged.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    manifest = read_manifest(where)
    options = onnxruntime.SessionOptions()
    # One thread: many reports are read side by side by processes, and one thread's sums come
    # out the same on every run.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3

    def session(role: str) -> Any:
        data = checked(where, manifest, role)
        return onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
        )

    tokenizer = Tokenizer.from_str(checked(where, manifest, "tokenizer").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return AttributionModel(manifest, tokenizer, session("encoder"), session("roles"))


@functools.lru_cache(maxsize=1)
def attribution() -> AttributionModel:
    """The reader of attributions that ships with the package, loaded once in a process."""
    return load(folder())


def load_meaning(where: Path) -> Meanings:
    """The vectors of words from a folder of artefacts.

    Raises:
        ModelError: an artefact is missing or damaged.
    """
    manifest = read_manifest(where, MEANING)
    words = checked(where, manifest, "words").decode("utf-8").split()
    vectors = np.frombuffer(checked(where, manifest, "vectors"), dtype=np.int8)
    return Meanings({w: i for i, w in enumerate(words)}, vectors.reshape(len(words), -1))


@functools.lru_cache(maxsize=1)
def meaning() -> Meanings:
    """The vectors of words that ship with the package, loaded once in a process."""
    return load_meaning(folder())


def digest(name: str) -> str:
    """Twelve digits that change with the model of this manifest."""
    manifest = json.dumps(read_manifest(folder(), name), sort_keys=True)
    return hashlib.sha256(manifest.encode()).hexdigest()[:12]


@functools.lru_cache(maxsize=1)
def made_by() -> str:
    """What made a claim: the version of Sayso and the digest of its model."""
    return f"sayso {__version__}, model {digest(MANIFEST)}"
