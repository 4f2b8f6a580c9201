"""The network: one encoder pass, token heads, and a scorer of roles given a cue.

The encoder is MiniLM with two more embeddings (letter case, quotation state), both zero at the
start so that training begins from the pre-trained model. The role scorer reads the units around a
cue with the cue's representation mixed in (FiLM), and says for each: none, source or content.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.extract import features
from sayso.extract.heads import ROLE_INPUTS, TOKEN_HEADS

WIDTH, HEADS, LAYERS, WORDS = 384, 12, 6, 30522
ROLE_WIDTH, ROLE_HEADS, ROLE_LAYERS = 128, 4, 2


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer (post-norm, as in BERT)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.small = width < WIDTH
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``mask`` is True where a key may be seen (batch, 1, 1, length)."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if mask is None or not self.small:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # five times as fast as the fused kernel for short regions on a CPU
            scores = (q @ k.transpose(-1, -2)) * q.shape[-1] ** -0.5
            scores = scores.float().masked_fill(~mask, -1e4)
            mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):  # type: ignore[misc]
    """Sub-words -> hidden states and the scores of all token heads, side by side."""

    def __init__(self, dropout: float = 0.05) -> None:
        super().__init__()
        self.word = nn.Embedding(WORDS, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(features.CASES, WIDTH)
        self.quote = nn.Embedding(features.QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, 4 * WIDTH, dropout) for _ in range(LAYERS))
        self.token = nn.Linear(WIDTH, sum(TOKEN_HEADS.values()))
        self.dropout = dropout
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """All inputs (batch, length); the mask is 1 for real sub-words."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.case(case) + self.quote(quote)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        keys = None if mask is None else mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, keys)
        return x, self.token(functional.dropout(x, 2 * self.dropout, self.training))

    def load_base(self, folder: Path) -> None:
        """Take the weights of the pre-trained encoder (a ``model.safetensors`` in its folder)."""
        base = load_file(folder / "model.safetensors")
        base = {name.removeprefix("bert."): value for name, value in base.items()}
        state = {
            "word.weight": base["embeddings.word_embeddings.weight"],
            "position.weight": base["embeddings.position_embeddings.weight"]
            + base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
        }
        for number in range(LAYERS):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            for kind in ("weight", "bias"):
                state[f"{new}qkv.{kind}"] = torch.cat(
                    [base[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                )
                state[f"{new}out.{kind}"] = base[f"{old}attention.output.dense.{kind}"]
                state[f"{new}norm1.{kind}"] = base[f"{old}attention.output.LayerNorm.{kind}"]
                state[f"{new}up.{kind}"] = base[f"{old}intermediate.dense.{kind}"]
                state[f"{new}down.{kind}"] = base[f"{old}output.dense.{kind}"]
                state[f"{new}norm2.{kind}"] = base[f"{old}output.LayerNorm.{kind}"]
        left, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected
        assert all(n.split(".")[0] in ("case", "quote", "token") for n in left)
        self.word.weight.requires_grad_(False)
        self.position.weight.requires_grad_(False)


class Roles(nn.Module):  # type: ignore[misc]
    """For each cue, the role scores of the units in its region, and whether it is a cue at all."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        size = WIDTH + ROLE_INPUTS
        self.unit = nn.Linear(size, ROLE_WIDTH)
        self.cue = nn.Linear(2 * WIDTH, 2 * ROLE_WIDTH)
        self.film = nn.Linear(2 * ROLE_WIDTH, 2 * ROLE_WIDTH)
        self.distance = nn.Embedding(features.DISTANCES, ROLE_WIDTH)
        self.sentence = nn.Embedding(features.SENTENCES, ROLE_WIDTH)
        self.paragraph = nn.Embedding(features.PARAGRAPHS, ROLE_WIDTH)
        self.quote = nn.Embedding(features.QUOTES, ROLE_WIDTH)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.layers = nn.ModuleList(
            Layer(ROLE_WIDTH, ROLE_HEADS, 2 * ROLE_WIDTH, dropout) for _ in range(ROLE_LAYERS)
        )
        self.role = nn.Linear(ROLE_WIDTH, 3)
        self.valid = nn.Linear(3 * ROLE_WIDTH, 1)
        self.dropout = dropout
        for table in (self.distance, self.sentence, self.paragraph, self.quote):
            nn.init.normal_(table.weight, std=0.2)

    def forward(
        self,
        hidden: Tensor,
        scores: Tensor,
        words: Tensor,
        words_mask: Tensor,
        where: Tensor,
        mask: Tensor,
        distance: Tensor,
        sentence: Tensor,
        paragraph: Tensor,
        quote: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """``hidden`` and ``scores`` (units, ..) of the first ROLE_INPUTS token scores; the rest as
        in `features.Cues`. Gives role scores (cues, region, 3) and validity (cues).
        """
        known = torch.cat(
            [hidden, *(functional.softmax(s, -1) for s in scores.split(3, dim=-1))], dim=-1
        )
        units = self.unit(known)
        picked = hidden[words] * words_mask[:, :, None]
        mean = picked.sum(1) / words_mask.sum(1, keepdim=True)
        cue = functional.gelu(self.cue(torch.cat([mean, hidden[words[:, 0]]], dim=-1)))
        scale, shift = self.film(functional.dropout(cue, self.dropout, self.training)).chunk(
            2, dim=-1
        )
        x = units[where] * (1 + scale[:, None, :]) + shift[:, None, :]
        x = x + self.distance(distance) + self.sentence(sentence)
        x = self.norm(x + self.paragraph(paragraph) + self.quote(quote))
        keys = mask[:, None, None, :] > 0
        for layer in self.layers:
            x = layer(x, keys)
        roles = self.role(functional.dropout(x, self.dropout, self.training))
        weights = functional.softmax(roles, -1)[:, :, 1:] * mask[:, :, None]
        weights = weights / (weights.sum(1, keepdim=True) + 1e-3)
        pooled = torch.einsum("crk,crw->ckw", weights.to(x.dtype), x).flatten(1)
        valid = self.valid(torch.cat([cue_state(x, distance, mask), pooled], dim=-1))
        return roles, valid.squeeze(-1)


def cue_state(x: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the units inside the cue (distance class in the middle)."""
    inside = (distance == len(features.NEAR)).to(x.dtype) * mask.to(x.dtype)
    return (x * inside[:, :, None]).sum(1) / (inside.sum(1, keepdim=True) + 1e-3)
