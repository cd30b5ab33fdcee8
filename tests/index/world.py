"""A small world for the index's tests: a plain reader, a quick embedder, a corpus in a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.builder import build_index
from assistant.index.engine import Matrix
from assistant.index.parts import Parts, Progress
from assistant.models import Article, BuildReport, Passage, Skipped, text_sha256
from assistant.retriever import Retriever

DIMENSION = 64


def word_vectors(texts: Sequence[str]) -> Matrix:
    """Return hashed bags of words, L2-normalised."""
    rows = np.zeros((len(texts), DIMENSION), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in re.findall(r"\w+", text.lower()):
            row[int(hashlib.md5(word.encode()).hexdigest(), 16) % DIMENSION] += 1
        row[0] += 0.01
    unit: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


class WordEncoder:
    """The query side of `WordEmbedder`."""

    dimension = DIMENSION

    @classmethod
    def open(cls, folder: Path) -> WordEncoder:
        assert json.loads((folder / "encoder.json").read_text())["words"] == DIMENSION
        return cls()

    def encode(self, texts: Sequence[str]) -> Matrix:
        return word_vectors(texts)


class WordEmbedder:
    """Counts what it is asked to embed."""

    dimension = DIMENSION

    def __init__(self, sha256: str = "a" * 64) -> None:
        self.sha256 = sha256
        self.embedded: list[str] = []
        self.loads = 0

    def load(self, _model: str) -> WordEmbedder:
        self.loads += 1
        return self

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        self.embedded += texts
        if on_progress:
            on_progress("embed", len(texts), len(texts))
        return word_vectors(texts)

    def export(self, folder: Path) -> None:
        (folder / "encoder.json").write_text(json.dumps({"words": DIMENSION}))


def read_file(file: CorpusFile, _fields: FieldNames) -> Iterator[Article | Skipped]:
    """Read a JSON list of articles; a sidecar overrides fields of each."""
    try:
        records = json.loads(file.path.read_text())
    except ValueError:
        yield Skipped(file.name, "not JSON")
        return
    extra = json.loads(file.sidecar.read_text()) if file.sidecar else {}
    for number, record in enumerate(records, 1):
        fields = {**record, **extra}
        published = fields.pop("published", None)
        yield Article(
            id=text_sha256(fields["text"])[:16],
            path=f"{file.name}#{number}",
            published=date.fromisoformat(published) if published else None,
            published_basis="metadata" if published else "unknown",
            **fields,
        )


def split(article: Article, _count: Callable[[str], int]) -> list[Passage]:
    """Return one passage a paragraph."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", article.text)]
    return [Passage(article.id, start, end, article.text[start:end]) for start, end in spans]


def signature(text: str) -> bytes:
    """Return the sorted set of words: copies share it."""
    return " ".join(sorted(set(re.findall(r"\w+", text.lower())))).encode()


class World:
    """A corpus and an index in a folder."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        self.corpus = folder / "corpus"
        self.index = folder / "index"
        self.corpus.mkdir(exist_ok=not fresh)
        self.embedder = WordEmbedder()

    @property
    def parts(self) -> Parts:
        return Parts(read_file, signature, split, self.embedder.load)

    def write(self, name: str, *articles: Mapping[str, str | None]) -> Path:
        """Write articles to a file of the corpus."""
        path = self.corpus / name
        path.write_text(json.dumps(list(articles)))
        return path

    def build(self, model: str = "words") -> BuildReport:
        self.embedder.embedded.clear()
        return build_index(self.corpus, self.index, model=model, parts=self.parts)

    def open(self) -> Retriever:
        return Retriever.open(self.index, open_encoder=WordEncoder.open)


def article(text: str, title: str = "Report", **fields: str | None) -> dict[str, str | None]:
    return {"text": text, "title": title, **fields}
