"""The note in an unfinished state that lets the next build go on with it (edge: files)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from assistant.index.manifest import STATES_FOLDER, sync_folder

BUILDING_FILE: Final = "building.json"


@dataclass(frozen=True, slots=True)
class Building:
    """What an unfinished state is made from and with; `base` is the state that it began from.

    `sha256` is that of the model's weights once they are known, `engine_made` whether the engine's
    files are there. Both change while the state is made, the rest names the build.
    """

    base: str | None
    corpus: str
    model: str
    passages_by: str
    read_by: str
    engine: str | None
    store: str | None
    sha256: str | None = None
    engine_made: bool = False

    def same_build(self, other: Building) -> bool:
        """Whether a state of this note can be gone on with by a build of the other."""
        return self._named() == other._named()

    def _named(self) -> Building:
        return replace(self, sha256=None, engine_made=False)

    def write(self, folder: Path) -> None:
        """Write the note in one atomic step."""
        fresh = folder / (BUILDING_FILE + ".new")
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, folder / BUILDING_FILE)
        sync_folder(folder)


def read_building(folder: Path) -> Building | None:
    """Return the note of a state; nothing if it has none, or none that can be read."""
    try:
        return Building(**json.loads((folder / BUILDING_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def unfinished(index: Path) -> Iterator[tuple[Path, Building]]:
    """Yield the states that builds did not finish, the last begun first."""
    for folder in sorted((index / STATES_FOLDER).glob("*"), reverse=True):
        note = read_building(folder)
        if note is not None:
            yield folder, note
