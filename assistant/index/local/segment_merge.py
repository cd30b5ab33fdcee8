"""Which segments become one, and their merging a block at a time (edge: files)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.index.engine import Matrix
from assistant.index.local.columns import Rows, join
from assistant.index.local.segment import Segment, write_segment
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_vectors import BLOCK_ROWS

# Segments of one size become one when there are so many. A row is then written anew log4(n) times,
# and a question asks at most three segments of each size.
FAN = 4
# Smaller segments are of one size: they cost a question as much as nothing.
SMALL_ROWS = 1_024
# A segment is written anew without its dead rows when they are this part: until then they cost
# a little time and disk.
DEAD_PART = 0.25
# No larger segment is made unasked: merging takes some 150 bytes of memory a row, and mapped files.
LARGEST_ROWS = 16_000_000


def plan(segments: Sequence[Segment], kinds: Kinds, *, wholly: bool = False) -> list[list[Segment]]:
    """Return the groups of segments of which each should become one.

    A group may be one segment with many dead rows.
    """
    if wholly:
        whole = len(segments) == 1 and not len(segments[0].dead)
        return [list(segments)] if segments and not whole else []
    groups = [[segment] for segment in segments]
    # Their sum may crowd the next size: all is merged in one step, so that no row is written twice.
    while (crowded := _crowded(groups) or _slow(groups, kinds)) is not None:
        groups = [group for group in groups if group not in crowded]
        groups.append([segment for group in crowded for segment in group])
    return [group for group in groups if len(group) > 1 or _decayed(group[0])]


def _crowded(groups: Sequence[list[Segment]]) -> list[list[Segment]] | None:
    """Return groups of the smallest size of which there are too many."""
    sizes: dict[int, list[list[Segment]]] = {}
    for group in groups:
        sizes.setdefault(_size(_rows(group)), []).append(group)
    for size in sorted(sizes):
        alike = sorted(sizes[size], key=_rows)
        fitting = int(np.searchsorted(np.cumsum([_rows(group) for group in alike]), LARGEST_ROWS))
        if fitting >= FAN:
            return alike[:fitting]
    return None


def _slow(groups: Sequence[list[Segment]], kinds: Kinds) -> list[list[Segment]] | None:
    """Return all groups of which every vector is compared, if these are too many together."""
    flat = [group for group in groups if kinds.is_flat(_rows(group))]
    return flat if not kinds.is_flat(sum(map(_rows, flat))) else None


def _rows(group: Sequence[Segment]) -> int:
    return sum(segment.count for segment in group)


def _size(rows: int) -> int:
    return max(0, math.ceil(math.log(max(1, rows) / SMALL_ROWS, FAN)))


def _decayed(segment: Segment) -> bool:
    return len(segment.dead) > DEAD_PART * len(segment.columns)


def merge_segments(folder: Path, group: Sequence[Segment], dimension: int, kinds: Kinds) -> None:
    """Write the living rows of `group` as one segment in `folder`.

    Vectors pass through memory a block at a time; columns, 20 bytes a row, are held whole.

    Raises:
        OSError: the disk took only a part of it.
    """
    living = [segment.living() for segment in group]
    columns, order = join([segment.columns for segment in group], living)
    blocks = _blocks(group, living, order, dimension)
    write_segment(folder, columns, blocks, dimension, kinds)


def _blocks(
    group: Sequence[Segment], living: Sequence[Rows], order: Rows, dimension: int
) -> Iterator[Matrix]:
    starts = np.cumsum([0, *map(len, living)])
    for first in range(0, len(order), BLOCK_ROWS):
        places = order[first : first + BLOCK_ROWS]
        block = np.empty((len(places), dimension), np.float32)
        # All are sorted by key, so a block takes neighbouring rows of each segment.
        source = np.searchsorted(starts, places, side="right") - 1
        by_source = np.argsort(source, kind="stable")
        numbers, firsts = np.unique(source[by_source], return_index=True)
        for number, here in zip(numbers, np.split(by_source, firsts[1:]), strict=True):
            rows = living[number][places[here] - starts[number]]
            block[here] = group[number].vectors.take(rows)
        yield block
