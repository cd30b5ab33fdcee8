"""The encoders of the peers' environments (edge: sentence-transformers, transformers)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from benchmarks.peers.vectors import Lookup

Indexing = Callable[[], AbstractContextManager[None]]


def lookup_for_sentence_transformers() -> Indexing:
    """Return what a driver enters while it indexes; SentenceTransformer is looked up in it."""
    return _lookup("sentence_transformers", "SentenceTransformer", "encode")


def lookup_for_txtai() -> Indexing:
    """Return the same for txtai's own encoder, which is built on transformers."""
    return _lookup("txtai.vectors.dense.huggingface", "HFVectors", "encode")


def _lookup(module: str, owner: str, method: str) -> Indexing:
    lookup = Lookup.from_environment()
    if lookup is None:
        return nullcontext
    lookup.hook(getattr(import_module(module), owner), method)
    return lookup.indexing
