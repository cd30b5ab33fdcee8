"""Whether sampled vectors have neighbours like real ones: cosines to the nearest, in quartiles.

Run after benchmarks.growth: python -m benchmarks.growth.likeness --work DIR
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import faiss
import numpy as np

from assistant.index.encoding.encoder import Encoder
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.growth.base import Base
from benchmarks.growth.corpus import PASSAGES
from benchmarks.growth.neighbourhoods import Matrix, Neighbourhoods

# Real passages left out of what is sampled from.
HELD = 2_000
PLACES = (1, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="as given to benchmarks.growth")
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    given = parser.parse_args()
    base = Base.load(given.work / "base")
    file = evaluation_folder(given.evaluation) / "news_qa" / "questions.jsonl"
    questions = Encoder.open(base.encoder).encode([record["question"] for record in records(file)])
    print("| cosine to the nearest | real | sampled |\n| --- | --- | --- |")
    as_many(base.vectors, questions)
    tenfold(base.vectors)


def as_many(real: Matrix, questions: Matrix) -> None:
    """Compare as many sampled vectors as real ones, from passages held out and from questions."""
    order = np.random.default_rng(0).permutation(len(real))
    held, rest = real[order[:HELD]], real[np.sort(order[HELD:])]
    sampled = grown(rest, len(rest))
    for name, asking in (("passages held out", held), ("questions", questions)):
        report(name, {"real": quartiles(asking, rest), "sampled": quartiles(asking, sampled)})


def tenfold(real: Matrix) -> None:
    """Compare a tenth of the articles, grown to all, with all: each vector to the others."""
    article = np.arange(len(real)) // PASSAGES
    chosen = np.random.default_rng(0).random(article[-1] + 1) < 0.1
    sampled = grown(real[chosen[article]], len(real))
    found = {
        name: quartiles(vectors[:: len(vectors) // HELD], vectors, itself=1)
        for name, vectors in (("real", real), ("sampled", sampled))
    }
    report("each other, from a tenth", found)


def grown(real: Matrix, count: int) -> Matrix:
    chance = np.random.default_rng(1)
    return Neighbourhoods(real).sample(chance.integers(0, len(real), count), chance).vectors


def quartiles(asking: Matrix, among: Matrix, itself: int = 0) -> dict[int, str]:
    cosines, _ = faiss.knn(asking, among, max(PLACES) + itself, metric=faiss.METRIC_INNER_PRODUCT)
    found = {}
    for place in PLACES:
        values = np.quantile(cosines[:, place - 1 + itself], (0.25, 0.5, 0.75))
        found[place] = " ".join(f"{value:.2f}".lstrip("0") for value in values)
    return found


def report(name: str, found: Mapping[str, Mapping[int, str]]) -> None:
    for place in PLACES:
        print(f"| {name}, place {place} | {found['real'][place]} | {found['sampled'][place]} |")


if __name__ == "__main__":
    main()
