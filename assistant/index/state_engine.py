"""The engine of a state: its own files, or a server with the words beside it (edge: files)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from assistant.index.building import BUILDING_FILE
from assistant.index.engine import Engine
from assistant.index.local.engine import LocalEngine
from assistant.index.names.tables import NAMES_FOLDER
from assistant.index.parts import ENCODER_FOLDER
from assistant.index.sqlite.bands import BANDS_FOLDER
from assistant.index.sqlite.texts import TEXTS_FOLDER
from assistant.index.states import STORE_FILE

# What of a state is not the engine's.
OTHER_FILES: Final = (STORE_FILE, TEXTS_FOLDER, BANDS_FOLDER, ENCODER_FOLDER, NAMES_FOLDER)


def create_engine(folder: Path, dimension: int, uri: str | None) -> Engine:
    """Start an empty engine in a state; what a killed build left of one is removed.

    Raises:
        EngineError: the server refuses.
    """
    _clear(folder)
    if uri is None:
        return LocalEngine.create(folder, dimension)
    from assistant.index.remote import RemoteEngine

    return RemoteEngine.create(folder, dimension, uri)


def copy_engine(old: Path, new: Path, dimension: int, uri: str | None) -> Engine:
    """Open for writing, in the state `new`, what the state `old` holds.

    Raises:
        EngineError: the server does not answer.
    """
    _clear(new)
    if uri is None:
        return LocalEngine.copy(old, new)
    from assistant.index.remote import RemoteEngine

    return RemoteEngine.copy(old, new, dimension, uri)


def open_engine(folder: Path, dimension: int, uri: str | None, *, writable: bool = False) -> Engine:
    """Open the engine of a state.

    Raises:
        OSError, ValueError, RuntimeError: a file is missing or not what it should be.
        EngineError: the server does not answer.
    """
    if uri is None:
        return LocalEngine.open(folder, writable=writable)
    from assistant.index.remote import RemoteEngine

    return RemoteEngine.open(folder, dimension, uri, writable=writable)


def _clear(folder: Path) -> None:
    """Remove what a killed build left of an engine that was not yet made."""
    for path in folder.iterdir():
        # The store's log bears the store's name and more.
        if path.name.startswith((*OTHER_FILES, BUILDING_FILE)):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
