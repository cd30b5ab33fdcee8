"""milvus-lite, served inside this process on its own socket (edge: files, threads, network)."""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from assistant.errors import EngineError, MissingExtra
from assistant.index.milvus.client import load_pymilvus

# Searches at once; milvus-lite computes under Python's lock, so more would only wait.
_THREADS: Final = 8
# One batch of writes is 4 MiB, one of results less.
_MESSAGE_BYTES: Final = 64 * 2**20
_GRACE_SECONDS: Final = 2


@dataclass(slots=True)
class _Serving:
    """A folder that is open, and by how many engines."""

    server: Any
    database: Any
    uri: str
    socket: Path
    users: int = 0


_open: dict[Path, _Serving] = {}
_changing = Lock()


def serve(path: Path) -> str:
    """Open a milvus-lite folder, or join those who have it open; return the address for pymilvus.

    Raises:
        EngineError: another process has it open, or it is no such folder.
        MissingExtra: milvus-lite is not installed.
    """
    with _changing:
        place = path.resolve()
        if place not in _open:
            _open[place] = _start(place)
        _open[place].users += 1
        return _open[place].uri


def release(path: Path) -> None:
    """End the serving of a folder when its last user leaves."""
    with _changing:
        serving = _open[path.resolve()]
        serving.users -= 1
        if not serving.users:
            del _open[path.resolve()]
            serving.server.stop(_GRACE_SECONDS).wait()
            serving.database.close()
            shutil.rmtree(serving.socket.parent, ignore_errors=True)


def _start(path: Path) -> _Serving:
    load_pymilvus()
    try:
        import grpc
        from milvus_lite.adapter.grpc.servicer import MilvusServicer
        from milvus_lite.db import MilvusLite
        from milvus_lite.exceptions import MilvusLiteError
        from pymilvus.grpc_gen import milvus_pb2_grpc
    except ImportError as exc:
        raise MissingExtra("milvus-lite", "milvus") from exc
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = MilvusLite(str(path))
    except (MilvusLiteError, OSError, ValueError) as exc:
        raise EngineError(
            f"milvus-lite cannot open {path}: {exc}. One process at a time can; end the other one."
        ) from exc
    limits = [(f"grpc.max_{way}_message_length", _MESSAGE_BYTES) for way in ("receive", "send")]
    server = grpc.server(ThreadPoolExecutor(_THREADS), options=limits)
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(MilvusServicer(database), server)
    # It asks for no password: a socket in a folder of this user's keeps others out, a port not.
    socket = Path(tempfile.mkdtemp(prefix="newsquote-")) / "milvus"
    uri = f"unix:{socket}"
    if os.name == "nt":
        uri = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    else:
        server.add_insecure_port(uri)
    server.start()
    return _Serving(server, database, uri, socket)
