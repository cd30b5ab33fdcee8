"""LangChain: FAISS and BM25Retriever in an EnsembleRetriever (edge: langchain).

As its documentation has it: RecursiveCharacterTextSplitter, here with 900 characters and no
overlap; FAISS.from_documents, `save_local` and `load_local`; equal weights, reciprocal rank fusion.
BM25Retriever has no form on disk: its documents lie in the FAISS docstore, and it is built from
them at each start and after each addition. HuggingFaceEmbeddings embeds the text without the title.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.encoders import lookup_for_sentence_transformers
from benchmarks.peers.protocol import WANTED, Found, model_folder, read_articles, serve

PASSAGE_CHARACTERS = 900


class LangChain:
    """A FAISS store on disk and a BM25 retriever in memory."""

    def __init__(self, workspace: Path) -> None:
        self._folder = str(workspace / "index")
        self._indexing = lookup_for_sentence_transformers()
        embeddings = import_module("langchain_huggingface").HuggingFaceEmbeddings
        self._embeddings = embeddings(model_name=model_folder())
        self._stores = import_module("langchain_community.vectorstores")
        self._store: Any = None
        self._retriever: Any = None

    def index(self, folder: Path) -> int:
        documents = _documents(folder)
        with self._indexing():
            self._store = self._stores.FAISS.from_documents(documents, self._embeddings)
        self._store.save_local(self._folder)
        self._join()
        return len(documents)

    def open(self) -> None:
        # The docstore is a pickle, here one that this driver wrote.
        self._store = self._stores.FAISS.load_local(
            self._folder, self._embeddings, allow_dangerous_deserialization=True
        )
        self._join()

    def add(self, folder: Path) -> int:
        documents = _documents(folder)
        with self._indexing():
            self._store.add_documents(documents)
        self._store.save_local(self._folder)
        self._join()
        return len(documents)

    def ask(self, question: str, kind: str) -> list[Found]:
        found = self._retriever.invoke(question)[:WANTED]
        return [Found(one.page_content, (one.metadata["url"],)) for one in found]

    def _join(self) -> None:
        bm25 = import_module("langchain_community.retrievers").BM25Retriever
        ensemble = import_module("langchain_classic.retrievers").EnsembleRetriever
        store = self._store
        kept = [store.docstore.search(key) for key in store.index_to_docstore_id.values()]
        words = bm25.from_documents(kept, k=WANTED)
        meaning = store.as_retriever(search_kwargs={"k": WANTED})
        self._retriever = ensemble(retrievers=[words, meaning], weights=[0.5, 0.5])


def _documents(folder: Path) -> list[Any]:
    document = import_module("langchain_core.documents").Document
    splitters = import_module("langchain_text_splitters")
    splitter = splitters.RecursiveCharacterTextSplitter(
        chunk_size=PASSAGE_CHARACTERS, chunk_overlap=0, add_start_index=True
    )
    whole = [
        document(record["text"], metadata={"title": record["title"], "url": record["url"]})
        for record in read_articles(folder)
    ]
    return list(splitter.split_documents(whole))


if __name__ == "__main__":
    serve(LangChain)
