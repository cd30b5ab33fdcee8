"""An engine elsewhere as a state uses it: words are searched here where it cannot (edge: files)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from assistant.index.engine import Capabilities, Engine, Matrix, Record, Scored
from assistant.index.engines import open_engine
from assistant.index.filters import Where
from assistant.index.local.engine import LEXICAL_FOLDER
from assistant.index.local.lexical import Lexical
from assistant.index.states import link_tree


class RemoteEngine:
    """An `Engine` over one that `open_engine` knows, with a lexical index of the state's own.

    The lexical index is there only if the other engine has no text search: fusion needs both.
    """

    def __init__(self, dense: Engine, lexical: Lexical | None, *, writable: bool) -> None:
        self._dense = dense
        self._lexical = lexical
        self._writable = writable

    @classmethod
    def create(cls, folder: Path, dimension: int, uri: str) -> Self:
        """Make the collection if there is none, and the words' index in a new state."""
        dense = open_engine(uri, dimension, create=True)
        return cls(dense, _words(dense, folder, writable=True), writable=True)

    @classmethod
    def copy(cls, old: Path, new: Path, dimension: int, uri: str) -> Self:
        """Open for writing, in the state `new`, what the state `old` holds."""
        if (old / LEXICAL_FOLDER).is_dir():
            link_tree(old / LEXICAL_FOLDER, new / LEXICAL_FOLDER)
        return cls.open(new, dimension, uri, writable=True)

    @classmethod
    def open(cls, folder: Path, dimension: int, uri: str, *, writable: bool = False) -> Self:
        """Open what a state holds."""
        dense = open_engine(uri, dimension)
        return cls(dense, _words(dense, folder, writable=writable), writable=writable)

    @property
    def capabilities(self) -> Capabilities:
        """What both can do together."""
        return replace(self._dense.capabilities, text=True)

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key."""
        self._dense.upsert(records)
        if self._lexical:
            self._lexical.upsert(records)

    def delete(self, keys: Sequence[int]) -> None:
        """Forget passages; unknown keys are ignored.

        Opened for reading, it deletes them elsewhere only: a state's own files do not change.
        """
        self._dense.delete(keys)
        if self._lexical and self._writable:
            self._lexical.delete(keys)

    def forget_words(self, keys: Sequence[int]) -> None:
        """Delete passages from what belongs to this state alone.

        The other engine is shared with the state that answers now, and may have to find them.
        """
        if self._lexical:
            self._lexical.delete(keys)

    def search_dense(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest cosine with `vector`."""
        return self._dense.search_dense(vector, limit, where)

    def search_text(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest BM25 that share a word with `query`."""
        if self._lexical:
            return self._lexical.search(query, limit, where)
        return self._dense.search_text(query, limit, where)

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return stored vectors, one row a key; `KeyError` for an unknown one."""
        return self._dense.fetch(keys)

    def count(self) -> int:
        """Return the number of stored passages, those of other states included."""
        return self._dense.count()

    def flush(self) -> None:
        """Make all changes durable and searchable."""
        self._dense.flush()
        if self._lexical and self._writable:
            self._lexical.flush()

    def close(self) -> None:
        """Release connections and files."""
        self._dense.close()
        if self._lexical:
            self._lexical.close()


def _words(dense: Engine, folder: Path, *, writable: bool) -> Lexical | None:
    if dense.capabilities.text:
        return None
    (folder / LEXICAL_FOLDER).mkdir(exist_ok=True)
    return Lexical(folder / LEXICAL_FOLDER, writable=writable)
