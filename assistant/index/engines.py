"""Engines by URI: which implementation serves an address."""

from __future__ import annotations

from typing import Final

from assistant.errors import InvalidRequest
from assistant.index.engine import Engine

_MILVUS: Final = "milvus+"


def open_engine(uri: str, dimension: int, *, create: bool = False) -> Engine:
    """Return the engine at `uri`, for vectors of `dimension` numbers.

    `create` makes it where there is none. Without a URI an index is searched by its own folder;
    that engine is no business of this module.

    Raises:
        InvalidRequest: no engine is known by such a URI.
        EngineError: the server does not answer or refuses, or what it holds does not fit.
        MissingExtra: the engine's client is not installed.
    """
    if uri.startswith(_MILVUS):
        # Only who has such an index pays for loading the client.
        from assistant.index.milvus_address import milvus_address
        from assistant.index.milvus_engine import MilvusEngine

        address = milvus_address(uri)
        engine: Engine = (MilvusEngine.create if create else MilvusEngine.open)(address, dimension)
        return engine
    raise InvalidRequest(
        "No engine is known by this address; one begins with milvus+http://, milvus+https:// or "
        "milvus+file://. Write milvus+http://host:19530/collection"
    )
