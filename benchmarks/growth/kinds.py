"""Kinds of FAISS index over a grown corpus: build, bytes, time, memory, recall; each in a process.

Run after benchmarks.growth --keep: python -m benchmarks.growth.kinds --work DIR --passages 200000
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.index.encoding.encoder import Encoder
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.growth.base import Base
from benchmarks.growth.corpus import HASHES_FILE, VECTORS_FILE
from benchmarks.growth.measure import alone, memory, spread
from benchmarks.growth.neighbourhoods import Matrix
from benchmarks.growth.truth import BLOCK, NEAREST, ROUNDING, exact

# A centre is learnt from so many vectors in so many rounds.
ROWS_A_CENTRE, ROUNDS = 40, 10


@dataclass(frozen=True, slots=True)
class Kind:
    """A FAISS factory string; lists or links searched; rows put in order by 16-bit vectors."""

    factory: str
    width: int = 0
    ordered: int = 0


def kinds(rows: int) -> list[Kind]:
    """Return what is compared, with 2 * sqrt(rows) lists rounded to a power of two."""
    lists = 2 ** round(np.log2(2 * np.sqrt(rows)))
    wide = lists // 32
    return [
        Kind("Flat"),
        Kind("SQfp16"),
        Kind("HNSW16", 128),
        Kind(f"IVF{lists},SQ8", wide, 20),
        Kind(f"IVF{lists},RaBitQ", wide, 200),
        Kind(f"IVF{lists},RaBitQ", 2 * wide, 400),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="as given to benchmarks.growth")
    parser.add_argument("--passages", type=int, required=True, help="a size that was kept")
    parser.add_argument("--kinds", help="factory strings, with semicolons; else all")
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    given = parser.parse_args()
    corpus = given.work / str(given.passages) / "corpus"
    file = evaluation_folder(given.evaluation) / "news_qa" / "questions.jsonl"
    encoder = Encoder.open(Base.load(given.work / "base").encoder)
    questions = encoder.encode([record["question"] for record in records(file)])
    tenth = alone(exact, corpus, questions)[0].tenth
    print("| kind | built, s | bytes | open, ms | ms: p50 / p95 | recall@10 | resident, MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind in kinds(len(stored(corpus, questions.shape[1]))):
        if not given.kinds or kind.factory in given.kinds.split(";"):
            path = given.work / f"{kind.factory.replace(',', '-')}.faiss"
            seconds = alone(build, corpus, kind, path, questions.shape[1])
            print(alone(search, corpus, kind, path, questions, tenth, seconds), flush=True)
            path.unlink()


def stored(corpus: Path, dimension: int) -> NDArray[np.float16]:
    rows = len(np.load(corpus / HASHES_FILE, mmap_mode="r"))
    return np.memmap(corpus / VECTORS_FILE, np.float16, "r", shape=(rows, dimension))


def build(corpus: Path, kind: Kind, path: Path, dimension: int) -> float:
    """Write an index; return its processor seconds."""
    vectors = stored(corpus, dimension)
    begun = time.process_time()
    index: Any = faiss.index_factory(dimension, kind.factory, faiss.METRIC_INNER_PRODUCT)
    if hasattr(index, "cp"):
        index.cp.niter, index.cp.spherical = ROUNDS, True
        chosen = np.linspace(0, len(vectors) - 1, min(len(vectors), ROWS_A_CENTRE * index.nlist))
        index.train(vectors[np.unique(chosen.astype(np.int64))].astype(np.float32))
    for start in range(0, len(vectors), BLOCK):
        index.add(vectors[start : start + BLOCK].astype(np.float32))
    faiss.write_index(index, str(path))
    return time.process_time() - begun


def search(
    corpus: Path, kind: Kind, path: Path, questions: Matrix, tenth: Matrix, seconds: float
) -> str:
    """Ask one question after another; return a row of the table."""
    before = memory()["resident"]
    begun = time.perf_counter()
    index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    opened = (time.perf_counter() - begun) * 1000
    if hasattr(index, "nprobe"):
        index.nprobe = kind.width
    elif hasattr(index, "hnsw"):
        index.hnsw.efSearch = kind.width
    took, recalls = [], []
    with (corpus / VECTORS_FILE).open("rb", buffering=0) as file:
        for question, least in zip(questions, tenth, strict=True):
            begun = time.process_time()
            rows = index.search(question[None], kind.ordered or NEAREST)[1][0]
            rows = rows[rows >= 0]
            cosines = np.sort(read(file.fileno(), rows, len(question)) @ question)[::-1]
            took.append(time.process_time() - begun)
            recalls.append((cosines[:NEAREST] >= least - ROUNDING).mean())
    resident = memory()["resident"] - before
    p50, p95 = spread(took)
    name = f"{kind.factory}, {kind.width} searched, {kind.ordered} ordered"
    size = path.stat().st_size / index.ntotal
    return (
        f"| {name} | {seconds:.0f} | {size:.0f} | {opened:.0f} | {p50:.2f} / {p95:.2f} "
        f"| {np.mean(recalls):.4f} | {resident:.0f} |"
    )


def read(handle: int, rows: NDArray[np.int64], dimension: int) -> Matrix:
    """Return 16-bit vectors, by calls of the system: pages of a mapping would count as memory."""
    width = 2 * dimension
    parts = [os.pread(handle, width, row * width) for row in np.sort(rows).tolist()]
    vectors = np.frombuffer(b"".join(parts), np.float16).reshape(-1, dimension).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


if __name__ == "__main__":
    main()
