"""A quiet client of Milvus whose errors are newsquote's (edge: pymilvus, network, environment)."""

from __future__ import annotations

import importlib
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

from assistant.errors import EngineError, EngineUnfit, MissingExtra

# A server of the same data centre answers in milliseconds; a person waits no longer.
CONNECT_SECONDS: Final = 5.0
# One search or fetch; a healthy server needs milliseconds.
READ_SECONDS: Final = 10.0
# One batch of writes: a server that merges or sends to its peers stalls for some seconds.
WRITE_SECONDS: Final = 120.0
# To load a collection of many millions of passages into the memory of its nodes.
LOAD_SECONDS: Final = 600.0
TOKEN_VARIABLE: Final = "MILVUS_TOKEN"

# pymilvus reads these when it is imported, and refuses what is not written as it expects.
_ITS_VARIABLES: Final = ("MILVUS_URI", "MILVUS_DEFAULT_CONNECTION")
_DENIED = re.compile(r"unauthenticated|auth\w* check fail|permission[ _]den", re.I)
_ABSENT: Final = 100
# Not loaded; loaded in part.
_UNLOADED: Final = (101, 103)
# pymilvus' own codes for a connection or a deadline, and those of gRPC that it passes on.
_SILENT: Final = (2, "UNAVAILABLE", "DEADLINE_EXCEEDED")
_LONGEST_REASON: Final = 200
_importing = Lock()


def load_pymilvus() -> Any:
    """Import pymilvus without the `.env` files and the log handlers that it brings along.

    Raises:
        MissingExtra: it is not installed.
    """
    with _importing:
        # An application that uses it already has its own way with its log.
        ours = "pymilvus" not in sys.modules
        try:
            with _environment():
                module = importlib.import_module("pymilvus")
        except ImportError as exc:
            raise MissingExtra("Milvus", "milvus") from exc
        if not ours:
            return module
        for name in ("pymilvus", "pymilvus.milvus_client", "pymilvus.bulk_writer"):
            # Each error is raised as well; its own handler would print it with a traceback.
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.CRITICAL)
        return module


@contextmanager
def _environment() -> Iterator[None]:
    """Hide what pymilvus would read at its import; without this any `.env` above it is loaded."""
    kept = {
        name: os.environ.pop(name, None) for name in (*_ITS_VARIABLES, "PYTHON_DOTENV_DISABLED")
    }
    os.environ["PYTHON_DOTENV_DISABLED"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHON_DOTENV_DISABLED"]
        os.environ.update({name: value for name, value in kept.items() if value is not None})


def connect(uri: str, database: str, shown: str) -> Any:
    """Return a client of its own connection to a server; the token comes from `MILVUS_TOKEN`.

    Raises:
        EngineError: the server does not answer, or refuses the token.
    """
    pymilvus = load_pymilvus()
    token = os.environ.get(TOKEN_VARIABLE, "")
    with translated(shown):
        return pymilvus.MilvusClient(
            uri=uri, token=token, db_name=database, timeout=CONNECT_SECONDS, dedicated=True
        )


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Raise what pymilvus raises as an `EngineError` about the collection `shown`."""
    import grpc
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except (MilvusException, grpc.RpcError) as exc:
        # pymilvus says of every failed connection that it failed; its cause says why.
        cause = exc.__cause__ if isinstance(exc.__cause__, grpc.RpcError) else exc
        raise _translated(cause, shown) from exc


def unloaded(error: Exception) -> bool:
    """Return whether a server refuses for having the collection not in memory: it was restarted."""
    return getattr(error, "code", None) in _UNLOADED


def _translated(error: Any, shown: str) -> EngineError:
    transport = callable(error.code)
    code = error.code().name if transport else error.code
    said = str(error.details() if transport else error.message)
    if _DENIED.search(f"{code} {said}"):
        return EngineError(f"Milvus at {shown} refuses the token. Check {TOKEN_VARIABLE}.")
    if code == _ABSENT:
        return EngineUnfit(
            f"Milvus has no collection {shown}. Build it: newsquote index --engine URI"
        )
    reason = " ".join(said.split())[:_LONGEST_REASON]
    if transport or getattr(code, "name", code) in _SILENT:
        return EngineError(
            f"Milvus at {shown} does not answer: {reason}. "
            "Check the address, and that the server runs."
        )
    return EngineError(f"Milvus at {shown} refuses: {reason}. The server's own log says more.")
