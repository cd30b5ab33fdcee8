"""State folders: made beside the old one, made durable, checked, cleaned up (edge: files)."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import IndexUnusable
from assistant.index.building import BUILDING_FILE
from assistant.index.lock import LOCK_FILE
from assistant.index.manifest import (
    MANIFEST_FILE,
    STATES_FOLDER,
    FileCheck,
    Manifest,
    check_file,
    damaged,
    shown,
    sync_folder,
)
from assistant.index.threshold import THRESHOLD_FILE

# Beyond this size a file's checksum is left to `newsquote verify`, so that opening stays fast.
SMALL_FILE = 1_000_000

# Of a state with an engine elsewhere: what it doomed is deleted there. Made after the switch.
DELETED_FILE = "deleted"

# Of a state in its own folder: its catalogue, the one file that an update copies.
STORE_FILE = "articles.sqlite"

_OURS = frozenset({MANIFEST_FILE, STATES_FOLDER, THRESHOLD_FILE})


def prepare(index: Path) -> None:
    """Make the index folder, or make sure that it is one.

    Raises:
        IndexUnusable: it is a file, cannot be written, or holds something else.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        names = sorted(path.name for path in index.iterdir())
    except OSError as exc:
        raise IndexUnusable(
            f"Cannot use {shown(index)} as index folder: {exc.strerror}. "
            "Choose another: --index DIR"
        ) from exc
    # A README, hidden files and our own parts may be there; anything else is somebody's work.
    foreign = [
        n for n in names if not n.startswith((".", "README", MANIFEST_FILE)) and n not in _OURS
    ]
    if foreign and STATES_FOLDER not in names:
        raise IndexUnusable(
            f"{shown(index)} is not an index: it holds {foreign[0]}. Choose another: --index DIR"
        )


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Turn the ways in which writing fails (a full disk above all) into one clear error."""
    try:
        yield
    except (OSError, sqlite3.Error) as exc:
        raise IndexUnusable(
            f"Cannot write the index at {shown(index)}: {_reason(exc)}. The old index, if any, "
            "still answers. Make room and run it again: newsquote index"
        ) from exc


def _reason(exc: Exception) -> str:
    if isinstance(exc, OSError) and exc.strerror:
        return exc.strerror
    lines = str(exc).strip().splitlines()
    return lines[0] if lines else type(exc).__name__


def new_state(index: Path) -> Path:
    """Make an empty state folder, its name the time and a random part."""
    name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"
    folder = index / STATES_FOLDER / name
    folder.mkdir(parents=True)
    return folder


def clean(index: Path, *keep: str | None) -> None:
    """Remove every state but those of `keep`: what dead builds left, what nobody opens any more.

    A file that a reader holds open on Windows stays until the next build.
    """
    for folder in (index / STATES_FOLDER).glob("*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
    (index / (MANIFEST_FILE + ".new")).unlink(missing_ok=True)


def link_tree(old: Path, new: Path) -> None:
    """Give `new` the files of `old`, never written in place, as hard links if possible."""
    new.mkdir(parents=True, exist_ok=True)
    for path in _files(old):
        target = new / path.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        link_file(path, target)


def link_file(old: Path, new: Path) -> None:
    """Make `new` a hard link to a file that is never written in place, or a copy of it."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def seal(
    folder: Path, old: Path | None = None, known: Mapping[str, FileCheck] | None = None
) -> dict[str, FileCheck]:
    """Make all files of a state durable and return their checks, by POSIX path.

    A file that is the same file as in the state `old`, whose checks are `known`, is durable
    already and carries its check.
    """
    checks: dict[str, FileCheck] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        check = known.get(name) if known else None
        if check and old and _same_file(path, old / name):
            checks[name] = check
            continue
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        checks[name] = check_file(path)
    for part in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(part)
    sync_folder(folder.parent)
    return checks


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def check_state(index: Path, manifest: Manifest, *, every_byte: bool) -> None:
    """Compare the files of a state with its manifest: sizes, checksums of small ones or of all.

    Raises:
        IndexDamaged: a file is missing or differs.
    """
    folder = manifest.folder(index)
    for name, check in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            if size != check.size:
                raise damaged(index, f"{name} has {size} bytes, not {check.size}")
            if (every_byte or size <= SMALL_FILE) and check_file(path) != check:
                raise damaged(index, f"{name} differs from its checksum")
        except OSError as exc:
            raise damaged(index, f"{name} cannot be read ({exc.strerror})") from exc


def check_catalogue(index: Path, manifest: Manifest) -> None:
    """Compare a state's own catalogue with its checksum before it is copied.

    Raises:
        IndexDamaged: it is missing or differs.
    """
    path = manifest.folder(index) / STORE_FILE
    check = manifest.files.get(STORE_FILE)
    if check is not None and (not path.is_file() or check_file(path) != check):
        raise damaged(index, f"{STORE_FILE} differs from its checksum")


def _files(folder: Path) -> list[Path]:
    # tantivy leaves lock files, which belong to a process and not to the state.
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.startswith(".tantivy")
        and path.name not in {LOCK_FILE, BUILDING_FILE, DELETED_FILE}
    )
