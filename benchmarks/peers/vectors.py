"""Vectors computed beforehand, looked up in place of embedding (edge: SQLite; peers' encoders).

Where the variable `PEER_VECTORS` names a file, the passages that a peer embeds while it indexes are
looked up there by the sha256 of their text. What is done with a miss, `PEER_VECTORS_MISS` says: it
is embedded for real and kept (`embed`), or only written down, to be embedded faster in one go
(`collect`), or it gets a mixture of vectors of other passages (`stand-in`), with which all can be
measured but what is found. Questions never pass here.
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
MISS_VARIABLE = "PEER_VECTORS_MISS"
EMBED, COLLECT, STAND_IN = "embed", "collect", "stand-in"
# Vectors that stand-ins are mixed of: enough for neighbourhoods that differ.
_POOL = 4096
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

    def some(self, limit: int) -> Vectors:
        """Return some vectors, always the same ones of a file: (n, 384), float32."""
        query = "SELECT vector FROM vectors ORDER BY key LIMIT ?"
        with self._open() as rows:
            found = [np.frombuffer(row, np.float32) for (row,) in rows.execute(query, (limit,))]
        return np.stack(found) if found else np.empty((0, _DIMENSION), np.float32)

    def count_wanted(self) -> int:
        with self._open() as rows:
            return int(rows.execute("SELECT count(*) FROM wanted").fetchone()[0])


def key_of(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def mixture(pool: Vectors, key: bytes) -> Vectors:
    """Return a unit vector between two of a pool, chosen by the key."""
    near, far = (int.from_bytes(part, "big") % len(pool) for part in (key[:8], key[8:16]))
    mixed = pool[near] + 0.5 * pool[far]
    unit: Vectors = (mixed / np.linalg.norm(mixed)).astype(np.float32)
    return unit


class Lookup:
    """Replaces a peer's encoder while `indexing`; see the module."""

    def __init__(self, cache: VectorCache, miss: str) -> None:
        self._cache = cache
        self._miss = miss
        self._pool = cache.some(_POOL) if miss == STAND_IN else None
        self._active = False

    @classmethod
    def from_environment(cls) -> Lookup | None:
        """Return the lookup that the environment asks for, if any."""
        path = os.environ.get(FILE_VARIABLE)
        miss = os.environ.get(MISS_VARIABLE, EMBED)
        return cls(VectorCache(Path(path)), miss) if path else None

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
        made = dict(zip(missing, self._missing(missing, embed), strict=True))
        rows = [made[t] if v is None else v for t, v in zip(texts, found, strict=True)]
        return np.stack(rows) if rows else np.empty((0, _DIMENSION), np.float32)

    def _missing(self, texts: list[str], embed: Callable[[list[str]], Any]) -> Sequence[Vectors]:
        if not texts:
            return []
        if self._pool is not None:
            return [mixture(self._pool, key_of(text)) for text in texts]
        if self._miss == COLLECT:
            self._cache.want(texts)
            # Any direction does: what is built while collecting is thrown away.
            return [np.full(_DIMENSION, _DIMENSION**-0.5, np.float32)] * len(texts)
        computed = np.asarray(embed(texts), dtype=np.float32)
        self._cache.put(texts, computed)
        return list(computed)

    @contextmanager
    def indexing(self) -> Iterator[None]:
        self._active = True
        try:
            yield
        finally:
            self._active = False
