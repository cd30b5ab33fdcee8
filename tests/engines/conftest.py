"""The engines there are, each made once for the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.index.engine import Engine
from tests.engines.backends import Backend, Local, Milvus, own_uri
from tests.engines.milvus_server import MilvusServer, missing

KINDS: list[Any] = [
    "local",
    "milvus-lite",
    "milvus-lite-text",
    pytest.param("milvus-server", marks=pytest.mark.server),
]
if "MILVUS_URI" in os.environ:
    KINDS.append("milvus-own")


@pytest.fixture(scope="session")
def milvus_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    """A running Milvus server: required in CI, optional for a user."""
    if why := missing():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have a Milvus server; {why}")
        pytest.skip(why)
    server = MilvusServer(tmp_path_factory.mktemp("milvus"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session", params=KINDS)
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    """A place where engines of one kind are made."""
    made = _made(request, tmp_path_factory.mktemp("engine"))
    yield made
    made.close()


def _made(request: pytest.FixtureRequest, folder: Path) -> Backend:
    if request.param == "local":
        return Local(folder)
    if request.param == "milvus-own":
        return Milvus(own_uri())
    if request.param == "milvus-server":
        server: MilvusServer = request.getfixturevalue("milvus_server")
        return Milvus(f"milvus+http://127.0.0.1:{server.port}")
    text = "?text=server" if request.param.endswith("text") else ""
    return Milvus(f"milvus+file://{folder / 'lite.db'}", options=text)


@pytest.fixture
def engine(backend: Backend) -> Iterator[Engine]:
    """An engine without a passage."""
    made = backend.fresh()
    yield made
    made.close()
