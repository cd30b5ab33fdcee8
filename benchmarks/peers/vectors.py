"""Vectors computed beforehand, looked up in place of embedding (edge: SQLite; peers' encoders).

Where the variable `PEER_VECTORS` names a file, the passages that a peer embeds while it indexes are
looked up there by the sha256 of their text. A miss is embedded for real and kept; with
`PEER_VECTORS_COLLECT` set it is only written down, to be embedded faster in one go. Questions never
pass here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
FILE_VARIABLE = "PEER_VECTORS"
COLLECT_VARIABLE = "PEER_VECTORS_COLLECT"
_DIMENSION = 384


class VectorCache:
    """A file of vectors by the sha256 of their text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as rows:
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
            rows.execute("CREATE TABLE IF NOT EXISTS wanted (key BLOB PRIMARY KEY, text TEXT)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # Peers index in threads of their own: each use opens the file anew.
        rows = sqlite3.connect(self._path, timeout=60)
        try:
            yield rows
            rows.commit()
        finally:
            rows.close()

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """Return the vector of each text, `None` where there is none."""
        query = "SELECT vector FROM vectors WHERE key = ?"
        with self._open() as rows:
            found = [rows.execute(query, (key_of(text),)).fetchone() for text in texts]
        return [np.frombuffer(row[0], dtype=np.float32) if row else None for row in found]

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of texts, which are wanted no more."""
        pairs = [(key_of(text), row.tobytes()) for text, row in zip(texts, vectors, strict=True)]
        with self._open() as rows:
            rows.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", pairs)
            rows.executemany("DELETE FROM wanted WHERE key = ?", [(key,) for key, _ in pairs])

    def want(self, texts: Iterable[str]) -> None:
        """Write down texts that have no vector yet."""
        with self._open() as rows:
            pairs = [(key_of(text), text) for text in texts]
            rows.executemany("INSERT OR IGNORE INTO wanted VALUES (?, ?)", pairs)

    def wanted(self, limit: int) -> list[str]:
        """Return some texts that wait for a vector."""
        with self._open() as rows:
            found = rows.execute("SELECT text FROM wanted LIMIT ?", (limit,))
            return [text for (text,) in found]

    def count_wanted(self) -> int:
        with self._open() as rows:
            return int(rows.execute("SELECT count(*) FROM wanted").fetchone()[0])


def key_of(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


class Lookup:
    """Replaces a peer's encoder while `indexing`; see the module."""

    def __init__(self, cache: VectorCache, *, collect: bool) -> None:
        self._cache = cache
        self._collect = collect
        self._active = False

    @classmethod
    def from_environment(cls) -> Lookup | None:
        """Return the lookup that the environment asks for, if any."""
        path = os.environ.get(FILE_VARIABLE)
        collect = bool(os.environ.get(COLLECT_VARIABLE))
        return cls(VectorCache(Path(path)), collect=collect) if path else None

    def hook(self, owner: type, method: str) -> None:
        """Put the lookup before `owner.method(self, texts, ...)`, which returns an array."""
        original = getattr(owner, method)

        def encode(itself: Any, texts: Any, *args: Any, **kwargs: Any) -> Any:
            if not self._active or isinstance(texts, str):
                return original(itself, texts, *args, **kwargs)
            return self.vectors(
                list(texts), lambda missing: original(itself, missing, *args, **kwargs)
            )

        setattr(owner, method, encode)

    def vectors(self, texts: list[str], embed: Callable[[list[str]], Any]) -> Vectors:
        """Return the vectors of texts: (n, 384), float32."""
        found = self._cache.get(texts)
        missing = list(dict.fromkeys(t for t, v in zip(texts, found, strict=True) if v is None))
        made: dict[str, Vectors] = {}
        if missing and self._collect:
            self._cache.want(missing)
            # Any direction does: what is built while collecting is thrown away.
            made = dict.fromkeys(missing, np.full(_DIMENSION, _DIMENSION**-0.5, np.float32))
        elif missing:
            computed = np.asarray(embed(missing), dtype=np.float32)
            self._cache.put(missing, computed)
            made = dict(zip(missing, computed, strict=True))
        rows = [made[t] if v is None else v for t, v in zip(texts, found, strict=True)]
        return np.stack(rows) if rows else np.empty((0, _DIMENSION), np.float32)

    @contextmanager
    def indexing(self) -> Iterator[None]:
        self._active = True
        try:
            yield
        finally:
            self._active = False
