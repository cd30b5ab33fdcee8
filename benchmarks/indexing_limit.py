"""How near the encoder of passages comes to what the processor multiplies at best.

The encoder's sustained GFLOP/s on real passages, counted from the tokens that are really embedded,
beside plain matrix products of the same shapes, in the same proportions and precision, on as many
threads. The two run in turn, so that other work on the machine weighs on both; the share of each
round counts. Run: python -m benchmarks.indexing_limit
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from assistant.index.encoding.embedder import Embedder
from assistant.index.encoding.tokens import length_sorted_batches
from assistant.index.encoding.weights import load_model
from assistant.settings import DEFAULT_MODEL
from benchmarks.evaluation import evaluation_folder
from benchmarks.indexing_speed import inputs

# Tokens of one product: those of a batch. More or fewer are no faster here.
_ROWS: Final = 1024
_PADDED_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """A BERT's sizes, as far as they cost."""

    layers: int
    width: int
    wide: int

    def products(self) -> list[tuple[int, int]]:
        """Return (inputs, outputs) of a layer's matrix products, one a weight matrix."""
        return [(self.width, self.width)] * 4 + [(self.width, self.wide), (self.wide, self.width)]

    def flops(self, tokens: int) -> int:
        """Return the multiplications and additions of a text: weight products and attention's."""
        weights = 2 * sum(inner * outer for inner, outer in self.products())
        attention = 4 * tokens * self.width
        return self.layers * tokens * (weights + attention)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    parser.add_argument("--articles", type=int, default=300, help="articles to cut into passages")
    parser.add_argument("--passages", type=int, default=768, help="of these, evenly spaced; 0: all")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    embedder = Embedder.load()
    file = evaluation_folder(given.evaluation) / "news_qa" / "articles.jsonl.gz"
    texts = inputs(file, embedder, given.articles, given.passages)
    model: Any = load_model(DEFAULT_MODEL)[0]
    config = model[0].auto_model.config
    shape = Shape(config.num_hidden_layers, config.hidden_size, config.intermediate_size)
    lengths = [len(ids) for ids in embedder._tokens.encode(texts)]
    print(f"{processor()}, {threads()} threads, {embedder.precision}\n")
    report(embedder, texts, lengths, shape, given.rounds)


def report(
    embedder: Embedder, texts: list[str], lengths: Sequence[int], shape: Shape, rounds: int
) -> None:
    flops = sum(map(shape.flops, lengths))
    plain, plain_flops = products(shape, embedder.precision, flops)
    embed = partial(embedder.encode, texts)
    plain()
    embed()
    figures: list[tuple[float, float]] = []
    for _ in range(rounds):
        # The plain products before and after, so that a change of the machine's load is halved.
        before, took, after = timed(plain), timed(embed), timed(plain)
        figures.append((flops / took / 1e9, plain_flops * 2 / (before + after) / 1e9))
    shares = [mine / best for mine, best in figures]
    spent = sum(
        shape.flops(batch.ids.shape[1]) * len(batch.rows)
        for batch in length_sorted_batches([[0] * n for n in lengths], _ROWS, 0)
    )
    print(
        f"{len(texts)} passages of {statistics.mean(lengths):.0f} tokens, {flops / 1e9:.0f} GFLOP"
    )
    print(
        f"in batches of {_PADDED_BATCH} as they come, padded: {padded(shape, lengths) / flops:.2f}"
    )
    print(f"times that; sorted by length, padded: {spent / flops:.3f}; packed, as run here: 1\n")
    print("| | median | lowest | highest |")
    print("| --- | --- | --- | --- |")
    rows = (
        ("passages/s", [mine * 1e9 * len(texts) / flops for mine, _ in figures], 1),
        ("encoder, GFLOP/s", [mine for mine, _ in figures], 0),
        ("plain products, GFLOP/s", [best for _, best in figures], 0),
        ("share", shares, 3),
    )
    for name, values, digits in rows:
        low, high = min(values), max(values)
        cells = (f"{value:.{digits}f}" for value in (statistics.median(values), low, high))
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"\nat least half in every round: {'yes' if min(shares) >= 0.5 else 'no'}")


def products(shape: Shape, precision: str, flops: int) -> tuple[Callable[[], None], int]:
    """Return what multiplies for about `flops` in all, each thread by itself as the encoder's.

    And how many they are.
    """
    import torch

    kind = torch.bfloat16 if precision == "bf16" else torch.float32
    weights = [torch.randn(outer, inner).to(kind) for inner, outer in shape.products()]
    inputs = {inner: torch.randn(_ROWS, inner).to(kind) for inner, _ in shape.products()}
    once = 2 * _ROWS * sum(inner * outer for inner, outer in shape.products())
    lanes = threads()
    repeats = math.ceil(flops / once / lanes)

    def lane(_: int) -> None:
        torch.set_num_threads(1)
        with torch.inference_mode():
            for _ in range(repeats):
                for weight in weights:
                    torch.matmul(inputs[weight.shape[1]], weight.t())

    def run() -> None:
        with ThreadPoolExecutor(lanes) as pool:
            list(pool.map(lane, range(lanes)))
        torch.set_num_threads(lanes)

    return run, once * repeats * lanes


def padded(shape: Shape, lengths: Sequence[int]) -> int:
    """Return the FLOPs of batches in the order given, each filled up to its longest text."""
    batches = (lengths[n : n + _PADDED_BATCH] for n in range(0, len(lengths), _PADDED_BATCH))
    return sum(shape.flops(max(batch)) * len(batch) for batch in batches)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def threads() -> int:
    import torch

    return torch.get_num_threads()


def processor() -> str:
    """Return the processor's name and what it has for bf16."""
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return "processor unknown"
    lines = dict(
        line.split(":", 1) for line in info.read_text(encoding="ascii").splitlines() if ":" in line
    )
    fields = {name.strip(): value.strip() for name, value in lines.items()}
    flags = set(fields.get("flags", "").split()) & {"avx2", "avx512f", "avx512_bf16", "amx_bf16"}
    family = f"family {fields.get('cpu family', '?')} model {fields.get('model', '?')}"
    return f"{fields.get('model name', '?')} ({family}), {' '.join(sorted(flags))}"


if __name__ == "__main__":
    main()
