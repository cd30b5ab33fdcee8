"""Haystack: BM25 and embeddings over its in-memory store, joined by rank (edge: haystack-ai).

As its hybrid retrieval tutorial has it: DocumentSplitter by words, here 150 (about 900 characters);
SentenceTransformersDocumentEmbedder with the title embedded; two retrievers and a DocumentJoiner by
reciprocal rank fusion in a pipeline. The in-memory store is the one that has both BM25 and
embeddings without a server (its FAISS store has no BM25); it is kept by `save_to_disk`. Its
ExtractiveReader needs a model that no package carries.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.encoders import lookup_for_sentence_transformers
from benchmarks.peers.protocol import WANTED, Found, model_folder, read_articles, serve

PASSAGE_WORDS = 150
# It reports its use to a server, unless this is set before it is imported.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")


class Haystack:
    """An in-memory document store, saved to one JSON file."""

    def __init__(self, workspace: Path) -> None:
        self._file = workspace / "index" / "store.json"
        self._indexing = lookup_for_sentence_transformers()
        self._embedders = import_module(
            "haystack_integrations.components.embedders.sentence_transformers"
        )
        stores = import_module("haystack.document_stores.in_memory")
        self._open_store = stores.InMemoryDocumentStore
        self._store: Any = None
        self._pipeline: Any = None
        self._writer: Any = None

    def index(self, folder: Path) -> int:
        self._store = self._open_store(embedding_similarity_function="cosine")
        self._join()
        return self.add(folder)

    def open(self) -> None:
        self._store = self._open_store.load_from_disk(str(self._file))
        self._join()

    def add(self, folder: Path) -> int:
        document = import_module("haystack").Document
        whole = [
            document(content=record["text"], meta={"title": record["title"], "url": record["url"]})
            for record in read_articles(folder)
        ]
        if self._writer is None:
            self._writer = self._writing()
        with self._indexing():
            written = self._writer.run({"splitter": {"documents": whole}})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._store.save_to_disk(str(self._file))
        return int(written["writer"]["documents_written"])

    def ask(self, question: str, kind: str) -> list[Found]:
        found = self._pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        documents = found["joiner"]["documents"][:WANTED]
        return [Found(one.content, (one.meta["url"],)) for one in documents]

    def _writing(self) -> Any:
        parts = import_module("haystack.components.preprocessors")
        pipeline = import_module("haystack").Pipeline()
        splitter = parts.DocumentSplitter(split_by="word", split_length=PASSAGE_WORDS)
        embedder = self._embedders.SentenceTransformersDocumentEmbedder(
            model=model_folder(), meta_fields_to_embed=["title"], progress_bar=False
        )
        writer = import_module("haystack.components.writers").DocumentWriter(self._store)
        for name, part in (("splitter", splitter), ("embedder", embedder), ("writer", writer)):
            pipeline.add_component(name, part)
        pipeline.connect("splitter", "embedder")
        pipeline.connect("embedder", "writer")
        return pipeline

    def _join(self) -> None:
        retrievers = import_module("haystack.components.retrievers.in_memory")
        joiners = import_module("haystack.components.joiners")
        embedder = self._embedders.SentenceTransformersTextEmbedder(
            model=model_folder(), progress_bar=False
        )
        meaning = retrievers.InMemoryEmbeddingRetriever(self._store, top_k=WANTED)
        words = retrievers.InMemoryBM25Retriever(self._store, top_k=WANTED)
        joiner = joiners.DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=WANTED)
        pipeline = import_module("haystack").Pipeline()
        named = {"embedder": embedder, "meaning": meaning, "words": words, "joiner": joiner}
        for name, part in named.items():
            pipeline.add_component(name, part)
        pipeline.connect("embedder.embedding", "meaning.query_embedding")
        pipeline.connect("meaning", "joiner")
        pipeline.connect("words", "joiner")
        self._pipeline = pipeline


if __name__ == "__main__":
    serve(Haystack)
