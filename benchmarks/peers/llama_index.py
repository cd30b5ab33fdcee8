"""LlamaIndex: VectorStoreIndex on FAISS, cited by CitationQueryEngine's nodes (edge: llama-index).

As its documentation has it: FaissVectorStore over IndexFlatL2, SentenceSplitter, here with 200
tokens (about 900 characters) and its metadata counted in, the title embedded with the text, the
address not; kept by `storage_context.persist`. The engine's retrieval and its citation nodes are
what it does before the language model, which is left out (MockLLM). By meaning alone: hybrid search
is no part of its FAISS store.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.encoders import lookup_for_sentence_transformers
from benchmarks.peers.protocol import WANTED, Found, model_folder, read_articles, serve

PASSAGE_TOKENS = 215
OVERLAP_TOKENS = 0
DIMENSION = 384


class LlamaIndex:
    """A VectorStoreIndex with its docstore and index store as JSON files."""

    def __init__(self, workspace: Path) -> None:
        self._folder = str(workspace / "index")
        self._core: Any = import_module("llama_index.core")
        self._indexing = lookup_for_sentence_transformers()
        embedding = import_module("llama_index.embeddings.huggingface").HuggingFaceEmbedding
        settings = self._core.Settings
        settings.llm = import_module("llama_index.core.llms").MockLLM()
        settings.embed_model = embedding(model_name=model_folder())
        settings.node_parser = self._core.node_parser.SentenceSplitter(
            chunk_size=PASSAGE_TOKENS, chunk_overlap=OVERLAP_TOKENS
        )
        self._index: Any = None
        self._engine: Any = None

    def index(self, folder: Path) -> int:
        faiss = import_module("faiss")
        store = _stores().FaissVectorStore(faiss_index=faiss.IndexFlatL2(DIMENSION))
        storage = self._core.StorageContext.from_defaults(vector_store=store)
        nodes = self._nodes(folder)
        with self._indexing():
            self._index = self._core.VectorStoreIndex(nodes, storage_context=storage)
        self._keep()
        return len(nodes)

    def open(self) -> None:
        store = _stores().FaissVectorStore.from_persist_dir(self._folder)
        storage = self._core.StorageContext.from_defaults(
            vector_store=store, persist_dir=self._folder
        )
        self._index = self._core.load_index_from_storage(storage)
        self._engine = self._citing()

    def add(self, folder: Path) -> int:
        nodes = self._nodes(folder)
        with self._indexing():
            self._index.insert_nodes(nodes)
        self._keep()
        return len(nodes)

    def ask(self, question: str, kind: str) -> list[Found]:
        nodes = self._engine.retrieve(self._core.QueryBundle(question))
        cited = self._engine._create_citation_nodes(nodes)[:WANTED]
        return [Found(one.node.get_text(), (one.node.metadata["url"],)) for one in cited]

    def _keep(self) -> None:
        self._index.storage_context.persist(persist_dir=self._folder)
        self._engine = self._citing()

    def _citing(self) -> Any:
        engine = import_module("llama_index.core.query_engine").CitationQueryEngine
        return engine.from_args(self._index, similarity_top_k=WANTED)

    def _nodes(self, folder: Path) -> list[Any]:
        document = self._core.Document
        whole = [
            document(
                text=record["text"],
                metadata={"title": record["title"] or "", "url": record["url"]},
                excluded_embed_metadata_keys=["url"],
                excluded_llm_metadata_keys=["url"],
            )
            for record in read_articles(folder)
        ]
        return list(self._core.Settings.node_parser.get_nodes_from_documents(whole))


def _stores() -> Any:
    return import_module("llama_index.vector_stores.faiss")


if __name__ == "__main__":
    serve(LlamaIndex)
