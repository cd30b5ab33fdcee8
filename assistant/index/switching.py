"""The switch to a new state, and what is done once it answers (edge: files, the clock)."""

from __future__ import annotations

import shutil
from array import array
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assistant.index.article_ledger import ArticleLedger
from assistant.index.building import BUILDING_FILE
from assistant.index.local.engine import LocalEngine
from assistant.index.manifest import Manifest, Model, write_manifest
from assistant.index.request import Request, passages_by, read_by
from assistant.index.state_engine import OTHER_FILES, open_engine
from assistant.index.states import DELETED_FILE, clean, link_file, link_tree, new_state, seal
from assistant.index.stores import drop_states

# Keys of one deletion.
_AT_ONCE: Final = 8_192


def switch(
    request: Request, folder: Path, ledger: ArticleLedger, model: Model, old: Manifest | None
) -> Manifest:
    """Complete a state, make it durable, and have it answer; older states are removed.

    Files that the old state has too are neither written nor read.
    """
    counts = ledger.finish()
    checks = seal(folder, old.folder(request.index), old.files) if old is not None else seal(folder)
    manifest = Manifest(
        state=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=request.corpus,
        model=model,
        passages_by=passages_by(),
        read_by=read_by(request.fields),
        counts=counts,
        files=checks,
        engine=request.engine,
        store=request.store,
    )
    write_manifest(request.index, manifest)
    (folder / BUILDING_FILE).unlink()
    clean(request.index, folder.name)
    drop_states([folder.name], request.store)
    return manifest


def deletions_done(folder: Path) -> bool:
    """Whether the engine elsewhere no longer holds what the state `folder` doomed."""
    return (folder / DELETED_FILE).is_file()


def delete_afterwards(manifest: Manifest, index: Path, doomed: array[int]) -> None:
    """Delete from an engine elsewhere what no state needs any more.

    Killed before its end, it is done by the next build: the state keeps the keys until then.
    """
    folder = manifest.folder(index)
    if doomed:
        with closing(open_engine(folder, manifest.model.dimension, manifest.engine)) as engine:
            for start in range(0, len(doomed), _AT_ONCE):
                engine.delete(doomed[start : start + _AT_ONCE].tolist())
            engine.flush()
    (folder / DELETED_FILE).touch()


def merges_afterwards(request: Request, old: Manifest | None) -> bool:
    """Whether segments are merged in a second switch, or before the first.

    A first state has no reader that waits for it. A store elsewhere knows a state by its folder's
    name, which the second switch changes.
    """
    return old is not None and request.store is None


def merge_afterwards(index: Path, manifest: Manifest) -> Manifest:
    """Merge the engine's segments where its policy says so, in a state that then answers."""
    old, folder = manifest.folder(index), new_state(index)
    try:
        with closing(LocalEngine.copy(old, folder)) as engine:
            merged = engine.merge()
            if merged:
                engine.flush()
        if not merged:
            return manifest
        for name in OTHER_FILES:
            if (old / name).is_dir():
                link_tree(old / name, folder / name)
            else:
                link_file(old / name, folder / name)
        manifest = replace(manifest, state=folder.name, files=seal(folder, old, manifest.files))
        write_manifest(index, manifest)
    finally:
        if manifest.state != folder.name:
            shutil.rmtree(folder, ignore_errors=True)
    clean(index, folder.name)
    return manifest
