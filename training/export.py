"""A checkpoint -> the int8 artefacts that the package ships.

    python -m training.export --checkpoint epoch6.pt --base MINILM --out src/sayso/artefacts

Weights are quantised to 7 bits for each output channel (``reduce_range``), so that the integer
sums are the same on processors with and without VNNI. Activations are quantised at run time, for
each window, and a window is always run alone: what else is read changes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from sayso.extract import features
from sayso.extract.heads import ROLE_INPUTS, TOKEN_HEADS
from training.model import HEADS, LAYERS, WIDTH, Encoder, Roles

CUE_INPUTS = (
    "words", "words_mask", "where", "mask", "distance", "sentence", "paragraph", "quote",
)  # fmt: skip


HEARSAY = ("reportedly", "allegedly", "supposedly", "purportedly")


def whole_word(tokenizer: Any, word: str) -> int:
    """The first sub-word id of a word."""
    return int(tokenizer.encode(word, add_special_tokens=False).ids[0])


def load_checkpoint(path: Path) -> tuple[Encoder, Roles, dict[str, Any]]:
    """The networks of a checkpoint, ready to run."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    encoder, roles = Encoder(), Roles()
    encoder.load_state_dict(state["encoder"])
    roles.load_state_dict(state["roles"])
    return encoder.eval(), roles.eval(), state


def to_onnx(encoder: Encoder, roles: Roles, where: Path) -> None:
    """Write ``encoder.onnx`` and ``roles.onnx`` in single precision."""
    tokens = torch.ones(1, 9, dtype=torch.long)
    axes = {name: {1: "length"} for name in ("ids", "case", "quote", "hidden", "scores")}
    torch.onnx.export(
        encoder, (tokens, tokens, tokens), where / "encoder.onnx", opset_version=17,
        input_names=["ids", "case", "quote"], output_names=["hidden", "scores"],
        dynamic_axes=axes, dynamo=False,
    )  # fmt: skip
    cues, region = 2, 7
    whole = torch.ones(cues, region, dtype=torch.long)
    inputs = (
        torch.randn(9, 384), torch.randn(9, ROLE_INPUTS),
        torch.ones(cues, features.MAX_CUE, dtype=torch.long), torch.ones(cues, features.MAX_CUE),
        whole, torch.ones(cues, region), whole, whole, whole, whole,
    )  # fmt: skip
    shapes: dict[str, dict[int, str]] = {"hidden": {0: "units"}, "scores": {0: "units"}}
    shapes |= {name: {0: "cues"} for name in ("words", "words_mask", "valid")}
    shapes |= {name: {0: "cues", 1: "region"} for name in (*CUE_INPUTS[2:], "roles")}
    torch.onnx.export(
        roles, inputs, where / "roles.onnx", opset_version=17,
        input_names=["hidden", "scores", *CUE_INPUTS], output_names=["roles", "valid"],
        dynamic_axes=shapes, dynamo=False,
    )  # fmt: skip


def fuse_attention(path: Path) -> None:
    """Put one ``MultiHeadAttention`` in the place of each encoder layer's many small steps."""
    network = onnx.load(path)
    graph = network.graph
    third = np.array([WIDTH] * 3, dtype=np.int64)
    graph.initializer.append(numpy_helper.from_array(third, "thirds"))
    nodes = {node.name: node for node in graph.node}
    for number in range(LAYERS):
        name = f"/layers.{number}/"
        after = nodes[f"{name}out/MatMul"]
        at = list(graph.node).index(after)
        parts = [f"{name}{part}" for part in ("query", "key", "value")]
        mixed = f"{name}mixed"
        made = (
            helper.make_node(
                "Split", [nodes[f"{name}qkv/Add"].output[0], "thirds"], parts,
                name=f"{name}parts", axis=2,
            ),
            helper.make_node(
                "MultiHeadAttention", parts, [mixed],
                name=f"{name}attention", domain="com.microsoft", num_heads=HEADS,
            ),
        )  # fmt: skip
        for step, node in enumerate(made):
            graph.node.insert(at + step, node)
        after.input[0] = mixed
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(list(graph.node)):
        if needed & set(node.output):
            kept.append(node)
            needed |= set(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    network.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(network, path)


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8, per channel."""
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True,
        reduce_range=True, extra_options={"DefaultTensorType": 1, "MatMulConstBOnly": True},
    )  # fmt: skip


def export(checkpoint: Path, base: Path, out: Path) -> None:
    """Write the artefacts and their manifest (with a calibration that passes everything on)."""
    encoder, roles, state = load_checkpoint(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(scratch)
        to_onnx(encoder, roles, where)
        fuse_attention(where / "encoder.onnx")
        quantise(where / "encoder.onnx", out / "encoder.int8.onnx")
        quantise(where / "roles.onnx", out / "roles.int8.onnx")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    names = {
        "encoder": "encoder.int8.onnx", "roles": "roles.int8.onnx", "tokenizer": "tokenizer.json",
    }  # fmt: skip
    write_manifest(
        out,
        {
            "format": 1,
            "files": {role: {"name": name, "sha256": ""} for role, name in names.items()},
            "token_heads": TOKEN_HEADS,
            "window": features.WINDOW,
            "pack": features.PACK,
            "training": {"plan": state["plan"], "epochs": state["epoch"]},
            "decoding": {
                "lift": 1.5,
                "penalty": 1.0,
                "keep": 0.4,
                "nested": 0.6,
                "hearsay": [whole_word(tokenizer, word) for word in HEARSAY],
            },
            "calibration": None,
        },
    )


def write_manifest(out: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest with the digests of the files as they are now."""
    for entry in manifest["files"].values():
        entry["sha256"] = hashlib.sha256((out / entry["name"]).read_bytes()).hexdigest()
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (out / "attribution.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.checkpoint, options.base, options.out)


if __name__ == "__main__":
    main()
