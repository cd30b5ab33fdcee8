"""txtai: a hybrid index with content (edge: txtai).

As its documentation has it: `Embeddings(path=..., hybrid=True, content=True)`, so FAISS, BM25 and
SQLite; Segmentation by chonkie's recursive chunker, here with 900 characters; `save` and `load`,
`upsert` for additions. The text is embedded without the title. Two threads that ask at once fail
in its one SQLite cursor, so that questions wait for each other behind a lock, as a host would have
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from benchmarks.peers.encoders import lookup_for_txtai
from benchmarks.peers.protocol import WANTED, Found, model_folder, read_articles, serve

PASSAGE_CHARACTERS = 900
# SQL is how txtai returns more than text.
_QUERY = "SELECT text, url FROM txtai WHERE similar(:question) LIMIT {}"


class Txtai:
    """An embeddings database in a folder."""

    def __init__(self, workspace: Path) -> None:
        self._folder = str(workspace / "index")
        self._indexing = lookup_for_txtai()
        self._asking = Lock()
        self._embeddings: Any = import_module("txtai").Embeddings(
            path=model_folder(), hybrid=True, content=True
        )

    def index(self, folder: Path) -> int:
        with self._indexing():
            self._embeddings.index(_passages(folder))
        self._embeddings.save(self._folder)
        return int(self._embeddings.count())

    def open(self) -> None:
        self._embeddings.load(self._folder)

    def add(self, folder: Path) -> int:
        before = self._embeddings.count()
        with self._indexing():
            self._embeddings.upsert(_passages(folder))
        self._embeddings.save(self._folder)
        return int(self._embeddings.count() - before)

    def ask(self, question: str, kind: str) -> list[Found]:
        query = _QUERY.format(WANTED)
        with self._asking:
            found = self._embeddings.search(query, parameters={"question": question})
        return [Found(row["text"], (row["url"],)) for row in found]


def _passages(folder: Path) -> Iterator[tuple[str, dict[str, str], None]]:
    segmentation = import_module("txtai.pipeline").Segmentation(
        chunker="recursive", tokenizer="character", chunk_size=PASSAGE_CHARACTERS
    )
    for record in read_articles(folder):
        for number, text in enumerate(segmentation(record["text"])):
            passage = {"text": text, "url": record["url"], "title": record["title"] or ""}
            yield f"{record['url']}#{number}", passage, None


if __name__ == "__main__":
    serve(Txtai)
