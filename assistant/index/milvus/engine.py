"""An engine on a Milvus server, or on milvus-lite (edge: network)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np

from assistant.errors import EngineError, EngineUnfit
from assistant.index.engine import Capabilities, Matrix, Record, Scored
from assistant.index.filters import Where
from assistant.index.milvus import schema as milvus_schema
from assistant.index.milvus.address import MilvusAddress
from assistant.index.milvus.client import LOAD_SECONDS, WRITE_SECONDS
from assistant.index.milvus.filters import day_of, expression, stored_name
from assistant.index.milvus.link import QUICK, MilvusLink
from assistant.index.milvus.schema import KEY, VECTOR
from assistant.index.milvus.text import add_text, require_text, search_text, text_row

# What Milvus returns at most for one search.
MOST_RESULTS: Final = 16_384
# One request: far below the 64 MiB that a server takes, near the 5 MiB that its log takes at once.
_REQUEST_BYTES: Final = 4 * 2**20
# A passage beside its vector: names, words and what the protocol adds.
_ROW_BYTES: Final = 2_048
# Keys of one deletion: 20 digits each.
_DELETED_AT_ONCE: Final = 8_192

T = TypeVar("T")


class MilvusEngine:
    """An `Engine` whose passages are rows of a collection; written by one, read by many threads.

    A search sees what this engine wrote at once; what another process wrote, after its `flush`.
    """

    def __init__(self, link: MilvusLink, dimension: int) -> None:
        """Use a collection that exists; see `create` and `open`."""
        self._link = link
        self._dimension = dimension
        self._writing = Lock()
        self._kind = _index_kind(link)
        self.capabilities = Capabilities(
            exact_dense=self._kind == "FLAT",
            filters_inside=True,
            distributed=not link.lite,
            text=link.address.text,
        )

    @classmethod
    def create(cls, address: MilvusAddress, dimension: int) -> MilvusEngine:
        """Open the collection for vectors of `dimension` numbers; make it if there is none.

        Raises:
            EngineError: the server does not answer or refuses, or the collection does not fit.
        """
        link = MilvusLink(address)
        try:
            if not link.call("has_collection"):
                _make(link, dimension)
            return cls._checked(link, dimension)
        except EngineError:
            link.close()
            raise

    @classmethod
    def open(cls, address: MilvusAddress, dimension: int) -> MilvusEngine:
        """Open a collection that holds vectors of `dimension` numbers.

        Raises:
            EngineError: the server does not answer or refuses, or the collection does not fit.
        """
        link = MilvusLink(address)
        try:
            if not link.call("has_collection"):
                raise EngineUnfit(
                    f"Milvus has no collection {address}. Build it: newsquote index --engine URI"
                )
            return cls._checked(link, dimension)
        except EngineError:
            link.close()
            raise

    @classmethod
    def _checked(cls, link: MilvusLink, dimension: int) -> MilvusEngine:
        described = link.call("describe_collection")
        milvus_schema.check_fields(described, dimension, str(link.address), text=link.address.text)
        link.call("load_collection", seconds=LOAD_SECONDS)
        # Until all that was written before is searched too; after a restart that takes a while.
        link.count(LOAD_SECONDS)
        return cls(link, dimension)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key; of two with one key the later."""
        rows = list({record.key: record for record in records}.values())
        with self._writing:
            for some in _batches(rows, self._at_once()):
                data = [self._row(record) for record in some]
                self._link.call("upsert", data=data, seconds=WRITE_SECONDS)

    def delete(self, keys: Sequence[int]) -> None:
        """Forget passages; unknown keys are ignored."""
        with self._writing:
            for some in _batches([int(key) for key in keys], _DELETED_AT_ONCE):
                self._link.call("delete", ids=list(some), seconds=WRITE_SECONDS)

    def search_dense(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest cosine with `vector`, at most `MOST_RESULTS`."""
        passing = expression(where)
        limit = min(limit, MOST_RESULTS)
        if limit < 1 or passing is None:
            return []
        [hits] = self._link.call(
            "search",
            data=[np.asarray(vector, np.float32).reshape(-1)],
            anns_field=VECTOR,
            limit=limit,
            filter=passing,
            output_fields=[KEY],
            search_params=milvus_schema.search_params(self._kind, limit),
            consistency_level=QUICK,
        )
        found = [Scored(int(hit.id), float(hit.distance)) for hit in hits]
        return sorted(found, key=lambda hit: (-hit.score, hit.key))

    def search_text(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        """Return the `limit` passages of highest BM25 that share a word with `query`.

        Raises:
            EngineError: the collection holds no words.
        """
        if not self.capabilities.text:
            raise EngineError(
                f"The collection {self._link.address} holds no words. Ask `capabilities.text` "
                "first, and search the words beside it."
            )
        passing = expression(where)
        limit = min(limit, MOST_RESULTS)
        if limit < 1 or passing is None:
            return []
        return search_text(self._link, query, limit, passing)

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return stored vectors, one row a key; `KeyError` for an unknown one."""
        vectors: dict[int, Any] = {}
        for some in _batches(sorted({int(key) for key in keys}), self._at_once()):
            vectors.update({row[KEY]: row[VECTOR] for row in self._link.rows(some, VECTOR)})
        if missing := [key for key in keys if key not in vectors]:
            raise KeyError(f"no passage with one of the keys {missing[:5]}")
        rows = [vectors[key] for key in keys]
        return np.asarray(rows, np.float32).reshape(len(rows), self._dimension)

    def count(self) -> int:
        """Return the number of stored passages, exactly."""
        return self._link.count()

    def flush(self) -> None:
        """Make all changes durable and searchable by everyone.

        A server has each change in its log before it answers, so only its readers are waited for;
        its own flush would cut the collection into small segments.
        """
        if self._link.lite:
            with self._writing:
                self._link.call("flush", seconds=WRITE_SECONDS)
        else:
            self._link.count()

    def drop(self) -> None:
        """Delete the collection with all it holds, and close."""
        self._link.call("drop_collection", seconds=WRITE_SECONDS)
        self.close()

    def close(self) -> None:
        """End the connection; the engine is not used afterwards."""
        self._link.close()

    def _at_once(self) -> int:
        return max(1, _REQUEST_BYTES // (4 * self._dimension + _ROW_BYTES))

    def _row(self, record: Record) -> dict[str, Any]:
        words = text_row(record) if self.capabilities.text else {}
        return {
            KEY: int(record.key),
            VECTOR: np.asarray(record.vector, np.float32),
            "day": day_of(record.published),
            "source": stored_name(record.source),
            "language": stored_name(record.language),
            **words,
        }


def _make(link: MilvusLink, dimension: int) -> None:
    version, server = link.server()
    hosted = server != "milvus"
    kind = link.address.index or milvus_schema.index_for(lite=link.lite, hosted=hosted)
    schema = milvus_schema.schema(link.made(), dimension)
    indexes = milvus_schema.index_params(link.made(), kind)
    if link.address.text:
        require_text(version, str(link.address))
        add_text(schema, indexes, lite=link.lite)
    link.call(
        "create_collection",
        schema=schema,
        index_params=indexes,
        consistency_level=QUICK,
        seconds=LOAD_SECONDS,
    )


def _index_kind(link: MilvusLink) -> str:
    [name, *_] = link.call("list_indexes", field_name=VECTOR)
    return str(link.call("describe_index", index_name=name)["index_type"])


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
