"""The engines that the suite runs over."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Protocol

from assistant.index.engine import Engine
from assistant.index.engines import open_engine
from assistant.index.local.engine import LocalEngine
from assistant.index.milvus.engine import MilvusEngine
from tests.engines.passages import DIMENSION


class Backend(Protocol):
    """A place where engines of one kind are made."""

    # Whether another process can read while this one does.
    shared: bool

    def fresh(self) -> Engine:
        """Return an engine without a passage; what an earlier one held is gone."""
        ...

    def again(self) -> Engine:
        """Return another engine on what the last fresh one has flushed."""
        ...

    def address(self) -> str:
        """Return where the reader program finds it."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...


class Local:
    """FAISS and tantivy in a folder."""

    shared = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "engine"

    def fresh(self) -> Engine:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.parent.mkdir(exist_ok=True)
        return LocalEngine.create(self._folder, DIMENSION)

    def again(self) -> Engine:
        return LocalEngine.open(self._folder)

    def address(self) -> str:
        return str(self._folder)

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


class Milvus:
    """A collection of a server or of milvus-lite, with a name that nobody else uses."""

    def __init__(self, uri: str, *, options: str = "") -> None:
        self.shared = not uri.startswith("milvus+file:")
        self._uri = f"{uri}/newsquote_test_{secrets.token_hex(8)}{options}"
        self._made = False

    def fresh(self) -> Engine:
        engine = open_engine(self._uri, DIMENSION, create=True)
        assert isinstance(engine, MilvusEngine)
        if self._made:
            # Much quicker than a new collection, which takes a server seconds to load.
            engine._link.call("delete", filter="key > 0", seconds=60)
        self._made = True
        return engine

    def again(self) -> Engine:
        return open_engine(self._uri, DIMENSION)

    def address(self) -> str:
        return self._uri

    def close(self) -> None:
        if self._made:
            engine = self.again()
            assert isinstance(engine, MilvusEngine)
            engine.drop()


def own_uri() -> str:
    """Return the user's server, and database, that `MILVUS_URI` names."""
    given = os.environ["MILVUS_URI"].rstrip("/")
    return given if given.startswith("milvus+") else f"milvus+{given}"
