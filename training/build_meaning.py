"""Build the vectors of words by which linking knows other words for the same thing.

    python -m training.build_meaning --base MINILM --gold FOLDER --words WORDS --out ARTEFACTS

A static table distilled from all-MiniLM-L6-v2 (the first step is model2vec's, the second that of
tokenlearn). Every word of the frequency dictionary of SymSpell
(``frequency_dictionary_en_82_765.txt`` of the package symspellpy, MIT License) and every whole
word of the tokenizer starts from what the encoder makes of it alone, in the directions along which
sentences differ most. Then the vectors are fitted, so that their sum over a sentence, or over a
cut-out of one, points where the encoder's embedding of it points. The texts are those of PolNeAR's
training part, MPQA, TimeBank, AQUAINT, GeoWebNews, NewsQuant and re3d; nothing of them is kept but
what the weights have learned. Every fiftieth sentence is held out: on these the script says how
well the cosines of the sums follow the encoder's (correlation over all pairs).

Writes one int8 vector for each stem of `sayso.link.words`, the most frequent ones first: the
direction only, since how much a word counts is rarity's to say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from sayso.link.rarity import Rarity
from sayso.link.tables import column
from sayso.link.words import content, stem
from sayso.models import LENGTH, MEANING
from training.corpora import geowebnews, polnear, timeml
from training.model import WIDTH, Encoder

STEMS, DIMENSIONS = 45_000, 128
EPOCHS, BATCH, RATE, SEED = 6, 512, 3e-3, 0
HELD_OUT = 50
NEWSQUANT = "newsquant/newsquant.json"
LONGEST = 128
CUT_OUTS = (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)
"""Words of a cut-out: claims are clauses, not sentences. Two are drawn of each sentence."""
KNOWN = 20_000
"""What being a word of the tokenizer counts for in the order of frequency."""

Vectors = NDArray[np.float32]


def texts_of(gold: Path) -> Iterator[str]:
    """The texts of all corpora."""
    yield from (document.text for document in polnear(gold / "polnear" / "train"))
    for line in (gold / "mpqa" / "chains.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["text"]
    yield from (document.text for document in timeml(gold / "tempeval3" / "TBAQ-cleaned"))
    yield from (one["text"] for one in json.loads((gold / NEWSQUANT).read_text("utf-8")))
    for path in sorted(gold.glob("re3d/*/documents.json")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line).get("text", "")
    yield from (document.text for document in geowebnews(gold / "geo" / "GeoWebNews.xml"))


def sentences(gold: Path) -> list[str]:
    """The distinct sentences of the corpora, 15 to 600 characters each."""
    breaks = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘(])|\n+")
    found: dict[str, None] = {}
    for text in texts_of(gold):
        for piece in breaks.split(text):
            sentence = " ".join(piece.split())
            if 15 <= len(sentence) <= 600:
                found[sentence] = None
    return list(found)


def cut_outs(some: Sequence[str], dice: random.Random) -> list[str]:
    """Two runs of words of each sentence."""
    found = set()
    for sentence in some:
        words = sentence.split()
        for _ in range(2):
            size = min(len(words), dice.choice(CUT_OUTS))
            start = dice.randrange(len(words) - size + 1)
            found.add(" ".join(words[start : start + size]).strip(' ,.;:"“”()'))
    return sorted(one for one in found if len(one) > 5)


def frequencies(dictionary: Path, tokenizer: Any) -> dict[str, int]:
    """How often each word is met, of the dictionary and of the tokenizer's whole words."""
    known = {word for word in tokenizer.get_vocab() if word.isalpha() and word.isascii()}
    found = {word: KNOWN for word in known if len(word) > 1}
    for line in dictionary.read_text("utf-8-sig").splitlines():
        word, count = line.split()[:2]
        found[word] = int(count) + found.get(word, 0)
    return found


@torch.inference_mode()  # type: ignore[untyped-decorator]
def embedded(encoder: Encoder, tokenizer: Any, texts: Sequence[str], batch: int = 96) -> Vectors:
    """The encoder's embeddings: unit vectors, the mean of the states of all sub-words."""
    ids = [tokenizer.encode(text).ids[:LONGEST] for text in texts]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    found = np.zeros((len(ids), WIDTH), dtype=np.float32)
    for start in range(0, len(order), batch):
        some = order[start : start + batch]
        padded = nn.utils.rnn.pad_sequence([torch.tensor(ids[i]) for i in some], batch_first=True)
        mask = (padded > 0).float()
        hidden, _ = encoder(padded, torch.zeros_like(padded), torch.zeros_like(padded), mask)
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        found[some] = functional.normalize(mean, dim=-1).numpy()
    return found


def unit(rows: Vectors) -> Vectors:
    """Each row with length 1."""
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def fitted(start: Vectors, bags: Sequence[Sequence[int]], targets: Vectors) -> Vectors:
    """The vectors whose sums over bags point where the targets do, beside which each is alike."""
    torch.manual_seed(SEED)
    dice = np.random.default_rng(SEED)
    table = nn.EmbeddingBag(*start.shape, mode="sum", sparse=True, _weight=torch.tensor(start))
    steps = torch.optim.SparseAdam(list(table.parameters()), lr=RATE)
    count = len(bags) // BATCH
    for epoch in range(EPOCHS):
        order, total = dice.permutation(len(bags)), 0.0
        for number in range(count):
            some = order[number * BATCH : (number + 1) * BATCH]
            offsets = np.cumsum([0, *(len(bags[i]) for i in some)])[:-1]
            flat = torch.tensor([w for i in some for w in bags[i]])
            got = functional.normalize(table(flat, torch.tensor(offsets)), dim=-1)
            want = torch.tensor(targets[some])
            loss = (1 - (got * want).sum(-1)).mean()
            loss = loss + 4 * ((got @ got.T - want @ want.T) ** 2).mean()
            steps.param_groups[0]["lr"] = RATE * (1 - (epoch * count + number) / (EPOCHS * count))
            steps.zero_grad()
            loss.backward()
            steps.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / count:.4f}", flush=True)
    return np.asarray(table.weight.detach().numpy(), dtype=np.float32)


def quantised(rows: Vectors) -> NDArray[np.int8]:
    """Rows as int8, each at least `LENGTH` long after rounding."""
    scale = np.full((len(rows), 1), float(LENGTH))
    while True:
        found = np.clip(np.rint(unit(rows) * scale), -127, 127)
        short = (found**2).sum(1) < LENGTH**2
        if not short.any():
            return np.asarray(found, dtype=np.int8)
        scale[short] *= 1.002


def build(base: Path, gold: Path, dictionary: Path) -> tuple[list[str], NDArray[np.int8]]:
    """The stems and their vectors."""
    encoder = Encoder(0.0)
    encoder.load_base(base)
    encoder.eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    often = frequencies(dictionary, tokenizer)
    words = sorted(often)
    counts: Counter[str] = Counter()
    for word in words:
        counts[stem(word)] += often[word]
    empty = {stem(word) for word in column("function_words.tsv")}
    stems = [s for s, _ in counts.most_common() if len(s) > 1 and s not in empty][:STEMS]

    some = sentences(gold)
    texts = [*some, *cut_outs(some, random.Random(SEED))]
    print(f"{len(words)} words, {len(some)} sentences, {len(texts)} texts", flush=True)
    of_words = embedded(encoder, tokenizer, words)
    of_texts = embedded(encoder, tokenizer, texts)

    middle = of_texts.mean(0)
    _, axes = np.linalg.eigh(np.cov((of_texts - middle).T))
    axes = axes[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    alone = unit((of_words - of_words.mean(0)) @ axes)
    place = {s: i for i, s in enumerate(stems)}
    sums: dict[str, Vectors] = defaultdict(lambda: np.zeros(DIMENSIONS, dtype=np.float32))
    for word, vector in zip(words, alone, strict=True):
        sums[stem(word)] += vector * often[word] ** 0.5
    rarity = Rarity()
    scale = np.array([rarity.of(s) ** 2 / 40 for s in stems], dtype=np.float32)
    start = unit(np.stack([sums[s] for s in stems])) * scale[:, None]

    bags = [[place[s] for s in content(text) if s in place] for text in (*texts, *words)]
    targets = np.vstack([unit((of_texts - middle) @ axes), alone])
    held = [i for i in range(0, len(some), HELD_OUT) if bags[i]]
    kept = [i for i in sorted(set(range(len(bags))) - set(held)) if bags[i]]
    table = fitted(start, [bags[i] for i in kept], targets[kept])
    sums_of = unit(np.stack([table[bags[i]].sum(0) for i in held]))
    upper = np.triu_indices(len(held), 1)
    ours, encoders = ((one @ one.T)[upper] for one in (sums_of, of_texts[held]))
    print(f"held out: correlation {np.corrcoef(ours, encoders)[0, 1]:.3f}", flush=True)
    return stems, quantised(table)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=Path, required=True, help="the encoder's folder")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of all corpora")
    parser.add_argument("--words", type=Path, required=True, help="SymSpell's dictionary")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    stems, vectors = build(options.base, options.gold, options.words)
    data = {"words": "\n".join(stems).encode("utf-8"), "vectors": vectors.tobytes()}
    files = {}
    for role, content_ in data.items():
        name = f"meaning.{role}"
        (options.out / name).write_bytes(content_)
        files[role] = {"name": name, "sha256": hashlib.sha256(content_).hexdigest()}
    manifest = {"files": files, "format": 1}
    (options.out / MEANING).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
