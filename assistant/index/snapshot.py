"""One state opened for reading; it closes after its last question (edge: files)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock

from assistant.errors import IndexDamaged, NewsquoteError
from assistant.index.article_store import ArticleStore
from assistant.index.engine import Engine
from assistant.index.local.engine import LocalEngine
from assistant.index.manifest import Manifest, damaged, read_manifest
from assistant.index.names.tables import NAMES_FOLDER, NameTables
from assistant.index.parts import ENCODER_FOLDER, QueryEncoder
from assistant.index.state_engine import open_engine
from assistant.index.states import check_state
from assistant.index.stores import open_store

OpenEncoder = Callable[[Path], QueryEncoder]

# Each failed try means that a build ended meanwhile; so many in a row do not happen.
_TRIES = 5


class Snapshot:
    """Store, engine, encoder and names of one state; opened by `open_snapshot`.

    The names are let go of with the last reference to them.
    """

    def __init__(
        self,
        manifest: Manifest,
        store: ArticleStore,
        engine: Engine,
        encoder: QueryEncoder,
        names: NameTables,
    ) -> None:
        self.manifest = manifest
        self.store = store
        self.engine = engine
        self.encoder = encoder
        self.names = names
        self._users = 1
        self._lock = Lock()

    def acquire(self) -> bool:
        """Count one more user; false if the snapshot was closed meanwhile."""
        with self._lock:
            if self._users:
                self._users += 1
            return self._users > 0

    def release(self) -> None:
        """Count one user less; the last one closes everything."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.store.close()
            self.engine.close()


def open_snapshot(
    index: Path, open_encoder: OpenEncoder, previous: Snapshot | None = None
) -> Snapshot:
    """Open the current state; the encoder of `previous` is used again if it is the same.

    Raises:
        IndexMissing, IndexVersion, IndexDamaged: as the manifest and the files say.
    """
    manifest = read_manifest(index)
    for _ in range(_TRIES):
        try:
            return _open(index, manifest, open_encoder, previous)
        except IndexDamaged:
            # A build may have switched and cleaned up between reading the manifest and opening.
            newer = read_manifest(index)
            if newer.state == manifest.state:
                raise
            manifest = newer
    raise damaged(index, "it is being replaced all the time")


def _open(
    index: Path, manifest: Manifest, open_encoder: OpenEncoder, previous: Snapshot | None
) -> Snapshot:
    check_state(index, manifest, every_byte=False)
    folder, dimension = manifest.folder(index), manifest.model.dimension
    # What was opened is closed again if the rest cannot be: a server keeps a state that is read.
    with ExitStack() as opened:
        try:
            store = open_store(folder, manifest.store)
            opened.callback(store.close)
            engine = open_engine(folder, dimension, manifest.engine)
            opened.callback(engine.close)
            _check_counts(index, manifest, store, engine)
            encoder = _encoder(folder, manifest, open_encoder, previous)
            names = NameTables(folder / NAMES_FOLDER)
        except NewsquoteError:
            raise
        except (OSError, ValueError, RuntimeError, KeyError, sqlite3.Error) as exc:
            raise damaged(index, f"{manifest.state} cannot be opened ({_first_line(exc)})") from exc
        if encoder.dimension != dimension:
            raise damaged(index, f"encoder of {encoder.dimension} for vectors of {dimension}")
        opened.pop_all()
    return Snapshot(manifest, store, engine, encoder, names)


def _encoder(
    folder: Path, manifest: Manifest, open_encoder: OpenEncoder, previous: Snapshot | None
) -> QueryEncoder:
    if previous and _same_encoder(previous.manifest, manifest):
        return previous.encoder
    return open_encoder(folder / ENCODER_FOLDER)


def _check_counts(index: Path, manifest: Manifest, store: ArticleStore, engine: Engine) -> None:
    counted = [("store", store.counts().get("passages"))]
    # An engine elsewhere may hold passages that no state needs any more.
    if isinstance(engine, LocalEngine):
        counted += [("vectors", engine.count()), ("lexical index", engine.count_text())]
        if engine.dimension != manifest.model.dimension:
            raise damaged(index, f"vectors of {engine.dimension}, not {manifest.model.dimension}")
    for name, count in counted:
        if count != manifest.counts.get("passages"):
            raise damaged(
                index, f"{count} passages in the {name}, not {manifest.counts.get('passages')}"
            )


def _same_encoder(one: Manifest, other: Manifest) -> bool:
    return _encoder_files(one) == _encoder_files(other)


def _encoder_files(manifest: Manifest) -> dict[str, str]:
    prefix = ENCODER_FOLDER + "/"
    return {name: c.sha256 for name, c in manifest.files.items() if name.startswith(prefix)}


def _first_line(exc: Exception) -> str:
    lines = str(exc).strip().splitlines()
    return lines[0] if lines else type(exc).__name__
