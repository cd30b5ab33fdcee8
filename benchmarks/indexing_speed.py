"""Passages embedded a second, against a plain sentence-transformers loop over the same passages.

The two run in turn, so that other work on the machine weighs on both; the ratio of each run to the
plain runs before and after it is what counts. Run: python -m benchmarks.indexing_speed
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.passages import passage_input, split_passages
from assistant.index.encoding.embedder import Embedder
from assistant.index.encoding.weights import load_model
from assistant.models import Article
from assistant.settings import DEFAULT_MODEL
from benchmarks.evaluation import evaluation_folder, records

Encode = Callable[[list[str]], NDArray[np.float32]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    parser.add_argument("--articles", type=int, default=300, help="articles to cut into passages")
    parser.add_argument("--passages", type=int, default=256, help="of these, evenly spaced; 0: all")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    plain_model, sha256 = load_model(DEFAULT_MODEL)
    embedder = Embedder.load()
    file = evaluation_folder(given.evaluation) / "news_qa" / "articles.jsonl.gz"
    texts = inputs(file, embedder, given.articles, given.passages)
    in_fp32 = Embedder(load_model(DEFAULT_MODEL)[0], DEFAULT_MODEL, sha256)
    ways: dict[str, Encode] = {f"newsquote ({embedder.precision})": embedder.encode}
    if embedder.precision != in_fp32.precision:
        # What a processor without bf16 gets.
        ways[f"newsquote ({in_fp32.precision})"] = in_fp32.encode
    report(texts, lambda batch: np.asarray(plain_model.encode(batch, batch_size=32)), ways, given)


def inputs(file: Path, embedder: Embedder, articles: int, passages: int) -> list[str]:
    """Cut the first articles into passages and take some of them, evenly spaced."""
    texts: list[str] = []
    begun = time.perf_counter()
    for number, record in enumerate(itertools.islice(records(file), articles)):
        article = Article(id=str(number), text=record["text"], title=record["title"] or "")
        cut = split_passages(article, embedder.count_tokens)
        texts.extend(passage_input(article, passage) for passage in cut)
    seconds = time.perf_counter() - begun
    print(f"{len(texts)} passages cut from {articles} articles in {seconds:.1f} s")
    return texts[:: max(1, len(texts) // passages)][:passages] if passages else texts


def report(
    texts: list[str], plain: Encode, ways: dict[str, Encode], given: argparse.Namespace
) -> None:
    import torch

    expected = plain(texts[:64])
    for encode in ways.values():
        encode(texts)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    ratios: dict[str, list[float]] = {name: [] for name in ways}
    plain_seconds = [timed(plain, texts)[0]]
    cosines: dict[str, float] = {}
    for _, (name, encode) in itertools.product(range(given.rounds), ways.items()):
        took, vectors = timed(encode, texts)
        plain_took, expected = timed(plain, texts)
        seconds[name].append(took)
        ratios[name].append((plain_seconds[-1] + plain_took) / 2 / took)
        plain_seconds.append(plain_took)
        cosines[name] = float((vectors * expected).sum(axis=1).min())
    print(f"{len(texts)} passages, {torch.get_num_threads()} threads, {given.rounds} rounds\n")
    print("| way | passages/s (median) | times plain (median; lowest) | lowest cosine with plain |")
    print("| --- | --- | --- | --- |")
    rate = len(texts) / statistics.median(plain_seconds)
    print(f"| SentenceTransformer.encode (fp32, batch 32) | {rate:.1f} | 1 | 1 |")
    for name in ways:
        rate = len(texts) / statistics.median(seconds[name])
        ratio = f"{statistics.median(ratios[name]):.2f}; {min(ratios[name]):.2f}"
        print(f"| {name} | {rate:.1f} | {ratio} | {cosines[name]:.5f} |")


def timed(encode: Encode, texts: list[str]) -> tuple[float, NDArray[np.float32]]:
    begun = time.perf_counter()
    vectors = encode(texts)
    return time.perf_counter() - begun, vectors


if __name__ == "__main__":
    main()
