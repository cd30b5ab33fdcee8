"""The engine's list of segments and their tombstones, switched in one atomic step (edge: files)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.index.local.columns import Rows
from assistant.index.local.segment import Segment
from assistant.index.local.segment_kinds import EXACT_ROWS
from assistant.index.manifest import sync_folder
from assistant.index.states import link_tree

LIST_FILE = "segments.json"
SEGMENTS_FOLDER = "segments"
TOMBSTONES_FOLDER = "tombstones"
_FRESH_FILE = LIST_FILE + ".new"
_NONE: Rows = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class SegmentList:
    """Which segments are searched; `next_number` names the next thing that is written.

    `tombstones` names the file of dead rows of each segment that has any.
    """

    dimension: int
    next_number: int = 1
    segments: tuple[Segment, ...] = ()
    tombstones: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the next segment."""
        return f"{self.next_number:08d}"

    def switched(self, folder: Path, segments: Sequence[Segment]) -> SegmentList:
        """Make `segments` the list in `folder`; until the last step the old one holds.

        Segments left without a living row are dropped.
        """
        living = tuple(segment for segment in segments if segment.count)
        before = {segment.name: len(segment.dead) for segment in self.segments}
        tombstones = {}
        for segment in living:
            if not len(segment.dead):
                continue
            tombstones[segment.name] = self.tombstones.get(segment.name, "")
            if before.get(segment.name) != len(segment.dead):
                tombstones[segment.name] = self._bury(folder, segment)
        new = SegmentList(self.dimension, self.next_number + 1, living, tombstones)
        new._save(folder)
        new.sweep(folder)
        return new

    def _bury(self, folder: Path, segment: Segment) -> str:
        name = f"{segment.name}-{self.name}.npy"
        path = folder / TOMBSTONES_FOLDER / name
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            np.save(file, segment.dead.astype(np.int64), allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
        return name

    def _save(self, folder: Path) -> None:
        fields = {
            "dimension": self.dimension,
            "next": self.next_number,
            "segments": [
                {"name": segment.name, "tombstones": self.tombstones.get(segment.name)}
                for segment in self.segments
            ],
        }
        fresh = folder / _FRESH_FILE
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(fields, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, folder / LIST_FILE)
        sync_folder(folder)

    def sweep(self, folder: Path) -> None:
        """Remove what no longer belongs to the list, or never did.

        A file that a reader holds open on Windows stays until the next time.
        """
        (folder / _FRESH_FILE).unlink(missing_ok=True)
        names = {segment.name for segment in self.segments}
        for path in (folder / SEGMENTS_FOLDER).glob("*"):
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)
        kept = set(self.tombstones.values())
        for path in (folder / TOMBSTONES_FOLDER).glob("*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)


def open_list(folder: Path, exact_rows: int = EXACT_ROWS) -> SegmentList:
    """Open the segments that the list in `folder` names.

    Raises:
        OSError, ValueError, RuntimeError: a file is missing or not what it should be.
    """
    try:
        fields = json.loads((folder / LIST_FILE).read_text("utf-8"))
        rows = [(str(one["name"]), one["tombstones"]) for one in fields["segments"]]
        dimension, number = int(fields["dimension"]), int(fields["next"])
    except (KeyError, TypeError) as exc:
        raise ValueError(f"{LIST_FILE} is not a list of segments") from exc
    segments = []
    for name, buried in rows:
        dead = np.load(folder / TOMBSTONES_FOLDER / buried, allow_pickle=False) if buried else _NONE
        segments.append(Segment.open(folder / SEGMENTS_FOLDER / name, dead, exact_rows))
        if segments[-1].vectors.dimension != dimension:
            raise ValueError(f"segment {name} is not of {dimension} dimensions")
    tombstones = {name: str(buried) for name, buried in rows if buried}
    return SegmentList(dimension, number, tuple(segments), tombstones)


def link_list(old: Path, new: Path) -> None:
    """Give `new` the list of `old` and its segments, as hard links where possible."""
    for name in (SEGMENTS_FOLDER, TOMBSTONES_FOLDER):
        link_tree(old / name, new / name)
    shutil.copyfile(old / LIST_FILE, new / LIST_FILE)
