"""Trains the reader on the processor, with checkpoints; a stopped run goes on where it was.

    python -m benchmarks.reader.train --begin WEIGHTS --examples 160000 --out DIR [--processes 2]

WEIGHTS are a file of `save_weights`; those of the reader that ships are in
`benchmarks/reader/checkpoints`. With `--teacher WEIGHTS --layers 1,3,5,7,9,11` in place of
`--begin` a smaller network learns from a trained one. Each process computes on one core, and their
gradients are averaged; beside other work one process is best, for two wait for each other at every
step. Examples a second depend on the processor: see benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import copy
import pickle
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import distributed, multiprocessing

from benchmarks.collection import open_questions
from benchmarks.evaluation import evaluation_folder
from benchmarks.reader.encoding import Encoded, batch, encode
from benchmarks.reader.examples import (
    Example,
    Swapper,
    as_typed,
    read_records,
    squad2,
    with_title,
    without_answer,
)
from benchmarks.reader.negatives import nearest_others
from benchmarks.reader.network import (
    ReaderNetwork,
    encoder_folder,
    load_layers,
    load_weights,
    save_weights,
)
from benchmarks.reader.news import Asked, one_epoch, read_questions
from benchmarks.reader.objective import Learn, Teacher, Told, by_labels

BATCH, POOL = 32, 1280
# Examples computed at once: what they need stays in a core's cache, a quarter faster than 32.
AT_ONCE = 16
RATE, HEAD_FACTOR, WARM_UP = 8e-5, 2.0, 200
# Shares of answered examples that also come as one that the passage does not answer.
NEAR, CUT, SWAPPED, TITLED = 0.6, 0.25, 0.25, 0.35
# Examples of the public sets for each one of news.
PUBLIC = 0.6


@dataclass(frozen=True, slots=True)
class Collected:
    """What is trained on: questions on news, and the examples of the public sets."""

    news: list[Asked]
    public: list[Example]


def collected(path: Path, given: argparse.Namespace) -> Collected:
    """Return what is trained on, kept in a file: to search for it takes minutes."""
    if path.is_file():
        with path.open("rb") as kept:
            return pickle.load(kept)  # type: ignore[no-any-return]
    evaluation = evaluation_folder(given.evaluation)
    training = Path(given.training or evaluation.parent / "training")
    tokenizer = plain_tokenizer()
    news = read_questions(
        training / "news_questions",
        open_questions(evaluation, given.index),
        lambda text: len(tokenizer.encode(text).ids),
    )
    public = [*read_records(training / "questions.jsonl.gz", random.Random(1)), *squad2(evaluation)]
    found = Collected(list(news), public)
    with path.open("wb") as kept:
        pickle.dump(found, kept)
    return found


def plain_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def stream(data: Collected, seed: int) -> Iterator[Example]:
    """Yield examples with their hard negatives, drawn and shuffled anew each epoch, without end."""
    swapper = Swapper([each.answering[0] for each in data.news if each.answering])
    epoch = 0
    while True:
        rng = random.Random(seed + epoch)
        news = list(one_epoch(data.news, swapper, rng))
        part = rng.sample(data.public, min(len(data.public), round(PUBLIC * len(news))))
        made = [*news, *islice(public_examples(part, rng), round(PUBLIC * len(news)))]
        rng.shuffle(made)
        yield from made
        epoch += 1


def public_examples(examples: list[Example], rng: random.Random) -> Iterator[Example]:
    """Yield examples of the public sets, each with what looks as if it answered."""
    titled = [with_title(e) if rng.random() < TITLED else e for e in examples]
    near = nearest_others(titled, rng)
    swapper = Swapper(titled)
    for number, example in enumerate(titled):
        made: list[Example | None] = [example]
        if example.answerable and number in near and rng.random() < NEAR:
            made.append(near[number])
        if example.answerable and example.answers:
            made.append(without_answer(example) if rng.random() < CUT else None)
            made.append(swapper.swap(example, rng) if rng.random() < SWAPPED else None)
        yield from (replace(e, question=as_typed(e.question, rng)) for e in made if e)


def batches(
    examples: Iterable[Example], tokenizer: Tokenizer, rng: random.Random
) -> Iterator[list[Encoded]]:
    """Yield batches of examples of like length."""
    pool: list[Encoded] = []
    for example in examples:
        encoded = encode(example, tokenizer, rng)
        if encoded is not None:
            pool.append(encoded)
        if len(pool) == POOL:
            pool.sort(key=lambda item: len(item.ids))
            cut = [pool[n : n + BATCH] for n in range(0, POOL, BATCH)]
            rng.shuffle(cut)
            yield from cut
            pool = []


class Run:
    """One training: the network, its optimizer, and how far it is.

    It computes in bf16, on a copy of the weights that are trained, which stay fp32.
    """

    def __init__(self, network: ReaderNetwork, steps: int, learn: Learn) -> None:
        heads = [*network.span.parameters(), *network.answerable.parameters()]
        groups = [{"params": list(network.encoder.parameters())}, {"params": heads}]
        self.network = network.train()
        self.computing = copy.deepcopy(network).bfloat16()
        self.optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01, foreach=True)
        self.steps, self.step, self._learn = steps, 0, learn

    def resume(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.computing.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def save(self, out: Path) -> None:
        """Save what `resume` takes, and the weights alone."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, out / "checkpoint.part")
        (out / "checkpoint.part").replace(out / "checkpoint.pt")
        save_weights(self.network, out / "weights.part")
        (out / "weights.part").replace(out / "weights.safetensors")

    def advance(self, encoded: list[Encoded]) -> Told:
        """Take one step with this process's part of a batch; return what is reported."""
        rate = RATE * min(1.0, (self.step + 1) / WARM_UP) * max(0.02, 1 - self.step / self.steps)
        for group, factor in zip(self.optimizer.param_groups, (1.0, HEAD_FACTOR), strict=True):
            group["lr"] = rate * factor
        parts = [encoded[n : n + AT_ONCE] for n in range(0, len(encoded), AT_ONCE)]
        told = [self._learn(self.computing, batch(part)) for part in parts]
        self._take_gradients(len(parts))
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self._give_weights()
        self.step += 1
        sure, span, right = (sum(column) / len(told) for column in zip(*told, strict=True))
        return sure, span, right

    def _take_gradients(self, parts: int) -> None:
        """Take the mean of the gradients that all processes computed, each of so many parts."""
        pairs = list(zip(self.network.parameters(), self.computing.parameters(), strict=True))
        flat = torch.cat([
            (torch.zeros_like(each) if each.grad is None else each.grad).flatten().float()
            for _, each in pairs
        ])  # fmt: skip
        if distributed.is_initialized():
            distributed.all_reduce(flat)
            parts *= distributed.get_world_size()
        flat /= parts
        pieces = torch.split(flat, [trained.numel() for trained, _ in pairs])
        for (trained, each), part in zip(pairs, pieces, strict=True):
            trained.grad, each.grad = part.view_as(trained), None

    @torch.no_grad()
    def _give_weights(self) -> None:
        for trained, each in zip(
            self.network.parameters(), self.computing.parameters(), strict=True
        ):
            each.copy_(trained)


def work(rank: int, given: argparse.Namespace) -> None:
    """Train as one of the processes, each with its part of the same batches."""
    torch.set_num_threads(1)
    torch.manual_seed(rank)
    if given.processes > 1:
        distributed.init_process_group(
            "gloo", f"file://{(given.out / 'meeting').resolve()}",
            rank=rank, world_size=given.processes,
        )  # fmt: skip
    data = collected(given.out / "examples.pickle", given)
    learn: Learn = by_labels
    if given.teacher:
        learn = Teacher(load_weights(given.teacher), given.layers)
        network = load_layers(given.teacher, given.layers)
    else:
        network = load_weights(given.begin)
    run = Run(network, given.examples // BATCH, learn)
    if (given.out / "checkpoint.pt").is_file():
        run.resume(torch.load(given.out / "checkpoint.pt"))
    rng = random.Random(run.step)
    source = batches(stream(data, rng.randint(0, 10**6)), plain_tokenizer(), rng)
    seen: list[Told] = []
    last = time.monotonic()
    for encoded in source:
        if run.step >= run.steps:
            break
        seen.append(run.advance(encoded[rank :: given.processes]))
        if rank == 0 and run.step % 50 == 0:
            report(run, seen, time.monotonic() - last)
            last = time.monotonic()
            seen.clear()
        if rank == 0 and run.step % 250 == 0:
            run.save(given.out)
    if rank == 0:
        run.save(given.out)


def report(run: Run, seen: list[Told], seconds: float) -> None:
    sure, span, right = (sum(column) / len(seen) for column in zip(*seen, strict=True))
    rate = len(seen) * BATCH / seconds
    print(f"step {run.step} of {run.steps}, {rate:.1f} examples a second: answerability "
          f"{sure:.3f} right {right:.3f} span {span:.3f}", flush=True)  # fmt: skip


def layer_numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    begin = parser.add_mutually_exclusive_group(required=True)
    begin.add_argument("--begin", type=Path, help="weights to begin with")
    begin.add_argument("--teacher", type=Path, help="weights to learn from, with some layers")
    parser.add_argument("--layers", type=layer_numbers, help="layers of the teacher, from 0")
    parser.add_argument("--examples", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--training")
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "meeting").unlink(missing_ok=True)
    collected(given.out / "examples.pickle", given)
    if given.processes == 1:
        work(0, given)
    else:
        started: Any = multiprocessing
        started.spawn(work, (given,), nprocs=given.processes)


if __name__ == "__main__":
    main()
