"""Inner-product search over the passages' vectors, in immutable segments (edge: files)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.index.engine import Matrix, Record, Scored
from assistant.index.filters import Where
from assistant.index.local.columns import Columns, Rows
from assistant.index.local.segment import Segment, write_segment
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_list import SEGMENTS_FOLDER, SegmentList, open_list
from assistant.index.local.segment_merge import merge_segments, plan
from assistant.index.local.segment_vectors import BLOCK_ROWS

# Enough to tell a third from a quarter.
SAMPLE_ROWS = 1_000


class Vectors:
    """Segments, and the changes that the next flush adds to them."""

    def __init__(self, folder: Path, listed: SegmentList, kinds: Kinds) -> None:
        self._folder = folder
        # Replaced as a whole: a search goes on with the list that it began with.
        self._list = listed
        self._kinds = kinds
        self._added: dict[int, Record] = {}
        self._gone: set[int] = set()

    @classmethod
    def create(cls, folder: Path, dimension: int, kinds: Kinds | None = None) -> Vectors:
        """Start without a vector in `folder`."""
        listed = SegmentList(dimension).switched(folder, ())
        return cls(folder, listed, kinds or Kinds())

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False, kinds: Kinds | None = None) -> Vectors:
        """Open what the last flush left, memory-mapped; to write, without stray files.

        Raises:
            OSError, ValueError, RuntimeError: a file is missing or not what it should be.
        """
        kinds = kinds or Kinds()
        listed = open_list(folder, kinds.exact_rows)
        if writable:
            listed.sweep(folder)
        return cls(folder, listed, kinds)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._list.dimension

    @property
    def exact(self) -> bool:
        """Whether every vector is compared."""
        return all(segment.vectors.exact for segment in self._list.segments)

    def upsert(self, records: Sequence[Record]) -> None:
        """Keep `records` for the next flush, replacing those with the same key."""
        self._added.update((record.key, record) for record in records)

    def delete(self, keys: Sequence[int]) -> None:
        """Forget rows at the next flush; unknown keys are ignored."""
        for key in keys:
            self._added.pop(key, None)
        self._gone.update(keys)

    def flush(self, before_switch: Callable[[], None]) -> None:
        """Make the changes durable and searchable: one new segment, and tombstones in the old.

        `before_switch` makes durable what else belongs to them; it is called once, at the last
        moment.

        Raises:
            OSError: the disk takes no more; the changes wait for the next flush.
        """
        if not self._added and not self._gone:
            before_switch()
            return
        segments = self._buried([*self._gone, *self._added])
        if self._added:
            segments.append(self._written())
        before_switch()
        if segments != list(self._list.segments):
            self._list = self._list.switched(self._folder, segments)
        self._added.clear()
        self._gone.clear()

    def merge(self, *, wholly: bool = False) -> bool:
        """Make one of segments that are small or many or largely dead; all with `wholly`.

        Durable afterwards. True if something changed.

        Raises:
            OSError: the disk takes no more; the old segments stay.
        """
        groups = plan(self._list.segments, self._kinds, wholly=wholly)
        for group in groups:
            kept = [segment for segment in self._list.segments if segment not in group]
            name = self._list.name
            if any(segment.count for segment in group):
                path = self._path(name)
                merge_segments(path, group, self.dimension, self._kinds)
                kept.append(self._opened(name))
            self._list = self._list.switched(self._folder, kept)
        return bool(groups)

    def search(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the best `limit` rows that pass the filters."""
        segments = self._list.segments
        if limit < 1 or not segments:
            return []
        query = np.ascontiguousarray(vector, np.float32).reshape(-1)
        found = [segment.search(query, limit, where) for segment in segments]
        keys = np.concatenate([keys for keys, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        best = np.lexsort((keys, -scores))[:limit]
        pairs = zip(keys[best].tolist(), scores[best].tolist(), strict=True)
        return [Scored(key, score) for key, score in pairs]

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return the stored vectors of `keys`, one row a key.

        Raises:
            KeyError: a key has no row.
        """
        wanted = np.asarray(keys, np.int64)
        vectors = np.empty((len(wanted), self.dimension), np.float32)
        missing = np.ones(len(wanted), bool)
        for segment in self._list.segments:
            rows, known = segment.find(wanted)
            if known.any():
                vectors[known] = segment.vectors.take(rows[known])
                missing &= ~known
        if missing.any():
            raise KeyError(f"no passage with one of the keys {wanted[missing][:5].tolist()}")
        return vectors

    def passing(self, keys: Sequence[int], where: Where) -> set[int]:
        """Return those of `keys` that have a row which passes the filters."""
        wanted = np.asarray(keys, np.int64)
        found: set[int] = set()
        for segment in self._list.segments:
            rows, known = segment.find(wanted)
            some = segment.columns.at(rows[known])
            passed = some.allowed(where)
            found.update((some.keys if passed is None else some.keys[passed]).tolist())
        return found

    def share(self, where: Where) -> float:
        """Estimate which part of the rows passes the filters."""
        segment = max(self._list.segments, key=lambda one: one.count, default=None)
        if segment is None:
            return 0.0
        # Keys are hashes, so rows at even distances are a random sample.
        rows = np.linspace(0, len(segment.columns) - 1, SAMPLE_ROWS).astype(np.int64)
        passed = segment.columns.at(rows).allowed(where)
        return 1.0 if passed is None else float(passed.mean())

    def count(self) -> int:
        """Return the number of rows."""
        return sum(segment.count for segment in self._list.segments)

    def _buried(self, keys: Sequence[int]) -> list[Segment]:
        gone = np.unique(np.asarray(keys, np.int64))
        segments = []
        for segment in self._list.segments:
            rows, known = segment.find(gone)
            segments.append(segment.without(rows[known]) if known.any() else segment)
        return segments

    def _written(self) -> Segment:
        records = [self._added[key] for key in sorted(self._added)]
        name = self._list.name
        columns, blocks = Columns.of(records), _blocks(records)
        write_segment(self._path(name), columns, blocks, self.dimension, self._kinds)
        return self._opened(name)

    def _opened(self, name: str) -> Segment:
        none: Rows = np.empty(0, np.int64)
        return Segment.open(self._path(name), none, self._kinds.exact_rows)

    def _path(self, name: str) -> Path:
        return self._folder / SEGMENTS_FOLDER / name


def _blocks(records: Sequence[Record]) -> Iterator[Matrix]:
    for first in range(0, len(records), BLOCK_ROWS):
        block = records[first : first + BLOCK_ROWS]
        yield np.stack([record.vector for record in block]).astype(np.float32)
