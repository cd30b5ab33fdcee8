"""Engines by URI: which implementation serves an address."""

from __future__ import annotations

from typing import Final

from assistant.errors import InvalidRequest
from assistant.index.engine import Engine
from assistant.index.milvus.address import milvus_address

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
    check_engine_uri(uri)
    # Only who has such an index pays for loading the client.
    from assistant.index.milvus.engine import MilvusEngine

    engine: Engine = (MilvusEngine.create if create else MilvusEngine.open)(
        milvus_address(uri), dimension
    )
    return engine


def check_engine_uri(uri: str) -> None:
    """Check that an engine is known by such a URI, before hours of work for it; nothing is opened.

    Raises:
        InvalidRequest: none is, or it holds a password.
    """
    if not uri.startswith(_MILVUS):
        raise InvalidRequest(
            "No engine is known by this address; one begins with milvus+http://, milvus+https:// "
            "or milvus+file://. Write milvus+http://host:19530/collection"
        )
    milvus_address(uri)
