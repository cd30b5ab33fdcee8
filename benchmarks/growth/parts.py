"""The steps of a build that a grown corpus replaces: its vectors are known, so none is computed.

Reading and cutting are plain here; what is measured is all that follows: folding, the article
store, the segments of vectors, the words, the switch.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.parts import Parts, PassageEmbedder, Progress
from assistant.models import Article, Passage, Skipped, text_sha256
from benchmarks.growth.corpus import HASHES_FILE, PARAGRAPH, VECTORS_FILE, hashes
from benchmarks.growth.neighbourhoods import Matrix

# Hexadecimal digits of the text's hash that an article is known by.
ID_DIGITS = 16
# Bytes of a MinHash signature: a mark and 128 values.
SIGNATURE_VALUES = 128 * 4


class GrownEmbedder:
    """Looks up the vector of each passage in the grown corpora of some folders."""

    def __init__(self, folders: Sequence[Path], encoder: Path, sha256: str, dimension: int) -> None:
        self.sha256 = sha256
        self.dimension = dimension
        self._encoder = encoder
        found = [np.load(folder / HASHES_FILE) for folder in folders]
        self._files = [
            np.memmap(folder / VECTORS_FILE, np.float16, "r", shape=(len(part), dimension))
            for folder, part in zip(folders, found, strict=True)
        ]
        self._starts = np.cumsum([0, *map(len, found)])
        hashed = np.concatenate(found)
        self._order = np.argsort(hashed, kind="stable")
        self._sorted = hashed[self._order]

    def count_tokens(self, text: str) -> int:
        """Return a number that no passage is too long for."""
        return min(1, len(text))

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        """Return the vectors of passages, each after its title and a blank line."""
        wanted = hashes(texts)
        places = np.searchsorted(self._sorted, wanted)
        places = np.minimum(places, len(self._sorted) - 1)
        if not np.array_equal(self._sorted[places], wanted):
            raise ValueError("a passage is not of the grown corpora")
        rows = self._order[places]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for file, start in zip(self._files, self._starts[:-1], strict=True):
            here = (rows >= start) & (rows < start + len(file))
            vectors[here] = file[rows[here] - start]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def export(self, folder: Path) -> None:
        """Write the encoder of the real passages."""
        shutil.copytree(self._encoder, folder, dirs_exist_ok=True)


def grown_parts(embedder: GrownEmbedder) -> Parts:
    """Return the parts of a build over grown corpora."""

    def load(_model: str) -> PassageEmbedder:
        return embedder

    return Parts(read_articles, signature, cut, load)


def read_articles(file: CorpusFile, _fields: FieldNames) -> Iterator[Article | Skipped]:
    """Yield the articles of a file as `corpus.write` wrote them."""
    with file.path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            published = record["published"]
            yield Article(
                id=text_sha256(record["text"])[:ID_DIGITS],
                text=record["text"],
                title=record["title"],
                source=record["source"],
                published=date.fromisoformat(published) if published else None,
                published_basis="metadata" if published else "unknown",
                path=f"{file.name}#{number}",
                language=record["language"],
            )


def signature(text: str) -> bytes:
    """Return the signature of a text that is like no other; its bands are those of a real one."""
    return b"~" + hashlib.shake_128(text.encode()).digest(SIGNATURE_VALUES)


def cut(article: Article, _count: object) -> list[Passage]:
    """Return the paragraphs."""
    passages = []
    start = 0
    for text in article.text.split(PARAGRAPH):
        passages.append(Passage(article.id, start, start + len(text), text))
        start += len(text) + len(PARAGRAPH)
    return passages
