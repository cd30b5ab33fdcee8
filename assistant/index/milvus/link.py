"""One engine's connection to its collection, renewed after a fork (edge: network, processes)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from assistant.errors import EngineError
from assistant.forks import ForkLock, abandon, watch
from assistant.index.milvus import lite_server as milvus_lite_server
from assistant.index.milvus.address import MilvusAddress
from assistant.index.milvus.client import LOAD_SECONDS, READ_SECONDS, connect, translated, unloaded

# A client sees all that it wrote itself, and what others wrote a moment ago. "Strong" has each
# search wait for the servers' next clock tick: 200 ms in place of 3 (Milvus 2.3.5).
QUICK: Final = "Session"
# All that anyone wrote before the request.
CURRENT: Final = "Strong"


class MilvusLink:
    """Calls pymilvus about one collection; every error is an `EngineError`."""

    def __init__(self, address: MilvusAddress) -> None:
        """Connect.

        Raises:
            EngineError: the server does not answer, or refuses the token.
        """
        self.address = address
        self._uri = address.endpoint or ""
        if address.path is not None:
            self._uri = milvus_lite_server.serve(address.path)
        self._owner = os.getpid()
        self._closed = False
        self._client: Any = None
        self._connecting = ForkLock()
        watch(self)
        try:
            self._connected()
        except EngineError:
            self.close()
            raise

    @property
    def lite(self) -> bool:
        """Whether milvus-lite serves the collection, in this process or its parent."""
        return self.address.path is not None

    def call(self, method: str, *, seconds: float = READ_SECONDS, **arguments: Any) -> Any:
        """Return what a method of `MilvusClient` says about the collection."""
        client = self._connected()
        do = partial(getattr(client, method), self.address.collection, timeout=seconds, **arguments)
        with translated(str(self.address)):
            try:
                return do()
            except Exception as exc:
                if not unloaded(exc):
                    raise
                client.load_collection(self.address.collection, timeout=LOAD_SECONDS)
                return do()

    def count(self, seconds: float = READ_SECONDS) -> int:
        """Return the number of rows, those written last included."""
        rows = self.call(
            "query", seconds=seconds, output_fields=["count(*)"], consistency_level=CURRENT
        )
        return int(rows[0]["count(*)"])

    def rows(self, keys: Iterable[int], field: str) -> Any:
        """Return rows with the keys and one field, in no order."""
        return self.call("query", ids=list(keys), output_fields=[field], consistency_level=QUICK)

    def server(self) -> tuple[str, str]:
        """Return the server's version and its kind as pymilvus names it."""
        client = self._connected()
        with translated(str(self.address)):
            return str(client.get_server_version()), str(client.get_server_type())

    def made(self) -> Any:
        """Return pymilvus' class, whose makers of schemas need no connection."""
        return type(self._connected())

    def close(self) -> None:
        """End the connection, and milvus-lite if nobody else uses it."""
        if self._closed:
            return
        self._closed = True
        if self._client is not None:
            self._client.close()
            self._client = None
        if self.lite and self._owner == os.getpid() and self.address.path is not None:
            milvus_lite_server.release(self.address.path)

    def renew(self) -> None:
        """Leave the parent's connection to the parent."""
        if self._client is not None:
            abandon(self._client)
        self._client = None

    def _connected(self) -> Any:
        if self._closed:
            raise EngineError(f"The engine {self.address} was closed. Open it again.")
        with self._connecting:
            if self._client is None:
                self._client = connect(self._uri, self.address.database, str(self.address))
            return self._client
