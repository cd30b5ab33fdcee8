"""The names of a state: a folder of tables, to which each build adds (edge: files)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from assistant.index.names.gathering import NameCounts
from assistant.index.names.table import NameTable, line_of, merged, together, write_table
from assistant.index.states import link_tree
from assistant.known_names import UNWRITTEN, Written

NAMES_FOLDER: Final = "names"
_ENDING: Final = ".names"
# A table is merged with the newer ones unless it is so many times as large as they are together:
# there are few tables after any number of updates, and a large one is written anew seldom.
_LARGER: Final = 4
# What is gathered is written out after so many characters: some 20 MB of memory.
_AT_ONCE: Final = 2**24


class NameTables:
    """The names that a state knows; a state without tables knows none.

    Articles that were removed or changed leave their names behind until the index is built anew.
    """

    def __init__(self, folder: Path) -> None:
        """Map the tables in a folder.

        Raises:
            OSError, ValueError: a table cannot be mapped.
        """
        self._tables = [NameTable(path) for path in _paths(folder)]

    def __bool__(self) -> bool:
        return bool(self._tables)

    def written(self, key: str) -> Written:
        """Return how the articles write the words of a key."""
        found = [one for table in self._tables if (one := table.written(key)) is not UNWRITTEN]
        return together(found) if found else UNWRITTEN

    def goes_on(self, key: str) -> bool:
        """Tell whether a longer name begins with the words of a key."""
        return any(table.goes_on(key) for table in self._tables)


def add_names(folder: Path, counts: NameCounts) -> None:
    """Add a table of what was gathered, if that is anything."""
    if counts:
        write_table(folder / _next(folder), (line_of(key, one) for key, one in counts.rows()))


def merge_names(folder: Path) -> None:
    """Merge the newest tables into one, as far back as one is no larger than they allow.

    A build that is killed here leaves some names counted twice, and none uncounted.
    """
    newest = _paths(folder)[::-1]
    sizes = [path.stat().st_size for path in newest]
    merging = [at for at in range(1, len(sizes)) if sizes[at] <= _LARGER * sum(sizes[:at])]
    chosen = newest[: merging[-1] + 1] if merging else []
    if chosen:
        write_table(folder / _next(folder), merged([NameTable(path) for path in chosen]))
        for path in chosen:
            # One that a reader holds open on Windows stays, and counts twice.
            with suppress(PermissionError):
                path.unlink()


def begin_names(folder: Path, old: Path | None, texts: Iterable[str]) -> None:
    """Give a state the tables of an old one; where there are none, gather them from `texts`.

    A state that was begun before has its tables already.
    """
    if folder.is_dir():
        return
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    if old is not None and old.is_dir():
        link_tree(old, fresh)
    else:
        fresh.mkdir()
        gather_names(fresh, texts)
    os.replace(fresh, folder)


def gather_names(folder: Path, texts: Iterable[str]) -> None:
    """Add tables of the names of texts, in little memory."""
    counts, characters = NameCounts(), 0
    for text in texts:
        counts.add(text)
        characters += len(text)
        if characters > _AT_ONCE:
            add_names(folder, counts)
            counts, characters = NameCounts(), 0
    add_names(folder, counts)


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_ENDING}"))


def _next(folder: Path) -> str:
    last = max((int(path.stem) for path in _paths(folder)), default=0)
    return f"{last + 1:08d}{_ENDING}"
