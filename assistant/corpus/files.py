"""Edge module (files): find the files of a corpus and their sidecars."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.errors import CorpusError

SIDECAR_SUFFIX: Final = ".json"
# Formats of one article a file: `NAME.json` beside `NAME.txt` describes it. Beside a table or an
# archive it is data of its own, and only `NAME.csv.json` is a sidecar.
_SINGLE: Final = frozenset({".txt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".pdf"})


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus; `name` is its POSIX path relative to the corpus."""

    path: Path
    name: str
    sidecar: Path | None = None

    @property
    def stamp(self) -> str:
        """Changes when the file or its sidecar is written to; no date of an article."""
        return "|".join(_stamp(path) for path in (self.path, self.sidecar) if path)


def find_files(root: Path) -> list[CorpusFile]:
    """Return the files under `root` (or `root` itself, a file), sorted by name.

    Hidden files, READMEs and sidecars are left out. Links to folders are followed, each folder
    once. A folder that cannot be listed is returned like a file, so that reading it says why.

    Raises:
        CorpusError: there is nothing at `root`, or it cannot be listed.
    """
    root = Path(root)
    if not root.is_dir():
        if not root.exists():
            raise CorpusError(f"No corpus at {root}. Put articles there, or give another folder.")
        return [CorpusFile(root, root.name, _sidecar_beside(root))]
    files: list[CorpusFile] = []
    for folder, names in _folders(root):
        files.extend(_of_folder(root, folder, names))
    return sorted(files, key=lambda file: file.name)


def _folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder once, however links lead to it, with the names of its files."""
    denied: list[OSError] = []
    seen = {os.path.realpath(root)}
    for folder, folders, names in os.walk(root, onerror=denied.append, followlinks=True):
        here = Path(folder)
        kept = []
        for name in sorted(folders):
            real = os.path.realpath(here / name)
            if not name.startswith(".") and real not in seen:
                seen.add(real)
                kept.append(name)
        folders[:] = kept
        yield here, names
    for error in denied:
        path = Path(os.fsdecode(error.filename))
        if path == root:
            raise CorpusError(f"Cannot list {root}: {error.strerror}.") from error
        yield path.parent, [path.name]


def _of_folder(root: Path, folder: Path, names: list[str]) -> Iterator[CorpusFile]:
    present = set(names)
    sidecars = {name: _sidecar_name(name, present) for name in names}
    taken = set(sidecars.values())
    prefix = folder.relative_to(root).as_posix() + "/" if folder != root else ""
    for name in names:
        if name in taken or is_ignored(name):
            continue
        path, sidecar = folder / name, sidecars[name]
        relative = prefix + name
        # A file name that is not UTF-8 could not be stored or printed.
        relative = relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        yield CorpusFile(path, relative, folder / sidecar if sidecar else None)


def is_ignored(name: str) -> bool:
    """Whether a file of this name is never an article: hidden ones and READMEs."""
    base = name.rpartition("/")[2]
    return base.startswith(".") or base.upper().startswith("README")


def _sidecar_name(name: str, present: set[str]) -> str | None:
    if is_ignored(name):
        return None
    inner = name.removesuffix(".gz")
    stem, suffix = os.path.splitext(inner)
    wanted = [name + SIDECAR_SUFFIX, inner + SIDECAR_SUFFIX]
    if suffix.lower() in _SINGLE:
        wanted.append(stem + SIDECAR_SUFFIX)
    return next((other for other in wanted if other in present and other != name), None)


def _sidecar_beside(path: Path) -> Path | None:
    try:
        present = {entry.name for entry in os.scandir(path.parent)}
    except OSError:
        return None
    name = _sidecar_name(path.name, present)
    return path.parent / name if name else None


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return "absent"
    return f"{status.st_size}-{status.st_mtime_ns}"
