"""All that is measured at one size, each step in a process of its own (files)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.index.encoding.encoder import Encoder
from assistant.index.parts import ENCODER_FOLDER
from benchmarks.growth.asking import Asking, ask
from benchmarks.growth.base import Base
from benchmarks.growth.building import Built, add, build, update_really
from benchmarks.growth.corpus import LATER, Block, Corpus, write
from benchmarks.growth.measure import alone
from benchmarks.growth.truth import Asked, exact

# New articles of an update.
NEW_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured at one size."""

    built: Built
    asked: Asking
    updated: Built
    updated_really: Built
    updated_again: Built
    asked_later: Asking


def measure(base: Path, folder: Path, passages: int, questions: list[str]) -> Measured:
    """Measure one size; each step in a process of its own."""
    corpus, index = folder / "corpus", folder / "index"
    alone(write_corpus, base, corpus, passages)
    truths = alone(find_truths, base, corpus, questions)
    built = alone(build, corpus, index, [corpus], base)
    asked = alone(ask, index, questions, truths)
    known = [corpus, add(corpus, alone(new_articles, base, 1), "new-1")]
    updated = alone(build, corpus, index, known, base)
    add(corpus, alone(new_articles, base, 2), "new-2")
    more = alone(new_articles, base, 3)
    updated_really, updated_again = alone(update_really, corpus, index, more)
    asked_later = alone(ask, index, questions, truths[:1])
    return Measured(built, asked, updated, updated_really, updated_again, asked_later)


def write_corpus(base: Path, corpus: Path, passages: int) -> None:
    write(Corpus(Base.load(base)).blocks(passages), corpus)


def new_articles(base: Path, number: int) -> Block:
    return Corpus(Base.load(base)).sampled(LATER - number, NEW_ARTICLES)


def find_truths(base: Path, corpus: Path, questions: list[str]) -> list[Asked]:
    encoder = Encoder.open(base / ENCODER_FOLDER)
    # One at a time, as they are asked: company changes the last digits.
    return exact(corpus, np.concatenate([encoder.encode([question]) for question in questions]))
