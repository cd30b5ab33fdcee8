"""What a search engine must do, so that another one can stand in for the local one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from assistant.index.filters import Where

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One passage as an engine stores it.

    `key` is positive and names the passage until it is deleted; `vector` is L2-normalised.
    """

    key: int
    text: str
    title: str
    vector: NDArray[np.float32]
    published: date | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage's key with the score one search gave it."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What callers may rely on.

    Without `exact_dense` some of the nearest passages may be missed; the cosines of those found are
    those of the stored vectors all the same. Without `text`, `search_text` finds nothing.
    """

    exact_dense: bool
    filters_inside: bool
    distributed: bool
    text: bool


@runtime_checkable
class Engine(Protocol):
    """Passages with vectors, searched by meaning and by words.

    Results come best first, ties by the smaller key. Changes are searchable after `flush`.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""
        ...

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key."""
        ...

    def delete(self, keys: Sequence[int]) -> None:
        """Forget passages; unknown keys are ignored."""
        ...

    def search_dense(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest cosine with `vector`, shape (dimension,)."""
        ...

    def search_text(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest BM25 that share a word with `query`."""
        ...

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return stored vectors, one row a key.

        Raises:
            KeyError: a key is not stored.
        """
        ...

    def count(self) -> int:
        """Return the number of stored passages."""
        ...

    def flush(self) -> None:
        """Make all changes durable and searchable."""
        ...

    def close(self) -> None:
        """Release files and memory; the engine is not used afterwards."""
        ...
