"""Trains the reader on the processor, with checkpoints; a stopped run goes on with --resume.

    python -m benchmarks.reader.train --minutes 80 --out reader/ [--training FILE] [--resume]

Examples a second depend on the processor: see benchmarks/RESULTS.md. `OUT/threads`, a file with a
number, changes the threads while it runs.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder
from benchmarks.reader.dev import dev_examples
from benchmarks.reader.encoding import Encoded, batch, encode
from benchmarks.reader.examples import (
    Example,
    Swapper,
    as_typed,
    read_records,
    with_title,
    without_answer,
)
from benchmarks.reader.negatives import nearest_others
from benchmarks.reader.network import ReaderNetwork, encoder_folder, loss

BATCH, POOL = 32, 1280
RATE, HEAD_FACTOR, WARM_UP = 1.2e-4, 3.0, 200
# Shares of answered examples that also come as one that the passage does not answer.
NEAR, CUT, SWAPPED, TITLED = 0.6, 0.25, 0.25, 0.35
# The development records are few and of the kind that is read in use.
DEV_REPEATS = 3


def stream(examples: list[Example], dev: list[Example], seed: int) -> Iterator[Example]:
    """Yield examples with their hard negatives, shuffled anew each epoch, without end."""
    epoch = 0
    while True:
        rng = random.Random(seed + epoch)
        yield from one_epoch(examples, dev, rng)
        epoch += 1


def one_epoch(examples: list[Example], dev: list[Example], rng: random.Random) -> list[Example]:
    titled = [with_title(e) if rng.random() < TITLED else e for e in examples]
    near = nearest_others(titled, rng)
    swapper = Swapper(titled)
    made: list[Example] = []
    for number, example in enumerate(titled):
        made.append(example)
        if example.answerable and number in near and rng.random() < NEAR:
            made.append(near[number])
        if example.answerable and example.answers:
            cut = without_answer(example) if rng.random() < CUT else None
            swapped = swapper.swap(example, rng) if rng.random() < SWAPPED else None
            made += [other for other in (cut, swapped) if other is not None]
    made += dev * DEV_REPEATS
    rng.shuffle(made)
    print(
        f"examples of an epoch: {len(made)}, answered {sum(e.answerable for e in made)}", flush=True
    )
    return [replace(e, question=as_typed(e.question, rng)) for e in made]


def batches(
    examples: Iterator[Example], tokenizer: Tokenizer, rng: random.Random
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


def collected(path: Path, given: argparse.Namespace) -> tuple[list[Example], list[Example]]:
    """Return the examples of the training file and the development records, kept in a file."""
    if path.is_file():
        with path.open("rb") as kept:
            return pickle.load(kept)  # type: ignore[no-any-return]
    evaluation = evaluation_folder(given.evaluation)
    retriever = open_index("news_qa", news_articles(evaluation), given.index)
    training = Path(given.training or evaluation.parent / "training" / "questions.jsonl.gz")
    examples = list(read_records(training, random.Random(1)))
    dev = list(dev_examples(evaluation, retriever))
    with path.open("wb") as kept:
        pickle.dump((examples, dev), kept)
    return examples, dev


def train(network: ReaderNetwork, source: Iterator[list[Encoded]], out: Path, minutes: float,
          state: dict[str, object] | None) -> None:  # fmt: skip
    heads = [*network.span.parameters(), *network.answerable.parameters()]
    groups = [{"params": list(network.encoder.parameters())}, {"params": heads}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    step, spent = 0, 0.0
    if state is not None:
        network.load_state_dict(state["network"])  # type: ignore[arg-type]
        optimizer.load_state_dict(state["optimizer"])  # type: ignore[arg-type]
        step, spent = int(state["step"]), float(state["spent"])  # type: ignore[call-overload,arg-type]
    began = time.monotonic() - spent
    seen: list[tuple[float, float, float]] = []
    for encoded in source:
        done = (time.monotonic() - began) / (60 * minutes)
        if done >= 1:
            break
        rate = RATE * min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - done)
        optimizer.param_groups[0]["lr"], optimizer.param_groups[1]["lr"] = rate, rate * HEAD_FACTOR
        seen.append(one_step(network, optimizer, encoded))
        step += 1
        if step % 100 == 0:
            mean = [sum(column) / len(seen) for column in zip(*seen, strict=True)]
            seen = []
            spent = time.monotonic() - began
            print(f"step {step} examples {step * BATCH} seconds {spent:.0f} answerability "
                  f"{mean[0]:.3f} right {mean[2]:.3f} span {mean[1]:.3f}", flush=True)  # fmt: skip
        threads = out / "threads"
        if step % 10 == 0 and threads.is_file():
            torch.set_num_threads(int(threads.read_text()))
        if step % 500 == 0:
            save(network, optimizer, step, time.monotonic() - began, out)
    save(network, optimizer, step, time.monotonic() - began, out)


def one_step(
    network: ReaderNetwork, optimizer: torch.optim.Optimizer, encoded: list[Encoded]
) -> tuple[float, float, float]:
    tensors = batch(encoded)
    inputs = [tensors[name] for name in ("input_ids", "token_type_ids", "attention_mask")]
    with torch.autocast("cpu", torch.bfloat16):
        outputs = network(*inputs)
    marks = [tensors[name] for name in ("starts", "ends", "readable", "answerable")]
    sure, span, total = loss(outputs, *marks)
    torch.autograd.backward(total)
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    right = ((outputs[2] > 0) == (tensors["answerable"] > 0.5)).float().mean()
    return sure.item(), span.item(), right.item()


def save(network: ReaderNetwork, optimizer: torch.optim.Optimizer, step: int, spent: float,
         out: Path) -> None:  # fmt: skip
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "spent": spent,
    }
    torch.save(state, out / "checkpoint.part")
    (out / "checkpoint.part").replace(out / "checkpoint.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--training")
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(given.threads)
    folder = encoder_folder()
    examples, dev = collected(given.out / "examples.pickle", given)
    state = torch.load(given.out / "checkpoint.pt") if given.resume else None
    rng = random.Random(2 if state is None else int(state["step"]))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    source = batches(stream(examples, dev, rng.randint(0, 10**6)), tokenizer, rng)
    train(ReaderNetwork(folder).train(), source, given.out, given.minutes, state)


if __name__ == "__main__":
    main()
