"""verbatim-rag without a language model: its index over Milvus Lite (edge: verbatim-rag).

VerbatimIndex with LocalMilvusStore and the dense SentenceTransformersProvider; what its readme
recommends without a language model, a SPLADE encoder and a ModernBERT span extractor, comes from a
hub only, and Milvus Lite has no full-text search there, so it searches by meaning alone and cannot
extract. MarkdownChunkerProvider, here of at most 900 characters; title, address and date are
embedded with the text, as it does by itself.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.encoders import lookup_for_sentence_transformers
from benchmarks.peers.protocol import WANTED, Found, Record, model_folder, read_articles, serve

PASSAGE_CHARACTERS = 900
# Shorter pieces are joined to the next one; without it each paragraph group may stay tiny.
LEAST_CHARACTERS = 450
# Its store refuses longer documents.
LONGEST_ARTICLE = 60_000


class VerbatimRag:
    """A VerbatimIndex over one Milvus Lite file."""

    def __init__(self, workspace: Path) -> None:
        self._file = workspace / "index" / "milvus.db"
        self._indexing = lookup_for_sentence_transformers()
        providers = import_module("verbatim_rag.embedding_providers")
        self._provider = providers.SentenceTransformersProvider(model_folder())
        self._index: Any = None

    def index(self, folder: Path) -> int:
        self.open()
        return self.add(folder)

    def open(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        stores = import_module("verbatim_rag.vector_stores")
        chunkers = import_module("verbatim_rag.chunker_providers")
        store = stores.LocalMilvusStore(str(self._file), enable_sparse=False)
        chunker = chunkers.MarkdownChunkerProvider(
            min_chunk_size=LEAST_CHARACTERS, max_chunk_size=PASSAGE_CHARACTERS
        )
        self._index = import_module("verbatim_rag.index").VerbatimIndex(
            store, dense_provider=self._provider, chunker_provider=chunker
        )

    def add(self, folder: Path) -> int:
        made = self._passages()
        with self._indexing():
            self._index.add_documents_bulk(map(_document, read_articles(folder)))
        return self._passages() - made

    def ask(self, question: str, kind: str) -> list[Found]:
        found = self._index.query(question, k=WANTED)
        return [Found(one.text, (one.metadata["source"],)) for one in found]

    def _passages(self) -> int:
        store = self._index.vector_store
        return int(store.client.get_collection_stats(store.collection_name)["row_count"])


def _document(record: Record) -> Any:
    schema = import_module("verbatim_rag").DocumentSchema
    return schema(
        id=sha256(record["url"].encode()).hexdigest()[:32],
        content=record["text"][:LONGEST_ARTICLE],
        title=record["title"] or "",
        source=record["url"],
        created_at=datetime.fromisoformat(record["published"]) if record["published"] else None,
    )


if __name__ == "__main__":
    serve(VerbatimRag)
