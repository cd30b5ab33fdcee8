"""The real passages that a grown corpus starts from: vectors, words, days, encoder (files)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.index.manifest import read_manifest
from assistant.index.parts import ENCODER_FOLDER
from assistant.index.snapshot import Snapshot, open_snapshot
from benchmarks.growth.neighbourhoods import Matrix
from benchmarks.growth.words import Words

T = TypeVar("T")

MODEL_FILE = "model.sha256"
# Passages read from the index at once.
BATCH = 4_096


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """One row a real passage, article by article; a day is a proleptic ordinal, 0 if unknown.

    `model` is the SHA-256 of the weights that made the vectors.
    """

    vectors: Matrix
    words: Words
    days: NDArray[np.int32]
    encoder: Path
    model: str

    @classmethod
    def of_index(cls, index: Path, folder: Path) -> Base:
        """Take the passages of an index of real articles, and keep them in `folder`."""
        from assistant.index.encoding.encoder import Encoder

        snapshot = open_snapshot(index, Encoder.open)
        try:
            vectors, texts, days = _passages(snapshot)
        finally:
            snapshot.release()
        manifest = read_manifest(index)
        encoder = manifest.folder(index) / ENCODER_FOLDER
        base = cls(vectors, Words.of(texts), days, encoder, manifest.model.sha256)
        return base.saved(folder)

    def saved(self, folder: Path) -> Base:
        """Write everything into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "vectors.npy", self.vectors)
        np.savez(folder / "words.npz", numbers=self.words.numbers, starts=self.words.starts)
        (folder / "vocabulary.txt").write_text("\n".join(self.words.vocabulary), "utf-8")
        np.save(folder / "days.npy", self.days)
        (folder / MODEL_FILE).write_text(self.model, "utf-8")
        shutil.copytree(self.encoder, folder / ENCODER_FOLDER, dirs_exist_ok=True)
        return replace(self, encoder=folder / ENCODER_FOLDER)

    @classmethod
    def load(cls, folder: Path) -> Base:
        """Read what `saved` wrote."""
        with np.load(folder / "words.npz") as parts:
            vocabulary = (folder / "vocabulary.txt").read_text("utf-8").split("\n")
            words = Words(vocabulary, parts["numbers"], parts["starts"])
        vectors = np.load(folder / "vectors.npy")
        model = (folder / MODEL_FILE).read_text("utf-8")
        return cls(vectors, words, np.load(folder / "days.npy"), folder / ENCODER_FOLDER, model)


def _passages(snapshot: Snapshot) -> tuple[Matrix, list[str], NDArray[np.int32]]:
    keys: list[int] = []
    texts: list[str] = []
    articles: list[str] = []
    for key, passage in snapshot.store.all_passages():
        keys.append(key)
        texts.append(passage.text)
        articles.append(passage.article_id)
    vectors = [snapshot.engine.fetch(batch) for batch in _batches(keys)]
    day_of: dict[str, int] = {}
    for ids in _batches(list(dict.fromkeys(articles))):
        for id, article in snapshot.store.articles(ids).items():
            day_of[id] = article.published.toordinal() if article.published else 0
    return np.concatenate(vectors), texts, np.array([day_of[id] for id in articles], np.int32)


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
