"""A corpus of any size: real passages first, then sampled ones, written in blocks (files)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.growth.base import Base
from benchmarks.growth.neighbourhoods import Matrix, Neighbourhoods, Rows
from benchmarks.growth.words import Writer

ARTICLES_FOLDER = "articles"
VECTORS_FILE = "vectors.f16"
HASHES_FILE = "hashes.npy"
FIELDS_FILE = "fields.npz"
# Passages an article; the news articles of the evaluation data have 12.4 in the mean.
PASSAGES = 12
# Articles written at once: 19 MB of vectors at 384 numbers.
BLOCK_ARTICLES = 1_024
# Sampled articles appear so many days, at one standard deviation, from the real one at their
# place: a date then says something about the topic, as it does in news.
DAYS_APART = 30.0
# Outlets; the n-th largest prints 1/n as many articles as the largest.
OUTLETS = 300
# Of all articles; the rest are marked as English.
FOREIGN = 0.02
TITLE_WORDS = 8
# No title is cut before it is embedded.
TITLE_CHARACTERS = 100
PARAGRAPH = "\n\n"
# Blocks of another corpus of the same seed never have such numbers.
LATER = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Articles as the records of a JSON Lines file.

    `vectors` and `hashes` have a row for each paragraph, `days` and `outlets` for each article.
    """

    records: list[dict[str, Any]]
    vectors: Matrix
    hashes: Rows
    days: Rows
    outlets: Rows


class Corpus:
    """Articles around real passages, the same for a seed; a paragraph is a passage."""

    def __init__(self, base: Base, seed: int = 0) -> None:
        self._base = base
        self._near = Neighbourhoods(base.vectors)
        self._writer = Writer(base.words)
        self._seed = seed

    def blocks(self, passages: int) -> Iterator[Block]:
        """Yield so many passages, to the nearest whole article."""
        articles = max(1, round(passages / PASSAGES))
        real = min(articles, len(self._base.vectors) // PASSAGES)
        for start in range(0, real, BLOCK_ARTICLES):
            yield self._real(start, min(real, start + BLOCK_ARTICLES))
        for number, start in enumerate(range(real, articles, BLOCK_ARTICLES)):
            yield self.sampled(number, min(BLOCK_ARTICLES, articles - start))

    def sampled(self, number: int, articles: int) -> Block:
        """Return sampled articles, each beside a stretch of real ones."""
        chance = np.random.default_rng((self._seed, number))
        starts = chance.integers(0, len(self._base.vectors) - PASSAGES, articles)
        first = (starts[:, None] + np.arange(PASSAGES)).reshape(-1)
        found = self._near.sample(first, chance)
        texts = self._writer.texts(found.first, found.second, chance)
        shifts = np.rint(chance.normal(0, DAYS_APART, articles)).astype(np.int64)
        days = self._base.days[starts] + shifts * (self._base.days[starts] > 0)
        return self._block(texts, found.vectors, days, chance)

    def _real(self, first: int, last: int) -> Block:
        rows = np.arange(first * PASSAGES, last * PASSAGES)
        texts = [self._base.words.real(row) for row in rows.tolist()]
        # Of another range than the sampled blocks' generators.
        chance = np.random.default_rng((self._seed, LATER, first))
        days = self._base.days[rows[::PASSAGES]].astype(np.int64)
        return self._block(texts, self._base.vectors[rows], days, chance)

    def _block(
        self, texts: Sequence[str], vectors: Matrix, days: Rows, chance: np.random.Generator
    ) -> Block:
        outlets = _outlets(chance, len(days))
        foreign = chance.random(len(days)) < FOREIGN
        # Of the longest passage: a short one is no article's alone.
        titles = [
            _title(max(texts[place : place + PASSAGES], key=len))
            for place in range(0, len(texts), PASSAGES)
        ]
        inputs = [
            f"{titles[place // PASSAGES]}{PARAGRAPH}{text}" for place, text in enumerate(texts)
        ]
        records: list[dict[str, Any]] = [
            {
                "title": titles[place],
                "text": PARAGRAPH.join(texts[place * PASSAGES : (place + 1) * PASSAGES]),
                "source": outlet_name(outlets[place]),
                "published": date.fromordinal(day).isoformat() if day > 0 else None,
                "language": "xx" if foreign[place] else "en",
            }
            for place, day in enumerate(days.tolist())
        ]
        return Block(records, vectors, hashes(inputs), days, np.array(outlets))


def write(blocks: Iterator[Block], folder: Path) -> int:
    """Write articles, vectors and which vector is whose; return the number of passages."""
    (folder / ARTICLES_FOLDER).mkdir(parents=True)
    kept: list[tuple[Rows, Rows, Rows]] = []
    with (folder / VECTORS_FILE).open("wb") as vectors:
        for number, block in enumerate(blocks):
            path = folder / ARTICLES_FOLDER / f"{number:06d}.jsonl"
            with path.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(record) + "\n" for record in block.records)
            vectors.write(block.vectors.astype(np.float16).tobytes())
            kept.append((block.hashes, block.days, block.outlets))
    found, days, outlets = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    np.save(folder / HASHES_FILE, found)
    np.savez(folder / FIELDS_FILE, days=days, outlets=outlets)
    return len(found)


def outlet_name(number: int) -> str:
    """Return the name of an outlet; 0 prints the most."""
    return f"outlet {number}"


def hashes(texts: Sequence[str]) -> Rows:
    """Return 64 bits of a hash of each text: what the embedder reads of a passage."""
    digests = (hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(b"".join(digests), np.int64)


def _title(text: str) -> str:
    return " ".join(text.split()[:TITLE_WORDS])[:TITLE_CHARACTERS].rstrip()


def _outlets(chance: np.random.Generator, count: int) -> list[int]:
    weights = 1 / np.arange(1, OUTLETS + 1)
    chosen: list[int] = chance.choice(OUTLETS, count, p=weights / weights.sum()).tolist()
    return chosen
