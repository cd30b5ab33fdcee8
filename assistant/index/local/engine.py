"""The engine of one machine: FAISS for meaning, tantivy for words (edge: files)."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.index.engine import Capabilities, Matrix, Record, Scored
from assistant.index.filters import Where
from assistant.index.local.lexical import Lexical
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_list import link_list
from assistant.index.local.vectors import Vectors
from assistant.index.states import link_tree

LEXICAL_FOLDER = "lexical"
# A filter that this part passes costs tantivy 20 ms over a million passages, and 8 ms where more
# are looked for without it: so many for each one wanted.
LARGE_SHARE = 1 / 3
UNFILTERED = 4


@contextmanager
def _storing() -> Iterator[None]:
    """Turn the errors of FAISS and tantivy for a disk that takes no more into an `OSError`."""
    try:
        yield
    except (RuntimeError, ValueError) as exc:
        raise OSError(errno.EIO, str(exc).strip().split("\n")[0]) from exc


class LocalEngine:
    """An `Engine` in one folder, searched by many threads, written by one."""

    def __init__(self, vectors: Vectors, lexical: Lexical, *, writable: bool) -> None:
        self._vectors = vectors
        self._lexical = lexical
        self._writable = writable

    @classmethod
    def create(cls, folder: Path, dimension: int, kinds: Kinds | None = None) -> LocalEngine:
        """Start an empty engine in a new folder."""
        (folder / LEXICAL_FOLDER).mkdir(parents=True)
        lexical = Lexical(folder / LEXICAL_FOLDER, writable=True)
        return cls(Vectors.create(folder, dimension, kinds), lexical, writable=True)

    @classmethod
    def open(
        cls, folder: Path, *, writable: bool = False, kinds: Kinds | None = None
    ) -> LocalEngine:
        """Open what the last `flush` or `merge` left in `folder`.

        After a flush that was interrupted, vectors and words may differ by its passages; deleting
        these makes them agree.

        Raises:
            OSError, ValueError, RuntimeError: a file is missing or not what it should be.
        """
        vectors = Vectors.open(folder, writable=writable, kinds=kinds)
        lexical = Lexical(folder / LEXICAL_FOLDER, writable=writable)
        return cls(vectors, lexical, writable=writable)

    @classmethod
    def copy(cls, old: Path, new: Path, kinds: Kinds | None = None) -> LocalEngine:
        """Open in `new`, for writing, what the folder `old` holds; `old` stays as it is.

        Nothing that grows with the index is copied: both share files that are never changed.
        """
        link_list(old, new)
        link_tree(old / LEXICAL_FOLDER, new / LEXICAL_FOLDER)
        return cls.open(new, writable=True, kinds=kinds)

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do; large segments are not searched exactly."""
        return Capabilities(
            exact_dense=self._vectors.exact, filters_inside=True, distributed=False, text=True
        )

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._vectors.dimension

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key."""
        with _storing():
            self._vectors.upsert(records)
            self._lexical.upsert(records)

    def delete(self, keys: Sequence[int]) -> None:
        """Forget passages; unknown keys are ignored."""
        with _storing():
            self._vectors.delete(keys)
            self._lexical.delete(keys)

    def search_dense(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest cosine with `vector`."""
        return self._vectors.search(vector, limit, where)

    def search_text(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest BM25 that share a word with `query`."""
        if not where or self._vectors.share(where) < LARGE_SHARE:
            return self._lexical.search(query, limit, where)
        wider = limit * UNFILTERED
        found = self._lexical.search(query, wider)
        passing = self._vectors.passing([hit.key for hit in found], where)
        passed = [hit for hit in found if hit.key in passing]
        if len(passed) >= limit or len(found) < wider:
            return passed[:limit]
        return self._lexical.search(query, limit, where)

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return stored vectors, one row a key; `KeyError` for an unknown one."""
        return self._vectors.fetch(keys)

    def count(self) -> int:
        """Return the number of stored passages."""
        return self._vectors.count()

    def count_text(self) -> int:
        """Return the number of passages in the lexical part."""
        return self._lexical.count()

    def flush(self) -> None:
        """Make all changes durable and searchable."""
        if self._writable:
            with _storing():
                self._vectors.flush(before_switch=self._lexical.flush)

    def merge(self, *, wholly: bool = False) -> bool:
        """Merge segments of vectors that are small, many or largely dead; all with `wholly`.

        Changes that were not flushed stay so. Durable afterwards; searches may go on meanwhile.
        True if something changed.
        """
        with _storing():
            return self._vectors.merge(wholly=wholly)

    def close(self) -> None:
        """Release the writer; files and memory go with the object."""
        self._lexical.close()
