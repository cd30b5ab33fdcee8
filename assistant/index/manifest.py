"""The one file that says which state is current and what it holds (edge: files)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged, IndexMissing, IndexVersion

FORMAT = 2
MANIFEST_FILE = "manifest.json"
STATES_FOLDER = "states"
_KIND = "newsquote/index"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Size in bytes and hex sha256 of one file of a state."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model a state was built with; `name` as it was given to the build."""

    name: str
    sha256: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a state was built from and with; `files` are relative to the state's folder.

    `engine` and `store` are the URIs of an engine and an article store elsewhere, without
    passwords; `None` stands for the state's own folder.
    """

    state: str
    created: str
    corpus: str
    model: Model
    passages_by: str
    read_by: str
    counts: Mapping[str, int]
    files: Mapping[str, FileCheck]
    engine: str | None = None
    store: str | None = None

    def folder(self, index: Path) -> Path:
        """Return the folder of the state."""
        return index / STATES_FOLDER / self.state

    def to_json(self) -> str:
        """Return the manifest as indented JSON."""
        fields = {"kind": _KIND, "format": FORMAT, **asdict(self)}
        return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def read_manifest(index: Path) -> Manifest:
    """Read the manifest of the index folder `index`.

    Raises:
        IndexMissing: there is none.
        IndexVersion: it is of another format version.
        IndexDamaged: it is not a manifest.
    """
    try:
        raw = (index / MANIFEST_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise IndexMissing(f"No index at {shown(index)}. Build it first: newsquote index") from exc
    except OSError as exc:
        raise IndexDamaged(f"Cannot read {index / MANIFEST_FILE}: {exc.strerror}.") from exc
    try:
        fields = json.loads(raw)
        version = fields["format"]
        if fields["kind"] != _KIND:
            raise ValueError(f"kind is {fields['kind']!r}")
    except (ValueError, KeyError, TypeError) as exc:
        raise damaged(index, f"{MANIFEST_FILE} is not a manifest") from exc
    if version != FORMAT:
        raise IndexVersion(
            f"The index at {shown(index)} has format {version!r}, this newsquote reads {FORMAT}. "
            "Build it again: newsquote index"
        )
    try:
        return _manifest(fields)
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise damaged(index, f"{MANIFEST_FILE} is incomplete") from exc


def _manifest(fields: dict[str, Any]) -> Manifest:
    state = str(fields["state"])
    if Path(state).name != state or state in {"", ".", ".."}:
        raise ValueError(f"state is {state!r}")
    return Manifest(
        state=state,
        created=str(fields["created"]),
        corpus=str(fields["corpus"]),
        model=Model(**fields["model"]),
        passages_by=str(fields["passages_by"]),
        read_by=str(fields["read_by"]),
        counts={str(name): int(count) for name, count in fields["counts"].items()},
        files={str(name): FileCheck(**check) for name, check in fields["files"].items()},
        engine=_text(fields["engine"]),
        store=_text(fields["store"]),
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def write_manifest(index: Path, manifest: Manifest) -> None:
    """Switch the index to the manifest's state in one atomic step."""
    fresh = index / (MANIFEST_FILE + ".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, index / MANIFEST_FILE)
    sync_folder(index)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_file(path: Path) -> FileCheck:
    """Return size and checksum of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileCheck(path.stat().st_size, digest)


def damaged(index: Path, what: str) -> IndexDamaged:
    """Return the error for a damaged index, with the next command."""
    return IndexDamaged(
        f"The index at {shown(index)} is damaged: {what}. Build it again: newsquote index"
    )


def shown(index: Path) -> str:
    """Return the folder as messages show it: `./index` for a relative path."""
    text = index.as_posix()
    return text if index.is_absolute() or text.startswith(".") else f"./{text}"
